package crier.source.courtlistener;

import static org.assertj.core.api.Assertions.assertThat;

import crier.fetch.Quota.Answered;
import crier.fetch.Quota.Leave;
import crier.fetch.Quota.Priority;
import crier.store.Database;
import crier.store.DatabaseSettings;
import crier.testing.Databases;
import crier.testing.Postgres;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many threads of two nodes that ask as fast as they can, against a server that counts as
 * CourtListener does.
 */
@Tag("slow")
class SharedBudgetTest {

  private static final int THREADS = 16;
  private static final Duration STEP = Duration.ofMinutes(15);
  private static final Instant START = Instant.parse("2026-11-23T16:40:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final List<Instant> arrivals = Collections.synchronizedList(new ArrayList<>());

  @Test
  void twoNodesOnOnePostgresNeverOverdrawATokenAndWasteNothingOfIt() throws Exception {
    try (Postgres postgres = Postgres.start();
        Database one = Database.open(settings(postgres));
        Database two = Database.open(settings(postgres))) {
      ask(one, two);
    }
    neverOverdrawn();
  }

  @Test
  void manyThreadsOnTheEmbeddedDatabaseNeverOverdrawATokenEither() throws Exception {
    try (Database database = Databases.inMemory()) {
      ask(database, database);
    }
    neverOverdrawn();
  }

  private static DatabaseSettings settings(Postgres postgres) {
    return new DatabaseSettings(postgres.url(), postgres.user(), "");
  }

  /** A day and a half, in steps; in each of them all threads ask at once until they are refused. */
  private void ask(Database one, Database two) throws Exception {
    List<RateBudget> nodes = List.of(budget(one), budget(two));
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      while (now.get().isBefore(START.plus(Duration.ofHours(36)))) {
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          RateBudget node = nodes.get(i % 2);
          all.add(() -> request(node));
        }
        for (Future<Boolean> done : threads.invokeAll(all)) {
          done.get();
        }
        now.updateAndGet(at -> at.plus(STEP));
      }
    }
  }

  private RateBudget budget(Database database) {
    InstantSource clock = now::get;
    return new RateBudget(
        clock, URI.create("https://www.courtlistener.com"), "token", Ledgers.in(database));
  }

  /** One request that takes its time on the way there and on the way back. */
  private boolean request(RateBudget node) {
    if (!(node.take(RateBudget.NAME, Priority.MOVED) instanceof Leave.Granted leave)) {
      return false;
    }
    arrivals.add(now.updateAndGet(at -> at.plusMillis(700)));
    now.updateAndGet(at -> at.plusMillis(400));
    var _ = node.answered(leave, new Answered(200, Optional.empty(), ""));
    return true;
  }

  private void neverOverdrawn() {
    List<Instant> sorted = arrivals.stream().sorted().toList();
    assertThat(most(sorted, Duration.ofMinutes(1))).isEqualTo(5);
    assertThat(most(sorted, Duration.ofHours(1))).isLessThanOrEqualTo(50);
    assertThat(most(sorted, Duration.ofDays(1))).isEqualTo(125);
    assertThat(sorted.stream().filter(at -> at.isBefore(START.plus(Duration.ofDays(1)))))
        .as("all of the first day's")
        .hasSize(125);
  }

  /** The most that any rolling window of this length held. */
  private static int most(List<Instant> sorted, Duration window) {
    int most = 0;
    int oldest = 0;
    for (int i = 0; i < sorted.size(); i++) {
      while (!sorted.get(oldest).plus(window).isAfter(sorted.get(i))) {
        oldest++;
      }
      most = Math.max(most, i - oldest + 1);
    }
    return most;
  }
}
