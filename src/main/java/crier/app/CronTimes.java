package crier.app;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** Quartz cron expressions: seconds first, {@code ?} where a field does not count. */
final class CronTimes {

  private CronTimes() {}

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
    try {
      CronExpression cron = new CronExpression(expression);
      cron.setTimeZone(TimeZone.getTimeZone(zone));
      Date next = cron.getNextValidTimeAfter(Date.from(after));
      if (next == null) {
        throw new IllegalArgumentException("`" + expression + "` never fires again");
      }
      return next.toInstant();
    } catch (ParseException e) {
      throw new IllegalArgumentException("`" + expression + "`: " + e.getMessage(), e);
    }
  }
}
