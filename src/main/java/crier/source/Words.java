package crier.source;

import java.text.Normalizer;

/** Text as people mean it: the same words give the same text, whatever the page did to them. */
public final class Words {

  private static final int MOST = 200_000;
  private static final int TITLE = 500;
  private static final int MOST_RAW_TITLE = 20_000;

  private Words() {}

  /**
   * One line of text: NFC, white space folded, invisible signs (zero-width, soft hyphen, bidi
   * controls, NUL and other controls, lone surrogates) left out. Bidi controls could make a title
   * read as something else than it says.
   */
  public static String line(String text) {
    String bounded = text.length() > MOST ? text.substring(0, MOST) : text;
    StringBuilder clean = new StringBuilder(bounded.length());
    boolean space = false;
    for (int i = 0; i < bounded.length(); ) {
      int sign = bounded.codePointAt(i);
      i += Character.charCount(sign);
      if (Character.isWhitespace(sign) || Character.isSpaceChar(sign)) {
        space = !clean.isEmpty();
      } else if (visible(sign)) {
        if (space) {
          clean.append(' ');
          space = false;
        }
        clean.appendCodePoint(sign);
      }
    }
    return Normalizer.normalize(clean, Normalizer.Form.NFC);
  }

  /** One line fit for a subject: as {@link #line}, and cut where it is longer than any title. */
  public static String title(String text) {
    String line = line(text.length() > MOST_RAW_TITLE ? text.substring(0, MOST_RAW_TITLE) : text);
    if (line.length() <= TITLE) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(TITLE - 2)) ? TITLE - 2 : TITLE - 1;
    return line.substring(0, end) + "…";
  }

  private static boolean visible(int sign) {
    return switch (Character.getType(sign)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
      default -> sign != 0xFFFD;
    };
  }
}
