package crier.config;

import java.util.Set;

/** Keys whose values are never shown. */
final class Secrets {

  private static final Set<String> KEYS =
      Set.of(
          "operator-token",
          "password",
          "token",
          "webhook-secret",
          "secrets",
          "username",
          "url",
          "address",
          "headers");

  private Secrets() {}

  static boolean isSecret(String key) {
    return KEYS.contains(key) || key.chars().allMatch(Character::isDigit);
  }
}
