package crier.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One alert on its way to one recipient.
 *
 * @param id stable over retries: the {@code webhook-id}
 * @param alert id of the alert
 * @param recipient id of a destination ({@code destination:x}) or a subscriber ({@code
 *     subscriber:x})
 * @param channel type of the channel
 * @param state where it stands
 * @param attempts tries so far
 * @param lastError what the last try came to, without secrets or addresses; null when none failed
 * @param createdAt when the alert was routed
 */
public record Delivery(
    String id,
    String alert,
    String recipient,
    String channel,
    DeliveryState state,
    int attempts,
    @Nullable String lastError,
    Instant createdAt) {}
