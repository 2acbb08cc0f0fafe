package crier.source;

/**
 * How one watch's page is looked at. Pure: no network, no clock, no database. A look is a chain of
 * {@link Step}s: each asks for one address and says what to do with the answer, until the last one
 * says what was seen.
 */
public interface Source {

  /** Begins a look. */
  Step look(Visit visit);

  /** The address a reader would open, for links and for {@code PageGone}. */
  String address();
}
