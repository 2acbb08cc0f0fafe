package crier.source.courtlistener;

import crier.fetch.Quota;
import crier.fetch.Request;
import crier.model.Capture;
import crier.source.Decoded;
import crier.source.Words;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests to the REST API v4, and what its answers say. Lenient: fields come and go. The text of
 * documents (OCR, up to megabytes) is never asked for.
 */
final class Api {

  private static final String NO_TEXT = "&omit=recap_documents__plain_text";

  private final URI base;
  private final String token;

  Api(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  boolean hasToken() {
    return !token.isEmpty();
  }

  /** The token goes to the configured host and to no other, whatever an answer says. */
  boolean isOurs(URI uri) {
    return base.getScheme().equals(uri.getScheme())
        && base.getRawAuthority().equals(uri.getRawAuthority());
  }

  Request request(URI uri, Quota.Priority priority) {
    return request(uri, RateBudget.NAME, priority);
  }

  Request request(URI uri, String budget, Quota.Priority priority) {
    Request request = Request.to(uri, Request.Expect.JSON).paidFrom(budget, priority);
    return hasToken() && isOurs(uri)
        ? request.with(Map.of("Authorization", "Token " + token))
        : request;
  }

  // An empty filter would be dropped in silence and list the whole site, so each of these takes a
  // number and checks nothing less (cl/api/utils.py, NoEmptyFilterSet).

  /** Entries modified since a time, the last modified first. */
  URI entriesSince(long docket, Instant since) {
    return uri(
        "docket-entries/?docket=%d&order_by=-date_modified%s&date_modified__gt=%s"
            .formatted(docket, NO_TEXT, encoded(since.toString())));
  }

  /** All entries, in an order that stays as it is while they are read. */
  URI allEntries(long docket) {
    return uri("docket-entries/?docket=%d&order_by=id%s".formatted(docket, NO_TEXT));
  }

  /** One entry by the id of its row. */
  URI entry(long id) {
    return uri("docket-entries/%d/?omit=recap_documents__plain_text".formatted(id));
  }

  URI entryNumbered(long docket, long number) {
    return uri("docket-entries/?docket=%d&entry_number=%d%s".formatted(docket, number, NO_TEXT));
  }

  /** The entry that a document belongs to: a document does not say. */
  URI entryOf(long docket, long document) {
    return uri(
        "docket-entries/?docket=%d&recap_documents__id=%d%s".formatted(docket, document, NO_TEXT));
  }

  /** Documents modified since a time: a PDF that arrives does not touch its entry. */
  URI documentsSince(long docket, Instant since) {
    return uri(
        "recap-documents/?docket_entry__docket=%d&order_by=-date_modified&omit=plain_text&date_modified__gt=%s"
            .formatted(docket, encoded(since.toString())));
  }

  URI usage() {
    return uri("api-usage/");
  }

  URI docket(long docket) {
    return uri("dockets/%d/".formatted(docket));
  }

  /** Dockets by CourtListener's short form of their number; needs a token. */
  URI byCore(String court, String core) {
    return uri("dockets/?court=%s&docket_number_core=%s".formatted(encoded(court), encoded(core)));
  }

  /** Dockets by their number, written as CourtListener writes it; needs a token. */
  URI byNumber(String court, String number) {
    return uri("dockets/?court=%s&docket_number=%s".formatted(encoded(court), encoded(number)));
  }

  /** The search, which anybody may ask. */
  URI search(String court, String number) {
    return uri(
        "search/?type=d&court=%s&docket_number=%s".formatted(encoded(court), encoded(number)));
  }

  private URI uri(String rest) {
    String address = base.toString();
    return URI.create(
        (address.endsWith("/") ? address.substring(0, address.length() - 1) : address)
            + "/api/rest/v4/"
            + rest);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /**
   * A page of a list.
   *
   * @param next where it goes on; empty at the end
   */
  record Page(List<JsonNode> results, Optional<URI> next) {}

  /** The page, or empty when the answer is no list of this API (then nothing can be said). */
  static Optional<Page> page(Capture capture) {
    return json(capture)
        .filter(root -> root.path("results").isArray())
        .flatMap(root -> {
          List<JsonNode> results = new ArrayList<>();
          root.path("results").forEach(results::add);
          JsonNode next = root.path("next");
          if (next.isNull() || next.isMissingNode() || next.asString("").isBlank()) {
            return Optional.of(new Page(results, Optional.empty()));
          }
          try {
            return Optional.of(
                new Page(
                    results,
                    Optional.of(URI.create(next.asString("").strip().replace(" ", "%20")))));
          } catch (IllegalArgumentException _) {
            return Optional.empty();
          }
        });
  }

  static Optional<JsonNode> json(Capture capture) {
    try {
      JsonNode root = JsonMapper.shared().readTree(Decoded.text(capture));
      return root.isObject() ? Optional.of(root) : Optional.empty();
    } catch (JacksonException | StackOverflowError _) {
      return Optional.empty();
    }
  }

  /** The entry in a row of docket-entries; empty when it names no docket entry. */
  static Optional<Entry> entry(JsonNode row) {
    long id = row.path("id").asLong(0);
    if (id <= 0) {
      return Optional.empty();
    }
    // A bigint: appellate courts number nothing, and CourtListener puts the document's id there.
    String number = row.path("entry_number").asString("").strip();
    boolean numbered = number.matches("[0-9]{1,19}");
    String description = plain(row.path("description").asString(""));
    List<RecapDocument> documents = documents(row.path("recap_documents"));
    String name =
        documents.stream()
            .filter(document -> document.attachment() == 0)
            .map(RecapDocument::name)
            .findFirst()
            .orElse("");
    return Optional.of(
        new Entry(
            numbered ? "entry-" + number : "minute-entry-" + id,
            id,
            numbered ? number : null,
            day(row.path("date_filed").asString("")),
            description.isEmpty() ? name : description,
            description.isEmpty(),
            documents,
            false,
            time(row, "date_created"),
            modified(row)));
  }

  private static List<RecapDocument> documents(JsonNode rows) {
    List<RecapDocument> documents = new ArrayList<>();
    rows.forEach(row -> documents.add(RecapDocument.of(row)));
    documents.sort(Comparator.comparingInt(RecapDocument::attachment));
    if (!documents.isEmpty() && documents.getFirst().attachment() == 1) {
      documents.set(0, documents.getFirst().asMain());
    }
    return documents;
  }

  /** Words without markup and entities, white space folded. */
  static String plain(String html) {
    return Words.line(Jsoup.parseBodyFragment(html).text());
  }

  private static @Nullable LocalDate day(String date) {
    try {
      return date.isEmpty() ? null : LocalDate.parse(date);
    } catch (DateTimeException _) {
      return null;
    }
  }

  static @Nullable Instant modified(JsonNode row) {
    return time(row, "date_modified");
  }

  private static @Nullable Instant time(JsonNode row, String field) {
    try {
      return OffsetDateTime.parse(row.path(field).asString("")).toInstant();
    } catch (DateTimeException _) {
      return null;
    }
  }
}
