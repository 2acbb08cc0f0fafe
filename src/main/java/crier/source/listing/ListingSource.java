package crier.source.listing;

import crier.fetch.Fetched;
import crier.fetch.Request;
import crier.model.Capture;
import crier.model.Extracted;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Memo;
import crier.model.Snapshot;
import crier.model.SourceSpec;
import crier.model.Unrecognised;
import crier.source.Decoded;
import crier.source.Links;
import crier.source.Look;
import crier.source.OnePage;
import crier.source.Source;
import crier.source.Step;
import crier.source.Visit;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector;

/**
 * A source of type {@code listing}. Where the first page shows nothing that is known, further pages
 * are read until known ground, so that nothing falls off page one while nobody looked.
 */
public final class ListingSource implements Source {

  /** Pages read in one look at the most; what lies beyond is older than a reader would want. */
  private static final int PAGES = 20;

  private final SourceSpec spec;
  private final URI url;

  private ListingSource(SourceSpec spec) {
    this.spec = spec;
    this.url = OnePage.address(spec);
    for (String key : List.of("item", "title", "link", "date", "number", "next", "key", "text")) {
      spec.text(key).ifPresent(selector -> check(key, selector));
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
    return new ListingSource(spec);
  }

  /** Reads a capture as a source of this description would. */
  public static Extracted read(SourceSpec spec, Capture capture, Instant now) {
    return new ListingSource(spec).read(capture, now);
  }

  @Override
  public String address() {
    return url.toString();
  }

  @Override
  public Step look(Visit visit) {
    Request request = OnePage.request(spec, url, Request.Expect.HTML).given(visit.known(url));
    return new Step.Ask(
        request,
        fetched ->
            switch (fetched) {
              case Fetched.Fresh(Capture capture) ->
                  page(visit, capture, List.of(), List.of(), Visit.remember(visit.memo(), capture));
              case Fetched.NotModified() -> new Step.Done(new Look.Unchanged(visit.memo()));
              case Fetched other -> new Step.Done(Look.of(other));
            });
  }

  private Step page(
      Visit visit, Capture capture, List<Item> before, List<Capture> captures, Memo memo) {
    Extracted extracted = read(capture, visit.now());
    if (extracted instanceof Unrecognised(String why)) {
      return new Step.Done(OnePage.unrecognised(why));
    }
    Listing listing = (Listing) extracted;
    List<Item> items = merged(before, listing.items());
    List<Capture> all = new ArrayList<>(captures);
    all.add(capture);
    Optional<URI> next = next(capture);
    if (next.isPresent() && all.size() < PAGES && allUnknown(visit, listing)) {
      return new Step.Ask(
          OnePage.request(spec, next.get(), Request.Expect.HTML),
          fetched ->
              switch (fetched) {
                case Fetched.Fresh(Capture more) -> page(visit, more, items, all, memo);
                // Half a list would lose what lies on the other half: look again later.
                case Fetched.NotModified() -> done(items, all, memo, listing.whole());
                case Fetched other -> new Step.Done(Look.of(other));
              });
    }
    return done(items, all, memo, listing.whole());
  }

  private static Step done(List<Item> items, List<Capture> captures, Memo memo, boolean whole) {
    return new Step.Done(new Look.Seen(new Listing(items, whole), captures, memo, List.of()));
  }

  private static List<Item> merged(List<Item> before, List<Item> more) {
    Map<String, Item> items = new LinkedHashMap<>();
    before.forEach(item -> items.putIfAbsent(item.key(), item));
    more.forEach(item -> items.putIfAbsent(item.key(), item));
    return List.copyOf(items.values());
  }

  /** At first sight one page is baseline enough; later, unknown ground means there is more. */
  private static boolean allUnknown(Visit visit, Listing page) {
    Snapshot known = visit.known();
    if (known == null || !(known.content() instanceof Listing listing)) {
      return false;
    }
    Set<String> keys = new HashSet<>();
    listing.items().forEach(item -> keys.add(item.key()));
    known.absent().forEach(absent -> keys.add(absent.item().key()));
    return page.items().stream().noneMatch(item -> keys.contains(item.key()));
  }

  /** The next page, on the same host only. */
  private Optional<URI> next(Capture capture) {
    return spec.text("next")
        .map(selector -> parsed(capture).selectFirst(selector))
        .map(a -> Links.absolute(capture.finalUrl(), a.attr("href")))
        .map(URI::create)
        .filter(uri -> Objects.equals(uri.getHost(), capture.finalUrl().getHost()))
        .filter(uri -> !uri.equals(capture.finalUrl()));
  }

  private static Document parsed(Capture capture) {
    return Jsoup.parse(Decoded.text(capture), capture.finalUrl().toString());
  }

  private Extracted read(Capture capture, Instant now) {
    Document page = parsed(capture);
    Optional<String> selector = spec.text("item");
    List<Element> rows =
        selector
            .<List<Element>>map(page::select)
            .orElseGet(() -> new RowFinder(capture.finalUrl(), now).rows(page));
    if (rows.isEmpty() && !spec.flag("may-be-empty")) {
      return new Unrecognised(
          selector
              .map("`item: %s` finds nothing on the page"::formatted)
              .orElse("no rows with links and dates were found; name them with `item`"));
    }
    Rows reader = new Rows(spec, capture.finalUrl(), now);
    Map<String, Item> items = new LinkedHashMap<>();
    for (Element row : rows) {
      Item item = reader.item(row);
      if (item != null) {
        items.putIfAbsent(item.key(), item);
      }
    }
    if (items.isEmpty() && !spec.flag("may-be-empty")) {
      return new Unrecognised(
          "%d rows, but no title or link in any; name them with `title` and `link`"
              .formatted(rows.size()));
    }
    return new Listing(List.copyOf(items.values()), spec.flag("whole"));
  }
}
