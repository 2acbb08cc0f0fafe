package crier.watch;

import crier.model.Deadline;
import crier.model.DocketDate;
import crier.model.DocketDate.State;
import crier.rules.docket.consequence.CourtDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** When a date is over, when it is asked about, and when people are reminded of it. Pure. */
final class DateTimes {

  /** When it is looked whether one was answered, on the court's next working day. */
  private static final LocalTime MORNING = LocalTime.of(9, 0);

  private DateTimes() {}

  /** A date as it stands now, with the times at which something is to be done about it. */
  static DocketDate standing(DocketDate date, Instant now) {
    LocalDate day = lastDay(date.deadline());
    if (day == null || date.deadline().conditional() != null) {
      return date.standing(State.WAITING, null, null);
    }
    if (!now.isBefore(over(date))) {
      return date.passed();
    }
    CourtDays days = CourtDays.of(date.court());
    LocalDate exact = date.day();
    return date.standing(
        State.OPEN,
        days.nextWorkingDay(days.onOrAfter(day)).atTime(MORNING).atZone(date.zone()).toInstant(),
        exact == null ? null : exact.minusDays(1).atTime(MORNING).atZone(date.zone()).toInstant());
  }

  /** The last day that a date can mean: of a month its last one. */
  static @Nullable LocalDate lastDay(Deadline deadline) {
    String day = deadline.day();
    return day != null && day.length() == 7
        ? YearMonth.parse(day).atEndOfMonth()
        : DocketDate.day(day);
  }

  /**
   * The end of the day, as the court counts it. A day on which the court does not work stays what
   * the entry says; but who files on the next one may well be in time.
   */
  static Instant over(DocketDate date) {
    LocalDate day = lastDay(date.deadline());
    return day == null
        ? Instant.MAX
        : CourtDays.of(date.court())
            .onOrAfter(day)
            .plusDays(1)
            .atStartOfDay(date.zone())
            .toInstant();
  }
}
