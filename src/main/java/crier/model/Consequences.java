package crier.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one docket entry leads to, read from its words alone.
 *
 * @param deadlines hearings, arguments and due dates that it sets, moves or ends
 * @param waitsFor what it says something is held for, or null
 * @param relatives other dockets that it names
 * @param answers papers that it is, of the kinds that usually answer an order
 */
public record Consequences(
    List<Deadline> deadlines,
    @Nullable WaitsFor waitsFor,
    List<Relative> relatives,
    List<Answer> answers) {

  /** An entry that leads to nothing. */
  public static final Consequences NONE = new Consequences(List.of(), null, List.of(), List.of());

  public Consequences {
    deadlines = List.copyOf(deadlines);
    relatives = List.copyOf(relatives);
    answers = List.copyOf(answers);
  }

  /**
   * A stay, or anything else, that lasts until an event or a date.
   *
   * @param docketNumbers numbers whose decision is awaited, as the entry writes them; empty when it
   *     gives a name or a judge only
   * @param court CourtListener's id of the court that decides, empty when the entry does not say
   * @param event what is awaited, in the entry's words
   * @param until ISO date when a date is awaited, or null
   * @param scope who decides
   * @param quote the words it rests on, verbatim
   */
  public record WaitsFor(
      List<String> docketNumbers,
      String court,
      String event,
      @Nullable String until,
      Scope scope,
      String quote) {
    public WaitsFor {
      docketNumbers = List.copyOf(docketNumbers);
    }
  }

  /** Who decides what is awaited. */
  public enum Scope {
    /** Another docket or forum. */
    OTHER,
    /** A ruling or paper in the same docket. */
    SAME,
    /** The calendar. */
    DATE
  }

  /**
   * Another docket that the entry names.
   *
   * @param docketNumber as the entry writes it
   * @param court CourtListener's id, empty when the entry does not say
   * @param quote the words it rests on, verbatim
   */
  public record Relative(Kind kind, String docketNumber, String court, String quote) {

    /** How the two belong together. */
    public enum Kind {
      APPEAL,
      ORIGIN,
      RELATED,
      TRANSFER,
      CERT,
      CONSOLIDATED
    }
  }

  /**
   * A paper of a kind that usually answers an order.
   *
   * @param what the kind: {@code status report}, {@code brief}
   * @param who who filed it, empty when the entry does not say
   * @param quote the words it rests on, verbatim
   */
  public record Answer(String what, String who, String quote) {}
}
