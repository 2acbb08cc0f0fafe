package crier.fetch;

import java.time.Duration;
import java.util.Optional;

/**
 * A budget of requests that several watches share, such as an API token's. Implementations keep it
 * across restarts and nodes.
 */
public interface Quota {

  /**
   * What a request is for, the most pressing first. Where a budget is short, the later ones leave
   * room for the earlier ones.
   */
  enum Priority {
    /** Something is known to have moved: what is it? */
    MOVED,
    /** What belongs to it, or replaces a source that fails: documents, a feed that is down. */
    DOCUMENTS,
    /** Nothing is known to have moved; it is merely due. */
    RECONCILE
  }

  /** Whether a request may be made. */
  sealed interface Leave {

    /**
     * It may, now; what came of it is to be told.
     *
     * @param ticket names the request to its budget
     */
    record Granted(String budget, long ticket) implements Leave {}

    /**
     * Not now.
     *
     * @param why for people: what is used up, who refuses what
     */
    record Wait(String why, Duration after) implements Leave {}
  }

  /**
   * What the server answered.
   *
   * @param retryAfter the header, where it can be used
   * @param body of an answer that is no success, as UTF-8; else empty
   */
  record Answered(int status, Optional<Duration> retryAfter, String body) {}

  /** Asks to take one request out of the named budget. */
  Leave take(String budget, Priority priority);

  /**
   * Tells the budget what was answered.
   *
   * @return why nothing can be paid from this budget for now, when the answer is about whoever pays
   *     and not about the page
   */
  Optional<Leave.Wait> answered(Leave.Granted leave, Answered answer);

  /** Tells the budget that no answer came; the server may have counted the request. */
  void unanswered(Leave.Granted leave);

  /** No budget at all: every request may be made. */
  Quota UNLIMITED =
      new Quota() {
        @Override
        public Leave take(String budget, Priority priority) {
          return new Leave.Granted(budget, 0);
        }

        @Override
        public Optional<Leave.Wait> answered(Leave.Granted leave, Answered answer) {
          return Optional.empty();
        }

        @Override
        public void unanswered(Leave.Granted leave) {}
      };
}
