package crier.model;

/** Cuts words to a length. */
public final class Cut {

  private Cut() {}

  /** The beginning of a text, so many UTF-16 units at most, never half a letter. */
  public static String beginning(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Math.max(0, most);
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /** The same, with an ellipsis within the length where something is left out. */
  public static String shown(String text, int most) {
    return text.length() <= most ? text : beginning(text, most - 1) + "…";
  }
}
