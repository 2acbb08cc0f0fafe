package crier.model;

import java.util.List;

/**
 * A list of items in the order the source shows them.
 *
 * @param items one for each key
 * @param whole true when the source shows everything it has, so that an item no longer listed is
 *     gone; false when it shows a window of the newest, so that an item may fall off its end
 */
public record Listing(List<Item> items, boolean whole) implements Content {

  public Listing {
    items = List.copyOf(items);
  }
}
