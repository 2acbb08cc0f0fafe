package crier.difference;

import crier.difference.Sentences.Sentence;
import java.util.ArrayList;
import java.util.List;

/**
 * Sentences next to each other that went, and those that came in their place.
 *
 * @param before empty when nothing went
 * @param after empty when nothing came
 */
public record Passage(String before, String after) {

  /** The passages in which two texts differ, in order. White space makes no difference. */
  public static List<Passage> between(String before, String after) {
    List<Sentence> was = Sentences.of(before);
    List<Sentence> now = Sentences.of(after);
    List<Passage> passages = new ArrayList<>();
    for (Hunk hunk : Hunk.between(texts(was), texts(now))) {
      passages.add(
          new Passage(
              joined(was.subList(hunk.from(), hunk.fromEnd())),
              joined(now.subList(hunk.to(), hunk.toEnd()))));
    }
    return passages;
  }

  private static List<String> texts(List<Sentence> sentences) {
    return sentences.stream().map(Sentence::text).toList();
  }

  private static String joined(List<Sentence> sentences) {
    StringBuilder text = new StringBuilder();
    String between = "";
    for (Sentence sentence : sentences) {
      text.append(between).append(sentence.text());
      between = sentence.endsLine() ? "\n" : " ";
    }
    return text.toString();
  }
}
