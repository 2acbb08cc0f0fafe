package crier.rules.docket.consequence;

import crier.model.Deadline;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes time as Rule 6(a) of the Federal Rules of Civil Procedure and Appellate Rule 26(a) do:
 * the day of the event does not count, every other day does, and a period that ends on a Saturday,
 * Sunday or legal holiday runs on in the direction of counting. Federal holidays as observed; those
 * of the District of Columbia for its courts, and only for periods after an event (Rule
 * 6(a)(6)(C)). Other states' holidays and days on which a clerk's office is closed are not known,
 * so that a true date may be later and is never earlier.
 */
public final class CourtDays {

  private static final Set<String> DISTRICT_OF_COLUMBIA = Set.of("dcd", "dcb", "cadc");

  /** Before it, periods under eleven days left out weekends and holidays. */
  private static final LocalDate COUNT_EVERY_DAY = LocalDate.of(2009, 12, 1);

  private static final int SHORT_PERIOD = 11;
  private static final int DAYS_OF_WEEK = 7;
  private static final int JUNETEENTH_SINCE = 2021;
  private static final int KING_SINCE = 1986;
  private static final int EMANCIPATION_SINCE = 2005;

  /** What a period is counted in. */
  public enum Unit {
    DAYS,
    BUSINESS_DAYS,
    WEEKS,
    MONTHS
  }

  private final boolean district;
  private final Set<LocalDate> declared;

  /**
   * Days of a court.
   *
   * @param court CourtListener's id, or null when unknown
   * @param declared further days that the President, Congress or the court's state has declared
   *     holidays
   */
  public CourtDays(@Nullable String court, Set<LocalDate> declared) {
    this.district = court != null && DISTRICT_OF_COLUMBIA.contains(court);
    this.declared = Set.copyOf(declared);
  }

  public static CourtDays of(@Nullable String court) {
    return new CourtDays(court, Set.of());
  }

  /** Whether Rule 6 counted a period otherwise when the event happened. */
  public static boolean countedOtherwise(LocalDate event, int count, Unit unit) {
    return event.isBefore(COUNT_EVERY_DAY) && unit == Unit.DAYS && count < SHORT_PERIOD;
  }

  /**
   * The last day of a period; empty for hours, which need a time to count from, and where Rule 6
   * counted otherwise when the event happened.
   *
   * @param event day that the period counts from
   */
  public Optional<LocalDate> last(LocalDate event, Deadline.Period period) {
    Unit unit =
        switch (period.unit()) {
          case "days" -> Unit.DAYS;
          case "business days" -> Unit.BUSINESS_DAYS;
          case "weeks" -> Unit.WEEKS;
          case "months" -> Unit.MONTHS;
          default -> null;
        };
    if (unit == null || countedOtherwise(event, period.count(), unit)) {
      return Optional.empty();
    }
    return Optional.of(
        period.before() ? before(event, period.count(), unit) : after(event, period.count(), unit));
  }

  /** The last day of a period after an event. */
  public LocalDate after(LocalDate event, int count, Unit unit) {
    return switch (unit) {
      case DAYS -> onward(event.plusDays(count), true);
      case WEEKS -> onward(event.plusDays((long) count * DAYS_OF_WEEK), true);
      case MONTHS -> onward(event.plusMonths(count), true);
      case BUSINESS_DAYS -> working(event, count, true);
    };
  }

  /** The last day of a period counted back from an event. */
  public LocalDate before(LocalDate event, int count, Unit unit) {
    return switch (unit) {
      case DAYS -> onward(event.minusDays(count), false);
      case WEEKS -> onward(event.minusDays((long) count * DAYS_OF_WEEK), false);
      case MONTHS -> onward(event.minusMonths(count), false);
      case BUSINESS_DAYS -> working(event, count, false);
    };
  }

  /**
   * The end of a period of hours: every hour counts from the event on, also across a change of
   * clocks; what ends on a weekend or holiday runs to the same time of the next day that is none.
   */
  public ZonedDateTime hours(ZonedDateTime event, int count) {
    ZonedDateTime end = event.plusHours(count);
    LocalDate day = onward(end.toLocalDate(), true);
    return end.with(day);
  }

  /** Three days more after service by mail (Rule 6(d)), on a day that {@link #after} gave. */
  public LocalDate servedByMail(LocalDate due) {
    return onward(due.plusDays(3), true);
  }

  /** The day itself where the court works on it, else the next one on which it does. */
  public LocalDate onOrAfter(LocalDate day) {
    return onward(day, true);
  }

  /** The next day after this one that is no weekend and no holiday. */
  public LocalDate nextWorkingDay(LocalDate day) {
    return onward(day.plusDays(1), true);
  }

  /** Whether a day is a legal holiday for periods after an event. */
  public boolean holiday(LocalDate day) {
    return federal(day) || (district && inDistrict(day)) || declared.contains(day);
  }

  private LocalDate onward(LocalDate from, boolean forward) {
    LocalDate day = from;
    while (!open(day, forward)) {
      day = forward ? day.plusDays(1) : day.minusDays(1);
    }
    return day;
  }

  private LocalDate working(LocalDate from, int count, boolean forward) {
    LocalDate day = from;
    for (int left = count; left > 0; left--) {
      day = onward(forward ? day.plusDays(1) : day.minusDays(1), forward);
    }
    return day;
  }

  private boolean open(LocalDate day, boolean forward) {
    return !weekend(day) && !(forward ? holiday(day) : federal(day));
  }

  private static boolean weekend(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  /** 5 U.S.C. 6103, the day itself or the one set aside for observing it. */
  private static boolean federal(LocalDate day) {
    int year = day.getYear();
    return fixed(day, Month.JANUARY, 1)
        || (year >= KING_SINCE && day.equals(nth(year, Month.JANUARY, DayOfWeek.MONDAY, 3)))
        || day.equals(nth(year, Month.FEBRUARY, DayOfWeek.MONDAY, 3))
        || day.equals(nth(year, Month.MAY, DayOfWeek.MONDAY, -1))
        || (year >= JUNETEENTH_SINCE && fixed(day, Month.JUNE, 19))
        || fixed(day, Month.JULY, 4)
        || day.equals(nth(year, Month.SEPTEMBER, DayOfWeek.MONDAY, 1))
        || day.equals(nth(year, Month.OCTOBER, DayOfWeek.MONDAY, 2))
        || fixed(day, Month.NOVEMBER, 11)
        || day.equals(nth(year, Month.NOVEMBER, DayOfWeek.THURSDAY, 4))
        || fixed(day, Month.DECEMBER, 25);
  }

  /** D.C. Code 28-2701; Inauguration Day has no Friday before it. */
  private static boolean inDistrict(LocalDate day) {
    if (day.getYear() >= EMANCIPATION_SINCE && fixed(day, Month.APRIL, 16)) {
      return true;
    }
    if (day.getMonth() != Month.JANUARY || day.getYear() % 4 != 1) {
      return false;
    }
    LocalDate inauguration = day.withDayOfMonth(20);
    return day.equals(inauguration)
        || (inauguration.getDayOfWeek() == DayOfWeek.SUNDAY
            && day.equals(inauguration.plusDays(1)));
  }

  /** Whether a holiday of a fixed date falls on this day or is observed on it. */
  private static boolean fixed(LocalDate day, Month month, int dayOfMonth) {
    return on(day, month, dayOfMonth)
        || (day.getDayOfWeek() == DayOfWeek.FRIDAY && on(day.plusDays(1), month, dayOfMonth))
        || (day.getDayOfWeek() == DayOfWeek.MONDAY && on(day.minusDays(1), month, dayOfMonth));
  }

  private static boolean on(LocalDate day, Month month, int dayOfMonth) {
    return day.getMonth() == month && day.getDayOfMonth() == dayOfMonth;
  }

  private static LocalDate nth(int year, Month month, DayOfWeek weekday, int ordinal) {
    return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(ordinal, weekday));
  }
}
