package crier.fetch;

import crier.model.Capture;
import java.time.Duration;
import java.util.Optional;

/** What came of a {@link Request}. */
public sealed interface Fetched {

  /** The page, complete, and plausibly the page asked for. */
  record Fresh(Capture capture) implements Fetched {}

  /** Status 304, or the same bytes as the last accepted answer. */
  record NotModified() implements Fetched {}

  /** The server, our pace or a quota says: not now. */
  record TryLater(String why, Duration after) implements Fetched {}

  /** Something other than the page: a challenge, a login, a refusal. */
  record Blocked(String why) implements Fetched {}

  /**
   * No answer, or half of one, or an error.
   *
   * @param retryAfter what the server asked for, if anything
   */
  record Failed(String why, Optional<Duration> retryAfter) implements Fetched {
    public Failed(String why) {
      this(why, Optional.empty());
    }
  }

  /** The server says the page does not exist: 404, 410, or a page that says so. */
  record Gone(int status, String why) implements Fetched {}
}
