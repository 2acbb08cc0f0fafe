package crier.alert.channel.email;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The encoded body of mails that differ in nothing but the token in the recipient's own link: made
 * from the first of them, filled for every other.
 */
final class MailTemplate {

  /** Shorter than this, a token might stand in the text by chance. */
  private static final int SHORTEST = 16;

  private static final byte[] SOFT_BREAK = {'=', '\r', '\n'};

  private final byte[] body;

  /** Where each sign of the token stands, one standing after the other. */
  private final int[] places;

  private final int signs;

  private MailTemplate(byte[] body, int[] places, int signs) {
    this.body = body;
    this.places = places;
    this.signs = signs;
  }

  /**
   * Signs that quoted-printable and HTML leave alone, whichever they are: of two tokens as long
   * each makes the same lines.
   */
  static boolean fits(String token) {
    return token.length() >= SHORTEST
        && token
            .chars()
            .allMatch(sign ->
                (sign >= 'a' && sign <= 'z')
                    || (sign >= 'A' && sign <= 'Z')
                    || (sign >= '0' && sign <= '9')
                    || sign == '-'
                    || sign == '_');
  }

  /** Makes one from a body in quoted-printable in which this token stands, broken or whole. */
  static Optional<MailTemplate> of(byte[] body, String token) {
    byte[] signs = token.getBytes(StandardCharsets.US_ASCII);
    int[] places = new int[signs.length];
    int[] all = {};
    for (int at = 0; at < body.length; at++) {
      if (stands(body, at, signs, places)) {
        int before = all.length;
        all = Arrays.copyOf(all, before + signs.length);
        System.arraycopy(places, 0, all, before, signs.length);
      }
    }
    return all.length == 0
        ? Optional.empty()
        : Optional.of(new MailTemplate(body.clone(), all, signs.length));
  }

  private static boolean stands(byte[] body, int from, byte[] signs, int[] places) {
    int at = from;
    for (int i = 0; i < signs.length; i++) {
      if (i > 0 && breaks(body, at)) {
        at += SOFT_BREAK.length;
      }
      if (at >= body.length || body[at] != signs[i]) {
        return false;
      }
      places[i] = at++;
    }
    return true;
  }

  private static boolean breaks(byte[] body, int at) {
    int end = at + SOFT_BREAK.length;
    return end <= body.length && Arrays.equals(body, at, end, SOFT_BREAK, 0, SOFT_BREAK.length);
  }

  int length() {
    return body.length;
  }

  /** The body with another token, as long as the first. */
  byte[] filled(String token) {
    byte[] filled = body.clone();
    for (int i = 0; i < places.length; i++) {
      filled[places[i]] = (byte) token.charAt(i % signs);
    }
    return filled;
  }
}
