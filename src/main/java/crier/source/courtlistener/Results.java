package crier.source.courtlistener;

import com.google.re2j.Pattern;
import crier.model.Cut;
import crier.model.Item;
import crier.model.Published;
import crier.source.Links;
import crier.source.Words;
import crier.source.courtlistener.SearchSource.Kind;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Rows of search answers as items. Their keys are camelCase where the search engine's are, and
 * snake_case where the database's are; both are taken for each.
 */
final class Results {

  private static final int SNIPPET = 600;

  /** The clerk's notes on the entering itself, as in {@link Entry}. */
  private static final Pattern ENTERED = Pattern.compile("\\s*\\(Entered: \\d{2}/\\d{2}/\\d{4}\\)");

  private Results() {}

  /** Null for a row without the id that makes it one. */
  static @Nullable Item item(Kind kind, JsonNode row, URI base) {
    return switch (kind) {
      case CASES, DOCKETS -> docket(row, base);
      case DOCUMENTS -> document(row, base);
      case OPINIONS -> opinion(row, base);
    };
  }

  private static @Nullable Item docket(JsonNode row, URI base) {
    String id = id(row, "docket_id", "docketId");
    if (id.isEmpty()) {
      return null;
    }
    String shown =
        StreamSupport.stream(row.path("recap_documents").spliterator(), false)
            .map(Results::words)
            .filter(words -> !words.isEmpty())
            .distinct()
            .collect(Collectors.joining("\n"));
    return new Item(
        Item.Kind.ITEM,
        "docket-" + id,
        named(row),
        link(base, text(row, "docket_absolute_url", "absolute_url"), "/docket/" + id + "/docket/"),
        published(text(row, "dateFiled", "date_filed")),
        shown,
        facts(row));
  }

  private static @Nullable Item opinion(JsonNode row, URI base) {
    String id = id(row, "cluster_id", "clusterId");
    if (id.isEmpty()) {
      return null;
    }
    String snippet = text(row.path("opinions").path(0), "snippet", "text");
    return new Item(
        Item.Kind.ITEM,
        "opinion-" + id,
        named(row),
        link(base, text(row, "absolute_url", "absoluteUrl"), "/opinion/" + id + "/opinion/"),
        published(text(row, "dateFiled", "date_filed")),
        Cut.shown(snippet, SNIPPET),
        facts(row));
  }

  /**
   * A document stands for its entry, which a docket's watch may see too; an attachment stands for
   * itself alone, and is told by its own words.
   */
  private static @Nullable Item document(JsonNode row, URI base) {
    String id = id(row, "id", "document_id");
    if (id.isEmpty()) {
      return null;
    }
    String docket = id(row, "docket_id", "docketId");
    String entry = id(row, "entry_number", "entryNumber");
    String attachment = id(row, "attachment_number", "attachmentNumber");
    TreeMap<String, String> fields = new TreeMap<>();
    if (attachment.isEmpty()) {
      fields.putAll(facts(row));
      put(fields, "docket", docket);
      put(fields, Item.NUMBER, entry);
      put(fields, "docket-entry", id(row, "docket_entry_id", "docketEntryId"));
    }
    String title =
        "%s%s in %s"
            .formatted(
                entry.isEmpty() ? "Minute entry" : "Entry " + entry,
                attachment.isEmpty() ? "" : ", attachment " + attachment,
                text(row, "caseName", "case_name").isEmpty()
                    ? "docket " + docket + " at CourtListener"
                    : named(row));
    return new Item(
        Item.Kind.DOCKET_ENTRY,
        "document-" + id,
        title,
        link(
            base,
            text(row, "absolute_url", "absoluteUrl"),
            "/docket/" + docket + "/docket/?order_by=desc"),
        published(text(row, "entry_date_filed", "entryDateFiled")),
        words(row),
        fields);
  }

  private static String words(JsonNode document) {
    String description = text(document, "description", "description");
    return ENTERED
        .matcher(
            description.isEmpty()
                ? text(document, "short_description", "shortDescription")
                : description)
        .replaceAll("")
        .strip();
  }

  private static SortedMap<String, String> facts(JsonNode row) {
    TreeMap<String, String> fields = new TreeMap<>();
    put(fields, "court", text(row, "court_id", "courtId"));
    put(fields, "docket-number", text(row, "docketNumber", "docket_number"));
    return fields;
  }

  /** {@code Foo v. Foo, 24158 (Haw. App.)}. */
  private static String named(JsonNode row) {
    String name = text(row, "caseName", "case_name");
    String number = text(row, "docketNumber", "docket_number");
    String court = text(row, "court_citation_string", "court_id");
    return (name.isEmpty() ? "A case" : name)
        + (number.isEmpty() ? "" : ", " + number)
        + (court.isEmpty() ? "" : " (" + court + ")");
  }

  /**
   * A result that is known keeps what was told of it: which of its filings are shown, and which
   * passage, depends on the search and not on the case. A document's own words may grow.
   */
  static Item grown(@Nullable Item known, Item found) {
    if (known == null) {
      return found;
    }
    boolean grew =
        found.kind() == Item.Kind.DOCKET_ENTRY && found.text().length() > known.text().length();
    return grew
        ? new Item(
            known.kind(),
            known.key(),
            known.title(),
            found.link(),
            known.published(),
            found.text(),
            known.fields())
        : known;
  }

  private static @Nullable String link(URI base, String path, String otherwise) {
    return Links.absolute(base, path.isEmpty() ? otherwise : path);
  }

  private static @Nullable Published published(String day) {
    try {
      return day.length() < 10 ? null : Published.on(LocalDate.parse(day.substring(0, 10)));
    } catch (DateTimeException _) {
      return null;
    }
  }

  /** Words that may hold marks of what was found. */
  private static String text(JsonNode row, String name, String otherwise) {
    JsonNode value = row.has(name) ? row.path(name) : row.path(otherwise);
    return value.isString()
        ? Words.line(Jsoup.parseBodyFragment(value.asString()).text())
        : value.isNumber() ? value.asString() : "";
  }

  private static String id(JsonNode row, String name, String otherwise) {
    String id = text(row, name, otherwise);
    return id.matches("[0-9]{1,18}") ? id : "";
  }

  private static void put(Map<String, String> fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, value);
    }
  }
}
