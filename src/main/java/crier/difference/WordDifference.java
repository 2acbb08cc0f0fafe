package crier.difference;

import crier.difference.Difference.Kind;
import crier.difference.Difference.Piece;
import java.util.ArrayList;
import java.util.List;

/**
 * The words that went and came between two passages. Joined, the pieces of a side are that side.
 *
 * @param before what stayed and what went
 * @param after what stayed and what came
 */
record WordDifference(List<Piece> before, List<Piece> after) {

  /** Passages longer than this are shown whole: nobody finds a word in them. */
  private static final int MOST_WORDS = 4_000;

  /** With less than this share in common, marks between the words hide more than they show. */
  private static final double LEAST_COMMON = 0.3;

  /** A run that stayed, or a change: what went and what came. */
  private record Run(boolean same, String before, String after) {}

  static WordDifference of(String before, String after) {
    List<String> was = Sentences.words(before);
    List<String> now = Sentences.words(after);
    if (was.size() > MOST_WORDS || now.size() > MOST_WORDS) {
      return replaced(before, after);
    }
    List<Run> runs = readable(runs(was, now));
    int common =
        runs.stream().filter(Run::same).mapToInt(run -> run.before().strip().length()).sum();
    if (common < LEAST_COMMON * Math.min(before.length(), after.length())) {
      return replaced(before, after);
    }
    List<Piece> left = new ArrayList<>();
    List<Piece> right = new ArrayList<>();
    for (Run run : runs) {
      int lead = run.same() ? 0 : commonSpace(run.before(), run.after());
      String space = run.before().substring(0, lead);
      add(left, Kind.SAME, space);
      add(right, Kind.SAME, space);
      add(left, run.same() ? Kind.SAME : Kind.DELETED, run.before().substring(lead));
      add(right, run.same() ? Kind.SAME : Kind.INSERTED, run.after().substring(lead));
    }
    return new WordDifference(left, right);
  }

  private static WordDifference replaced(String before, String after) {
    return new WordDifference(
        List.of(new Piece(Kind.DELETED, before)), List.of(new Piece(Kind.INSERTED, after)));
  }

  private static List<Run> runs(List<String> was, List<String> now) {
    List<Run> runs = new ArrayList<>();
    int place = 0;
    for (Hunk hunk : Hunk.between(was, now)) {
      if (hunk.from() > place) {
        String same = String.join("", was.subList(place, hunk.from()));
        runs.add(new Run(true, same, same));
      }
      runs.add(
          new Run(
              false,
              String.join("", was.subList(hunk.from(), hunk.fromEnd())),
              String.join("", now.subList(hunk.to(), hunk.toEnd()))));
      place = hunk.fromEnd();
    }
    if (place < was.size()) {
      String same = String.join("", was.subList(place, was.size()));
      runs.add(new Run(true, same, same));
    }
    return runs;
  }

  /** Joins changes that only a space, a comma or a single short word keeps apart. */
  private static List<Run> readable(List<Run> runs) {
    List<Run> result = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      boolean between = i > 0 && i < runs.size() - 1;
      Run last = result.isEmpty() ? null : result.getLast();
      if (last != null && !last.same() && (!run.same() || (between && isCrumb(run.before())))) {
        result.removeLast();
        result.add(new Run(false, last.before() + run.before(), last.after() + run.after()));
      } else {
        result.add(run);
      }
    }
    return result;
  }

  /** How much white space both begin with: it did not change. */
  private static int commonSpace(String before, String after) {
    int count = 0;
    while (count < Math.min(before.length(), after.length())
        && before.charAt(count) == after.charAt(count)
        && Character.isWhitespace(before.charAt(count))) {
      count++;
    }
    return count;
  }

  private static boolean isCrumb(String text) {
    return text.length() <= 5
        && text.indexOf('\n') < 0
        && text.codePoints().noneMatch(Character::isDigit);
  }

  private static void add(List<Piece> pieces, Kind kind, String text) {
    if (!text.isEmpty()) {
      pieces.add(new Piece(kind, text));
    }
  }
}
