package crier.app;

import static org.assertj.core.api.Assertions.assertThat;

import crier.config.Settings;
import crier.store.Database;
import crier.testing.HttpSink;
import crier.testing.HttpSink.Answer;
import crier.testing.SetClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator learns of the machine itself. */
@Tag("slow")
class MachineTest {

  private final HttpSink web = new HttpSink();
  private final SetClock clock = new SetClock("2026-06-08T18:05:00Z");
  private final AtomicLong nanos = new AtomicLong();
  @TempDir private Path folder;
  private Crier crier;

  @BeforeEach
  void open() {
    Settings settings =
        VerbContext.valid(
            VerbContext.reader(Map.of())
                .load(
                    "test.yaml",
                    """
                    database: { url: "jdbc:h2:file:%s/crier" }
                    fetch: { allow-private-addresses: true }
                    mail: { directory: %s/mail }
                    watches:
                      - { id: reports, source: { type: page, url: "%s/page" }, every: 1m }
                    destinations:
                      - { id: ops, type: slack, url: "%s" }
                    operator: { destinations: [ops], heartbeat: "%s", every: 5m, disk-free: 1GiB }
                    """
                        .formatted(
                            folder,
                            folder,
                            web.address(""),
                            web.address("/ops"),
                            web.address("/ping-secret"))));
    crier =
        new Crier(
            settings, Database.open(settings.database()), clock, "test", Crier.Observers.NONE);
  }

  @AfterEach
  void close() {
    crier.close();
    web.close();
  }

  @Test
  void aDiskThatIsNearlyFullIsToldOnceAndThatItIsNoLonger() {
    AtomicLong free = new AtomicLong(2L << 30);
    Disk disk = new Disk(crier.notices, any -> free.get());
    disk.look(crier.settings());
    assertThat(crier.incidents.open()).isEmpty();
    free.set(300L << 20);
    disk.look(crier.settings());
    disk.look(crier.settings());
    free.set(1100L << 20);
    disk.look(crier.settings());
    assertThat(crier.incidents.open()).singleElement().asString().startsWith("disk ");
    free.set(3L << 30);
    disk.look(crier.settings());
    crier.dispatcher.run();
    assertThat(web.posts("/ops")).hasSize(2);
    assertThat(web.posts("/ops").getFirst()).contains("nearly full: 300 MiB left");
    assertThat(web.posts("/ops").getLast()).contains("room on the disk again");
  }

  @Test
  void theHeartbeatStopsWhenChecksOrDeliveriesDo() {
    AtomicBoolean ticks = new AtomicBoolean(true);
    Heartbeat heart = new Heartbeat(crier, ticks::get, nanos::get);
    crier.rounds.checkNow(List.of("reports"));
    assertThat(beats(heart)).isOne();
    // not before its time
    heart.turn();
    assertThat(web.posts("/ping-secret")).hasSize(1);

    ticks.set(false);
    assertThat(beats(heart)).isZero();
    ticks.set(true);
    assertThat(beats(heart)).isOne();

    clock.advance(Duration.ofMinutes(20));
    assertThat(beats(heart)).as("a watch is behind").isZero();
    crier.rounds.checkNow(List.of("reports"));
    assertThat(beats(heart)).isOne();

    web.behave((path, body) -> path.equals("/ops") ? Answer.of(500, "") : Answer.OK);
    crier.notices.raise("anything", "Anything", "x");
    crier.dispatcher.run();
    assertThat(beats(heart)).isOne();
    clock.advance(Duration.ofMinutes(20));
    crier.rounds.checkNow(List.of("reports"));
    assertThat(beats(heart)).as("a message is behind").isZero();
  }

  private int beats(Heartbeat heart) {
    int before = web.posts("/ping-secret").size();
    nanos.addAndGet(Duration.ofMinutes(6).toNanos());
    heart.turn();
    return web.posts("/ping-secret").size() - before;
  }

  @Test
  void aClockThatIsPutBackGoesOnAtHalfItsSpeedUntilItIsRightAgain() {
    SteadyClock steady = new SteadyClock(clock, nanos::get);
    Instant before = steady.instant();
    clock.set(before.minus(Duration.ofMinutes(10)));
    nanos.addAndGet(Duration.ofMinutes(2).toNanos());
    assertThat(steady.instant()).isEqualTo(before.plus(Duration.ofMinutes(1)));
    clock.set(before.plus(Duration.ofMinutes(5)));
    assertThat(steady.instant()).isEqualTo(before.plus(Duration.ofMinutes(5)));
  }

  @Test
  void aClockThatIsPutBackDoesNotStopTheTicker() throws Exception {
    java.util.concurrent.atomic.AtomicInteger turns =
        new java.util.concurrent.atomic.AtomicInteger();
    try (Ticker ticker = new Ticker("clock-test", clock)) {
      ticker.every(Duration.ofHours(1), "work", turns::incrementAndGet);
      ticker.start();
      org.awaitility.Awaitility.await().until(() -> turns.get() == 1);
      clock.set(clock.instant().minus(Duration.ofMinutes(10)));
      org.awaitility.Awaitility.await().until(() -> turns.get() == 2);
    }
  }
}
