package crier.alert.channel.email;

import crier.alert.Message;
import crier.alert.SendResult;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;

/** Where finished mails go. */
interface MailTransport extends AutoCloseable {

  SendResult send(MimeMessage mime, Message message) throws IOException;

  @Override
  void close();
}
