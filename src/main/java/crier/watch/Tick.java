package crier.watch;

import crier.fetch.Fetch;
import crier.model.Alert;
import crier.model.Change;
import crier.model.Finding;
import crier.model.Ids;
import crier.model.Memo;
import crier.model.Outcome;
import crier.model.Sighting;
import crier.model.Snapshot;
import crier.model.Story;
import crier.model.Watch;
import crier.model.WatchMemory.Doubts;
import crier.model.WatchState;
import crier.rules.Rulebook;
import crier.source.Look;
import crier.source.Source;
import crier.source.Visit;
import crier.store.History;
import crier.store.Watches;
import crier.store.Watches.Checked;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One check of one watch: fetch and extract (the source's steps), compare with the snapshot in
 * force, judge, commit. A failed look never touches the snapshot.
 */
public final class Tick {

  /** Some servers' validators lie; once a day the page is fetched whole. */
  private static final Duration WHOLE_AT_LEAST = Duration.ofDays(1);

  private static final Logger LOG = LoggerFactory.getLogger(Tick.class);

  private final StepRunner runner;
  private final Follower follower;
  private final Rulebook rulebook;
  private final History history;
  private final Watches watches;
  private final Cadence cadence;
  private final InstantSource clock;
  private final Ids ids;
  private final Stage.Observer observer;
  private final Leads leads;

  /** Of watches whose docket entries lead to nothing. */
  public Tick(
      Fetch fetch,
      Rulebook rulebook,
      History history,
      Watches watches,
      Cadence cadence,
      InstantSource clock,
      Ids ids,
      Stage.Observer observer) {
    this(fetch, rulebook, history, watches, cadence, clock, ids, observer, Leads.NONE);
  }

  public Tick(
      Fetch fetch,
      Rulebook rulebook,
      History history,
      Watches watches,
      Cadence cadence,
      InstantSource clock,
      Ids ids,
      Stage.Observer observer,
      Leads leads) {
    this.runner = new StepRunner(fetch);
    this.follower = new Follower(runner, history.follows(), clock);
    this.rulebook = rulebook;
    this.history = history;
    this.watches = watches;
    this.cadence = cadence;
    this.clock = clock;
    this.ids = ids;
    this.observer = observer;
    this.leads = leads;
  }

  /**
   * A watch with all that a check of it needs.
   *
   * @param story the watch's story, or null
   * @param cases what all watches call their cases
   */
  public record Task(Watch watch, @Nullable Story story, Source source, Cases cases) {
    /** A watch whose cases no other watch looks at. */
    public Task(Watch watch, @Nullable Story story, Source source) {
      this(watch, story, source, Cases.NONE);
    }
  }

  /**
   * What a check came to.
   *
   * @param trouble why it could not look, or what could not be looked at beside it; null when all
   *     is well
   * @param at when the look was over
   * @param failures looks in a row that did not reach the page, this one included
   * @param changes what differed, before any rule
   * @param alert what is told of it; empty when nothing is
   * @param others what is told of it in other watches: that what a case waits for has happened
   */
  public record Result(
      Watch watch,
      Outcome outcome,
      @Nullable String trouble,
      Instant at,
      int failures,
      List<Change> changes,
      Optional<Alert> alert,
      List<Alert> others,
      Duration took) {
    public Result {
      changes = List.copyOf(changes);
      others = List.copyOf(others);
    }
  }

  /**
   * Checks a watch whose lease {@code owner} holds, and stores what came of it.
   *
   * @throws Watches.LeaseLost when the lease ended meanwhile; nothing is stored then
   */
  public Result check(Task task, WatchState state, String owner) {
    return check(task, state, owner, false);
  }

  /**
   * As {@link #check(Task, WatchState, String)}.
   *
   * @param asked whether a person asked for this look: then it confirms what waits for a second one
   *     whenever it comes
   */
  Result check(Task task, WatchState state, String owner, boolean asked) {
    Instant began = clock.instant();
    observer.reached(Stage.CLAIMED, task.watch().id());
    Judged judged = judged(task, state, began, asked);
    Checked checked = judged.checked(task, state, owner, cadence);
    Watches.Committed stored =
        watches.commit(
            checked,
            shared(task, judged),
            leads.of(task, judged, new Remembered(history, state), state.beganAt()));
    observer.reached(Stage.COMMITTED, task.watch().id());
    return judged.result(task, state, stored, Duration.between(began, clock.instant()));
  }

  /** Checks a watch and stores nothing. */
  public Result rehearse(Task task, WatchState state) {
    Instant began = clock.instant();
    Judged judged = judged(task, state, began, true);
    Watches.Shared shared = shared(task, judged);
    Optional<Alert> alert =
        shared == null ? Optional.ofNullable(judged.alert()) : watches.rehearse(shared);
    return judged.result(
        task,
        state,
        new Watches.Committed(alert, List.of()),
        Duration.between(began, clock.instant()));
  }

  /** The docket entries in what is to be told; null when there are none. */
  private static Watches.@Nullable Shared shared(Task task, Judged judged) {
    Alert draft = judged.alert();
    if (draft == null) {
      return null;
    }
    Map<String, Sighting> sightings =
        task.cases()
            .sightings(task.watch(), judged.memo(), judged.changes(), judged.followed().kept());
    return sightings.isEmpty()
        ? null
        : new Watches.Shared(
            Cases.place(task.watch(), task.source().address()),
            sightings.values(),
            told -> AlreadyTold.judge(task.watch(), draft, sightings, told));
  }

  /** Whatever breaks inside a look is a failed look: counted, shown, told when it lasts. */
  private Judged judged(Task task, WatchState state, Instant began, boolean asked) {
    try {
      return judge(task, state, began, asked);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("the look of {} broke down", task.watch().id(), e);
      return couldNot(task, state, Broken.look(e), state.memo(), clock.instant(), asked);
    }
  }

  private Judged judge(Task task, WatchState state, Instant began, boolean asked) {
    Remembered known = new Remembered(history, state);
    boolean whole =
        state.snapshot() == null
            || state.memo().watch().doubts().unsettled()
            || wholeIsDue(state, began);
    boolean corrected = state.memo().corrected();
    Visit visit =
        corrected
            ? new Visit(began, Memo.EMPTY, () -> null, true)
            : new Visit(began, state.memo(), known, whole);
    Look look = runner.look(task.source(), visit);
    Instant at = clock.instant();
    observer.reached(Stage.FETCHED, task.watch().id());
    return switch (look) {
      case Look.Unchanged(Memo memo, List<String> troubles) ->
          unchanged(
              task, state, Settling.kept(state.memo(), memo), joined(troubles), whole, false, at);
      case Look.Seen seen -> compare(task, state, known.get(), seen, whole, at, asked);
      case Look.CouldNot couldNot -> couldNot(task, state, couldNot, state.memo(), at, asked);
    };
  }

  private static @Nullable String joined(List<String> troubles) {
    return troubles.isEmpty() ? null : String.join("; ", troubles);
  }

  private static boolean wholeIsDue(WatchState state, Instant now) {
    Instant last = state.lastWholeAt();
    return last == null || !now.isBefore(last.plus(WHOLE_AT_LEAST));
  }

  private static Memo unsettled(Memo memo, boolean unsettled) {
    Doubts doubts = memo.watch().doubts();
    return memo.with(
        memo.watch().with(new Doubts(doubts.corrected(), unsettled, doubts.goneSince())));
  }

  /** Unchanged; but a page that was told as gone is news when it is back. */
  private Judged unchanged(
      Task task,
      WatchState state,
      Memo memo,
      @Nullable String trouble,
      boolean whole,
      boolean unsettled,
      Instant at) {
    Follower.Outcome followed = follower.follow(task, backAgain(task, state), at);
    return new Judged(
        at,
        followed.changes().isEmpty() ? Outcome.UNCHANGED : Outcome.CHANGED,
        joined(trouble, followed.troubles()),
        unsettled(followed.noted(memo), unsettled),
        whole,
        0,
        unsettled,
        false,
        Optional.empty(),
        null,
        followed,
        alert(task, followed.changes(), at));
  }

  private static @Nullable String joined(@Nullable String trouble, List<String> more) {
    String all =
        Stream.concat(Stream.ofNullable(trouble), more.stream()).collect(Collectors.joining("; "));
    return all.isEmpty() ? null : all;
  }

  private static List<Change> backAgain(Task task, WatchState state) {
    return state.goneLooks() >= 2
        ? List.of(new Change.PageBack(task.source().address()))
        : List.of();
  }

  private Judged compare(
      Task task,
      WatchState state,
      @Nullable Snapshot known,
      Look.Seen seen,
      boolean whole,
      Instant at,
      boolean asked) {
    if (state.memo().corrected()) {
      return corrected(task, Corrected.of(task.watch(), known, seen.content()), seen, at);
    }
    Settling settling = Settling.of(state.memo(), at, asked);
    Comparison.Result result =
        Comparison.of(
            known,
            seen.content(),
            at,
            ListExperience.expectation(task, state.memo(), seen, at, settling),
            settling);
    observer.reached(Stage.COMPARED, task.watch().id());
    String trouble = joined(seen.troubles());
    Memo memo = settling.noted(ListExperience.from(state.memo(), seen.memo()));
    return switch (result) {
      case Comparison.Result.Implausible(String why, boolean settles) ->
          couldNot(
              task,
              state,
              new Look.CouldNot(Look.Reason.UNRECOGNISED, why, Optional.empty()),
              settles ? ListExperience.odd(state.memo(), at) : state.memo(),
              at,
              asked);
      case Comparison.Result.Partly(Snapshot after, List<Change> found, String why) -> {
        Follower.Outcome followed = follower.follow(task, found, at);
        yield new Judged(
            at,
            Outcome.CHANGED,
            why,
            followed.noted(
                Settling.kept(
                    state.memo(),
                    ListExperience.kept(state.memo(), ListExperience.odd(seen.memo(), at)))),
            false,
            0,
            false,
            false,
            Optional.empty(),
            new Watches.Seen(after, seen.captures(), Summary.of(found)),
            followed,
            alert(task, followed.changes(), at));
      }
      case Comparison.Result.Same() ->
          unchanged(task, state, memo, trouble, whole, settling.unsettled(), at);
      case Comparison.Result.FirstSight(Snapshot after) ->
          new Judged(
              at,
              Outcome.UNCHANGED,
              trouble,
              memo,
              whole,
              0,
              false,
              false,
              Optional.empty(),
              new Watches.Seen(after, seen.captures(), Summary.firstSight(after)),
              Follower.Outcome.of(List.of()),
              null);
      case Comparison.Result.Different(Snapshot after, List<Change> found) -> {
        List<Change> changes =
            Stream.concat(backAgain(task, state).stream(), found.stream()).toList();
        Follower.Outcome followed = follower.follow(task, changes, at);
        boolean unsettled = after.unsettled() || settling.unsettled();
        yield new Judged(
            at,
            followed.changes().isEmpty() ? Outcome.UNCHANGED : Outcome.CHANGED,
            joined(trouble, followed.troubles()),
            unsettled(followed.noted(memo), unsettled),
            whole,
            0,
            unsettled,
            false,
            Optional.empty(),
            new Watches.Seen(after, seen.captures(), Summary.of(changes)),
            followed,
            alert(task, followed.changes(), at));
      }
    };
  }

  /** The first look since the source was described anew. */
  private Judged corrected(Task task, Corrected found, Look.Seen seen, Instant at) {
    Follower.Outcome followed = follower.follow(task, found.changes(), at);
    return new Judged(
        at,
        followed.changes().isEmpty() ? Outcome.UNCHANGED : Outcome.CHANGED,
        joined(joined(seen.troubles()), found.said()),
        followed.noted(ListExperience.from(Memo.EMPTY, seen.memo())),
        true,
        0,
        false,
        false,
        Optional.empty(),
        new Watches.Seen(found.after(), seen.captures(), Summary.firstSight(found.after())),
        followed,
        alert(task, followed.changes(), at));
  }

  /** The snapshot stands. A page that is gone is told once, when a second look says so too. */
  private Judged couldNot(
      Task task, WatchState state, Look.CouldNot couldNot, Memo before, Instant at, boolean asked) {
    Doubts doubts = before.watch().doubts();
    boolean forGood = couldNot.reason() == Look.Reason.GONE_FOR_GOOD;
    boolean gone = forGood || couldNot.reason() == Look.Reason.GONE;
    Instant since = Objects.requireNonNullElse(doubts.goneSince(), at);
    boolean tooSoon = state.goneLooks() == 1 && !asked && at.isBefore(since.plus(Settling.STOOD));
    int goneLooks =
        gone
            ? state.goneLooks() + (tooSoon ? 0 : 1)
            : state.goneLooks() >= 2 ? state.goneLooks() : 0;
    Memo memo =
        before.with(
            before
                .watch()
                .with(
                    new Doubts(
                        doubts.corrected(), doubts.unsettled(), goneLooks == 1 ? since : null)));
    List<Change> changes =
        gone && goneLooks == 2 && state.snapshot() != null && !before.corrected()
            ? List.of(new Change.PageGone(task.source().address()))
            : List.of();
    return new Judged(
        at,
        Broken.outcome(couldNot.reason()),
        couldNot.why(),
        memo,
        false,
        goneLooks,
        false,
        forGood && goneLooks >= 2,
        couldNot.retryAfter(),
        null,
        Follower.Outcome.of(changes),
        alert(task, changes, at));
  }

  private @Nullable Alert alert(Task task, List<Change> changes, Instant at) {
    if (changes.isEmpty()) {
      return null;
    }
    List<Finding> findings = rulebook.judge(task.watch(), task.story(), changes, at);
    observer.reached(Stage.JUDGED, task.watch().id());
    if (findings.isEmpty()) {
      return null;
    }
    return Alert.of(
        ids.next(at),
        task.watch(),
        Summary.subject(task.watch(), findings),
        findings.getFirst().significance(),
        at,
        findings);
  }
}
