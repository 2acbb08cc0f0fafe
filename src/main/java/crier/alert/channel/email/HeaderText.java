package crier.alert.channel.email;

import crier.alert.wording.Wording;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.StringJoiner;

/**
 * The one way into a header. Jakarta Mail's {@code setHeader} writes what it is given, line breaks
 * included, and a line break begins a header of the attacker's.
 */
final class HeaderText {

  private static final int LONGEST_ADDRESS = 254;

  /** Octets in an encoded word, which is 75 signs at most. */
  private static final int WORD = 45;

  private HeaderText() {}

  /**
   * Sets a header of ASCII that is made by us.
   *
   * @throws MessagingException when it holds anything else: CR, LF, NUL, letters with accents
   */
  static void set(MimeMessage mime, String name, String value) throws MessagingException {
    if (value.isEmpty()) {
      return;
    }
    if (value.chars().anyMatch(sign -> sign < ' ' || sign > '~')) {
      throw new MessagingException("a header with a sign that may not stand there: " + name);
    }
    mime.setHeader(name, MimeUtility.fold(name.length() + 2, value));
  }

  /** Sets a header of words from outside: cleaned, cut, encoded (RFC 2047), folded. */
  static void words(MimeMessage mime, String name, String words, int most)
      throws MessagingException {
    String line = Wording.cut(Wording.line(Wording.cut(words, 4 * most)), most);
    mime.setHeader(name, MimeUtility.fold(name.length() + 2, encoded(line)));
  }

  private static String encoded(String line) throws MessagingException {
    if (line.contains("=?")) {
      return inWords(line);
    }
    try {
      return MimeUtility.encodeText(line, "UTF-8", null);
    } catch (UnsupportedEncodingException e) {
      throw new MessagingException("every Java has UTF-8", e);
    }
  }

  /**
   * All of it in encoded words: what could be taken for one would be decoded, and so become other
   * words than the source's (RFC 2047 §5).
   */
  private static String inWords(String line) {
    StringJoiner words = new StringJoiner(" ");
    StringBuilder word = new StringBuilder();
    int octets = 0;
    for (int sign : line.codePoints().toArray()) {
      String one = Character.toString(sign);
      int length = one.getBytes(StandardCharsets.UTF_8).length;
      if (octets + length > WORD) {
        words.add(inWord(word));
        word.setLength(0);
        octets = 0;
      }
      word.append(one);
      octets += length;
    }
    return words.add(inWord(word)).toString();
  }

  private static String inWord(CharSequence text) {
    byte[] octets = text.toString().getBytes(StandardCharsets.UTF_8);
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(octets) + "?=";
  }

  /** A part of an id or address that can stand anywhere. */
  static String atom(String id) {
    return Wording.cut(id, 120).replaceAll("[^A-Za-z0-9._-]", "-");
  }

  /**
   * One plain address; groups, routes, literals and lists of them are refused. The domain is in
   * ASCII; the part before the @ may be in any letters, which needs SMTPUTF8.
   */
  static InternetAddress address(String address) throws MessagingException {
    String plain = address.strip();
    int at = plain.lastIndexOf('@');
    if (at <= 0
        || plain.length() > LONGEST_ADDRESS
        || plain.codePoints().anyMatch(HeaderText::foreign)) {
      throw new MessagingException("not a plain mail address");
    }
    String local = plain.substring(0, at);
    try {
      String domain = IDN.toASCII(plain.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
      InternetAddress ascii =
          new InternetAddress((isAscii(local) ? local : "x") + "@" + domain, true);
      if (!isAscii(local)) {
        ascii.setAddress(local + "@" + domain);
      }
      return ascii;
    } catch (IllegalArgumentException e) {
      throw new MessagingException("the domain is none", e);
    }
  }

  private static boolean foreign(int sign) {
    return sign <= ' '
        || "<>,;:\"()[]\\".indexOf(sign) >= 0
        || Character.isISOControl(sign)
        || Character.isWhitespace(sign)
        || Character.getType(sign) == Character.FORMAT
        || Character.getType(sign) == Character.SURROGATE;
  }

  static boolean isAscii(String text) {
    return text.chars().allMatch(sign -> sign < 0x80);
  }
}
