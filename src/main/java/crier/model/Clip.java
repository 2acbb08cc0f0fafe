package crier.model;

/** Cuts text such that no character is cut in two: a lone surrogate is no text and travels badly. */
public final class Clip {

  private static final String ELLIPSIS = "…";

  private Clip() {}

  /** The beginning of a text: at most so many UTF-16 units, never half of a surrogate pair. */
  public static String to(String text, int most) {
    return text.substring(0, end(text, most));
  }

  /** As {@link #to}, with a sign that something was cut off; the sign counts. */
  public static String shown(String text, int most) {
    return text.length() <= most ? text : to(text, Math.max(0, most - 1)) + ELLIPSIS;
  }

  /** Where such a beginning ends. */
  public static int end(String text, int most) {
    if (text.length() <= most) {
      return text.length();
    }
    return most > 0 && Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
  }
}
