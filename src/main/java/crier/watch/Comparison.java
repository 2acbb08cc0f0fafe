package crier.watch;

import crier.model.Change;
import crier.model.Content;
import crier.model.Document;
import crier.model.Listing;
import crier.model.Snapshot;
import crier.model.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds what a page says now against what is known of it. Pure. */
public final class Comparison {

  /**
   * Below this share of the text known, a page is taken for a broken one, not for an edited one.
   */
  private static final double TEXT_LEFT = 0.1;

  private static final int TEXT_WORTH_GUARDING = 1_000;

  private Comparison() {}

  /** What came of a comparison. */
  public sealed interface Result {

    /** The page says what is known; the snapshot in force stands. */
    record Same() implements Result {}

    /** Nothing was known: the first snapshot, nothing to tell. */
    record FirstSight(Snapshot after) implements Result {}

    /**
     * Something differs.
     *
     * @param after what is known from now on
     * @param changes what is to be told; may be empty, when only a link moved or an absence waits
     *     for its second look
     */
    record Different(Snapshot after, List<Change> changes) implements Result {
      public Different {
        changes = List.copyOf(changes);
      }
    }

    /**
     * A list that seems broken, and shows what is new all the same: that is told, and what is
     * missing from it is not believed.
     *
     * @param why for the operator
     */
    record Partly(Snapshot after, List<Change> changes, String why) implements Result {
      public Partly {
        changes = List.copyOf(changes);
      }
    }

    /**
     * Rather a broken page than a change: the snapshot stands and the operator hears of it.
     *
     * @param settles whether it may be true after all: then it is believed once it has stood for
     *     long enough
     */
    record Implausible(String why, boolean settles) implements Result {
      Implausible(String why) {
        this(why, false);
      }
    }
  }

  /**
   * What is expected of a list.
   *
   * @param usual how many items its first page has shown so far; 0 when not known
   * @param shown how many it shows now
   * @param stood whether a second look, minutes later, shows what seems implausible again
   * @param settled whether what seems implausible has stood for long enough to be believed
   * @param mayBeEmpty whether a list that starts anew is no sign of a broken page
   */
  public record Expectation(
      int usual, int shown, boolean stood, boolean settled, boolean mayBeEmpty) {
    Expectation(int usual, int shown, boolean settled, boolean mayBeEmpty) {
      this(usual, shown, settled, settled, mayBeEmpty);
    }

    static final Expectation NONE = new Expectation(0, 0, false, false);

    boolean shrunken() {
      return !settled
          && !mayBeEmpty
          && usual >= ListingComparison.WORTH_GUARDING
          && shown * 2 < usual;
    }
  }

  /**
   * Compares.
   *
   * @param before what is known; null at first sight
   * @param now what the page says
   * @param at time of the look
   */
  public static Result of(@Nullable Snapshot before, Content now, Instant at) {
    return of(before, now, at, Expectation.NONE);
  }

  /** As {@link #of(Snapshot, Content, Instant)}, with what has been learnt of the list. */
  public static Result of(
      @Nullable Snapshot before, Content now, Instant at, Expectation expectation) {
    return of(before, now, at, expectation, Settling.off(at));
  }

  /** As {@link #of(Snapshot, Content, Instant)}; edits are told when they have stood. */
  static Result of(
      @Nullable Snapshot before,
      Content now,
      Instant at,
      Expectation expectation,
      Settling settling) {
    if (before == null) {
      return new Result.FirstSight(new Snapshot(now, List.of()));
    }
    return switch (now) {
      case Listing listing when before.content() instanceof Listing known ->
          new ListingComparison(known, before.absent(), listing, at, expectation, settling)
              .result();
      case Text text when before.content() instanceof Text known ->
          texts(known, text, expectation.settled(), settling);
      case Document document when before.content() instanceof Document known ->
          documents(known, document);
      case Listing _, Text _, Document _ ->
          new Result.Implausible(
              "a %s stood here, now it reads as a %s".formatted(kind(before.content()), kind(now)));
    };
  }

  private static Result texts(Text before, Text now, boolean settled, Settling settling) {
    int known = before.text().length();
    if (!settled && known > TEXT_WORTH_GUARDING && now.text().length() < known * TEXT_LEFT) {
      return new Result.Implausible(
          "the text shrank from %d characters to %d".formatted(known, now.text().length()), true);
    }
    return Lines.compare(before, now, settling);
  }

  private static Result documents(Document before, Document now) {
    if (now.sha256().equals(before.sha256())) {
      boolean readable = before.unreadable() != null && now.unreadable() == null;
      return readable
          ? new Result.Different(new Snapshot(now, List.of()), List.of())
          : new Result.Same();
    }
    return new Result.Different(
        new Snapshot(now, List.of()), List.of(new Change.DocumentReplaced(before, now)));
  }

  private static String kind(Content content) {
    return switch (content) {
      case Listing _ -> "list";
      case Text _ -> "text";
      case Document _ -> "document";
    };
  }
}
