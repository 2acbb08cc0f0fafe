package crier.config;

import java.time.Duration;

/** Durations and sizes as the configuration writes them; their form is checked by the schema. */
final class Durations {

  private Durations() {}

  /** {@code 90s}, {@code 10m}, {@code 6h}, {@code 1d}, {@code 500ms}. */
  static Duration duration(String written) {
    String text = written.strip();
    long number = Long.parseLong(text.replaceAll("[a-z]", ""));
    return switch (text.replaceAll("[0-9]", "")) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** {@code 20MiB}, {@code 512KiB}: bytes. */
  static long size(String written) {
    String text = written.strip();
    long number = Long.parseLong(text.replaceAll("[a-zA-Z]", ""));
    return switch (text.replaceAll("[0-9]", "")) {
      case "B" -> number;
      case "KiB" -> number << 10;
      case "MiB" -> number << 20;
      case "GiB" -> number << 30;
      default -> throw new IllegalArgumentException(text);
    };
  }
}
