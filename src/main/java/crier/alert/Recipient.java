package crier.alert;

import crier.model.Subscription;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * Somebody or something that gets messages.
 *
 * @param id {@code destination:x} or {@code subscriber:x}; stable, safe in logs
 * @param channel type of the channel that reaches it
 * @param address mail address or secret web address; never logged
 * @param options of a destination; may hold secrets
 * @param subscription what it wants to hear
 */
public record Recipient(
    String id,
    String channel,
    String address,
    Map<String, Object> options,
    Subscription subscription) {

  public static final String DESTINATION = "destination:";
  public static final String SUBSCRIBER = "subscriber:";

  /** Somebody who is written to about their own subscription, whether or not it is confirmed. */
  public static final String LETTER = "letter:";

  /** Type of the channel that writes mail. */
  public static final String MAIL = "email";

  private static final int HASH_SIGNS = 13;

  public Recipient {
    options = Map.copyOf(options);
  }

  /** Name of the lane it is in: all mail is one, each web address its own. */
  public String lane() {
    return lane(channel, id);
  }

  /** The same of somebody with this id, who is reached by a channel of this type. */
  public static String lane(String channel, String id) {
    return channel.equals(MAIL) ? MAIL : id;
  }

  public boolean isSubscriber() {
    return id.startsWith(SUBSCRIBER);
  }

  /**
   * What an alert is called on its way to this recipient: the same at every try and however it is
   * routed, whatever else goes with it, and no other alert's.
   */
  public String delivery(String alert) {
    return alert + "-" + hash();
  }

  /** The alert that a delivery's name is made of; the name itself where it is made otherwise. */
  public String alertOf(String delivery) {
    String end = "-" + hash();
    return delivery.endsWith(end)
        ? delivery.substring(0, delivery.length() - end.length())
        : delivery;
  }

  private String hash() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return new BigInteger(1, hash).toString(32).substring(0, HASH_SIGNS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The id of the subscriber behind this recipient. */
  public String subscriber() {
    return id.substring(id.indexOf(':') + 1);
  }

  /** Never shows the address or the options. */
  @Override
  public String toString() {
    return "Recipient[" + id + "]";
  }
}
