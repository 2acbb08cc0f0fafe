package crier.alert.channel.email;

import crier.alert.Message;
import crier.alert.channel.email.ReturnPath.Purpose;
import crier.alert.wording.Wording;
import crier.model.Event;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;

/** Gives a message the form of a mail: the same bytes at every try. */
final class MailForm {

  private static final int SUBJECT = 150;

  /** Alerts that a header names: programs that sort mail give up on longer ones. */
  private static final int MOST_NAMED = 30;

  private final MailBody body = new MailBody();
  private final Session session = Session.getInstance(new Properties());
  private final Session international;
  private final InternetAddress from;
  private final String host;
  private final @Nullable ReturnPath returnPath;
  private final @Nullable DkimSeal seal;

  /**
   * Makes a form.
   *
   * @throws IllegalArgumentException when {@code from} is no mail address, or the key is none
   */
  MailForm(MailSettings settings, byte[] key) {
    try {
      InternetAddress parsed = new InternetAddress(settings.from(), false);
      InternetAddress plain = HeaderText.address(parsed.getAddress());
      String name = parsed.getPersonal();
      this.from =
          new InternetAddress(
              plain.getAddress(), name == null ? null : Wording.line(name), "UTF-8");
    } catch (MessagingException | UnsupportedEncodingException e) {
      throw new IllegalArgumentException("`mail.from` is no mail address", e);
    }
    Properties utf8 = new Properties();
    utf8.setProperty("mail.mime.allowutf8", "true");
    this.international = Session.getInstance(utf8);
    String address = from.getAddress();
    this.host = address.substring(address.indexOf('@') + 1).toLowerCase(Locale.ROOT);
    String bounces = settings.bounces();
    this.returnPath = bounces == null ? null : new ReturnPath(bounces, key);
    MailSettings.Dkim dkim = settings.dkim();
    this.seal = dkim == null ? null : new DkimSeal(dkim);
  }

  String sender() {
    return from.getAddress();
  }

  SMTPMessage mime(Message message) throws MessagingException {
    InternetAddress to = HeaderText.address(message.recipient().address());
    String recipient = message.recipient().id();
    Fixed mime =
        new Fixed(
            HeaderText.isAscii(to.getAddress()) ? session : international,
            id(message.named(), recipient));
    sealed(Purpose.BOUNCE, recipient).ifPresent(mime::setEnvelopeFrom);
    mime.setFrom(from);
    mime.setRecipient(jakarta.mail.Message.RecipientType.TO, to);
    mime.setSentDate(Date.from(message.createdAt()));
    HeaderText.words(mime, "Subject", Wording.subject(message), SUBJECT);
    thread(mime, message);
    String list = Optional.ofNullable(message.first().alert().story()).orElse("notices");
    HeaderText.set(mime, "List-Id", "<%s.%s>".formatted(HeaderText.atom(list), host));
    unsubscribe(mime, message);
    HeaderText.set(mime, "Auto-Submitted", "auto-generated");
    HeaderText.set(mime, "X-Auto-Response-Suppress", "All");
    HeaderText.set(mime, "X-Crier-Alert", alerts(message));
    HeaderText.set(mime, "X-Crier-Story", HeaderText.atom(list));
    HeaderText.set(mime, "X-Crier-Events", events(message));
    String boundary = "=_" + HeaderText.atom(message.named());
    mime.finish(MailBody.type(boundary), body.of(message, boundary));
    if (seal != null) {
      seal.sign(mime);
    }
    return mime;
  }

  /** All of a watch hangs on a root that is never sent; what continues something hangs on that. */
  private void thread(SMTPMessage mime, Message message) throws MessagingException {
    String root = "<watch.%s@%s>".formatted(HeaderText.atom(message.first().thread()), host);
    Message.Earlier earlier = message.first().earlier();
    String parent = earlier == null ? root : id(earlier.letter(), message.recipient().id());
    HeaderText.set(mime, "References", earlier == null ? root : root + " " + parent);
    HeaderText.set(mime, "In-Reply-To", parent);
  }

  private void unsubscribe(SMTPMessage mime, Message message) throws MessagingException {
    String link = message.unsubscribe();
    if (link == null) {
      return;
    }
    String mailbox =
        sealed(Purpose.UNSUBSCRIBE, message.recipient().id()).orElse(from.getAddress());
    HeaderText.set(
        mime, "List-Unsubscribe", "<%s>, <mailto:%s?subject=unsubscribe>".formatted(link, mailbox));
    HeaderText.set(mime, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
  }

  private Optional<String> sealed(Purpose purpose, String recipient) {
    return Optional.ofNullable(returnPath).flatMap(path -> path.address(purpose, recipient));
  }

  private static String events(Message message) {
    return message.tellings().stream()
        .flatMap(telling -> telling.alert().events().stream())
        .distinct()
        .map(Event::name)
        .collect(Collectors.joining(" "));
  }

  private static String alerts(Message message) {
    return message.tellings().stream()
        .map(telling -> HeaderText.atom(telling.alert().id()))
        .limit(MOST_NAMED)
        .collect(Collectors.joining(" "));
  }

  private String id(String alert, String recipient) {
    return "<%s.%s@%s>".formatted(HeaderText.atom(alert), HeaderText.atom(recipient), host);
  }

  /** A mail whose body is written already, and that keeps its id. */
  private static final class Fixed extends SMTPMessage {

    private final String id;

    Fixed(Session session, String id) {
      super(session);
      this.id = id;
    }

    /** In place of {@code saveChanges}, which would give it another id at every try. */
    void finish(String type, byte[] body) throws MessagingException {
      setHeader("Message-ID", id);
      setHeader("MIME-Version", "1.0");
      setHeader("Content-Type", type);
      content = body;
      modified = false;
      saved = true;
    }
  }
}
