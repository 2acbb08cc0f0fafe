package crier.source.listing;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import crier.model.Item;
import crier.model.Published;
import crier.model.SourceSpec;
import crier.source.Dates;
import crier.source.Keys;
import crier.source.Links;
import crier.source.Words;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/** Reads one row of a list into items: mostly one, several where it links several documents. */
final class Rows {

  /**
   * Report numbers as offices of inspectors general write them: OIG-26-18, 2026-400-016,
   * 2026-IE-R031.
   */
  private static final Pattern NUMBER =
      Pattern.compile(
          "\\b([A-Z]{2,6}-\\d{2}-\\d{1,4}[A-Z]?|\\d{4}-[A-Z0-9]{2,4}-[A-Z]?\\d{3,4})\\b");

  /** Words of links that say nothing about what they lead to. */
  static final Pattern GENERIC =
      Pattern.compile(
          "(?i)\\W*((read|learn|see|view|show) (more|all|report|full report|details|document)"
              + "|(view|read|open|get|download|see) ?(the |as )?(pdf|report|file|opinion|order|decision|document|release|here|now)?( ?(\\(?pdf\\)?|as pdf))?"
              + "|(continue|full|keep) (reading|story|text|release|report|opinion)|more( info(rmation)?)?|(case )?details"
              + "|(opens in (a )?)?new (window|tab)|(pdf|html|docx?|word|text|wpd|rtf|txt)( (version|file|format|document))?"
              + "( ?[\\[(]?[\\d.,]+ ?[kmg]i?b[\\])]?)?|click here|link|summary|adobe( pdf)?|opinion|audio|docket( sheet)?"
              + "|((mon|tues|wednes|thurs|fri|satur|sun)day,? )?(jan|feb|mar|apr|may|jun|jul|aug|sep"
              + "|oct|nov|dec)[a-z]*\\.? \\d{1,2}(, \\d{4})?)\\W*");

  private static final Pattern IN_PATH = Pattern.compile("/(\\d{4}/\\d{2}/\\d{2})/");

  /** A date, or a label and a date, and nothing else. */
  private static final int DATE_ALONE = 40;

  private static final String HIDDEN =
      "script, style, .hidden, .visually-hidden, .sr-only, [hidden], [aria-hidden=true]";

  private final SourceSpec spec;
  private final URI base;
  private final Instant now;
  private final Titles titles;
  private final Above above = new Above(this::dateIn);
  private Dates.Order order = Dates.Order.MONTH_FIRST;

  /** By the element that holds rows, whether the dates beside them stand before them. */
  private final IdentityHashMap<Element, Boolean> datesFirst = new IdentityHashMap<>();

  Rows(SourceSpec spec, URI base, Instant now) {
    this.spec = spec;
    this.base = base;
    this.now = now;
    this.titles = new Titles(base, now);
  }

  /** Learns from all rows what none tells alone: the order of day and month, words of buttons. */
  void learn(Element page, List<Element> rows) {
    order = Dates.order(page.text());
    titles.learn(rows);
  }

  /** The items; none for a row that holds none: a heading, a divider. */
  List<Item> items(Element row) {
    Line line = Line.of(row);
    if (line != null && !line.first()) {
      return List.of();
    }
    List<Element> documents = spec.text("link").isPresent() ? List.of() : documents(row);
    Common common = new Common(date(row), inCells(row));
    if (documents.size() > 1) {
      return documents.stream().flatMap(a -> item(row, Optional.of(a), common).stream()).toList();
    }
    return item(row, anchor(row), common).stream().toList();
  }

  /** What the documents of a row share. */
  private record Common(@Nullable Published published, String number) {}

  /** Whether a row without an item says something all the same, and is no head of a part. */
  boolean isNoHeading(Element row) {
    Line line = Line.of(row);
    return line == null
        && !titles.columns().isHead(row)
        && !row.is("thead *, tfoot *, h1, h2, h3, h4, h5, h6, dd, a")
        && (!row.is("tr") || row.selectFirst("> td") != null)
        && row.selectFirst("h1, h2, h3, h4, h5, h6, [hidden], th[scope=colgroup]") == null
        && visibleText(row).codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /** Links that are called by numbers only: the documents that one row of a court's list holds. */
  private static List<Element> documents(Element row) {
    return row.select("a[href]").stream().filter(a -> visibleText(a).matches("\\d{1,4}")).toList();
  }

  private Optional<Item> item(Element row, Optional<Element> anchor, Common common) {
    String title =
        spec.text("title")
            .flatMap(selector -> Optional.ofNullable(row.selectFirst(selector)))
            .map(Rows::visibleText)
            .or(() -> anchor.map(a -> titles.of(row, a)))
            .map(Words::title)
            .orElse("");
    String link = anchor.map(a -> Links.absolute(base, a.attr("href"))).orElse(null);
    String number = number(title, common);
    String own = chosen(row, "key");
    boolean named = Keys.isOne(own) || (spec.text("number").isPresent() && Keys.isOne(number));
    if (!named && (title.isEmpty() || (link == null && spec.text("title").isEmpty()))) {
      return Optional.empty();
    }
    Published published = common.published();
    TreeMap<String, String> fields = new TreeMap<>();
    if (Keys.isOne(number)) {
      fields.put(Item.NUMBER, Keys.number(number));
    }
    if (title.isEmpty()) {
      fields.put(Item.UNTITLED, "yes");
    }
    if (link != null && link.toLowerCase(Locale.ROOT).endsWith(".pdf")) {
      fields.put(Item.DOCUMENT, URI.create(link).getPath());
    }
    boolean report = spec.text("kind").map("report"::equals).orElse(!number.isEmpty());
    return Optional.of(
        new Item(
            report ? Item.Kind.REPORT : Item.Kind.ITEM,
            Keys.of(own, number, link, title, published),
            title.isEmpty() ? Keys.isOne(number) ? number : own : title,
            link,
            published,
            chosen(row, "text"),
            fields));
  }

  /** The text that a selector of the description chooses, or empty. */
  private String chosen(Element row, String option) {
    return spec.text(option)
        .flatMap(selector -> Optional.ofNullable(row.selectFirst(selector)))
        .map(Rows::visibleText)
        .orElse("");
  }

  private Optional<Element> anchor(Element row) {
    Optional<String> selector = spec.text("link");
    if (selector.isPresent()) {
      return Optional.ofNullable(row.selectFirst(selector.get()))
          .map(found -> found.hasAttr("href") ? found : found.selectFirst("a[href]"));
    }
    return titles.anchor(row);
  }

  private String inCells(Element row) {
    if (spec.text("number").isPresent()) {
      return chosen(row, "number");
    }
    for (Element cell : row.select("td, th, [class*=number]")) {
      Matcher matcher = NUMBER.matcher(visibleText(cell));
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    return "";
  }

  private String number(String title, Common common) {
    if (spec.text("number").isPresent() || !common.number().isEmpty()) {
      return common.number();
    }
    Matcher inTitle = NUMBER.matcher(title);
    return inTitle.find() ? inTitle.group(1) : "";
  }

  private @Nullable Published date(Element row) {
    Optional<String> selector = spec.text("date");
    if (selector.isPresent()) {
      return Optional.ofNullable(row.selectFirst(selector.get()))
          .map(found -> dateIn(stated(found)))
          .orElse(null);
    }
    for (Element time : row.select("time[datetime]")) {
      // CBP once printed the same attribute on every row: a text that is a date is what people see
      Published shown = dateIn(time.text());
      Published stated = dateIn(time.attr("datetime"));
      if (shown != null || stated != null) {
        return shown != null && stated != null && !shown.day().equals(stated.day())
            ? shown
            : stated != null ? stated : shown;
      }
    }
    return titles
        .columns()
        .dates(row)
        .map(cell -> dateIn(visibleText(cell)))
        .filter(Objects::nonNull)
        .findFirst()
        .or(() -> Optional.ofNullable(dateAround(row)))
        .or(() -> inPath(row))
        .orElse(null);
  }

  /** The date in a row, else beside it, else above it; one in the title is of what it tells of. */
  private @Nullable Published dateAround(Element row) {
    Optional<Element> title = titles.anchor(row).filter(a -> !a.equals(row));
    Published within = dateIn(title.isEmpty() ? row.text() : without(row, title.get()));
    if (within == null) {
      within = dateAlone(row);
    }
    return within != null
        ? within
        : Stream.<Supplier<@Nullable Published>>of(
                () -> onLine(row),
                () -> dateBeside(row),
                () -> above.of(row).orElse(null),
                () -> dateIn(row.text()))
            .map(Supplier::get)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  /** Figures that are a date only where nothing else stands with them: {@code 20240229}. */
  private @Nullable Published dateAlone(Element row) {
    for (Element part : row.getAllElements()) {
      String own = part.ownText();
      if (own.length() == 8 && own.chars().allMatch(Character::isDigit)) {
        Published date = dateIn(own);
        if (date != null) {
          return date;
        }
      }
    }
    return null;
  }

  private static String without(Element row, Element part) {
    StringBuilder text = new StringBuilder();
    row.traverse(
        new NodeVisitor() {
          private boolean within;

          @Override
          public void head(Node node, int depth) {
            within |= node.equals(part);
            if (node instanceof TextNode words && !within) {
              text.append(words.getWholeText());
            } else if (node.equals(part)) {
              text.append(" | ");
            } else if (parts(node)) {
              text.append(' ');
            }
          }

          @Override
          public void tail(Node node, int depth) {
            within &= !node.equals(part);
            if (parts(node)) {
              text.append(' ');
            }
          }

          private boolean parts(Node node) {
            return node instanceof Element element && (element.isBlock() || element.nameIs("br"));
          }
        });
    return Words.line(text.toString());
  }

  private @Nullable Published onLine(Element row) {
    Line line = Line.of(row);
    return line == null ? null : dateIn(line.words());
  }

  /** Whether a date is known of a row, wherever it stands. */
  boolean dated(Element row) {
    return onLine(row) != null || dateBeside(row) != null || above.of(row).isPresent();
  }

  /** Whether the row stands below a date that is the head of a part of the list. */
  boolean below(Element row) {
    return above.of(row).isPresent();
  }

  /** What describes a term in a list of definitions. */
  static List<Element> described(Element term) {
    List<Element> found = new ArrayList<>();
    for (Element at = term.nextElementSibling();
        at != null && at.is("dd");
        at = at.nextElementSibling()) {
      found.add(at);
    }
    return found;
  }

  /** WordPress puts the day into the address: {@code /2026/09/16/slug/}. */
  Optional<Published> inPath(Element row) {
    return titles
        .anchor(row)
        .map(a -> Links.absolute(base, a.attr("href")))
        .map(IN_PATH::matcher)
        .filter(Matcher::find)
        .map(day -> dateIn(day.group(1).replace('/', '-')));
  }

  @Nullable Published dateIn(String text) {
    return Dates.read(text, spec.text("date-format").orElse(null), now, order);
  }

  /** The date that stands alone before the row, or after it, among its siblings. */
  @Nullable Published dateBeside(Element row) {
    Element parent = row.parent();
    if (parent == null) {
      return null;
    }
    if (row.is("dt")) {
      return described(row).stream()
          .map(dd -> dateIn(dd.text()))
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }
    boolean before =
        datesFirst.computeIfAbsent(
            parent,
            p -> {
              Element first = p.selectFirst("> " + row.normalName());
              return first != null && alone(first, true) != null;
            });
    return alone(row, before);
  }

  private @Nullable Published alone(Element row, boolean before) {
    Node at = before ? row.previousSibling() : row.nextSibling();
    while (at != null && !at.nameIs(row.normalName())) {
      String text =
          switch (at) {
            case Element element -> element.text();
            case TextNode words -> words.text();
            default -> "";
          };
      Published date = text.length() <= DATE_ALONE ? dateIn(text) : null;
      if (date != null) {
        return date;
      }
      at = before ? at.previousSibling() : at.nextSibling();
    }
    return null;
  }

  private static String stated(Element element) {
    Element time = element.is("time[datetime]") ? element : element.selectFirst("time[datetime]");
    return time == null ? element.text() : time.attr("datetime");
  }

  /** Text without what a reader does not see. */
  static String visibleText(Element element) {
    if (element.selectFirst(HIDDEN) == null) {
      return Words.line(element.text());
    }
    Element copy = element.clone();
    copy.select(HIDDEN).remove();
    return Words.line(copy.text());
  }

  static boolean says(String text, Pattern what) {
    return what.matches(text);
  }
}
