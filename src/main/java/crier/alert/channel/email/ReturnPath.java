package crier.alert.channel.email;

import crier.alert.Recipient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The address that a mail comes back to when it cannot be delivered: one for each recipient (VERP),
 * so that a bounce names whom it is about without an address, and a seal that nobody can make who
 * has not seen one of our mails to them.
 */
public final class ReturnPath {

  private static final String PLACE = "{token}";
  private static final String SIGNS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int SEAL = 16;
  private static final int LOCAL_PART = 64;

  /** Tags make a local part longer than it may be. */
  private static final int TAGGED_LOCAL_PART = 128;

  private final String before;
  private final String after;
  private final SecretKeySpec key;

  /** What a sealed address is for. */
  public enum Purpose {
    BOUNCE('b'),
    UNSUBSCRIBE('u');

    private final char sign;

    Purpose(char sign) {
      this.sign = sign;
    }
  }

  /**
   * Whom a sealed address names.
   *
   * @param recipient id of a subscriber or destination
   */
  public record Named(Purpose purpose, String recipient) {}

  /**
   * Makes and reads addresses.
   *
   * @param address {@code bounce@example.org}, or with a place for the token
   * @param key secret; the same for as long as mails may come back
   */
  public ReturnPath(String address, byte[] key) {
    String form = address.contains(PLACE) ? address : address.replaceFirst("@", "+{token}@");
    int place = form.indexOf(PLACE);
    this.before = form.substring(0, place);
    this.after = form.substring(place + PLACE.length());
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** The address for one recipient; empty when it would be longer than a mail address may be. */
  public Optional<String> address(Purpose purpose, String recipient) {
    String name = name(recipient);
    String token = purpose.sign + name + "-" + seal(purpose, name);
    String local = before + token + after.substring(0, after.indexOf('@'));
    return local.length() <= LOCAL_PART && name.matches("[sd][a-z0-9-]+")
        ? Optional.of(before + token + after)
        : Optional.empty();
  }

  /**
   * Whom an address names; empty when it is not ours or its seal is not. Hosts tag the local part
   * of an address on its way (BATV: {@code prvs=1234abcdef=…}); the token counts wherever it
   * stands.
   */
  public Optional<Named> read(@Nullable String address) {
    String lower = address == null ? "" : address.strip().toLowerCase(Locale.ROOT);
    String host = after.substring(after.indexOf('@')).toLowerCase(Locale.ROOT);
    if (!lower.endsWith(host) || lower.length() - host.length() > TAGGED_LOCAL_PART) {
      return Optional.empty();
    }
    String local = lower.substring(0, lower.length() - host.length());
    for (int dash = local.indexOf('-'); dash >= 0; dash = local.indexOf('-', dash + 1)) {
      if (dash + 1 + SEAL <= local.length()) {
        Optional<Named> named = sealed(local, dash);
        if (named.isPresent()) {
          return named;
        }
      }
    }
    return Optional.empty();
  }

  /** What the seal behind this dash was made for, if any of what stands before it. */
  private Optional<Named> sealed(String local, int dash) {
    String seal = local.substring(dash + 1, dash + 1 + SEAL);
    for (int start = 0; start < dash - 1; start++) {
      String name = local.substring(start + 1, dash);
      for (Purpose purpose : Purpose.values()) {
        if (local.charAt(start) == purpose.sign
            && name.matches("[sd][a-z0-9-]+")
            && same(seal(purpose, name), seal)) {
          return Optional.of(new Named(purpose, recipient(name)));
        }
      }
    }
    return Optional.empty();
  }

  /** Ids of subscribers are in capitals, and mail servers may change the case of an address. */
  private static String name(String recipient) {
    return recipient.startsWith(Recipient.SUBSCRIBER)
        ? "s" + recipient.substring(Recipient.SUBSCRIBER.length()).toLowerCase(Locale.ROOT)
        : "d" + recipient.replace(Recipient.DESTINATION, "");
  }

  private static String recipient(String name) {
    return name.startsWith("s")
        ? Recipient.SUBSCRIBER + name.substring(1).toUpperCase(Locale.ROOT)
        : Recipient.DESTINATION + name.substring(1);
  }

  private static boolean same(String one, String other) {
    return java.security.MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  /** 80 bits of a keyed hash, in RFC 4648's base 32. */
  private String seal(Purpose purpose, String name) {
    byte[] hash;
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      hash = mac.doFinal((purpose + " " + name).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
    StringBuilder seal = new StringBuilder(SEAL);
    for (int bit = 0; bit < SEAL * 5; bit += 5) {
      int pair = ((hash[bit / 8] & 0xff) << 8) | (hash[bit / 8 + 1] & 0xff);
      seal.append(SIGNS.charAt(pair >> (11 - bit % 8) & 31));
    }
    return seal.toString();
  }
}
