package crier.source.courtlistener;

import crier.fetch.Fetched;
import crier.fetch.Quota.Priority;
import crier.model.Capture;
import crier.model.Item;
import crier.source.Look;
import crier.source.OnePage;
import crier.source.Step;
import crier.source.Visit;
import crier.source.courtlistener.DocketMemory.Mark;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One look at a docket, layer by layer: the feed; then, with a token and as far as the budget goes,
 * the API ({@link ApiQueries}); at the end both are held together.
 */
final class DocketLook {

  /**
   * Edits do not always show in the feed; the API is asked so often though the feed stands still.
   */
  private static final Duration ENTRIES_EVERY = Duration.ofHours(6);

  /** A PDF that arrives does not touch its entry. */
  private static final Duration DOCUMENTS_EVERY = Duration.ofHours(4);

  private static final Duration DAY = Duration.ofDays(1);

  /** With a feed that fails the API stands in, as often as a small budget allows. */
  private static final Duration INSTEAD_EVERY = Duration.ofHours(1);

  /** CourtListener serves a feed that may be 300 s old (views.py), and a little more. */
  private static final Duration FEED_CACHE = Duration.ofSeconds(330);

  /** What fails for less is weather. */
  private static final Duration WEATHER = Duration.ofHours(1);

  /** How long a feed that overflowed is spoken of. */
  private static final Duration SPOKEN_OF = Duration.ofDays(7);

  private final Api api;
  private final DocketName name;
  private final String address;
  private final long docket;
  private final DocketMemory notes;
  private final ApiQueries queries;
  private @Nullable DocketFeed feed;
  private Look.@Nullable CouldNot feedFailed;
  private boolean overflowed;

  DocketLook(Api api, DocketName name, String address, long docket, Visit visit) {
    this.api = api;
    this.name = name;
    this.address = address;
    this.docket = docket;
    this.notes = new DocketMemory(visit, address);
    this.queries = new ApiQueries(api, name, address, docket, notes, this::over);
  }

  static Look.CouldNot gone(long docket) {
    return new Look.CouldNot(
        Look.Reason.FAILED,
        ("CourtListener says there is no docket %d (404); if it was merged into another, write that"
                + " one's id, or name it by `court` and `docket-number`")
            .formatted(docket),
        Optional.empty());
  }

  /** Goes on from the answer for the feed at that address. */
  Step fed(Fetched fetched, URI feedAddress) {
    switch (fetched) {
      case Fetched.Fresh(Capture capture) -> read(capture);
      // What it shows is what it showed.
      case Fetched.NotModified same -> notes.memo(Visit.remember(notes.memo(), feedAddress, same));
      case Fetched.Gone _ -> feedFailed = gone(docket);
      case Fetched.TryLater _, Fetched.Blocked _, Fetched.Failed _ -> feedFailed = Look.of(fetched);
    }
    boolean begins = notes.at(Mark.BEGAN).isEmpty();
    if (begins) {
      notes.set(Mark.BEGAN, notes.now());
      notes.set(Mark.ENTRIES_READ, notes.now());
      notes.set(Mark.DOCUMENTS_READ, notes.now());
    }
    plan(begins, fetched instanceof Fetched.Gone);
    return queries.next();
  }

  private void read(Capture capture) {
    Optional<DocketFeed> read = DocketFeed.read(capture, docket);
    if (read.isEmpty()) {
      feedFailed = OnePage.unrecognised("this is not the feed of docket " + docket);
      return;
    }
    if (read.get().entries().isEmpty() && !notes.isFirst() && !notes.entries().keys().isEmpty()) {
      feedFailed = OnePage.unrecognised("the docket's feed has no entries, and some were known");
      return;
    }
    feed = read.get();
    notes.capture(capture, false);
    notes.memo(Visit.remember(notes.memo(), capture));
    notes.contradiction(DocketMemory.By.FEED, name.contradiction(docket, feed.number(), ""));
    notes.feed(feed.entries());
    Set<String> gone = passedOver(feed);
    if (notes.isApiOpen(api)) {
      notes.suspect(gone);
    } else {
      // Another look at the feed confirms it.
      notes.entries().drop(gone);
    }
    overflowed =
        !notes.isFirst() && feed.isFull() && feed.entries().stream().noneMatch(this::isKnown);
  }

  private boolean isKnown(Entry entry) {
    return notes.entries().item(notes.entries().keptAs(entry.key())) != null;
  }

  /** Entries that the last feed showed, and this one passes over though it shows older ones. */
  private Set<String> passedOver(DocketFeed now) {
    Entries entries = notes.entries();
    Set<String> shown =
        now.entries().stream().map(e -> entries.keptAs(e.key())).collect(Collectors.toSet());
    Set<String> gone = new TreeSet<>();
    boolean olderShown = false;
    for (String key : notes.lastFeed().reversed()) {
      String kept = entries.keptAs(key);
      if (shown.contains(kept)) {
        olderShown = true;
      } else if (olderShown) {
        gone.add(kept);
      }
    }
    return gone;
  }

  /** What to ask the API for, the most pressing first. */
  private void plan(boolean begins, boolean feedGone) {
    owe();
    boolean tooSoon =
        feedFailed != null && !begins && !notes.isDue(Mark.ENTRIES_ASKED, INSTEAD_EVERY);
    if (!notes.isApiOpen(api) || tooSoon) {
      return;
    }
    if (feedGone) {
      queries.docketOrNothing();
    }
    boolean moved = notes.isOwed() || queries.isUnderWay(ApiQueries.CHANGED);
    if (begins) {
      // The list of all comes first, and what changes meanwhile after it.
    } else if (moved) {
      queries.changed(Priority.MOVED);
    } else if (feedFailed != null) {
      queries.changed(Priority.DOCUMENTS);
    } else if (notes.isDue(Mark.ENTRIES_ASKED, ENTRIES_EVERY)) {
      queries.changed(Priority.RECONCILE);
    }
    queries.suspects(notes.suspects());
    Set<String> owed = notes.ledger();
    queries.homes();
    if (!feedGone && !begins && owed.contains(ApiQueries.DOCKET)) {
      queries.docket(Priority.MOVED);
    }
    if (!begins && owed.contains(ApiQueries.DOCUMENTS)) {
      queries.documents(Priority.MOVED);
    } else if (!begins
        && (queries.isUnderWay(ApiQueries.DOCUMENTS)
            || notes.isDue(Mark.DOCUMENTS_ASKED, DOCUMENTS_EVERY))) {
      queries.documents(Priority.DOCUMENTS);
    }
    if (!feedGone
        && (begins || !owed.contains(ApiQueries.DOCKET))
        && (notes.isDue(Mark.DOCKET_ASKED, DAY) || notes.isReopening())) {
      queries.docket(Priority.RECONCILE);
    }
    if (queries.isUnderWay(ApiQueries.ALL) || notes.isDue(Mark.LISTED, DAY)) {
      queries.all();
    }
  }

  /**
   * Whatever gives cause to ask is written down before anybody is asked: the next look does not see
   * the cause any more, and the budget may be spent, the token refused, the program ended
   * meanwhile.
   */
  private void owe() {
    if (!api.hasToken()) {
      return;
    }
    if (feed != null || notes.memo().prompted().isPresent()) {
      notes.owe();
    }
    if (feedShowsAnotherPdf()) {
      notes.owe(ApiQueries.DOCUMENTS);
    }
    if (feedNamesItOtherwise()) {
      notes.owe(ApiQueries.DOCKET);
    }
  }

  private boolean feedShowsAnotherPdf() {
    return feed != null
        && feed.entries().stream()
            .anyMatch(entry -> {
              Item known = notes.entries().item(notes.entries().keptAs(entry.key()));
              return known != null && known.is(Entries.PDF) != entry.pdf();
            });
  }

  private boolean feedNamesItOtherwise() {
    if (feed == null) {
      return false;
    }
    Item known = notes.entries().item(Docket.KEY);
    return known != null && !named(feed, known).equals(known);
  }

  private Item named(DocketFeed shown, @Nullable Item known) {
    return new Docket("", shown.number(), shown.name(), "", "", "", null)
        .item(known, address, false);
  }

  /** Holds together what was seen. */
  private Step over() {
    if (feedFailed != null && !notes.hasApiSpoken()) {
      return new Step.Done(feedFailed);
    }
    if (feed != null) {
      hints(feed);
      if (!api.hasToken() && !feed.name().isBlank()) {
        notes.entries().put(named(feed, notes.entries().item(Docket.KEY)));
      }
    }
    if (queries.haveChangedRead()) {
      notes.paid(notes.lastShown().stream().anyMatch(key -> !notes.entries().isConfirmed(key)));
      notes.set(Mark.OVERFLOWED, null);
    } else if (overflowed) {
      notes.set(Mark.OVERFLOWED, notes.now());
    }
    notes.keep();
    prompted();
    notes.askWhenThereIsRoom(queries.haveChangedRead());
    speak();
    return new Step.Done(
        notes.hasEntries()
            ? new Look.Seen(
                notes.entries().listing(), notes.captures(), notes.memo(), notes.troubles())
            : new Look.Unchanged(notes.memo(), notes.troubles()));
  }

  /**
   * The feed's facts, where the API has not spoken. The feed may be older than the API's last
   * answer; then it says nothing of what the API has shown.
   */
  private void hints(DocketFeed shown) {
    Set<String> keys = shown.entries().stream().map(Entry::key).collect(Collectors.toSet());
    boolean wordsCount = !queries.haveChangedRead() && notes.isDue(Mark.ENTRIES_ASKED, FEED_CACHE);
    boolean pdfCounts =
        !queries.haveDocumentsRead() && notes.isDue(Mark.DOCUMENTS_ASKED, FEED_CACHE);
    boolean windowWasFull = notes.lastFeed().size() >= DocketFeed.WINDOW;
    int lastKnown = -1;
    List<Entry> entries = shown.entries();
    for (int i = 0; i < entries.size(); i++) {
      lastKnown = isKnown(entries.get(i)) ? i : lastKnown;
    }
    for (int i = 0; i < entries.size(); i++) {
      // A window that moves back shows older entries at its end; they were there before.
      boolean history = windowWasFull && lastKnown >= 0 && i > lastKnown;
      String key = entries.get(i).key();
      boolean alone = entries.stream().filter(entry -> entry.key().equals(key)).count() == 1;
      notes.entries().hint(entries.get(i), keys, alone, wordsCount, pdfCounts, history);
    }
  }

  /** What we were told of may not be seen before CourtListener's cache has ended. */
  private void prompted() {
    Optional<Instant> prompted = notes.memo().prompted();
    if (prompted.isEmpty()) {
      return;
    }
    Instant fresh = prompted.get().plus(FEED_CACHE);
    boolean found = notes.hasEntries() && notes.entries().haveGrown();
    notes.memo(
        found || !notes.now().isBefore(fresh)
            ? notes.memo().prompted(null)
            : notes.memo().again(fresh));
  }

  /** What could not be looked at, and what the reader should know beside what was seen. */
  private void speak() {
    Instant weather = null;
    boolean lasting = !notes.troubles().isEmpty() || notes.at(Mark.REFUSED).isPresent();
    if (feedFailed != null) {
      if (notes.at(Mark.FEED_DOWN).isEmpty()) {
        notes.set(Mark.FEED_DOWN, notes.now());
      }
      notes.trouble("the docket's feed: " + feedFailed.why() + "; CourtListener's API stood in");
      weather = notes.at(Mark.FEED_DOWN).orElse(null);
    } else {
      notes.set(Mark.FEED_DOWN, null);
    }
    if (notes.apiTrouble().isPresent()) {
      notes.trouble(notes.apiTrouble().get());
      weather = notes.at(Mark.API_DOWN).orElse(null);
    }
    Optional<Instant> overflow = notes.at(Mark.OVERFLOWED);
    if (overflow.isPresent() && notes.now().isBefore(overflow.get().plus(SPOKEN_OF))) {
      lasting = true;
      notes.trouble(
          "at %s the feed showed %d entries and none of those known before: what came between is not known%s"
              .formatted(
                  overflow.get(),
                  DocketFeed.WINDOW,
                  api.hasToken()
                      ? " until the API can be asked"
                      : "; with `courtlistener.token` it would be"));
    }
    for (String what : notes.contradictions()) {
      lasting = true;
      notes.trouble(what);
    }
    if (notes.blindSpot().isPresent()) {
      lasting = true;
      notes.trouble(notes.blindSpot().get());
    }
    notes.memo(
        notes.memo().patientUntil(lasting || weather == null ? null : weather.plus(WEATHER)));
  }
}
