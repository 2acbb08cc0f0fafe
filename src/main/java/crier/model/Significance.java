package crier.model;

import java.util.Locale;

/** How much a finding matters to somebody who follows the story; ordered, the least first. */
public enum Significance {
  ROUTINE,
  NOTABLE,
  CRITICAL;

  /** The word used in configuration, messages and JSON: {@code routine}, {@code notable}, … */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a finding of this rank passes a filter that asks for at least {@code minimum}. */
  public boolean atLeast(Significance minimum) {
    return compareTo(minimum) >= 0;
  }

  /**
   * Reads the configuration word.
   *
   * @throws IllegalArgumentException when it is none of the three
   */
  public static Significance ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
