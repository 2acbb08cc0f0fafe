package crier.rules;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What went and what came between two texts, by sentences; unchanged sentences are left out. */
final class TextDifference {

  private static final int LIMIT = 20_000;

  private TextDifference() {}

  /** Sentences of {@code before} that {@code after} does not have in their place. */
  static String removed(String before, String after) {
    return side(before, after, delta -> delta.getSource().getLines());
  }

  /** Sentences of {@code after} that {@code before} does not have in their place. */
  static String added(String before, String after) {
    return side(before, after, delta -> delta.getTarget().getLines());
  }

  private static String side(
      String before, String after, Function<AbstractDelta<String>, List<String>> lines) {
    String text =
        DiffUtils.diff(sentences(before), sentences(after)).getDeltas().stream()
            .map(lines)
            .filter(side -> !side.isEmpty())
            .map(side -> String.join(" ", side))
            .collect(Collectors.joining("\n"));
    return Quotes.beginning(text, LIMIT);
  }

  private static List<String> sentences(String text) {
    return Arrays.stream(text.split("\n", -1))
        .flatMap(line -> Arrays.stream(line.split("(?<=[\\p{L}]{3}[.?!]) (?=\\p{Lu})", -1)))
        .filter(sentence -> !sentence.isBlank())
        .toList();
  }
}
