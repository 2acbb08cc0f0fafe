package crier.rules.docket;

import crier.model.Consequences;
import crier.rules.docket.consequence.EntryReader;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a docket entry leads to: deadlines, what a stay waits for, which dockets it names.
 * Each entry is read alone. Safe for use by many threads.
 */
public final class ConsequenceReader {

  private final Grammar grammar = Grammar.english();
  private final Names names = new Names(grammar);
  private final EntryReader reader = new EntryReader();

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
    ParsedEntry reading = new ParsedEntry(text, grammar, names);
    EntryReader.Voice voice =
        switch (reading.paper()) {
          case ORDER, MINUTES, CLERK -> EntryReader.Voice.COURT;
          case NOTICE -> EntryReader.Voice.NOTICE;
          case MOTION, FILING -> EntryReader.Voice.PARTY;
          case SILENT -> silenced(reading) ? EntryReader.Voice.SILENT : EntryReader.Voice.CLERICAL;
        };
    return reader.read(
        new EntryReader.Entry(
            text,
            Objects.requireNonNullElse(court, ""),
            Objects.requireNonNullElse(docketNumber, ""),
            filed,
            voice));
  }

  /** Entered in error, stricken: no rulings, and unlike a certificate no clerk's dates either. */
  private boolean silenced(ParsedEntry reading) {
    return grammar.envelopes().silence(reading.clauses(), -1, 0);
  }
}
