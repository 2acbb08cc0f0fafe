package crier.rules;

import crier.difference.Passage;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What went and what came between two texts, by sentences; unchanged sentences are left out. */
record TextDifference(String removed, String added) {

  private static final int LIMIT = 20_000;

  static TextDifference of(String before, String after) {
    return of(Passage.between(before, after), LIMIT);
  }

  static TextDifference of(List<Passage> passages, int limit) {
    return new TextDifference(
        side(passages, Passage::before, limit), side(passages, Passage::after, limit));
  }

  private static String side(List<Passage> passages, Function<Passage, String> side, int limit) {
    return Quotes.beginning(
        passages.stream()
            .map(side)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("\n")),
        limit);
  }
}
