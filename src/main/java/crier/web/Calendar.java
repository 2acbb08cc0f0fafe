package crier.web;

import crier.model.Deadline;
import crier.model.DocketDate;
import crier.model.DocketDate.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Hearings and due dates as iCalendar (RFC 5545): nothing in it but what is stored, so that the
 * same dates are the same bytes at every fetch. A due date is a day and a hearing a time in UTC.
 */
final class Calendar {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** RFC 5545 §3.1: octets of a line, without its end. */
  private static final int LINE = 75;

  private static final Duration HEARING = Duration.ofHours(1);

  private final StringBuilder text = new StringBuilder();

  private Calendar() {}

  /**
   * Writes a calendar.
   *
   * @param name as a reader shows it
   * @param dates those without a day are left out
   */
  static String write(String name, List<Coming> dates) {
    Calendar calendar = new Calendar();
    calendar.line("BEGIN", "VCALENDAR");
    calendar.line("VERSION", "2.0");
    calendar.line("PRODID", "-//Crier//Hearings and due dates//EN");
    calendar.line("CALSCALE", "GREGORIAN");
    calendar.line("NAME", escaped(name));
    calendar.line("X-WR-CALNAME", escaped(name));
    calendar.line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    calendar.line("X-PUBLISHED-TTL", "PT1H");
    dates.stream().filter(coming -> coming.date().day() != null).forEach(calendar::event);
    calendar.line("END", "VCALENDAR");
    return calendar.text.toString();
  }

  private void event(Coming coming) {
    DocketDate date = coming.date();
    boolean gone = date.state() == State.VACATED;
    line("BEGIN", "VEVENT");
    line("UID", date.uid());
    line("DTSTAMP", TIME.format(date.changedAt()));
    line("LAST-MODIFIED", TIME.format(date.changedAt()));
    line("CREATED", TIME.format(date.firstSeen()));
    line("SEQUENCE", String.valueOf(date.sequence()));
    when(date);
    line(
        "SUMMARY",
        escaped((gone ? "CANCELLED: " : "") + coming.what() + " (" + coming.about() + ")"));
    line("DESCRIPTION", escaped(coming.inFull()));
    line("STATUS", gone ? "CANCELLED" : "CONFIRMED");
    if (coming.link() != null) {
      line("URL", coming.link().address());
    }
    line("END", "VEVENT");
  }

  private void when(DocketDate date) {
    LocalDate day = date.day();
    if (date.hour() != null && date.deadline().kind() != Deadline.Kind.DUE) {
      Instant begin = date.hour().atZone(date.zone()).toInstant();
      line("DTSTART", TIME.format(begin));
      line("DTEND", TIME.format(begin.plus(HEARING)));
    } else if (day != null) {
      line("DTSTART;VALUE=DATE", DAY.format(day));
      line("DTEND;VALUE=DATE", DAY.format(day.plusDays(1)));
      line("TRANSP", "TRANSPARENT");
    }
  }

  /** RFC 5545 §3.3.11. */
  static String escaped(String words) {
    return Neutral.text(words)
        .replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,")
        .replaceAll("\\R", "\\\\n")
        .replaceAll("\\p{Cntrl}", " ");
  }

  /** Folded at 75 octets, never inside a character. */
  private void line(String name, String value) {
    int octets = 0;
    String all = name + ":" + value;
    for (int at = 0; at < all.length(); ) {
      String sign = all.substring(at, at + Character.charCount(all.codePointAt(at)));
      int more = sign.getBytes(StandardCharsets.UTF_8).length;
      if (octets + more > LINE) {
        text.append("\r\n ");
        octets = 1;
      }
      text.append(sign);
      octets += more;
      at += sign.length();
    }
    text.append("\r\n");
  }
}
