package crier.watch;

import crier.model.Rhythm;
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
  private static final double JITTER = 0.1;

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
  Instant next(Rhythm rhythm, Instant now) {
    return switch (rhythm) {
      case Rhythm.Every(Duration interval) -> now.plus(jittered(interval));
      case Rhythm.Cron(String expression) -> cron.apply(expression, now);
    };
  }

  /** The next look when something waits to be confirmed. */
  Instant secondLook(Rhythm rhythm, Instant now) {
    Instant soon = now.plus(SECOND_LOOK);
    Instant usual = next(rhythm, now);
    return usual.isBefore(soon) ? usual : soon;
  }

  /**
   * The next look after one that did not reach the page.
   *
   * @param failures how many in a row, this one included
   * @param retryAfter what the other side asked for
   */
  Instant afterFailure(Rhythm rhythm, Instant now, int failures, Optional<Duration> retryAfter) {
    Instant next = next(rhythm, now);
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

  private Duration jittered(Duration interval) {
    double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
    return Duration.ofMillis(Math.max(1, Math.round(interval.toMillis() * factor)));
  }
}
