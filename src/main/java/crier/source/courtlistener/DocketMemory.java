package crier.source.courtlistener;

import crier.fetch.Fetched;
import crier.model.Capture;
import crier.model.Listing;
import crier.model.Memo;
import crier.model.Snapshot;
import crier.source.Visit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is noted during one look at a docket, and what is remembered from look to look. */
final class DocketMemory {

  /** Who says otherwise. */
  enum By {
    FEED,
    API,
    LIST
  }

  /** Times at which something was last done. */
  enum Mark {
    /** The docket was first looked at. */
    BEGAN,
    /** The API last said which entries changed. */
    ENTRIES_ASKED,
    DOCUMENTS_ASKED,
    DOCKET_ASKED,
    /** The API last listed all entries. */
    LISTED,
    /** Entries have been read up to this time of CourtListener's clock. */
    ENTRIES_READ,
    DOCUMENTS_READ,
    /** The API refused the token. */
    REFUSED,
    /** The API, or the feed, fails since. */
    API_DOWN,
    FEED_DOWN,
    /** The feed showed nothing that was known. */
    OVERFLOWED;

    private String key() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  private static final String FEED_KEYS = "feed-keys";
  private static final String OWED = "owed";
  private static final String LEDGER = "owed-questions";
  private static final String LEFT_OVER = "left-over";
  private static final String SUSPECTS = "suspects";
  private static final String REOPENED = "reopened";
  private static final String LAST_FILING = "last-filing";
  private static final String NEWEST = "newest";
  private static final String API_TROUBLE = "api-trouble";
  private static final String CONTRADICTION = "contradiction ";
  private static final String TWIN = "twin ";

  /** A token that is refused is not tried again at every look. */
  private static final Duration REFUSED_FOR = Duration.ofHours(1);

  /** A budget that does not reach for so long is more than a busy day. */
  private static final Duration PATIENCE = Duration.ofDays(3);

  private static final Duration SOON = Duration.ofMinutes(1);

  /**
   * What the feed shows and the API does not is asked for so often, then left to the day's list.
   */
  private static final int ASK_AGAIN = 4;

  private final Visit visit;
  private final String address;
  private final List<Capture> telling = new ArrayList<>();
  private final List<Capture> captures = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();
  private final List<String> lastFeed;
  private Memo memo;
  private @Nullable Entries entries;
  private boolean apiSpoke;
  private @Nullable Instant room;

  DocketMemory(Visit visit, String address) {
    this.visit = visit;
    this.address = address;
    this.memo = visit.memo().again(null);
    this.lastFeed = words(FEED_KEYS);
  }

  Instant now() {
    return visit.now();
  }

  /** Whether nothing has been known so far. */
  boolean isFirst() {
    return visit.known() == null;
  }

  /** What was known, and what has been seen by now; read when there is something to add. */
  Entries entries() {
    if (entries == null) {
      Snapshot known = visit.known();
      Map<String, String> twins = new HashMap<>();
      memo.source()
          .forEach((key, value) -> {
            if (key.startsWith(TWIN)) {
              twins.put(key.substring(TWIN.length()), value);
            }
          });
      entries =
          new Entries(
              address,
              known != null && known.content() instanceof Listing listing
                  ? listing
                  : new Listing(List.of(), false),
              twins);
    }
    return entries;
  }

  /** Whether anything was read that could have added to what is known. */
  boolean hasEntries() {
    return entries != null;
  }

  void capture(Capture capture, boolean tells) {
    (tells ? telling : captures).add(capture);
  }

  List<Capture> captures() {
    List<Capture> all = new ArrayList<>(telling);
    all.addAll(captures);
    return all;
  }

  void trouble(String what) {
    troubles.add(what);
  }

  List<String> troubles() {
    return troubles;
  }

  Memo memo() {
    return memo;
  }

  void memo(Memo changed) {
    memo = changed;
  }

  Optional<Instant> at(Mark mark) {
    return memo.get(mark.key()).map(Instant::parse);
  }

  void set(Mark mark, @Nullable Instant at) {
    memo = memo.with(mark.key(), at == null ? null : at.toString());
  }

  /** Whether something was last done so long ago, or never. */
  boolean isDue(Mark mark, Duration every) {
    return at(mark).map(at -> !now().isBefore(at.plus(every))).orElse(true);
  }

  /** Moves on how far a list has been read. */
  void readUpTo(Mark mark, @Nullable Instant newest) {
    if (newest != null && at(mark).filter(newest::isBefore).isEmpty()) {
      set(mark, newest);
    }
  }

  /** The entries that the feed showed at the look before, newest first. */
  List<String> lastFeed() {
    return lastFeed;
  }

  /** The entries that the feed shows now, or showed when it last was another. */
  List<String> lastShown() {
    return words(FEED_KEYS);
  }

  void feed(List<Entry> shown) {
    memo = memo.with(FEED_KEYS, String.join(" ", shown.stream().map(Entry::key).toList()));
  }

  // The API: what it owes us, and how it fares.

  /** Whether the API is worth asking: it is not, for a while, after it refused the token. */
  boolean isApiOpen(Api api) {
    return api.hasToken() && isDue(Mark.REFUSED, REFUSED_FOR);
  }

  /** It answered in its own form. */
  void apiSpoke() {
    apiSpoke = true;
    memo = memo.with(API_TROUBLE, null);
    set(Mark.API_DOWN, null);
    set(Mark.REFUSED, null);
  }

  boolean hasApiSpoken() {
    return apiSpoke;
  }

  void apiIsDown(String why) {
    memo = memo.with(API_TROUBLE, "CourtListener's API: " + why);
    if (at(Mark.API_DOWN).isEmpty()) {
      set(Mark.API_DOWN, now());
    }
  }

  /** It did not answer a question, or not in its own form. */
  void unanswered(@Nullable Fetched fetched, String why) {
    switch (fetched) {
      case null -> apiIsDown(why);
      case Fetched.Blocked(String refusal) -> {
        apiIsDown("it refuses the token: " + refusal);
        set(Mark.REFUSED, now());
      }
      case Fetched.Failed(String failure, var _) -> apiIsDown(failure);
      case Fetched.Gone(int status, String failure) ->
          apiIsDown("%s (%d)".formatted(failure, status));
      case Fetched.TryLater(var _, Duration wait) -> {
        roomAfter(wait);
        // The budget is spent, or it asks for rest: nothing is wrong unless it lasts.
        Mark last = at(Mark.ENTRIES_ASKED).isPresent() ? Mark.ENTRIES_ASKED : Mark.BEGAN;
        if (isDue(last, PATIENCE)) {
          apiIsDown("the budget has not reached for it since " + at(last).orElseThrow());
        }
      }
      case Fetched.Fresh _, Fetched.NotModified _ -> apiIsDown("an answer without content");
    }
  }

  Optional<String> apiTrouble() {
    return memo.get(API_TROUBLE);
  }

  boolean isOwed() {
    return memo.get(OWED).isPresent();
  }

  /** The API is to be asked at the next look, too. */
  void owe() {
    memo = memo.with(OWED, memo.get(OWED).orElse("0"));
  }

  /** The API was asked; entries that it has not shown are asked for some times more. */
  void paid(boolean missing) {
    int tries = memo.get(OWED).map(Integer::parseInt).orElse(0) + 1;
    memo = memo.with(OWED, missing && tries < ASK_AGAIN ? String.valueOf(tries) : null);
  }

  /**
   * Questions that something gave cause to ask, and that have not been answered: what the cause was
   * is forgotten with the look, so they are kept until they are.
   */
  Set<String> ledger() {
    return new TreeSet<>(words(LEDGER));
  }

  void owe(String question) {
    Set<String> all = ledger();
    all.add(question);
    memo = memo.with(LEDGER, joined(all));
  }

  void paid(String question) {
    Set<String> all = ledger();
    all.remove(question);
    memo = memo.with(LEDGER, joined(all));
  }

  /** The budget is spent, or the API asks for rest; after that there is room. */
  void roomAfter(Duration wait) {
    room = now().plus(wait.compareTo(SOON) < 0 ? SOON : wait);
  }

  /**
   * Asks for a look when there is room again, where something is owed that nothing has answered. A
   * baseline takes its time.
   */
  void askWhenThereIsRoom(boolean changedRead) {
    boolean unread = isOwed() && !changedRead && at(Mark.LISTED).isPresent();
    boolean owes = unread || !ledger().isEmpty();
    if (owes && room != null && memo.again().filter(room::isAfter).isEmpty()) {
      memo = memo.again(room);
    }
  }

  // Entries that are not where they should be.

  Set<String> suspects() {
    return new TreeSet<>(words(SUSPECTS));
  }

  void suspect(Collection<String> keys) {
    Set<String> all = suspects();
    all.addAll(keys);
    memo = memo.with(SUSPECTS, joined(all));
  }

  void unsuspect(String key) {
    Set<String> all = suspects();
    all.remove(key);
    memo = memo.with(SUSPECTS, joined(all));
  }

  /** Entries that a list of all has not listed so far. */
  Set<String> leftOver() {
    return new TreeSet<>(words(LEFT_OVER));
  }

  void leftOver(Set<String> keys) {
    memo = memo.with(LEFT_OVER, joined(keys));
  }

  // The docket itself.

  /** What one of the answers says otherwise than what is configured or known. */
  void contradiction(By who, Optional<String> what) {
    memo = memo.with(CONTRADICTION + who, what.orElse(null));
  }

  List<String> contradictions() {
    return Arrays.stream(By.values())
        .flatMap(who -> memo.get(CONTRADICTION + who).stream())
        .distinct()
        .toList();
  }

  /** Whether a look before this one saw the docket's end taken back. */
  boolean isReopening() {
    return memo.get(REOPENED).isPresent();
  }

  void reopening(boolean seen) {
    memo = memo.with(REOPENED, seen ? "yes" : null);
  }

  void lastFiling(@Nullable LocalDate day) {
    if (day != null) {
      memo = memo.with(LAST_FILING, day.toString());
    }
  }

  /** The court has something later than anything known here. */
  Optional<String> blindSpot() {
    String last = memo.get(LAST_FILING).orElse("");
    String newest = memo.get(NEWEST).orElse("");
    return newest.isEmpty() || last.compareTo(newest) <= 0
        ? Optional.empty()
        : Optional.of(
            "the court's last filing is of %s, and the newest entry known is of %s: the court has something that CourtListener has not shown yet"
                .formatted(last, newest));
  }

  /** Keeps what is remembered of the entries. */
  void keep() {
    if (entries == null) {
      return;
    }
    LocalDate newest = entries.newest();
    memo = memo.with(NEWEST, newest == null ? null : newest.toString());
    entries.twins().forEach((key, kept) -> memo = memo.with(TWIN + key, kept));
  }

  private List<String> words(String key) {
    return memo.get(key)
        .filter(words -> !words.isEmpty())
        .map(words -> Arrays.asList(words.split(" ", -1)))
        .orElse(List.of());
  }

  private static @Nullable String joined(Set<String> words) {
    return words.isEmpty() ? null : String.join(" ", words);
  }
}
