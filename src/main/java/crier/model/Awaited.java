package crier.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a case is held for, and what has come of it; each with the words of an entry. */
public final class Awaited {

  private Awaited() {}

  /**
   * Where an entry can be read.
   *
   * @param key of its item in its watch
   * @param title in the source's words
   * @param link or null
   * @param day when it was filed, or null
   * @param quote its words, verbatim
   */
  public record Said(
      String key, String title, @Nullable String link, @Nullable LocalDate day, String quote) {}

  /**
   * That a case is held until something happens.
   *
   * @param watch id of the watch whose docket waits
   * @param court CourtListener's id of the court that decides; empty when unknown
   * @param numbers whose decision is awaited, each as courts write it; empty when no number is
   *     named
   * @param event what is awaited, in the entry's words; empty when it was configured by hand
   * @param until ISO date, when a date is awaited; or null
   * @param scope who decides
   * @param events what the entry records: a stay, or something else
   * @param at when it was read
   */
  public record Condition(
      String watch,
      String court,
      List<String> numbers,
      String event,
      @Nullable String until,
      Consequences.Scope scope,
      List<Event> events,
      Said said,
      Instant at) {
    public Condition {
      numbers = List.copyOf(numbers);
      events = List.copyOf(events);
    }

    /** Whether the entry records a stay; else the case is held in another way. */
    public boolean isStay() {
      return events.contains(Event.STAY_ENTERED) || events.contains(Event.STAY_EXTENDED);
    }
  }

  /** What an entry does to the case that it stands in. */
  public enum Kind {
    /** An opinion, a judgment, a dispositive order. */
    DECIDED,
    /** A ruling on something in the case. */
    RULING,
    /** A mandate. */
    FINAL,
    /** Rehearing granted, a judgment vacated, a mandate recalled. */
    REOPENED,
    REHEARING_DENIED,
    CERT_GRANTED,
    CERT_DENIED,
    /** The stay of this case itself has ended. */
    UNSTAYED
  }

  /**
   * What an entry of a watched docket decides.
   *
   * @param watch id of the watch that saw it
   * @param court of its case; empty when unknown
   * @param numbers of the cases it stands in, lead and consolidated ones
   * @param events that the entry records
   * @param historic whether it stood there before the watch's first look
   * @param began when the watch that saw it was first in force
   */
  public record Mark(
      String watch,
      String court,
      List<String> numbers,
      Kind kind,
      List<Event> events,
      Said said,
      boolean historic,
      Instant began) {
    public Mark {
      numbers = List.copyOf(numbers);
      events = List.copyOf(events);
    }
  }

  /** What has come of a condition. */
  public enum Turn {
    HAPPENED,
    RESUMED
  }

  /**
   * One thing that came of a condition.
   *
   * @param alert id of the alert that told it, or null when it stood there before anybody looked
   */
  public record Step(
      Turn turn, Condition condition, Mark mark, @Nullable String alert, Instant at) {}
}
