package crier.watch;

import crier.model.Watch;
import crier.model.WatchState;
import crier.store.Database;
import crier.store.Leases;
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
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A crier's rounds: claims what is due and checks it, each watch on a virtual thread of its own, at
 * most so many at once. Times that were missed while nobody looked are made up for by one look.
 */
public final class Rounds implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  /** After a check that broke down its watch rests so long. */
  private static final Duration REST = Duration.ofSeconds(30);

  private final Tick tick;
  private final Watches watches;
  private final InstantSource clock;
  private final String owner;
  private final Leases leases;
  private final ReentrantLock claiming = new ReentrantLock();
  private final Consumer<Result> heard;
  private final AtomicReference<Map<String, Task>> tasks = new AtomicReference<>(Map.of());
  private volatile Places places;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** How many checks may be under way at once, and room for so many. */
  private record Places(int number, Semaphore free) {
    static Places of(int number) {
      return new Places(number, new Semaphore(number));
    }
  }

  /**
   * Makes rounds.
   *
   * @param owner names this process in the leases; no other, here or elsewhere, may have that name
   * @param atOnce checks under way at once
   * @param heard is told of every result, on the thread of the check
   */
  public Rounds(
      Tick tick,
      Watches watches,
      InstantSource clock,
      String owner,
      int atOnce,
      Consumer<Result> heard) {
    this.tick = tick;
    this.watches = watches;
    this.clock = clock;
    this.owner = owner;
    this.places = Places.of(atOnce);
    this.heard = heard;
    this.leases = new Leases(owner, _ -> reconcile(), System::nanoTime);
  }

  /** Not while something is claimed: what is not yet known as in hand is not to be freed. */
  private void reconcile() {
    claiming.lock();
    try {
      watches.renew(owner, leases.held());
    } finally {
      claiming.unlock();
    }
    int late = watches.makeDueWhateverTheClockSays(clock.instant());
    if (late > 0) {
      LOG.warn("the clock has been put back; watches that are due now all the same: {}", late);
    }
  }

  /** Puts these watches in force, in place of any before. Checks under way are finished. */
  public void configure(Map<String, Task> inForce) {
    configure(inForce, places.number(), () -> {});
  }

  /**
   * As {@link #configure(Map)}. Nothing is claimed meanwhile: a watch is due only where it can be
   * begun.
   *
   * @param atOnce checks under way at once from now on; more, for a while, if more are
   * @param alongside puts in force what they need beside; is run once they are stored as in force,
   *     and must not fail
   */
  public void configure(Map<String, Task> inForce, int atOnce, Runnable alongside) {
    Map<String, Task> copy = Map.copyOf(inForce);
    claiming.lock();
    try {
      watches.configure(
          Specs.hashes(copy.values().stream().map(Task::watch).toList()), clock.instant());
      alongside.run();
      tasks.set(copy);
      if (atOnce != places.number()) {
        places = Places.of(atOnce);
      }
    } finally {
      claiming.unlock();
    }
  }

  /** Starts a check of every watch that is due, as far as there are places; does not wait. */
  public List<Future<Result>> begin() {
    Instant now = clock.instant();
    int free = places.free().availablePermits();
    if (free == 0) {
      return List.of();
    }
    return start(
        inForce -> watches.claimDue(owner, now, Leases.LAST, free, inForce::containsKey), false);
  }

  /**
   * Checks these watches now, due or not, and waits for them. Those under way elsewhere are left
   * out.
   */
  public List<Result> checkNow(Collection<String> ids) {
    return await(
        start(
            inForce ->
                watches.claim(
                    owner, Leases.LAST, ids.stream().filter(inForce::containsKey).toList()),
            true));
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

  /**
   * Claims, and begins what is claimed.
   *
   * @param claim claims such watches only as it is given
   */
  private List<Future<Result>> start(
      Function<Map<String, Task>, List<WatchState>> claim, boolean asked) {
    List<Future<Result>> futures = new ArrayList<>();
    claiming.lock();
    try {
      Map<String, Task> inForce = tasks.get();
      List<WatchState> claimed = claim.apply(inForce);
      leases.take(claimed.stream().map(WatchState::watch).toList());
      for (WatchState state : claimed) {
        Task task = Objects.requireNonNull(inForce.get(state.watch()));
        futures.add(threads.submit(() -> placed(() -> checked(task, state, asked))));
      }
    } finally {
      claiming.unlock();
    }
    return futures;
  }

  private Result placed(Callable<Result> work) throws Exception {
    Semaphore free = places.free();
    free.acquire();
    try {
      return work.call();
    } finally {
      free.release();
    }
  }

  private Result checked(Task task, WatchState state, boolean asked) {
    try {
      Result result = tick.check(task, state, owner, asked);
      leases.letGo(List.of(task.watch().id()));
      heard.accept(result);
      return result;
    } catch (Database.Away e) {
      leases.letGo(List.of(task.watch().id()));
      throw e;
    } catch (Watches.DescribedAnew e) {
      try {
        watches.free(owner, task.watch().id());
      } finally {
        leases.letGo(List.of(task.watch().id()));
      }
      LOG.info("{}", e.getMessage());
      throw e;
    } catch (Watches.LeaseLost e) {
      leases.letGo(List.of(task.watch().id()));
      LOG.warn("{}", e.getMessage());
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      // A fault of ours must not take the other watches down, nor ask its source again at once.
      CompletableFuture.delayedExecutor(REST.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> leases.letGo(List.of(task.watch().id())));
      LOG.error(
          "the check of {} broke down; it is tried again within a minute", task.watch().id(), e);
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
    leases.close();
    watches.free(owner);
  }
}
