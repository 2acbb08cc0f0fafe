package crier.alert.routing;

import crier.model.Alert;
import crier.model.Finding;
import crier.model.Significance;
import crier.model.Subject;
import crier.model.Subscription;
import crier.rules.Terms;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether one alert is what somebody wants to hear; asked for many subscriptions. Each finding is
 * held against what is wanted by itself. Pure.
 */
public final class Fit {

  private final Alert alert;

  /** The rank of all of it for the one who asks, or null: each finding's own. */
  private final @Nullable Significance there;

  private final Map<List<String>, Map<Finding, Boolean>> occurs = new ConcurrentHashMap<>();
  private final Map<Finding, String> texts = new ConcurrentHashMap<>();

  public Fit(Alert alert) {
    this(alert, null);
  }

  public Fit(Alert alert, @Nullable Significance there) {
    this.alert = alert;
    this.there = there;
  }

  public boolean fits(Subscription wanted) {
    return inScope(wanted)
        && (alert.findings().isEmpty()
            ? alert.significance().atLeast(wanted.minimum())
            : alert.findings().stream().anyMatch(finding -> fits(finding, wanted)));
  }

  /** What of it somebody wants to hear, who hears of it; all of it when that cannot be told. */
  public List<Finding> wanted(Subscription wanted) {
    List<Finding> own = alert.findings().stream().filter(finding -> fits(finding, wanted)).toList();
    return own.isEmpty() ? alert.findings() : own;
  }

  /** The highest rank among what somebody wants to hear of it. */
  Significance rank(Subscription wanted) {
    return alert.findings().isEmpty()
        ? alert.significance()
        : wanted(wanted).stream()
            .map(Finding::significance)
            .max(Comparator.naturalOrder())
            .orElseThrow();
  }

  private boolean fits(Finding finding, Subscription wanted) {
    return (there == null ? finding.significance() : there).atLeast(wanted.minimum())
        && (wanted.events().isEmpty()
            || finding.events().stream().anyMatch(wanted.events()::contains))
        && (wanted.require().isEmpty() || occurs(wanted.require(), finding))
        && (wanted.exclude().isEmpty() || !occurs(wanted.exclude(), finding));
  }

  /** Whether it belongs to a story or watch that somebody follows. */
  boolean inScope(Subscription wanted) {
    return (wanted.stories().isEmpty() && wanted.watches().isEmpty())
        || (alert.story() != null && wanted.stories().contains(alert.story()))
        || (alert.watch() != null && wanted.watches().contains(alert.watch()));
  }

  private boolean occurs(List<String> terms, Finding finding) {
    return occurs
        .computeIfAbsent(terms, _ -> new ConcurrentHashMap<>())
        .computeIfAbsent(
            finding, one -> Terms.of(terms).fit(texts.computeIfAbsent(one, this::text)));
  }

  /** What it says, and what the watch says of all of it: the case's name and number. */
  private String text(Finding finding) {
    return alert.watchName() + "\n" + Subject.about(alert) + "\n" + words(finding);
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
