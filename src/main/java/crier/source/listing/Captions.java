package crier.source.listing;

import com.google.re2j.Pattern;
import crier.source.Dates;
import crier.source.Words;

/** Names of cases, and numbers that are none. */
final class Captions {

  private static final Pattern CAPTION =
      Pattern.compile(
          "(?i).*\\bvs?\\.? .*|\\W*((\\S*\\d\\S*)[ ,:;-]+)*(in (re|the (matter|interest|estate) of)\\b|in re:|(matter|estate"
              + "|guardianship|application|petition|adoption|marriage|interest) of\\b|ex parte\\b|ex rel).*");

  /** Words of four letters and more that stand in numbers of cases. */
  private static final Pattern OF_NUMBERS =
      Pattern.compile("(?i)\\b(ohio|case|cases|civil|docket|appeal|slip|numbers?|action)\\b");

  private static final Pattern WORD = Pattern.compile("\\p{L}{4}");

  private static final Pattern EDGES =
      Pattern.compile(
          "(?i)^[\\s,;:|\u2013\u2014()\\[\\]*\u2022\u00b7.-]+"
              + "|[\\s,;:|\u2013\u2014(\\[*\u2022\u00b7-]*"
              + "(\\b(filed|issued|decided|released|dated|posted|entered|published|opinion filed|date|on)"
              + "( on| date)?:?)?[\\s,;:|\u2013\u2014()\\[\\]*\u2022\u00b7-]*$");

  /** What may follow a date that ends a text: a time of day, the form of a file. */
  private static final Pattern TIME =
      Pattern.compile(
          "(?i)^[\\s,;|\u2013\u2014-]*(at )?(\\d{1,2}(:\\d{2})?\\s*[ap]\\.?m\\.?)?( [ECMP][SD]?T)?[\\s)\\].]*$"
              + "|[(\\[](pdf|word|html|docx?)[)\\]]");

  private static final Pattern EMPTY_BRACKETS = Pattern.compile("[(\\[]\\s*[,|/]*\\s*[)\\]]");

  /** In a longer text a date is part of what it says. */
  private static final int LONGEST = 100;

  private Captions() {}

  /** Whether a text names a case: {@code Doe v. Roe}, {@code In re Gas Company}. */
  static boolean caption(String text) {
    return Rows.says(text, CAPTION);
  }

  /** Whether a text is a number of a case, a report or a file and says nothing more. */
  static boolean number(String text) {
    return text.chars().anyMatch(Character::isDigit)
        && !caption(text)
        && !WORD.matcher(OF_NUMBERS.matcher(text).replaceAll("")).find();
  }

  /** A date amid the words is a part of them; one at an end stands beside them. */
  private static String withoutDate(String text) {
    return Dates.around(text)
        .map(parts -> {
          String before = EDGES.matcher(parts.getFirst()).replaceAll("");
          String after = TIME.matcher(parts.getLast()).replaceAll(" ");
          boolean within = before.lastIndexOf('(') > before.lastIndexOf(')');
          return says(before) && (says(after) || within) ? text : parts.getFirst() + " " + after;
        })
        .orElse(text);
  }

  private static boolean says(String text) {
    return text.chars().anyMatch(Character::isLetter);
  }

  /** A title out of a text that holds a date, brackets around links and the like beside it. */
  static String bare(String text) {
    String plain = EMPTY_BRACKETS.matcher(Words.line(text)).replaceAll(" ");
    String left = text.length() > LONGEST ? plain : withoutDate(plain);
    String trimmed = Words.line(EDGES.matcher(Words.line(left)).replaceAll(""));
    boolean opened = trimmed.indexOf('(') >= 0 && trimmed.indexOf(')') < 0;
    return opened && left.contains(trimmed + ")") ? trimmed + ")" : trimmed;
  }
}
