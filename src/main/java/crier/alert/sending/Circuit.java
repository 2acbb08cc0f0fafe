package crier.alert.sending;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a receiver is worth trying: the mail server as one, each web address its own. Open after
 * failures; then one letter at a time asks whether it is back.
 */
final class Circuit {

  private final Backoff backoff;

  /** A single address that says "later" may be greylisting; so many in a row are the server. */
  private final int tolerance;

  private int failures;
  private int inARow;
  private Instant opened = Instant.MIN;
  private Instant notBefore = Instant.MIN;
  private String reason = "";

  Circuit(Backoff backoff, int tolerance) {
    this.backoff = backoff;
    this.tolerance = tolerance;
  }

  synchronized boolean isOpen() {
    return failures > 0;
  }

  /** It failed before this program was started: the next letter asks whether it is back. */
  synchronized void remember(String why, Instant now) {
    if (failures == 0) {
      failures = 1;
      opened = now;
      reason = why;
    }
  }

  /** Whether a letter may be tried now, be it only to see. */
  synchronized boolean mayTry(Instant now) {
    return !now.isBefore(notBefore);
  }

  /** The receiver said something about a letter; true when it was given up before. */
  synchronized boolean answered() {
    boolean wasOpen = failures > 0;
    forget();
    return wasOpen;
  }

  /** The receiver asked for time, or did not answer. */
  synchronized void putOff(String why, Duration asked, Instant now) {
    inARow++;
    if (failures > 0 || inARow >= tolerance) {
      open(why, asked, now);
    }
  }

  /** Nothing can be sent until somebody mends it. */
  synchronized void broken(String why, Instant now) {
    open(why, Duration.ZERO, now);
  }

  private void open(String why, Duration asked, Instant now) {
    if (failures == 0) {
      opened = now;
    }
    if (failures > 0 && now.isBefore(notBefore)) {
      return; // was on its way when another one failed: the same failure
    }
    failures++;
    notBefore = now.plus(backoff.pause(failures, asked));
    reason = why;
  }

  /** Forgets what was: behind its name is another receiver now, or none. */
  synchronized void forget() {
    failures = 0;
    inARow = 0;
    notBefore = Instant.MIN;
    reason = "";
  }

  /** Lets the next letter be tried now: somebody says that it is mended. */
  synchronized void lift() {
    notBefore = Instant.MIN;
  }

  /** Why nothing is sent, when it has been so since {@code limit} at least. */
  synchronized Optional<String> stuckSince(Instant limit) {
    return failures > 0 && !opened.isAfter(limit) ? Optional.of(reason) : Optional.empty();
  }
}
