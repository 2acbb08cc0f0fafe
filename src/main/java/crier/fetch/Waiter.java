package crier.fetch;

import java.time.Duration;

/** Monotonic time and the waiting for it, so that tests of the pace need not wait. */
interface Waiter {

  /** Nanoseconds since some fixed moment. */
  long nanos();

  void pause(Duration time) throws InterruptedException;

  Waiter REAL =
      new Waiter() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
          Thread.sleep(time);
        }
      };
}
