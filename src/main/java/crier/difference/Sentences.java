package crier.difference;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts a text into sentences, and a sentence into words, for comparing. */
final class Sentences {

  private static final String CLOSERS = "\"”’')]";
  private static final String OPENERS = "\"“‘'([";

  /** "No. 5", "Fed. R. Civ. P. 12": a short name's full stop ends no sentence. */
  private static final int SHORTEST_LAST_NAME = 4;

  private static final Set<String> ABBREVIATIONS =
      Set.of("v", "vs", "al", "cf", "cit", "ed", "eds", "e", "g", "i", "id", "ch", "sec", "art");

  private Sentences() {}

  /**
   * A sentence, white space folded.
   *
   * @param endsLine whether a line or paragraph ends with it
   */
  record Sentence(String text, boolean endsLine) {}

  /** The sentences of a text, none of them empty. */
  static List<Sentence> of(String text) {
    List<Sentence> sentences = new ArrayList<>();
    text.lines().forEach(line -> cut(folded(line), sentences));
    return sentences;
  }

  private static void cut(String line, List<Sentence> sentences) {
    int begin = 0;
    for (int i = 0; i + 1 < line.length(); i++) {
      if (line.charAt(i) == ' ' && endsBefore(line, i) && beginsAt(line, i + 1)) {
        sentences.add(new Sentence(line.substring(begin, i), false));
        begin = i + 1;
      }
    }
    if (begin < line.length()) {
      sentences.add(new Sentence(line.substring(begin), true));
    }
  }

  private static boolean endsBefore(String line, int space) {
    int stop = space - 1;
    while (stop > 0 && CLOSERS.indexOf(line.charAt(stop)) >= 0) {
      stop--;
    }
    if (stop < 0 || ".?!".indexOf(line.charAt(stop)) < 0) {
      return false;
    }
    int letter = stop;
    while (letter > 0 && Character.isLetterOrDigit(line.charAt(letter - 1))) {
      letter--;
    }
    return line.charAt(stop) != '.' || endsWith(line.substring(letter, stop));
  }

  private static boolean endsWith(String word) {
    return word.isEmpty()
        || Character.isDigit(word.charAt(0))
        || word.length() >= SHORTEST_LAST_NAME
        || (Character.isLowerCase(word.charAt(0)) && !ABBREVIATIONS.contains(word));
  }

  private static boolean beginsAt(String line, int place) {
    int sign = place;
    while (sign < line.length() - 1 && OPENERS.indexOf(line.charAt(sign)) >= 0) {
      sign++;
    }
    return Character.isUpperCase(line.charAt(sign)) || Character.isDigit(line.charAt(sign));
  }

  private static String folded(String line) {
    StringBuilder result = new StringBuilder(line.length());
    boolean space = false;
    for (int i = 0; i < line.length(); i++) {
      char sign = line.charAt(i);
      if (Character.isWhitespace(sign) || Character.isSpaceChar(sign)) {
        space = true;
      } else {
        if (space && !result.isEmpty()) {
          result.append(' ');
        }
        space = false;
        result.append(sign);
      }
    }
    return result.toString();
  }

  /** Words, spaces and other signs, in order; joined they are the text. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int begin = 0;
    while (begin < text.length()) {
      int end = begin + Character.charCount(text.codePointAt(begin));
      if (isWord(text.codePointAt(begin))) {
        while (end < text.length() && (isWord(text.codePointAt(end)) || isInNumber(text, end))) {
          end += Character.charCount(text.codePointAt(end));
        }
      }
      words.add(text.substring(begin, end));
      begin = end;
    }
    return words;
  }

  private static boolean isWord(int sign) {
    return Character.isLetterOrDigit(sign) || sign == '\'' || sign == '’';
  }

  /** The comma in 1,533: half a number that changed would read as another number. */
  private static boolean isInNumber(String text, int place) {
    return (text.charAt(place) == ',' || text.charAt(place) == '.')
        && place + 1 < text.length()
        && Character.isDigit(text.charAt(place - 1))
        && Character.isDigit(text.charAt(place + 1));
  }
}
