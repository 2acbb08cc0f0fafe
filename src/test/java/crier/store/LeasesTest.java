package crier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crier.testing.Databases;
import crier.testing.SetClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class LeasesTest {

  private final SetClock clock = new SetClock("2026-06-08T12:00:00Z");

  @Test
  void whoSleptLongerThanALeaseBeginsNothingUnderIt() {
    AtomicLong nanos = new AtomicLong(1_000);
    try (Leases leases = new Leases("test", held -> {}, nanos::get)) {
      long claimed = nanos.get();
      assertThat(leases.isSure(claimed)).isTrue();
      nanos.addAndGet(Leases.LAST.toNanos());
      assertThat(leases.isSure(claimed)).isFalse();
      assertThat(leases.isSure(nanos.get())).isTrue();
    }
  }

  @Test
  void aBeatThatFailsIsFollowedByTheNext() {
    AtomicInteger beats = new AtomicInteger();
    Leases.Renewal failing =
        held -> {
          beats.incrementAndGet();
          throw new IllegalStateException("no database");
        };
    try (Leases leases = new Leases("test", failing, System::nanoTime)) {
      leases.take(List.of("a"));
      await().atMost(Duration.ofSeconds(20)).until(() -> beats.get() >= 2);
      assertThat(leases.held()).containsExactly("a");
    }
  }

  @Test
  void anOwnersBeatKeepsWhatItHasInHandAndFreesTheRest() {
    try (Database database = Databases.inMemory()) {
      Watches watches = new Watches(database);
      watches.configure(Map.of("a", "1", "b", "1"), clock.instant());
      assertThat(watches.claimDue("me", clock.instant(), Duration.ZERO, 9)).hasSize(2);
      watches.renew("me", Set.of("a"));
      assertThat(watches.claimDue("you", clock.instant(), Leases.LAST, 9))
          .extracting(crier.model.WatchState::watch)
          .containsExactly("b");
      assertThat(watches.claimDue("me", clock.instant(), Leases.LAST, 9)).isEmpty();
    }
  }

  @Test
  void aWatchDoesNotSleepOutATimeThatTheClockWasPutBackFrom() {
    try (Database database = Databases.inMemory()) {
      Watches watches = new Watches(database);
      watches.configure(Map.of("a", "1"), clock.instant());
      watches.claimDue("me", clock.instant(), Leases.LAST, 1);
      // the look is in hand while the clock is put back
      var planned = clock.instant().plus(Duration.ofMinutes(10));
      watches.commit(
          new Watches.Checked(
              "a",
              "me",
              clock.instant(),
              crier.model.Outcome.UNCHANGED,
              null,
              planned,
              crier.model.Memo.EMPTY,
              true,
              0,
              null,
              null));
      assertThat(watches.makeDueWhateverTheClockSays(clock.instant())).isZero();
      clock.set(clock.instant().minus(Duration.ofDays(1)));
      assertThat(watches.claimDue("me", clock.instant(), Leases.LAST, 1)).isEmpty();
      assertThat(watches.makeDueWhateverTheClockSays(clock.instant())).isEqualTo(1);
      assertThat(watches.claimDue("me", clock.instant(), Leases.LAST, 1)).hasSize(1);
    }
  }
}
