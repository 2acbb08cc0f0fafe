package crier.source.listing;

import crier.fetch.Request;
import crier.model.Capture;
import crier.model.Extracted;
import crier.model.Item;
import crier.model.SourceSpec;
import crier.model.Unrecognised;
import crier.source.Decoded;
import crier.source.DistinctItems;
import crier.source.Pages;
import crier.source.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector;

/** A source of type {@code listing}. */
public final class ListingSource {

  private static final String NEXT =
      "a[rel~=next][href], link[rel=next][href], .pager__item--next a[href], .pager-next a[href],"
          + " li.next a[href], a.next[href], a[aria-label~=(?i)^next][href]";

  private static final int FEW = 4;

  private final SourceSpec spec;

  private ListingSource(SourceSpec spec) {
    this.spec = spec;
    for (String key : List.of("item", "title", "link", "date", "number", "next", "key", "text")) {
      spec.text(key)
          .filter(selector -> !selector.contains("{page"))
          .ifPresent(selector -> check(key, selector));
    }
  }

  private static void check(String key, String selector) {
    try {
      var _ = QueryParser.parse(selector);
    } catch (Selector.SelectorParseException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "`%s: %s` is no CSS selector: %s".formatted(key, selector, e.getMessage()), e);
    }
  }

  /** Makes the source. */
  public static Source source(SourceSpec spec) {
    ListingSource listing = new ListingSource(spec);
    return new Pages(spec, Request.Expect.HTML, listing::read, listing::next);
  }

  /** Reads a capture as a source of this description would. */
  public static Extracted read(SourceSpec spec, Capture capture, Instant now) {
    return new ListingSource(spec).read(capture, now);
  }

  /** The description with selectors for what was found without: what {@code try} prints. */
  public static SourceSpec proposed(SourceSpec spec, Capture capture, Instant now) {
    Document page = parsed(capture);
    Rows reader = new Rows(spec, capture.finalUrl(), now);
    reader.learn(page, List.of());
    List<Element> rows = new RowFinder(reader, capture.finalUrl()).rows(page);
    return new Proposal(spec, page, rows, candidate -> read(candidate, capture, now)).spec();
  }

  /** The link to the next page: the one of {@code next}, else what sites commonly mark as such. */
  private Optional<String> next(Capture capture) {
    return spec.text("next")
        .or(() -> Optional.of(NEXT))
        .map(selector -> parsed(capture).selectFirst(selector))
        .map(a -> a.attr("href"));
  }

  private static Document parsed(Capture capture) {
    return Jsoup.parse(Decoded.text(capture), capture.finalUrl().toString());
  }

  private Extracted read(Capture capture, Instant now) {
    Document page = parsed(capture);
    Optional<String> selector = spec.text("item");
    Rows reader = new Rows(spec, capture.finalUrl(), now);
    reader.learn(page, List.of());
    List<Element> rows =
        selector
            .<List<Element>>map(page::select)
            .orElseGet(() -> new RowFinder(reader, capture.finalUrl()).rows(page));
    if (rows.isEmpty() && !spec.flag("may-be-empty")) {
      return new Unrecognised(
          selector
              .map("`item: %s` finds nothing on the page"::formatted)
              .orElse("no rows with links and dates were found; name them with `item`"));
    }
    if (rows.size() > DistinctItems.MOST) {
      return DistinctItems.tooMany();
    }
    reader.learn(page, rows);
    // rows that the operator named are one thing each, whatever number or address they share
    DistinctItems items =
        new DistinctItems(selector.isPresent() && rows.stream().noneMatch(row -> row.nameIs("a")));
    Set<Integer> made = new HashSet<>();
    List<Element> silent = new ArrayList<>();
    for (Element row : rows) {
      List<Item> found = reader.items(row);
      for (Item item : found) {
        if (!items.add(item)) {
          return DistinctItems.tooMany();
        }
      }
      if (!found.isEmpty()) {
        made.add(row.childrenSize());
      } else if (reader.isNoHeading(row)) {
        silent.add(row);
      }
    }
    // A row of as many parts as one that was read is a row; others part the list, or fill it.
    silent.stream()
        .filter(row -> made.contains(row.childrenSize()))
        .forEach(_ -> items.addUnread());
    if (items.items().isEmpty() && !spec.flag("may-be-empty")) {
      return new Unrecognised(
          "%d rows, but no title or link in any; name them with `title` and `link`"
              .formatted(rows.size()));
    }
    return alike(items.items())
        .filter(_ -> spec.text("title").isEmpty())
        .<Extracted>map(title ->
            new Unrecognised(
                "most rows would be called “%s”; say where the title is with `title`"
                    .formatted(title)))
        .orElseGet(() -> items.listing(spec.flag("whole")));
  }

  /** A title that most items share: the words of a button, not a title. */
  private static Optional<String> alike(List<Item> items) {
    Map<String, Integer> titles = new HashMap<>();
    items.forEach(item -> titles.merge(item.title(), 1, Integer::sum));
    return titles.entrySet().stream()
        .filter(title -> title.getValue() >= FEW && title.getValue() * 2 > items.size())
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
