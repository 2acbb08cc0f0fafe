package crier.source;

import crier.fetch.recognition.Body;
import crier.model.Capture;
import crier.model.Content;
import crier.model.Cut;
import crier.model.Extracted;
import crier.model.Holed;
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
import java.util.Collections;
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
  private static final int HEAD = 2_000;

  /** Options that say what is meant: the text of a part of the page. */
  private static final Set<String> OF_A_PAGE = Set.of("select", "ignore");

  /** Options that say what is meant: rows, and what stands where in them. */
  private static final Set<String> OF_ROWS =
      Set.of("item", "title", "link", "date", "date-format", "number", "next", "key", "text");

  private static final int LONGEST_ID = 60;

  /**
   * Guesses.
   *
   * @param options what the user set beside the address
   */
  public static Guess of(String url, Map<String, String> options, Capture capture, Instant now) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("url", url);
    all.putAll(options);
    return switch (Body.of(capture.body()).kind()) {
      case PDF -> document(all, capture, "it is a PDF");
      case FEED -> feed(all, capture, now, "it is a feed");
      case JSON -> json(all, capture, now);
      case HTML -> page(all, capture, now);
      case TEXT, XML, BINARY, EMPTY -> document(all, capture, "it is a file");
    };
  }

  private static Guess document(Map<String, Object> all, Capture capture, String how) {
    SourceSpec document = spec("document", all);
    return new Guess(document, DocumentSource.read(document, capture), how);
  }

  private static Guess feed(Map<String, Object> all, Capture capture, Instant now, String how) {
    SourceSpec feed = spec("feed", all);
    return new Guess(feed, FeedSource.read(feed, capture, now), how);
  }

  private static Guess json(Map<String, Object> all, Capture capture, Instant now) {
    if (head(capture).contains("jsonfeed.org/version")) {
      return feed(all, capture, now, "it is a JSON Feed");
    }
    SourceSpec json = spec("json", all);
    return new Guess(json, JsonRows.read(json, capture, now), "it is JSON with rows");
  }

  private static String head(Capture capture) {
    String text = Decoded.text(capture).strip();
    return Cut.beginning(text, HEAD).toLowerCase(Locale.ROOT);
  }

  private static Guess page(Map<String, Object> all, Capture capture, Instant now) {
    SourceSpec listing = spec("listing", all);
    SourceSpec page = spec("page", all);
    if (!Collections.disjoint(all.keySet(), OF_A_PAGE)) {
      return new Guess(page, PageSource.read(page, capture, now), "a part of a page was chosen");
    }
    Extracted rows = ListingSource.read(listing, capture, now);
    if (!Collections.disjoint(all.keySet(), OF_ROWS)) {
      return new Guess(listing, rows, "what was set chooses parts of rows");
    }
    if (Holed.whatWasRead(rows) instanceof Listing(var items, _) && !items.isEmpty()) {
      return new Guess(
          ListingSource.proposed(listing, capture, now), rows, "it has rows with links and dates");
    }
    Extracted text = PageSource.read(page, capture, now);
    return text instanceof Content
        ? new Guess(
            page,
            text,
            filledByScript(text, head(capture))
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
            .map(Guess::id)
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

  /** Host and last part of the path: two pages of a site get two names. */
  private static String id(String url) {
    URI uri = URI.create(url.replaceAll("[{}]", ""));
    String id =
        (String.valueOf(uri.getHost()).replaceFirst("(?i)^www\\.", "") + "-" + Links.slug(url))
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+", "");
    return id.substring(0, Math.min(id.length(), LONGEST_ID)).replaceAll("-+$", "");
  }
}
