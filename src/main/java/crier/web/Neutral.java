package crier.web;

/**
 * Makes invisible signs harmless. A title can hold signs that turn the reading order around, so
 * that "gpj.exe" reads "exe.jpg", or that no reader sees; whoever writes for us can put them there.
 * Applied to whole answers, where it cannot be forgotten: our own templates hold none of them.
 */
final class Neutral {

  private Neutral() {}

  /**
   * The same text with embeddings, overrides and isolates (Unicode UAX #9 §2.1 to §2.4) written
   * out, and control signs, marks and spaces without width left out. Joiners stay: Persian and
   * emoji need them.
   */
  static String text(String text) {
    int first = 0;
    while (first < text.length() && isPlain(text.charAt(first))) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char sign = text.charAt(i);
      if (isPlain(sign)) {
        result.append(sign);
      } else if (turns(sign)) {
        result.append("[U+%04X]".formatted((int) sign));
      }
    }
    return result.toString();
  }

  private static boolean isPlain(char sign) {
    return isShown(sign) && !turns(sign) && !isUnseen(sign);
  }

  private static boolean isShown(char sign) {
    return sign == '\n' || sign == '\t' || sign == '\r' || !Character.isISOControl(sign);
  }

  private static boolean turns(char sign) {
    return (sign >= '\u202a' && sign <= '\u202e') || (sign >= '\u2066' && sign <= '\u2069');
  }

  private static boolean isUnseen(char sign) {
    return switch (sign) {
      case '\u061c', '\u200b', '\u200e', '\u200f', '\u2060', '\ufeff', '\ufffe', '\uffff' -> true;
      default -> false;
    };
  }
}
