package crier.watch;

import crier.model.Memo;
import crier.model.WatchMemory.Experience;
import crier.source.Look;
import crier.source.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is learnt of a list from look to look: how many items it usually shows, and since when it
 * has shown something that is hard to believe. Kept in the memo.
 */
final class ListExperience {

  /** A purge or a shorter page that has stood for so long is no accident. */
  private static final Duration SETTLED = Duration.ofHours(24);

  private ListExperience() {}

  static Comparison.Expectation expectation(
      Tick.Task task, Memo before, Look.Seen seen, Instant at, Settling settling) {
    Experience known = before.watch().experience();
    Optional<Instant> odd = Optional.ofNullable(known.oddSince());
    return new Comparison.Expectation(
        known.usual(),
        shown(seen.memo()),
        odd.filter(settling::isSecondLook).isPresent(),
        odd.filter(since -> !at.isBefore(since.plus(SETTLED))).isPresent(),
        task.watch().source().flag("may-be-empty"));
  }

  /**
   * The memo after a look that was believed: more is learnt when two looks in a row show more, less
   * little by little.
   */
  static Memo from(Memo before, Memo after) {
    Experience known = before.watch().experience();
    int shown = shown(after);
    int usual = known.usual();
    int now =
        usual == 0 || known.oddSince() != null
            ? shown
            : shown >= usual
                ? Math.min(shown, Math.max(usual, known.shownLast()))
                : usual - (usual - shown) / 4;
    return with(after, new Experience(now, shown, null));
  }

  /** The memo after a look that was not believed. */
  static Memo odd(Memo before, Instant at) {
    Experience known = before.watch().experience();
    return known.oddSince() != null
        ? before
        : with(before, new Experience(known.usual(), known.shownLast(), at));
  }

  /** What was learnt stays as it is after a look that was believed in part. */
  static Memo kept(Memo before, Memo after) {
    Experience known = before.watch().experience();
    return with(
        after,
        known.oddSince() != null
            ? known
            : new Experience(
                known.usual(), known.shownLast(), after.watch().experience().oddSince()));
  }

  private static Memo with(Memo memo, Experience experience) {
    return memo.with(memo.watch().with(experience));
  }

  private static int shown(Memo memo) {
    return memo.get(Visit.SHOWN)
        .filter(text -> text.matches("\\d{1,6}"))
        .map(Integer::parseInt)
        .orElse(0);
  }
}
