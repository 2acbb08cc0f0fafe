package crier.alert;

import crier.model.Alert;
import crier.model.Finding;
import crier.model.Subscription;
import crier.rules.Terms;
import java.util.List;
import java.util.stream.Collectors;

/** Whether an alert is what somebody wants to hear. Pure. */
final class Fit {

  private Fit() {}

  static boolean fits(Subscription wanted, Alert alert) {
    return alert.significance().atLeast(wanted.minimum())
        && inScope(wanted, alert)
        && (wanted.events().isEmpty()
            || alert.events().stream().anyMatch(wanted.events()::contains))
        && words(wanted, alert);
  }

  private static boolean inScope(Subscription wanted, Alert alert) {
    return (wanted.stories().isEmpty() && wanted.watches().isEmpty())
        || (alert.story() != null && wanted.stories().contains(alert.story()))
        || (alert.watch() != null && wanted.watches().contains(alert.watch()));
  }

  private static boolean words(Subscription wanted, Alert alert) {
    if (wanted.require().isEmpty() && wanted.exclude().isEmpty()) {
      return true;
    }
    String text =
        alert.findings().stream()
            .map(Fit::words)
            .collect(Collectors.joining("\n", alert.subject() + "\n", ""));
    return Terms.of(wanted.require()).fit(text)
        && (wanted.exclude().isEmpty() || !Terms.of(wanted.exclude()).fit(text));
  }

  private static String words(Finding finding) {
    List<String> parts =
        List.of(
            finding.headline(),
            finding.title(),
            finding.quote(),
            finding.after() == null ? "" : finding.after());
    return String.join("\n", parts);
  }
}
