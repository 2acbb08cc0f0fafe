package crier.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a watch fares.
 *
 * @param watch its id
 * @param spec hash of the source's description; another one makes everything remembered void
 * @param nextCheckAt when it is due; {@link #NEVER} when it is stopped
 * @param lastCheckAt the last look, whatever came of it; null before the first
 * @param lastSuccessAt the last look that reached and read the page; null before the first
 * @param lastChangeAt the last look that found a change; null before the first
 * @param lastWholeAt the last look that fetched the page whole, without validators
 * @param outcome what came of the last look
 * @param trouble why it could not look, or what could not be looked at beside it; null when all is
 *     well
 * @param failures looks in a row that did not reach the page
 * @param failingSince the first of those; null when the last look succeeded
 * @param goneLooks looks in a row that were told there is no such page
 * @param memo what the source remembers
 * @param snapshot id of the snapshot in force; null before the first
 * @param beganAt when the watch was first configured
 * @param paused not looked at until the operator says so
 */
public record WatchState(
    String watch,
    String spec,
    Instant nextCheckAt,
    @Nullable Instant lastCheckAt,
    @Nullable Instant lastSuccessAt,
    @Nullable Instant lastChangeAt,
    @Nullable Instant lastWholeAt,
    Outcome outcome,
    @Nullable String trouble,
    int failures,
    @Nullable Instant failingSince,
    int goneLooks,
    Memo memo,
    @Nullable Long snapshot,
    Instant beganAt,
    boolean paused) {

  /** When a watch is due whose page is gone for good (status 410). */
  public static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  /**
   * Whether it is not looked at until its source is described otherwise or the operator says so.
   */
  public boolean stopped() {
    return !nextCheckAt.isBefore(NEVER);
  }
}
