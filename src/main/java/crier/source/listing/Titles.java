package crier.source.listing;

import com.google.re2j.Pattern;
import crier.source.Dates;
import crier.source.Links;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** What a row is called, and which of its links leads to it. */
final class Titles {

  /** Shorter words of a link are a number or an abbreviation: the title stands elsewhere. */
  private static final int TELLING = 9;

  private static final String HEADING =
      "h1, h2, h3, h4, h5, h6, .h3, .views-field-title, [class*=title], [data-label*=Title]";

  private static final Pattern TITLED =
      Pattern.compile("(?i).*\\b(title|case|caption|subject|name|document|description)\\b.*");

  private final URI base;
  private final Instant now;

  Titles(URI base, Instant now) {
    this.base = base;
    this.now = now;
  }

  /** The link in a heading, else the first with telling words, else the one with most. */
  Optional<Element> anchor(Element row) {
    List<Element> anchors =
        row.select("a[href]").stream()
            .filter(a -> Links.absolute(base, a.attr("href")) != null)
            .toList();
    return anchors.stream()
        .filter(a -> a.closest(HEADING) != null && telling(Rows.visibleText(a)))
        .findFirst()
        .or(() -> anchors.stream().filter(a -> telling(Rows.visibleText(a))).findFirst())
        .or(() ->
            anchors.stream()
                .max(Comparator.comparingInt((Element a) -> Rows.visibleText(a).length())));
  }

  /**
   * The title: the link's own words; where they are "View Report" or a number, those of the row's
   * title, with what the link says of itself.
   */
  String of(Element row, Element anchor) {
    String own = Rows.visibleText(anchor);
    if (telling(own)) {
      return own;
    }
    Element titled = titled(row, anchor);
    String title = titled == null ? "" : Rows.visibleText(titled);
    boolean generic = own.isEmpty() || Rows.says(own, Rows.GENERIC);
    if (title.isEmpty()) {
      return generic ? "" : own;
    }
    if (generic || title.contains(own)) {
      return title;
    }
    Element cell = anchor.closest("td");
    return cell != null && !cell.equals(titled) && own.matches("\\d{1,4}")
        ? title + ": " + around(cell, anchor)
        : own + ": " + title;
  }

  private static org.jsoup.nodes.@org.jspecify.annotations.Nullable Element titled(
      Element row, Element anchor) {
    Element marked = row.selectFirst(HEADING);
    if (marked != null && Rows.visibleText(marked).length() >= TELLING) {
      return marked;
    }
    Element labelled = labelled(row);
    return labelled != null ? labelled : longest(row, anchor);
  }

  /** The cell below the head that says "Title" or "Case". */
  private static org.jsoup.nodes.@org.jspecify.annotations.Nullable Element labelled(Element row) {
    Element table = row.is("tr") ? row.closest("table") : null;
    Element head = table == null ? null : table.selectFirst("tr:has(th)");
    if (head == null) {
      return null;
    }
    for (int i = 0; i < Math.min(head.childrenSize(), row.childrenSize()); i++) {
      if (Rows.says(head.child(i).text(), TITLED)) {
        return row.child(i);
      }
    }
    return null;
  }

  private static org.jsoup.nodes.@org.jspecify.annotations.Nullable Element longest(
      Element row, Element anchor) {
    return row.getAllElements().stream()
        .filter(e -> !e.equals(row) && e.childrenSize() == 0 && !e.equals(anchor))
        .filter(e -> e.closest(".hidden, .visually-hidden, .sr-only, [hidden]") == null)
        .max(Comparator.comparingInt((Element e) -> e.text().length()))
        .filter(e -> e.text().length() >= 5)
        .orElse(null);
  }

  /** The words between a link and its neighbours: {@code Doc No. 28 (order)}. */
  private static String around(Element cell, Element anchor) {
    String text = cell.wholeText().replace('\u00a0', ' ');
    List<Element> links = cell.select("a[href]");
    if (links.size() < 2) {
      return Rows.visibleText(cell);
    }
    StringBuilder words = new StringBuilder(anchor.text());
    for (var next = anchor.nextSibling(); next != null; next = next.nextSibling()) {
      if (next instanceof Element element && element.nameIs("br")) {
        break;
      }
      if (next instanceof org.jsoup.nodes.TextNode more) {
        words.append(more.text());
      }
    }
    String label =
        anchor.previousSibling() instanceof org.jsoup.nodes.TextNode before ? before.text() : "";
    return crier.source.Words.line(text.isBlank() ? "" : label + words);
  }

  private boolean telling(String words) {
    return words.length() >= TELLING
        && words.chars().anyMatch(Character::isLetter)
        && !Rows.says(words, Rows.GENERIC)
        && (words.length() > 20 || Dates.read(words, null, now) == null);
  }
}
