package crier.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person who gets mail. As little as possible is kept of them.
 *
 * @param id random; the only thing that may appear in logs
 * @param address mail address as given
 * @param standing whether mail may be sent
 * @param subscription what they chose
 * @param consent when and how they agreed: from which page, or who added them
 * @param createdAt when the row was made
 * @param confirmedAt when they confirmed the address, or null
 */
public record Subscriber(
    String id,
    String address,
    Standing standing,
    Subscription subscription,
    String consent,
    Instant createdAt,
    @Nullable Instant confirmedAt) {

  /** Whether mail may be sent to somebody. */
  public enum Standing {
    /** Asked for, not yet confirmed: nothing but the confirmation mail. */
    PENDING,
    CONFIRMED,
    /** Bounced or complained; a person must look. */
    PAUSED,
    UNSUBSCRIBED
  }

  /** Never shows the address. */
  @Override
  public String toString() {
    return "Subscriber[" + id + ", " + standing + "]";
  }
}
