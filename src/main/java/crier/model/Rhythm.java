package crier.model;

import java.time.Duration;

/** When a watch is due. */
public sealed interface Rhythm {

  /** So long after the last look, give or take a little so that watches do not fire together. */
  record Every(Duration interval) implements Rhythm {}

  /**
   * At the times of a Quartz cron expression, in the site's time zone.
   *
   * @param expression seconds, minutes, hours, day of month, month, day of week
   */
  record Cron(String expression) implements Rhythm {}
}
