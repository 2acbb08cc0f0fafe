package crier.alert;

import crier.model.Subscription;
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

  public Recipient {
    options = Map.copyOf(options);
  }

  public boolean isSubscriber() {
    return id.startsWith(SUBSCRIBER);
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
