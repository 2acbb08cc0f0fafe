package crier.model;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to hear, and when.
 *
 * @param stories ids; empty with empty {@code watches} means every story
 * @param watches ids, beside the stories
 * @param minimum nothing below this rank
 * @param events any of which must be among an alert's; empty: any
 * @param require words, phrases or {@code /patterns/}, any of which must occur; empty: any text
 * @param exclude words, phrases or {@code /patterns/} that must not occur
 * @param cadence at once, or gathered
 * @param quiet hours in which nothing is sent, or null
 * @param zone for the digest hour and the quiet hours
 * @param reminders whether to be reminded, the day before, of hearings and due dates
 */
public record Subscription(
    List<String> stories,
    List<String> watches,
    Significance minimum,
    List<Event> events,
    List<String> require,
    List<String> exclude,
    Cadence cadence,
    @Nullable QuietHours quiet,
    ZoneId zone,
    boolean reminders) {

  public Subscription {
    stories = List.copyOf(stories);
    watches = List.copyOf(watches);
    events = List.copyOf(events);
    require = List.copyOf(require);
    exclude = List.copyOf(exclude);
  }

  /** Without reminders. */
  public Subscription(
      List<String> stories,
      List<String> watches,
      Significance minimum,
      List<Event> events,
      List<String> require,
      List<String> exclude,
      Cadence cadence,
      @Nullable QuietHours quiet,
      ZoneId zone) {
    this(stories, watches, minimum, events, require, exclude, cadence, quiet, zone, false);
  }

  /** The same with reminders, or without. */
  public Subscription reminding(boolean wanted) {
    return new Subscription(
        stories, watches, minimum, events, require, exclude, cadence, quiet, zone, wanted);
  }

  /** The same without a digest. */
  public Subscription atOnce() {
    return new Subscription(
        stories,
        watches,
        minimum,
        events,
        require,
        exclude,
        new Cadence.Immediate(),
        quiet,
        zone,
        reminders);
  }

  /**
   * Each alert at once, and no further wishes.
   *
   * @param stories ids; empty means every story
   */
  public static Subscription immediate(List<String> stories, Significance minimum, ZoneId zone) {
    return new Subscription(
        stories,
        List.of(),
        minimum,
        List.of(),
        List.of(),
        List.of(),
        new Cadence.Immediate(),
        null,
        zone);
  }

  /** How deliveries are gathered. */
  public sealed interface Cadence {
    /** Each alert at once. */
    record Immediate() implements Cadence {}

    /** On the hour, all since the last. */
    record Hourly() implements Cadence {}

    /** Once a day at this time, all since the last. */
    record Daily(LocalTime at) implements Cadence {}
  }

  /**
   * Hours without messages; what falls into them is kept for their end.
   *
   * @param from inclusive
   * @param until exclusive; may be before {@code from}: then the night is meant
   * @param criticalPasses whether critical alerts are sent all the same
   */
  public record QuietHours(LocalTime from, LocalTime until, boolean criticalPasses) {}
}
