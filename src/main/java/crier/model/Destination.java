package crier.model;

import java.util.Map;

/**
 * A fixed receiver from the configuration: a Slack channel, a webhook, a shared mailbox.
 *
 * @param id unique in the configuration
 * @param type a channel: {@code slack}, {@code email}, …
 * @param address where it is reached: for web channels the address itself is a secret
 * @param options other keys of its entry, by name; may hold secrets
 * @param subscription what it wants to hear
 */
public record Destination(
    String id,
    String type,
    String address,
    Map<String, Object> options,
    Subscription subscription) {

  public Destination {
    options = Map.copyOf(options);
  }

  /** Never shows the address or the options: they are secrets. */
  @Override
  public String toString() {
    return "Destination[" + id + ", " + type + "]";
  }
}
