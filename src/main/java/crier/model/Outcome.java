package crier.model;

import java.util.Locale;

/** What came of the last look at a watch. */
public enum Outcome {
  /** Not looked at yet. */
  NEW,
  CHANGED,
  UNCHANGED,
  /** A challenge, a login, a refusal in place of the page. */
  BLOCKED,
  /** No answer, half an answer, an error. */
  FAILED,
  /** Told to come later, by the server or by a quota. */
  THROTTLED,
  /** An answer, but not the page this source knows. */
  UNRECOGNISED,
  /** The server says there is no such page. */
  GONE;

  /** Whether the page was reached and read. */
  public boolean looked() {
    return this == CHANGED || this == UNCHANGED;
  }

  /** The label in metrics and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
