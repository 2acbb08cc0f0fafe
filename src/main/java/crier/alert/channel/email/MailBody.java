package crier.alert.channel.email;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import crier.alert.Message;
import crier.alert.Message.Telling;
import crier.alert.wording.Brief;
import crier.alert.wording.Brief.Size;
import crier.model.Site;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the body of a mail, text and HTML: the same bytes at every try. Of an alert that is told
 * to thousands, the body is composed once for all who get it for the same reason, and each one's
 * own token is put in its places.
 */
final class MailBody {

  /** Both parts as they travel, with the headers below 90 KB: Gmail clips at about 100. */
  private static final int MOST_BYTES = 80_000;

  /** In bytes: some hundred usual bodies, as many as there are reasons to get one alert. */
  private static final int REMEMBERED = 4 << 20;

  private static final List<Size> SIZES =
      List.of(
          new Size(40, 20, 2_000, 200, 200),
          new Size(40, 10, 600, 100, 160),
          new Size(40, 5, 300, 60, 140),
          new Size(40, 2, 150, 40, 120),
          new Size(20, 1, 150, 20, 120),
          new Size(10, 1, 120, 10, 110),
          new Size(5, 1, 100, 10, 100),
          new Size(3, 1, 100, 5, 80),
          new Size(1, 1, 100, 5, 72),
          new Size(1, 1, 100, 5, 66),
          new Size(1, 1, 100, 5, 60),
          new Size(1, 1, 60, 3, 50),
          new Size(1, 1, 60, 3, 40),
          new Size(1, 1, 60));

  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(gg.jte.ContentType.Html);
  private final Cache<Shared, MailTemplate> stencils =
      Caffeine.newBuilder()
          .maximumWeight(REMEMBERED)
          .weigher((Shared _, MailTemplate template) -> template.length())
          .executor(Runnable::run)
          .build();

  /**
   * What a body is made from beside the token, all of it: two messages that are equal in this have
   * the same body but for the token.
   *
   * @param link that ends the subscription, without its token
   */
  private record Shared(
      List<Telling> tellings, Site site, String link, int signs, @Nullable String preferences) {}

  /** The content type, with the boundary between the parts. */
  static String type(String boundary) {
    ContentType type = new ContentType("multipart", "alternative", null);
    type.setParameter("boundary", boundary);
    return type.toString();
  }

  /**
   * The body as it travels.
   *
   * @param boundary of parts of this alert
   */
  byte[] of(Message message, String boundary) throws MessagingException {
    String link = message.unsubscribe();
    String token = link == null ? "" : link.substring(link.lastIndexOf('=') + 1);
    if (link == null || !MailTemplate.fits(token)) {
      return alternatives(message, boundary).written();
    }
    Shared shared =
        new Shared(
            message.tellings().stream().map(Telling::asToOthers).toList(),
            message.site(),
            link.substring(0, link.length() - token.length()),
            token.length(),
            message.preferences());
    MailTemplate template = stencils.getIfPresent(shared);
    if (template != null) {
      return template.filled(token);
    }
    Alternatives made = alternatives(message, boundary);
    byte[] written = made.written();
    if (made.quoted) {
      MailTemplate.of(written, token).ifPresent(cut -> stencils.put(shared, cut));
    }
    return written;
  }

  /** Both parts of one size: what is too long in either is shorter in both. */
  private Alternatives alternatives(Message message, String boundary) throws MessagingException {
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
    Alternatives body = new Alternatives(boundary);
    for (Encoded part : parts) {
      body.add(part);
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

  /** Parts between boundaries that neither encoding can write, the same at every try. */
  private static final class Alternatives extends MimeMultipart {

    private boolean quoted = true;

    Alternatives(String boundary) {
      this.contentType = type(boundary);
    }

    void add(Encoded part) throws MessagingException {
      quoted &= part.quoted();
      addBodyPart(part.mime());
    }

    byte[] written() throws MessagingException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      updateHeaders();
      try {
        writeTo(bytes);
      } catch (IOException e) {
        throw new MessagingException("a mail could not be written", e);
      }
      return bytes.toByteArray();
    }
  }
}
