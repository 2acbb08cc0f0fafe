package crier.alert;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait before the next try: about three days in all, then a letter is dead. */
final class Backoff {

  /** The example schedule of Standard Webhooks 1.0. */
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
   * @param asked what the receiver asked for
   * @return empty when there is no next try
   */
  Optional<Duration> after(int attempts, Optional<Duration> asked) {
    if (attempts > WAITS.size()) {
      return Optional.empty();
    }
    Duration wait = jittered(WAITS.get(attempts - 1));
    Duration floor = asked.orElse(Duration.ZERO);
    Duration longer = wait.compareTo(floor) < 0 ? floor : wait;
    return Optional.of(longer.compareTo(LONGEST) > 0 ? LONGEST : longer);
  }

  /** The wait before a paused channel is tried again. */
  Duration pause() {
    return jittered(Duration.ofMinutes(5));
  }

  private Duration jittered(Duration wait) {
    return Duration.ofMillis(
        Math.round(wait.toMillis() * (1 + JITTER * (2 * random.nextDouble() - 1))));
  }
}
