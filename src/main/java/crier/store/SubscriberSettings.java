package crier.store;

/**
 * Section {@code subscribers} of the configuration.
 *
 * @param open whether anybody may subscribe on the pages; else the operator adds people
 * @param key a secret text: with it addresses are encrypted where they are stored; empty: they are
 *     not
 */
public record SubscriberSettings(boolean open, String key) {

  /** Never shows the key. */
  @Override
  public String toString() {
    return "SubscriberSettings[open=" + open + (key.isEmpty() ? "" : ", encrypted") + "]";
  }
}
