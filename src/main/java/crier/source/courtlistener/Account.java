package crier.source.courtlistener;

import crier.fetch.Quota.Priority;
import crier.model.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is known of one token's account: its limits, what was spent, who refuses it. CourtListener
 * counts each request in every window for the window's length, rolling (cl/api/utils.py). Holds no
 * time of its own and asks nobody; for one thread.
 */
final class Account {

  /**
   * A request under way is entered at the latest time at which the server can still count it: it
   * cuts off at 60 s. Its answer moves it to the time of the answer, which is never too early.
   */
  static final Duration UNDER_WAY = Duration.ofSeconds(65);

  /** The server may have counted what we count up to so much earlier, and forgotten it already. */
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration UNSAID = Duration.ofMinutes(1);
  private static final Duration TOLD_EVERY = Duration.ofHours(1);
  private static final Duration ASK_AGAIN = Duration.ofMinutes(10);
  private static final Duration LEAST_APART = Duration.ofMinutes(1);
  private static final Duration FIRST_PROBE = Duration.ofMinutes(15);
  private static final Duration SELDOM = Duration.ofHours(6);

  /** In so short a window a little room is enough: it is full again before the next look. */
  private static final long BRIEF = 600;

  /** A free account's (cl/settings/third_party/rest_framework.py, 2026-05). */
  static final List<Window> FREE =
      List.of(new Window(60, 5, 0, 0), new Window(3_600, 50, 0, 0), new Window(86_400, 125, 0, 0));

  /** Without a token: those of a free account by address, and 100 a day. */
  static final List<Window> ANONYMOUS =
      List.of(new Window(60, 5, 0, 0), new Window(3_600, 50, 0, 0), new Window(86_400, 100, 0, 0));

  /**
   * A limit.
   *
   * @param others used by other programs with the same token
   * @param othersUntil epoch milliseconds to which that is believed
   */
  record Window(long seconds, int limit, int others, long othersUntil) {

    private long opens(Instant now) {
      return now.toEpochMilli() - seconds * 1_000;
    }

    private int othersAt(Instant now) {
      return now.toEpochMilli() < othersUntil ? others : 0;
    }

    /** How many may be used for requests of this priority: the rest is kept for the more urgent. */
    private int share(Priority priority) {
      boolean brief = seconds <= BRIEF;
      int percent =
          switch (priority) {
            case MOVED -> 100;
            case DOCUMENTS -> brief ? 80 : 70;
            case RECONCILE -> brief ? 60 : 40;
          };
      return (int) Math.max(1, (long) limit * percent / 100);
    }
  }

  /**
   * The account or its token is refused.
   *
   * @param probes how often it was tried since
   * @param trial whether one request may be tried: the account answers, but so it did when a
   *     request was refused
   */
  record Stop(Refusal.Kind kind, String why, Instant since, int probes, boolean trial) {}

  /** The form in which it is kept. */
  private record Kept(
      List<Window> windows,
      List<Long> spent,
      @Nullable Instant notBefore,
      @Nullable Stop stop,
      @Nullable Instant askedAt,
      @Nullable Instant askAgainAt,
      @Nullable Instant toldAt) {
    Kept {
      windows = List.copyOf(windows);
      spent = List.copyOf(spent);
    }
  }

  private List<Window> windows;
  private final List<Long> spent;
  private @Nullable Instant notBefore;
  private @Nullable Stop stop;
  private @Nullable Instant askedAt;
  private @Nullable Instant askAgainAt;
  private @Nullable Instant toldAt;

  private Account(Kept kept, Instant now) {
    this.windows = kept.windows();
    this.spent = new ArrayList<>(kept.spent());
    this.notBefore = kept.notBefore();
    this.stop = kept.stop();
    this.askedAt = kept.askedAt();
    this.askAgainAt = kept.askAgainAt();
    this.toldAt = kept.toldAt();
    tidy(now);
  }

  /** What was kept, or a fresh account with these limits where nothing legible was. */
  static Account read(Optional<String> kept, List<Window> limits, Instant now) {
    Kept fresh = new Kept(limits, List.of(), null, null, null, null, null);
    try {
      return new Account(
          kept.map(text -> JsonMapper.shared().readValue(text, Kept.class)).orElse(fresh), now);
    } catch (JacksonException _) {
      return new Account(fresh, now);
    }
  }

  String text() {
    return JsonMapper.shared()
        .writeValueAsString(new Kept(windows, spent, notBefore, stop, askedAt, askAgainAt, toldAt));
  }

  /** Forgets what counts nowhere; a clock that was set back must not make anything wait longer. */
  private void tidy(Instant now) {
    long oldest = now.minus(longest()).toEpochMilli();
    long latest = now.plus(UNDER_WAY).toEpochMilli();
    spent.removeIf(at -> at <= oldest);
    spent.replaceAll(at -> at > latest ? now.toEpochMilli() : at);
    Collections.sort(spent);
    if (notBefore != null && notBefore.isAfter(now.plus(DAY))) {
      notBefore = now.plus(DAY);
    }
  }

  private Duration longest() {
    return windows.stream()
        .map(window -> Duration.ofSeconds(window.seconds()))
        .max(Comparator.naturalOrder())
        .filter(length -> length.compareTo(DAY) > 0)
        .orElse(DAY);
  }

  /** Nothing may be asked but how the account stands. */
  Optional<Stop> stop() {
    return Optional.ofNullable(stop).filter(refused -> !refused.trial());
  }

  /** When a request of this priority may be made; now or before, when at once. */
  Instant freeAt(Priority priority, Instant now) {
    Instant free = notBefore == null ? now : notBefore;
    for (Window window : windows) {
      List<Long> ends = ends(window, now);
      int over = ends.size() - window.share(priority);
      if (over >= 0) {
        Instant room = Instant.ofEpochMilli(ends.get(over));
        free = room.isAfter(free) ? room : free;
      }
    }
    return free;
  }

  /** When each request used in a window stops counting there, in order. */
  private List<Long> ends(Window window, Instant now) {
    List<Long> ends = new ArrayList<>();
    for (long at : spent) {
      if (at > window.opens(now)) {
        ends.add(at + window.seconds() * 1_000);
      }
    }
    ends.addAll(Collections.nCopies(window.othersAt(now), window.othersUntil()));
    Collections.sort(ends);
    return ends;
  }

  /** Enters a request about to be made; returns what it is entered as. */
  long take(Instant now) {
    long ticket = now.plus(UNDER_WAY).toEpochMilli();
    spent.add(ticket);
    return ticket;
  }

  /** The server counted it, at this time at the latest. */
  void counted(long ticket, Instant now) {
    uncounted(ticket);
    spent.add(now.plusNanos(999_999).toEpochMilli());
  }

  /** A request was let through to what it asked for. */
  void accepted() {
    if (stop != null && stop.trial()) {
      stop = null;
    }
  }

  /** The server did not count it: it refused whoever asked. */
  void uncounted(long ticket) {
    spent.remove(Long.valueOf(ticket));
  }

  void throttled(Refusal.Throttled refusal, Instant now) {
    Instant end = now.plus(refusal.pause().orElse(UNSAID));
    notBefore = notBefore == null || end.isAfter(notBefore) ? end : notBefore;
    refusal.exceeded().ifPresent(rate -> full(rate, now, end));
    Instant soonest = askedAt == null ? now : askedAt.plus(LEAST_APART);
    askAgainAt = soonest.isAfter(now) ? soonest : now;
  }

  /** A window is full, whoever filled it. */
  private void full(Usage.Rate rate, Instant now, Instant until) {
    List<Window> all = new ArrayList<>(windows);
    all.removeIf(window -> window.seconds() == rate.seconds());
    Window bare = new Window(rate.seconds(), rate.limit(), 0, 0);
    int others = Math.max(0, rate.limit() - ends(bare, now).size());
    all.add(new Window(rate.seconds(), rate.limit(), others, until.toEpochMilli()));
    all.sort(Comparator.comparingLong(Window::seconds));
    windows = List.copyOf(all);
  }

  void stopped(Refusal.Stopped refusal, Instant now) {
    stop =
        stop == null
            ? new Stop(refusal.kind(), refusal.why(), now, 0, false)
            : new Stop(refusal.kind(), refusal.why(), stop.since(), stop.probes(), false);
    askAgainAt = now.plus(untilProbe(stop.probes()));
  }

  private static Duration untilProbe(int probes) {
    Duration wait = FIRST_PROBE.multipliedBy(1L << Math.min(probes, 10));
    return wait.compareTo(SELDOM) < 0 ? wait : SELDOM;
  }

  /**
   * Whether the server is to be asked how the account stands; then it is noted as asked, so that no
   * other node asks.
   *
   * @param first for the first time since the start
   */
  boolean askNow(boolean first, Instant now) {
    boolean due = askAgainAt == null || !now.isBefore(askAgainAt);
    boolean start = first && (askedAt == null || !now.isBefore(askedAt.plus(LEAST_APART)));
    if (!due && !start) {
      return false;
    }
    askedAt = now;
    if (stop != null) {
      stop = new Stop(stop.kind(), stop.why(), stop.since(), stop.probes() + 1, stop.trial());
      askAgainAt = now.plus(untilProbe(stop.probes()));
    } else {
      askAgainAt = now.plus(ASK_AGAIN);
    }
    return true;
  }

  /**
   * Adopts what the server tells: its limits, and the larger of its count and ours.
   *
   * @param asked when it was asked: what was answered by then is in its count
   */
  void told(List<Usage> rows, Instant asked, Instant now) {
    toldAt = now;
    askAgainAt = now.plus(TOLD_EVERY);
    boolean wasBlocked = stop != null && stop.kind() == Refusal.Kind.BLOCKED;
    if (rows.stream().anyMatch(wasBlocked ? Usage::blocked : Usage::accountIsBlocked)) {
      stopped(
          new Refusal.Stopped(
              Refusal.Kind.BLOCKED, "CourtListener has blocked the account of the API token"),
          now);
    } else if (stop != null) {
      boolean trial = stop.kind() == Refusal.Kind.FORBIDDEN;
      stop = trial ? new Stop(stop.kind(), stop.why(), stop.since(), stop.probes(), true) : null;
    }
    if (rows.stream().allMatch(row -> row.limit() > 0)) {
      windows =
          rows.stream()
              .map(row -> adopted(row, asked, now))
              .sorted(Comparator.comparingLong(Window::seconds))
              .toList();
    }
  }

  private Window adopted(Usage row, Instant asked, Instant now) {
    long from = asked.minusSeconds(row.seconds()).plus(ANSWERED_WITHIN).toEpochMilli();
    long ours = spent.stream().filter(at -> at > from && at <= asked.toEpochMilli()).count();
    int others = (int) Math.max(0, row.used() - ours);
    return new Window(
        row.seconds(), row.limit(), others, now.plusSeconds(row.seconds()).toEpochMilli());
  }

  List<Window> windows() {
    return windows;
  }

  Allowance allowance(Instant now) {
    List<Allowance.Window> all = windows.stream().map(window -> shown(window, now)).toList();
    return new Allowance(
        true,
        all,
        notBefore != null && notBefore.isAfter(now) ? notBefore : null,
        stop == null
            ? null
            : new Allowance.Stopped(
                stop.why(), stop.since(), askAgainAt == null ? now : askAgainAt),
        toldAt);
  }

  private Allowance.Window shown(Window window, Instant now) {
    List<Long> ends = ends(window, now);
    return new Allowance.Window(
        Duration.ofSeconds(window.seconds()),
        window.limit(),
        Math.max(0, window.limit() - ends.size()),
        window.othersAt(now),
        ends.isEmpty() ? null : Instant.ofEpochMilli(ends.getFirst()),
        ends.isEmpty() ? null : Instant.ofEpochMilli(ends.getLast()));
  }
}
