package crier.source.document;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** Marks that stand in a text for what was taken out of it. */
final class Redactions {

  /** {@code *****}, {@code [REDACTED]}, FOIA exemptions in the margin, runs of black squares. */
  private static final Pattern MARK =
      Pattern.compile(
          "(?i)\\*{4,}(?:\\d+\\*{4,})?|\\[\\s*redacted[^\\]]{0,40}\\]|\\(b\\)\\s?\\(\\d\\)(?:\\([A-F]\\))?|[█■]{2,}");

  private Redactions() {}

  /** How many marks a page has. */
  static int marks(String page) {
    int marks = 0;
    Matcher matcher = MARK.matcher(page);
    while (matcher.find()) {
      marks++;
    }
    return marks;
  }
}
