package crier.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * What is told first: the highest rank, then what ends more, then what is newer. A stay that was
 * entered and lifted in one look is a lifted stay.
 */
public final class Gravity {

  /** Gravest first. What is equal in all of this stays in its order, the source's: newest first. */
  public static final Comparator<Finding> OF_FINDINGS =
      Comparator.comparing(Finding::significance)
          .thenComparingInt(finding -> finality(finding.events()))
          .thenComparing(Gravity::day)
          .thenComparing(Gravity::time)
          .reversed();

  /** Gravest first, then the newest. */
  public static final Comparator<Alert> OF_ALERTS =
      Comparator.comparing(Alert::significance)
          .thenComparingInt(Gravity::finality)
          .thenComparing(Alert::firstSeen)
          .reversed();

  private Gravity() {}

  private static int finality(Alert alert) {
    return alert.findings().stream()
        .filter(finding -> finding.significance() == alert.significance())
        .mapToInt(finding -> finality(finding.events()))
        .max()
        .orElse(0);
  }

  private static int finality(List<Event> events) {
    return events.stream().mapToInt(Gravity::finality).max().orElse(0);
  }

  /** 2: ends a case or an appeal, or begins it anew; 1: decides something in it; 0: the rest. */
  private static int finality(Event event) {
    return switch (event) {
      case JUDGMENT_ENTERED,
          DISMISSED,
          AFFIRMED,
          REVERSED_OR_VACATED,
          REMANDED,
          MANDATE_ISSUED,
          SETTLEMENT,
          CASE_CLOSED,
          CASE_REOPENED ->
          2;
      case STAY_ENTERED,
          STAY_LIFTED,
          STAY_EXTENDED,
          STAY_DENIED,
          STAY_LIFT_DENIED,
          INJUNCTION_GRANTED,
          INJUNCTION_DENIED,
          INJUNCTION_DISSOLVED,
          OPINION_ISSUED,
          SUMMARY_JUDGMENT_RULED,
          CLASS_CERTIFIED ->
          1;
      default -> 0;
    };
  }

  /** Of a day, what has no time counts as before whatever has one. */
  private static Instant time(Finding finding) {
    Published published = finding.published();
    Instant time = published == null ? null : published.time();
    return time == null ? Instant.MIN : time;
  }

  private static LocalDate day(Finding finding) {
    Published published = finding.published();
    return published == null ? LocalDate.MIN : published.day();
  }
}
