package crier.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * When a source says something was published or filed. Most sources give a day only; a placeholder
 * time (midnight, noon UTC) must not be passed off as a real one.
 *
 * @param day the day in the source's own time zone
 * @param time the instant, or null when only the day is known
 */
public record Published(LocalDate day, @Nullable Instant time) {

  public static Published on(LocalDate day) {
    return new Published(day, null);
  }

  public static Published at(OffsetDateTime when) {
    return new Published(when.toLocalDate(), when.toInstant());
  }

  /** ISO form: the instant where known, else the day. */
  @Override
  public String toString() {
    return time == null ? day.toString() : time.toString();
  }

  /** Start of the day (UTC) or the instant: good for sorting, not for telling the time. */
  public Instant forSorting() {
    return time == null ? day.atStartOfDay(ZoneOffset.UTC).toInstant() : time;
  }
}
