package crier.model;

import java.time.Instant;

/** Makes ids that sort by time and cannot be guessed. */
@FunctionalInterface
public interface Ids {

  /** A new id of 26 letters and digits, never the same twice. */
  String next(Instant at);
}
