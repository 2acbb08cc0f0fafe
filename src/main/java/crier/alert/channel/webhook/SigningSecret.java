package crier.alert.channel.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A secret of Standard Webhooks 1.0: {@code whsec_} and the base64 of 24 to 64 bytes. While one is
 * replaced by another, both sign.
 */
public final class SigningSecret {

  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private SigningSecret(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it is none; the message does not hold it
   */
  public static SigningSecret of(String text) {
    byte[] key;
    try {
      key =
          Base64.getDecoder()
              .decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : "");
    } catch (IllegalArgumentException _) {
      key = new byte[0];
    }
    if (key.length < 24 || key.length > 64) {
      throw new IllegalArgumentException("no signing secret");
    }
    return new SigningSecret(key);
  }

  /** Whether this text is one. */
  public static boolean is(String text) {
    try {
      var _ = of(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** Those of a destination's options: one text or several. */
  static List<SigningSecret> of(@Nullable Object option) {
    return switch (option) {
      case null -> List.of();
      case List<?> several -> several.stream().map(text -> of(String.valueOf(text))).toList();
      default -> List.of(of(option.toString()));
    };
  }

  /** A signature by each, separated by spaces: the receiver is content with any that it knows. */
  static String signatures(List<SigningSecret> secrets, String id, long timestamp, byte[] body) {
    byte[] head = "%s.%d.".formatted(id, timestamp).getBytes(StandardCharsets.UTF_8);
    return secrets.stream()
        .map(secret -> "v1," + secret.signature(head, body))
        .collect(Collectors.joining(" "));
  }

  private String signature(byte[] head, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(head);
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "SigningSecret";
  }
}
