package crier.alert;

import crier.model.Alert;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Subscription;
import crier.rules.Terms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether one alert is what somebody wants to hear; asked for many subscriptions. Pure. */
final class Fit {

  private final Alert alert;
  private final List<Event> events;
  private final Map<List<String>, Boolean> occurs = new HashMap<>();
  private @Nullable String text;

  Fit(Alert alert) {
    this.alert = alert;
    this.events = alert.events();
  }

  boolean fits(Subscription wanted) {
    return alert.significance().atLeast(wanted.minimum())
        && inScope(wanted)
        && (wanted.events().isEmpty() || events.stream().anyMatch(wanted.events()::contains))
        && (wanted.require().isEmpty() || occurs(wanted.require()))
        && (wanted.exclude().isEmpty() || !occurs(wanted.exclude()));
  }

  private boolean inScope(Subscription wanted) {
    return (wanted.stories().isEmpty() && wanted.watches().isEmpty())
        || (alert.story() != null && wanted.stories().contains(alert.story()))
        || (alert.watch() != null && wanted.watches().contains(alert.watch()));
  }

  private boolean occurs(List<String> terms) {
    return occurs.computeIfAbsent(terms, any -> Terms.of(any).fit(text()));
  }

  private String text() {
    if (text == null) {
      text =
          alert.findings().stream()
              .map(Fit::words)
              .collect(Collectors.joining("\n", alert.subject() + "\n", ""));
    }
    return text;
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
