package crier.model;

import java.util.List;

/** What happened, in one line: {@code Stay lifted and 2 more: Smith v. Jones (1:25-cv-1)}. */
public final class Subject {

  private static final int LONGEST = 140;

  private Subject() {}

  /**
   * Of these findings, by the first of them.
   *
   * @param about what all of them are about, or empty: then the first's own title is named
   * @param name of the watch, where a title is missing
   */
  public static String of(List<Finding> findings, String about, String name) {
    Finding first = findings.getFirst();
    String what = !about.isEmpty() ? about : first.title().isBlank() ? name : first.title();
    // Who is not told of what is routine should not wonder where it is.
    long told =
        findings.stream()
            .filter(finding ->
                finding.significance() != Significance.ROUTINE
                    || first.significance() == Significance.ROUTINE)
            .count();
    String more = told > 1 ? " and %d more".formatted(told - 1) : "";
    return Cut.shown(
        "%s%s: %s".formatted(first.headline(), more, what).replaceAll("\\s+", " "), LONGEST);
  }

  /**
   * What all findings of an alert are about, as its subject has it; empty when there is nothing.
   */
  public static String about(Alert alert) {
    int at = alert.watchName().isEmpty() ? -1 : alert.subject().indexOf(": " + alert.watchName());
    return at < 0 ? "" : alert.subject().substring(at + 2);
  }
}
