package crier.source.listing;

import com.google.re2j.Pattern;
import crier.source.Dates;
import crier.source.Links;
import crier.source.Words;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What a row is called, and which of its links leads to it. */
final class Titles {

  /** Shorter words of a link are a number or an abbreviation: the title stands elsewhere. */
  private static final int TELLING = 9;

  /** Shorter words beside a link are no title. */
  private static final int SHORTEST = 5;

  /** A longer text is a summary, where anything shorter could be the title. */
  private static final int LONG = 200;

  /**
   * Links that are called the same in so many rows are called so by the site, not by what they lead
   * to.
   */
  private static final int ALIKE = 3;

  private static final String HEADING =
      "h1, h2, h3, h4, h5, h6, .h3, .views-field-title, [class*=title], [data-label*=Title]";

  private static final String MARKED = "b, strong, em, i, u";

  /** How long a file is, beside its link. */
  private static final Pattern SIZE =
      Pattern.compile("(?i)[(\\[]?\\b[\\d.,]+ ?(pgs?|pages?|[kmg]i?b|bytes)\\b[)\\]]?[\\s,;]*");

  private static final Pattern FILE = Pattern.compile("(?i).*\\.(pdf|docx?|rtf|wpd)([?#].*)?");

  private static final Pattern PDF = Pattern.compile("(?i).*\\.pdf([?#].*)?");

  private static final Pattern NOTE =
      Pattern.compile(
          "(?i)\\W*((by )?(judge|justice|per curiam|author|before|posted by|category|tags?|type|status|filed|size)\\b.{0,60}"
              + "|[\\d.,]+ ?[kmg]i?b|.*:)\\W*");

  private final URI base;
  private final Instant now;
  private final Columns columns = new Columns();
  private final Set<String> labels = new HashSet<>();
  private @Nullable Element asked;
  private List<Piece> pieces = List.of();

  Titles(URI base, Instant now) {
    this.base = base;
    this.now = now;
  }

  Columns columns() {
    return columns;
  }

  /** Learns which words of links say nothing, since they are the same in row after row. */
  void learn(List<Element> rows) {
    Map<String, Integer> counts = new HashMap<>();
    for (Element row : rows) {
      Set<String> words = new HashSet<>();
      Stream<Element> anchors = row.is("a") ? Stream.of(row) : row.select("a[href]").stream();
      anchors.map(Titles::label).filter(text -> !text.isEmpty()).forEach(words::add);
      words.forEach(text -> counts.merge(text, 1, Integer::sum));
    }
    labels.clear();
    asked = null;
    counts.forEach((text, count) -> {
      if (count >= ALIKE && count * 3 > rows.size() && !Captions.caption(text)) {
        labels.add(text);
      }
    });
  }

  private static String label(Element anchor) {
    return Rows.visibleText(anchor).toLowerCase(Locale.ROOT);
  }

  /**
   * The link in a heading, else the first with telling words, else a document's, else the longest.
   */
  Optional<Element> anchor(Element row) {
    if (row.is("a[href]")) {
      return Optional.of(row).filter(a -> Links.absolute(base, a.attr("href")) != null);
    }
    List<Element> anchors =
        row.select("a[href]").stream()
            .filter(a -> Links.absolute(base, a.attr("href")) != null)
            .filter(a -> !a.attr("href").startsWith("#"))
            .toList();
    List<Element> apart = anchors.stream().filter(a -> !Line.amid(a)).toList();
    return anchor(apart.isEmpty() ? anchors : apart);
  }

  private Optional<Element> anchor(List<Element> anchors) {
    return anchors.stream()
        .filter(a -> a.closest(HEADING) != null && telling(a))
        .findFirst()
        .or(() -> anchors.stream().filter(this::telling).findFirst())
        .or(() ->
            anchors.stream()
                .filter(a ->
                    FILE.matches(a.attr("href")) && Rows.says(Rows.visibleText(a), Rows.GENERIC))
                .min(Comparator.comparing((Element a) -> !PDF.matches(a.attr("href")))))
        .or(() ->
            anchors.stream()
                .max(
                    Comparator.comparing((Element a) -> FILE.matches(a.attr("href")))
                        .thenComparingInt(a -> Rows.visibleText(a).length())));
  }

  /**
   * The title: what stands in the column that is called so; else the link's own words; where they
   * are "View Report" or a number, those of the row's title, with what the link says of itself.
   */
  String of(Element row, Element anchor) {
    String own = Rows.visibleText(anchor);
    Optional<Element> headed = columns.title(row);
    boolean inTitle = headed.isPresent() && columns.titled(row, anchor);
    if (telling(anchor) && (inTitle || headed.isEmpty())) {
      return own;
    }
    boolean document = own.matches("\\d{1,4}");
    if (headed.isPresent() && !document && !own.equals(Rows.visibleText(headed.get()))) {
      String title = title(headed.get());
      if (!title.isEmpty()) {
        return title;
      }
    }
    Element titled = titled(row, anchor);
    String title = titled == null ? beside(row, anchor) : title(titled);
    boolean generic =
        own.isEmpty() || labels.contains(label(anchor)) || Rows.says(own, Rows.GENERIC);
    if (title.isEmpty()) {
      return Rows.says(own, Rows.GENERIC) ? "" : own;
    }
    if (generic || title.contains(own)) {
      return title;
    }
    Element cell = anchor.closest("td");
    return cell != null && !cell.equals(titled) && document
        ? title + ": " + around(cell, anchor)
        : own + ": " + title;
  }

  /** What an element says without links that say nothing: {@code Penn v. United States [PDF]}. */
  private String title(Element element) {
    if (element.selectFirst("a") == null) {
      return Rows.visibleText(element);
    }
    Element copy = element.clone();
    for (Element a : copy.select("a")) {
      String words = Rows.visibleText(a);
      if (Rows.says(words, Rows.GENERIC) || labels.contains(label(a))) {
        a.remove();
      }
    }
    String left = Rows.visibleText(copy);
    return left.length() < Rows.visibleText(element).length() ? Captions.bare(left) : left;
  }

  private @Nullable Element titled(Element row, Element anchor) {
    Element marked = row.selectFirst(HEADING);
    if (marked != null && Rows.visibleText(marked).length() >= TELLING && !marked.equals(anchor)) {
      String words = title(marked);
      if (words.length() >= TELLING && !Captions.number(words)) {
        return marked;
      }
    }
    return columns.title(row).orElse(null);
  }

  /**
   * The words of a row that are most like a title: a case's name, else what stands out, else the
   * longest that is no whole paragraph.
   */
  private String beside(Element row, Element anchor) {
    Line line = Line.of(row);
    if (line != null) {
      return Captions.bare(line.words());
    }
    return pieces(row, anchor)
        .max(Comparator.comparingInt(Piece::weight))
        .map(Piece::text)
        .orElse("");
  }

  /**
   * Words of a row.
   *
   * @param in the element that has them
   */
  private record Piece(Element in, String text, boolean bold) {

    int weight() {
      int length = Math.min(text.length(), LONG);
      return (Captions.caption(text) && text.length() <= LONG ? 4_000 : 0)
          + (bold && text.length() >= TELLING ? 1_000 : 0)
          + (text.length() > LONG ? 1 : length);
    }
  }

  /** A row that links many documents is asked about each of them. */
  private Stream<Piece> pieces(Element row, Element anchor) {
    if (!row.equals(asked)) {
      asked = row;
      pieces = pieces(row).toList();
    }
    return pieces.stream().filter(piece -> !piece.in().equals(anchor));
  }

  private Stream<Piece> pieces(Element row) {
    Stream<Element> elements = row.getAllElements().stream();
    if (row.is("dt")) {
      elements =
          Stream.concat(
              elements, Rows.described(row).stream().flatMap(dd -> dd.getAllElements().stream()));
    }
    Element term = row.is("dd") ? row.previousElementSibling() : null;
    if (term != null && term.is("dt")) {
      elements = Stream.concat(elements, term.getAllElements().stream());
    }
    return elements
        .filter(e -> !e.is("script, style"))
        .filter(e -> e.closest(".hidden, .visually-hidden, .sr-only, [hidden]") == null)
        .filter(e -> e.closest("a") == null || telling(e.closest("a")))
        .filter(e -> !e.ownText().isBlank() && !(e.is(MARKED) && Line.amid(e)))
        .map(e -> new Piece(e, Captions.bare(own(e)), e.is("b, strong, em, i, u, [class*=name]")))
        .filter(piece -> piece.text().length() >= SHORTEST)
        .filter(piece -> piece.text().chars().anyMatch(Character::isLetter))
        .filter(piece -> !Captions.number(piece.text()))
        .filter(piece -> !Rows.says(piece.text(), NOTE) && !Rows.says(piece.text(), Rows.GENERIC));
  }

  /** The words of an element, with those that are marked amid them. */
  private static String own(Element element) {
    return element.select("> a, > " + MARKED.replace(", ", ", > ")).stream().anyMatch(Line::amid)
        ? Rows.visibleText(element)
        : element.ownText();
  }

  /** The words between a link and its neighbours: {@code Doc No. 28 (order)}. */
  private static String around(Element cell, Element anchor) {
    String text = cell.wholeText().replace('\u00a0', ' ');
    List<Element> links = cell.select("a[href]");
    if (links.size() < 2) {
      return Words.line(SIZE.matcher(Rows.visibleText(cell)).replaceAll(""));
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
    return Words.line(text.isBlank() ? "" : label + words);
  }

  private boolean telling(@Nullable Element anchor) {
    if (anchor == null) {
      return false;
    }
    String words = Rows.visibleText(anchor);
    return words.length() >= TELLING
        && words.chars().anyMatch(Character::isLetter)
        && !Rows.says(words, Rows.GENERIC)
        && !labels.contains(label(anchor))
        && !Captions.number(words)
        && !Line.amid(anchor)
        && (words.length() > 20 || Dates.read(words, null, now) == null);
  }
}
