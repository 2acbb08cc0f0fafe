package crier.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock that is never put back. Where the machine's is, this one goes on at half its speed until
 * the other has caught up: what is due stays due, and no hour comes twice.
 */
final class SteadyClock implements InstantSource {

  private final InstantSource wall;
  private final LongSupplier nanos;
  private Instant last;
  private long at;

  /**
   * Makes a clock.
   *
   * @param nanos of a clock that nobody sets
   */
  SteadyClock(InstantSource wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
    this.last = wall.instant();
    this.at = nanos.getAsLong();
  }

  @Override
  public synchronized Instant instant() {
    Instant now = wall.instant();
    long then = nanos.getAsLong();
    last = now.isBefore(last) ? last.plus(Duration.ofNanos((then - at) / 2)) : now;
    at = then;
    return last;
  }
}
