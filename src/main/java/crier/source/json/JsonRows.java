package crier.source.json;

import crier.fetch.Request;
import crier.model.Capture;
import crier.model.Extracted;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Published;
import crier.model.SourceSpec;
import crier.model.Unrecognised;
import crier.source.Dates;
import crier.source.Decoded;
import crier.source.Keys;
import crier.source.Links;
import crier.source.OnePage;
import crier.source.Source;
import crier.source.Words;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A source of type {@code json}. {@code items} points at the array of rows; {@code title}, {@code
 * link}, {@code date}, {@code number}, {@code key}, {@code text} and {@code document} point below a
 * row. Without pointers the first array of objects with something like a title is taken, and
 * members by their usual names.
 */
public final class JsonRows {

  /** Left alone, Jackson takes the last of two equal keys and ignores what follows the document. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Map<String, List<String>> USUAL =
      Map.of(
          "title", List.of("title", "name", "headline", "caseName"),
          "link", List.of("link", "url", "html_url", "absolute_url", "href"),
          "date",
              List.of(
                  "date",
                  "publication_date",
                  "publishDate",
                  "published",
                  "date_published",
                  "dateFiled"),
          "number", List.of("report_number", "number", "document_number", "id"),
          "text", List.of("summary", "abstract", "description"));

  private static final int DEPTH = 4;

  private final SourceSpec spec;

  private JsonRows(SourceSpec spec) {
    this.spec = spec;
    for (String key :
        List.of("items", "title", "link", "date", "number", "key", "text", "document")) {
      spec.text(key).ifPresent(pointer -> check(key, pointer));
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
    return new OnePage(spec, Request.Expect.JSON, new JsonRows(spec)::read);
  }

  /** Reads a capture as a source of this description would. */
  public static Extracted read(SourceSpec spec, Capture capture, Instant now) {
    return new JsonRows(spec).read(capture, now);
  }

  private Extracted read(Capture capture, Instant now) {
    JsonNode root;
    try {
      root = JSON.readTree(Decoded.text(capture));
    } catch (JacksonException | StackOverflowError e) {
      return new Unrecognised("this is not JSON: " + firstLine(e));
    }
    Optional<JsonNode> rows =
        spec.text("items")
            .map(pointer -> root.at(JsonPointer.compile(pointer)))
            .or(() -> array(root, 0));
    if (rows.isEmpty() || !rows.get().isArray()) {
      return new Unrecognised(
          spec.text("items")
              .map("there is no array at `items: %s`"::formatted)
              .orElse("there is no array of rows; name it with `items`"));
    }
    Map<String, Item> items = new LinkedHashMap<>();
    for (JsonNode row : rows.get()) {
      Item item = item(row, capture.finalUrl(), now);
      if (item != null) {
        items.putIfAbsent(item.key(), item);
      }
    }
    if (items.isEmpty() && !spec.flag("may-be-empty")) {
      return new Unrecognised(
          rows.get().isEmpty()
              ? "the array of rows is empty"
              : "no row has a title; name its place with `title`");
    }
    boolean whole =
        spec.text("whole").map(Boolean::parseBoolean).orElse(!spec.options().containsKey("next"));
    return new Listing(List.copyOf(items.values()), whole);
  }

  private @Nullable Item item(JsonNode row, URI base, Instant now) {
    String title = Words.line(value(row, "title"));
    String link = Links.absolute(base, value(row, "link"));
    String number = Words.line(value(row, "number"));
    if (title.isEmpty() && link == null) {
      return null;
    }
    Published published =
        Dates.read(value(row, "date"), spec.text("date-format").orElse(null), now);
    TreeMap<String, String> fields = new TreeMap<>();
    boolean report = row.has("report_number") || spec.text("kind").orElse("").equals("report");
    if (!number.isEmpty()) {
      fields.put(Item.NUMBER, number);
    }
    String document =
        spec.text("document").isPresent() ? Links.absolute(base, value(row, "document")) : link;
    if (document != null && document.toLowerCase(java.util.Locale.ROOT).endsWith(".pdf")) {
      fields.put(Item.DOCUMENT, URI.create(document).getPath());
    }
    String key =
        Keys.of(
            spec.text("key").isPresent() ? value(row, "key") : "", number, link, title, published);
    return key.isBlank()
        ? null
        : new Item(
            report ? Item.Kind.REPORT : Item.Kind.ITEM,
            key,
            title.isEmpty() ? key : title,
            link,
            published,
            Words.line(value(row, "text")),
            fields);
  }

  private String value(JsonNode row, String what) {
    Optional<String> pointer = spec.text(what);
    if (pointer.isPresent()) {
      return text(row.at(JsonPointer.compile(pointer.get())));
    }
    for (String name : USUAL.getOrDefault(what, List.of())) {
      String text = text(row.path(name));
      if (!text.isBlank()) {
        return text;
      }
    }
    return "";
  }

  private static String text(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? node.asString("") : "";
  }

  /** The first array of objects with something like a title, breadth before depth. */
  private static Optional<JsonNode> array(JsonNode node, int depth) {
    if (node.isArray()) {
      boolean rows =
          !node.isEmpty()
              && node.get(0) != null
              && node.get(0).isObject()
              && USUAL.getOrDefault("title", List.of()).stream().anyMatch(node.get(0)::has);
      return rows || (node.isEmpty() && depth > 0) ? Optional.of(node) : Optional.empty();
    }
    if (!node.isObject() || depth >= DEPTH) {
      return Optional.empty();
    }
    for (JsonNode child : node) {
      Optional<JsonNode> found = array(child, depth + 1);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static String firstLine(Throwable problem) {
    return problem instanceof JacksonException e
        ? e.getOriginalMessage().lines().findFirst().orElse("")
        : "nested too deeply";
  }
}
