package crier.alert.channel.email;

import crier.model.Bounce.Kind;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A mail that came to the address for bounces. Nothing that it says is believed about whom it
 * concerns: only a sealed address tells that. What it says happened is read from its structure (RFC
 * 3464 for bounces, RFC 5965 for complaints), never from its words.
 *
 * @param addresses that may be sealed, the likeliest first
 * @param kind what it reports, or null when it reports nothing: an auto-reply, a letter, a delay
 * @param status of RFC 3463, or empty
 * @param automatic whether a program wrote it
 */
public record Returned(
    List<String> addresses, @Nullable Kind kind, String status, boolean automatic) {

  /** More than any report; what follows is the returned mail itself. */
  public static final int MOST_BYTES = 256 * 1024;

  private static final List<String> ADDRESSED_TO =
      List.of("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To");

  private static final int DEEPEST = 4;

  /** About the server, the network, the message or the sender rather than the mailbox. */
  private static final List<String> PASSING =
      List.of("5.2.2", "5.2.3", "5.3.", "5.4.", "5.5.", "5.6.", "5.7.");

  public Returned {
    addresses = List.copyOf(addresses);
  }

  /**
   * Reads one.
   *
   * @return empty when these bytes are no mail
   */
  public static Optional<Returned> read(byte[] bytes) {
    try {
      MimeMessage mail =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
      if (!mail.getAllHeaders().hasMoreElements()) {
        return Optional.empty();
      }
      return Optional.of(new Reader(mail).read());
    } catch (MessagingException | IOException | RuntimeException _) {
      return Optional.empty();
    }
  }

  /** Never shows the addresses. */
  @Override
  public String toString() {
    return "Returned[%s, %s]".formatted(kind, status);
  }

  /** Walks through one mail. */
  private static final class Reader {

    private final MimeMessage mail;
    private final List<String> addresses = new ArrayList<>();
    private @Nullable Kind kind;
    private String status = "";

    Reader(MimeMessage mail) {
      this.mail = mail;
    }

    Returned read() throws MessagingException, IOException {
      for (String name : ADDRESSED_TO) {
        add(mail.getHeader(name));
      }
      String submitted = first(mail.getHeader("Auto-Submitted"));
      boolean reply = submitted.toLowerCase(Locale.ROOT).startsWith("auto-replied");
      boolean report = new ContentType(mail.getContentType()).match("multipart/report");
      // many servers mark their bounces as auto-replied; a vacation message is no report
      if (report) {
        walk(mail, 0);
      }
      boolean automatic = report || reply || !(submitted.isEmpty() || submitted.startsWith("no"));
      return new Returned(addresses, kind, status, automatic);
    }

    private void walk(Part part, int depth) throws MessagingException, IOException {
      ContentType type = new ContentType(part.getContentType());
      if (type.getPrimaryType().equalsIgnoreCase("multipart")) {
        if (depth < DEEPEST && part.getContent() instanceof Multipart parts) {
          for (int i = 0; i < parts.getCount(); i++) {
            BodyPart each = parts.getBodyPart(i);
            walk(each, depth + 1);
          }
        }
      } else if (type.match("message/delivery-status")
          || type.match("message/global-delivery-status")) {
        delivery(part.getInputStream());
      } else if (type.match("message/feedback-report")) {
        feedback(new InternetHeaders(part.getInputStream()));
      } else if (kind == Kind.COMPLAINT
          && (type.match("message/rfc822") || type.match("text/rfc822-headers"))) {
        returned(new InternetHeaders(part.getInputStream()));
      }
    }

    /** RFC 3464 §2: a group of fields about the message, then one for each recipient. */
    private void delivery(InputStream in) throws MessagingException, IOException {
      PushbackInputStream fields = new PushbackInputStream(in);
      for (int next = fields.read(); next >= 0; next = fields.read()) {
        fields.unread(next);
        InternetHeaders group = new InternetHeaders(fields);
        if (first(group.getHeader("Action")).strip().equalsIgnoreCase("failed")) {
          failed(first(group.getHeader("Status")));
        }
      }
    }

    private void failed(String said) {
      String code = said.strip().split("[^0-9.]", 2)[0];
      status = code.matches("[45][.][0-9]{1,3}[.][0-9]{1,3}") ? code : "";
      boolean mailbox = status.startsWith("5.") && PASSING.stream().noneMatch(status::startsWith);
      kind = mailbox ? Kind.HARD : Kind.SOFT;
    }

    /** RFC 5965 §3. */
    private void feedback(InternetHeaders report) {
      String type = first(report.getHeader("Feedback-Type")).strip();
      if (type.equalsIgnoreCase("abuse") || type.equalsIgnoreCase("fraud")) {
        kind = Kind.COMPLAINT;
        add(report.getHeader("Original-Mail-From"));
      }
    }

    /** The headers of our own mail; a seal in them is as good as one in an address. */
    private void returned(InternetHeaders headers) {
      add(headers.getHeader("Return-Path"));
      add(headers.getHeader("List-Unsubscribe"));
    }

    /** Everything in the values that may be an address. */
    private void add(String @Nullable [] values) {
      if (values == null) {
        return;
      }
      for (String value : values) {
        for (String word : value.split("[\\s<>,;:?\"]+", -1)) {
          if (word.contains("@") && word.length() < 320 && addresses.size() < 100) {
            addresses.add(word);
          }
        }
      }
    }

    private static String first(String @Nullable [] values) {
      return values == null || values.length == 0 ? "" : values[0];
    }
  }
}
