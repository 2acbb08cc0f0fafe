package crier.rules;

import crier.model.Finding;
import crier.model.Significance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A docket whose sheet was uploaded shows two hundred old entries at once: each stays a finding of
 * its own, and none of them is news.
 */
final class History {

  /** So many findings of one check are news, however old what they tell of. */
  private static final int FEW = 10;

  private static final int TOO_FEW = 3;

  /** Among many, what the source dates longer ago than this is history being filled in. */
  private static final Duration OLD = Duration.ofDays(14);

  private History() {}

  /**
   * The findings, those of many that tell of the past as routine.
   *
   * @param current keys of items that their source says are no history, whatever the date
   * @param late keys of items that it says are: dated long before what was newest there
   */
  static List<Finding> ranked(
      List<Finding> findings, Set<String> current, Set<String> late, Instant at) {
    if (findings.size() <= FEW) {
      return findings;
    }
    long old = findings.stream().filter(finding -> isOld(finding, current, late, at)).count();
    return old <= TOO_FEW
        ? findings
        : findings.stream()
            .map(finding -> isOld(finding, current, late, at) ? filledIn(finding) : finding)
            .toList();
  }

  private static boolean isOld(Finding finding, Set<String> current, Set<String> late, Instant at) {
    return late.contains(finding.key())
        || (!current.contains(finding.key())
            && finding.published() != null
            && finding.published().forSorting().isBefore(at.minus(OLD)));
  }

  private static Finding filledIn(Finding finding) {
    return finding.as(
        Significance.ROUTINE,
        "history filled in: it is dated more than two weeks before what was newest",
        "Older entry filled in: " + finding.headline());
  }
}
