package crier.config;

import crier.fetch.FetchSettings;
import crier.fetch.FetchSettings.HostSettings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads section {@code fetch}. */
final class FetchReader {

  private static final FetchSettings USUAL = FetchSettings.of("");

  private FetchReader() {}

  static FetchSettings read(Section fetch) {
    HostSettings common = host(fetch.at("per-host"), USUAL.perHost());
    Section named = fetch.at("hosts");
    Map<String, HostSettings> hosts = new LinkedHashMap<>();
    for (String name : named.keys()) {
      if (name.contains("/")) {
        named.wrongKey(
            name, "`%s` is no host name".formatted(name), "write it without scheme and path");
      }
      hosts.put(name.toLowerCase(Locale.ROOT), host(named.at(name), common));
    }
    String contact = fetch.text("contact", "").strip();
    return new FetchSettings(
        isPlaceholder(contact) ? "" : contact,
        fetch.number("concurrency", USUAL.concurrency()),
        fetch.duration("timeout", USUAL.timeout()),
        Durations.size(fetch.text("max-body", USUAL.maxBody() + "B")),
        fetch.text("webdriver", USUAL.webdriver()).strip(),
        fetch.flag("allow-private-addresses", USUAL.allowPrivateAddresses()),
        common,
        hosts,
        fetch.texts("webdriver-args"));
  }

  /**
   * A name below {@code .example} or {@code .invalid} can belong to nobody (RFC 2606 §2): the files
   * that ship have one, so that they can be tried, and no site is told a contact that is none.
   */
  static boolean isPlaceholder(String contact) {
    return contact.toLowerCase(Locale.ROOT).matches("(.*[@./])?[a-z0-9-]+\\.(example|invalid)/?");
  }

  private static HostSettings host(Section host, HostSettings otherwise) {
    Map<String, String> headers = new LinkedHashMap<>(otherwise.headers());
    headers.putAll(host.map("headers"));
    return new HostSettings(
        host.number("concurrency", otherwise.concurrency()),
        host.duration("min-interval", otherwise.minInterval()),
        headers,
        host.flag("http1", otherwise.http1()));
  }
}
