package crier.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hearing or a due date of a case, kept from the entry that set it to its end. It stays the same
 * one however often it is moved: same case, kind, what and who.
 *
 * @param uid never changes; tells nothing of what it is about
 * @param owner the watch whose look set it, and whose looks say whether it was answered
 * @param deadline as it was last read; its date is the one in force
 * @param state how it stands
 * @param setBy the entry that set it, or moved it last
 * @param endedBy the entry that answered or ended it, or null
 * @param court CourtListener's id, or empty where it is not known
 * @param zone of the court
 * @param before the date in force before the last move, or null
 * @param sequence counts what became of it, from 0
 * @param firstSeen when Crier first saw it
 * @param changedAt when anything last became of it
 * @param askAt when it is looked whether it was answered; null when that is not to be asked
 * @param remindAt when those who asked are reminded; null when there is no day, or they were
 * @param told what readers were told of its passing, so that a correction reaches them
 */
public record DocketDate(
    String uid,
    Owner owner,
    Deadline deadline,
    State state,
    Entry setBy,
    @Nullable Entry endedBy,
    String court,
    ZoneId zone,
    @Nullable String before,
    int sequence,
    Instant firstSeen,
    Instant changedAt,
    @Nullable Instant askAt,
    @Nullable Instant remindAt,
    Told told) {

  /** How a date stands. */
  public enum State {
    /** Its event has not happened, or it has no day yet. */
    WAITING,
    /** Its day is to come, or nobody has looked since. */
    OPEN,
    /** Passed with nothing seen that answers it. */
    MISSED,
    /** Answered, held or said to be satisfied. */
    MET,
    /** Vacated, or ended with its case. */
    VACATED,
    /** Passed, and nothing is expected to be seen, or it had passed before it was first seen. */
    PAST;

    /** Whether something may still become of it. */
    public boolean isOpen() {
      return this == WAITING || this == OPEN || this == MISSED;
    }
  }

  /** What readers were told of its passing. */
  public enum Told {
    NOTHING,
    COULD_NOT_LOOK,
    NONE_SEEN
  }

  /**
   * Whose it is.
   *
   * @param story id, or null
   */
  public record Owner(String watch, String watchName, @Nullable String story) {}

  /**
   * A docket entry.
   *
   * @param key within the watch that showed it
   * @param number on the docket, or empty
   * @param title in the source's words
   * @param link absolute, or null
   * @param day when it was filed, or null
   * @param quote the words that matter here, verbatim
   */
  public record Entry(
      String watch,
      String key,
      String number,
      String title,
      @Nullable String link,
      @Nullable LocalDate day,
      String quote) {

    /** Whether both are one entry; two watches of a case know it by its number. */
    public boolean isSameAs(Entry other) {
      return (watch.equals(other.watch) && key.equals(other.key))
          || (!number.isEmpty() && number.equals(other.number));
    }

    /** Whether it was filed after the other; of two of one day the numbers tell. */
    public boolean isAfter(Entry other) {
      if (day == null || other.day == null) {
        return false;
      }
      return day.equals(other.day)
          ? number.matches("[0-9]{1,9}")
              && other.number.matches("[0-9]{1,9}")
              && Integer.parseInt(number) > Integer.parseInt(other.number)
          : day.isAfter(other.day);
    }
  }

  /** The id of what an entry sets, the same at every reading. */
  public static String uid(String caseName, Entry entry, Deadline deadline, int place) {
    String all =
        String.join(
            "\n",
            caseName,
            entry.watch(),
            entry.key(),
            deadline.kind().name(),
            deadline.what(),
            deadline.who(),
            String.valueOf(deadline.day()),
            String.valueOf(place));
    return UUID.nameUUIDFromBytes(all.getBytes(java.nio.charset.StandardCharsets.UTF_8)).toString();
  }

  /** The day in force; null when there is none, or only a month is known. */
  public @Nullable LocalDate day() {
    return day(deadline.day());
  }

  /** The day of an ISO date or time; null when there is none, or only a month is given. */
  public static @Nullable LocalDate day(@Nullable String iso) {
    return iso == null || iso.length() < 10 ? null : LocalDate.parse(iso.substring(0, 10));
  }

  /** The hour in force, local to the court; null when none is stated. */
  public @Nullable LocalDateTime hour() {
    String day = deadline.day();
    return day == null || day.length() < 16 ? null : LocalDateTime.parse(day);
  }

  /** Whether the day in force was computed from a period, and not stated. */
  public boolean isComputed() {
    return deadline.date() == null && deadline.computed() != null;
  }

  /** One that has just been read; {@link #standing} says how it stands. */
  public static DocketDate read(
      String uid,
      Owner owner,
      Deadline deadline,
      Entry setBy,
      String court,
      ZoneId zone,
      Instant at) {
    return new DocketDate(
        uid,
        owner,
        deadline,
        State.OPEN,
        setBy,
        null,
        court,
        zone,
        null,
        0,
        at,
        at,
        null,
        null,
        Told.NOTHING);
  }

  /** The same with another date, set by this entry. */
  public DocketDate moved(Deadline now, Entry by, Instant at) {
    return new DocketDate(
        uid,
        owner,
        now,
        State.OPEN,
        by,
        null,
        court,
        zone,
        deadline.day(),
        sequence + 1,
        firstSeen,
        at,
        null,
        null,
        Told.NOTHING);
  }

  /** The same as it stands, with the times at which something is to be done about it. */
  public DocketDate standing(State how, @Nullable Instant ask, @Nullable Instant remind) {
    return new DocketDate(
        uid, owner, deadline, how, setBy, endedBy, court, zone, before, sequence, firstSeen,
        changedAt, ask, remind, told);
  }

  /** The same, ended by this entry. */
  public DocketDate ended(State how, Entry by, Instant at) {
    return new DocketDate(
        uid,
        owner,
        deadline,
        how,
        setBy,
        by,
        court,
        zone,
        before,
        sequence + 1,
        firstSeen,
        at,
        null,
        null,
        Told.NOTHING);
  }

  /** The same after readers were told of its passing. */
  public DocketDate toldOf(Told what, Instant at) {
    boolean over = what == Told.NONE_SEEN;
    return new DocketDate(
        uid,
        owner,
        deadline,
        over ? State.MISSED : state,
        setBy,
        endedBy,
        court,
        zone,
        before,
        sequence + 1,
        firstSeen,
        at,
        over ? null : askAt,
        null,
        what);
  }

  /** The same when its day has passed and nothing is to be told of that. */
  public DocketDate passed() {
    return standing(State.PAST, null, null);
  }

  /** The same after those who asked were reminded of this day. */
  public DocketDate reminded() {
    return standing(state, askAt, null);
  }
}
