package crier.source;

import com.google.re2j.Pattern;
import crier.model.Cut;
import crier.model.Published;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Identity of an item: a report's number outlives every move of its page, a slug outlives a change
 * of path, an address outlives a new title.
 */
public final class Keys {

  private static final int LONGEST = 200;

  /** Last parts of paths that name a kind of page, not a page. */
  private static final int SHORTEST_SLUG = 8;

  /** What people write where there is no number yet, or none at all. */
  private static final Pattern NONE =
      Pattern.compile(
          "(?i)\\W*(n\\W?[/.]?\\W?a\\W?|none|nil|null|undefined|nan|tb[adc]|t\\.b\\.[adc]\\.?|to be"
              + " (announced|assigned|determined|confirmed)|not (applicable|available|assigned"
              + "|numbered)|unknown|unassigned|unnumbered|pending|forthcoming|no\\.?( number)?"
              + "|number|report( (no\\.?|number))?|various|x+|0+)\\W*");

  private Keys() {}

  /**
   * The best identity there is.
   *
   * @param configured what the operator says tells items apart, or empty
   * @param number report number, or empty
   */
  public static String of(
      String configured,
      String number,
      @Nullable String link,
      String title,
      @Nullable Published published) {
    String key;
    if (isOne(configured)) {
      key = configured.strip();
    } else if (isOne(number)) {
      key = number(number);
    } else if (link != null && Links.name(link).length() >= SHORTEST_SLUG) {
      key = Links.name(link);
    } else if (link != null) {
      key = Links.normal(link);
    } else {
      key = title + (published == null ? "" : " " + published.day());
    }
    return bounded(key);
  }

  /**
   * Whether words can be an identity: with a letter or digit among them, and not the words for
   * having none.
   */
  public static boolean isOne(String words) {
    return words.codePoints().anyMatch(Character::isLetterOrDigit) && !NONE.matches(words.strip());
  }

  /** A key of bearable length; what is cut off still counts. */
  static String bounded(String key) {
    return key.length() <= LONGEST
        ? key
        : Cut.beginning(key, LONGEST - 9) + "~%08x".formatted(key.hashCode());
  }

  /** A report number in one spelling: {@code oig 26‑18 } is {@code OIG-26-18}. */
  public static String number(String number) {
    return Words.line(number)
        .toUpperCase(Locale.ROOT)
        .replaceAll("[\\u2010-\\u2015]", "-")
        .replaceAll("\\s+", "-");
  }
}
