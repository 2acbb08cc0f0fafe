package crier.source.json;

import crier.fetch.Request;
import crier.model.Capture;
import crier.model.Extracted;
import crier.model.Item;
import crier.model.Published;
import crier.model.SourceSpec;
import crier.model.Unrecognised;
import crier.source.Dates;
import crier.source.Decoded;
import crier.source.DistinctItems;
import crier.source.Entities;
import crier.source.Keys;
import crier.source.Links;
import crier.source.Pages;
import crier.source.Source;
import crier.source.StrictJson;
import crier.source.Words;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A source of type {@code json}. {@code items} points at the array of rows; {@code title}, {@code
 * link}, {@code date}, {@code number}, {@code key}, {@code text} and {@code document} point below a
 * row; {@code next} points at the address of the next page. Without pointers the usual places are
 * tried.
 */
public final class JsonRows {

  /** Members by their usual names, the best first, compared without regard to case. */
  private static final Map<String, List<String>> USUAL =
      Map.of(
          "title", List.of("title", "name", "headline", "caseName", "subject", "text", "packageId"),
          "link",
              List.of("link", "url", "html_url", "absolute_url", "href", "packageLink", "pdf_url"),
          "date",
              List.of(
                  "date",
                  "publication_date",
                  "publishDate",
                  "published",
                  "date_published",
                  "dateFiled",
                  "dateIssued",
                  "published_date",
                  "publicationDate",
                  "date_filed",
                  "issue_date",
                  "release_date",
                  "posted_date",
                  "pubDate",
                  "date_gmt"),
          "number", List.of("report_number", "number", "document_number", "packageId", "id"),
          "text", List.of("summary", "abstract", "description"));

  private static final List<String> NEXT =
      List.of(
          "/next",
          "/nextPage",
          "/next_page_url",
          "/pagination/next",
          "/links/next/href",
          "/links/next",
          "/meta/next");

  private static final int DEPTH = 4;

  private final SourceSpec spec;

  private JsonRows(SourceSpec spec) {
    this.spec = spec;
    for (String key :
        List.of("items", "title", "link", "date", "number", "key", "text", "document", "next")) {
      spec.text(key).filter(p -> !p.contains("{page")).ifPresent(pointer -> check(key, pointer));
    }
  }

  private static void check(String key, String pointer) {
    if (!pointer.isEmpty() && !pointer.startsWith("/")) {
      throw new IllegalArgumentException(
          "`%s` of a json source is a JSON Pointer and begins with `/`: `/%s`"
              .formatted(key, pointer));
    }
  }

  /** Makes the source. */
  public static Source source(SourceSpec spec) {
    JsonRows rows = new JsonRows(spec);
    return new Pages(spec, Request.Expect.JSON, rows::read, rows::next);
  }

  /** Reads a capture as a source of this description would. */
  public static Extracted read(SourceSpec spec, Capture capture, Instant now) {
    return new JsonRows(spec).read(capture, now);
  }

  private Extracted read(Capture capture, Instant now) {
    return switch (StrictJson.parse(Decoded.text(capture))) {
      case StrictJson.Parsed.Broken(String why) -> new Unrecognised("this is not JSON: " + why);
      case StrictJson.Parsed.Whole(JsonNode root) -> read(root, capture.finalUrl(), now);
    };
  }

  private Extracted read(JsonNode root, URI base, Instant now) {
    Optional<JsonNode> rows =
        spec.text("items")
            .map(pointer -> root.at(JsonPointer.compile(pointer)))
            .or(() -> RowArray.in(root, DEPTH, USUAL));
    if (rows.isEmpty() || !rows.get().isArray()) {
      return new Unrecognised(
          spec.text("items")
              .map("there is no array at `items: %s`"::formatted)
              .orElseGet(() -> "there is no array of rows; " + RowArray.advice(root, DEPTH)));
    }
    StringBuilder dates = new StringBuilder();
    rows.get().forEach(row -> dates.append(value(row, "date")).append('\n'));
    Dates.Order order = Dates.order(dates.toString());
    DistinctItems items = new DistinctItems(true);
    for (JsonNode row : rows.get()) {
      Optional<Item> item = item(row, base, now, order);
      if (item.isEmpty()) {
        items.addUnread();
      } else if (!items.add(item.get())) {
        return DistinctItems.tooMany();
      }
    }
    if (items.items().isEmpty() && !spec.flag("may-be-empty")) {
      return new Unrecognised(
          rows.get().isEmpty()
              ? "the array of rows is empty"
              : "no row has a title; name its place with `title`");
    }
    boolean whole =
        spec.text("whole").map(Boolean::parseBoolean).orElse(!spec.options().containsKey("next"));
    return items.listing(whole);
  }

  private Optional<String> next(Capture capture) {
    if (!(StrictJson.parse(Decoded.text(capture)) instanceof StrictJson.Parsed.Whole(var root))) {
      return Optional.empty();
    }
    return spec.text("next").map(List::of).orElse(NEXT).stream()
        .map(pointer -> root.at(JsonPointer.compile(pointer)))
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .filter(address -> !address.isBlank())
        .findFirst();
  }

  private Optional<Item> item(JsonNode row, URI base, Instant now, Dates.Order order) {
    String title = Words.title(Entities.plain(value(row, "title")));
    String link = Links.absolute(base, Entities.decoded(value(row, "link")));
    String number = Words.title(Entities.decoded(value(row, "number")));
    String own = spec.text("key").isPresent() ? value(row, "key") : "";
    if (title.isEmpty() && link == null && !Keys.isOne(own) && !Keys.isOne(number)) {
      return Optional.empty();
    }
    Published published =
        Dates.read(moment(value(row, "date")), spec.text("date-format").orElse(null), now, order);
    String document =
        spec.text("document").isPresent() ? Links.absolute(base, value(row, "document")) : link;
    TreeMap<String, String> fields = new TreeMap<>();
    if (Keys.isOne(number)) {
      fields.put(Item.NUMBER, number);
    }
    if (title.isEmpty()) {
      fields.put(Item.UNTITLED, "yes");
    }
    if (document != null && document.toLowerCase(Locale.ROOT).endsWith(".pdf")) {
      fields.put(Item.DOCUMENT, URI.create(document).getPath());
    }
    String key = Keys.of(own, number, link, title, published);
    return key.isBlank()
        ? Optional.empty()
        : Optional.of(
            new Item(
                report(row) ? Item.Kind.REPORT : Item.Kind.ITEM,
                key,
                title.isEmpty() ? Keys.isOne(number) ? number : key : title,
                link,
                published,
                Words.line(Entities.plain(value(row, "text"))),
                fields));
  }

  private boolean report(JsonNode row) {
    return spec.text("kind").map("report"::equals).orElse(row.has("report_number"));
  }

  private String value(JsonNode row, String what) {
    Optional<String> pointer = spec.text(what);
    if (pointer.isPresent()) {
      return text(row.at(JsonPointer.compile(pointer.get())));
    }
    for (String name : USUAL.getOrDefault(what, List.of())) {
      String text = text(RowArray.member(row, name));
      if (!text.isBlank()) {
        return text;
      }
    }
    return RowArray.like(row, what).map(JsonRows::text).orElse("");
  }

  /** A moment counted from 1970, in seconds or thousandths, as programs write it; else as it is. */
  private static String moment(String date) {
    String count = date.replaceFirst("^/Date\\((\\d+)([+-]\\d{4})?\\)/$", "$1");
    boolean counted = count.matches("\\d{10}(\\d{3})?");
    return counted
        ? Instant.ofEpochSecond(Long.parseLong(count.substring(0, 10))).toString()
        : date;
  }

  /** Words and whole numbers; a number too large to be one says nothing. */
  private static String text(@Nullable JsonNode node) {
    return node != null && (node.isString() || node.isIntegralNumber()) ? node.asString() : "";
  }
}
