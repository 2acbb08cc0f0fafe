package crier.source.listing;

import crier.source.Dates;
import crier.source.Links;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Finds the rows of a list by their shape: siblings of one kind, each with a telling link and,
 * better, a date. Menus and footers have links, too, but neither dates nor long titles.
 */
final class RowFinder {

  private static final int FEWEST = 2;
  private static final int TELLING = 15;
  private static final int CLIMB = 6;
  private static final String ASIDE =
      "nav, header, footer, aside, form, .pager, .pagination, .breadcrumb, [role=navigation]";

  private final URI base;
  private final Instant now;

  RowFinder(URI base, Instant now) {
    this.base = base;
    this.now = now;
  }

  /** Rows of the most telling group, in the order of the page; empty when there is none. */
  List<Element> rows(Document page) {
    Map<Element, List<Element>> dated = new LinkedHashMap<>();
    Map<Element, List<Element>> plain = new LinkedHashMap<>();
    for (Element anchor : page.select("a[href]")) {
      if (Rows.visibleText(anchor).length() < TELLING
          || Links.absolute(base, anchor.attr("href")) == null
          || anchor.closest(ASIDE) != null) {
        continue;
      }
      Element row = datedRow(anchor);
      if (row != null) {
        add(dated, row);
      } else {
        Element repeated = repeated(anchor);
        if (repeated != null) {
          add(plain, repeated);
        }
      }
    }
    List<Element> best = largest(dated);
    return best.size() >= FEWEST ? best : largest(plain);
  }

  private static void add(Map<Element, List<Element>> groups, Element row) {
    Element parent = row.parent();
    if (parent != null) {
      // Rows of several table bodies belong to one table.
      Element home =
          parent.is("tbody, thead") && parent.parent() != null ? parent.parent() : parent;
      List<Element> rows = groups.computeIfAbsent(home, _ -> new ArrayList<>());
      if (!rows.contains(row)) {
        rows.add(row);
      }
    }
  }

  private static List<Element> largest(Map<Element, List<Element>> groups) {
    return groups.values().stream()
        .filter(rows -> rows.size() >= FEWEST)
        .max(Comparator.comparingInt(List::size))
        .orElse(List.of());
  }

  /** The nearest ancestor with a date and with siblings of its kind. */
  private org.jsoup.nodes.@org.jspecify.annotations.Nullable Element datedRow(Element anchor) {
    Element at = anchor;
    for (int i = 0; i < CLIMB && at != null && !at.is("body, main"); i++) {
      if (hasDate(at) && repeats(at)) {
        return at;
      }
      at = at.parent();
    }
    return null;
  }

  private static org.jsoup.nodes.@org.jspecify.annotations.Nullable Element repeated(
      Element anchor) {
    Element at = anchor.parent();
    for (int i = 0; i < CLIMB && at != null && !at.is("body, main"); i++) {
      if (repeats(at)) {
        return at;
      }
      at = at.parent();
    }
    return null;
  }

  private boolean hasDate(Element element) {
    return element.selectFirst("time[datetime]") != null
        || Dates.read(element.text(), null, now) != null;
  }

  private static boolean repeats(Element element) {
    Element parent = element.parent();
    if (parent == null) {
      return false;
    }
    if (element.is("tr")) {
      return true;
    }
    String shape = element.tagName() + "." + String.join(".", element.classNames());
    return parent.children().stream()
            .filter(other ->
                (other.tagName() + "." + String.join(".", other.classNames())).equals(shape))
            .count()
        >= FEWEST;
  }
}
