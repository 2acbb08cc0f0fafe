package crier.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Compares what must not be guessed, and hashes what need not be secret. */
final class Secret {

  private Secret() {}

  /**
   * Whether these are the same, in a time that tells neither a common beginning nor the length. An
   * empty secret opens nothing.
   */
  static boolean matches(String secret, @Nullable String given) {
    return MessageDigest.isEqual(sha256(secret), sha256(given == null ? "" : given))
        && !secret.isEmpty();
  }

  /** Half a SHA-256, in hex: names a version of a text. */
  static String version(byte[] bytes) {
    return HexFormat.of().formatHex(digest(bytes), 0, 16);
  }

  private static byte[] sha256(String text) {
    return digest(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
