package crier.source;

import crier.fetch.Fetched;
import crier.model.Capture;
import crier.model.Content;
import crier.model.Memo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What came of looking at a watch's page once. */
public sealed interface Look {

  /**
   * The page was reached and says what it said before.
   *
   * @param troubles what could not be looked at beside it, as in {@link Seen}
   */
  record Unchanged(Memo memo, List<String> troubles) implements Look {
    public Unchanged {
      troubles = List.copyOf(troubles);
    }

    public Unchanged(Memo memo) {
      this(memo, List.of());
    }
  }

  /**
   * The page was reached and read.
   *
   * @param captures what it was read from, the most telling first; at least one
   * @param troubles what could not be looked at beside it (an API that refused its token), for the
   *     operator; empty when all went well
   */
  record Seen(Content content, List<Capture> captures, Memo memo, List<String> troubles)
      implements Look {
    public Seen {
      captures = List.copyOf(captures);
      troubles = List.copyOf(troubles);
    }
  }

  /**
   * Nothing can be said of the page. Never the same as "nothing new".
   *
   * @param why for the operator: what was asked, what came
   * @param retryAfter not before so long, when the other side asked for it
   */
  record CouldNot(Reason reason, String why, Optional<Duration> retryAfter) implements Look {}

  /** Why nothing can be said; also the {@code outcome} label of the metrics. */
  enum Reason {
    BLOCKED,
    FAILED,
    THROTTLED,
    UNRECOGNISED,
    GONE,
    /** Status 410: the server says that it will not be back. */
    GONE_FOR_GOOD
  }

  /**
   * The look that a fetch other than {@link Fetched.Fresh} and {@link Fetched.NotModified} comes
   * to.
   *
   * @throws IllegalArgumentException for those two
   */
  static CouldNot of(Fetched fetched) {
    return switch (fetched) {
      case Fetched.TryLater(String why, Duration after) ->
          new CouldNot(Reason.THROTTLED, why, Optional.of(after));
      case Fetched.Blocked(String why) -> new CouldNot(Reason.BLOCKED, why, Optional.empty());
      case Fetched.Failed(String why, Optional<Duration> after) ->
          new CouldNot(Reason.FAILED, why, after);
      case Fetched.Gone(int status, String why) ->
          new CouldNot(
              switch (status) {
                case 404 -> Reason.GONE;
                case 410 -> Reason.GONE_FOR_GOOD;
                // Its words say so and its status does not: for the operator to look at.
                default -> Reason.UNRECOGNISED;
              },
              why + " (" + status + ")",
              Optional.empty());
      case Fetched.Fresh _, Fetched.NotModified _ ->
          throw new IllegalArgumentException("reached: " + fetched);
    };
  }
}
