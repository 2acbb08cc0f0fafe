package crier.source;

import crier.model.Capture;
import crier.model.Content;
import crier.model.Extracted;
import crier.model.Listing;
import crier.model.SourceSpec;
import crier.source.document.DocumentSource;
import crier.source.feed.FeedSource;
import crier.source.json.JsonRows;
import crier.source.listing.ListingSource;
import crier.source.page.PageSource;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The source type that suits an address best, from what it serves.
 *
 * @param spec a description ready to use
 * @param extracted what such a source reads
 * @param how it was recognised, for the user
 */
public record Guess(SourceSpec spec, Extracted extracted, String how) {

  private static final int FEWEST_ROWS = 2;

  /**
   * Guesses.
   *
   * @param options what the user set beside the address
   */
  public static Guess of(String url, Map<String, String> options, Capture capture, Instant now) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("url", url);
    all.putAll(options);
    String head = Decoded.text(capture).strip();
    head = head.substring(0, Math.min(head.length(), 2000)).toLowerCase(Locale.ROOT);
    String start = head.replaceAll("^(<\\?xml[^>]*>|<!--.*?-->|\\s)+", "");
    if (head.startsWith("%pdf-")) {
      return new Guess(
          spec("document", all),
          DocumentSource.read(spec("document", all), capture),
          "it is a PDF");
    }
    if (start.startsWith("<rss") || start.startsWith("<feed") || start.startsWith("<rdf")) {
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
    if (!start.startsWith("<")) {
      return new Guess(
          spec("document", all),
          DocumentSource.read(spec("document", all), capture),
          "it is a file");
    }
    SourceSpec listing = spec("listing", all);
    Extracted rows = ListingSource.read(listing, capture, now);
    if (rows instanceof Listing(var items, _) && items.size() >= FEWEST_ROWS) {
      return new Guess(listing, rows, "it has rows with links and dates");
    }
    SourceSpec page = spec("page", all);
    Extracted text = PageSource.read(page, capture, now);
    return text instanceof Content
        ? new Guess(page, text, "it has no rows that repeat, so its text is watched")
        : new Guess(listing, rows, "nothing better was found");
  }

  private static SourceSpec spec(String type, Map<String, Object> options) {
    return new SourceSpec(type, options);
  }

  /** Whether this is the address of a docket at CourtListener. */
  public static boolean isDocket(URI uri) {
    return docketId(uri).isPresent();
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
            .map(option -> ", %s: \"%s\"".formatted(option.getKey(), option.getValue()))
            .collect(Collectors.joining());
    String id =
        spec.text("url")
            .map(url -> URI.create(url).getHost())
            .map(host -> host.replaceAll("^www\\.", "").replaceAll("[^a-z0-9]+", "-"))
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
