package crier.alert.channel.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** A connection that knows how far a mail has come: only then is a lost one understood. */
final class Conversation extends SMTPTransport {

  /** Where a conversation stands. */
  enum Stage {
    CONNECT,
    SENDER,
    RECIPIENT,
    MESSAGE
  }

  private Stage stage = Stage.CONNECT;
  private long usedAt;
  private final boolean international;

  /**
   * Not connected yet.
   *
   * @param international whether it asks for SMTPUTF8: then the next server must have it, too, and
   *     mail that does not need it must not come this way
   */
  Conversation(Session session, boolean tls, boolean international) {
    super(session, new URLName(protocol(tls), null, -1, null, null, null), protocol(tls), tls);
    this.international = international;
  }

  private static String protocol(boolean tls) {
    return tls ? "smtps" : "smtp";
  }

  boolean international() {
    return international;
  }

  Stage stage() {
    return stage;
  }

  void used(long nanos) {
    usedAt = nanos;
  }

  long usedAt() {
    return usedAt;
  }

  /** Whether it still stands, without asking: a dead one shows itself at the next command. */
  boolean open() {
    try {
      checkConnected();
      return true;
    } catch (IllegalStateException _) {
      return false;
    }
  }

  @Override
  protected void mailFrom() throws MessagingException {
    stage = Stage.SENDER;
    super.mailFrom();
  }

  @Override
  protected void rcptTo() throws MessagingException {
    stage = Stage.RECIPIENT;
    super.rcptTo();
  }

  @Override
  protected OutputStream data() throws MessagingException {
    stage = Stage.MESSAGE;
    return super.data();
  }
}
