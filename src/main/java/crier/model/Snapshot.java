package crier.model;

import java.time.Instant;
import java.util.List;

/**
 * What is known of a watch's page after a look: what it says now, and the items it no longer shows.
 *
 * @param content what the page said
 * @param absent items known from earlier looks and not shown in the last one
 */
public record Snapshot(Content content, List<Absent> absent) {

  public Snapshot {
    absent = List.copyOf(absent);
  }

  /**
   * An item that is no longer shown.
   *
   * @param item as last seen
   * @param since the first look that missed it
   * @param standing what is made of its absence
   */
  public record Absent(Item item, Instant since, Standing standing) {}

  /** What an item's absence means. */
  public enum Standing {
    /** Pushed off the end of a window by newer items: nothing to tell. */
    OFF_THE_END,
    /** Missing from the middle in one look; a second look must confirm it. */
    MISSING,
    /** Missing in two looks: told as withdrawn. */
    WITHDRAWN
  }

  /** Whether something must be looked at once more before it is told. */
  public boolean unsettled() {
    return absent.stream().anyMatch(a -> a.standing() == Standing.MISSING);
  }
}
