package crier.alert.channel.email;

import crier.alert.Message;
import crier.alert.Message.Telling;
import crier.alert.Wording;
import crier.model.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the HTML template shows: the same as the plain text.
 *
 * @param brief leaves out what stood before and stands now, so that the mail stays small
 */
public record MailView(Message message, boolean brief) {

  public MailView(Message message) {
    this(message, false);
  }

  public String subject() {
    return message.first().alert().subject();
  }

  public List<Finding> findings(Telling telling) {
    return telling.alert().findings().stream().limit(MailText.FINDINGS).toList();
  }

  public int more(Telling telling) {
    return Math.max(0, telling.alert().findings().size() - MailText.FINDINGS);
  }

  public String dated(Finding finding) {
    return Wording.published(finding.published(), message.site().zone());
  }

  public String seen(Telling telling) {
    return Wording.time(telling.alert().firstSeen(), message.site().zone());
  }

  public String quote(Finding finding) {
    return MailText.cut(finding.quote());
  }

  /** What stood before, or null when there is nothing to show. */
  public @Nullable String before(Finding finding) {
    String before = finding.before();
    return brief || before == null || before.isBlank() ? null : MailText.cut(before);
  }

  /** What stands now, or null when there is nothing to show that the quote does not say. */
  public @Nullable String after(Finding finding) {
    String after = finding.after();
    return brief || after == null || after.isBlank() || after.equals(finding.quote())
        ? null
        : MailText.cut(after);
  }

  /** Only what a browser may follow. */
  public @Nullable String link(Finding finding) {
    String link = finding.link();
    return link != null && (link.startsWith("https://") || link.startsWith("http://"))
        ? link
        : null;
  }
}
