package crier.source.courtlistener;

import crier.model.Item;
import crier.model.Listing;
import crier.model.Published;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One list out of all sightings of a docket's entries: what was known, the feed, the API. The API
 * is the truth; the feed is cached, knows no hashes and cannot tell sealing.
 */
final class Entries {

  /** Mark: the court's id of the main document, comparable. */
  static final String PACER = Item.MARK + "pacer";

  /** Mark: id of the row that gave the words; only what the API has shown has one. */
  private static final String ID = Item.MARK + "id";

  /** Mark: CourtListener's ids of the documents. */
  private static final String DOCUMENTS = Item.MARK + "documents";

  private static final String SHA1 = Item.MARK + "sha1";
  static final String PDF = "pdf";
  private static final String SEALED = "sealed";

  /** An entry dated so long before the newest one known is history being filled in. */
  private static final int LATE_DAYS = 14;

  private static final int SHORT_HASH = 12;

  private final String docketAddress;
  private final Map<String, Item> items = new LinkedHashMap<>();

  /** Other keys under which an entry was seen too. */
  private final Map<String, String> duplicates = new TreeMap<>();

  private final @Nullable LocalDate newestBefore;
  private boolean grown;

  /**
   * Begins with what is known.
   *
   * @param duplicates other keys of known entries, as {@link #twins()} gave them
   */
  Entries(String docketAddress, Listing known, Map<String, String> duplicates) {
    this.docketAddress = docketAddress;
    known.items().forEach(item -> items.put(item.key(), item));
    this.duplicates.putAll(duplicates);
    this.newestBefore = newest();
  }

  Map<String, String> twins() {
    return Map.copyOf(duplicates);
  }

  /** The key under which an entry is kept. */
  String keptAs(String key) {
    return duplicates.getOrDefault(key, key);
  }

  /** Everything known but the docket itself. */
  Set<String> keys() {
    Set<String> keys = new java.util.TreeSet<>(items.keySet());
    keys.remove(Docket.KEY);
    return keys;
  }

  @Nullable Item item(String key) {
    return items.get(key);
  }

  /** The day of the newest entry; null when none has one. */
  @Nullable LocalDate newest() {
    return items.values().stream()
        .map(Item::published)
        .filter(Objects::nonNull)
        .map(Published::day)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  void drop(Set<String> keys) {
    items.keySet().removeAll(keys);
  }

  void put(Item docket) {
    items.put(docket.key(), docket);
  }

  /** Whether the API has shown this entry. */
  boolean isConfirmed(String key) {
    Item item = items.get(keptAs(key));
    return item != null && item.is(ID);
  }

  /** The row's id of an entry, when the API or its key tells. */
  Optional<Long> rowOf(String key) {
    Item item = items.get(key);
    String id =
        item != null && item.is(ID)
            ? item.fields().getOrDefault(ID, "")
            : key.startsWith("minute-entry-") ? key.substring("minute-entry-".length()) : "";
    return id.matches("[1-9][0-9]{0,17}") ? Optional.of(Long.parseLong(id)) : Optional.empty();
  }

  /**
   * What the API shows of an entry; returns the key under which it is kept.
   *
   * @param shown keys of all that the same answer shows
   * @param history whether it was there before anybody looked
   * @param unchanged whether its row has not changed since anybody looked
   */
  String truth(Entry seen, Set<String> shown, boolean history, boolean unchanged) {
    Item known = known(seen, shown, false);
    if (known == null) {
      Item added = fresh(seen, history).with(Item.STUB, seen.stub() ? "yes" : "no");
      items.put(added.key(), filed(identified(added, seen), seen, true));
      return added.key();
    }
    boolean another = known.is(ID) && !String.valueOf(seen.id()).equals(known.fields().get(ID));
    if (another) {
      duplicates.put("row-" + seen.id(), known.key());
    }
    boolean saysLess =
        seen.words().isBlank()
            || (seen.stub() && known.is(ID) && !isStub(known))
            || (seen.stub() && DuplicateEntries.says(known.text(), seen.words()))
            || (another && !isStub(known) && !DuplicateEntries.says(seen.words(), known.text()));
    boolean twin = duplicates.containsValue(known.key());
    Item item =
        new Item(
            known.kind(),
            known.key(),
            known.title(),
            known.link(),
            seen.day() == null || (twin && known.published() != null)
                ? known.published()
                : Published.on(seen.day()),
            saysLess ? known.text() : seen.words(),
            known.fields());
    if (!saysLess) {
      item = item.with(Item.STUB, seen.stub() ? "yes" : "no").with(ID, String.valueOf(seen.id()));
    }
    if (unchanged && !known.is(ID)) {
      // The feed had told of it in its own way; that the API puts it otherwise is no edit.
      item = item.with(Item.LEARNT, "yes");
    }
    items.put(known.key(), filed(identified(item, seen), seen, !twin));
    return known.key();
  }

  /**
   * What the feed shows of an entry.
   *
   * @param wordsCount false when the API has spoken of what it knows a moment ago: the feed is
   *     cached
   * @param pdfCounts the same of documents
   * @param alone whether the feed shows no other entry under this one's number
   * @param history whether it was there before anybody looked
   */
  void hint(
      Entry seen,
      Set<String> shown,
      boolean alone,
      boolean wordsCount,
      boolean pdfCounts,
      boolean history) {
    Item known = known(seen, shown, alone);
    if (known == null) {
      Item added = fresh(seen, history).with(PDF, seen.pdf() ? "yes" : null);
      items.put(added.key(), added);
      return;
    }
    boolean spoken = known.is(ID);
    boolean saysLess =
        (spoken && !wordsCount)
            || seen.words().isBlank()
            || DuplicateEntries.says(known.text(), seen.words())
            || (!known.key().equals(seen.key()) && seen.words().length() < known.text().length());
    boolean pdf = known.is(PDF) || (seen.pdf() && !known.is(SEALED) && (pdfCounts || !spoken));
    Item item =
        new Item(
            known.kind(),
            known.key(),
            known.title(),
            known.link(),
            known.published() == null && seen.day() != null
                ? Published.on(seen.day())
                : known.published(),
            saysLess ? known.text() : seen.words(),
            known.fields());
    if (!saysLess && !item.text().equals(known.text())) {
      item = item.with(Item.STUB, null);
    }
    items.put(known.key(), pdf && !item.is(PDF) ? item.with(PDF, "yes") : item);
  }

  /** Lets go of rows that are no longer listed, so that another row of the entry may speak. */
  void release(Set<Long> rows) {
    items.replaceAll((key, item) ->
        item.is(ID) && rowOf(key).filter(rows::contains).isEmpty() ? item.with(ID, null) : item);
  }

  /** What the API shows of one document; false when it belongs to no entry known. */
  boolean file(RecapDocument document) {
    String mark = " " + document.id() + " ";
    Optional<Item> item =
        items.values().stream()
            .filter(i -> (" " + i.fields().getOrDefault(DOCUMENTS, "") + " ").contains(mark))
            .findFirst()
            .or(() -> Optional.ofNullable(items.get(keptAs("entry-" + document.number()))))
            .or(() ->
                items.values().stream()
                    .filter(i -> !document.pacerId().isEmpty())
                    .filter(i -> document.pacerId().equals(i.fields().get(PACER)))
                    .findFirst());
    item.ifPresent(known -> {
      // The main document may have become the first attachment; what it is was settled before.
      RecapDocument main =
          document.attachment() == 1 && document.pacerId().equals(known.fields().get(PACER))
              ? document.asMain()
              : document;
      items.put(known.key(), filed(known, main, true));
    });
    return item.isPresent();
  }

  private static boolean isStub(Item item) {
    return "yes".equals(item.fields().get(Item.STUB));
  }

  private @Nullable Item known(Entry seen, Set<String> shown, boolean alone) {
    Item first = items.get(keptAs(seen.key()));
    List<Item> numbered = first == null ? List.of() : underOneNumber(first);
    Item known =
        first == null ? null : DuplicateEntries.among(numbered, seen, ID, alone).orElse(null);
    if (known != null || first != null) {
      return known; // another entry under a number that is taken is an entry of its own
    }
    if (known == null && seen.id() != 0) {
      String id = String.valueOf(seen.id());
      known =
          items.values().stream()
              .filter(item -> id.equals(item.fields().get(ID)))
              .findFirst()
              .orElse(null);
    }
    if (known == null) {
      known = DuplicateEntries.of(seen, items.values(), shown).orElse(null);
    }
    if (known != null && !known.key().equals(seen.key())) {
      duplicates.put(seen.key(), known.key());
    }
    return known;
  }

  /** An entry, and others that the court gave the same number. */
  private List<Item> underOneNumber(Item first) {
    List<Item> all = new ArrayList<>(List.of(first));
    Item other = items.get(first.key() + "-2");
    for (int i = 3; other != null; i++) {
      all.add(other);
      other = items.get(first.key() + "-" + i);
    }
    return all;
  }

  /** The entry's own key; where another entry has it, with the next figure that is free. */
  private String free(String key) {
    String free = key;
    for (int i = 2; items.containsKey(free); i++) {
      free = key + "-" + i;
    }
    return free;
  }

  /** Whether an entry was added that is news. */
  boolean haveGrown() {
    return grown;
  }

  private Item fresh(Entry seen, boolean history) {
    grown |= !history;
    TreeMap<String, String> fields = new TreeMap<>();
    if (seen.number() != null) {
      fields.put(Item.NUMBER, seen.number());
    }
    if (history) {
      fields.put(Item.HISTORY, "yes");
    }
    if (newestBefore != null && seen.day() != null) {
      boolean late = seen.day().isBefore(newestBefore.minusDays(LATE_DAYS));
      fields.put(Item.LATE, late ? "yes" : "no");
    }
    return new Item(
        Item.Kind.DOCKET_ENTRY,
        free(seen.key()),
        seen.title(),
        docketAddress + "?order_by=desc#" + seen.key(),
        seen.day() == null ? null : Published.on(seen.day()),
        seen.words(),
        fields);
  }

  /** The row that gave the words stays the entry's own, so that two rows do not take turns. */
  private static Item identified(Item item, Entry seen) {
    Item identified = item.is(ID) ? item : item.with(ID, String.valueOf(seen.id()));
    String pacer = seen.pacerId();
    return pacer.isEmpty() || identified.is(PACER) ? identified : identified.with(PACER, pacer);
  }

  private static Item filed(Item item, Entry seen, boolean whole) {
    Item filed = item;
    for (RecapDocument document : seen.documents()) {
      filed = filed(filed, document, whole);
    }
    return filed;
  }

  /**
   * Files a document with its entry.
   *
   * @param whole false when another row of the same entry says so: it may know less, so it only
   *     adds
   */
  private static Item filed(Item item, RecapDocument document, boolean whole) {
    String place = document.attachment() == 0 ? "" : "attachment " + document.attachment() + " ";
    String pdf = place + PDF;
    String sealed = place + SEALED;
    String hash = SHA1 + (document.attachment() == 0 ? "" : " " + document.attachment());
    Item filed = known(item, document);
    boolean available = Boolean.TRUE.equals(document.available());
    if (Boolean.TRUE.equals(document.sealed())) {
      return filed.with(pdf, null).with(hash, null).with(sealed, "yes");
    }
    if (filed.is(sealed) && whole && (available || Boolean.FALSE.equals(document.sealed()))) {
      filed = filed.with(sealed, null);
    }
    if (available && !filed.is(sealed)) {
      String before = filed.fields().get(hash);
      boolean replaced =
          whole && before != null && !document.sha1().isEmpty() && !before.equals(document.sha1());
      String now =
          replaced
              ? "SHA-1 "
                  + document.sha1().substring(0, Math.min(SHORT_HASH, document.sha1().length()))
              : filed.fields().getOrDefault(pdf, "yes");
      filed = filed.with(pdf, now);
      return document.sha1().isEmpty() ? filed : filed.with(hash, document.sha1());
    }
    if (Boolean.FALSE.equals(document.available()) && whole) {
      filed = filed.with(pdf, null).with(hash, null);
    }
    return filed;
  }

  private static Item known(Item item, RecapDocument document) {
    String ids = item.fields().getOrDefault(DOCUMENTS, "");
    String id = String.valueOf(document.id());
    return document.id() == 0 || List.of(ids.split(" ", -1)).contains(id)
        ? item
        : item.with(DOCUMENTS, (ids + " " + id).strip());
  }

  /** Newest first: by day, then by number; what has no day last. */
  Listing listing() {
    List<Item> sorted = new ArrayList<>(items.values());
    sorted.sort(
        Comparator.comparing((Item item) ->
                item.published() == null ? Instant.EPOCH : item.published().forSorting())
            .thenComparingLong(Entries::number)
            .reversed());
    return new Listing(sorted, false);
  }

  private static long number(Item item) {
    try {
      return Long.parseLong(item.fields().getOrDefault(Item.NUMBER, "0"));
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
