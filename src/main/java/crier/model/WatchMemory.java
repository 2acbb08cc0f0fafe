package crier.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a watch remembers from one look to the next, whatever its source is. Part of a {@link Memo};
 * what an older version did not write is as in {@link #EMPTY}.
 */
public record WatchMemory(Timing timing, Doubts doubts, Experience experience, Edits edits) {

  public static final WatchMemory EMPTY =
      new WatchMemory(
          new Timing(null, null, null),
          new Doubts(false, false, null),
          new Experience(0, 0, null),
          new Edits(List.of(), List.of(), List.of()));

  /**
   * When to look beside the usual times.
   *
   * @param prompted when somebody told us that there is something new; null when that is dealt with
   * @param again when the source wants to look once more; null: at the next turn
   * @param patientUntil until when what could not be looked at is weather, not worth the operator's
   *     time
   */
  public record Timing(
      @Nullable Instant prompted, @Nullable Instant again, @Nullable Instant patientUntil) {}

  /**
   * What waits to be made sure of.
   *
   * @param corrected whether the source was described anew since what is known was seen
   * @param unsettled whether an absence or an edit waits for its second look
   * @param goneSince when the page was first not found, while that waits for its second look
   */
  public record Doubts(boolean corrected, boolean unsettled, @Nullable Instant goneSince) {}

  /**
   * How many items a list usually shows.
   *
   * @param oddSince when it first showed so few that it was not believed; null when it is believed
   */
  public record Experience(int usual, int shownLast, @Nullable Instant oddSince) {}

  /** Edits that wait, and what does not keep still. */
  public record Edits(List<Waiting> waiting, List<Restless> restless, List<Told> told) {
    public Edits {
      waiting = waiting == null ? List.of() : List.copyOf(waiting);
      restless = restless == null ? List.of() : List.copyOf(restless);
      told = told == null ? List.of() : List.copyOf(told);
    }
  }

  /**
   * A value that waits for its second look.
   *
   * @param unit hash of what it belongs to
   * @param field what it is a value of
   * @param value its hash
   * @param label what the unit is called, for the operator
   */
  public record Waiting(String unit, String field, String value, Instant since, String label) {}

  /** Something that did not keep still: how often, when last, and what it is called. */
  public record Restless(String unit, String field, int times, Instant last, String label) {}

  /** Something of which an edit was told. */
  public record Told(String unit, String field, Instant at) {}

  /** Of what a row of any version says: what it does not say is empty. */
  public WatchMemory {
    timing = Objects.requireNonNullElseGet(timing, () -> EMPTY.timing());
    doubts = Objects.requireNonNullElseGet(doubts, () -> EMPTY.doubts());
    experience = Objects.requireNonNullElseGet(experience, () -> EMPTY.experience());
    edits = Objects.requireNonNullElseGet(edits, () -> EMPTY.edits());
  }

  public WatchMemory with(Timing other) {
    return new WatchMemory(other, doubts, experience, edits);
  }

  public WatchMemory with(Doubts other) {
    return new WatchMemory(timing, other, experience, edits);
  }

  public WatchMemory with(Experience other) {
    return new WatchMemory(timing, doubts, other, edits);
  }

  public WatchMemory with(Edits other) {
    return new WatchMemory(timing, doubts, experience, other);
  }
}
