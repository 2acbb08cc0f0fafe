package crier.watch;

import crier.model.Memo;
import crier.source.Look;
import crier.source.Visit;
import java.time.Duration;
import java.time.Instant;

/**
 * What is learnt of a list from look to look: how many items it usually shows, and since when it
 * has shown something that is hard to believe. Kept in the memo.
 */
final class ListExperience {

  /** A purge or a shorter page that has stood for so long is no accident. */
  private static final Duration SETTLED = Duration.ofHours(24);

  private static final String USUAL = "usual";
  private static final String LAST = "shown last";
  private static final String ODD = "odd since";

  private ListExperience() {}

  static Comparison.Expectation expectation(
      Tick.Task task, Memo before, Look.Seen seen, Instant at, Settling settling) {
    boolean settled =
        before
            .get(ODD)
            .map(Instant::parse)
            .filter(since -> !at.isBefore(since.plus(SETTLED)))
            .isPresent();
    return new Comparison.Expectation(
        number(before, USUAL),
        number(seen.memo(), Visit.SHOWN),
        before.get(ODD).map(Instant::parse).filter(settling::isSecondLook).isPresent(),
        settled,
        task.watch().source().flag("may-be-empty"));
  }

  /**
   * The memo after a look that was believed: more is learnt when two looks in a row show more, less
   * little by little.
   */
  static Memo from(Memo before, Memo after) {
    int shown = number(after, Visit.SHOWN);
    int usual = number(before, USUAL);
    int last = number(before, LAST);
    int experience =
        usual == 0 || before.get(ODD).isPresent()
            ? shown
            : shown >= usual ? Math.min(shown, Math.max(usual, last)) : usual - (usual - shown) / 4;
    return after
        .with(ODD, null)
        .with(USUAL, experience == 0 ? null : String.valueOf(experience))
        .with(LAST, shown == 0 ? null : String.valueOf(shown));
  }

  /** The memo after a look that was not believed. */
  static Memo odd(Memo before, Instant at) {
    return before.get(ODD).isPresent() ? before : before.with(ODD, at.toString());
  }

  /** What was learnt stays as it is after a look that was believed in part. */
  static Memo kept(Memo before, Memo after) {
    return after
        .with(USUAL, before.get(USUAL).orElse(null))
        .with(LAST, before.get(LAST).orElse(null))
        .with(ODD, before.get(ODD).or(() -> after.get(ODD)).orElse(null));
  }

  private static int number(Memo memo, String name) {
    return memo.get(name).filter(text -> text.matches("\\d{1,6}")).map(Integer::parseInt).orElse(0);
  }
}
