package crier.source;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import crier.model.Capture;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Bytes to text: byte order mark, then what the bytes can only be, then the header's word, then the
 * document's own, then UTF-8.
 */
public final class Decoded {

  private static final Pattern HEADER = Pattern.compile("(?i)charset=\"?([A-Za-z0-9_.:-]+)");
  private static final Pattern INSIDE =
      Pattern.compile("(?i)(?:encoding=[\"']|<meta[^>]{0,200}charset=[\"']?)([A-Za-z0-9_.:-]+)");
  private static final int HEAD = 2048;

  /** What the web means by ISO-8859-1 (WHATWG Encoding §4.2). */
  private static final Charset WESTERN = Charset.forName("windows-1252");

  private Decoded() {}

  /** The text; what cannot be decoded becomes U+FFFD, the same every time. */
  public static String text(Capture capture) {
    byte[] body = capture.body();
    if (starts(body, 0xEF, 0xBB, 0xBF)) {
      return new String(body, 3, body.length - 3, StandardCharsets.UTF_8);
    }
    if (starts(body, 0xFE, 0xFF) || starts(body, 0xFF, 0xFE)) {
      return new String(body, StandardCharsets.UTF_16);
    }
    if (starts(body, '<', 0) || starts(body, '{', 0)) {
      return new String(body, StandardCharsets.UTF_16LE);
    }
    if (starts(body, 0, '<') || starts(body, 0, '{')) {
      return new String(body, StandardCharsets.UTF_16BE);
    }
    boolean plain = ascii(body);
    if (!plain && utf8(body)) {
      // nothing else looks like this by accident, whatever header and document say
      return new String(body, StandardCharsets.UTF_8);
    }
    Charset said = said(capture, body);
    if (said.equals(StandardCharsets.ISO_8859_1)) {
      said = WESTERN;
    }
    if (said.equals(StandardCharsets.UTF_8) && !plain) {
      return damagedOrWestern(body);
    }
    return new String(body, said);
  }

  private static Charset said(Capture capture, byte[] body) {
    String head = new String(body, 0, Math.min(HEAD, body.length), StandardCharsets.ISO_8859_1);
    return capture
        .header("content-type")
        .flatMap(type -> named(HEADER, type))
        .or(() -> named(INSIDE, head))
        .orElse(StandardCharsets.UTF_8);
  }

  /** UTF-8 with some bytes broken, or windows-1252 called UTF-8: then no sequence is whole. */
  private static String damagedOrWestern(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return text.chars().anyMatch(c -> c > 127 && c != 0xFFFD) ? text : new String(body, WESTERN);
  }

  private static boolean ascii(byte[] body) {
    for (byte b : body) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean utf8(byte[] body) {
    try {
      var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  private static Optional<Charset> named(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Charset.forName(matcher.group(1)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static boolean starts(byte[] body, int... signs) {
    if (body.length < signs.length) {
      return false;
    }
    for (int i = 0; i < signs.length; i++) {
      if ((body[i] & 0xFF) != signs[i]) {
        return false;
      }
    }
    return true;
  }
}
