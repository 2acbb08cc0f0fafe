package crier.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a cron expression fires, above all where the clocks are changed. */
class CronTimesTest {

  private static final Instant WINTER = Instant.parse("2026-01-15T00:00:07Z");

  private static List<Instant> walk(String expression, Instant from, Instant until, String zone) {
    List<Instant> times = new ArrayList<>();
    for (Instant at = CronTimes.next(expression, from, ZoneId.of(zone));
        at.isBefore(until);
        at = CronTimes.next(expression, at, ZoneId.of(zone))) {
      times.add(at);
    }
    return times;
  }

  /** Two days before and after each change of a year. */
  private static List<Instant[]> changes(String zone) {
    List<Instant[]> spans = new ArrayList<>();
    Instant from = WINTER;
    for (int i = 0; i < 2; i++) {
      ZoneOffsetTransition change = ZoneId.of(zone).getRules().nextTransition(from);
      from = change.getInstant();
      spans.add(new Instant[] {from.minus(Duration.ofDays(2)), from.plus(Duration.ofDays(2))});
    }
    return spans;
  }

  @ParameterizedTest
  @CsvSource({
    "0 0/5 * ? * *, PT5M",
    "0 */5 * * * ?, PT5M",
    "30 2/5 0-23 ? * *, PT5M",
    "0 0/20 * ? * *, PT20M",
    "0 0 * ? * *, PT1H",
    "0 45 * ? * *, PT1H",
    "0 15 0/1 ? * *, PT1H",
    "'0 20 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23 ? * *', PT1H"
  })
  void whatGoesOnFromHourToHourKeepsItsPaceOverBothChanges(String expression, Duration interval) {
    for (String zone :
        List.of(
            "America/New_York",
            "Europe/Berlin",
            "Australia/Lord_Howe",
            "Pacific/Chatham",
            "America/St_Johns",
            "America/Santiago")) {
      for (Instant[] span : changes(zone)) {
        List<Instant> times = walk(expression, span[0], span[1], zone);
        assertThat(times).doesNotHaveDuplicates().isSorted();
        assertThat(times.size())
            .isGreaterThanOrEqualTo((int) Duration.ofDays(4).minus(interval).dividedBy(interval));
        for (int i = 1; i < times.size(); i++) {
          assertThat(Duration.between(times.get(i - 1), times.get(i)))
              .as("%s in %s at %s", expression, zone, times.get(i))
              .isPositive()
              .isLessThanOrEqualTo(interval);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0 0 ? * *",
        "0 30 1 ? * *",
        "0 45 1 ? * *",
        "0 0 2 ? * *",
        "0 10 2 ? * *",
        "0 30 2 ? * *",
        "0 59 2 * * ?",
        "0 0 3 ? * *",
        "0 30 12 ? * *"
      })
  void whatIsDailyComesOnceADayAllTheYear(String expression) {
    for (String zone :
        List.of(
            "America/New_York",
            "Europe/Berlin",
            "Australia/Lord_Howe",
            "Pacific/Chatham",
            "America/Santiago",
            "UTC")) {
      Instant until = WINTER.plus(Duration.ofDays(365));
      List<LocalDate> days =
          walk(expression, WINTER, until, zone).stream()
              .map(at -> at.atZone(ZoneId.of(zone)).toLocalDate())
              .toList();
      assertThat(days).as("%s in %s", expression, zone).hasSize(365).doesNotHaveDuplicates();
    }
  }

  @Test
  void theHourThatComesTwiceIsLookedAtTwice() {
    ZoneId newYork = ZoneId.of("America/New_York");
    assertThat(CronTimes.next("0 0/5 * ? * *", Instant.parse("2026-11-01T05:56:30Z"), newYork))
        .isEqualTo("2026-11-01T06:00:00Z");
  }

  @Test
  void aTimeThatIsPassedOverComesWhenItWouldHaveBeen() {
    ZoneId newYork = ZoneId.of("America/New_York");
    assertThat(CronTimes.next("0 30 2 ? * *", Instant.parse("2026-03-08T05:00:00Z"), newYork))
        .isEqualTo("2026-03-08T07:30:00Z");
    assertThat(CronTimes.next("0 30 1 ? * *", Instant.parse("2026-11-01T05:30:00Z"), newYork))
        .isEqualTo("2026-11-02T06:30:00Z");
  }

  @Test
  void officeHoursAreThoseOfTheClock() {
    ZoneId newYork = ZoneId.of("America/New_York");
    assertThat(
            CronTimes.next(
                "0 0/5 8-19 ? * MON-FRI", Instant.parse("2026-03-06T23:00:00Z"), newYork))
        .isEqualTo("2026-03-06T23:05:00Z");
    assertThat(
            CronTimes.next(
                "0 0/5 8-19 ? * MON-FRI", Instant.parse("2026-03-07T01:00:00Z"), newYork))
        .isEqualTo("2026-03-09T12:00:00Z");
  }
}
