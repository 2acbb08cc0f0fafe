package crier.watch;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Rhythm;
import crier.model.SourceSpec;
import crier.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CadenceTest {

  private static final Instant START = Instant.parse("2026-06-08T16:00:00Z");
  private static final Duration EVERY = Duration.ofMinutes(20);

  private static Cadence cadence() {
    return new Cadence((cron, after) -> after.plusSeconds(60), new Random(1));
  }

  private static Watch watch(String id) {
    return new Watch(
        id,
        id,
        null,
        new SourceSpec("page", Map.of()),
        new Rhythm.Every(EVERY),
        Duration.ofHours(6),
        Duration.ofDays(30),
        List.of());
  }

  @Test
  void aThousandWatchesThatWereDueAtOnceAreSpreadWithinAFewLooks() {
    Cadence cadence = cadence();
    Map<Long, Integer> inAMinute = new HashMap<>();
    for (int i = 0; i < 1_000; i++) {
      Instant at = START;
      for (int look = 0; look < 8; look++) {
        at = cadence.next(watch("watch-" + i), at);
      }
      inAMinute.merge(at.getEpochSecond() / 60 % 20, 1, Integer::sum);
    }
    // 50 in each minute would be even
    assertThat(inAMinute).hasSize(20);
    assertThat(inAMinute.values()).allMatch(count -> count > 20 && count < 100);
  }

  @Test
  void noLookIsMoreThanATenthOfTheIntervalEarlyOrLate() {
    Cadence cadence = cadence();
    for (int i = 0; i < 500; i++) {
      assertThat(Duration.between(START, cadence.next(watch("w" + i), START)))
          .isBetween(Duration.ofMinutes(18), Duration.ofMinutes(22));
    }
  }

  @Test
  void aWatchesPlaceIsTheSameAfterARestart() {
    Instant before = START;
    Instant after = START.plusSeconds(321);
    for (int look = 0; look < 30; look++) {
      before = cadence().next(watch("tigta"), before);
      after = cadence().next(watch("tigta"), after);
    }
    long apart = Math.floorMod(Duration.between(before, after).toSeconds(), EVERY.toSeconds());
    assertThat(Math.min(apart, EVERY.toSeconds() - apart)).isLessThan(180);
  }
}
