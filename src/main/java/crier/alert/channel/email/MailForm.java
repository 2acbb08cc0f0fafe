package crier.alert.channel.email;

import crier.alert.Brief;
import crier.alert.Brief.Size;
import crier.alert.Message;
import crier.alert.Wording;
import crier.alert.channel.email.ReturnPath.Purpose;
import crier.model.Event;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;

/** Gives a message the form of a mail: the same bytes at every try. */
final class MailForm {

  private static final int SUBJECT = 150;

  /** Both parts as they travel, with the headers below 90 KB: Gmail clips at about 100. */
  private static final int MOST_BYTES = 80_000;

  private static final List<Size> SIZES =
      List.of(
          new Size(40, 20, 2_000),
          new Size(40, 10, 600),
          new Size(40, 5, 300),
          new Size(40, 2, 150),
          new Size(40, 1, 100),
          new Size(20, 1, 100),
          new Size(8, 1, 60));

  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(gg.jte.ContentType.Html);
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
    SMTPMessage mime =
        new Fixed(
            HeaderText.isAscii(to.getAddress()) ? session : international,
            id(message.first().alert().id(), recipient));
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
    mime.setContent(body(message, "=_" + HeaderText.atom(message.first().alert().id())));
    mime.saveChanges();
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

  /** Both parts of one size: what is too long in either is shorter in both. */
  private MimeMultipart body(Message message, String boundary) throws MessagingException {
    List<Encoded> parts =
        Brief.fitting(
            message,
            SIZES,
            brief -> {
              MailView view = new MailView(brief, message);
              return List.of(
                  new Encoded("plain", MailText.of(view)), new Encoded("html", html(view)));
            },
            both -> both.stream().mapToInt(Encoded::length).sum() <= MOST_BYTES);
    MimeMultipart body = new Alternatives(boundary);
    for (Encoded part : parts) {
      body.addBodyPart(part.mime());
    }
    return body;
  }

  private String html(MailView view) {
    StringOutput output = new StringOutput();
    templates.render("alert/mail.jte", view, output);
    return output.toString();
  }

  /** A part and how it travels: quoted-printable, or base64 where that is shorter. */
  private record Encoded(String subtype, String text, boolean quoted, int length) {

    Encoded(String subtype, String text) {
      this(subtype, text, quotedLength(text), base64Length(text));
    }

    private Encoded(String subtype, String text, int quotedLength, int base64Length) {
      this(subtype, text, quotedLength <= base64Length, Math.min(quotedLength, base64Length));
    }

    MimeBodyPart mime() throws MessagingException {
      MimeBodyPart part = new MimeBodyPart();
      part.setText(text, "UTF-8", subtype);
      part.setHeader("Content-Transfer-Encoding", quoted ? "quoted-printable" : "base64");
      return part;
    }

    private static int quotedLength(String text) {
      long length = 0;
      for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
        length += (octet >= ' ' && octet != '=') || octet == '\n' ? 1 : 3;
      }
      return (int) Math.min(Integer.MAX_VALUE, length + length / 24);
    }

    private static int base64Length(String text) {
      long octets = text.getBytes(StandardCharsets.UTF_8).length;
      return (int) Math.min(Integer.MAX_VALUE, octets * 4 / 3 + octets / 28 + 4);
    }
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
        .limit(10)
        .collect(Collectors.joining(" "));
  }

  private String id(String alert, String recipient) {
    return "<%s.%s@%s>".formatted(HeaderText.atom(alert), HeaderText.atom(recipient), host);
  }

  /** Parts between boundaries that neither encoding can write, the same at every try. */
  private static final class Alternatives extends MimeMultipart {

    Alternatives(String boundary) {
      ContentType type = new ContentType("multipart", "alternative", null);
      type.setParameter("boundary", boundary);
      this.contentType = type.toString();
    }
  }

  /** A mail that keeps its id: left alone, {@code saveChanges} gives it another at every try. */
  private static final class Fixed extends SMTPMessage {

    private final String id;

    Fixed(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
