package crier.source;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import crier.model.Published;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dates as mail and RSS write them (RFC 822 §5.1), with the zone names of the United States. */
final class Mailed {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final Pattern DATE =
      Pattern.compile(
          "(?i)\\b(\\d{1,2})[ -]([a-z]{3})[a-z]*\\.?[ -](\\d{4}|\\d{2}),? (\\d{1,2}):(\\d{2})(?::(\\d{2}))?"
              + " ?(?:([ap])\\.?m\\.?)?"
              + " ?((?:GMT|UTC|UT)? ?[+-]\\d{1,2}(?::?\\d{2})?|[a-z]+ (?:standard |daylight )?time|[a-z]{1,5})?");

  private static final Map<String, String> REGIONS =
      Map.of(
          "E", "America/New_York",
          "C", "America/Chicago",
          "M", "America/Denver",
          "P", "America/Los_Angeles",
          "AK", "America/Anchorage");

  private static final Pattern AMERICAN = Pattern.compile("(AK|[ECMP])([SD]?)T");

  private static final Pattern LONG =
      Pattern.compile("(AK|[ECMP])[A-Z]+(?: (STANDARD|DAYLIGHT))? TIME");

  /** Names that stand for one offset only, wherever they are written. */
  private static final Map<String, String> FIXED =
      Map.of(
          "HST", "-10:00",
          "WEST", "+01:00",
          "CET", "+01:00",
          "CEST", "+02:00",
          "EET", "+02:00",
          "EEST", "+03:00",
          "JST", "+09:00",
          "AEST", "+10:00",
          "AEDT", "+11:00",
          "NZST", "+12:00");

  private static final int NOON = 12;

  private Mailed() {}

  static Optional<Published> date(String text) {
    Matcher matcher = DATE.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    int month = MONTHS.indexOf(matcher.group(2).toLowerCase(Locale.ROOT)) + 1;
    int year = Integer.parseInt(matcher.group(3));
    String seconds = matcher.group(6);
    try {
      LocalDateTime time =
          LocalDateTime.of(
              year < 100 ? 2000 + year : year,
              month,
              Integer.parseInt(matcher.group(1)),
              hour(matcher.group(4), matcher.group(7)),
              Integer.parseInt(matcher.group(5)),
              seconds == null ? 0 : Integer.parseInt(seconds));
      String zone = matcher.group(8);
      return Optional.of(
          offset(zone == null ? "" : zone, time)
              .map(offset -> Dates.published(time.atOffset(offset)))
              .orElseGet(() -> Published.on(time.toLocalDate())));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** Empty where the zone is not said, or said wrongly: "EST" in May is an hour off, or is not. */
  private static Optional<ZoneOffset> offset(String zone, LocalDateTime time) {
    String name = initials(zone.toUpperCase(Locale.ROOT).strip());
    if (name.matches("(GMT|UTC|UT)? ?[+-].*")) {
      return Optional.of(figures(name.replaceAll("[^0-9+-]", "")));
    }
    if (name.matches("Z|UT|UTC|GMT|WET")) {
      return Optional.of(ZoneOffset.UTC);
    }
    if (FIXED.containsKey(name)) {
      return Optional.of(ZoneOffset.of(FIXED.getOrDefault(name, "Z")));
    }
    Matcher american = AMERICAN.matcher(name);
    if (!american.matches()) {
      return Optional.empty();
    }
    ZoneRules rules = ZoneId.of(REGIONS.getOrDefault(american.group(1), "Z")).getRules();
    List<ZoneOffset> offsets = rules.getValidOffsets(time);
    String season = american.group(2);
    if (season.isEmpty()) {
      return offsets.size() == 1 ? Optional.of(offsets.getFirst()) : Optional.empty();
    }
    // in the hour that comes twice the name says which of the two is meant
    return offsets.stream()
        .filter(offset -> rules.isDaylightSavings(time.toInstant(offset)) == season.equals("D"))
        .findFirst();
  }

  /** {@code Eastern Time} is {@code ET}, {@code Pacific Daylight Time} is {@code PDT}. */
  private static String initials(String zone) {
    Matcher words = LONG.matcher(zone);
    if (!words.matches()) {
      return zone;
    }
    String season = words.group(2);
    return words.group(1) + (season == null ? "" : season.substring(0, 1)) + "T";
  }

  /** {@code +7}, {@code -0500}, {@code +05:30}, read as ISO 8601 does: east is plus. */
  private static ZoneOffset figures(String text) {
    String digits = text.substring(1);
    String full =
        switch (digits.length()) {
          case 1 -> "0" + digits + "00";
          case 2 -> digits + "00";
          case 3 -> "0" + digits;
          default -> digits;
        };
    return ZoneOffset.of(text.charAt(0) + full.substring(0, 2) + ":" + full.substring(2));
  }

  private static int hour(String written, @Nullable String half) {
    int hour = Integer.parseInt(written);
    if (half == null) {
      return hour;
    }
    if (hour < 1 || hour > NOON) {
      throw new DateTimeException("no such hour before or after noon");
    }
    return hour % NOON + (half.equalsIgnoreCase("p") ? NOON : 0);
  }
}
