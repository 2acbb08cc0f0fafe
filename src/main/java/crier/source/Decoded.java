package crier.source;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import crier.model.Capture;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Bytes to text: byte order mark, then what the bytes can only be, then the header's word, then the
 * document's own, then UTF-8.
 */
public final class Decoded {

  private static final Pattern HEADER =
      Pattern.compile("(?i)charset\\s*=\\s*[\"']?([A-Za-z0-9_.:-]+)");
  private static final Pattern INSIDE =
      Pattern.compile(
          "(?i)(?:encoding\\s*=\\s*[\"']|<meta[^>]{0,200}charset\\s*=\\s*[\"']?)([A-Za-z0-9_.:-]+)");
  private static final int HEAD = 2048;

  /** What the web means by ISO-8859-1 (WHATWG Encoding §4.2). */
  private static final Charset WESTERN = Charset.forName("windows-1252");

  /** What the web means by other names: each the larger set that browsers read for it. */
  private static final Map<String, String> MEANT =
      Map.of(
          "iso-8859-1", "windows-1252",
          "us-ascii", "windows-1252",
          "iso-8859-9", "windows-1254",
          "iso-8859-11", "windows-874",
          "tis-620", "windows-874",
          "gb2312", "GB18030",
          "gbk", "GB18030",
          "shift_jis", "windows-31j",
          "euc-kr", "x-windows-949");

  private Decoded() {}

  /** The text; what cannot be decoded becomes U+FFFD, the same every time. */
  public static String text(Capture capture) {
    return text(capture.body(), capture.header("content-type").orElse(""));
  }

  /** The text of bytes of which nobody said what they are. */
  public static String text(byte[] body) {
    return text(body, "");
  }

  private static String text(byte[] body, String type) {
    if (starts(body, 0xEF, 0xBB, 0xBF)) {
      return new String(body, 3, body.length - 3, StandardCharsets.UTF_8);
    }
    if (starts(body, 0xFE, 0xFF) || starts(body, 0xFF, 0xFE)) {
      return new String(body, StandardCharsets.UTF_16);
    }
    for (char opens : new char[] {'<', '{', '['}) {
      if (starts(body, opens, 0)) {
        return new String(body, StandardCharsets.UTF_16LE);
      }
      if (starts(body, 0, opens)) {
        return new String(body, StandardCharsets.UTF_16BE);
      }
    }
    Charset said = said(type, body);
    Signs signs = Signs.in(body);
    if (signs.isUtf8()) {
      // nothing else looks like this by accident, whatever header and document say
      return new String(body, StandardCharsets.UTF_8);
    }
    boolean guessed = said.equals(StandardCharsets.UTF_8) || said.equals(WESTERN);
    if (!guessed || signs.isNone()) {
      return new String(body, said);
    }
    if (signs.whole == signs.broken) {
      return new String(body, signs.whole == 0 ? WESTERN : said);
    }
    return new String(body, signs.whole > signs.broken ? StandardCharsets.UTF_8 : WESTERN);
  }

  /**
   * What the bytes beyond ASCII are: whole sequences of UTF-8, or not. Pages mix the two: one word
   * pasted from elsewhere must not spoil all others, so the greater part decides.
   */
  private record Signs(int whole, int broken) {

    boolean isUtf8() {
      return broken == 0 && whole > 0;
    }

    boolean isNone() {
      return broken == 0 && whole == 0;
    }

    static Signs in(byte[] body) {
      int whole = 0;
      int broken = 0;
      int at = 0;
      while (at < body.length) {
        int length = body[at] >= 0 ? 1 : sequence(body, at);
        if (length == 0) {
          broken++;
        } else if (length > 1) {
          whole++;
        }
        at += Math.max(1, length);
      }
      return new Signs(whole, broken);
    }

    /** How long the sequence is that begins here (Unicode 16, table 3-7); 0: there is none. */
    private static int sequence(byte[] body, int at) {
      int first = body[at] & 0xFF;
      int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
      if (at + length > body.length) {
        return 0;
      }
      for (int i = 1; i < length; i++) {
        int next = body[at + i] & 0xFF;
        int least = i > 1 ? 0x80 : first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int most = i > 1 ? 0xBF : first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (next < least || next > most) {
          return 0;
        }
      }
      return length;
    }
  }

  private static Charset said(String type, byte[] body) {
    String head = new String(body, 0, Math.min(HEAD, body.length), StandardCharsets.ISO_8859_1);
    return named(HEADER, type).or(() -> named(INSIDE, head)).orElse(StandardCharsets.UTF_8);
  }

  private static Optional<Charset> named(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      Charset said = Charset.forName(matcher.group(1));
      String meant = MEANT.get(said.name().toLowerCase(Locale.ROOT));
      // whoever could read the name in single bytes does not look at two
      return pattern.equals(INSIDE) && said.name().matches("UTF-(16|32).*")
          ? Optional.empty()
          : Optional.of(meant == null ? said : Charset.forName(meant));
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
