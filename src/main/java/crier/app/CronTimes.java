package crier.app;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeSet;
import org.quartz.CronExpression;

/**
 * Quartz cron expressions: seconds first, {@code ?} where a field does not count. Quartz reads them
 * on a clock that is never changed; what a change of the clocks does is said here. An expression
 * that goes on from hour to hour keeps its pace over a change. One that names its hours keeps the
 * clock: a time that is passed over comes as much later as the clock was put forward, and one that
 * comes twice counts once.
 */
final class CronTimes {

  private static final int HOURS = 2;

  private final CronExpression cron;
  private final String expression;
  private final boolean hourly;

  private CronTimes(String expression) {
    try {
      this.cron = new CronExpression(expression);
    } catch (ParseException e) {
      throw new IllegalArgumentException("`" + expression + "`: " + e.getMessage(), e);
    }
    this.cron.setTimeZone(TimeZone.getTimeZone("UTC"));
    this.expression = expression;
    this.hourly = isHourly(expression);
  }

  /** What is wrong with an expression; empty when nothing is. */
  static Optional<String> problem(String expression) {
    try {
      CronExpression.validateExpression(expression);
      return Optional.empty();
    } catch (ParseException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The first time after {@code after} at which the expression fires.
   *
   * @throws IllegalArgumentException when it is no cron expression, or never fires again
   */
  static Instant next(String expression, Instant after, ZoneId zone) {
    Instant from = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    return new CronTimes(expression).first(from, zone.getRules());
  }

  /** Whether one hour follows the other: by star, step or range, or because two are neighbours. */
  private static boolean isHourly(String expression) {
    String hours = expression.strip().split("\\s+", -1)[HOURS];
    if (hours.matches(".*[*/?-].*")) {
      return true;
    }
    TreeSet<Integer> named = new TreeSet<>();
    for (String hour : hours.split(",", -1)) {
      if (hour.matches("[0-9]{1,2}")) {
        named.add(Integer.valueOf(hour));
      }
    }
    return named.stream().anyMatch(hour -> named.contains(hour + 1));
  }

  private Instant first(Instant from, ZoneRules rules) {
    Instant begin = from;
    while (true) {
      Instant found = between(begin, rules);
      ZoneOffsetTransition change = rules.nextTransition(begin);
      if (change == null || found.isBefore(change.getInstant())) {
        return found;
      }
      begin = change.getInstant();
    }
  }

  /** The first time from an instant on, by what is known of the clock until its next change. */
  private Instant between(Instant from, ZoneRules rules) {
    ZoneOffset now = rules.getOffset(from);
    ZoneOffsetTransition change = rules.previousTransition(from.plusNanos(1));
    if (change == null) {
      return at(from, now);
    }
    Duration changed = change.getDuration().abs();
    Instant settled = change.getInstant().plus(changed);
    if (!from.isBefore(settled)) {
      return at(from, now);
    }
    if (change.isOverlap() && !hourly) {
      return at(settled, now); // this stretch of the clock has been
    }
    Instant asBefore = at(from, change.getOffsetBefore());
    Instant asNow = at(from, now);
    return asBefore.isBefore(settled) && asBefore.isBefore(asNow) ? asBefore : asNow;
  }

  /** The first time from an instant on, on a clock that is never changed. */
  private Instant at(Instant from, ZoneOffset offset) {
    LocalDateTime local = LocalDateTime.ofInstant(from, offset).minusSeconds(1);
    Date next = cron.getNextValidTimeAfter(Date.from(local.toInstant(ZoneOffset.UTC)));
    if (next == null) {
      throw new IllegalArgumentException("`" + expression + "` never fires again");
    }
    return LocalDateTime.ofInstant(next.toInstant(), ZoneOffset.UTC).toInstant(offset);
  }
}
