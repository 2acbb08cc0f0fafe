package crier.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Days on which federal courts work: none of Saturdays, Sundays and legal holidays (Federal Rule of
 * Civil Procedure 6(a)(6), 5 U.S.C. 6103), the District of Columbia's own for its courts. Other
 * states' holidays are not known here. Pure.
 */
public final class CourtDays {

  private static final Set<String> IN_THE_DISTRICT = Set.of("dcd", "dcb", "cadc");

  private CourtDays() {}

  public static boolean isWorking(LocalDate day, String court) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY
        && day.getDayOfWeek() != DayOfWeek.SUNDAY
        && !isHoliday(day, court);
  }

  /** The day itself where the court works on it, else the next one on which it does. */
  public static LocalDate onOrAfter(LocalDate day, String court) {
    LocalDate next = day;
    while (!isWorking(next, court)) {
      next = next.plusDays(1);
    }
    return next;
  }

  /** The first working day after this one. */
  public static LocalDate after(LocalDate day, String court) {
    return onOrAfter(day.plusDays(1), court);
  }

  private static LocalDate onOrBefore(LocalDate day, String court) {
    LocalDate last = day;
    while (!isWorking(last, court)) {
      last = last.minusDays(1);
    }
    return last;
  }

  /**
   * The last day of a period by Rule 6(a); empty for hours, which need a time to count from.
   *
   * @param event day that the period counts from
   */
  public static Optional<LocalDate> last(LocalDate event, Deadline.Period period, String court) {
    int count = period.before() ? -period.count() : period.count();
    return switch (period.unit()) {
      case "days" -> Optional.of(rolled(event.plusDays(count), period, court));
      case "weeks" -> Optional.of(rolled(event.plusWeeks(count), period, court));
      case "months" -> Optional.of(rolled(event.plusMonths(count), period, court));
      case "business days" -> {
        LocalDate day = event;
        for (int i = 0; i < period.count(); i++) {
          day = period.before() ? onOrBefore(day.minusDays(1), court) : after(day, court);
        }
        yield Optional.of(day);
      }
      default -> Optional.empty();
    };
  }

  private static LocalDate rolled(LocalDate day, Deadline.Period period, String court) {
    return period.before() ? onOrBefore(day, court) : onOrAfter(day, court);
  }

  /** Whether it is a legal holiday for this court, or the day that is kept as one. */
  public static boolean isHoliday(LocalDate day, String court) {
    // New Year's Day may be kept on the last of December.
    return Stream.concat(
            holidays(day.getYear(), court), Stream.of(kept(LocalDate.of(day.getYear() + 1, 1, 1))))
        .anyMatch(day::equals);
  }

  private static Stream<LocalDate> holidays(int year, String court) {
    Stream<LocalDate> federal =
        Stream.of(
            kept(LocalDate.of(year, 1, 1)),
            nth(year, Month.JANUARY, 3, DayOfWeek.MONDAY),
            nth(year, Month.FEBRUARY, 3, DayOfWeek.MONDAY),
            LocalDate.of(year, 5, 1).with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY)),
            kept(LocalDate.of(year, 7, 4)),
            nth(year, Month.SEPTEMBER, 1, DayOfWeek.MONDAY),
            nth(year, Month.OCTOBER, 2, DayOfWeek.MONDAY),
            kept(LocalDate.of(year, 11, 11)),
            nth(year, Month.NOVEMBER, 4, DayOfWeek.THURSDAY),
            kept(LocalDate.of(year, 12, 25)));
    Stream<LocalDate> sinceThen =
        year >= 2021 ? Stream.of(kept(LocalDate.of(year, 6, 19))) : Stream.empty();
    Stream<LocalDate> district =
        IN_THE_DISTRICT.contains(court)
            ? Stream.concat(
                Stream.of(kept(LocalDate.of(year, 4, 16))),
                year % 4 == 1 ? Stream.of(LocalDate.of(year, 1, 20)) : Stream.empty())
            : Stream.empty();
    return Stream.of(federal, sinceThen, district).flatMap(days -> days);
  }

  private static LocalDate nth(int year, Month month, int which, DayOfWeek day) {
    return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(which, day));
  }

  /** Kept on the Friday before where it is a Saturday, on the Monday after where a Sunday. */
  private static LocalDate kept(LocalDate holiday) {
    return switch (holiday.getDayOfWeek()) {
      case SATURDAY -> holiday.minusDays(1);
      case SUNDAY -> holiday.plusDays(1);
      default -> holiday;
    };
  }
}
