package crier.alert.channel.email;

import crier.alert.Message;
import crier.alert.SendResult;
import crier.alert.channel.email.Conversation.Stage;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;
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

  /** A connection used so short a time ago is not asked whether it still stands. */
  private static final long FRESH = Duration.ofSeconds(2).toNanos();

  /** Servers hang up after five minutes. */
  private static final long STALE = Duration.ofMinutes(4).toNanos();

  /** So many people refused in a row, and nobody accepted: then it is not the people. */
  private static final int REFUSED_ADDRESSES = 5;

  private static final int REFUSED_BY_POLICY = 3;

  private final MailSettings.Smtp settings;
  private final Session session;
  private final Session international;
  private final Semaphore places;
  private final BiConsumer<String, String> refused;
  private final Set<String> refusedSinceYes = ConcurrentHashMap.newKeySet();
  private final Deque<Conversation> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  /**
   * Opens nothing yet.
   *
   * @param sender address that mail comes back to where a message has none of its own
   * @param refused is told of recipients whose address is refused for good, and the status
   */
  SmtpPool(MailSettings.Smtp settings, String sender, BiConsumer<String, String> refused) {
    this(settings, sender, refused, null);
  }

  /**
   * For tests, which have certificates of their own.
   *
   * @param trust makes the encrypted sockets; null: the platform's
   */
  SmtpPool(
      MailSettings.Smtp settings,
      String sender,
      BiConsumer<String, String> refused,
      @Nullable SSLSocketFactory trust) {
    this.settings = settings;
    this.refused = refused;
    Properties properties = properties(settings, sender, trust);
    this.session = Session.getInstance(properties);
    Properties utf8 = new Properties();
    utf8.putAll(properties);
    utf8.setProperty("mail.mime.allowutf8", "true");
    this.international = Session.getInstance(utf8);
    this.places = new Semaphore(settings.connections());
  }

  private static Properties properties(
      MailSettings.Smtp settings, String sender, @Nullable SSLSocketFactory trust) {
    Properties properties = new Properties();
    String prefix = settings.security() == MailSettings.Security.TLS ? "mail.smtps." : "mail.smtp.";
    properties.setProperty(prefix + "from", sender);
    properties.setProperty(prefix + "localhost", sender.substring(sender.indexOf('@') + 1));
    // All three are infinite unless set.
    properties.setProperty(prefix + "connectiontimeout", CONNECT_MILLIS);
    properties.setProperty(prefix + "timeout", READ_MILLIS);
    properties.setProperty(prefix + "writetimeout", READ_MILLIS);
    properties.setProperty(prefix + "quitwait", "false");
    properties.setProperty(prefix + "auth", String.valueOf(!settings.username().isEmpty()));
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    properties.setProperty(prefix + "ssl.protocols", "TLSv1.3 TLSv1.2");
    if (settings.security() == MailSettings.Security.STARTTLS) {
      properties.setProperty(prefix + "starttls.enable", "true");
      // Without this a stripped STARTTLS sends the mail in clear.
      properties.setProperty(prefix + "starttls.required", "true");
    }
    properties.put(prefix + "socketFactory", new PromptSockets());
    if (trust != null) {
      properties.put(prefix + "ssl.socketFactory", trust);
    }
    return properties;
  }

  @Override
  public SendResult send(SMTPMessage mime, Message message) {
    try {
      places.acquire();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new SendResult.TryLater("the program is being stopped", Optional.empty());
    }
    try {
      return deliver(mime, message.recipient().id());
    } finally {
      places.release();
    }
  }

  private SendResult deliver(SMTPMessage mime, String recipient) {
    Address[] to;
    boolean ascii;
    try {
      to = mime.getAllRecipients();
      ascii = HeaderText.isAscii(to[0].toString());
    } catch (MessagingException _) {
      return new SendResult.Rejected("the address cannot be written as a mail's");
    }
    Conversation kept = ascii ? standing() : null;
    if (kept != null) {
      Optional<SendResult> result = converse(kept, mime, to, recipient, true);
      if (result.isPresent()) {
        return result.get();
      }
    }
    Conversation fresh =
        new Conversation(
            ascii ? session : international,
            settings.security() == MailSettings.Security.TLS,
            !ascii);
    Optional<SendResult> problem = connected(fresh, ascii);
    return problem.orElseGet(() -> converse(fresh, mime, to, recipient, false).orElseThrow());
  }

  /** One of those kept, if it still stands. */
  private @Nullable Conversation standing() {
    for (Conversation kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      long unused = System.nanoTime() - kept.usedAt();
      if (unused < STALE && (unused < FRESH || kept.isConnected())) {
        return kept;
      }
      close(kept);
    }
    return null;
  }

  /** Connects; empty when it did. */
  private Optional<SendResult> connected(Conversation fresh, boolean ascii) {
    boolean login = !settings.username().isEmpty();
    try {
      fresh.connect(
          settings.host(),
          settings.port(),
          login ? settings.username() : null,
          login ? settings.password() : null);
    } catch (AuthenticationFailedException _) {
      SmtpReply reply = new SmtpReply(Stage.CONNECT, fresh.getLastReturnCode(), "");
      return Optional.of(
          reply.code() >= 500 || reply.code() < 400
              ? new SendResult.OperatorProblem("the mail server refuses the user name or password")
              : new SendResult.TryLater(reply.reason(), Optional.empty()));
    } catch (MessagingException e) {
      return Optional.of(unconnected(fresh, e));
    }
    if (login && !fresh.supportsExtension("AUTH")) {
      close(fresh);
      return Optional.of(
          new SendResult.OperatorProblem(
              "the mail server offers no login, and `mail.smtp.username` asks for one"));
    }
    if (!ascii && !fresh.supportsExtension("SMTPUTF8")) {
      close(fresh);
      return Optional.of(
          new SendResult.Rejected(
              "the address has letters that the mail server does not carry (SMTPUTF8)"));
    }
    return Optional.empty();
  }

  private SendResult unconnected(Conversation fresh, MessagingException failure) {
    SmtpReply reply = SmtpReply.of(Stage.CONNECT, failure, fresh.getLastReturnCode());
    boolean stripped =
        settings.security() == MailSettings.Security.STARTTLS
            // Angus' own words; the server's stand in none of its messages of this kind
            && String.valueOf(failure.getMessage()).startsWith("STARTTLS is required");
    if (stripped) {
      return new SendResult.OperatorProblem(
          "the mail server offers no TLS, and mail is never sent in clear unasked");
    }
    if (distrusted(failure)) {
      return new SendResult.OperatorProblem(
          "TLS with the mail server failed: its certificate is not valid for this name, or it"
              + " speaks no TLS on this port");
    }
    return reply.meaning() == SmtpReply.Meaning.OPERATOR
        ? new SendResult.OperatorProblem(reply.reason())
        : new SendResult.TryLater(reply.reason(), Optional.empty());
  }

  /** TLS refused it, and not because the line broke. */
  private static boolean distrusted(Throwable failure) {
    boolean tls = false;
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof EOFException
          || e instanceof SocketException
          || e instanceof SocketTimeoutException) {
        return false;
      }
      tls |= e instanceof SSLException;
    }
    return tls;
  }

  /** Sends; empty when a kept connection turned out to be dead before anything was handed over. */
  private Optional<SendResult> converse(
      Conversation with, SMTPMessage mime, Address[] to, String recipient, boolean kept) {
    try {
      with.sendMessage(mime, to);
      String reply = String.valueOf(with.getLastServerResponse()).strip();
      refusedSinceYes.clear();
      keep(with);
      return Optional.of(new SendResult.Accepted(withoutAddress(reply)));
    } catch (MessagingException e) {
      SmtpReply reply = SmtpReply.of(with.stage(), e, with.getLastReturnCode());
      LOG.debug("a mail was not taken: {}", reply);
      boolean answered = reply.code() >= 400;
      if (answered && reply.code() != 421 && with.open()) {
        keep(with);
      } else {
        close(with);
      }
      boolean hungUp = !answered || reply.code() == 421;
      return kept && hungUp && with.stage() == Stage.SENDER
          ? Optional.empty()
          : Optional.of(result(reply, recipient));
    } catch (IllegalStateException _) {
      close(with);
      return kept
          ? Optional.empty()
          : Optional.of(new SendResult.TryLater("the mail server hung up", Optional.empty()));
    }
  }

  private SendResult result(SmtpReply reply, String recipient) {
    String reason = reply.reason();
    return switch (reply.meaning()) {
      case LATER -> new SendResult.TryLater(reason, Optional.empty());
      case MESSAGE -> new SendResult.Rejected(reason);
      case OPERATOR -> new SendResult.OperatorProblem(reason);
      case POLICY ->
          everybody(recipient, REFUSED_BY_POLICY)
              ? new SendResult.OperatorProblem(reason + ", as for everybody else")
              : new SendResult.TryLater(reason, Optional.empty());
      case ADDRESS -> {
        if (everybody(recipient, REFUSED_ADDRESSES)) {
          yield new SendResult.OperatorProblem(reason + ", as for everybody else");
        }
        refused.accept(recipient, reply.status().isEmpty() ? "5.0.0" : reply.status());
        yield new SendResult.Rejected(reason);
      }
    };
  }

  /** Whether a refusal is one of so many that the fault cannot be theirs. */
  private boolean everybody(String recipient, int many) {
    refusedSinceYes.add(recipient);
    return refusedSinceYes.size() >= many;
  }

  private static String withoutAddress(String reply) {
    String line = reply.lines().findFirst().orElse("");
    return crier.alert.wording.Wording.cut(line.replaceAll("\\S+@\\S+", "…"), 200);
  }

  private void keep(Conversation conversation) {
    if (conversation.international()) {
      close(conversation);
      return;
    }
    conversation.used(System.nanoTime());
    idle.addFirst(conversation);
    if (closed) {
      closeIdle();
    }
  }

  private static void close(Conversation conversation) {
    try {
      conversation.close();
    } catch (MessagingException e) {
      LOG.debug("a connection did not close in order: {}", e.getClass().getSimpleName());
    }
  }

  /** Keeps no connection from now on; mails under way go on. */
  @Override
  public void close() {
    closed = true;
    closeIdle();
  }

  private void closeIdle() {
    for (Conversation kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      close(kept);
    }
  }
}
