package crier.rules;

/** Cuts quotations out of longer texts, at the ends of sentences or at least of words. */
final class Quotes {

  private Quotes() {}

  /**
   * The sentence around a place, verbatim.
   *
   * @param limit characters at most; a longer sentence is cut around the place
   */
  static String sentenceAround(String text, int start, int end, int limit) {
    int from = start;
    while (from > 0 && !endsSentence(text, from - 1)) {
      from--;
    }
    int to = end;
    while (to < text.length() && !endsSentence(text, to)) {
      to++;
    }
    to = Math.min(text.length(), to + 1);
    if (to - from > limit) {
      int room = Math.max(0, (limit - (end - start)) / 2);
      from = Math.min(start, wordStart(text, Math.max(from, start - room)));
      to = Math.min(to, Math.max(end, from + limit));
    }
    return text.substring(from, to).strip();
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

  private static int wordStart(String text, int at) {
    int start = at;
    while (start > 0 && start < text.length() && !Character.isWhitespace(text.charAt(start - 1))) {
      start++;
    }
    return Math.min(start, text.length());
  }
}
