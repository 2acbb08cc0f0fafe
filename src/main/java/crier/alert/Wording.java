package crier.alert;

import crier.alert.Message.Telling;
import crier.model.Alert;
import crier.model.Published;
import crier.model.Site;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
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
          case CONFIRM, REMINDER, KEY -> "";
        };
    int more = message.tellings().size() - 1;
    return prefix + alert.subject() + (more == 0 ? "" : " and %d more".formatted(more));
  }

  /** Both times of an alert: when the source says it was published, and when Crier saw it. */
  public static String times(Telling telling, Site site) {
    Alert alert = telling.alert();
    String seen = "first seen " + time(alert.firstSeen(), site.zone());
    return alert.findings().isEmpty()
        ? seen
        : "dated %s; %s".formatted(published(alert.published(), site.zone()), seen);
  }
}
