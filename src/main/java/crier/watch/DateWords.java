package crier.watch;

import crier.model.DocketDate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** How alerts speak of hearings and due dates: what was seen, never what was done. Pure. */
final class DateWords {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMMM d", Locale.US);
  private static final DateTimeFormatter OTHER_YEAR =
      DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US);
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("h a", Locale.US);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("h:mm a", Locale.US);

  private static final Map<String, String> ZONES =
      Map.of(
          "America/New_York", "Eastern",
          "America/Chicago", "Central",
          "America/Denver", "Mountain",
          "America/Los_Angeles", "Pacific",
          "America/Anchorage", "Alaska",
          "America/Phoenix", "Arizona",
          "Pacific/Honolulu", "Hawaii",
          "Pacific/Guam", "Guam",
          "America/Puerto_Rico", "Atlantic");

  private DateWords() {}

  /** {@code Status report due October 2}; {@code Motion hearing of October 2, 10 AM Eastern}. */
  static String name(DocketDate date, Instant now) {
    return what(date) + " " + when(date, date.deadline().day(), now);
  }

  private static String what(DocketDate date) {
    String what = date.deadline().what().strip();
    return what.isEmpty()
        ? isDue(date) ? "Paper" : "Hearing"
        : what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
  }

  private static boolean isDue(DocketDate date) {
    return date.deadline().kind() == crier.model.Deadline.Kind.DUE;
  }

  private static String when(
      DocketDate date, @org.jspecify.annotations.Nullable String iso, Instant now) {
    LocalDate day = DocketDate.day(iso);
    String by = isDue(date) ? "due" : "set for";
    if (iso == null || day == null) {
      return isDue(date) ? "due" : "set";
    }
    String said = by + " " + day(day, LocalDate.ofInstant(now, date.zone()));
    return iso.length() < 16
        ? said
        : said
            + ", "
            + hour(java.time.LocalDateTime.parse(iso).atZone(date.zone()))
            + " "
            + zone(date.zone());
  }

  /** {@code October 2}, with the year where it is another than today's. */
  static String day(LocalDate day, LocalDate today) {
    return (day.getYear() == today.getYear() ? DAY : OTHER_YEAR).format(day);
  }

  private static String hour(ZonedDateTime at) {
    return (at.getMinute() == 0 ? HOUR : TIME).format(at);
  }

  /** {@code Eastern}, as newsrooms say it. */
  static String zone(ZoneId zone) {
    return ZONES.getOrDefault(
        zone.getId(), zone.getDisplayName(java.time.format.TextStyle.SHORT_STANDALONE, Locale.US));
  }

  /** {@code October 3, 9 AM Eastern}. */
  static String moment(Instant at, ZoneId zone, Instant now) {
    ZonedDateTime local = at.atZone(zone);
    return day(local.toLocalDate(), LocalDate.ofInstant(now, zone))
        + ", "
        + hour(local)
        + " "
        + zone(zone);
  }

  /**
   * {@code Status report due October 2: none seen by October 3, 9 AM Eastern (last look 8:50 AM;
   * CourtListener can lag)}.
   */
  static String noneSeen(DocketDate date, Instant by, Instant lastLook, String lag, Instant now) {
    ZonedDateTime look = lastLook.atZone(date.zone());
    boolean sameDay = look.toLocalDate().equals(LocalDate.ofInstant(by, date.zone()));
    String looked =
        sameDay
            ? hour(look)
            : day(look.toLocalDate(), LocalDate.ofInstant(now, date.zone())) + ", " + hour(look);
    return "%s: none seen by %s (last look %s%s)"
        .formatted(
            name(date, now), moment(by, date.zone(), now), looked, lag.isEmpty() ? "" : "; " + lag);
  }

  /** {@code Status report due October 2: could not look since October 1, 6 PM Eastern}. */
  static String couldNotLook(DocketDate date, Instant since, Instant now) {
    return "%s: could not look since %s, so whether it came is not known"
        .formatted(name(date, now), moment(since, date.zone(), now));
  }

  /** {@code Tomorrow: status report due October 2}. */
  static String reminder(DocketDate date, Instant now) {
    String name = name(date, now);
    LocalDate day = date.day();
    boolean tomorrow = day != null && day.equals(LocalDate.ofInstant(now, date.zone()).plusDays(1));
    return tomorrow ? "Tomorrow: " + name : name;
  }

  /**
   * What has become of a date after its passing was told: {@code Status report due October 2: seen
   * October 5}.
   */
  static String corrected(DocketDate before, DocketDate after, Instant seen) {
    LocalDate today = LocalDate.ofInstant(seen, before.zone());
    String what =
        switch (after.state()) {
          case MET -> "seen " + day(today, today);
          case VACATED -> "no longer in force by an entry seen " + day(today, today);
          case OPEN, PAST, WAITING, MISSED ->
              after.day() == null
                  ? "put off without a new date, by an entry seen " + day(today, today)
                  : "now "
                      + when(after, after.deadline().day(), seen)
                      + ", by an entry seen "
                      + day(today, today);
        };
    return name(before, seen) + ": " + what;
  }
}
