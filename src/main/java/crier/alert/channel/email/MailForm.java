package crier.alert.channel.email;

import crier.alert.Message;
import crier.alert.Wording;
import crier.model.Event;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.util.Date;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;

/** Gives a message the form of a mail: the same bytes at every try. */
final class MailForm {

  private static final int SUBJECT = 150;
  private static final int HTML = 80_000;

  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final InternetAddress from;
  private final String host;

  /**
   * Makes a form.
   *
   * @throws IllegalArgumentException when {@code from} is no mail address
   */
  MailForm(String from) {
    try {
      InternetAddress parsed = new InternetAddress(from, true);
      this.from = new InternetAddress(parsed.getAddress(), parsed.getPersonal(), "UTF-8");
    } catch (MessagingException | UnsupportedEncodingException e) {
      throw new IllegalArgumentException("`mail.from` is no mail address", e);
    }
    String address = this.from.getAddress();
    this.host = IDN.toASCII(address.substring(address.indexOf('@') + 1)).toLowerCase(Locale.ROOT);
  }

  String sender() {
    return from.getAddress();
  }

  MimeMessage mime(Message message) throws MessagingException {
    MimeMessage mime = new Fixed(id(message.first().alert().id(), message));
    mime.setFrom(from);
    mime.setRecipient(
        jakarta.mail.Message.RecipientType.TO, address(message.recipient().address()));
    mime.setSentDate(Date.from(message.createdAt()));
    set(mime, "Subject", encoded(cut(Wording.subject(message)), "Subject: ".length()));
    String root = "<watch.%s@%s>".formatted(safe(message.first().thread()), host);
    set(mime, "References", root);
    set(mime, "In-Reply-To", root);
    String list =
        message.first().alert().story() == null ? "notices" : message.first().alert().story();
    set(mime, "List-Id", "<%s.%s>".formatted(safe(list), host));
    if (message.unsubscribe() != null) {
      set(
          mime,
          "List-Unsubscribe",
          "<%s>, <mailto:%s?subject=unsubscribe>"
              .formatted(message.unsubscribe(), from.getAddress()));
      set(mime, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    set(mime, "Auto-Submitted", "auto-generated");
    set(mime, "X-Auto-Response-Suppress", "All");
    set(mime, "X-Crier-Alert", ids(message));
    set(mime, "X-Crier-Story", list);
    set(mime, "X-Crier-Events", events(message));
    mime.setContent(body(message));
    mime.saveChanges();
    return mime;
  }

  private MimeMultipart body(Message message) throws MessagingException {
    MimeBodyPart text = new MimeBodyPart();
    text.setText(MailText.of(message), "UTF-8", "plain");
    MimeBodyPart html = new MimeBodyPart();
    html.setText(html(message), "UTF-8", "html");
    for (MimeBodyPart part : new MimeBodyPart[] {text, html}) {
      part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    }
    return new MimeMultipart("alternative", text, html) {};
  }

  private String html(Message message) {
    StringOutput output = new StringOutput();
    templates.render("alert/mail.jte", new MailView(message), output);
    String html = output.toString();
    if (html.length() <= HTML) {
      return html;
    }
    // Gmail clips about 100 KB, and the way to unsubscribe with it.
    StringOutput shorter = new StringOutput();
    templates.render("alert/mail.jte", new MailView(message, true), shorter);
    return shorter.toString();
  }

  private static String events(Message message) {
    return message.tellings().stream()
        .flatMap(telling -> telling.alert().events().stream())
        .distinct()
        .map(Event::name)
        .collect(Collectors.joining(" "));
  }

  private static String ids(Message message) {
    return message.tellings().stream()
        .map(telling -> telling.alert().id())
        .limit(10)
        .collect(Collectors.joining(" "));
  }

  private String id(String alert, Message message) {
    return "<%s.%s@%s>".formatted(alert, safe(message.recipient().id()), host);
  }

  private static String safe(String id) {
    return id.replaceAll("[^A-Za-z0-9._-]", "-");
  }

  /** Nobody outside may begin a header: what stands in one is one line. */
  private static void set(MimeMessage mime, String name, String value) throws MessagingException {
    if (value.isEmpty()) {
      return;
    }
    String folded = value.replace("\r\n ", "");
    if (folded.chars().anyMatch(sign -> sign == '\r' || sign == '\n' || sign == 0)) {
      throw new MessagingException("a header with a line break: " + name);
    }
    mime.setHeader(name, value);
  }

  private static String cut(String subject) {
    String line = subject.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= SUBJECT ? line : line.substring(0, SUBJECT - 1) + "…";
  }

  private static String encoded(String text, int used) throws MessagingException {
    try {
      return MimeUtility.fold(used, MimeUtility.encodeText(text, "UTF-8", null));
    } catch (UnsupportedEncodingException e) {
      throw new MessagingException("every Java has UTF-8", e);
    }
  }

  /** One plain address; groups, routes and lists of them are refused. Domains in ASCII. */
  static InternetAddress address(String address) throws MessagingException {
    String plain = address.strip();
    int at = plain.lastIndexOf('@');
    if (at <= 0
        || plain.chars().anyMatch(c -> c <= ' ' || "<>,;:\"()[]\\".indexOf(c) >= 0)
        || plain.length() > 254) {
      throw new MessagingException("not a plain mail address");
    }
    if (plain.substring(0, at).chars().anyMatch(c -> c > 126)) {
      throw new MessagingException("the part before the @ must be ASCII");
    }
    try {
      return new InternetAddress(
          plain.substring(0, at + 1) + IDN.toASCII(plain.substring(at + 1)), true);
    } catch (IllegalArgumentException e) {
      throw new MessagingException("the domain is none", e);
    }
  }

  /** A mail that keeps its id: left alone, {@code saveChanges} gives it another at every try. */
  private static final class Fixed extends MimeMessage {

    private final String id;

    Fixed(String id) {
      super(Session.getInstance(new Properties()));
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
