package crier.model;

/**
 * A list that was read but for some of its rows, which show neither title nor link nor key.
 *
 * @param listing what could be read
 * @param unread how many rows could not; at least one
 */
public record Holed(Listing listing, int unread) implements Extracted {

  /** What could be read, whether all of it or not. */
  public static Extracted whatWasRead(Extracted extracted) {
    return extracted instanceof Holed(Listing listing, _) ? listing : extracted;
  }
}
