package crier.model;

import java.time.Instant;

/**
 * One mail that a subscriber's address did not take.
 *
 * @param kind what that says about the address
 * @param status of RFC 3463, such as {@code 5.1.1}; empty when there was none
 */
public record Bounce(Kind kind, String status, Instant at) {

  /** What a bounce says about an address. */
  public enum Kind {
    /** Refused for good while we were handing over; a mail server's bad hour may look like this. */
    REFUSED,
    /** Reported as failed for good. */
    HARD,
    /** Failed this time: a full mailbox, a server that could not be reached. */
    SOFT,
    /** Reported as spam by the person. */
    COMPLAINT
  }
}
