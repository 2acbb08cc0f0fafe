package crier.alert.channel.email;

import crier.alert.Message;
import crier.alert.SendResult;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** Where finished mails go. */
interface MailTransport extends AutoCloseable {

  SendResult send(SMTPMessage mime, Message message) throws IOException;

  @Override
  void close();
}
