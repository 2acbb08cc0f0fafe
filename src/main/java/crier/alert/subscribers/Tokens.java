package crier.alert.subscribers;

import crier.model.Subscription;
import crier.store.TokenHashes;
import crier.store.TokenHashes.Kept;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The secrets in links that are mailed to people: 128 bits each, good for one purpose. They are
 * derived with a key that is not in the database, so that a message says the same at every try; in
 * the database is only their hash, so that a link works on when the key is lost or changed.
 */
public final class Tokens {

  /** Half a SHA-256: 128 bits that nobody guesses. */
  private static final int BYTES = 16;

  private final byte[] key;
  private final TokenHashes hashes;
  private final Set<String> kept = ConcurrentHashMap.newKeySet();

  /**
   * Makes tokens.
   *
   * @param key secret, kept outside the database
   */
  public Tokens(byte[] key, TokenHashes hashes) {
    this.key = key.clone();
    this.hashes = hashes;
  }

  /** What a token is good for. */
  public enum Purpose {
    /** Proves that a letter was read; once. */
    CONFIRM(Duration.ofDays(2)),
    /** Opens somebody's choices. */
    PREFERENCES(Duration.ofMinutes(30)),
    /** Ends a subscription, from the oldest mail on. */
    UNSUBSCRIBE(null),
    /** Somebody's private feed, until they revoke it. */
    FEED(null);

    private final @Nullable Duration life;

    Purpose(@Nullable Duration life) {
      this.life = life;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The token of somebody for a purpose.
   *
   * @param occasion tells apart several for one purpose: the letter's id; empty where there is one
   */
  String token(Purpose purpose, String subscriber, String occasion) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String of = purpose.word() + "\n" + subscriber + "\n" + occasion;
      byte[] half = Arrays.copyOf(mac.doFinal(of.getBytes(StandardCharsets.UTF_8)), BYTES);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(half);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  /** What is to be kept of a token. */
  Kept kept(
      Purpose purpose,
      String subscriber,
      String occasion,
      Instant now,
      @Nullable Subscription choices) {
    return new Kept(
        TokenHashes.hash(token(purpose, subscriber, occasion)),
        purpose.word(),
        subscriber,
        now,
        purpose.life == null ? null : now.plus(purpose.life),
        choices);
  }

  /** Makes the tokens known that end these subscriptions, in one go. */
  public void expect(List<String> subscribers, Instant now) {
    List<String> fresh = subscribers.stream().filter(id -> !kept.contains(id)).toList();
    if (!fresh.isEmpty()) {
      hashes.keep(fresh.stream().map(id -> kept(Purpose.UNSUBSCRIBE, id, "", now, null)).toList());
      kept.addAll(fresh);
    }
  }

  /** The token that ends this subscription; known to the database when this returns. */
  public String unsubscribe(String subscriber, Instant now) {
    expect(List.of(subscriber), now);
    return token(Purpose.UNSUBSCRIBE, subscriber, "");
  }

  /** What this token opens, if it was given out for this purpose; good or expired. */
  Optional<Kept> find(Purpose purpose, @Nullable String token) {
    return token == null || token.isEmpty() ? Optional.empty() : hashes.find(purpose.word(), token);
  }

  public TokenHashes hashes() {
    return hashes;
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "Tokens";
  }
}
