package crier.alert.channel.email;

import crier.alert.Message;
import crier.alert.SendResult;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.Deque;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands mails to a server over a few connections that are kept open and used again: with a real
 * network's delay, round trips are most of the time a mail takes.
 */
final class SmtpPool implements MailTransport {

  private static final Logger LOG = LoggerFactory.getLogger(SmtpPool.class);
  private static final String CONNECT_MILLIS = "10000";
  private static final String READ_MILLIS = "60000";

  private final MailSettings.Smtp settings;
  private final Session session;
  private final Semaphore places;
  private final Deque<SMTPTransport> idle = new ConcurrentLinkedDeque<>();

  SmtpPool(MailSettings.Smtp settings, String sender) {
    this.settings = settings;
    this.session = Session.getInstance(properties(settings, sender));
    this.places = new Semaphore(settings.connections());
  }

  private static Properties properties(MailSettings.Smtp settings, String sender) {
    Properties properties = new Properties();
    String protocol = settings.security() == MailSettings.Security.TLS ? "smtps" : "smtp";
    properties.setProperty("mail.transport.protocol", protocol);
    String prefix = "mail." + protocol + ".";
    properties.setProperty(prefix + "host", settings.host());
    properties.setProperty(prefix + "port", String.valueOf(settings.port()));
    properties.setProperty(prefix + "from", sender);
    // All three are infinite unless set.
    properties.setProperty(prefix + "connectiontimeout", CONNECT_MILLIS);
    properties.setProperty(prefix + "timeout", READ_MILLIS);
    properties.setProperty(prefix + "writetimeout", READ_MILLIS);
    properties.setProperty(prefix + "auth", String.valueOf(!settings.username().isEmpty()));
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    if (settings.security() == MailSettings.Security.STARTTLS) {
      properties.setProperty(prefix + "starttls.enable", "true");
      // Without this a stripped STARTTLS sends the mail in clear.
      properties.setProperty(prefix + "starttls.required", "true");
    }
    if (settings.security() != MailSettings.Security.TLS) {
      properties.put(prefix + "socketFactory", new PromptSockets());
    }
    return properties;
  }

  @Override
  public SendResult send(MimeMessage mime, Message message) {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new SendResult.TryLater("the program is being stopped", Optional.empty());
    }
    try {
      return deliver(mime);
    } finally {
      places.release();
    }
  }

  private SendResult deliver(MimeMessage mime) {
    SMTPTransport transport = idle.pollFirst();
    try {
      if (transport == null || !transport.isConnected()) {
        transport = connect();
      }
      Address[] to = mime.getAllRecipients();
      transport.sendMessage(mime, to);
      String reply = String.valueOf(transport.getLastServerResponse()).strip();
      idle.addFirst(transport);
      return new SendResult.Accepted(withoutAddress(reply));
    } catch (AuthenticationFailedException _) {
      close(transport);
      return new SendResult.OperatorProblem("the mail server refuses the user name or password");
    } catch (MessagingException e) {
      LOG.debug("a mail was not taken", e);
      close(transport);
      return classified(e);
    }
  }

  private SMTPTransport connect() throws MessagingException {
    SMTPTransport transport = (SMTPTransport) session.getTransport();
    if (settings.username().isEmpty()) {
      transport.connect();
    } else {
      transport.connect(settings.username(), settings.password());
    }
    return transport;
  }

  /** By the server's return code, never by the text of the exception. */
  private static SendResult classified(MessagingException failure) {
    for (Exception e = failure;
        e != null;
        e = e instanceof MessagingException m ? m.getNextException() : null) {
      switch (e) {
        case SMTPAddressFailedException address -> {
          return byCode("recipient", address.getReturnCode(), true);
        }
        case SMTPSenderFailedException sender -> {
          return byCode("sender", sender.getReturnCode(), false);
        }
        case SMTPSendFailedException send when send.getNextException() == null -> {
          return byCode("message", send.getReturnCode(), false);
        }
        default -> {
          // look at what caused it
        }
      }
    }
    String text = String.valueOf(failure.getMessage());
    return text.contains("STARTTLS") || text.contains("TLS")
        ? new SendResult.OperatorProblem(
            "the mail server offers no TLS, and mail is never sent in clear unasked")
        : new SendResult.TryLater("no answer from the mail server", Optional.empty());
  }

  private static SendResult byCode(String what, int code, boolean theirs) {
    String reason = "the mail server answered %d to the %s".formatted(code, what);
    if (code >= 400 && code < 500) {
      return new SendResult.TryLater(reason, Optional.empty());
    }
    return theirs ? new SendResult.Rejected(reason) : new SendResult.OperatorProblem(reason);
  }

  private static String withoutAddress(String reply) {
    return reply.replaceAll("\\S+@\\S+", "…");
  }

  private static void close(@org.jspecify.annotations.Nullable SMTPTransport transport) {
    if (transport != null) {
      try {
        transport.close();
      } catch (MessagingException e) {
        LOG.debug("a connection did not close in order", e);
      }
    }
  }

  @Override
  public void close() {
    for (SMTPTransport transport = idle.pollFirst();
        transport != null;
        transport = idle.pollFirst()) {
      close(transport);
    }
  }
}
