package crier.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crier.fetch.FetchSettings.HostSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PaceTest {

  /** Time passes only by waiting for it. */
  private static final class Dial implements Waiter {
    final AtomicLong now = new AtomicLong();
    final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

    @Override
    public long nanos() {
      return now.get();
    }

    @Override
    public void pause(Duration time) {
      pauses.add(time);
      now.addAndGet(time.toNanos());
    }
  }

  private static HostSettings manners(int concurrency, Duration interval) {
    return new HostSettings(concurrency, interval, Map.of(), false);
  }

  @Test
  void startsAtOneHostAreAnIntervalApart() throws InterruptedException {
    Dial dial = new Dial();
    Pace pace = new Pace(8, dial);
    HostSettings slow = manners(1, Duration.ofSeconds(2));
    for (int i = 0; i < 3; i++) {
      pace.turn("a.example", slow).orElseThrow().close();
    }

    assertThat(dial.pauses).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2));
  }

  @Test
  void anEditedPaceCountsFromTheLastStartAndMakesNoHostMoreBusyThanItSays() throws Exception {
    Dial dial = new Dial();
    Pace pace = new Pace(8, dial);
    var _ = pace.turn("a.example", manners(2, Duration.ofHours(1))).orElseThrow();
    var _ = pace.turn("a.example", manners(2, Duration.ofSeconds(3))).orElseThrow();
    assertThat(dial.pauses).containsExactly(Duration.ofSeconds(3));
    CountDownLatch granted = new CountDownLatch(1);
    Thread third =
        Thread.ofPlatform()
            .start(() -> {
              try {
                var _ = pace.turn("a.example", manners(2, Duration.ZERO)).orElseThrow();
                granted.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    await().until(() -> third.getState() == Thread.State.TIMED_WAITING);
    var _ = pace.turn("a.example", manners(4, Duration.ZERO)).orElseThrow();
    assertThat(granted.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void timeThatPassedAnywayIsNotWaitedForAgain() throws InterruptedException {
    Dial dial = new Dial();
    Pace pace = new Pace(8, dial);
    HostSettings slow = manners(1, Duration.ofSeconds(2));
    pace.turn("a.example", slow).orElseThrow().close();
    dial.now.addAndGet(Duration.ofMillis(1500).toNanos());

    pace.turn("a.example", slow).orElseThrow().close();

    assertThat(dial.pauses).containsExactly(Duration.ofMillis(500));
  }

  @Test
  void otherHostsDoNotWait() throws InterruptedException {
    Dial dial = new Dial();
    Pace pace = new Pace(8, dial);
    HostSettings slow = manners(1, Duration.ofSeconds(2));
    try (Pace.Turn _ = pace.turn("a.example", slow).orElseThrow();
        Pace.Turn _ = pace.turn("b.example", slow).orElseThrow()) {
      assertThat(dial.pauses).isEmpty();
    }
  }

  @Test
  void whoWouldWaitTooLongIsToldToComeBack() throws InterruptedException {
    Pace pace = new Pace(8, new Dial());
    HostSettings daily = manners(1, Duration.ofDays(1));
    pace.turn("a.example", daily).orElseThrow().close();

    assertThat(pace.turn("a.example", daily)).isEqualTo(Optional.empty());
    assertThat(pace.turn("b.example", daily)).as("and nothing is left held").isPresent();
  }

  @Test
  void noMoreThanSoManyAreUnderWayAtOneHost() throws Exception {
    Pace pace = new Pace(64, Waiter.REAL);
    assertThat(mostAtOnce(pace, manners(3, Duration.ZERO), 3, true)).isEqualTo(3);
  }

  @Test
  void noMoreThanSoManyAreUnderWayInAll() throws Exception {
    Pace pace = new Pace(5, Waiter.REAL);
    assertThat(mostAtOnce(pace, manners(64, Duration.ZERO), 5, false)).isEqualTo(5);
  }

  /** Twenty come at once; nobody leaves before as many as expected are inside together. */
  private static int mostAtOnce(Pace pace, HostSettings manners, int expected, boolean oneHost)
      throws InterruptedException {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch together = new CountDownLatch(expected);
    CountDownLatch done = new CountDownLatch(20);
    for (int i = 0; i < 20; i++) {
      String host = oneHost ? "a.example" : i + ".example";
      Thread.ofVirtual()
          .start(() -> {
            try (Pace.Turn _ = pace.turn(host, manners).orElseThrow()) {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              together.countDown();
              together.await();
              inside.decrementAndGet();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            done.countDown();
          });
    }
    done.await();
    return most.get();
  }
}
