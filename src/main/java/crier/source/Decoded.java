package crier.source;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import crier.model.Capture;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bytes to text: byte order mark, then header, then the document's own word, then UTF-8. */
public final class Decoded {

  private static final Pattern HEADER = Pattern.compile("(?i)charset=\"?([A-Za-z0-9_.:-]+)");
  private static final Pattern INSIDE =
      Pattern.compile("(?i)(?:encoding=[\"']|<meta[^>]{0,200}charset=[\"']?)([A-Za-z0-9_.:-]+)");
  private static final int HEAD = 2048;

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
    String head = new String(body, 0, Math.min(HEAD, body.length), StandardCharsets.ISO_8859_1);
    Charset charset =
        capture
            .header("content-type")
            .flatMap(type -> named(HEADER, type))
            .or(() -> named(INSIDE, head))
            .orElse(StandardCharsets.UTF_8);
    return new String(body, charset);
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
