package crier.fetch;

import java.time.Duration;
import java.util.Optional;

/**
 * A budget of requests that several watches share, such as an API token's. Implementations keep it
 * across restarts.
 */
public interface Quota {

  /**
   * Takes one request out of the named budget.
   *
   * @return empty when it may be made now; else how long to wait
   */
  Optional<Duration> take(String name);

  /** Tells the budget what the server answered: status and, on 429, Retry-After. */
  void answered(String name, int status, Optional<Duration> retryAfter);

  /** No budget at all: every request may be made. */
  Quota UNLIMITED =
      new Quota() {
        @Override
        public Optional<Duration> take(String name) {
          return Optional.empty();
        }

        @Override
        public void answered(String name, int status, Optional<Duration> retryAfter) {}
      };
}
