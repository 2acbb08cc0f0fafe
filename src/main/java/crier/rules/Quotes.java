package crier.rules;

import java.util.ArrayList;
import java.util.List;

/** Cuts quotations out of longer texts, at the ends of sentences or at least of words. */
final class Quotes {

  private Quotes() {}

  /** A part of a text: from its first sign up to, not with, {@code to}. */
  record Span(int from, int to) {}

  /**
   * The sentence around a place.
   *
   * @param reach signs at most on either side
   */
  static Span sentence(String text, int start, int end, int reach) {
    int from = start;
    while (from > 0 && start - from < reach && !endsSentence(text, from - 1)) {
      from--;
    }
    int to = end;
    while (to < text.length() && to - end < reach && !endsSentence(text, to)) {
      to++;
    }
    return new Span(from, Math.min(text.length(), to + 1));
  }

  /**
   * The sentence around a place, verbatim.
   *
   * @param limit characters at most; a longer sentence is cut around the place
   */
  static String sentenceAround(String text, int start, int end, int limit) {
    Span sentence = sentence(text, start, end, Integer.MAX_VALUE);
    int from = sentence.from();
    int to = sentence.to();
    if (to - from > limit) {
      int room = Math.max(0, (limit - (end - start)) / 2);
      from = Math.min(start, wordStart(text, Math.max(from, start - room)));
      to = Math.min(to, Math.max(end, wordEnd(text, from + limit)));
    }
    return text.substring(from, to).strip();
  }

  /** All sentences and lines of a text, in order, each with its stop and the space behind it. */
  static List<Span> sentences(String text) {
    List<Span> sentences = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < text.length(); at++) {
      if (endsSentence(text, at)) {
        int to = at + 1;
        while (to < text.length() && Character.isWhitespace(text.charAt(to))) {
          to++;
        }
        sentences.add(new Span(from, to));
        from = to;
        at = to - 1;
      }
    }
    if (from < text.length()) {
      sentences.add(new Span(from, text.length()));
    }
    return sentences;
  }

  /** The beginning of a text: whole if short, else up to the last word that fits. */
  static String beginning(String text, int limit) {
    String line = text.strip();
    if (line.length() <= limit) {
      return line;
    }
    int space = line.lastIndexOf(' ', limit - 1);
    return line.substring(0, space > limit / 2 ? space : limit - 1) + "…";
  }

  private static boolean endsSentence(String text, int at) {
    char sign = text.charAt(at);
    if (sign == '\n') {
      return true;
    }
    // "No. 26-5006" and "v. Bessent" are not ends: a capital must follow a longer word.
    return (sign == '.' || sign == '?' || sign == '!')
        && at + 2 < text.length()
        && text.charAt(at + 1) == ' '
        && Character.isUpperCase(text.charAt(at + 2))
        && at >= 3
        && Character.isLetter(text.charAt(at - 1))
        && Character.isLetter(text.charAt(at - 2))
        && Character.isLetter(text.charAt(at - 3));
  }

  static int wordStart(String text, int at) {
    int start = at;
    while (start > 0 && start < text.length() && !Character.isWhitespace(text.charAt(start - 1))) {
      start++;
    }
    return Math.min(start, text.length());
  }

  static int wordEnd(String text, int at) {
    int end = Math.min(at, text.length());
    while (end > 0 && end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end--;
    }
    return end;
  }
}
