package crier.alert;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the messages to one receiver apart. The wait is spent here and not in the outbox, where it
 * would count as a failed try.
 */
public final class Pacing {

  private final long apart;
  private final Pause pause;
  private final Map<String, Long> nextFree = new ConcurrentHashMap<>();

  /** Monotonic time, and the waiting for it. */
  public interface Pause {
    /** Nanoseconds since some fixed moment. */
    long nanos();

    void last(Duration time) throws InterruptedException;

    Pause REAL =
        new Pause() {
          @Override
          public long nanos() {
            return System.nanoTime();
          }

          @Override
          public void last(Duration time) throws InterruptedException {
            Thread.sleep(time);
          }
        };
  }

  /**
   * Paces.
   *
   * @param apart least time between the starts of two messages to one receiver
   */
  public Pacing(Duration apart, Pause pause) {
    this.apart = apart.toNanos();
    this.pause = pause;
  }

  /**
   * Waits for the receiver's turn.
   *
   * @return false when the program is being stopped meanwhile
   */
  public boolean await(String receiver) {
    long now = pause.nanos();
    long mine =
        nextFree.merge(receiver, now + apart, (free, _) -> Math.max(free, now) + apart) - apart;
    try {
      if (mine > now) {
        pause.last(Duration.ofNanos(mine - now));
      }
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
