package crier.alert.channel.email;

import crier.alert.Channel;
import crier.alert.Message;
import crier.alert.SendResult;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mail, one recipient a message. */
public final class EmailChannel implements Channel, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmailChannel.class);

  private final MailForm form;
  private final MailTransport transport;

  /**
   * Makes the channel.
   *
   * @throws IllegalArgumentException when {@code from} is no mail address
   */
  public EmailChannel(MailSettings settings) {
    this.form = new MailForm(settings.from());
    this.transport =
        switch (settings.transport()) {
          case DIRECTORY -> new MailFolder(settings.directory());
          case SMTP -> new SmtpPool(settings.smtp(), form.sender());
        };
  }

  @Override
  public String type() {
    return "email";
  }

  @Override
  public boolean idempotent() {
    return false;
  }

  @Override
  public SendResult send(Message message) {
    MimeMessage mime;
    try {
      mime = form.mime(message);
    } catch (MessagingException e) {
      LOG.debug("a mail could not be formed", e);
      return new SendResult.Rejected("the address or the message cannot be written as a mail");
    }
    try {
      return transport.send(mime, message);
    } catch (IOException e) {
      return new SendResult.TryLater(
          "the mail folder cannot be written: " + e.getClass().getSimpleName(), Optional.empty());
    }
  }

  @Override
  public void close() {
    transport.close();
  }
}
