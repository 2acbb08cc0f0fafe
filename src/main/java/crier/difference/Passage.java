package crier.difference;

import crier.difference.Sentences.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sentences next to each other that went, and those that came in their place.
 *
 * @param before empty when nothing went
 * @param after empty when nothing came
 */
public record Passage(String before, String after) {

  /** The passages in which two texts differ, in order. White space makes no difference. */
  public static List<Passage> between(String before, String after) {
    List<String> was = Sentences.of(before).stream().map(Sentence::text).toList();
    List<String> now = Sentences.of(after).stream().map(Sentence::text).toList();
    List<Passage> passages = new ArrayList<>();
    for (Hunk hunk : Hunk.between(was, now)) {
      passages.add(
          new Passage(
              joined(was.subList(hunk.from(), hunk.fromEnd())),
              joined(now.subList(hunk.to(), hunk.toEnd()))));
    }
    return passages;
  }

  private static String joined(List<String> sentences) {
    return sentences.stream().collect(Collectors.joining(" "));
  }
}
