package crier.watch;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Memo;
import crier.model.Outcome;
import crier.model.Rhythm;
import crier.model.SourceSpec;
import crier.model.Watch;
import crier.model.WatchState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SilenceTest {

  private static final Instant NOW = Instant.parse("2026-06-08T16:00:00Z");

  @Test
  void aHealthyWatchIsNoConcern() {
    assertThat(concerns(state(Outcome.UNCHANGED, hours(1), hours(30), 0, null))).isEmpty();
  }

  @Test
  void oneFailureIsNoConcern() {
    assertThat(concerns(state(Outcome.FAILED, hours(1), hours(30), 1, "no answer"))).isEmpty();
  }

  @Test
  void blockedForLongIsToldWithTheReason() {
    assertThat(concerns(state(Outcome.BLOCKED, hours(7), hours(30), 9, "a challenge page")))
        .singleElement()
        .satisfies(concern -> {
          assertThat(concern.topic()).isEqualTo("overdue oig");
          assertThat(concern.subject()).isEqualTo("Could not look for 7 hours: OIG reports");
          assertThat(concern.text()).contains("a challenge page").contains("9 failed in a row");
        });
  }

  @Test
  void aWatchThatNeverSucceededIsOverdueFromItsBeginning() {
    assertThat(concerns(state(Outcome.FAILED, null, null, 30, "no answer"))).hasSize(1);
  }

  @Test
  void aChangedLayoutIsToldSoon() {
    assertThat(concerns(state(Outcome.UNRECOGNISED, hours(1), hours(30), 3, "no rows")))
        .extracting(Silence.Concern::topic)
        .containsExactly("layout oig");
  }

  @Test
  void healthyButSilentIsTold() {
    assertThat(concerns(state(Outcome.UNCHANGED, hours(1), Duration.ofDays(31), 0, null)))
        .extracting(Silence.Concern::subject)
        .containsExactly("Nothing new for 31 days: OIG reports");
  }

  @Test
  void aRefusedTokenBesideAHealthyFeedIsTold() {
    assertThat(concerns(state(Outcome.UNCHANGED, hours(1), hours(30), 0, "the token is invalid")))
        .extracting(Silence.Concern::topic)
        .containsExactly("beside oig");
  }

  @Test
  void textBeneathBoxesIsToldByItsCountOnly() {
    Memo memo = Memo.EMPTY.with("concealed", "0a1b2c3d4e5f 17");
    assertThat(concerns(state(Outcome.UNCHANGED, hours(1), hours(30), 0, null, memo)))
        .singleElement()
        .satisfies(concern -> {
          assertThat(concern.topic()).isEqualTo("concealed oig 0a1b2c3d4e5f");
          assertThat(concern.text()).contains("17 signs").contains("show-hidden-text");
        });
  }

  private static List<Silence.Concern> concerns(WatchState state) {
    Watch watch =
        new Watch(
            "oig",
            "OIG reports",
            null,
            new SourceSpec("listing", Map.of()),
            new Rhythm.Every(Duration.ofMinutes(15)),
            Duration.ofHours(6),
            Duration.ofDays(30),
            List.of());
    return Silence.concerns(watch, state, NOW);
  }

  private static Duration hours(long hours) {
    return Duration.ofHours(hours);
  }

  @Test
  void aPageThatMovedForGoodIsToldWithItsNewAddressThoughAllIsWell() {
    WatchState well = state(Outcome.UNCHANGED, hours(1), hours(1), 0, null);
    WatchState moved =
        new WatchState(
            well.watch(),
            well.spec(),
            well.nextCheckAt(),
            well.lastCheckAt(),
            well.lastSuccessAt(),
            well.lastChangeAt(),
            well.lastWholeAt(),
            well.outcome(),
            null,
            0,
            null,
            0,
            Memo.EMPTY.with("moved-to", "https://new.example.gov/list"),
            null,
            well.beganAt(),
            false);
    assertThat(concerns(moved))
        .singleElement()
        .satisfies(concern -> {
          assertThat(concern.topic()).isEqualTo("moved oig");
          assertThat(concern.text()).contains("https://new.example.gov/list");
        });
  }

  private static WatchState state(
      Outcome outcome,
      @Nullable Duration sinceSuccess,
      @Nullable Duration sinceChange,
      int failures,
      @Nullable String trouble) {
    return state(outcome, sinceSuccess, sinceChange, failures, trouble, Memo.EMPTY);
  }

  private static WatchState state(
      Outcome outcome,
      @Nullable Duration sinceSuccess,
      @Nullable Duration sinceChange,
      int failures,
      @Nullable String trouble,
      Memo memo) {
    return new WatchState(
        "oig",
        "",
        NOW,
        NOW,
        sinceSuccess == null ? null : NOW.minus(sinceSuccess),
        sinceChange == null ? null : NOW.minus(sinceChange),
        null,
        outcome,
        trouble,
        failures,
        null,
        0,
        memo,
        null,
        NOW.minus(Duration.ofDays(90)),
        false);
  }
}
