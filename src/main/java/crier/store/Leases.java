package crier.store;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one owner has in hand, and the beat that keeps its leases: they are short, so that a dead
 * owner holds nothing up for long, and are renewed for as long as it lives. They begin and end by
 * the database's clock, which is one for all nodes. Safe for use by many threads.
 */
public final class Leases implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

  /** From an owner's death to the moment when others may take over what it had. */
  public static final Duration LAST = Duration.ofSeconds(20);

  private static final Duration BEAT = Duration.ofSeconds(5);

  /** Nothing is begun under a lease that was renewed longer ago: it may be somebody else's. */
  private static final Duration SURE = LAST.minus(BEAT);

  /** SQL: when a lease of so many {@code :lease} seconds ends. */
  static final String UNTIL = "CURRENT_TIMESTAMP + CAST(:lease AS INTEGER) * INTERVAL '1' SECOND";

  /** SQL: nobody holds it. A lease longer than any is left from a clock that has been put back. */
  static final String OVER =
      """
      (lease_until IS NULL OR lease_until <= CURRENT_TIMESTAMP
        OR lease_until > CURRENT_TIMESTAMP + INTERVAL '1' HOUR)\
      """;

  /** How often each is in hand: one may be claimed again before its last work lets go of it. */
  private final Map<String, Integer> held = new ConcurrentHashMap<>();

  private final Renewal renewal;
  private final LongSupplier nanos;
  private final ScheduledExecutorService beats;
  private volatile long renewed;

  /** What is done at each beat. */
  @FunctionalInterface
  public interface Renewal {
    /**
     * Renews this owner's leases, and frees those that the database says are its own, though it has
     * them not in hand: an answer was lost on the way, or their work broke down.
     */
    void beat(Set<String> held);
  }

  /**
   * Begins to beat.
   *
   * @param nanos of a clock that nobody sets
   */
  public Leases(String name, Renewal renewal, LongSupplier nanos) {
    this.renewal = renewal;
    this.nanos = nanos;
    this.renewed = nanos.getAsLong();
    // A thread of the system: work that keeps every carrier of virtual threads busy stops no beat.
    this.beats =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("leases of " + name).factory());
    var _ =
        beats.scheduleWithFixedDelay(
            this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void beat() {
    long began = nanos.getAsLong();
    try {
      renewal.beat(held());
      renewed = began;
    } catch (RuntimeException e) {
      LOG.debug("leases were not renewed", e);
    }
  }

  /** These have been claimed. */
  public void take(Collection<String> ids) {
    ids.forEach(id -> held.merge(id, 1, Integer::sum));
  }

  /** These are done. */
  public void letGo(Collection<String> ids) {
    ids.forEach(id -> held.computeIfPresent(id, (_, times) -> times == 1 ? null : times - 1));
  }

  /** What is in hand. */
  public Set<String> held() {
    return Set.copyOf(held.keySet());
  }

  /**
   * Whether nobody can have taken over what was claimed then.
   *
   * @param claimed by the clock that nobody sets
   */
  public boolean isSure(long claimed) {
    return nanos.getAsLong() - Math.max(claimed, renewed) < SURE.toNanos();
  }

  @Override
  public void close() {
    beats.shutdown();
  }
}
