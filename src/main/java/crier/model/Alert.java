package crier.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Findings of one check, for people; or a notice about the machine, for the operator. Stored for
 * ever.
 *
 * @param id time-ordered and unguessable; part of Message-IDs and addresses
 * @param kind who it is for
 * @param watch id of the watch, or null for a notice that concerns none
 * @param watchName the watch's name when it was raised
 * @param story id of the story, or null
 * @param subject what happened, in one line, without the story: {@code Stay lifted: Centro de
 *     Trabajadores Unidos v. Bessent (1:25-cv-00677)}
 * @param significance the highest of its findings'
 * @param firstSeen when Crier saw it
 * @param findings what happened, the most significant first; one at least for an alert
 * @param text what a notice says; empty for an alert
 * @param capture id of the capture that shows it, or null
 * @param snapshot id of the snapshot that came of it, or null
 */
public record Alert(
    String id,
    Kind kind,
    @Nullable String watch,
    String watchName,
    @Nullable String story,
    String subject,
    Significance significance,
    Instant firstSeen,
    List<Finding> findings,
    String text,
    @Nullable Long capture,
    @Nullable Long snapshot) {

  /** Who an alert is for. */
  public enum Kind {
    /** For everybody whose subscription it fits. */
    ALERT,
    /** For the operator: a source broke, mail is stuck. */
    NOTICE,
    /** Reminds those who asked of a hearing or due date of the next day. */
    DUE,
    /** A marked test message to one recipient. */
    TEST,
    /** Asks one person to confirm that an address is theirs. */
    CONFIRM,
    /** Tells one person that they are on the list already. */
    REMINDER,
    /** Gives one person the way to their choices. */
    KEY;

    /** Whether it is about somebody's own subscription, and for them alone. */
    public boolean isLetter() {
      return this == CONFIRM || this == REMINDER || this == KEY;
    }
  }

  public Alert {
    findings = List.copyOf(findings);
  }

  /** What a look at a watch found. */
  public static Alert of(
      String id,
      Watch watch,
      String subject,
      Significance significance,
      Instant at,
      List<Finding> findings) {
    return new Alert(
        id,
        Kind.ALERT,
        watch.id(),
        watch.name(),
        watch.story(),
        subject,
        significance,
        at,
        findings,
        "",
        null,
        null);
  }

  /** What the operator is told about Crier itself. */
  public static Alert notice(String id, String subject, String text, Instant at) {
    return new Alert(
        id,
        Kind.NOTICE,
        null,
        "",
        null,
        subject,
        Significance.NOTABLE,
        at,
        List.of(),
        text,
        null,
        null);
  }

  /** The same of these findings only. */
  public Alert with(List<Finding> others) {
    return copy(subject, significance, others, text, capture);
  }

  /** As it is for somebody who is told of these findings only: rank and subject are theirs. */
  public Alert telling(List<Finding> some) {
    return some.isEmpty() || some.equals(findings)
        ? this
        : copy(
            Subject.of(some, Subject.about(this), watchName),
            some.stream().map(Finding::significance).max(Comparator.naturalOrder()).orElseThrow(),
            some,
            text,
            capture);
  }

  /** The same, shown by this capture. */
  public Alert citing(long shownBy) {
    return copy(subject, significance, findings, text, shownBy);
  }

  /** The same with another text. */
  public Alert with(String otherText) {
    return copy(subject, significance, findings, otherText, capture);
  }

  private Alert copy(
      String line, Significance rank, List<Finding> told, String words, @Nullable Long shownBy) {
    return new Alert(
        id, kind, watch, watchName, story, line, rank, firstSeen, told, words, shownBy, snapshot);
  }

  /** Events of all findings, each once, in order of significance. */
  public List<Event> events() {
    return findings.stream().flatMap(f -> f.events().stream()).distinct().toList();
  }

  /** Ids of the open questions that any finding bears on, each once. */
  public List<String> questions() {
    return findings.stream().flatMap(f -> f.questions().stream()).distinct().toList();
  }

  /** When the source says it appeared: the earliest its findings know; null when none does. */
  public @Nullable Published published() {
    return findings.stream()
        .map(Finding::published)
        .filter(java.util.Objects::nonNull)
        .min(java.util.Comparator.comparing(Published::forSorting))
        .orElse(null);
  }
}
