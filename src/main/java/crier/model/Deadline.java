package crier.model;

import org.jspecify.annotations.Nullable;

/**
 * A date or a duty that a docket entry sets, moves or ends.
 *
 * @param what the hearing or the paper, in few words: {@code joint status report}
 * @param who who must act, empty when the entry does not say
 * @param date ISO, local to the court: {@code 2026-10-02}, {@code 2026-10-02T10:00} where an hour
 *     is stated, {@code 2026-10} where only a month is; null when none is stated
 * @param period instead of a date: how long after or before what; null when a date is stated
 * @param conditional the event that the duty waits for, in the entry's words, or null
 * @param quote the words it rests on, verbatim
 * @param was the date that it replaces, where stated, or null
 * @param computed the date that the period comes to by Rule 6(a) of the Federal Rules of Civil
 *     Procedure (Appellate Rule 26(a)), or null when its event is not this entry
 * @param routine a clerk's automatic date that nobody wants to hear of
 */
public record Deadline(
    Kind kind,
    String what,
    String who,
    @Nullable String date,
    @Nullable Period period,
    @Nullable String conditional,
    Status status,
    String quote,
    @Nullable String was,
    @Nullable String computed,
    boolean routine) {

  /** What is to happen. */
  public enum Kind {
    HEARING,
    CONFERENCE,
    ARGUMENT,
    TRIAL,
    /** A paper, or an act, by a date. */
    DUE
  }

  /** What the entry does with it. */
  public enum Status {
    SET,
    MOVED,
    VACATED,
    SATISFIED
  }

  /**
   * A length of time from an event.
   *
   * @param count how many
   * @param unit {@code days}, {@code business days}, {@code weeks}, {@code hours} or {@code months}
   * @param from the event, in the entry's words: {@code this order}, {@code the mandate issues}
   * @param before whether it is counted back
   * @param every whether it recurs
   */
  public record Period(int count, String unit, String from, boolean before, boolean every) {}

  /** The date that holds: the one stated, or else the one computed; null when there is neither. */
  public @Nullable String day() {
    return date != null ? date : computed;
  }
}
