package crier.difference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a document became which page of another: a page put in shifts those behind it, and
 * nobody wants to hear that they all changed. Pure.
 *
 * @param pages in the order of the later document; a page that went stands where it stood
 */
public record PageDifference(List<Pair> pages) {

  /** Below this share of common words two pages are a page that went and a page that came. */
  private static final double ALIKE = 0.3;

  /** A page shorter than this is no page one could call moved: they are all alike. Characters. */
  private static final int SHORTEST_MOVED = 100;

  /** Beyond this, pages are paired in their order: trying all pairs would take too long. */
  private static final int MOST_COMPARED = 120;

  public PageDifference {
    pages = List.copyOf(pages);
  }

  /** What became of a page. */
  public enum Kind {
    SAME,
    CHANGED,
    REMOVED,
    INSERTED,
    MOVED
  }

  /**
   * A page before and after.
   *
   * @param before its number, counted from 1; null when it came
   * @param after its number; null when it went
   */
  public record Pair(Kind kind, @Nullable Integer before, @Nullable Integer after) {

    /** What a reader calls it: {@code Page 3}, {@code Page 3 (now 4)}. */
    public String label() {
      if (before == null) {
        return "Page %d, new".formatted(after);
      }
      if (after == null) {
        return "Page %d, gone".formatted(before);
      }
      if (kind == Kind.MOVED) {
        return "Page %d moved, now %d".formatted(before, after);
      }
      return before.equals(after)
          ? "Page %d".formatted(before)
          : "Page %d (now %d)".formatted(before, after);
    }
  }

  /** The pages of two documents, by their texts. */
  public static PageDifference of(List<String> before, List<String> after) {
    List<Pair> pairs = new ArrayList<>();
    int was = 0;
    int now = 0;
    for (Hunk hunk : Hunk.between(before, after)) {
      while (was < hunk.from()) {
        pairs.add(new Pair(Kind.SAME, ++was, ++now));
      }
      pairs.addAll(
          paired(
              before.subList(hunk.from(), hunk.fromEnd()),
              after.subList(hunk.to(), hunk.toEnd()),
              was,
              now));
      was = hunk.fromEnd();
      now = hunk.toEnd();
    }
    while (was < before.size()) {
      pairs.add(new Pair(Kind.SAME, ++was, ++now));
    }
    return new PageDifference(withMoves(pairs, before, after));
  }

  private static List<Pair> paired(
      List<String> was, List<String> now, int wasBefore, int nowBefore) {
    List<Pair> pairs = new ArrayList<>();
    int i = 0;
    int j = 0;
    // As many as there were: each is the one in its place, even when all of its words changed.
    boolean inOrder =
        was.size() == now.size() || was.size() > MOST_COMPARED || now.size() > MOST_COMPARED;
    double[][] best = inOrder ? new double[0][0] : best(was, now);
    while (i < was.size() || j < now.size()) {
      boolean both = i < was.size() && j < now.size();
      if (both && (inOrder || together(best, i, j))) {
        pairs.add(new Pair(Kind.CHANGED, wasBefore + ++i, nowBefore + ++j));
      } else if (i < was.size() && (j == now.size() || best[i + 1][j] >= best[i][j + 1])) {
        pairs.add(new Pair(Kind.REMOVED, wasBefore + ++i, null));
      } else {
        pairs.add(new Pair(Kind.INSERTED, null, nowBefore + ++j));
      }
    }
    return pairs;
  }

  private static boolean together(double[][] best, int i, int j) {
    return best[i][j] > best[i + 1][j] && best[i][j] > best[i][j + 1];
  }

  /** The most that pages from here on can have in common, kept in their order. */
  private static double[][] best(List<String> was, List<String> now) {
    List<Set<String>> left = was.stream().map(PageDifference::words).toList();
    List<Set<String>> right = now.stream().map(PageDifference::words).toList();
    double[][] best = new double[was.size() + 1][now.size() + 1];
    for (int i = was.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        double skip = Math.max(best[i + 1][j], best[i][j + 1]);
        double alike = alike(left.get(i), right.get(j));
        best[i][j] = alike < ALIKE ? skip : Math.max(skip, best[i + 1][j + 1] + alike);
      }
    }
    return best;
  }

  private static Set<String> words(String page) {
    return new HashSet<>(Arrays.asList(page.split("\\s+", -1)));
  }

  private static double alike(Set<String> a, Set<String> b) {
    long common = a.stream().filter(b::contains).count();
    return (double) common / Math.max(1, a.size() + b.size() - common);
  }

  private static List<Pair> withMoves(List<Pair> pairs, List<String> before, List<String> after) {
    Map<String, Pair> gone = new HashMap<>();
    for (Pair pair : pairs) {
      if (pair.before() != null && pair.after() == null) {
        String text = before.get(pair.before() - 1);
        if (text.length() >= SHORTEST_MOVED) {
          gone.putIfAbsent(text, pair);
        }
      }
    }
    Set<Pair> moved = new HashSet<>();
    List<Pair> result = new ArrayList<>();
    for (Pair pair : pairs) {
      Pair from =
          pair.before() == null && pair.after() != null
              ? gone.remove(after.get(pair.after() - 1))
              : null;
      if (from != null) {
        moved.add(from);
        result.add(new Pair(Kind.MOVED, from.before(), pair.after()));
      } else {
        result.add(pair);
      }
    }
    result.removeAll(moved);
    return result;
  }
}
