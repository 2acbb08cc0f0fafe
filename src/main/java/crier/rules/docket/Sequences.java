package crier.rules.docket;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private final Map<Integer, List<Entry<T>>> byFirst = new HashMap<>();
  private final BitSet firsts = new BitSet();

  void add(Sequence sequence, T meaning) {
    BitSet words = sequence.firsts();
    firsts.or(words);
    words.stream()
        .forEach(word ->
            byFirst
                .computeIfAbsent(word, _ -> new ArrayList<>())
                .add(new Entry<>(sequence, meaning)));
  }

  /** The patterns that can begin with a word. */
  List<Entry<T>> beginning(int word) {
    return firsts.get(word) ? byFirst.getOrDefault(word, List.of()) : List.of();
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
