package crier.rules;

import crier.model.Event;
import crier.model.Finding;
import crier.model.Significance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Folds many findings of one check into few: a docket whose sheet was uploaded shows two hundred
 * old entries at once, and nobody wants two hundred of anything.
 */
final class Flood {

  /** So many findings of one check are told one by one. */
  private static final int FEW = 10;

  private static final int TOO_FEW_FOR_A_SUMMARY = 3;

  /** So many titles are named in a summary. */
  private static final int NAMED = 30;

  /** In a flood, what the source dates longer ago than this is history being filled in. */
  private static final Duration OLD = Duration.ofDays(14);

  private Flood() {}

  /**
   * The findings as they are when few. Many that tell of the past are told as one, whatever stands
   * beside them; of many others, the critical ones are told by themselves.
   *
   * @param current keys of items that their source says are no history, whatever the date
   * @param late keys of items that it says are: dated long before what was newest there
   */
  static List<Finding> fold(
      List<Finding> findings, Set<String> current, Set<String> late, Instant at) {
    if (findings.size() <= FEW) {
      return findings;
    }
    List<Finding> told = new ArrayList<>();
    List<Finding> history = new ArrayList<>();
    for (Finding finding : findings) {
      boolean old =
          late.contains(finding.key()) || (!current.contains(finding.key()) && old(finding, at));
      (old ? history : told).add(finding);
    }
    if (told.size() > FEW) {
      told = singled(told);
    }
    if (history.size() <= TOO_FEW_FOR_A_SUMMARY) {
      told.addAll(history);
    } else {
      told.add(history(history));
    }
    return List.copyOf(told);
  }

  private static List<Finding> singled(List<Finding> findings) {
    List<Finding> told = new ArrayList<>();
    List<Finding> folded = new ArrayList<>();
    for (Finding finding : findings) {
      boolean single = finding.significance() == Significance.CRITICAL && told.size() < FEW;
      (single ? told : folded).add(finding);
    }
    if (!folded.isEmpty()) {
      told.add(
          summary(
              folded,
              "%d %schanges at once".formatted(folded.size(), told.isEmpty() ? "" : "more "),
              Significance.NOTABLE,
              "many changes in one look are told as one"));
    }
    return told;
  }

  private static boolean old(Finding finding, Instant at) {
    return finding.published() != null && finding.published().forSorting().isBefore(at.minus(OLD));
  }

  private static Finding history(List<Finding> folded) {
    return summary(
        folded,
        "History filled in: %d older entries".formatted(folded.size()),
        Significance.ROUTINE,
        "all of it is dated more than two weeks before what was newest");
  }

  private static Finding summary(
      List<Finding> folded, String headline, Significance significance, String because) {
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
        significance,
        because,
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
