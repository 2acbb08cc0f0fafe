package crier.source.listing;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/** What the columns of a table are called, by its head or by what responsive tables repeat. */
final class Columns {

  /** Best first: a column called "Title" is one whatever else there is. */
  private static final List<Pattern> TITLED =
      List.of(
          Pattern.compile("(?i).*\\b(title|caption|style|parties|headline|name)\\b.*"),
          Pattern.compile("(?i).*\\b(case|matter|subject|re)\\b.*"),
          Pattern.compile(
              "(?i).*\\b(report|document|description|opinion|decision|release)s?\\b.*"));

  /** "Case Number" is no title, nor are "Judge's Name" and "File Name". */
  private static final Pattern UNTITLED =
      Pattern.compile(
          "(?i).*(\\b(no|nos|num|number|numbers|id|type|date|judges?|justice|author|links?|files?|status|download"
              + "|category|court|county|size|format|issued|filed|released|decided|term)\\b|#).*");

  private static final Pattern DATED =
      Pattern.compile(
          "(?i).*\\b(date|dated|filed|issued|released?|decided|posted|published|publication|entered|day)\\b.*");

  private static final Pattern OTHER_DATE =
      Pattern.compile(
          "(?i).*\\b(argued|argument|hearing|effective|updated|modified|revised|expires?|due|received|by)\\b.*");

  /** Longer text in a head is no name of a column. */
  private static final int LONGEST = 40;

  private static final int FEWEST = 2;

  private final IdentityHashMap<Element, Optional<Element>> heads = new IdentityHashMap<>();

  /** The cell that holds the title, when the columns say so and it has words in it. */
  Optional<Element> title(Element row) {
    return TITLED.stream()
        .flatMap(wanted ->
            cells(row, wanted, UNTITLED).filter(cell -> !Captions.number(Rows.visibleText(cell))))
        .filter(cell -> Rows.visibleText(cell).chars().anyMatch(Character::isLetter))
        .findFirst();
  }

  /** Whether the column of this part of a row is one that holds titles. */
  boolean titled(Element row, Element part) {
    return TITLED.stream()
        .flatMap(wanted -> cells(row, wanted, UNTITLED))
        .anyMatch(cell -> cell.equals(part) || part.parents().contains(cell));
  }

  /** The cells that hold a date of the kind wanted, by what their columns say. */
  Stream<Element> dates(Element row) {
    return cells(row, DATED, OTHER_DATE);
  }

  private Stream<Element> cells(Element row, Pattern wanted, Pattern unwanted) {
    if (!row.is("tr")) {
      return row.select("[data-label], [data-th]").stream()
          .filter(cell -> fits(said(cell), wanted, unwanted));
    }
    List<String> names = names(row);
    List<Element> found = new ArrayList<>();
    int column = 0;
    for (Element cell : row.children()) {
      String name = said(cell).isEmpty() && column < names.size() ? names.get(column) : said(cell);
      if (fits(name, wanted, unwanted)) {
        found.add(cell);
      }
      column += span(cell);
    }
    return found.stream();
  }

  private static String said(Element cell) {
    return cell.hasAttr("data-label") ? cell.attr("data-label") : cell.attr("data-th");
  }

  private static boolean fits(String name, Pattern wanted, Pattern unwanted) {
    return !name.isEmpty()
        && name.length() <= LONGEST
        && Rows.says(name, wanted)
        && !Rows.says(name, unwanted);
  }

  /** Whether a row says what the columns of its table are called, and nothing else. */
  boolean isHead(Element row) {
    return row.is("tr") && head(row).filter(row::equals).isPresent();
  }

  private List<String> names(Element row) {
    List<String> names = new ArrayList<>();
    for (Element cell : head(row).map(Element::children).orElseGet(Elements::new)) {
      for (int i = 0; i < span(cell); i++) {
        names.add(Rows.visibleText(cell));
      }
    }
    return names;
  }

  private Optional<Element> head(Element row) {
    Element table = row.closest("table");
    return table == null
        ? Optional.empty()
        : heads.computeIfAbsent(
            table,
            _ ->
                table.select("tr").stream()
                    .limit(10)
                    .filter(tr -> table.equals(tr.closest("table")))
                    .filter(tr -> tr.select("> th").size() >= FEWEST || bare(tr))
                    .findFirst());
  }

  /** A head made of plain cells: short names only, a date's and a title's among them. */
  private static boolean bare(Element tr) {
    List<String> names = tr.select("> td").stream().map(Rows::visibleText).toList();
    return names.size() >= FEWEST
        && names.stream().allMatch(name -> name.length() <= LONGEST && !Captions.caption(name))
        && names.stream().noneMatch(name -> name.chars().anyMatch(Character::isDigit))
        && names.stream().anyMatch(name -> fits(name, DATED, OTHER_DATE))
        && TITLED.stream()
            .anyMatch(wanted -> names.stream().anyMatch(name -> fits(name, wanted, UNTITLED)));
  }

  private static int span(Element cell) {
    String span = cell.attr("colspan");
    return span.matches("[1-9]\\d?") ? Integer.parseInt(span) : 1;
  }
}
