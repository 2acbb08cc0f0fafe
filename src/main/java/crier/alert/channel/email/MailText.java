package crier.alert.channel.email;

import crier.alert.Message;
import crier.alert.Message.Telling;
import crier.alert.Wording;
import crier.model.Alert;
import crier.model.Finding;
import java.util.List;

/** The plain text part: complete by itself. */
final class MailText {

  static final int QUOTE = 2_000;
  static final int FINDINGS = 20;

  private MailText() {}

  static String of(Message message) {
    StringBuilder text = new StringBuilder();
    List<Telling> tellings = message.tellings();
    for (int i = 0; i < tellings.size(); i++) {
      if (i > 0) {
        text.append("\n----------------------------------------\n\n");
      }
      tell(text, message, tellings.get(i));
    }
    text.append("\n-- \n").append(message.site().name());
    if (message.unsubscribe() != null) {
      text.append("\nUnsubscribe: ").append(message.unsubscribe());
    }
    if (message.preferences() != null) {
      text.append("\nChange what you get: ").append(message.preferences());
    }
    return text.append('\n').toString();
  }

  private static void tell(StringBuilder text, Message message, Telling telling) {
    Alert alert = telling.alert();
    text.append(alert.subject()).append('\n');
    if (!telling.storyName().isEmpty()) {
      text.append(telling.storyName()).append('\n');
    }
    text.append('\n');
    if (!alert.text().isEmpty()) {
      text.append(alert.text()).append("\n\n");
    }
    alert.findings().stream().limit(FINDINGS).forEach(finding -> tell(text, message, finding));
    if (alert.findings().size() > FINDINGS) {
      text.append("and ")
          .append(alert.findings().size() - FINDINGS)
          .append(" more: ")
          .append(telling.page())
          .append("\n\n");
    }
    telling
        .questions()
        .forEach(q -> text.append("Bears on the question: ").append(q.ask()).append('\n'));
    text.append("First seen: ")
        .append(Wording.time(alert.firstSeen(), message.site().zone()))
        .append('\n');
    if (telling.page() != null) {
      text.append("Evidence: ").append(telling.page()).append('\n');
    }
    if (telling.captureSha256() != null) {
      text.append("SHA-256 of the capture: ").append(telling.captureSha256()).append('\n');
    }
    text.append("Why you get this: ").append(telling.because()).append('\n');
  }

  private static void tell(StringBuilder text, Message message, Finding finding) {
    text.append("* ")
        .append(finding.headline())
        .append(" [")
        .append(finding.significance().word())
        .append("]\n");
    text.append("  ").append(finding.title()).append('\n');
    text.append("  Dated: ")
        .append(Wording.published(finding.published(), message.site().zone()))
        .append('\n');
    if (!finding.sources().isEmpty()) {
      text.append("  Seen in: ").append(String.join("; ", finding.sources())).append('\n');
    }
    quoted(text, "", finding.quote());
    quoted(text, "Before:", finding.before());
    if (finding.after() != null && !finding.after().equals(finding.quote())) {
      quoted(text, "Now:", finding.after());
    }
    if (finding.link() != null) {
      text.append("  ").append(finding.link()).append('\n');
    }
    text.append("  Rank: ").append(finding.because()).append("\n\n");
  }

  private static void quoted(
      StringBuilder text, String label, @org.jspecify.annotations.Nullable String quote) {
    if (quote == null || quote.isBlank()) {
      return;
    }
    if (!label.isEmpty()) {
      text.append("  ").append(label).append('\n');
    }
    cut(quote).lines().forEach(line -> text.append("  > ").append(line).append('\n'));
  }

  /** The rest is a link away. */
  static String cut(String text) {
    return text.length() <= QUOTE ? text : text.substring(0, QUOTE) + "…";
  }
}
