package crier.alert.routing;

import crier.model.Significance;
import crier.model.Subscription;
import crier.model.Subscription.Cadence;
import crier.model.Subscription.QuietHours;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;

/** When a recipient wants to be told. Pure. */
final class Timetable {

  private Timetable() {}

  /** The first time, from now on, at which the subscription allows a message of this rank. */
  static Instant due(Subscription wanted, Significance significance, Instant now) {
    ZonedDateTime at = gathered(wanted.cadence(), now.atZone(wanted.zone()));
    QuietHours quiet = wanted.quiet();
    if (quiet == null || (quiet.criticalPasses() && significance == Significance.CRITICAL)) {
      return at.toInstant();
    }
    return within(quiet, at.toLocalTime()) ? end(quiet, at).toInstant() : at.toInstant();
  }

  private static ZonedDateTime gathered(Cadence cadence, ZonedDateTime now) {
    return switch (cadence) {
      case Cadence.Immediate() -> now;
      case Cadence.Hourly() ->
          // by the offset of now: clocks are changed by half an hour, too, and an hour comes twice
          now.toOffsetDateTime()
              .truncatedTo(ChronoUnit.HOURS)
              .plusHours(1)
              .atZoneSameInstant(now.getZone());
      case Cadence.Daily(LocalTime time) -> {
        // A day is a calendar day: where the clock is put forward or back, so is the digest.
        ZonedDateTime today = now.toLocalDate().atTime(time).atZone(now.getZone());
        yield today.isAfter(now)
            ? today
            : now.toLocalDate().plusDays(1).atTime(time).atZone(now.getZone());
      }
    };
  }

  private static boolean within(QuietHours quiet, LocalTime time) {
    boolean overMidnight = quiet.until().isBefore(quiet.from());
    return overMidnight
        ? !time.isBefore(quiet.from()) || time.isBefore(quiet.until())
        : !time.isBefore(quiet.from()) && time.isBefore(quiet.until());
  }

  private static ZonedDateTime end(QuietHours quiet, ZonedDateTime at) {
    // Where the clock is put back an hour comes twice: the end that is meant is the next one.
    ZonedDateTime end = moment(at.toLocalDate().atTime(quiet.until()), at);
    return end.isAfter(at) ? end : moment(at.toLocalDate().plusDays(1).atTime(quiet.until()), at);
  }

  /** A time that the clock passes over has come when the clock was put forward. */
  private static ZonedDateTime moment(LocalDateTime time, ZonedDateTime at) {
    ZoneOffsetTransition change = at.getZone().getRules().getTransition(time);
    return change != null && change.isGap()
        ? change.getInstant().atZone(at.getZone())
        : ZonedDateTime.ofLocal(time, at.getZone(), at.getOffset());
  }
}
