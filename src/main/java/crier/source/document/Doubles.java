package crier.source.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.text.TextPosition;

/** What is printed twice at one place to look bold, and what is printed upon something else. */
final class Doubles {

  /** A second print that is further away is another letter. In heights of the line, and widths. */
  private static final double APART = 0.1;

  private static final double OF_ITS_WIDTH = 0.35;

  private Doubles() {}

  /** The signs without those that only make others look bold or cast a shadow. */
  static List<TextPosition> dropped(List<TextPosition> drawn) {
    Map<String, List<TextPosition>> known = new HashMap<>();
    List<TextPosition> kept = new ArrayList<>();
    for (TextPosition sign : drawn) {
      if (sign.getUnicode().isBlank()) {
        kept.add(sign);
        continue;
      }
      int column = (int) Math.floor(sign.getX() / 8);
      int row = (int) Math.floor(sign.getY() / 8);
      boolean twice = false;
      for (int x = column - 1; x <= column + 1 && !twice; x++) {
        for (int y = row - 1; y <= row + 1 && !twice; y++) {
          twice =
              known.getOrDefault(place(sign, x, y), List.of()).stream()
                  .anyMatch(other -> isDouble(sign, other));
        }
      }
      if (!twice) {
        known.computeIfAbsent(place(sign, column, row), _ -> new ArrayList<>()).add(sign);
        kept.add(sign);
      }
    }
    return kept;
  }

  private static String place(TextPosition sign, int column, int row) {
    return sign.getUnicode() + ' ' + column + ' ' + row;
  }

  private static boolean isDouble(TextPosition one, TextPosition other) {
    double apart = Math.hypot(one.getX() - other.getX(), one.getY() - other.getY());
    double width = Math.max(one.getWidthDirAdj(), other.getWidthDirAdj());
    double high = Math.min(Run.height(one), Run.height(other));
    return apart <= Math.min(APART * high, Math.max(0.3, OF_ITS_WIDTH * width));
  }

  /** Runs that lie upon others: of two, the larger print, or the one that was drawn later. */
  static List<Run> stamps(List<Run> runs) {
    Set<Run> stamps = new HashSet<>();
    List<Run> words = runs.stream().filter(run -> !run.isBlank()).toList();
    Map<Integer, List<Run>> byHeight = new HashMap<>();
    for (Run run : words) {
      for (int y = (int) (run.top() / 20); y <= (int) (run.base() / 20); y++) {
        for (Run other : byHeight.computeIfAbsent(y, _ -> new ArrayList<>())) {
          if (overprints(run, other)) {
            stamps.add(other.size() > 1.25 * run.size() ? other : run);
          }
        }
        byHeight.get(y).add(run);
      }
    }
    return runs.stream().filter(stamps::contains).toList();
  }

  /** Whether the letters of the two lie upon each other, more than kerning or an accent does. */
  private static boolean overprints(Run one, Run other) {
    double across = Math.min(one.right(), other.right()) - Math.max(one.left(), other.left());
    double down = Math.min(one.base(), other.base()) - Math.max(one.top(), other.top());
    double high = Math.min(one.size(), other.size());
    return one.signs().size() > 1
        && other.signs().size() > 1
        && across > 1.2 * high
        && down > 0.2 * high;
  }
}
