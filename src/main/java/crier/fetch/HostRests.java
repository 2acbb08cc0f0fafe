package crier.fetch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Until when each host asked to be left alone; shared by all watches of the host. */
final class HostRests {

  private final Cache<String, Instant> until =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(RetryAfter.LONGEST).build();

  /** Nobody asks this host before {@code end}. */
  void rest(String host, Instant end) {
    until.asMap().merge(host, end, (a, b) -> a.isAfter(b) ? a : b);
  }

  /** What is left of a host's rest. */
  Optional<Duration> left(String host, Instant now) {
    return Optional.ofNullable(until.getIfPresent(host))
        .map(end -> Duration.between(now, end))
        .filter(Duration::isPositive)
        // a clock set back must not make the rest longer than any we grant
        .map(wait -> wait.compareTo(RetryAfter.LONGEST) > 0 ? RetryAfter.LONGEST : wait);
  }
}
