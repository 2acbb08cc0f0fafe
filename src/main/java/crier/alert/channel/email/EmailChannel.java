package crier.alert.channel.email;

import crier.alert.Channel;
import crier.alert.Message;
import crier.alert.SendResult;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mail, one recipient a message. */
public final class EmailChannel implements Channel, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmailChannel.class);

  private final byte[] key;
  private final BiConsumer<String, String> refused;
  private final AtomicReference<Setup> setup;

  /** How mail is written and handed over, by one configuration. */
  public static final class Setup {
    private final MailSettings settings;
    private final MailForm form;
    private final MailTransport transport;

    private Setup(MailSettings settings, MailForm form, MailTransport transport) {
      this.settings = settings;
      this.form = form;
      this.transport = transport;
    }
  }

  /**
   * Makes the channel.
   *
   * @param key secret, seals the addresses that mail comes back to
   * @param refused is told which recipient's address the server refuses for good, and with which
   *     status (RFC 3463)
   * @throws IllegalArgumentException when {@code from} is no mail address
   */
  public EmailChannel(MailSettings settings, byte[] key, BiConsumer<String, String> refused) {
    this.key = key.clone();
    this.refused = refused;
    MailForm form = new MailForm(settings, key);
    this.setup = new AtomicReference<>(new Setup(settings, form, transport(settings, form)));
  }

  private MailTransport transport(MailSettings settings, MailForm form) {
    return switch (settings.transport()) {
      case DIRECTORY -> new MailFolder(settings.directory());
      case SMTP -> new SmtpPool(settings.smtp(), form.sender(), refused);
    };
  }

  /**
   * Makes ready to send by these settings, and changes nothing yet. A server that stays the same
   * keeps its connections, and what was learnt of it.
   *
   * @throws IllegalArgumentException when {@code from} is no mail address, or the key is none
   */
  public Setup prepare(MailSettings settings) {
    Setup now = setup.get();
    if (settings.equals(now.settings)) {
      return now;
    }
    MailForm form = new MailForm(settings, key);
    boolean same =
        settings.transport() == now.settings.transport()
            && settings.directory().equals(now.settings.directory())
            && settings.smtp().equals(now.settings.smtp())
            && form.sender().equals(now.form.sender());
    return new Setup(settings, form, same ? now.transport : transport(settings, form));
  }

  /**
   * Sends by what was prepared from the next mail on; mails under way go on.
   *
   * @return whether mail is handed over elsewhere, or otherwise, than before
   */
  public boolean apply(Setup prepared) {
    MailTransport before = setup.getAndSet(prepared).transport;
    boolean other = !before.equals(prepared.transport);
    if (other) {
      before.close();
    }
    return other;
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
  public SendResult send(Message message) {
    Setup now = setup.get();
    SMTPMessage mime;
    try {
      mime = now.form.mime(message);
    } catch (MessagingException e) {
      // its message may quote the address
      LOG.debug("mail {} could not be formed: {}", message.id(), e.getClass().getSimpleName());
      return new SendResult.Rejected("the address or the message cannot be written as a mail");
    }
    try {
      return now.transport.send(mime, message);
    } catch (IOException e) {
      return new SendResult.TryLater(
          "the mail folder cannot be written: " + e.getClass().getSimpleName(), Optional.empty());
    }
  }

  /** Removes every mail to this subscriber that lies in a folder of ours. */
  public void forget(String subscriber) {
    try {
      setup.get().transport.forget(subscriber);
    } catch (IOException e) {
      throw new UncheckedIOException("mails of " + subscriber + " could not be removed", e);
    }
  }

  @Override
  public void close() {
    setup.get().transport.close();
  }
}
