package crier.rules.docket;

import crier.model.Consequences;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a docket entry leads to: deadlines, what a stay waits for, which dockets it names. Each
 * entry is read alone. Safe for use by many threads.
 */
public final class ConsequenceReader {

  /**
   * Reads one entry.
   *
   * @param text the entry's words
   * @param court CourtListener's id of its court, or null
   * @param docketNumber its docket's number in any spelling, or null
   * @param filed its day, or null
   */
  public Consequences read(
      String text,
      @Nullable String court,
      @Nullable String docketNumber,
      @Nullable LocalDate filed) {
    return Consequences.NONE;
  }
}
