package crier.watch;

import crier.model.Outcome;
import crier.model.WatchState;
import crier.source.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is said of a look that broke down: a fault of ours, which no page may hide behind. */
public final class Broken {

  private static final int LONGEST = 200;

  private Broken() {}

  /** A failed look, with its reason on one line. */
  public static Look.CouldNot look(Throwable e) {
    return new Look.CouldNot(Look.Reason.FAILED, why(e), Optional.empty());
  }

  /** What a look that could not look is counted as. */
  static Outcome outcome(Look.Reason reason) {
    return switch (reason) {
      case BLOCKED -> Outcome.BLOCKED;
      case FAILED -> Outcome.FAILED;
      case THROTTLED -> Outcome.THROTTLED;
      case UNRECOGNISED -> Outcome.UNRECOGNISED;
      case GONE, GONE_FOR_GOOD -> Outcome.GONE;
    };
  }

  /** What is said of a check whose outcome could not be stored. */
  static Tick.Result result(Tick.Task task, WatchState state, Throwable e, Instant at) {
    return new Tick.Result(
        task.watch(),
        Outcome.FAILED,
        "what came of the look could not be stored: " + why(e),
        at,
        state.failures() + 1,
        List.of(),
        Optional.empty(),
        List.of(),
        Duration.ZERO);
  }

  private static String why(Throwable e) {
    String said = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
    said = said.replaceAll("https?://\\S+", "…"); // an address may hold a key
    String cut = said.length() <= LONGEST ? said : said.substring(0, LONGEST) + "…";
    return "the look broke down (%s%s); this is a fault of Crier's, its log has the details"
        .formatted(e.getClass().getSimpleName(), cut.isBlank() ? "" : ": " + cut);
  }
}
