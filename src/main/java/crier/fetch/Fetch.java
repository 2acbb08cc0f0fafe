package crier.fetch;

/**
 * Asks for one address. Safe for use by many threads; blocks until answered, refused or timed out.
 */
@FunctionalInterface
public interface Fetch {

  /** Never throws for what can be expected of a network or a server: every case is a value. */
  Fetched fetch(Request request);
}
