package crier.alert.channel.email;

import crier.alert.Channel;
import crier.alert.Message;
import crier.alert.SendResult;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.eclipse.angus.mail.smtp.SMTPMessage;
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
   * @param key secret, seals the addresses that mail comes back to
   * @param refused is told which recipient's address the server refuses for good, and with which
   *     status (RFC 3463)
   * @throws IllegalArgumentException when {@code from} is no mail address
   */
  public EmailChannel(MailSettings settings, byte[] key, BiConsumer<String, String> refused) {
    this.form = new MailForm(settings, key);
    this.transport =
        switch (settings.transport()) {
          case DIRECTORY -> new MailFolder(settings.directory());
          case SMTP -> new SmtpPool(settings.smtp(), form.sender(), refused);
        };
  }

  /** Whether this is a key that mails can be signed with. */
  public static boolean isPrivateKey(String pem) {
    try {
      var _ = DkimSeal.key(pem);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
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
    SMTPMessage mime;
    try {
      mime = form.mime(message);
    } catch (MessagingException e) {
      // its message may quote the address
      LOG.debug("mail {} could not be formed: {}", message.id(), e.getClass().getSimpleName());
      return new SendResult.Rejected("the address or the message cannot be written as a mail");
    }
    try {
      return transport.send(mime, message);
    } catch (IOException e) {
      return new SendResult.TryLater(
          "the mail folder cannot be written: " + e.getClass().getSimpleName(), Optional.empty());
    }
  }

  /** Removes every mail to this subscriber that lies in a folder of ours. */
  public void forget(String subscriber) {
    try {
      transport.forget(subscriber);
    } catch (IOException e) {
      throw new UncheckedIOException("mails of " + subscriber + " could not be removed", e);
    }
  }

  @Override
  public void close() {
    transport.close();
  }
}
