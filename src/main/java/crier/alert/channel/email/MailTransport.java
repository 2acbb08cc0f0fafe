package crier.alert.channel.email;

import crier.alert.Message;
import crier.alert.SendResult;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** Where finished mails go. */
interface MailTransport extends AutoCloseable {

  SendResult send(SMTPMessage mime, Message message) throws IOException;

  /** Removes what it kept of this subscriber's mails; a server keeps its own. */
  default void forget(String subscriber) throws IOException {}

  @Override
  void close();
}
