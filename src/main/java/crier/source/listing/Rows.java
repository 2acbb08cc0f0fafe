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
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Reads one row of a list into an item. */
final class Rows {

  /**
   * Report numbers as offices of inspectors general write them: OIG-26-18, 2026-400-016,
   * 2026-IE-R031.
   */
  private static final Pattern NUMBER =
      Pattern.compile(
          "\\b([A-Z]{2,6}-\\d{2}-\\d{1,4}[A-Z]?|\\d{4}-[A-Z0-9]{2,4}-[A-Z]?\\d{3,4})\\b");

  private final SourceSpec spec;
  private final URI base;
  private final Instant now;

  Rows(SourceSpec spec, URI base, Instant now) {
    this.spec = spec;
    this.base = base;
    this.now = now;
  }

  /** The item, or null for a row that holds none: a heading, a divider. */
  @Nullable Item item(Element row) {
    Optional<Element> anchor = anchor(row);
    String title =
        spec.text("title")
            .flatMap(selector -> Optional.ofNullable(row.selectFirst(selector)))
            .or(() -> anchor)
            .map(Rows::visibleText)
            .orElse("");
    String link = anchor.map(a -> Links.absolute(base, a.attr("href"))).orElse(null);
    if (title.isEmpty() || (link == null && spec.text("title").isEmpty())) {
      return null;
    }
    String number = number(row, title);
    Published published = date(row);
    TreeMap<String, String> fields = new TreeMap<>();
    if (!number.isEmpty()) {
      fields.put(Item.NUMBER, Keys.number(number));
    }
    if (link != null && link.toLowerCase(Locale.ROOT).endsWith(".pdf")) {
      fields.put(Item.DOCUMENT, URI.create(link).getPath());
    }
    boolean report = spec.text("kind").map("report"::equals).orElse(!number.isEmpty());
    String configured =
        spec.text("key")
            .flatMap(selector -> Optional.ofNullable(row.selectFirst(selector)))
            .map(Rows::visibleText)
            .orElse("");
    String text =
        spec.text("text")
            .flatMap(selector -> Optional.ofNullable(row.selectFirst(selector)))
            .map(Rows::visibleText)
            .orElse("");
    return new Item(
        report ? Item.Kind.REPORT : Item.Kind.ITEM,
        Keys.of(configured, number, link, title, published),
        title,
        link,
        published,
        text,
        fields);
  }

  private Optional<Element> anchor(Element row) {
    Optional<String> selector = spec.text("link");
    if (selector.isPresent()) {
      return Optional.ofNullable(row.selectFirst(selector.get()))
          .map(found -> found.hasAttr("href") ? found : found.selectFirst("a[href]"));
    }
    return row.select("a[href]").stream()
        .filter(a -> Links.absolute(base, a.attr("href")) != null)
        .max(Comparator.comparingInt((Element a) -> visibleText(a).length()));
  }

  private String number(Element row, String title) {
    Optional<String> selector = spec.text("number");
    if (selector.isPresent()) {
      return Optional.ofNullable(row.selectFirst(selector.get())).map(Rows::visibleText).orElse("");
    }
    for (Element cell : row.select("td, th, [class*=number]")) {
      Matcher matcher = NUMBER.matcher(visibleText(cell));
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    Matcher inTitle = NUMBER.matcher(title);
    return inTitle.find() ? inTitle.group(1) : "";
  }

  private @Nullable Published date(Element row) {
    String format = spec.text("date-format").orElse(null);
    Optional<String> selector = spec.text("date");
    if (selector.isPresent()) {
      return Optional.ofNullable(row.selectFirst(selector.get()))
          .map(found -> Dates.read(stated(found), format, now))
          .orElse(null);
    }
    Element time = row.selectFirst("time[datetime]");
    Published stated = time == null ? null : Dates.read(time.attr("datetime"), null, now);
    return stated != null ? stated : Dates.read(row.text(), format, now);
  }

  private static String stated(Element element) {
    Element time = element.is("time[datetime]") ? element : element.selectFirst("time[datetime]");
    return time == null ? element.text() : time.attr("datetime");
  }

  /** Text without what a reader does not see. */
  static String visibleText(Element element) {
    Element copy = element.clone();
    copy.select("script, style, .hidden, .visually-hidden, .sr-only, [hidden], [aria-hidden=true]")
        .remove();
    return Words.line(copy.text());
  }
}
