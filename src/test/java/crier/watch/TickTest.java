package crier.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crier.fetch.Fetched;
import crier.fetch.Request;
import crier.model.Alert;
import crier.model.Capture;
import crier.model.Change;
import crier.model.Event;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Outcome;
import crier.model.Rhythm;
import crier.model.SourceSpec;
import crier.model.Watch;
import crier.model.WatchState;
import crier.rules.Rulebook;
import crier.rules.docket.DocketClassifier;
import crier.source.Look;
import crier.source.Source;
import crier.source.Step;
import crier.source.Visit;
import crier.store.Alerts;
import crier.store.Database;
import crier.store.History;
import crier.store.Watches;
import crier.testing.CountedIds;
import crier.testing.Databases;
import crier.testing.SetClock;
import crier.watch.Tick.Result;
import crier.watch.Tick.Task;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks of one watch whose page is a list of lines, over real H2. */
class TickTest {

  private static final URI PAGE = URI.create("https://oig.example.gov/reports");
  private static final Duration LEASE = Duration.ofMinutes(5);

  private final SetClock clock = new SetClock("2026-06-08T16:00:00Z");
  private final List<Request> asked = new ArrayList<>();
  private Fetched answer = page("a", "b", "c");
  private Runnable duringTheLook = () -> {};
  private Database database;
  private Watches watches;
  private History history;
  private Alerts alerts;
  private Rounds rounds;

  @BeforeEach
  void open() {
    database = Databases.inMemory();
    watches = new Watches(database);
    history = new History(database);
    alerts = new Alerts(database);
    Tick tick =
        new Tick(
            request -> {
              asked.add(request);
              duringTheLook.run();
              return answer;
            },
            new Rulebook(new DocketClassifier()),
            history,
            watches,
            new Cadence((cron, after) -> after.plusSeconds(60), new Random(1)),
            clock,
            new CountedIds(),
            Stage.Observer.NONE);
    rounds = new Rounds(tick, watches, clock, "here", 8, result -> {});
    rounds.configure(Map.of("oig", new Task(watch(), null, new LinesSource())));
  }

  @AfterEach
  void close() {
    rounds.close();
    database.close();
  }

  @Test
  void theFirstLookIsTheBaselineAndTellsNobody() {
    assertThat(look().alert()).isEmpty();
    assertThat(history.snapshots("oig", 9)).hasSize(1);
  }

  @Test
  void aNewItemIsStoredWithItsAlertAndItsCapture() {
    look();
    answer = page("d", "a", "b", "c");
    Result result = lookLater();

    assertThat(result.outcome()).isEqualTo(Outcome.CHANGED);
    Alert alert = alerts.find(result.alert().orElseThrow().id()).orElseThrow();
    assertThat(alert.subject()).isEqualTo("New item: d");
    assertThat(alert.firstSeen()).isEqualTo(clock.instant());
    History.Kept capture =
        history.capture(java.util.Objects.requireNonNull(alert.capture())).orElseThrow();
    assertThat(history.body(capture).orElseThrow()).asString().isEqualTo("d\na\nb\nc");
    assertThat(capture.previousSha256()).isNotNull().isNotEqualTo(capture.sha256());
  }

  @Test
  void anUnchangedLookAddsNoRowsAndIsNotReadAgain() {
    look();
    answer = new Fetched.NotModified();
    Result result = lookLater();

    assertThat(result.outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(asked.getLast().known()).isNotNull();
    assertThat(history.snapshots("oig", 9)).hasSize(1);
    assertThat(state().lastSuccessAt()).isEqualTo(clock.instant());
  }

  @Test
  void aFailedLookNeverTouchesTheSnapshotAndSaysWhy() {
    look();
    Long snapshot = state().snapshot();
    answer = new Fetched.Blocked("a challenge page stood there");
    assertThat(lookLater().outcome()).isEqualTo(Outcome.BLOCKED);
    assertThat(state().trouble()).isEqualTo("a challenge page stood there");
    assertThat(state().failures()).isEqualTo(1);
    assertThat(state().snapshot()).isEqualTo(snapshot);

    answer = page("d", "a", "b", "c");
    assertThat(lookLater().alert()).isPresent();
    assertThat(state().trouble()).isNull();
    assertThat(state().failures()).isZero();
  }

  @Test
  void anEmptyListIsCouldNotLook() {
    look();
    answer = page();
    assertThat(lookLater().outcome()).isEqualTo(Outcome.UNRECOGNISED);
  }

  @Test
  void aWithdrawalIsToldOnceAfterASoonSecondWholeLook() {
    look();
    answer = page("a", "c");
    assertThat(lookLater().alert()).isEmpty();
    assertThat(Duration.between(clock.instant(), state().nextCheckAt()))
        .isLessThanOrEqualTo(Duration.ofMinutes(10));

    Result second = lookLater();
    assertThat(asked.getLast().known()).isNull();
    assertThat(second.changes()).singleElement().isInstanceOf(Change.Withdrawn.class);
    assertThat(second.alert().orElseThrow().events()).containsExactly(Event.ITEM_WITHDRAWN);
    assertThat(lookLater().alert()).isEmpty();
  }

  @Test
  void aPageThatIsGoneIsToldOnceAfterTwoLooksAndSoIsItsReturn() {
    look();
    answer = new Fetched.Gone(404, "there is no such page");
    assertThat(lookLater().alert()).isEmpty();
    assertThat(lookLater().alert().orElseThrow().events()).containsExactly(Event.PAGE_GONE);
    assertThat(lookLater().alert()).isEmpty();

    answer = new Fetched.Failed("no answer");
    assertThat(lookLater().alert()).isEmpty();
    answer = page("a", "b", "c");
    assertThat(lookLater().alert().orElseThrow().events()).containsExactly(Event.PAGE_BACK);
    assertThat(lookLater().alert()).isEmpty();
  }

  @Test
  void a410StopsTheWatchOnceASecondLookSaysSoToo() {
    look();
    answer = new Fetched.Gone(410, "there is no such page");
    assertThat(lookLater().alert()).isEmpty();
    assertThat(lookLater().alert().orElseThrow().events()).containsExactly(Event.PAGE_GONE);
    assertThat(state().stopped()).isTrue();
    clock.advance(Duration.ofDays(400));
    assertThat(rounds.run()).isEmpty();
    assertThat(Silence.concerns(watch(), state(), clock.instant()))
        .extracting(Silence.Concern::topic)
        .containsExactly("stopped oig");
  }

  @Test
  void aStoppedWatchLooksAgainWhenTheOperatorSaysSoOrTheSourceIsAnother() {
    for (Runnable remedy :
        List.<Runnable>of(
            () -> watches.pause("oig", false),
            () -> watches.configure(Map.of("oig", "another"), clock.instant()))) {
      answer = page("a", "b", "c");
      look();
      answer = new Fetched.Gone(410, "there is no such page");
      lookLater();
      lookLater();
      assertThat(rounds.run()).isEmpty();
      remedy.run();
      assertThat(rounds.run()).hasSize(1);
      watches.configure(Map.of("oig", "as before " + remedy.hashCode()), clock.instant());
    }
  }

  @Test
  void whatWasSeenByAnotherDescriptionIsForgottenAndLookedAtAnew() {
    answer = page("a", "b", "c");
    look();
    duringTheLook = () -> watches.configure(Map.of("oig", "described anew"), clock.instant());
    answer = page("x", "y", "z");
    clock.advance(Duration.ofHours(1));
    assertThat(rounds.run()).isEmpty();
    assertThat(state().spec()).isEqualTo("described anew");
    assertThat(state().memo().corrected()).isTrue();
    duringTheLook = () -> {};
    assertThat(rounds.run()).singleElement().satisfies(again -> assertThat(again.at()).isNotNull());
    assertThat(state().memo().corrected()).isFalse();
  }

  @Test
  void aPurgeIsBelievedOnceItHasStoodForADayAndToldThen() {
    answer = page("a", "b", "c", "d", "e", "f", "z");
    look();
    answer = page("a", "z");
    assertThat(lookLater().outcome()).isEqualTo(Outcome.UNRECOGNISED);
    Long snapshot = state().snapshot();
    lookLater();
    assertThat(state().snapshot()).isEqualTo(snapshot);

    clock.advance(Duration.ofHours(25));
    look();
    assertThat(state().failures()).isZero();
    assertThat(lookLater().changes()).hasSize(5).allMatch(Change.Withdrawn.class::isInstance);
  }

  @Test
  void aHealthyLookMeanwhileMakesTheDayBeginAnew() {
    answer = page("a", "b", "c", "d", "e", "f", "z");
    look();
    answer = page("a", "z");
    lookLater();
    answer = page("a", "b", "c", "d", "e", "f", "z");
    lookLater();
    answer = page("a", "z");
    clock.advance(Duration.ofHours(25));
    assertThat(look().outcome()).isEqualTo(Outcome.UNRECOGNISED);
  }

  @Test
  void retryAfterIsObeyed() {
    look();
    answer = new Fetched.TryLater("told to wait", Duration.ofHours(3));
    lookLater();
    assertThat(state().nextCheckAt()).isEqualTo(clock.instant().plus(Duration.ofHours(3)));
  }

  @Test
  void aLookThatBreaksDownIsAFailedLookCountedAndShownAndTheNextOneGoesOn() {
    look();
    answer = page("d", "a", "THROW", "c");
    for (int failures = 1; failures <= 2; failures++) {
      Result broken = lookLater();
      assertThat(broken.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(broken.trouble()).contains("IllegalStateException");
      assertThat(broken.failures()).isEqualTo(failures);
      assertThat(state().failures()).isEqualTo(failures);
      assertThat(state().trouble()).isEqualTo(broken.trouble());
    }
    answer = page("d", "a", "b", "c");
    assertThat(lookLater().alert().orElseThrow().subject()).isEqualTo("New item: d");
    assertThat(state().failures()).isZero();
  }

  @Test
  void failuresBackOffButNeverBeyondSixHours() {
    look();
    answer = new Fetched.Failed("no answer");
    for (int i = 0; i < 20; i++) {
      lookLater();
    }
    assertThat(Duration.between(clock.instant(), state().nextCheckAt()))
        .isEqualTo(Duration.ofHours(6));
  }

  @Test
  void missedTimesAreMadeUpForByOneLook() {
    look();
    clock.advance(Duration.ofDays(3));
    assertThat(rounds.run()).hasSize(1);
    assertThat(rounds.run()).isEmpty();
  }

  @Test
  void aRestartKeepsTheTimeOfTheNextLook() {
    look();
    rounds.configure(Map.of("oig", new Task(watch(), null, new LinesSource())));
    assertThat(rounds.run()).isEmpty();
  }

  @Test
  void onceADayThePageIsFetchedWhole() {
    look();
    answer = new Fetched.NotModified();
    lookLater();
    assertThat(asked.getLast().known()).isNotNull();
    answer = page("a", "b", "c");
    clock.advance(Duration.ofDays(1));
    rounds.run();
    assertThat(asked.getLast().known()).isNull();
  }

  @Test
  void oneCheckAtATimeForEachWatch() {
    clock.advance(Duration.ofHours(1));
    List<WatchState> mine = watches.claimDue("me", clock.instant(), LEASE, 10);
    assertThat(mine).hasSize(1);
    assertThat(watches.claimDue("you", clock.instant(), LEASE, 10)).isEmpty();
  }

  @Test
  void whoLostTheLeaseStoresNothing() {
    look();
    answer = page("d", "a", "b", "c");
    clock.advance(Duration.ofHours(1));
    WatchState late = watches.claimDue("slow", clock.instant(), Duration.ZERO, 1).getFirst();
    assertThat(watches.claimDue("quick", clock.instant(), LEASE, 1)).hasSize(1);
    Watches.Checked checked =
        new Watches.Checked(
            "oig",
            "slow",
            clock.instant(),
            Outcome.UNCHANGED,
            null,
            clock.instant(),
            late.memo(),
            true,
            0,
            null,
            null);
    assertThatThrownBy(() -> watches.commit(checked)).isInstanceOf(Watches.LeaseLost.class);
  }

  private Result look() {
    return rounds.run().getFirst();
  }

  private Result lookLater() {
    clock.set(state().nextCheckAt());
    return look();
  }

  private WatchState state() {
    return watches.state("oig").orElseThrow();
  }

  private static Watch watch() {
    return new Watch(
        "oig",
        "OIG reports",
        null,
        new SourceSpec("lines", Map.of("url", PAGE.toString())),
        new Rhythm.Every(Duration.ofMinutes(15)),
        Duration.ofHours(6),
        Duration.ofDays(30),
        List.of());
  }

  private static Fetched page(String... lines) {
    byte[] body = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    return new Fetched.Fresh(
        new Capture(
            PAGE,
            PAGE,
            List.of(),
            200,
            Map.of(),
            body,
            java.time.Instant.EPOCH,
            Integer.toHexString(Arrays.hashCode(body))));
  }

  /** One item a line. */
  private static final class LinesSource implements Source {

    @Override
    public Step look(Visit visit) {
      Request request = Request.to(PAGE, Request.Expect.HTML).given(visit.known(PAGE));
      return new Step.Ask(
          request,
          fetched ->
              new Step.Done(
                  switch (fetched) {
                    case Fetched.Fresh(Capture capture) ->
                        new Look.Seen(
                            new Listing(
                                new String(capture.body(), StandardCharsets.UTF_8)
                                    .lines()
                                    .map(LinesSource::item)
                                    .toList(),
                                false),
                            List.of(capture),
                            Visit.remember(visit.memo(), capture),
                            List.of());
                    case Fetched.NotModified _ -> new Look.Unchanged(visit.memo());
                    case Fetched other -> Look.of(other);
                  }));
    }

    @Override
    public String address() {
      return PAGE.toString();
    }

    private static Item item(String line) {
      if (line.equals("THROW")) {
        throw new IllegalStateException("a fault of the reader");
      }
      return new Item(Item.Kind.ITEM, line, line, null, null, "", new TreeMap<>());
    }
  }
}
