package crier.alert.routing;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Significance;
import crier.model.Subscription;
import crier.model.Subscription.Cadence;
import crier.model.Subscription.QuietHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Digests and quiet hours where the clocks are changed. */
class TimetableTest {

  private static final List<String> ZONES =
      List.of("America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Chatham");

  private static Subscription wanted(Cadence cadence, @Nullable QuietHours quiet, String zone) {
    Subscription plain = Subscription.immediate(List.of(), Significance.ROUTINE, ZoneId.of(zone));
    return new Subscription(
        plain.stories(),
        plain.watches(),
        plain.minimum(),
        plain.events(),
        plain.require(),
        plain.exclude(),
        cadence,
        quiet,
        ZoneId.of(zone));
  }

  private static Instant due(Subscription wanted, Instant now) {
    return Timetable.due(wanted, Significance.NOTABLE, now);
  }

  /** Every ten minutes of two days around each of two changes. */
  private static List<Instant> around(String zone) {
    List<Instant> all = new ArrayList<>();
    Instant from = Instant.parse("2026-01-15T00:00:00Z");
    for (int i = 0; i < 2; i++) {
      from = ZoneId.of(zone).getRules().nextTransition(from).getInstant();
      for (int minutes = -1440; minutes <= 1440; minutes += 10) {
        all.add(from.plus(Duration.ofMinutes(minutes)));
      }
    }
    return all;
  }

  @Test
  void anHourlyDigestIsNeverMoreThanAnHourAwayAndNeverPast() {
    for (String zone : ZONES) {
      Subscription hourly = wanted(new Cadence.Hourly(), null, zone);
      for (Instant now : around(zone)) {
        assertThat(Duration.between(now, due(hourly, now)))
            .as("%s at %s", zone, now)
            .isPositive()
            .isLessThanOrEqualTo(Duration.ofHours(1));
      }
    }
  }

  @Test
  void aDailyDigestComesOnceADay() {
    for (String zone : ZONES) {
      for (String time : List.of("00:00", "01:30", "01:45", "02:15", "02:30", "07:00")) {
        Subscription daily = wanted(new Cadence.Daily(LocalTime.parse(time)), null, zone);
        TreeSet<Instant> dues = new TreeSet<>();
        for (Instant now : around(zone)) {
          Instant due = due(daily, now);
          assertThat(due).isAfter(now).isBefore(now.plus(Duration.ofHours(25).plusSeconds(1)));
          dues.add(due);
        }
        assertThat(dues.stream().map(at -> at.atZone(ZoneId.of(zone)).toLocalDate()).toList())
            .as("%s in %s", time, zone)
            .doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void quietHoursEndWhenTheClockSaysSoOrPassesIt() {
    for (String zone : ZONES) {
      for (String until : List.of("01:30", "02:15", "02:30", "07:00")) {
        QuietHours quiet = new QuietHours(LocalTime.parse("22:00"), LocalTime.parse(until), false);
        Subscription wanted = wanted(new Cadence.Immediate(), quiet, zone);
        for (Instant now : around(zone)) {
          Instant due = due(wanted, now);
          LocalTime told = due.atZone(ZoneId.of(zone)).toLocalTime();
          assertThat(due).isAfterOrEqualTo(now);
          assertThat(told.isBefore(LocalTime.parse("22:00")) && !told.isBefore(quiet.until()))
              .as("%s until %s at %s: told at %s", zone, until, now, due)
              .isTrue();
          // whoever waits is not overtaken by what comes later
          assertThat(due(wanted, now.plusSeconds(60))).isAfterOrEqualTo(due);
        }
      }
    }
  }
}
