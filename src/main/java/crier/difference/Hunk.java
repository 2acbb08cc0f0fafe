package crier.difference;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/**
 * A place where two lists differ.
 *
 * @param from index of the first that went
 * @param fromEnd index after the last that went
 * @param to index of the first that came
 * @param toEnd index after the last that came
 */
public record Hunk(int from, int fromEnd, int to, int toEnd) {

  /**
   * Where two lists differ, in order; neighbours are one. In linear space: of two long texts with
   * nothing in common, the usual algorithm would fill the memory with paths.
   */
  public static List<Hunk> between(List<String> was, List<String> now) {
    List<Hunk> hunks = new ArrayList<>();
    for (AbstractDelta<String> delta :
        DiffUtils.diff(was, now, new MyersDiffWithLinearSpace<>(), null).getDeltas()) {
      int from = delta.getSource().getPosition();
      int to = delta.getTarget().getPosition();
      Hunk hunk =
          new Hunk(from, from + delta.getSource().size(), to, to + delta.getTarget().size());
      Hunk last = hunks.isEmpty() ? null : hunks.getLast();
      // It tells a replacement as an insertion beside a deletion.
      if (last != null && last.fromEnd() == hunk.from() && last.toEnd() == hunk.to()) {
        hunks.removeLast();
        hunks.add(new Hunk(last.from(), hunk.fromEnd(), last.to(), hunk.toEnd()));
      } else {
        hunks.add(hunk);
      }
    }
    return hunks;
  }
}
