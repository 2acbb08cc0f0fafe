package crier.rules.docket.consequence;

import com.google.re2j.Pattern;
import crier.model.Consequences;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads what one entry leads to. Safe for use by many threads. */
public final class EntryReader {

  /** Who speaks in an entry, and so what its words do. */
  public enum Voice {
    /** The court or its clerk: what is said happens. */
    COURT,
    /** A party gives notice: hearings are set by it, nothing is ordered. */
    NOTICE,
    /** A party asks or argues: only the clerk's own lines in it set something. */
    PARTY,
    /** Certificates, transmittals, recommendations: they rule nothing, the clerk adds dates. */
    CLERICAL,
    /** Entered in error, stricken, proposed: nothing in it happens. */
    SILENT
  }

  /**
   * An entry to be read.
   *
   * @param court CourtListener's id, empty when unknown
   * @param number its docket's number, empty when unknown
   * @param filed its day, or null
   */
  public record Entry(
      String text, String court, String number, @Nullable LocalDate filed, Voice voice) {}

  /** "Application (24A100) granted by …": the clerk tells how a motion was decided. */
  private static final Pattern RULED =
      Patterns.pattern(
          "^\\W*(?:\\w+ )?(?:motion|application)s?\\b[^.]{0,200}?(?:\\)| is| are|[:-]|time)? ?\\b(?:granted|gtd)\\b"
              + "|^\\W*(?:(?:letter|text|minute|memo|endorsed|electronic|oral|docket|stipulated|agreed|consent|court|ruling) )?order (?:granting|denying|setting|re|regarding|on|that)\\b|^\\W*so[- ]ordered\\b|^\\W*(?:briefing|schedul\\w+|brief schedule) (?:schedule|order|notice|letter|set|issued|set as)\\b");

  private static final Pattern UNDONE =
      Patterns.pattern("^\\W*(?:vacated|stricken|struck) (?:per|pursuant|by)\\b|^\\W*proposed\\b");
  private static final Pattern UNSIGNED =
      Patterns.pattern(
          "^\\W*(?:[\\w']+ ){0,3}?(?:proposed|unsigned|tentative|draft|lodged|unexecuted)\\b|^[^.]{0,60}?\\b(?:proposed order|stricken|deficient|entered in error|filing error)\\b|^\\W*vacated (?:per|pursuant|by)\\b");
  private static final Pattern CLERKS =
      Patterns.pattern(
          "^\\W*(?:notice|notification) ?:|^\\W*so[- ]ordered\\b|^\\W*(?:clerk'?s?|court(?:'s)?) notice\\b|^\\W*notice of (?:hearing|impending|assignment|reassignment)\\b");

  private final DeadlineReader deadlines = new DeadlineReader();
  private final WaitReader waits = new WaitReader();
  private final RelativeReader relatives = new RelativeReader();
  private final AnswerReader answers = new AnswerReader();

  private static Voice voice(Entry said) {
    if (UNDONE.matcher(said.text()).find()) {
      return Voice.SILENT;
    }
    return switch (said.voice()) {
      case PARTY -> RULED.matcher(said.text()).find() ? Voice.COURT : Voice.PARTY;
      case CLERICAL ->
          UNSIGNED.matcher(said.text()).find()
              ? Voice.SILENT
              : CLERKS.matcher(said.text()).find() ? Voice.COURT : Voice.PARTY;
      case NOTICE -> CLERKS.matcher(said.text()).find() ? Voice.COURT : Voice.NOTICE;
      default -> said.voice();
    };
  }

  /** Reads an entry. */
  public Consequences read(Entry said) {
    Entry entry = new Entry(said.text(), said.court(), said.number(), said.filed(), voice(said));
    if (entry.voice() == Voice.SILENT) { // its dates are dead, too
      return Consequences.NONE;
    }
    Passage passage = new Passage(entry.text());
    Consequences.@Nullable WaitsFor wait =
        entry.voice() == Voice.COURT ? waits.read(passage, entry) : null;
    return new Consequences(
        deadlines.read(passage, entry),
        wait,
        relatives.read(passage, entry, wait),
        answers.read(passage, entry));
  }
}
