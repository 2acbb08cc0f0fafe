package crier.config;

import crier.fetch.FetchSettings;
import crier.model.SourceSpec;
import crier.model.Watch;
import crier.source.SourceSettings;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Whether sites are told who asks, and whether there is a browser where one is needed. */
final class Manners {

  /** RFC 2606 §3. */
  private static final Set<String> NOBODY = Set.of("example.com", "example.net", "example.org");

  private static final String REMEDY =
      "write a mail address or page of yours: sites see it in the User-Agent";

  private final Section root;
  private final FetchSettings fetch;
  private final SourceSettings sources;

  Manners(Section root, FetchSettings fetch, SourceSettings sources) {
    this.root = root;
    this.fetch = fetch;
    this.sources = sources;
  }

  void check(List<Watch> watches) {
    contact(watches);
    for (int i = 0; i < watches.size(); i++) {
      Section source = root.items("watches").get(i).at("source");
      if (watches.get(i).source().flag("render") && source.sound() && fetch.webdriver().isEmpty()) {
        source
            .at("render")
            .wrong(
                "a page can be rendered only where there is a browser",
                "write the address of a WebDriver at `fetch.webdriver`, or remove this");
      }
    }
  }

  /** Loopback is ours to ask; anybody else may know who asks and whom to write to. */
  private void contact(List<Watch> watches) {
    Section contact = root.at("fetch").at("contact");
    String written = contact.text("").strip();
    if (FetchReader.isPlaceholder(written)) {
      contact.warn("this is nobody's address, so " + asked(), REMEDY);
    } else if (NOBODY.contains(written.replaceFirst(".*[@/]", ""))) {
      contact.warn("this is nobody's address; sites that want to reach you cannot", REMEDY);
    } else if (written.isEmpty() && contact.sound() && !watches.isEmpty()) {
      if (isAbroad(watches)) {
        contact.wrong(
            "`fetch.contact` is blank, and needed before any other computer is asked", REMEDY);
      } else {
        contact.warn("`fetch.contact` is blank, so " + asked(), REMEDY);
      }
    }
  }

  /** Who is asked as long as nobody says who asks. */
  private String asked() {
    return fetch.allowPrivateAddresses()
        ? "only this computer is asked"
        : "nothing is fetched, from this computer neither (`fetch.allow-private-addresses` is not set)";
  }

  private boolean isAbroad(List<Watch> watches) {
    List<Section> sections = root.items("watches");
    return IntStream.range(0, watches.size())
        .filter(i -> sections.get(i).at("source").sound())
        .anyMatch(i -> !isLoopback(watches.get(i).source()));
  }

  private boolean isLoopback(SourceSpec spec) {
    if (spec.text("url").isPresent()) {
      return isLoopback(spec.text("url").orElse(""));
    }
    return spec.type().startsWith("courtlistener-")
        ? isLoopback(sources.courtListener().toString())
        // a description without an address is told to be wrong elsewhere; a court's feed is abroad
        : !spec.type().equals("court-rss");
  }

  private static boolean isLoopback(String url) {
    try {
      String host = URI.create(url).getHost();
      return host != null
          && (host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d+){3}"));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
