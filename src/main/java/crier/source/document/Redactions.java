package crier.source.document;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Set;

/** Marks that stand in a text for what was taken out of it. */
final class Redactions {

  /** What stands in a text for a passage that is blacked out. */
  static final String BLOCK = "████";

  /**
   * {@code *****}; TIGTA's {@code ****1****}, whose number its legend explains; {@code [REDACTED]};
   * exemptions of 5 U.S.C. 552(b) as they are printed in place of words; runs of black squares.
   */
  private static final Pattern MARK =
      Pattern.compile(
          "(?i)\\*{3,}\\s?\\d{1,2}(?:\\([a-z]\\))?\\s?\\*{3,}|\\*{4,}"
              + "|[\\[<]\\s*redacted[^\\]>\\n]{0,40}[\\]>]"
              + "|\\(b\\)\\s?\\(\\d\\)(?:\\s?\\([A-F]\\))?|[█■]{2,}");

  private static final Pattern OVER_A_BOX =
      Pattern.compile("(?i)[\\s(]*(?:b\\s?\\(?\\d|redacted|\\d)");

  /** {@code Section 6103(b)(2)} and {@code Exemption (b)(5)} speak of a law; nothing is missing. */
  private static final Set<String> CITES =
      Set.of(
          "§",
          "§§",
          "section",
          "sections",
          "exemption",
          "exemptions",
          "paragraph",
          "paragraphs",
          "subsection",
          "subsections",
          "subparagraph",
          "under",
          "see");

  private Redactions() {}

  /** How many marks a page has; those of boxes are not among them. */
  static int marks(String page) {
    int marks = 0;
    Matcher matcher = MARK.matcher(page);
    while (matcher.find()) {
      if (page.charAt(matcher.start()) != '(' || !cites(page, matcher.start())) {
        marks++;
      }
    }
    return marks;
  }

  /**
   * Whether this is what redactors print upon a box: an exemption, "redacted", a legend's number.
   */
  static boolean label(String text) {
    return text.length() <= 60 && (marks(text) > 0 || OVER_A_BOX.matcher(text).lookingAt());
  }

  private static boolean cites(String page, int at) {
    if (at == 0) {
      return false;
    }
    char before = page.charAt(at - 1);
    if (Character.isLetterOrDigit(before) || before == ')') {
      return true;
    }
    int end = at;
    while (end > 0 && Character.isWhitespace(page.charAt(end - 1))) {
      end--;
    }
    int begin = end;
    while (begin > 0 && !Character.isWhitespace(page.charAt(begin - 1))) {
      begin--;
    }
    return CITES.contains(page.substring(begin, end).toLowerCase(Locale.ROOT));
  }
}
