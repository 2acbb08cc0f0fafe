package crier.rules.docket.consequence;

import static org.assertj.core.api.Assertions.assertThat;

import crier.rules.docket.consequence.CourtDays.Unit;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CourtDaysTest {

  private static final ZoneId EASTERN = ZoneId.of("America/New_York");

  @ParameterizedTest(name = "{0}: {2} {3} after {1} is {4}")
  @CsvSource({
    "dcd, 2026-09-18, 14, DAYS, 2026-10-02", // plain
    "dcd, 2026-12-11, 14, DAYS, 2026-12-28", // Christmas, then a weekend
    "dcd, 2026-12-18, 7, DAYS, 2026-12-28",
    "dcd, 2026-06-19, 14, DAYS, 2026-07-06", // July 4 a Saturday, observed on the Friday
    "dcd, 2027-12-17, 14, DAYS, 2028-01-03", // New Year 2028 observed in 2027
    "dcd, 2027-04-02, 14, DAYS, 2027-04-19", // Emancipation Day
    "dcb, 2027-04-02, 14, DAYS, 2027-04-19",
    "cadc, 2027-04-02, 14, DAYS, 2027-04-19",
    "cand, 2027-04-02, 14, DAYS, 2027-04-16", // ... in D.C. only
    "dcd, 2028-04-02, 14, DAYS, 2028-04-18", // ... on a Sunday, observed on Monday
    "cand, 2028-04-02, 14, DAYS, 2028-04-17",
    "cit, 2009-09-10, 30, DAYS, 2009-10-13", // Columbus Day
    "cadc, 2031-11-14, 45, DAYS, 2031-12-29", // rehearing with the United States a party
    "cadc, 2031-12-29, 7, DAYS, 2032-01-05", // the mandate
    "dcd, 2029-01-06, 14, DAYS, 2029-01-22", // a Saturday, Inauguration Day: not observed on Friday
    "dcd, 2029-01-05, 14, DAYS, 2029-01-19",
    "dcd, 2025-01-06, 14, DAYS, 2025-01-21", // Inauguration Day and King's birthday in one
    "dcd, 2033-01-06, 14, DAYS, 2033-01-21",
    "cand, 2033-01-06, 14, DAYS, 2033-01-20",
    "cand, 2020-06-05, 14, DAYS, 2020-06-19", // before Juneteenth was a holiday
    "cand, 2026-06-05, 14, DAYS, 2026-06-22",
    "cand, 2026-11-12, 2, WEEKS, 2026-11-27", // Thanksgiving
    "cand, 2026-01-31, 1, MONTHS, 2026-03-02", // the last of February is a Saturday
    "ca9, 2022-12-14, 3, BUSINESS_DAYS, 2022-12-19",
    "cand, 2026-12-23, 2, BUSINESS_DAYS, 2026-12-28",
    "dcd, 2027-04-15, 1, BUSINESS_DAYS, 2027-04-19",
    ", 2026-12-11, 14, DAYS, 2026-12-28",
  })
  void aPeriodAfterAnEventRunsOn(
      String court, LocalDate event, int count, Unit unit, LocalDate due) {
    assertThat(CourtDays.of(court).after(event, count, unit)).isEqualTo(due);
  }

  @ParameterizedTest(name = "{0}: {2} {3} before {1} is {4}")
  @CsvSource({
    "cand, 2026-10-19, 7, DAYS, 2026-10-09", // a holiday, then the weekend before
    "dcd, 2027-04-23, 7, DAYS, 2027-04-16", // a state's holiday counts forward only
    "cand, 2026-12-04, 1, WEEKS, 2026-11-27",
    "cand, 2026-12-01, 3, BUSINESS_DAYS, 2026-11-25",
    "cand, 2026-07-04, 1, MONTHS, 2026-06-04",
  })
  void aPeriodBeforeAnEventRunsBack(
      String court, LocalDate event, int count, Unit unit, LocalDate due) {
    assertThat(CourtDays.of(court).before(event, count, unit)).isEqualTo(due);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-02T14:23, 48, 2026-10-05T14:23", // Sunday to Monday, same time
    "2007-11-02T10:23, 72, 2007-11-05T09:23", // clocks went back on the Sunday
    "2026-12-01T09:00, 24, 2026-12-02T09:00",
  })
  void hoursCountAtOnce(LocalDateTime event, int count, LocalDateTime end) {
    ZonedDateTime at = event.atZone(EASTERN);
    assertThat(CourtDays.of("nysd").hours(at, count).toLocalDateTime()).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-03",
    "2027-06-18",
    "2027-07-05",
    "2027-12-24",
    "2027-12-31",
    "2028-11-10",
    "2026-11-26",
    "2026-05-25",
    "2026-01-19",
    "2026-02-16",
  })
  void aHolidayIsKeptWhenObserved(LocalDate day) {
    assertThat(CourtDays.of("cand").holiday(day)).isTrue();
  }

  @Test
  void mailedServiceRollsTwice() {
    CourtDays days = CourtDays.of("cand");
    LocalDate due = days.after(LocalDate.of(2026, 12, 11), 14, Unit.DAYS);
    assertThat(days.servedByMail(due)).isEqualTo(LocalDate.of(2026, 12, 31));
  }

  @Test
  void aDeclaredDayCountsAsAHoliday() {
    LocalDate closed = LocalDate.of(2026, 12, 28);
    CourtDays days = new CourtDays("dcd", Set.of(closed));
    assertThat(days.after(LocalDate.of(2026, 12, 11), 14, Unit.DAYS))
        .isEqualTo(LocalDate.of(2026, 12, 29));
    assertThat(days.nextWorkingDay(LocalDate.of(2026, 12, 24)))
        .isEqualTo(LocalDate.of(2026, 12, 29));
  }

  @Test
  void shortPeriodsOfBeforeDecember2009AreNotComputed() {
    assertThat(CourtDays.countedOtherwise(LocalDate.of(2009, 11, 30), 10, Unit.DAYS)).isTrue();
    assertThat(CourtDays.countedOtherwise(LocalDate.of(2009, 11, 30), 11, Unit.DAYS)).isFalse();
    assertThat(CourtDays.countedOtherwise(LocalDate.of(2009, 12, 1), 10, Unit.DAYS)).isFalse();
  }
}
