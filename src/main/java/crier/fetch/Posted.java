package crier.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a {@link Post}. No reason ever holds the address: a webhook's address is its secret.
 */
public sealed interface Posted {

  /**
   * The receiver answered; whether that is a yes is the channel's to say. Redirects are answers.
   *
   * @param headers names in lower case, the first value of each
   * @param body the first {@value Post#MOST_READ} bytes, as UTF-8
   */
  record Answered(int status, Map<String, String> headers, String body) implements Posted {
    public Answered {
      headers = Map.copyOf(headers);
    }

    /** How long the receiver asks to be left alone; empty when it does not say. */
    public Optional<Duration> retryAfter(Instant now) {
      return RetryAfter.parse(headers.get("retry-after"), now);
    }
  }

  /**
   * No answer.
   *
   * @param maybeSent whether the receiver may have got the message all the same
   */
  record Unreachable(String why, boolean maybeSent) implements Posted {}

  /** Never sent: the address is one we do not post to, or a header cannot be written. */
  record Refused(String why) implements Posted {}
}
