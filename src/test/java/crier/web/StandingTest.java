package crier.web;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Memo;
import crier.model.Outcome;
import crier.model.WatchState;
import crier.web.Standing.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a watch's state reads. */
class StandingTest {

  private static final Instant NOW = Instant.parse("2026-06-08T18:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  private static WatchState state(
      Outcome outcome, @Nullable String trouble, Duration sinceDue, Duration sinceChange) {
    boolean looked = outcome.looked();
    return new WatchState(
        "ctu-district",
        "spec",
        NOW.minus(sinceDue),
        NOW.minusSeconds(60),
        NOW.minus(Duration.ofHours(2)),
        NOW.minus(sinceChange),
        null,
        outcome,
        trouble,
        looked ? 0 : 3,
        looked ? null : NOW.minus(Duration.ofHours(1)),
        0,
        Memo.EMPTY,
        null,
        NOW.minus(Duration.ofDays(90)),
        false);
  }

  private static Standing standing(WatchState state) {
    return Standing.of(Newsstand.DOCKET, state, NOW, ZONE);
  }

  private static WatchState due(Outcome outcome, @Nullable String trouble) {
    return state(outcome, trouble, Duration.ofMinutes(-9), Duration.ofDays(1));
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"BLOCKED", "FAILED", "THROTTLED", "UNRECOGNISED", "GONE"})
  void whatWasNotSeenIsNeverNothingNew(Outcome outcome) {
    Standing standing = standing(due(outcome, "court.example did not answer"));
    assertThat(standing.kind()).isEqualTo(Kind.COULD_NOT_LOOK);
    assertThat(standing.words()).startsWith("could not look (" + outcome.word() + ")");
    assertThat(standing.trouble()).isEqualTo("court.example did not answer");
    assertThat(standing.explanation())
        .isEqualTo(
            "3 tries in a row, since June 8, 2026, 1:00 PM EDT. What has happened there since"
                + " June 8, 2026, 12:00 PM EDT is not known.");
  }

  @Test
  void aLookThatSawOnlyAPartSaysSo() {
    Standing standing = standing(due(Outcome.UNCHANGED, "page 2 did not answer"));
    assertThat(standing.kind()).isEqualTo(Kind.PARTLY);
    assertThat(standing.words()).isEqualTo("nothing new, but not everything was seen");
  }

  @Test
  void aLookThatIsOverdueIsLateHoweverWellTheLastOneWent() {
    assertThat(
            standing(state(Outcome.UNCHANGED, null, Duration.ofMinutes(20), Duration.ofDays(1)))
                .kind())
        .isEqualTo(Kind.LATE);
    assertThat(
            standing(state(Outcome.UNCHANGED, null, Duration.ofMinutes(10), Duration.ofDays(1)))
                .kind())
        .isEqualTo(Kind.WELL);
  }

  @Test
  void aLongQuietIsMentioned() {
    assertThat(
            standing(state(Outcome.UNCHANGED, null, Duration.ofMinutes(-9), Duration.ofDays(31)))
                .explanation())
        .isEqualTo("Looked at as planned, and nothing new for 31 days.");
    assertThat(standing(due(Outcome.UNCHANGED, null)).explanation()).isEmpty();
  }

  @Test
  void aWatchWithoutAStateHasNotBeenLookedAt() {
    assertThat(Standing.of(Newsstand.DOCKET, null, NOW, ZONE).words())
        .isEqualTo("not looked at yet");
  }
}
