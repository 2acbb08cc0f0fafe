package crier.source;

import crier.model.Cut;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Text as people mean it: the same words give the same text, whatever the page did to them. */
public final class Words {

  private static final int MOST = 200_000;
  private static final int TITLE = 500;
  private static final int MOST_RAW_TITLE = 20_000;

  /** "Order" may be any order; shorter descriptions than this recognise nothing. */
  private static final int TELLING = 8;

  private Words() {}

  /**
   * One line of text: NFC, white space folded, invisible signs (zero-width, soft hyphen, bidi
   * controls, NUL and other controls, lone surrogates) left out. Bidi controls could make a title
   * read as something else than it says.
   */
  public static String line(String text) {
    String bounded = Cut.beginning(text, MOST);
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

  /**
   * Whether a short description says less of what a longer text says: {@code Order on Motion to
   * Lift Stay} of {@code MINUTE ORDER granting 62 Motion to Lift Stay}. Too short a one says
   * nothing. Where names of several events are joined by {@code AND}, any of them is enough.
   */
  public static boolean saysLess(String stub, String text) {
    if (stub.length() >= text.length()) {
      return false;
    }
    Set<String> words = Set.copyOf(words(text).toList());
    return Stream.of(stub.split(" AND ", -1))
        .filter(event -> event.length() >= TELLING)
        .map(event -> words(event).filter(word -> word.length() > 3).toList())
        .anyMatch(event -> !event.isEmpty() && words.containsAll(event));
  }

  private static Stream<String> words(String text) {
    return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{Nd}]+", -1)).distinct();
  }

  /** One line fit for a subject: as {@link #line}, and cut where it is longer than any title. */
  public static String title(String text) {
    String line = line(Cut.beginning(text, MOST_RAW_TITLE));
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
