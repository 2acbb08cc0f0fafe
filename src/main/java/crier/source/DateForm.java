package crier.source;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The forms in which sites write a day, and the first of them in a text. Groups of a form are named
 * {@code y}, {@code m} and {@code d}; {@code a} and {@code b} are two figures of which either may
 * be the month.
 */
enum DateForm {
  /** 2024-02-29, 2024-02-29T10:30:00Z. */
  ISO(
      "(?P<y>\\d{4})-(?P<m>\\d{1,2})-(?P<d>\\d{1,2})"
          + "(?P<t>T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:?\\d{2})?)?"),
  /** 2024/02/29, 2024.02.29. */
  YEAR_FIRST("(?P<y>\\d{4})[/.](?P<m>\\d{1,2})[/.](?P<d>\\d{1,2})"),
  /** 2024-Feb-29, 2024 February 29. */
  YEAR_NAME("(?P<y>\\d{4})[- ]" + Part.NAME + "\\.?[- ](?P<d>\\d{1,2})"),
  /** Feb. 29, 2024; February 29th 2024; June 08,2026; Jun-08-2026; Jun/08/2026; Feb 29 '24. */
  NAME_FIRST(
      Part.NAME
          + "\\.?[-/ ]?(?P<d>\\d{1,2})(st|nd|rd|th)?(,? ?|[-/])(?P<y>\\d{4}|['\u2019]\\d{2})"),
  /** 29 Feb 2024, 29-Feb-24, 31Dec22, 8th of June 2026, the 8th day of June, 2026. */
  NAME_SECOND(
      "(?P<d>\\d{1,2})(st|nd|rd|th)?[-/. ]?(day )?(of )?"
          + Part.NAME
          + "\\.?,?[-/ ]?(?P<y>\\d{4}|['\u2019]?\\d{2})"),
  /** 02/29/2024, 2.29.24. */
  FIGURES("(?P<a>\\d{1,2})[/.](?P<b>\\d{1,2})[/.](?P<y>\\d{4}|\\d{2})"),
  /** 02-29-2024; with two figures of a year it would be a docket's number. */
  DASHES("(?P<a>\\d{1,2})-(?P<b>\\d{1,2})-(?P<y>\\d{4})"),
  /** 20240229, only where nothing else stands beside it: it could be any number. */
  COMPACT("(?P<y>(19|20)\\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\\d)(T\\d{4,6}Z?)?");

  /** What several forms are made of. */
  private static final class Part {
    static final String NAME =
        "(?P<m>jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?"
            + "|oct(ober)?|nov(ember)?|dec(ember)?)";

    private Part() {}
  }

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  /** Two figures from here on are of the last century. */
  private static final int LAST_CENTURY = 70;

  private static final int MONTHS_A_YEAR = 12;
  private static final int LONGEST_COMPACT = 20;

  private final Pattern pattern;

  DateForm(String form) {
    pattern = Pattern.compile("(?i)\\b" + form + "\\b");
  }

  /**
   * A date in a text.
   *
   * @param moment the whole, where it has a time of day; else empty
   * @param first the first figure, or the day
   * @param second the second figure, or the month
   * @param either whether either figure may be the month
   */
  record Found(int start, int end, String moment, int year, int first, int second, boolean either) {

    Optional<LocalDate> day(Dates.Order order) {
      if (!either) {
        return of(year, second, first);
      }
      return order == Dates.Order.MONTH_FIRST
          ? of(year, first, second).or(() -> of(year, second, first))
          : of(year, second, first).or(() -> of(year, first, second));
    }

    private static Optional<LocalDate> of(int year, int month, int day) {
      try {
        return Optional.of(LocalDate.of(year, month, day));
      } catch (DateTimeException _) {
        return Optional.empty();
      }
    }
  }

  /** The first date in a text; of two forms that begin at one place the longer one. */
  static Optional<Found> first(String text) {
    Found best = null;
    if (text.chars().noneMatch(Character::isDigit)) {
      return Optional.empty();
    }
    String lower = text.toLowerCase(Locale.ROOT);
    boolean named = MONTHS.stream().anyMatch(lower::contains);
    for (DateForm form : values()) {
      if (!form.possible(text, named)) {
        continue;
      }
      Matcher matcher = form.pattern.matcher(text);
      int from = 0;
      while (matcher.find(from)) {
        if (best != null && matcher.start() > best.start) {
          break;
        }
        Optional<Found> found = form.found(text, matcher);
        if (found.isPresent()) {
          Found one = found.get();
          if (best == null || one.start < best.start || one.end > best.end) {
            best = one;
          }
          break;
        }
        from = matcher.start() + 1;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Spares long texts the patterns that cannot fit. */
  private boolean possible(String text, boolean named) {
    return switch (this) {
      case ISO, DASHES -> text.indexOf('-') >= 0;
      case YEAR_FIRST, FIGURES -> text.indexOf('/') >= 0 || text.indexOf('.') >= 0;
      case YEAR_NAME, NAME_FIRST, NAME_SECOND -> named;
      case COMPACT -> text.length() < LONGEST_COMPACT;
    };
  }

  static Dates.Order order(String text) {
    int days = 0;
    int months = 0;
    for (DateForm form : List.of(FIGURES, DASHES)) {
      Matcher matcher = form.pattern.matcher(text);
      while (matcher.find()) {
        int first = Integer.parseInt(matcher.group("a"));
        int second = Integer.parseInt(matcher.group("b"));
        days += first > MONTHS_A_YEAR && second <= MONTHS_A_YEAR ? 1 : 0;
        months += second > MONTHS_A_YEAR && first <= MONTHS_A_YEAR ? 1 : 0;
      }
    }
    return days > months ? Dates.Order.DAY_FIRST : Dates.Order.MONTH_FIRST;
  }

  private Optional<Found> found(String text, Matcher matcher) {
    int start = matcher.start();
    int end = matcher.end();
    boolean alone = start == 0 && end == text.length();
    if (this == COMPACT ? !alone : joined(text, start, end)) {
      return Optional.empty();
    }
    String written = matcher.group("y").replaceAll("['\u2019]", "");
    int year = Integer.parseInt(written);
    if (written.length() == 2) {
      year += year < LAST_CENTURY ? 2000 : 1900;
    }
    Found found;
    if (this == FIGURES || this == DASHES) {
      int first = Integer.parseInt(matcher.group("a"));
      found = new Found(start, end, "", year, first, Integer.parseInt(matcher.group("b")), true);
    } else {
      String moment = this == ISO && matcher.group("t") != null ? matcher.group() : "";
      int day = Integer.parseInt(matcher.group("d"));
      found = new Found(start, end, moment, year, day, month(matcher.group("m")), false);
    }
    return found.day(Dates.Order.MONTH_FIRST).map(_ -> found);
  }

  private static int month(String written) {
    return Character.isDigit(written.charAt(0))
        ? Integer.parseInt(written)
        : MONTHS.indexOf(written.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
  }

  /** Whether figures go on before or behind: then it is a part of a number. */
  private static boolean joined(String text, int start, int end) {
    return (start > 1 && mark(text.charAt(start - 1)) && Character.isDigit(text.charAt(start - 2)))
        || (end + 1 < text.length()
            && mark(text.charAt(end))
            && Character.isLetterOrDigit(text.charAt(end + 1)));
  }

  private static boolean mark(char sign) {
    return sign == '-' || sign == '/' || sign == '.';
  }
}
