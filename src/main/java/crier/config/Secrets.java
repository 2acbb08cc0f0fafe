package crier.config;

import java.util.Set;
import java.util.stream.Stream;

/** Which values are never shown, wherever they come from. */
final class Secrets {

  private static final Set<String> KEYS =
      Set.of(
          "operator-token",
          "heartbeat",
          "password",
          "token",
          "username",
          "webhook-secret",
          "secrets",
          "private-key",
          "headers",
          "address",
          "to");

  private Secrets() {}

  /** Whether the value at a JSON Pointer, or what it stands in, is a secret or an address. */
  static boolean at(String pointer) {
    // A web channel's address lets anyone post; a page's or a database's may hold a key.
    return pointer.endsWith("/url") || Stream.of(pointer.split("/", -1)).anyMatch(KEYS::contains);
  }

  /**
   * Whether the value must not be told by others either, who may repeat it in their own words. Not
   * asked of a page's address: they should say which one they mean.
   */
  static boolean hiddenAt(String pointer) {
    return at(pointer) && (!pointer.endsWith("/url") || pointer.startsWith("/destinations/"));
  }
}
