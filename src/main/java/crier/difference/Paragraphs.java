package crier.difference;

/** Puts lines together that only the width of the paper broke apart. */
public final class Paragraphs {

  /** A line of running text fills the paper; a heading or a row of a table ends before. */
  private static final int FULL_LINE = 55;

  private Paragraphs() {}

  /** The text with a line for each paragraph, as far as can be told. */
  public static String of(String page) {
    StringBuilder text = new StringBuilder(page.length());
    int length = 0;
    for (String line : page.split("\n", -1)) {
      if (text.isEmpty()) {
        text.append(line);
      } else if (length >= FULL_LINE && goesOn(text.charAt(text.length() - 1), line)) {
        text.append(text.charAt(text.length() - 1) == '-' ? "" : " ").append(line);
      } else {
        text.append('\n').append(line);
      }
      length = line.length();
    }
    return text.toString();
  }

  private static boolean goesOn(char last, String next) {
    if (next.isEmpty()) {
      return false;
    }
    int first = next.codePointAt(0);
    boolean ended = ".?!:;".indexOf(last) >= 0;
    return ended ? Character.isLowerCase(first) : !isBullet(first);
  }

  private static boolean isBullet(int sign) {
    return "•◦▪–—-·*".indexOf(sign) >= 0;
  }
}
