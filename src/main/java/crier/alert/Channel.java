package crier.alert;

/** A way to reach a recipient. Safe for use by many threads. */
public interface Channel {

  /** The name used in the configuration: {@code email}, {@code slack}, … */
  String type();

  /**
   * Whether a message may tell of one alert only: then several that are due are so many letters.
   */
  default boolean single() {
    return false;
  }

  /**
   * Hands over one message. Never throws for what a receiver or a network can do: every case is a
   * value. Reasons hold no secret and no address.
   */
  SendResult send(Message message);
}
