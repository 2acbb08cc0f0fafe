package crier.app;

import crier.difference.Difference;
import crier.difference.Difference.Kind;
import crier.difference.Difference.Piece;
import crier.difference.Difference.Row;
import crier.difference.PageDifference;
import crier.difference.PageDifference.Pair;
import crier.difference.Paragraphs;
import crier.model.Change;
import crier.model.Change.FieldEdit;
import crier.model.Document;
import crier.model.Event;
import crier.model.Item;
import crier.model.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A change as lines for a terminal, and as an object for a program. */
final class DifferencePrint {

  private DifferencePrint() {}

  /** The key of the item that a change is about; empty for a page or document as a whole. */
  static String key(Change change) {
    return item(change).map(Item::key).orElse("");
  }

  /** The title of what a change is about. */
  static String title(Change change, String otherwise) {
    String title =
        switch (change) {
          case Change.TextChanged(_, Text now) -> now.title();
          case Change.DocumentReplaced(_, Document now) -> now.title();
          default -> item(change).map(Item::title).orElse("");
        };
    return title.isBlank() ? otherwise : title;
  }

  /** Where to read it, when the source says so. */
  static @Nullable String link(Change change) {
    return switch (change) {
      case Change.PageGone(String address) -> address;
      case Change.PageBack(String address) -> address;
      default -> item(change).map(Item::link).orElse(null);
    };
  }

  private static Optional<Item> item(Change change) {
    return switch (change) {
      case Change.Added(Item item) -> Optional.of(item);
      case Change.Withdrawn(Item item) -> Optional.of(item);
      case Change.Reappeared(Item item) -> Optional.of(item);
      case Change.Edited(_, Item after, _) -> Optional.of(after);
      case Change.Followed(Item item, _) -> Optional.of(item);
      case Change.TextChanged _, Change.DocumentReplaced _, Change.PageGone _, Change.PageBack _ ->
          Optional.empty();
    };
  }

  /** The event that a change is when nothing more is known of it. */
  static Event event(Change change) {
    return switch (change) {
      case Change.Added(Item item) ->
          item.kind() == Item.Kind.REPORT ? Event.NEW_REPORT : Event.NEW_ITEM;
      case Change.Edited _, Change.Reappeared _ -> Event.ITEM_EDITED;
      case Change.Withdrawn _ -> Event.ITEM_WITHDRAWN;
      case Change.TextChanged _ -> Event.TEXT_CHANGED;
      case Change.DocumentReplaced _ -> Event.DOCUMENT_REPLACED;
      case Change.PageGone _ -> Event.PAGE_GONE;
      case Change.PageBack _ -> Event.PAGE_BACK;
      case Change.Followed(_, Change of) -> event(of);
    };
  }

  static List<String> lines(Change change) {
    return switch (change) {
      case Change.Added(Item item) -> List.of("+ " + item.title());
      case Change.Withdrawn(Item item) -> List.of("- " + item.title());
      case Change.Reappeared(Item item) -> List.of("+ " + item.title() + " (again)");
      case Change.Edited(_, Item after, List<FieldEdit> edits) -> {
        List<String> lines = new ArrayList<>(List.of("~ " + after.title()));
        for (FieldEdit edit : edits) {
          lines.add("  " + edit.field() + ":");
          rows(Difference.of(edit.before(), edit.after())).forEach(row -> lines.add("  " + row));
        }
        yield lines;
      }
      case Change.TextChanged(var was, var now) -> rows(Difference.of(was.text(), now.text()));
      case Change.DocumentReplaced(Document was, Document now) -> document(was, now);
      case Change.PageGone(String address) -> List.of("- " + address);
      case Change.PageBack(String address) -> List.of("+ " + address);
      case Change.Followed(Item item, Change of) -> {
        List<String> lines = new ArrayList<>(List.of("~ " + item.title()));
        lines.addAll(lines(of));
        yield lines;
      }
    };
  }

  private static List<String> document(Document was, Document now) {
    List<String> lines = new ArrayList<>();
    lines.add("- " + facts(was));
    lines.add("+ " + facts(now));
    for (Page page : pages(was, now)) {
      lines.add("@@ %s @@".formatted(page.title()));
      lines.addAll(rows(page.difference()));
    }
    return lines;
  }

  private static String facts(Document document) {
    String why = document.unreadable();
    return "%,d bytes, %d pages, %d redactions, SHA-256 %s%s"
        .formatted(
            document.bytes(),
            document.pages().size(),
            document.redactionsInAll(),
            document.sha256(),
            why == null ? "" : "; the text is not readable: " + why);
  }

  /** A page that differs, with its redactions. */
  private record Page(Pair pair, int before, int after, Difference difference) {
    String title() {
      return pair.label()
          + (before == after ? "" : ", redactions %d before, %d now".formatted(before, after));
    }
  }

  private static List<Page> pages(Document was, Document now) {
    List<Page> pages = new ArrayList<>();
    for (Pair pair : PageDifference.of(was.pages(), now.pages()).pages()) {
      boolean moved = pair.kind() == PageDifference.Kind.MOVED;
      Page page =
          new Page(
              pair,
              marks(was, pair.before()),
              marks(now, pair.after()),
              moved
                  ? Difference.of("", "")
                  : Difference.of(text(was, pair.before()), text(now, pair.after())));
      if (moved || page.before() != page.after() || !page.difference().isEmpty()) {
        pages.add(page);
      }
    }
    return pages;
  }

  private static int marks(Document document, @Nullable Integer page) {
    return page == null || page > document.redactions().size()
        ? 0
        : document.redactions().get(page - 1);
  }

  private static String text(Document document, @Nullable Integer page) {
    return page == null ? "" : Paragraphs.of(document.pages().get(page - 1));
  }

  /**
   * What went after a minus, what came after a plus; words that differ in brackets of their own.
   */
  private static List<String> rows(Difference difference) {
    List<String> lines = new ArrayList<>();
    for (Row row : difference.rows()) {
      switch (row.kind()) {
        case SAME -> add(lines, "  ", row.before(), false);
        case SKIPPED -> lines.add("  … %d unchanged".formatted(row.skipped()));
        case CHANGED -> {
          add(lines, "- ", row.before(), true);
          add(lines, "+ ", row.after(), true);
        }
        case DELETED -> add(lines, "- ", row.before(), false);
        case INSERTED -> add(lines, "+ ", row.after(), false);
        case MOVED -> {
          add(lines, "< moved away: ", row.before(), false);
          add(lines, "> moved here: ", row.after(), false);
        }
      }
    }
    if (difference.cut()) {
      lines.add("  … and more than is shown here");
    }
    return lines;
  }

  private static void add(List<String> lines, String sign, List<Piece> pieces, boolean marked) {
    if (!pieces.isEmpty()) {
      pieces.stream()
          .map(piece -> marked ? marked(piece) : piece.text())
          .collect(Collectors.joining())
          .lines()
          .forEach(line -> lines.add(sign + line));
    }
  }

  private static String marked(Piece piece) {
    return switch (piece.kind()) {
      case DELETED -> "[-" + piece.text() + "-]";
      case INSERTED -> "{+" + piece.text() + "+}";
      case SAME, CHANGED, MOVED, SKIPPED -> piece.text();
    };
  }

  static Map<String, Object> object(Change change) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("change", change.getClass().getSimpleName());
    object.put("type", event(change));
    switch (change) {
      case Change.Added(Item item) -> put(object, item);
      case Change.Withdrawn(Item item) -> put(object, item);
      case Change.Reappeared(Item item) -> put(object, item);
      case Change.Edited(_, Item after, List<FieldEdit> edits) -> {
        put(object, after);
        object.put("edits", edits.stream().map(DifferencePrint::edit).toList());
      }
      case Change.TextChanged(var was, var now) -> {
        object.put("title", now.title());
        object.put("rows", objects(Difference.of(was.text(), now.text())));
      }
      case Change.DocumentReplaced(Document was, Document now) -> {
        object.put("title", now.title());
        object.put("before", described(was));
        object.put("after", described(now));
        object.put("pages", pages(was, now).stream().map(DifferencePrint::page).toList());
      }
      case Change.PageGone(String address) -> object.put("address", address);
      case Change.PageBack(String address) -> object.put("address", address);
      case Change.Followed(Item item, Change of) -> {
        put(object, item);
        object.put("of", object(of));
      }
    }
    return object;
  }

  private static void put(Map<String, Object> object, Item item) {
    object.put("key", item.key());
    object.put("title", item.title());
    object.put("link", item.link());
  }

  private static Map<String, Object> edit(FieldEdit edit) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("field", edit.field());
    object.put("before", edit.before());
    object.put("after", edit.after());
    return object;
  }

  private static Map<String, Object> described(Document document) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("sha256", document.sha256());
    object.put("bytes", document.bytes());
    object.put("pages", document.pages().size());
    object.put("redactions", document.redactions());
    object.put("unreadable", document.unreadable());
    return object;
  }

  private static Map<String, Object> page(Page page) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("kind", page.pair().kind().name().toLowerCase(Locale.ROOT));
    object.put("before", page.pair().before());
    object.put("after", page.pair().after());
    object.put("redactions_before", page.before());
    object.put("redactions_after", page.after());
    object.put("rows", objects(page.difference()));
    return object;
  }

  private static List<Map<String, Object>> objects(Difference difference) {
    return difference.rows().stream()
        .filter(row -> row.kind() != Kind.SAME && row.kind() != Kind.SKIPPED)
        .map(row -> {
          Map<String, Object> object = new LinkedHashMap<>();
          object.put("kind", row.kind().name().toLowerCase(Locale.ROOT));
          object.put("before", pieces(row.before()));
          object.put("after", pieces(row.after()));
          return object;
        })
        .toList();
  }

  private static List<Map<String, String>> pieces(List<Piece> pieces) {
    return pieces.stream()
        .map(piece ->
            Map.of("kind", piece.kind().name().toLowerCase(Locale.ROOT), "text", piece.text()))
        .toList();
  }
}
