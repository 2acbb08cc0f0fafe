package crier.alert.sending;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** How long to wait before the next try, and when a letter is dead: after about three days. */
final class Backoff {

  /** The example schedule of Standard Webhooks 1.0: 75 hours and a half in all. */
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  /** A receiver that answers nobody is asked by one message at a time, and more often than that. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(45),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15));

  private static final Duration PATIENCE = WAITS.stream().reduce(Duration.ZERO, Duration::plus);
  private static final double JITTER = 0.2;
  private static final Duration LONGEST = Duration.ofHours(24);

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The wait after a try that failed.
   *
   * @param attempts tries so far, this one included
   * @param asked what the receiver asked for, or zero
   */
  Duration after(int attempts, Duration asked) {
    return bounded(WAITS.get(Math.clamp(attempts - 1, 0, WAITS.size() - 1)), asked);
  }

  /**
   * The wait before a receiver that fails is tried again by anything.
   *
   * @param failures in a row, this one included
   * @param asked what it asked for, or zero
   */
  Duration pause(int failures, Duration asked) {
    return bounded(PAUSES.get(Math.clamp(failures - 1, 0, PAUSES.size() - 1)), asked);
  }

  /** What was first due before this time, and fails again, is dead. */
  Instant limit(Instant now) {
    return now.minus(PATIENCE);
  }

  private Duration bounded(Duration planned, Duration asked) {
    Duration wait =
        Duration.ofMillis(
            Math.round(planned.toMillis() * (1 + JITTER * (2 * random.nextDouble() - 1))));
    Duration longer = wait.compareTo(asked) < 0 ? asked : wait;
    return longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
  }
}
