package crier.watch;

import crier.model.Watch;
import crier.model.WatchState;
import crier.store.Watches;
import crier.watch.Tick.Result;
import crier.watch.Tick.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A crier's rounds: claims what is due and checks it, each watch on a virtual thread of its own, at
 * most so many at once. Times that were missed while nobody looked are made up for by one look.
 */
public final class Rounds implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private final Tick tick;
  private final Watches watches;
  private final InstantSource clock;
  private final String owner;
  private final Duration lease;
  private final Semaphore places;
  private final int atOnce;
  private final Consumer<Result> heard;
  private final AtomicReference<Map<String, Task>> tasks = new AtomicReference<>(Map.of());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Makes rounds.
   *
   * @param owner names this process in the leases
   * @param lease how long a check may take before another node may take the watch over
   * @param atOnce checks under way at once
   * @param heard is told of every result, on the thread of the check
   */
  public Rounds(
      Tick tick,
      Watches watches,
      InstantSource clock,
      String owner,
      Duration lease,
      int atOnce,
      Consumer<Result> heard) {
    this.tick = tick;
    this.watches = watches;
    this.clock = clock;
    this.owner = owner;
    this.lease = lease;
    this.atOnce = atOnce;
    this.places = new Semaphore(atOnce);
    this.heard = heard;
  }

  /** Puts these watches in force, in place of any before. Checks under way are finished. */
  public void enforce(Map<String, Task> inForce) {
    Map<String, Task> copy = Map.copyOf(inForce);
    watches.enforce(
        Specs.hashes(copy.values().stream().map(Task::watch).toList()), clock.instant());
    tasks.set(copy);
  }

  /** Starts a check of every watch that is due, as far as there are places; does not wait. */
  public List<Future<Result>> begin() {
    Instant now = clock.instant();
    int free = places.availablePermits();
    if (free == 0) {
      return List.of();
    }
    List<WatchState> due = watches.claimDue(owner, now, now.plus(lease), Math.min(free, atOnce));
    return start(due, false);
  }

  /**
   * Checks these watches now, due or not, and waits for them. Those under way elsewhere are left
   * out.
   */
  public List<Result> checkNow(Collection<String> ids) {
    Instant now = clock.instant();
    return await(start(watches.claim(owner, now, now.plus(lease), ids), true));
  }

  /** Checks these watches and stores nothing. */
  public List<Result> rehearse(Collection<String> ids) {
    List<Future<Result>> futures = new ArrayList<>();
    for (String id : ids) {
      Task task = tasks.get().get(id);
      if (task != null) {
        WatchState state = watches.state(id).orElseThrow();
        futures.add(threads.submit(() -> placed(() -> tick.rehearse(task, state))));
      }
    }
    return await(futures);
  }

  /** Checks everything that is due, and waits for it. */
  public List<Result> run() {
    return await(begin());
  }

  private List<Future<Result>> start(List<WatchState> claimed, boolean asked) {
    List<Future<Result>> futures = new ArrayList<>(claimed.size());
    for (WatchState state : claimed) {
      Task task = tasks.get().get(state.watch());
      if (task != null) {
        futures.add(threads.submit(() -> placed(() -> checked(task, state, asked))));
      }
    }
    return futures;
  }

  private Result placed(java.util.concurrent.Callable<Result> work) throws Exception {
    places.acquire();
    try {
      return work.call();
    } finally {
      places.release();
    }
  }

  private Result checked(Task task, WatchState state, boolean asked) {
    try {
      Result result = tick.check(task, state, owner, asked);
      heard.accept(result);
      return result;
    } catch (RuntimeException | StackOverflowError e) {
      // A fault of ours must not take the other watches down; the lease ends by itself.
      LOG.error(
          "the check of {} broke down; it is tried again when its lease ends",
          task.watch().id(),
          e);
      if (asked) {
        return Broken.result(task, state, e, clock.instant()); // who asked is owed an answer
      }
      throw e;
    }
  }

  private static List<Result> await(List<Future<Result>> futures) {
    List<Result> results = new ArrayList<>(futures.size());
    for (Future<Result> future : futures) {
      try {
        results.add(future.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return results;
      } catch (java.util.concurrent.ExecutionException e) {
        // Logged where it broke down; the others still count.
        LOG.debug("a check broke down", e);
      }
    }
    return results;
  }

  /** The watch of this id, when it is in force. */
  public java.util.Optional<Watch> watch(String id) {
    return java.util.Optional.ofNullable(tasks.get().get(id)).map(Task::watch);
  }

  /** Waits for the checks under way, then gives back what is claimed. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(15, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    watches.free(owner);
  }
}
