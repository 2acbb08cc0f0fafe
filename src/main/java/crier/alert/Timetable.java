package crier.alert;

import crier.model.Significance;
import crier.model.Subscription;
import crier.model.Subscription.Cadence;
import crier.model.Subscription.QuietHours;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

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
      case Cadence.Hourly() -> now.truncatedTo(ChronoUnit.HOURS).plusHours(1);
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
    ZonedDateTime end =
        ZonedDateTime.ofLocal(at.toLocalDate().atTime(quiet.until()), at.getZone(), at.getOffset());
    return end.isAfter(at)
        ? end
        : at.toLocalDate().plusDays(1).atTime(quiet.until()).atZone(at.getZone());
  }
}
