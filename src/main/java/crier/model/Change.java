package crier.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The difference between two snapshots, one fact each. */
public sealed interface Change {

  /** An item not known before. */
  record Added(Item item) implements Change {}

  /**
   * A known item that says something else now.
   *
   * @param edits the fields that differ, at least one
   */
  record Edited(Item before, Item after, List<FieldEdit> edits) implements Change {
    public Edited {
      edits = List.copyOf(edits);
    }
  }

  /** An item that is gone from a place where it should be, in two looks. */
  record Withdrawn(Item item) implements Change {}

  /** A withdrawn item that is back. */
  record Reappeared(Item item) implements Change {}

  /** The text of a page differs. */
  record TextChanged(Text before, Text after) implements Change {}

  /** A document has other bytes than before. */
  record DocumentReplaced(Document before, Document after) implements Change {}

  /** The page itself is gone (404 or 410) in two looks. */
  record PageGone(String address) implements Change {}

  /** The page that was told as gone is back. */
  record PageBack(String address) implements Change {}

  /**
   * What became of an item's own page or document, which is followed.
   *
   * @param change of that page; {@link Added} when its text could be read at last, with an item
   *     that holds it
   */
  record Followed(Item item, Change change) implements Change {}

  /**
   * One field of an item, before and after.
   *
   * @param field {@code title}, {@code text}, {@code date}, or the name of a field
   */
  record FieldEdit(String field, @Nullable String before, @Nullable String after) {}
}
