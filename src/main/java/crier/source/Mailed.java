package crier.source;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import crier.model.Published;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Dates as mail and RSS write them (RFC 822 §5.1), with the zone names of the United States. */
final class Mailed {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final Pattern DATE =
      Pattern.compile(
          "(?i)\\b(\\d{1,2})[ -]([a-z]{3})[a-z]*\\.?[ -](\\d{4}|\\d{2}),? (\\d{1,2}):(\\d{2})(?::(\\d{2}))?"
              + " ?([+-]\\d{2}:?\\d{2}|[a-z]{1,5})?");

  private static final Map<String, String> REGIONS =
      Map.of(
          "E", "America/New_York",
          "C", "America/Chicago",
          "M", "America/Denver",
          "P", "America/Los_Angeles");

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
              Integer.parseInt(matcher.group(4)),
              Integer.parseInt(matcher.group(5)),
              seconds == null ? 0 : Integer.parseInt(seconds));
      String zone = matcher.group(7);
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
    String name = zone.toUpperCase(Locale.ROOT);
    if (name.matches("[+-].*")) {
      String digits = name.replace(":", "");
      return Optional.of(ZoneOffset.of(digits.substring(0, 3) + ":" + digits.substring(3)));
    }
    if (name.matches("Z|UT|UTC|GMT")) {
      return Optional.of(ZoneOffset.UTC);
    }
    if (!name.matches("[ECMP][SD]T")) {
      return Optional.empty();
    }
    ZoneId region = ZoneId.of(REGIONS.getOrDefault(name.substring(0, 1), "Z"));
    ZoneOffset offset = region.getRules().getOffset(time);
    boolean summer =
        !offset.equals(region.getRules().getStandardOffset(time.toInstant(ZoneOffset.UTC)));
    return summer == (name.charAt(1) == 'D') ? Optional.of(offset) : Optional.empty();
  }
}
