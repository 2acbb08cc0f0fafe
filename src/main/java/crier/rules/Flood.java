package crier.rules;

import crier.model.Event;
import crier.model.Finding;
import crier.model.Significance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Folds many findings of one check into few: a docket whose sheet was uploaded shows two hundred
 * old entries at once, and nobody wants two hundred of anything.
 */
final class Flood {

  /** So many findings of one check are told one by one. */
  private static final int FEW = 10;

  /** So many titles are named in a summary. */
  private static final int NAMED = 30;

  /** In a flood, what the source dates longer ago than this is history being filled in. */
  private static final Duration OLD = Duration.ofDays(14);

  private Flood() {}

  /**
   * The findings as they are when few; else the recent critical ones and one summary of the rest.
   */
  static List<Finding> fold(List<Finding> findings, Instant at) {
    if (findings.size() <= FEW) {
      return findings;
    }
    List<Finding> told = new ArrayList<>();
    List<Finding> folded = new ArrayList<>();
    for (Finding finding : findings) {
      boolean single =
          finding.significance() == Significance.CRITICAL && !old(finding, at) && told.size() < FEW;
      (single ? told : folded).add(finding);
    }
    told.add(summary(folded, told.isEmpty(), at));
    return List.copyOf(told);
  }

  private static boolean old(Finding finding, Instant at) {
    return finding.published() != null && finding.published().forSorting().isBefore(at.minus(OLD));
  }

  private static Finding summary(List<Finding> folded, boolean alone, Instant at) {
    boolean history = folded.stream().allMatch(finding -> old(finding, at));
    String headline =
        history
            ? "History filled in: %d older entries".formatted(folded.size())
            : "%d %schanges at once".formatted(folded.size(), alone ? "" : "more ");
    String named =
        folded.stream()
            .limit(NAMED)
            .map(f -> f.headline() + ": " + f.title() + dated(f))
            .collect(Collectors.joining("\n"));
    if (folded.size() > NAMED) {
      named += "\nand %d more".formatted(folded.size() - NAMED);
    }
    return new Finding(
        "",
        List.of(Event.NEW_ITEM),
        history ? Significance.ROUTINE : Significance.NOTABLE,
        history
            ? "the source dates all of it more than two weeks back"
            : "many changes in one look are told as one",
        headline,
        folded.getFirst().title(),
        null,
        null,
        "",
        null,
        named,
        folded.stream().flatMap(f -> f.questions().stream()).distinct().toList(),
        List.of(),
        null);
  }

  private static String dated(Finding finding) {
    @Nullable Object published = finding.published();
    return published == null ? "" : " (" + published + ")";
  }
}
