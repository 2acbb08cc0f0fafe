package crier.source;

import crier.fetch.Prolog;
import crier.model.Capture;
import crier.model.Clip;
import crier.model.Content;
import crier.model.Extracted;
import crier.model.Listing;
import crier.model.SourceSpec;
import crier.model.Text;
import crier.source.document.DocumentSource;
import crier.source.feed.FeedSource;
import crier.source.json.JsonRows;
import crier.source.listing.ListingSource;
import crier.source.page.PageSource;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The source type that suits an address best, from what it serves.
 *
 * @param spec a description ready to use
 * @param extracted what such a source reads
 * @param how it was recognised, for the user
 */
public record Guess(SourceSpec spec, Extracted extracted, String how) {

  private static final int LITTLE = 100;

  private static final Set<String> FEEDS = Set.of("rss", "feed", "rdf");

  /**
   * Guesses.
   *
   * @param options what the user set beside the address
   */
  public static Guess of(String url, Map<String, String> options, Capture capture, Instant now) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("url", url);
    all.putAll(options);
    String whole = Decoded.text(capture).strip();
    String head = Clip.to(whole, 2000).toLowerCase(Locale.ROOT);
    String root = Prolog.of(whole, 0).root().toLowerCase(Locale.ROOT);
    root = root.substring(root.indexOf(':') + 1);
    if (head.startsWith("%pdf-")) {
      return new Guess(
          spec("document", all),
          DocumentSource.read(spec("document", all), capture),
          "it is a PDF");
    }
    if (head.startsWith("<") && FEEDS.contains(root)) {
      SourceSpec feed = spec("feed", all);
      return new Guess(feed, FeedSource.read(feed, capture, now), "it is a feed");
    }
    if (head.startsWith("{") || head.startsWith("[")) {
      if (head.contains("jsonfeed.org/version")) {
        SourceSpec feed = spec("feed", all);
        return new Guess(feed, FeedSource.read(feed, capture, now), "it is a JSON Feed");
      }
      SourceSpec json = spec("json", all);
      return new Guess(json, JsonRows.read(json, capture, now), "it is JSON with rows");
    }
    if (!head.startsWith("<")) {
      return new Guess(
          spec("document", all),
          DocumentSource.read(spec("document", all), capture),
          "it is a file");
    }
    SourceSpec listing = spec("listing", all);
    Extracted rows = ListingSource.read(listing, capture, now);
    if (rows instanceof Listing(var items, _) && !items.isEmpty()) {
      return new Guess(
          ListingSource.proposed(listing, capture, now), rows, "it has rows with links and dates");
    }
    SourceSpec page = spec("page", all);
    Extracted text = PageSource.read(page, capture, now);
    return text instanceof Content
        ? new Guess(
            page,
            text,
            filledByScript(text, head)
                ? "it has hardly any text: a script seems to put its rows in; look for the address"
                    + " they come from, and watch that as json"
                : "it has no rows that repeat, so its text is watched")
        : new Guess(listing, rows, "nothing better was found");
  }

  private static boolean filledByScript(Extracted text, String head) {
    return text instanceof Text(_, String words)
        && words.length() < LITTLE
        && (head.contains("javascript") || head.contains("<script"));
  }

  private static SourceSpec spec(String type, Map<String, Object> options) {
    return new SourceSpec(type, options);
  }

  /** As YAML: a query may hold quotation marks. */
  private static String quoted(Object value) {
    String text = String.valueOf(value);
    return text.equals("true") || text.equals("false")
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Whether this is the address of a docket at CourtListener. */
  public static boolean isDocket(URI uri) {
    return docketId(uri).isPresent();
  }

  /** Whether this is the address of a search at CourtListener. */
  public static boolean isSearch(URI uri) {
    return String.valueOf(uri.getHost()).endsWith("courtlistener.com")
        && !parameter(uri, "q").isEmpty();
  }

  /** What an address says of a source of this type, by option. */
  public static Map<String, Object> named(String type, URI uri) {
    Map<String, Object> named = new LinkedHashMap<>();
    switch (type) {
      case "courtlistener-docket" -> docketId(uri).ifPresent(id -> named.put("docket", id));
      case "courtlistener-search" -> {
        for (String option : List.of("q query", "type kind", "court court")) {
          String[] names = option.split(" ", 2);
          String value = parameter(uri, names[0]);
          if (!value.isEmpty()) {
            named.put(names[1], value);
          }
        }
      }
      case "court-rss" ->
          Courts.ofHost(uri)
              .ifPresentOrElse(
                  court -> named.put("court", court), () -> named.put("url", uri.toString()));
      default -> named.put("url", uri.toString());
    }
    return named;
  }

  private static String parameter(URI uri, String name) {
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    return Stream.of(query.split("&", -1))
        .filter(part -> part.startsWith(name + "="))
        .map(part -> part.substring(name.length() + 1))
        .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
        .findFirst()
        .orElse("");
  }

  /** CourtListener's id in the address of a docket. */
  public static Optional<String> docketId(URI uri) {
    String path = uri.getPath() == null ? "" : uri.getPath();
    String[] parts = path.split("/", -1);
    return parts.length > 2 && parts[1].equals("docket") && parts[2].matches("[1-9][0-9]{0,17}")
        ? Optional.of(parts[2])
        : Optional.empty();
  }

  /** An entry for {@code watches:}, ready to paste. */
  public static String entry(SourceSpec spec) {
    String options =
        spec.options().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(option -> ", %s: %s".formatted(option.getKey(), quoted(option.getValue())))
            .collect(Collectors.joining());
    String id =
        spec.text("url")
            .map(url -> URI.create(url).getHost())
            .map(host -> host.replaceAll("^www\\.", "").replaceAll("[^a-z0-9]+", "-"))
            .or(() -> spec.text("court").map(court -> court + "-feed"))
            .or(() -> spec.text("query").map(query -> "search"))
            .orElse("docket-" + spec.text("docket").orElse("x"));
    return """
    watches:
      - id: %s
        source: { type: %s%s }
        every: 15m\
    """
        .formatted(id, spec.type(), options);
  }
}
