package crier.alert;

import crier.alert.Message.Telling;
import crier.model.Alert;
import crier.model.Finding;
import crier.model.Published;
import crier.model.Site;
import crier.store.Alerts;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words that every channel uses alike: dates, subjects, the two times of a finding. */
public final class Wording {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMMM d, uuuu, h:mm a z", Locale.US);

  private Wording() {}

  /** {@code June 8, 2026, 2:05 PM EDT}. */
  public static String time(Instant instant, ZoneId zone) {
    return TIME.format(instant.atZone(zone));
  }

  /** The day, or the time where the source gives one; says so when it gives none. */
  public static String published(@Nullable Published published, ZoneId zone) {
    if (published == null) {
      return "date not given";
    }
    return published.time() == null ? DAY.format(published.day()) : time(published.time(), zone);
  }

  /** What happened, for a subject line: {@code [irs-ice] Stay lifted: …}. */
  public static String subject(Message message) {
    Alert alert = message.first().alert();
    String prefix =
        switch (alert.kind()) {
          case ALERT -> alert.story() == null ? "" : "[" + alert.story() + "] ";
          case NOTICE -> "[" + message.site().name() + " operator] ";
          case TEST -> "[" + message.site().name() + " test] ";
        };
    int more = message.tellings().size() - 1;
    return prefix + alert.subject() + (more == 0 ? "" : " and %d more".formatted(more));
  }

  /** Both times of an alert: when the source says it was published, and when Crier saw it. */
  public static String times(Telling telling, Site site) {
    Alert alert = telling.alert();
    String seen = "first seen " + time(alert.firstSeen(), site.zone());
    if (alert.findings().isEmpty()) {
      return seen;
    }
    String places =
        alert.findings().stream()
            .flatMap(finding -> finding.sources().stream())
            .distinct()
            .collect(Collectors.joining("; "));
    return "dated %s; %s%s"
        .formatted(
            published(alert.published(), site.zone()),
            seen,
            places.isEmpty() ? "" : ". Seen in " + places);
  }

  /**
   * The alert with the places where each of its findings was seen, when they are several: {@code
   * CourtListener's docket, June 8, 2026, 2:05 PM EDT}.
   *
   * @param seenAt the earliest first
   */
  public static Alert withPlaces(Alert alert, List<Alerts.SeenAt> seenAt, Site site) {
    if (seenAt.isEmpty()) {
      return alert;
    }
    return new Alert(
        alert.id(),
        alert.kind(),
        alert.watch(),
        alert.watchName(),
        alert.story(),
        alert.subject(),
        alert.significance(),
        alert.firstSeen(),
        alert.findings().stream().map(finding -> withPlaces(finding, seenAt, site)).toList(),
        alert.text(),
        alert.capture(),
        alert.snapshot());
  }

  private static Finding withPlaces(Finding finding, List<Alerts.SeenAt> seenAt, Site site) {
    Map<String, Instant> first = new LinkedHashMap<>();
    seenAt.stream()
        .filter(seen -> seen.key().equals(finding.key()))
        .forEach(seen -> first.putIfAbsent(seen.place(), seen.at()));
    if (first.size() < 2) {
      return finding;
    }
    return new Finding(
        finding.key(),
        finding.events(),
        finding.significance(),
        finding.because(),
        finding.headline(),
        finding.title(),
        finding.link(),
        finding.published(),
        finding.quote(),
        finding.before(),
        finding.after(),
        finding.questions(),
        first.entrySet().stream()
            .map(seen -> seen.getKey() + ", " + time(seen.getValue(), site.zone()))
            .toList(),
        finding.follows());
  }
}
