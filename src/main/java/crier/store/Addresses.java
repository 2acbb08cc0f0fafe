package crier.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * How mail addresses are written down: as they are, or, with a key, encrypted (AES-256-GCM) and
 * found again by a keyed hash. Without the key a copy of the database tells nobody's address.
 */
public final class Addresses {

  private static final String SEALED = "sealed:";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final Optional<SecretKey> sealing;
  private final Optional<SecretKey> finding;

  private Addresses(Optional<SecretKey> sealing, Optional<SecretKey> finding) {
    this.sealing = sealing;
    this.finding = finding;
  }

  /** Written with this key; an empty one writes them as they are. */
  public static Addresses with(String key) {
    return key.isEmpty()
        ? new Addresses(Optional.empty(), Optional.empty())
        : new Addresses(
            Optional.of(derived(key, "address sealing", "AES")),
            Optional.of(derived(key, "address finding", "HmacSHA256")));
  }

  /** Two uses of one secret must not share a key (RFC 5869 §3.2: `info` tells them apart). */
  private static SecretKey derived(String key, String use, String algorithm) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              algorithm,
              HKDFParameterSpec.ofExtract()
                  .addIKM(key.getBytes(StandardCharsets.UTF_8))
                  .thenExpand(("crier " + use).getBytes(StandardCharsets.UTF_8), KEY_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java 25 has HKDF", e);
    }
  }

  boolean seals() {
    return sealing.isPresent();
  }

  static boolean isSealed(String stored) {
    return stored.startsWith(SEALED);
  }

  /** The form to store. */
  String seal(String address) {
    if (sealing.isEmpty()) {
      return address;
    }
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, sealing.get(), new GCMParameterSpec(TAG_BITS, nonce));
      byte[] sealed = cipher.doFinal(address.getBytes(StandardCharsets.UTF_8));
      return SEALED
          + Base64.getEncoder()
              .encodeToString(
                  ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an address could not be encrypted", e);
    }
  }

  /**
   * The address that was stored.
   *
   * @throws WrongKey when it was encrypted with another key, or with one and there is none now
   */
  String open(String stored) {
    if (!isSealed(stored)) {
      return stored;
    }
    byte[] bytes = Base64.getDecoder().decode(stored.substring(SEALED.length()));
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          sealing.orElseThrow(WrongKey::new),
          new GCMParameterSpec(TAG_BITS, bytes, 0, NONCE_BYTES));
      return new String(
          cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException _) {
      throw new WrongKey();
    }
  }

  /**
   * What an address is found by. Addresses differ in nothing but letters' case: the local part's
   * case means nothing in practice.
   */
  String key(String address) {
    return hash(address.strip().toLowerCase(Locale.ROOT));
  }

  /** A keyed hash of any text; without a key, a plain one. */
  String hash(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (finding.isEmpty()) {
      return Bodies.sha256(bytes);
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(finding.get());
      return HexFormat.of().formatHex(mac.doFinal(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  /** The configured key is not the one the stored addresses were encrypted with. */
  public static final class WrongKey extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongKey() {
      super(
          "`subscribers.key` is not the key that the stored addresses were encrypted with; set that"
              + " one again: nothing was changed");
    }
  }
}
