package crier.fetch;

import crier.model.Capture;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came of a {@link Request}. */
public sealed interface Fetched {

  /** The page, complete, and plausibly the page asked for. */
  record Fresh(Capture capture) implements Fetched {}

  /**
   * Status 304, or the same bytes as the last accepted answer. There can be something to learn from
   * it all the same: servers change validators, and move pages, without touching a byte.
   *
   * @param headers of the answer, as in a {@link Capture}, {@link Capture#MOVED} included
   * @param whole whether it was an answer with a body: then the validators it lacks are no more
   */
  record NotModified(Map<String, List<String>> headers, boolean whole) implements Fetched {

    public NotModified {
      headers = Map.copyOf(headers);
    }

    /** Nothing but that. */
    public NotModified() {
      this(Map.of(), false);
    }

    /** First value of a header, by its name in lower case. */
    public Optional<String> header(String name) {
      return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** As {@link Capture#movedTo}. */
    public Optional<URI> movedTo() {
      return header(Capture.MOVED).map(URI::create);
    }
  }

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
