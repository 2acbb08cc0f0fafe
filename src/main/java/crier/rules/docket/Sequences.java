package crier.rules.docket;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many patterns with what each means, found by their first word, so that a word which begins none
 * costs one look.
 */
final class Sequences<T> {

  /** A pattern and what it means. */
  record Entry<T>(Sequence sequence, T meaning) {}

  /** Where a pattern was found. */
  record Found<T>(T meaning, int from, int to) {}

  /** By the number of the first word. */
  private final List<List<Entry<T>>> byFirst = new ArrayList<>();

  void add(Sequence sequence, T meaning) {
    sequence.firsts().stream()
        .forEach(word -> {
          while (byFirst.size() <= word) {
            byFirst.add(new ArrayList<>());
          }
          byFirst.get(word).add(new Entry<>(sequence, meaning));
        });
  }

  /** The patterns that can begin with a word. */
  List<Entry<T>> beginning(int word) {
    return word < byFirst.size() ? byFirst.get(word) : List.of();
  }

  /** The longest match that begins at a word. */
  @Nullable Found<T> longest(Clause clause, int at) {
    Found<T> best = null;
    for (Entry<T> entry : beginning(clause.word(at))) {
      int end = entry.sequence().match(clause, at);
      if (end > at && (best == null || end > best.to())) {
        best = new Found<>(entry.meaning(), at, end);
      }
    }
    return best;
  }

  /** The first match in {@code [from, to)}, and the longest of those. */
  @Nullable Found<T> first(Clause clause, int from, int to) {
    for (int at = from; at < to; at++) {
      Found<T> found = longest(clause, at);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
