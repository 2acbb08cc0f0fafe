package crier.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often a network has shown a wrong secret lately. Each is counted by itself, so that whoever
 * guesses locks out nobody but himself.
 */
final class WrongTries {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MOST = 10;

  /** Networks remembered; who has so many needs no more tries from each. */
  private static final int NETWORKS = 10_000;

  private final Map<String, Deque<Instant>> tries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
          return size() > NETWORKS;
        }
      };

  /** Whether this network has to wait. */
  synchronized boolean isTooMany(String network, Instant now) {
    Deque<Instant> wrong = tries.get(network);
    if (wrong == null) {
      return false;
    }
    while (!wrong.isEmpty() && wrong.getFirst().isBefore(now.minus(MINUTE))) {
      wrong.removeFirst();
    }
    return wrong.size() >= MOST;
  }

  synchronized void add(String network, Instant now) {
    tries.computeIfAbsent(network, _ -> new ArrayDeque<>()).addLast(now);
  }
}
