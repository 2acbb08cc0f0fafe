package crier.source;

import crier.fetch.Fetched;
import crier.fetch.Request;
import crier.model.Capture;
import crier.model.Extracted;
import crier.model.Holed;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Memo;
import crier.model.Snapshot;
import crier.model.SourceSpec;
import crier.model.Unrecognised;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A source that is a list of one page or of several. Where the first page ends on unknown ground,
 * further pages are read until known ground, so that nothing falls off page one while nobody
 * looked. Where that takes too long or fails, the place is remembered and the next look goes on
 * there.
 */
public final class Pages implements Source {

  /** Further pages read in one look at the most. */
  static final int AT_ONCE = 20;

  /** Further pages read in all, over several looks, before a gap is given up. */
  static final int IN_ALL = 200;

  /** Looks in a row that could not go on before a gap is given up. */
  private static final int TRIES = 5;

  /** In the memo: rows of the first page that could not be read; an unchanged page keeps them. */
  private static final String UNREAD = "unread rows";

  private static final String GAP = "gap";
  private static final String UNTIL = "gap until";
  private static final String COUNT = "gap pages";
  private static final String FAILED = "gap tries";

  /** Items at a page's end that must be unknown for the page after it to be of interest. */
  private static final int END = 3;

  private static final int MARKS = 5;

  private final SourceSpec spec;
  private final Request.Expect expect;
  private final BiFunction<Capture, Instant, Extracted> reader;
  private final Function<Capture, Optional<String>> next;

  /**
   * Makes a source of {@code spec}'s {@code url}.
   *
   * @param reader pure: a capture and the time of the look to what it says
   * @param next the link to the page after a capture, as the page has it
   * @throws IllegalArgumentException when there is no usable {@code url}
   */
  public Pages(
      SourceSpec spec,
      Request.Expect expect,
      BiFunction<Capture, Instant, Extracted> reader,
      Function<Capture, Optional<String>> next) {
    this.spec = spec;
    var _ = OnePage.address(spec, Instant.EPOCH); // so that a mistake is told at once
    this.expect = expect;
    this.reader = reader;
    this.next = next;
  }

  @Override
  public String address() {
    return spec.required("url");
  }

  @Override
  public Step look(Visit visit) {
    return new FirstRequest(spec, OnePage.address(spec, visit.now()), expect)
        .ask(
            visit,
            (fetched, memo) ->
                switch (fetched) {
                  case Fetched.Fresh(Capture capture) -> first(visit, capture, memo);
                  case Fetched.NotModified _ ->
                      memo.get(GAP).isPresent() && visit.known() != null
                          ? resumed(new Trip(visit, memo))
                          : new Step.Done(new Look.Unchanged(memo, unread(memo)));
                  case Fetched other -> new Step.Done(Look.of(other));
                });
  }

  /** Where a further page is, and which it is, counted from 1. */
  private record Place(URI address, int page) {
    @Override
    public String toString() {
      return page + " " + address;
    }

    static Optional<Place> of(Memo memo) {
      return memo.get(GAP)
          .map(text -> text.split(" ", 2))
          .map(parts -> new Place(URI.create(parts[1]), Integer.parseInt(parts[0])));
    }
  }

  /** What one look has gathered on its way from page to page. */
  private static final class Trip {
    final Visit visit;
    final Map<String, Item> items = new LinkedHashMap<>();
    final List<Capture> captures = new ArrayList<>();
    final List<String> troubles = new ArrayList<>();
    final Set<String> seen = new LinkedHashSet<>();
    final Set<String> until = new LinkedHashSet<>();
    final Set<String> known = new LinkedHashSet<>();
    Memo memo;
    boolean whole;
    boolean resuming;
    int pages;

    Trip(Visit visit, Memo memo) {
      this.visit = visit;
      this.memo = memo;
      Snapshot snapshot = visit.known();
      if (snapshot != null && snapshot.content() instanceof Listing listing) {
        listing.items().forEach(item -> known.add(item.key()));
        snapshot.absent().forEach(absent -> known.add(absent.item().key()));
        known.stream().limit(MARKS).forEach(until::add);
        whole = listing.whole();
      }
      memo.get(UNTIL)
          .ifPresent(marks -> {
            until.clear();
            until.addAll(List.of(marks.split("\n", -1)));
          });
    }

    void add(Listing page) {
      page.items().stream()
          .filter(item -> !resuming || !known.contains(item.key()))
          .forEach(item -> items.putIfAbsent(item.key(), item));
    }

    boolean grounded(Listing page) {
      List<Item> end =
          page.items().subList(Math.max(0, page.items().size() - END), page.items().size());
      return page.items().stream().anyMatch(item -> pages > 0 && until.contains(item.key()))
          || (!resuming && end.stream().anyMatch(item -> known.contains(item.key())));
    }

    Step done() {
      troubles.addAll(unread(memo));
      Listing listing = new Listing(List.copyOf(items.values()), whole);
      return new Step.Done(new Look.Seen(listing, captures, memo, troubles));
    }

    Step closed() {
      memo = memo.with(GAP, null).with(UNTIL, null).with(COUNT, null).with(FAILED, null);
      return done();
    }

    /** Leaves a mark where the next look goes on; gives up where that has led nowhere. */
    Step leftOpen(Place place, boolean failed) {
      int all = number(COUNT) + pages;
      int tries = failed ? number(FAILED) + 1 : 0;
      if (all >= IN_ALL || tries >= TRIES) {
        troubles.add(
            "between what is new and what was known there are pages that were not read, from %s on"
                .formatted(place.address()));
        return closed();
      }
      memo =
          memo.with(GAP, place.toString())
              .with(UNTIL, String.join("\n", until))
              .with(COUNT, String.valueOf(all))
              .with(FAILED, tries == 0 ? null : String.valueOf(tries));
      return done();
    }

    private int number(String name) {
      return memo.get(name).map(Integer::parseInt).orElse(0);
    }
  }

  private Step first(Visit visit, Capture capture, Memo memo) {
    Extracted extracted = reader.apply(capture, visit.now());
    if (extracted instanceof Unrecognised(String why)) {
      return new Step.Done(OnePage.unrecognised(why));
    }
    Listing page = (Listing) Holed.whatWasRead(extracted);
    Trip trip =
        new Trip(
            visit,
            memo.with(Visit.SHOWN, String.valueOf(page.items().size()))
                .with(UNREAD, unread(extracted)));
    trip.captures.add(capture);
    trip.seen.add(capture.sha256());
    trip.add(page);
    Optional<Place> place = next(trip, capture, 1);
    boolean all = spec.flag("whole");
    trip.whole = page.whole() && (place.isEmpty() || all);
    if (place.isEmpty() || (trip.known.isEmpty() && !all)) {
      return trip.closed();
    }
    if (!all && trip.grounded(page)) {
      return Place.of(trip.memo).isPresent() ? resumed(trip) : trip.closed();
    }
    return further(trip, place.get());
  }

  /** Goes on where an earlier look had to stop. */
  private Step resumed(Trip trip) {
    if (trip.captures.isEmpty()) {
      Snapshot known = trip.visit.known();
      if (known != null && known.content() instanceof Listing listing) {
        trip.add(listing);
      }
    }
    trip.resuming = true;
    return Place.of(trip.memo).map(place -> further(trip, place)).orElseGet(trip::closed);
  }

  private Step further(Trip trip, Place place) {
    if (trip.pages >= AT_ONCE) {
      return trip.leftOpen(place, false);
    }
    if (!trip.seen.add(place.address().toString())) {
      return trip.closed(); // a pager that goes in circles
    }
    Request request = OnePage.request(spec, place.address(), expect);
    boolean asked = spec.text("robots").filter("override"::equals).isPresent();
    return new Step.Ask(
        asked ? request : request.untrusted(),
        fetched ->
            switch (fetched) {
              case Fetched.Fresh(Capture capture) -> page(trip, capture, place);
              case Fetched.NotModified _ -> trip.closed();
              case Fetched.TryLater _ -> stopped(trip, place);
              case Fetched other -> {
                trip.troubles.add("page %d: %s".formatted(place.page(), Look.of(other).why()));
                yield stopped(trip, place);
              }
            });
  }

  /** Half of a list that should be whole says nothing about what is gone from it. */
  private Step stopped(Trip trip, Place place) {
    trip.whole = false;
    return trip.captures.isEmpty()
        ? new Step.Done(new Look.Unchanged(trip.memo))
        : trip.leftOpen(place, true);
  }

  private Step page(Trip trip, Capture capture, Place place) {
    trip.pages++;
    if (!trip.seen.add(capture.sha256())) {
      return trip.closed(); // some sites answer with their last page for ever
    }
    Extracted extracted = reader.apply(capture, trip.visit.now());
    if (!(Holed.whatWasRead(extracted) instanceof Listing page)) {
      trip.troubles.add("page %d: %s".formatted(place.page(), ((Unrecognised) extracted).why()));
      return stopped(trip, place);
    }
    if (extracted instanceof Holed(_, int rows)) {
      trip.troubles.add("page %d: %s".formatted(place.page(), OnePage.unread(rows)));
    }
    trip.captures.add(capture);
    boolean grounded = !spec.flag("whole") && trip.grounded(page);
    trip.add(page);
    Optional<Place> next = next(trip, capture, place.page());
    return grounded || next.isEmpty() ? trip.closed() : further(trip, next.get());
  }

  private static @Nullable String unread(Extracted extracted) {
    return extracted instanceof Holed(_, int rows) ? String.valueOf(rows) : null;
  }

  private static List<String> unread(Memo memo) {
    return memo.get(UNREAD).map(Integer::parseInt).map(OnePage::unread).stream().toList();
  }

  /** The page after the one that was read, on the same host only. */
  private Optional<Place> next(Trip trip, Capture capture, int page) {
    String template = spec.text("next").filter(text -> text.contains("{page")).orElse(null);
    Optional<String> href =
        template == null ? next.apply(capture) : Optional.of(filled(template, page + 1));
    URI base = template == null ? capture.finalUrl() : OnePage.address(spec, trip.visit.now());
    return href.map(link -> Links.absolute(base, link))
        .map(URI::create)
        .filter(uri -> Objects.equals(uri.getHost(), base.getHost()))
        .filter(uri -> uri.getPort() == base.getPort() && !uri.equals(capture.finalUrl()))
        .map(uri -> new Place(uri, page + 1));
  }

  /** In braces, "page" counts from 1 and "page0" from 0. */
  private static String filled(String template, int page) {
    return template
        .replace("{page0}", String.valueOf(page - 1))
        .replace("{page}", String.valueOf(page));
  }
}
