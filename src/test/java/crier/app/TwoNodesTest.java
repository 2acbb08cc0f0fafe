package crier.app;

import static org.assertj.core.api.Assertions.assertThat;

import crier.app.Crier.Observers;
import crier.config.Settings;
import crier.model.Alert;
import crier.store.Alerts;
import crier.store.Database;
import crier.testing.Postgres;
import crier.testing.SetClock;
import crier.watch.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that find the same entry at the same moment, one at the court, one elsewhere. */
@Tag("slow")
class TwoNodesTest {

  private static final List<String> ORDERS =
      List.of(
          "Amend",
          "Certify",
          "Compel",
          "Continue",
          "Dismiss",
          "Expedite",
          "Intervene",
          "Quash",
          "Reconsider",
          "Seal",
          "Sever",
          "Transfer");

  @TempDir private Path folder;
  private final SetClock clock = new SetClock("2026-06-08T12:00:00Z");
  private final Courthouse court = new Courthouse();
  private final CyclicBarrier judged = new CyclicBarrier(2);

  @AfterEach
  void close() {
    court.close();
  }

  @Test
  void onPostgresBothTogetherTellItOnce() throws Exception {
    try (Postgres postgres = Postgres.start()) {
      Settings settings = court.settings(postgres.url(), postgres.user());
      try (Crier one = crier(settings, Database.open(settings.database()), "one");
          Crier two = crier(settings, Database.open(settings.database()), "two")) {
        race(one, two);
      }
    }
  }

  @Test
  void onH2BothTogetherTellItOnce() throws Exception {
    Settings settings = court.settings(folder);
    Database database = Database.open(settings.database());
    try (Crier one = crier(settings, database, "one")) {
      race(one, crier(settings, database, "two"));
    }
  }

  private void race(Crier one, Crier two) throws Exception {
    court.list("entry-61", "2026-06-01", "JOINT STATUS REPORT by CENTRO.");
    court.serve(clock.instant());
    one.rounds.checkNow(List.of("court", "docket"));
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < ORDERS.size(); i++) {
        String order = "Order on Motion to " + ORDERS.get(i);
        clock.advance(Duration.ofMinutes(10));
        court.enter(clock.instant(), 300 + i, i % 2 == 0 ? "" + (62 + i) : "", order);
        court.list(
            i % 2 == 0 ? "entry-" + (62 + i) : "minute-entry-" + (459000100L + i),
            "2026-06-08",
            order);
        court.serve(clock.instant());
        Future<?> atTheCourt = threads.submit(() -> one.rounds.checkNow(List.of("court")));
        Future<?> elsewhere = threads.submit(() -> two.rounds.checkNow(List.of("docket")));
        atTheCourt.get(30, TimeUnit.SECONDS);
        elsewhere.get(30, TimeUnit.SECONDS);
      }
    }
    List<Alert> alerts = one.alerts.newest(Alerts.Wanted.ALL, 99);
    assertThat(alerts).hasSize(ORDERS.size());
    assertThat(alerts).allSatisfy(alert -> assertThat(one.alerts.seenAt(alert.id())).hasSize(2));
  }

  /** The first look of all judges nothing, so the two meet only in the race. */
  private Crier crier(Settings settings, Database database, String node) {
    return new Crier(
        settings,
        database,
        clock,
        node,
        new Observers(
            result -> {},
            (channel, result, since) -> {},
            (stage, watch) -> {
              if (stage == Stage.JUDGED) {
                meet();
              }
            }));
  }

  private void meet() {
    try {
      judged.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
