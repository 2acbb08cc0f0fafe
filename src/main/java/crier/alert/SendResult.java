package crier.alert;

import java.time.Duration;
import java.util.Optional;

/** What a receiver said. */
public sealed interface SendResult {

  /**
   * Taken over by the receiver.
   *
   * @param receipt what it answered, for the record
   */
  record Accepted(String receipt) implements SendResult {}

  /** Not now: try again, not before {@code after} if the receiver named a time. */
  record TryLater(String reason, Optional<Duration> after) implements SendResult {}

  /** Never: this message or this address will not be taken. */
  record Rejected(String reason) implements SendResult {}

  /**
   * The fault is ours, not the recipient's (wrong password, revoked webhook): the channel pauses,
   * nothing is lost, the operator is told.
   */
  record OperatorProblem(String reason) implements SendResult {}
}
