package crier.fetch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import crier.fetch.FetchSettings.HostSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many requests are under way, in all and at each host, and how far apart they start. First
 * come, first served; who waits for one host holds nothing that another host needs.
 */
final class Pace {

  /** Longest wait for a turn; whoever would wait longer is told to come back. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Waiter waiter;
  private final Places all;
  private final Cache<String, Gate> gates =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(Duration.ofHours(1)).build();

  Pace(int concurrency, Waiter waiter) {
    this.waiter = waiter;
    this.all = new Places(concurrency);
  }

  /** So many requests may be under way in all from now on; those that are go on. */
  void allow(int concurrency) {
    all.allow(concurrency);
  }

  /** Room for so many at once, which may come to be more or fewer while some are taken. */
  private static final class Places extends Semaphore {
    private static final long serialVersionUID = 1;
    private int number;

    Places(int number) {
      super(Math.max(1, number), true);
      this.number = Math.max(1, number);
    }

    synchronized void allow(int wanted) {
      int more = Math.max(1, wanted) - number;
      number += more;
      if (more > 0) {
        release(more);
      } else {
        reducePermits(-more);
      }
    }
  }

  /**
   * Waits for a turn at a host.
   *
   * @return the turn, to be closed after the answer; empty when {@link #PATIENCE} ran out
   */
  Optional<Turn> turn(String host, HostSettings manners) throws InterruptedException {
    Gate gate = gates.get(host, _ -> new Gate(manners));
    gate.heed(manners);
    if (!gate.open.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    boolean granted = false;
    try {
      if (gate.start() && all.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        granted = true;
        return Optional.of(new Turn(gate.open, all));
      }
      return Optional.empty();
    } finally {
      if (!granted) {
        gate.open.release();
      }
    }
  }

  /** The right to make one request now. */
  record Turn(Semaphore host, Semaphore all) implements AutoCloseable {
    @Override
    public void close() {
      all.release();
      host.release();
    }
  }

  private final class Gate {
    final Places open;
    private long interval;
    private long next = waiter.nanos();

    Gate(HostSettings manners) {
      this.open = new Places(manners.concurrency());
      this.interval = manners.minInterval().toNanos();
    }

    /** The next start is as far from the last one as the manners of now ask. */
    synchronized void heed(HostSettings manners) {
      open.allow(manners.concurrency());
      next += manners.minInterval().toNanos() - interval;
      interval = manners.minInterval().toNanos();
    }

    /** Takes the next start and waits for it; false when it is too far off. */
    boolean start() throws InterruptedException {
      long wait;
      synchronized (this) {
        long now = waiter.nanos();
        wait = interval <= 0 ? 0 : Math.max(0, next - now);
        if (wait > PATIENCE.toNanos()) {
          return false;
        }
        next = now + wait + interval;
      }
      if (wait > 0) {
        waiter.pause(Duration.ofNanos(wait));
      }
      return true;
    }
  }
}
