package crier.alert.sending;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one who waits; given twice before anybody waited, it wakes once. */
final class Signal {

  private final Semaphore given = new Semaphore(0);

  void give() {
    if (given.availablePermits() == 0) {
      given.release();
    }
  }

  /** Waits until it is given, or so long. */
  void await(Duration longest) {
    try {
      if (given.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        given.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
