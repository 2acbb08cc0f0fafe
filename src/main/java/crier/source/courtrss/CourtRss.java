package crier.source.courtrss;

import crier.fetch.Fetched;
import crier.fetch.Request;
import crier.model.Capture;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Memo;
import crier.model.Snapshot;
import crier.model.SourceSpec;
import crier.source.Courts;
import crier.source.Decoded;
import crier.source.DocketNumber;
import crier.source.Look;
import crier.source.OnePage;
import crier.source.Source;
import crier.source.Step;
import crier.source.Visit;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A source of type {@code court-rss}. The feed shows the last day or less of a whole court; what of
 * it belongs to the cases is added to what is known of them. Nothing is ever withdrawn: entries
 * fall off the feed's end. That none belongs to them is usual; the feed as a whole must be sound.
 */
public final class CourtRss implements Source {

  private static final Duration WINDOW = Duration.ofHours(24);

  /** Feeds are written anew about every 20 minutes; so long without is a fault (CourtListener). */
  private static final Duration STANDS_STILL = Duration.ofHours(2);

  /** So many items and more: the feed may be cut off earlier than after a day. */
  private static final int BUSY = 50;

  /** Entries that are kept in mind, the newest first. */
  private static final int KNOWN = 500;

  private static final String MATCHED = "matched";
  private static final String UNTIL = "until";

  private final SourceSpec spec;
  private final URI url;
  private final String court;
  private final List<DocketNumber> cases;

  private CourtRss(SourceSpec spec) {
    this.spec = spec;
    if (spec.text("url").isEmpty() && spec.text("court").isEmpty()) {
      throw new IllegalArgumentException(
          "a source of type court-rss needs `court` (dcd, cadc) or the `url` of its feed");
    }
    this.url =
        spec.text("url").isPresent()
            ? OnePage.address(spec, Instant.EPOCH)
            : Courts.feed(spec.required("court"));
    this.court = spec.text("court").map(Courts::canonical).or(() -> Courts.ofHost(url)).orElse("");
    this.cases =
        Stream.concat(spec.texts("cases").stream(), spec.texts("docket-number").stream())
            .map(this::number)
            .toList();
  }

  /** Makes the source. */
  public static Source source(SourceSpec spec) {
    return new CourtRss(spec);
  }

  private DocketNumber number(String written) {
    DocketNumber number =
        DocketNumber.read(written)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "`%s` is no case number; write one such as 1:25-cv-00677 or 25-5181"
                        .formatted(written)));
    if (number.type() == null && Courts.isDistrict(court)) {
      throw new IllegalArgumentException(
          "`%s` may be a civil or a criminal case; write %s-cv-%s or %s-cr-%s"
              .formatted(written, number.year(), number.serial(), number.year(), number.serial()));
    }
    return number;
  }

  @Override
  public String address() {
    return url.toString();
  }

  /** Always read whole: that the feed stands still must show, and costs the court nothing. */
  @Override
  public Step look(Visit visit) {
    return new Step.Ask(
        OnePage.request(spec, url, Request.Expect.FEED),
        fetched ->
            new Step.Done(
                switch (fetched) {
                  case Fetched.Fresh(Capture capture) -> read(visit, capture);
                  case Fetched.NotModified _ ->
                      OnePage.unrecognised("an answer without content, not asked for");
                  case Fetched other -> Look.of(other);
                }));
  }

  private Look read(Visit visit, Capture capture) {
    CourtFeed feed = CourtFeed.read(Decoded.text(capture)).orElse(null);
    if (feed == null) {
      return OnePage.unrecognised("this is not a court's feed (RSS with a channel and its title)");
    }
    if (feed.rows().isEmpty() && feed.built() == null) {
      return OnePage.unrecognised("the court's feed has neither items nor a date");
    }
    List<Item> matched = CourtEntry.of(feed, court, cases).stream().map(CourtEntry::item).toList();
    List<String> troubles =
        Stream.of(stale(feed, visit.now()), missed(feed, visit)).flatMap(Optional::stream).toList();
    String seen =
        UUID.nameUUIDFromBytes(matched.toString().getBytes(StandardCharsets.UTF_8)).toString();
    boolean same = visit.memo().get(MATCHED).filter(seen::equals).isPresent();
    Memo memo =
        covers(visit.memo(), feed.covers())
            .with(MATCHED, seen)
            .with(UNTIL, (feed.built() == null ? visit.now() : feed.built()).toString());
    return same && troubles.isEmpty() && !visit.unconditional()
        ? new Look.Unchanged(memo)
        : new Look.Seen(merged(visit.known(), matched), List.of(capture), memo, troubles);
  }

  /** What the feed says it shows, and what it said before it said something else. */
  private static Memo covers(Memo memo, String covers) {
    String before = memo.get(Memo.COVERS).orElse(covers);
    return (before.equals(covers) ? memo : memo.with(Memo.COVERED_BEFORE, before))
        .with(Memo.COVERS, covers);
  }

  /** A feed that is not written any more looks like a court where nothing happens. */
  private Optional<String> stale(CourtFeed feed, Instant now) {
    ZonedDateTime there = now.atZone(Courts.zone(court));
    boolean weekend =
        there.getDayOfWeek() == DayOfWeek.SATURDAY || there.getDayOfWeek() == DayOfWeek.SUNDAY;
    Instant written = feed.built() == null ? feed.newest() : feed.built();
    Duration limit = feed.built() == null ? WINDOW.plus(STANDS_STILL) : STANDS_STILL;
    return !weekend && written != null && written.plus(limit).isBefore(now)
        ? Optional.of(
            "the court's feed stands still: it is of %s; what was entered since does not show"
                .formatted(written))
        : Optional.empty();
  }

  /** What was entered between two looks and has fallen off the end before the second. */
  private static Optional<String> missed(CourtFeed feed, Visit visit) {
    Instant until = visit.memo().get(UNTIL).map(Instant::parse).orElse(visit.now());
    Instant oldest = feed.oldest();
    boolean longAgo = until.plus(WINDOW).isBefore(visit.now());
    boolean cutOff = feed.rows().size() >= BUSY && oldest != null && oldest.isAfter(until);
    return longAgo || cutOff
        ? Optional.of(
            "the court's feed begins at %s, and was seen up to %s: what was entered between is not known from it; look more often, or at CourtListener's docket too"
                .formatted(oldest == null ? "no time" : oldest, until))
        : Optional.empty();
  }

  /** What is known of the cases, and what the feed adds to it; the newest first. */
  private static Listing merged(
      @org.jspecify.annotations.Nullable Snapshot known, List<Item> seen) {
    Map<String, Item> items = new LinkedHashMap<>();
    if (known != null && known.content() instanceof Listing listing) {
      listing.items().forEach(item -> items.put(item.key(), item));
    }
    seen.forEach(item -> items.merge(item.key(), item, CourtRss::grown));
    List<Item> sorted = new ArrayList<>(items.values());
    sorted.sort(
        Comparator.comparing((Item item) ->
                item.published() == null ? Instant.EPOCH : item.published().forSorting())
            .reversed());
    return new Listing(sorted.subList(0, Math.min(KNOWN, sorted.size())), false);
  }

  /** Events are added to an entry; that one is missing now, or stands elsewhere, says nothing. */
  private static Item grown(Item known, Item seen) {
    var events = CourtEntry.events(known.text());
    boolean more = events.addAll(CourtEntry.events(seen.text()));
    Item item =
        new Item(
            known.kind(),
            known.key(),
            known.title(),
            seen.link(),
            known.published(),
            more ? String.join(CourtEntry.AND, events) : known.text(),
            known.fields());
    for (var field : seen.fields().entrySet()) {
      item = item.with(field.getKey(), field.getValue());
    }
    return item;
  }
}
