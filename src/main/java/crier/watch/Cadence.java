package crier.watch;

import crier.model.Rhythm;
import crier.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/** When to look again. */
public final class Cadence {

  /** A second look at something odd comes soon, but not so soon that the same glitch answers. */
  private static final Duration SECOND_LOOK = Duration.ofMinutes(10);

  /** Looks that fail come less and less often, up to this. */
  private static final Duration SELDOM = Duration.ofHours(6);

  private static final int FAILURES_BEFORE_BACKING_OFF = 5;

  /** How far from the interval the next look may be. */
  private static final double JITTER = 0.1;

  /** Share of that which is chance. */
  private static final double SHAKE = 0.3;

  private final BiFunction<String, Instant, Instant> cron;
  private final RandomGenerator random;

  /**
   * Makes a cadence.
   *
   * @param cron the first time after an instant at which a Quartz cron expression fires
   * @param random for jitter, so that a thousand watches do not fire together
   */
  public Cadence(BiFunction<String, Instant, Instant> cron, RandomGenerator random) {
    this.cron = cron;
    this.random = random;
  }

  /** The next look after one that reached the page. */
  Instant next(Watch watch, Instant now) {
    return switch (watch.rhythm()) {
      case Rhythm.Every(Duration interval) -> spread(watch.id(), interval, now);
      case Rhythm.Cron(String expression) -> cron.apply(expression, now);
    };
  }

  /** The next look when something waits to be confirmed. */
  Instant secondLook(Watch watch, Instant now) {
    Instant soon = now.plus(SECOND_LOOK);
    Instant usual = next(watch, now);
    return usual.isBefore(soon) ? usual : soon;
  }

  /**
   * The next look after one that did not reach the page.
   *
   * @param failures how many in a row, this one included
   * @param retryAfter what the other side asked for
   */
  Instant afterFailure(Watch watch, Instant now, int failures, Optional<Duration> retryAfter) {
    Instant next = next(watch, now);
    int beyond = failures - FAILURES_BEFORE_BACKING_OFF;
    if (beyond > 0) {
      Duration usual = Duration.between(now, next);
      Duration longer = usual.multipliedBy(1L << Math.min(beyond, 10));
      Duration capped = longer.compareTo(SELDOM) < 0 ? longer : SELDOM;
      next = now.plus(capped.compareTo(usual) > 0 ? capped : usual);
    }
    Instant asked = now.plus(retryAfter.orElse(Duration.ZERO));
    return asked.isAfter(next) ? asked : next;
  }

  /**
   * An interval later, drawn towards the watch's own place in it: watches that were all due at
   * once, after a pause of ours, spread again, and a restart cannot bring them together for long.
   */
  private Instant spread(String watch, Duration interval, Instant now) {
    long every = Math.max(1, interval.toMillis());
    long most = Math.round(every * JITTER);
    long due = now.toEpochMilli() + every;
    long place = Math.floorMod(scattered(watch), every);
    long off = Math.floorMod(place - due + every / 2, every) - every / 2;
    long drawn = Math.clamp(off, -most, most);
    long shaken = Math.round(most * SHAKE * (2 * random.nextDouble() - 1));
    return Instant.ofEpochMilli(due + Math.clamp(drawn + shaken, -most, most));
  }

  /** String.hashCode puts names that differ in their last letter side by side. */
  private static long scattered(String name) {
    long hash = 0xcbf29ce484222325L; // FNV-1a, 64 bits
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return (hash ^ (hash >>> 29)) * 0xbf58476d1ce4e5b9L;
  }
}
