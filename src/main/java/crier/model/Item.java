package crier.model;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A docket entry, a report, a release: something with a key that survives renames.
 *
 * @param kind what sort of thing it is
 * @param key identity within its watch: an entry number, a report number, a slug; never blank
 * @param title one line in the source's words
 * @param link where to read it, absolute; null when the source gives none that is safe. A changed
 *     link alone is not an edit: sites move things.
 * @param published when the source says it appeared; null when unknown (never "now")
 * @param text the source's longer words, or empty
 * @param fields other facts worth comparing, by name; a change in any of them is an edit. Keep
 *     noise (counters, rotating ids) out.
 */
public record Item(
    Kind kind,
    String key,
    String title,
    @Nullable String link,
    @Nullable Published published,
    String text,
    SortedMap<String, String> fields) {

  /** The sort of thing an item is; decides which events it can record. */
  public enum Kind {
    DOCKET_ENTRY,
    REPORT,
    ITEM
  }

  /** Address of the document itself where that is not the link. */
  public static final String DOCUMENT = "document";

  /** The number a report or case is cited by. */
  public static final String NUMBER = "number";

  /**
   * Whether a document's address or name says that the document is still to come, as oversight
   * offices link {@code Report-is-undergoing-a-508-Compliance-Review.pdf} meanwhile.
   */
  public static boolean isPlaceholder(@Nullable String name) {
    if (name == null) {
      return false;
    }
    String words = name.toLowerCase(java.util.Locale.ROOT).replaceAll("[-_\\s]+|%20", " ");
    return words.contains("508 compliance review") || words.contains("is undergoing a 508");
  }

  /**
   * A field whose name begins so is the source's own mark: kept with the item, never compared and
   * never shown.
   */
  public static final String MARK = ".";

  /** Mark of an item that stood there before anybody looked: coming into view is no news. */
  public static final String HISTORY = MARK + "history";

  /**
   * Mark of an item of which another, better account has come since it was first seen: what differs
   * when the mark first stands there is no edit of the source's.
   */
  public static final String LEARNT = MARK + "learnt";

  /**
   * Mark of an item that is new to its source: {@code yes} when it is dated long before what was
   * newest there, {@code no} when not; without it nobody has said.
   */
  public static final String LATE = MARK + "late";

  /**
   * Mark of an item whose text is a name given to it until its own words come: {@code yes}, {@code
   * no}; without it nobody has said.
   */
  public static final String STUB = MARK + "stub";

  /**
   * Mark of an item that its source gave no title: it goes by its number or key until one comes.
   */
  public static final String UNTITLED = MARK + "untitled";

  public Item {
    if (key.isBlank()) {
      throw new IllegalArgumentException("an item without a key: " + title);
    }
    fields = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  /** All its words, for rules and terms. */
  public String words() {
    return text.isBlank() || text.equals(title) ? title : title + "\n" + text;
  }

  /** Whether a source has marked it so. */
  public boolean is(String mark) {
    return fields.containsKey(mark);
  }

  /** A copy with one field set, or removed when {@code value} is null. */
  public Item with(String field, @Nullable String value) {
    Map<String, String> changed = new TreeMap<>(fields);
    if (value == null) {
      changed.remove(field);
    } else {
      changed.put(field, value);
    }
    return new Item(kind, key, title, link, published, text, new TreeMap<>(changed));
  }
}
