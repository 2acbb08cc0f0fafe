package crier.app;

import crier.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the secrets in mailed links are made with: from {@code subscribers.key}; else from a file
 * beside the embedded database; else made anew at each start, which costs nothing but that a mail's
 * second try may hold another link, as good as the first.
 */
final class TokenKey {

  private static final int BYTES = 32;

  private TokenKey() {}

  static byte[] of(Settings settings, SecureRandom random) {
    String configured = settings.subscribers().key();
    Optional<OwnersFile> file = OwnersFile.beside(settings.database(), ".key");
    // Made in any case: it also says that something was stored here.
    byte[] beside =
        file.flatMap(OwnersFile::read)
            .flatMap(TokenKey::decoded)
            .orElseGet(() -> made(file, random));
    return configured.isEmpty() ? beside : derived(configured);
  }

  private static byte[] derived(String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal("crier links".getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  private static Optional<byte[]> decoded(String text) {
    try {
      byte[] key = Base64.getDecoder().decode(text.strip());
      return key.length == BYTES ? Optional.of(key) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static byte[] made(Optional<OwnersFile> file, SecureRandom random) {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    file.ifPresent(where -> {
      try {
        where.write(Base64.getEncoder().encodeToString(key) + "\n");
      } catch (IOException _) {
        // A folder that cannot be written has told so already; this run has its key.
      }
    });
    return key;
  }
}
