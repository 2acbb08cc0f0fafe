package crier.source.listing;

import com.google.re2j.Pattern;
import crier.source.Links;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of a list by their shape: siblings of one kind, each with a link and, better, a
 * date in it or beside it. Menus and footers have links, too, but neither dates nor long titles.
 */
final class RowFinder {

  private static final int FEWEST = 2;

  /** A link with fewer characters is a menu's, unless a date stands with it. */
  private static final int TELLING = 15;

  private static final int CLIMB = 7;

  /** A row is no article. */
  private static final int MOST_TEXT = 4_000;

  /** Children looked at to tell a list. */
  private static final int SAMPLE = 100;

  /** Names of parts of a page that hold its menus, whatever element they are. */
  private static final Pattern MENU =
      Pattern.compile(
          "(?i)(^|.*[-_ ])(menus?|sub-?menu|main-?menu|nav|navbar|navigation|sidebar|footer|header|breadcrumbs?|pager|pagination"
              + "|toolbar|social|share|sharing|utility|skip|tabs|masthead)([-_ ].*|$)");

  /** Links of a list without dates say more than those of a menu. */
  private static final int TELLING_UNDATED = 22;

  private static final String ASIDE =
      "nav, header, footer, aside, .pager, .pagination, .breadcrumb, [role=navigation], thead";

  private static final String FEATURED = "h1 a[href], h2 a[href], h3 a[href], h4 a[href]";

  private final Rows rows;
  private final URI base;
  private final IdentityHashMap<Element, Map<String, Integer>> shapes = new IdentityHashMap<>();
  private final IdentityHashMap<Element, Map<String, Integer>> leading = new IdentityHashMap<>();
  private final IdentityHashMap<Element, Boolean> dated = new IdentityHashMap<>();
  private final IdentityHashMap<Element, Boolean> menus = new IdentityHashMap<>();
  private final IdentityHashMap<Element, Integer> lengths = new IdentityHashMap<>();
  private final IdentityHashMap<Element, String> paths = new IdentityHashMap<>();

  RowFinder(Rows rows, URI base) {
    this.rows = rows;
    this.base = base;
  }

  /** Siblings that look like one list. */
  private static final class Group {
    final Set<Element> rows = new LinkedHashSet<>();
    final boolean main;

    /** How many have a date. */
    int dated;

    Group(boolean main) {
      this.main = main;
    }

    boolean isDated() {
      return dated * 2 > rows.size();
    }

    int weight() {
      return rows.size() * (main ? 2 : 1);
    }
  }

  /** Where a list stands; a page that splits it by month has several of one path. */
  private record Home(String path, String tag) {}

  /** Rows of the most telling group, in the order of the page; empty when there is none. */
  List<Element> rows(Document page) {
    Map<Home, Group> groups = new LinkedHashMap<>();
    int all = page.body().text().length();
    for (Element anchor : page.select("a[href]")) {
      boolean reference = Rows.visibleText(anchor).length() >= TELLING && Line.amid(anchor);
      if (Links.absolute(base, anchor.attr("href")) == null
          || (reference && !Rows.says(Rows.visibleText(anchor), Rows.GENERIC))
          || aside(anchor, all)) {
        continue;
      }
      Element row = row(anchor);
      if (row != null) {
        add(groups, row);
      }
    }
    return best(groups, true)
        .or(() -> best(groups, false))
        .map(best -> withOthers(page, groups.values(), best))
        .orElse(List.of());
  }

  /** A list in several containers is one list: the newest above, the rest folded below. */
  private List<Element> withOthers(Document page, Collection<Group> groups, Group best) {
    Element model = best.rows.iterator().next();
    Set<Element> all = new LinkedHashSet<>(best.rows);
    groups.stream()
        .filter(group -> group.main == best.main && group.isDated() == best.isDated())
        .filter(group -> isMadeAlike(group.rows.iterator().next(), model))
        .forEach(group -> all.addAll(group.rows));
    if (best.isDated()) {
      all.addAll(features(page, best, model));
    }
    List<Element> sorted = new ArrayList<>(all);
    if (sorted.size() > best.rows.size()) {
      IdentityHashMap<Element, Integer> places = new IdentityHashMap<>();
      page.getAllElements().forEach(element -> places.put(element, places.size()));
      sorted.sort(Comparator.comparingInt(row -> places.getOrDefault(row, 0)));
    }
    return sorted;
  }

  /** What a site puts above its list in a form of its own: it leads where the list leads. */
  private List<Element> features(Document page, Group best, Element model) {
    Set<String> known = new HashSet<>();
    best.rows.forEach(row -> row.select("a[href]").forEach(a -> known.add(address(a))));
    int all = page.body().text().length();
    List<Element> features = new ArrayList<>();
    for (Element anchor : page.select(FEATURED)) {
      Element row = boxed(anchor, best);
      if (row != null
          && !known.contains(address(anchor))
          && kin(anchor).equals(kin(model))
          && !aside(anchor, all)) {
        features.add(row);
      }
    }
    return features;
  }

  private String address(Element anchor) {
    return String.valueOf(Links.absolute(base, anchor.attr("href")));
  }

  /** The box around a linked heading, with its date and no other heading. */
  private @Nullable Element boxed(Element anchor, Group best) {
    Element at = anchor.parent();
    for (int i = 0; i < CLIMB && at != null && !at.is("body, main"); i++) {
      if (best.rows.contains(at) || best.rows.contains(anchor)) {
        return null;
      }
      if (at.is("div, section, article") && hasDate(at)) {
        boolean alone = at.select(FEATURED).size() == 1;
        return alone && at.getAllElements().stream().noneMatch(best.rows::contains) ? at : null;
      }
      at = at.parent();
    }
    return null;
  }

  /** Rows of tables with one head; other rows of one make that carry a class, or lead alike. */
  private boolean isMadeAlike(Element row, Element model) {
    if (!row.normalName().equals(model.normalName())) {
      return false;
    }
    if (row.is("tr") && !head(row).isEmpty() && head(row).equals(head(model))) {
      return row.childrenSize() == model.childrenSize();
    }
    return made(row).equals(made(model))
        && (kin(row).equals(kin(model))
            || (!row.is("tr") && !row.classNames().isEmpty() && dated(row) && dated(model)));
  }

  private static String head(Element row) {
    Element table = row.closest("table");
    Element head = table == null ? null : table.selectFirst("tr:has(th)");
    return head == null ? "" : head.text();
  }

  /** ASP.NET wraps the whole page in one form; other forms are for searching. */
  private boolean aside(Element anchor, int all) {
    Element form = anchor.closest("form");
    return anchor.closest(ASIDE) != null
        || (form != null && length(form) * 2 < all)
        || anchor.parents().stream().anyMatch(part -> menu(part, all));
  }

  /** Called a menu, and not what holds most of the page. */
  private boolean menu(Element part, int all) {
    return menus.computeIfAbsent(
        part,
        p ->
            p.is("ul, ol, div, section, td, table")
                && (Rows.says(p.className(), MENU) || Rows.says(p.id(), MENU))
                && length(p) * 2 < all);
  }

  private int length(Element part) {
    return lengths.computeIfAbsent(part, p -> p.text().length());
  }

  private @Nullable Element row(Element anchor) {
    Element withDate = null;
    Element plain = null;
    Element at = anchor;
    Line line = Line.of(anchor);
    if (line != null && (rows.dateIn(line.words()) != null || rows.below(anchor))) {
      return anchor;
    }
    for (int i = 0; i < CLIMB && at != null && !at.is("body, main"); i++) {
      boolean row =
          at.is("tr")
              || (repeats(at) && !cell(at))
              || (i > 0 && (lone(at, anchor) || at.is("li, dd, dt")));
      if (row && i > 0 && plain == null && !hasDate(at) && parted(at)) {
        Element whole = whole(at);
        return whole == null ? at : whole;
      }
      if (row && hasDate(at)) {
        withDate = at;
        break;
      }
      if (at.is("tr") && plain != null && plain.is("td, th") && listed(at)) {
        return telling(anchor) ? at : null; // a row without a date among others
      }
      if (row && plain == null && i > 0) {
        plain = at;
        if (listed(at)) {
          break;
        }
      }
      at = at.parent();
    }
    if (withDate != null) {
      return withDate;
    }
    return telling(anchor) ? plain : null;
  }

  /**
   * The repeated element around a part that holds no other part like it, and a date: the row. Where
   * one of its kind holds several, it is a part of the list, and what it holds are the rows.
   */
  private @Nullable Element whole(Element part) {
    Element at = part.parent();
    for (int i = 0; i < CLIMB && at != null && !at.is("body, main"); i++) {
      if (alike(at, part) > 1) {
        return null;
      }
      if (repeats(at) && hasDate(at)) {
        String shape = Shape.of(at);
        return at.siblingElements().stream()
                .limit(SAMPLE)
                .anyMatch(other -> Shape.of(other).equals(shape) && alike(other, part) > 1)
            ? null
            : at;
      }
      at = at.parent();
    }
    return null;
  }

  private static long alike(Element holder, Element part) {
    String shape = Shape.of(part);
    return holder.select(part.normalName()).stream().filter(e -> Shape.of(e).equals(shape)).count();
  }

  /** A part of a row: a cell beside one that leads nowhere, or what says its column's name. */
  private static boolean cell(Element at) {
    Element parent = at.parent();
    return at.hasAttr("data-label")
        || at.hasAttr("data-th")
        || (parent != null
            && at.is("td, th")
            && parent.children().stream().anyMatch(c -> c.selectFirst("a[href]") == null));
  }

  /** Whether it stands below the date of a part of the list, or has its date beside it. */
  private boolean parted(Element at) {
    return at.is("tr, li, dd, dt, p, div, article, h2, h3, h4, h5") && rows.dated(at);
  }

  private void add(Map<Home, Group> groups, Element row) {
    Element parent = row.parent();
    if (parent == null) {
      return;
    }
    // rows of several table bodies belong to one table
    Element home = parent.is("tbody, thead") && parent.parent() != null ? parent.parent() : parent;
    Group group =
        groups.computeIfAbsent(
            new Home(path(home), row.normalName()),
            _ ->
                new Group(
                    row.closest("main, [role=main], #content, #main-content, #newscontent")
                        != null));
    if (group.rows.add(row) && dated(row)) {
      group.dated++;
    }
  }

  private String path(Element home) {
    return paths.computeIfAbsent(
        home,
        h -> {
          StringBuilder path = new StringBuilder();
          for (Element at = h; at != null && path.length() < 1_000; at = at.parent()) {
            path.append(Shape.of(at)).append('<');
          }
          return path.toString();
        });
  }

  private Optional<Group> best(Map<Home, Group> groups, boolean withDates) {
    return groups.values().stream()
        .filter(group -> withDates ? group.isDated() : says(group))
        .filter(group -> group.rows.size() >= FEWEST || (withDates && single(group)))
        .max(Comparator.comparingInt(Group::weight));
  }

  /**
   * Whether rows without dates are more than a menu: their links say much, or lead to documents.
   */
  private boolean says(Group group) {
    return group.rows.size() > FEWEST
        && group.rows.stream()
                    .filter(row -> {
                      Element anchor = row.is("a") ? row : row.selectFirst("a[href]");
                      return anchor != null
                          && (Rows.visibleText(anchor).length() >= TELLING_UNDATED
                              || anchor.attr("href").toLowerCase(Locale.ROOT).endsWith(".pdf"));
                    })
                    .count()
                * 2
            > group.rows.size();
  }

  private boolean dated(Element row) {
    return hasDate(row) || rows.dated(row);
  }

  private static String made(Element row) {
    return Shape.of(row) + row.children().stream().map(Shape::of).toList();
  }

  /** The folder that the links of a list lead into, and the ending of their names. */
  private String kin(Element row) {
    Element anchor = row.is("a") ? row : row.selectFirst("a[href]");
    String link = anchor == null ? null : Links.absolute(base, anchor.attr("href"));
    if (link == null) {
      return "";
    }
    String path = link.replaceAll("[?#].*", "").replaceFirst("^https?://[^/]+/", "");
    String ending = path.matches(".*\\.[A-Za-z]{2,5}") ? path.replaceAll(".*\\.", "") : "";
    return path.replaceAll("/.*", "") + "." + ending.toLowerCase(Locale.ROOT);
  }

  /** One row is a list only where it is made like one: a table with a head, a linked heading. */
  private static boolean single(Group group) {
    Element row = group.rows.iterator().next();
    Element table = row.closest("table");
    return row.is("tr")
        ? table != null && table.selectFirst("th") != null
        : row.selectFirst("h1 a, h2 a, h3 a, h4 a, .h3 a, .title a") != null;
  }

  private static boolean lone(Element at, Element anchor) {
    return at.is("article, li, .views-row, [class*=item], [class*=post], [class*=entry]")
        && anchor.closest("h1, h2, h3, h4, .h3, [class*=title]") != null;
  }

  /** Whether its siblings lead somewhere, too: then it is a row, and what is above it the list. */
  private boolean listed(Element row) {
    Element parent = row.parent();
    return parent != null
        && leading
                .computeIfAbsent(
                    parent,
                    p -> {
                      Map<String, Integer> counts = new HashMap<>();
                      p.children().stream()
                          .limit(SAMPLE)
                          .filter(child ->
                              child.select("a[href]").stream().anyMatch(RowFinder::telling))
                          .forEach(child -> counts.merge(Shape.of(child), 1, Integer::sum));
                      return counts;
                    })
                .getOrDefault(Shape.of(row), 0)
            >= FEWEST;
  }

  private static boolean telling(Element anchor) {
    String words = Rows.visibleText(anchor);
    return words.length() >= TELLING && !Rows.says(words, Rows.GENERIC);
  }

  private boolean hasDate(Element element) {
    return dated.computeIfAbsent(
        element,
        e -> {
          String text = e.text();
          return text.length() <= MOST_TEXT
              && (e.selectFirst("time[datetime]") != null
                  || rows.dateIn(text) != null
                  || rows.inPath(e).isPresent());
        });
  }

  private boolean repeats(Element element) {
    Element parent = element.parent();
    if (parent == null) {
      return false;
    }
    return shapes
            .computeIfAbsent(
                parent,
                p -> {
                  Map<String, Integer> counts = new HashMap<>();
                  p.children().forEach(child -> counts.merge(Shape.of(child), 1, Integer::sum));
                  return counts;
                })
            .getOrDefault(Shape.of(element), 0)
        >= FEWEST;
  }
}
