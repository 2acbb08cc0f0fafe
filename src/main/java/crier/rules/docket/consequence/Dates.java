package crier.rules.docket.consequence;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the dates of a text, in every form that American courts write, with their hours. */
final class Dates {

  private static final Pattern ANNOUNCED =
      Patterns.pattern("(?:\\b(?:on|by|for|to|until|before|than|due|including)|:) $");
  private static final Pattern CLOCK = Pattern.compile("(\\d{1,2})(?:[:.](\\d\\d))?\\s*([ap])?");
  private static final String WEEKDAY =
      "(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day|\\.)?";
  private static final String MONTH =
      "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
          + "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
  private static final String TIME =
      "(?:12:00 noon|(?:12 )?noon|midnight|\\d{1,2}(?:[:.]\\d\\d)?\\s*[ap]\\.?\\s?m\\b\\.?|\\d{1,2}:\\d\\d)";
  private static final Pattern DAY_BEHIND = Patterns.pattern("^,? ?\\(?(" + WEEKDAY + ")\\b\\)?");

  /** Groups: weekday before, month day year in figures, or in words, or a month and a year. */
  private static final Pattern DATE =
      Patterns.pattern(
          "(?:\\b(?P<w>"
              + WEEKDAY
              + ")(?:,| the|,? (?:on|the))? ?(?:this )?)?(?:"
              + "\\b(?P<iy>(?:19|20)\\d\\d)-(?P<im>\\d\\d)-(?P<id>\\d\\d)\\b"
              + "|\\b(?P<m>\\d{1,2})[/-](?P<d>\\d{1,2})[/-](?P<y>\\d{4}|\\d\\d)\\b"
              + "|\\b(?P<sm>1[0-2]|0?[1-9])/(?P<sd>3[01]|[12]\\d|0?[1-9])\\b"
              + "|\\b(?P<mn>"
              + MONTH
              + ") ?(?P<md>\\d{1,2})(?:st|nd|rd|th)?\\b(?: ?[-\u2013] ?\\d{1,2}\\b)?(?:(?:,| ,| of)? ?(?P<my>(?:19|20)\\d\\d)\\b)?"
              + "|\\b(?P<dd>\\d{1,2})(?:st|nd|rd|th)?(?: day)?(?: of)? (?P<dn>"
              + MONTH
              + "),? ?(?P<dy>(?:19|20)\\d\\d)\\b"
              + "|\\b(?P<on>"
              + MONTH
              + "),? (?P<oy>(?:19|20)\\d\\d)\\b)");

  private static final Pattern AFTER =
      Patterns.pattern(
          "^\\s*,?(?: ?\\((?P<w>"
              + WEEKDAY
              + ")\\))?(?:,? (?P<v>"
              + WEEKDAY
              + "),?)?"
              + "(?:,? ?(?:[@,-]|at|by|no later than|not later than|beginning at|starting at|commencing at|promptly at"
              + "|at or before|and time of|time:|hearing time:?|from|on or before)? ?)(?P<t>"
              + TIME
              + ")");
  private static final Pattern BEFORE =
      Patterns.pattern(
          "(?P<t>"
              + TIME
              + ")(?:,? ?\\(?(?:eastern|central|mountain|pacific|e[sd]?t|c[sd]?t|m[sd]?t|p[sd]?t)\\b\\.?"
              + "(?: (?:standard |daylight )?time)?\\)?)?,?(?: on|,)? ?$");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final int BEHIND = 70;
  private static final int CENTURY = 100;
  private static final int SPLIT = 70;
  private static final int NOON = 12;
  private static final int OFFICE = 7;

  private final @Nullable LocalDate filed;

  Dates(@Nullable LocalDate filed) {
    this.filed = filed;
  }

  /**
   * A date.
   *
   * @param start where it begins, its weekday and an hour before it included
   * @param end where it ends, its hour included
   * @param day the day; the first of the month when only a month is given
   * @param iso as it is labelled: with an hour where stated, or a month only
   */
  record Mention(int start, int end, LocalDate day, String iso) {

    boolean monthOnly() {
      return iso.length() == "2026-10".length();
    }
  }

  List<Mention> in(String text, int from, int to) {
    List<Mention> found = new ArrayList<>();
    Matcher matcher = DATE.matcher(text.substring(0, to));
    int at = from;
    while (at < to && matcher.find(at)) {
      at = matcher.end();
      Mention mention = mention(text, matcher, from, to);
      if (mention != null) {
        found.add(mention);
        at = Math.max(at, mention.end());
      }
    }
    return found;
  }

  private @Nullable Mention mention(String text, Matcher matcher, int from, int to) {
    if (joined(text, matcher)) {
      return null;
    }
    String weekday = matcher.group("w");
    String behind = text.substring(matcher.end(), Math.min(to, matcher.end() + BEHIND));
    Matcher after = AFTER.matcher(behind);
    boolean timed = after.find();
    int end = matcher.end();
    String time = null;
    if (timed) {
      time = after.group("t");
      end += after.end();
      weekday =
          weekday != null
              ? weekday
              : after.group("w") != null ? after.group("w") : after.group("v");
    } else {
      Matcher day = DAY_BEHIND.matcher(behind);
      if (weekday == null && day.find() && day.group(1).length() > 2) {
        weekday = day.group(1);
      }
    }
    int start = matcher.start();
    if (time == null) {
      Matcher before = BEFORE.matcher(text.substring(from, matcher.start()));
      if (before.find()) {
        time = before.group("t");
        start = from + before.start();
      }
    }
    try {
      return date(text, matcher, weekday, time, start, end);
    } catch (DateTimeException _) {
      return null; // 13/45/2026
    }
  }

  /** "1:25-cv-00677", "2/3-4": part of a longer figure. */
  private static boolean joined(String text, Matcher matcher) {
    int before = matcher.start() - 1;
    int after = matcher.end();
    boolean left =
        before >= 0
            && (Character.isLetterOrDigit(text.charAt(before))
                || "/-:$#".indexOf(text.charAt(before)) >= 0)
            && Character.isDigit(text.charAt(matcher.start()));
    boolean right =
        after + 1 < text.length()
            && "/-".indexOf(text.charAt(after)) >= 0
            && Character.isLetterOrDigit(text.charAt(after + 1))
            && Character.isDigit(text.charAt(after - 1));
    return left || right;
  }

  private @Nullable Mention date(
      String text,
      Matcher matcher,
      @Nullable String weekday,
      @Nullable String time,
      int start,
      int end) {
    if (matcher.group("on") != null) {
      int year = Integer.parseInt(matcher.group("oy"));
      LocalDate first = LocalDate.of(year, month(matcher.group("on")), 1);
      return new Mention(
          matcher.start(), matcher.end(), first, first.toString().substring(0, "2026-10".length()));
    }
    LocalDate day = day(text, matcher, weekday);
    if (day == null) {
      return null;
    }
    String hour = time == null ? "" : "T" + hour(time);
    return new Mention(start, end, day, day + hour);
  }

  private @Nullable LocalDate day(String text, Matcher matcher, @Nullable String weekday) {
    if (matcher.group("iy") != null) {
      return LocalDate.of(
          Integer.parseInt(matcher.group("iy")),
          Integer.parseInt(matcher.group("im")),
          Integer.parseInt(matcher.group("id")));
    }
    if (matcher.group("m") != null) {
      int month = Integer.parseInt(matcher.group("m"));
      int day = Integer.parseInt(matcher.group("d"));
      return right(LocalDate.of(year(matcher.group("y")), month, day), weekday);
    }
    if (matcher.group("sm") != null) {
      if (weekday == null && !announced(text, matcher)) {
        return null; // "1/2 of the fee"
      }
      return next(
          Integer.parseInt(matcher.group("sm")), Integer.parseInt(matcher.group("sd")), weekday);
    }
    if (matcher.group("dn") != null) {
      LocalDate stated =
          LocalDate.of(
              year(matcher.group("dy")),
              month(matcher.group("dn")),
              Integer.parseInt(matcher.group("dd")));
      return right(stated, weekday);
    }
    int month = month(matcher.group("mn"));
    int day = Integer.parseInt(matcher.group("md"));
    if (day == 0 || day > 31) {
      return null;
    }
    String year = matcher.group("my");
    if (year == null) {
      return matcher.group("mn").equals("may") ? null : next(month, day, weekday);
    }
    return right(LocalDate.of(year(year), month, day), weekday);
  }

  private static boolean announced(String text, Matcher matcher) {
    String lead = text.substring(Math.max(0, matcher.start() - 14), matcher.start());
    return ANNOUNCED.matcher(lead).find() || text.startsWith(" at ", matcher.end());
  }

  /** A weekday that the stated year contradicts tells the year: "Friday, 1/11/2018" in December. */
  private LocalDate right(LocalDate stated, @Nullable String weekday) {
    if (weekday == null || filed == null || stated.getDayOfWeek() == weekday(weekday)) {
      return stated;
    }
    LocalDate next = stated.plusYears(1);
    boolean slip = stated.isBefore(filed) && next.getDayOfWeek() == weekday(weekday);
    return slip ? next : stated;
  }

  /** The first such day after the entry's. */
  private @Nullable LocalDate next(int month, int day, @Nullable String weekday) {
    if (filed == null) {
      return null;
    }
    int year = filed.getYear();
    for (int i = 0; i < 3; i++) {
      if (day <= LocalDate.of(year + i, month, 1).lengthOfMonth()) {
        LocalDate candidate = LocalDate.of(year + i, month, day);
        boolean fits = weekday == null || candidate.getDayOfWeek() == weekday(weekday);
        // a day just past is told of, not the same day next year
        if (fits && !candidate.isBefore(filed.minusMonths(3))) {
          return candidate;
        }
      }
    }
    return null;
  }

  private static int year(String digits) {
    int year = Integer.parseInt(digits);
    return year >= CENTURY ? year : year < SPLIT ? 2000 + year : 1900 + year;
  }

  private static int month(String name) {
    return MONTHS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
  }

  private static DayOfWeek weekday(String name) {
    return DayOfWeek.of(DAYS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT)) + 1);
  }

  /** {@code HH:mm}; an hour without a.m. or p.m. is one of office hours. */
  private static String hour(String time) {
    String said = time.toLowerCase(Locale.ROOT);
    if (said.contains("noon")) {
      return "12:00";
    }
    if (said.contains("midnight")) {
      return "23:59";
    }
    Matcher parts = CLOCK.matcher(said);
    parts.find();
    int hour = Integer.parseInt(parts.group(1));
    String minutes = parts.group(2) == null ? "00" : parts.group(2);
    String half = parts.group(3);
    if ("p".equals(half) && hour < NOON) {
      hour += NOON;
    } else if ("a".equals(half) && hour == NOON) {
      hour = 0;
    } else if (half == null && hour < OFFICE) {
      hour += NOON;
    }
    if (hour > 23) {
      throw new DateTimeException(time);
    }
    return String.format(Locale.ROOT, "%02d:%s", hour, minutes);
  }
}
