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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests to the REST API v4, and what its answers say. Lenient: fields come and go. */
final class Api {

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

  /**
   * Entries modified since a time, the last modified first. An empty {@code docket=} would be
   * dropped in silence and list the whole site, so the id must be one.
   */
  URI entriesSince(long docket, @Nullable Instant since) {
    String filter = since == null ? "" : "&date_modified__gt=" + encoded(since.toString());
    return uri(
        "docket-entries/?docket=%d&order_by=-date_modified&omit=recap_documents__plain_text%s"
            .formatted(docket, filter));
  }

  URI usage() {
    return uri("api-usage/");
  }

  URI docket(long docket) {
    return uri("dockets/%d/".formatted(docket));
  }

  URI byNumber(String court, String number) {
    return uri(
        "search/?type=d&court=%s&docket_number=%s".formatted(encoded(court), encoded(number)));
  }

  private URI uri(String rest) {
    return URI.create(base + "/api/rest/v4/" + rest);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** A page of a list. */
  record Page(List<JsonNode> results, Optional<URI> next) {}

  /** The page, or empty when the answer is no list of this API (then nothing can be said). */
  static Optional<Page> page(Capture capture) {
    return json(capture)
        .filter(root -> root.path("results").isArray())
        .map(root -> {
          List<JsonNode> results = new ArrayList<>();
          root.path("results").forEach(results::add);
          // `pagination.next` of some APIs holds a raw space
          String next = root.path("next").asString("").replace(" ", "%20");
          return new Page(
              results, next.startsWith("http") ? Optional.of(URI.create(next)) : Optional.empty());
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
    if (id == 0) {
      return Optional.empty();
    }
    String number =
        row.path("entry_number").isNumber() ? row.path("entry_number").asString() : null;
    JsonNode main = row.path("recap_documents").path(0);
    String words = text(row.path("description").asString(""));
    if (words.isEmpty()) {
      words = text(main.path("description").asString(""));
    }
    String sha1 = main.path("sha1").asString("");
    return Optional.of(
        new Entry(
            number == null ? "minute-entry-" + id : "entry-" + number,
            number,
            day(row.path("date_filed").asString("")),
            words,
            main.path("is_available").asBoolean(false),
            main.path("is_sealed").asBoolean(false),
            sha1.isEmpty() ? null : sha1));
  }

  private static String text(String description) {
    return Words.line(Jsoup.parseBodyFragment(description).text());
  }

  private static @Nullable LocalDate day(String date) {
    try {
      return date.isEmpty() ? null : LocalDate.parse(date);
    } catch (DateTimeException _) {
      return null;
    }
  }

  static @Nullable Instant modified(JsonNode row) {
    try {
      return OffsetDateTime.parse(row.path("date_modified").asString("")).toInstant();
    } catch (DateTimeException _) {
      return null;
    }
  }
}
