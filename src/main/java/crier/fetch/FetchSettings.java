package crier.fetch;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Section {@code fetch} of the configuration.
 *
 * @param contact mail address or page of the operator, sent in the User-Agent; blank allows
 *     loopback only
 * @param concurrency requests under way at once, over all hosts
 * @param timeout for one whole call, redirects and body included
 * @param maxBody bytes of a decompressed body
 * @param webdriver address of a WebDriver, or empty
 * @param allowPrivateAddresses whether loopback and private addresses may be asked
 * @param perHost pace for hosts not named in {@code hosts}
 * @param hosts pace and headers by host name
 * @param webdriverArguments for the browser that the WebDriver starts, beside our own
 */
public record FetchSettings(
    String contact,
    int concurrency,
    Duration timeout,
    long maxBody,
    String webdriver,
    boolean allowPrivateAddresses,
    HostSettings perHost,
    Map<String, HostSettings> hosts,
    List<String> webdriverArguments) {

  public FetchSettings {
    webdriverArguments = List.copyOf(webdriverArguments);
    hosts = Map.copyOf(hosts);
  }

  /** Settings without arguments for a browser. */
  public FetchSettings(
      String contact,
      int concurrency,
      Duration timeout,
      long maxBody,
      String webdriver,
      boolean allowPrivateAddresses,
      HostSettings perHost,
      Map<String, HostSettings> hosts) {
    this(
        contact,
        concurrency,
        timeout,
        maxBody,
        webdriver,
        allowPrivateAddresses,
        perHost,
        hosts,
        List.of());
  }

  /** What applies to a host: its own entry, else the common one. */
  public HostSettings host(String name) {
    return hosts.getOrDefault(name, perHost);
  }

  /**
   * Manners towards one host.
   *
   * @param concurrency requests under way at once
   * @param minInterval between the starts of two requests
   * @param headers sent with every request to it
   * @param http1 speak HTTP/1.1 only
   */
  public record HostSettings(
      int concurrency, Duration minInterval, Map<String, String> headers, boolean http1) {
    public HostSettings {
      headers = Map.copyOf(headers);
    }

    /** PageNames the headers only: their values can be keys. */
    @Override
    public String toString() {
      return "HostSettings[%d at once, %s apart, headers %s]"
          .formatted(concurrency, minInterval, headers.keySet());
    }
  }
}
