package crier.source;

import com.google.re2j.Pattern;
import java.net.URI;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What two writings of the same words have in common. A typesetter's quotation marks, a counter of
 * views, a badge or a clock beside the words make no other words. For comparing only, never shown.
 */
public final class Alike {

  private static final Pattern QUOTES = Pattern.compile("[‘’‚‛′ʹʼ`´]");
  private static final Pattern DOUBLE_QUOTES = Pattern.compile("''|[“”„‟″«»]");
  private static final Pattern DASHES =
      Pattern.compile(
          "\\s*(--+|[\\x{2010}-\\x{2015}\\x{2212}\\x{FE58}\\x{FE63}\\x{FF0D}])\\s*|\\s+-\\s+");

  /** Counts of what readers did, where they stand apart: in brackets, at an end, alone. */
  private static final String COUNT =
      "(?:\\d[\\d,. ]*[km]?\\+?\\s*(?:page\\s*)?(?:views?|visits?|hits?|downloads?|reads?|clicks?"
          + "|shares?|likes?|comments?|replies|reactions?|favou?rites?|times (?:viewed|read|downloaded))"
          + "|(?:views?|visits?|hits?|downloads?|reads?|clicks?|shares?|likes?|comments?)\\s*:\\s*"
          + "\\d[\\d,.]*[km]?\\+?)";

  private static final String AGO =
      "(?:(?:posted|updated|published)?\\s*(?:\\d+|an?|one|a few)\\s*"
          + "(?:s|sec|secs|seconds?|m|mins?|minutes?|h|hrs?|hours?|days?|weeks?|months?|years?)\\s+ago"
          + "|just now)";

  private static final Pattern COUNTED =
      Pattern.compile(
          "(?i)[(\\[]\\s*(?:"
              + COUNT
              + "|"
              + AGO
              + ")\\s*[)\\]]"
              + "|(?:^|\\s*[|·•/;-]\\s*)(?:"
              + COUNT
              + "|"
              + AGO
              + ")\\s*$"
              + "|^(?:"
              + COUNT
              + "|"
              + AGO
              + ")\\s*(?:[|·•/;-]|$)");

  /** The form and the length of a file, as sites write them behind its title. */
  private static final Pattern FILE =
      Pattern.compile(
          "(?i)\\s*[(\\[]\\s*(?:(?:pdf|docx?|word|xlsx?|excel|pptx?|html?|zip|rtf|txt|csv)(?: (?:file|format|document|version))?"
              + "|\\d[\\d.,]*\\s*(?:[kmg]i?b|bytes|pp?\\.?|pages?)|[,;:/|\\s-])+\\s*[)\\]]\\s*$");

  private static final Pattern BADGE =
      Pattern.compile(
          "(?i)[(\\[]\\s*(?:new|updated|hot|featured|just (?:in|posted|released))\\s*!?\\s*[)\\]]"
              + "|^(?-i:NEW|UPDATED|FEATURED|HOT|JUST IN)\\s*(?:!|:|-|\\||\\s)\\s*"
              + "|(?:^|\\s)(?:(?-i:NEW|UPDATED|FEATURED|HOT|JUST IN)\\s*!?|new\\s*!)\\s*$"
              + "|^new\\s*!\\s*");

  /** A line that says nothing but what time it is, or when a machine wrote it. */
  private static final Pattern CLOCK =
      Pattern.compile(
          "(?i)(?:(?:today is|it is now|(?:the )?(?:current|server|local)?\\s*(?:date and )?time"
              + "(?: is| now)?|page (?:generated|rendered|loaded)|generated|rendered|retrieved|accessed"
              + "|last (?:refreshed|updated|checked|loaded)|refreshed|updated|as of|data as of|now)"
              + "[\\s:,]*(?:on|at|in)?\\s*)?"
              + "(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|jan(?:uary)?"
              + "|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
              + "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|at|on|seconds?|ms|[ap]\\.?m\\.?|[a-z]{1,2}[sd]t"
              + "|utc|gmt|z|\\d{1,4}(?:st|nd|rd|th)?|[\\s,:./t+-])+");

  private static final Pattern TELLS_TIME =
      Pattern.compile("\\d{1,2}:\\d{2}|\\d+\\s*(?:ms|seconds?)\\b");
  private static final Pattern TODAY = Pattern.compile("(?i)^today is\\b.*");

  /** A bare time of day with no word before it is a clock only when it counts the seconds. */
  private static final Pattern TICKS = Pattern.compile("\\d{1,2}:\\d{2}:\\d{2}");

  private static final Pattern WORDED =
      Pattern.compile(
          "(?i)^(?:today|it is|the |current|server|local|time|page|generated|rendered"
              + "|retrieved|accessed|last|refreshed|updated|as of|data|now).*");

  private Alike() {}

  /** The words of a longer text or of one of its lines, in one writing. */
  public static String words(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return "";
    }
    String line = Normalizer.normalize(Words.line(text), Normalizer.Form.NFKC);
    if (isClock(line)) {
      return "";
    }
    line = QUOTES.matcher(line).replaceAll("'");
    line = DOUBLE_QUOTES.matcher(line).replaceAll("\"");
    line = DASHES.matcher(line).replaceAll("-").replace("…", "...");
    line = COUNTED.matcher(line).replaceAll(" ");
    line = BADGE.matcher(line).replaceAll(" ");
    return Words.line(line);
  }

  /**
   * A title: as {@link #words}; capital letters are a matter of style, and what form a file has is
   * no part of its title.
   */
  public static String title(@Nullable String text) {
    String words = words(text);
    String bare = FILE.matcher(words).replaceAll("");
    return (bare.isBlank() ? words : bare).toLowerCase(Locale.ROOT);
  }

  private static boolean isClock(String line) {
    return CLOCK.matches(line)
        && (TODAY.matches(line)
            || (TELLS_TIME.matcher(line).find() && WORDED.matches(line))
            || TICKS.matcher(line).find());
  }

  /** An address in one spelling: what is escaped and what is not, in letters of one size. */
  public static String address(@Nullable String address) {
    if (address == null) {
      return "";
    }
    try {
      String path = URI.create(address).getPath();
      return (path == null ? address : path).toLowerCase(Locale.ROOT).replaceAll("/{2,}", "/");
    } catch (IllegalArgumentException _) {
      return address.toLowerCase(Locale.ROOT);
    }
  }
}
