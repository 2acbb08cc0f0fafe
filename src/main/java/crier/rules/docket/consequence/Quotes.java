package crier.rules.docket.consequence;

/** Where the words that a finding rests on begin and end. */
final class Quotes {

  private static final int LONGEST = 240;

  private Quotes() {}

  /** The beginning of the clause that leads to a date. */
  static int begin(String text, int from, int date) {
    int begin = Math.max(from, date - LONGEST);
    for (int i = begin; i < date - 1; i++) {
      char c = text.charAt(i);
      if ((c == ';' || c == ':') && text.charAt(i + 1) == ' ' && date - i > 25) {
        begin = i + 1;
      }
    }
    while (begin < date && ",;:. \t\n".indexOf(text.charAt(begin)) >= 0) {
      begin++;
    }
    while (begin > from
        && begin < date
        && Character.isLetterOrDigit(text.charAt(begin - 1))
        && Character.isLetterOrDigit(text.charAt(begin))) {
      begin++;
    }
    return begin;
  }

  /** The end of the clause that follows a date. */
  static int end(String text, int date, int to) {
    int end = Math.min(to, date + LONGEST);
    for (int i = date; i < end; i++) {
      char c = text.charAt(i);
      if (c == ';' || (c == ',' && i - date > 30)) {
        return i;
      }
    }
    while (end < to && end > date && !Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }
}
