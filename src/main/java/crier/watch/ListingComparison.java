package crier.watch;

import crier.model.Change;
import crier.model.Change.FieldEdit;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Snapshot;
import crier.model.Snapshot.Absent;
import crier.model.Snapshot.Standing;
import crier.watch.Comparison.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One comparison of two lists of items, by key: order does not count. */
final class ListingComparison {

  /** Lists shorter than this may lose any share of their items without being taken for broken. */
  private static final int WORTH_GUARDING = 4;

  /** How many items that are no longer listed are remembered, the latest lost first. */
  private static final int REMEMBERED = 5_000;

  private final Listing before;
  private final Listing now;
  private final Instant at;
  private final Map<String, Item> known = new LinkedHashMap<>();
  private final Map<String, Absent> absent = new LinkedHashMap<>();
  private final Map<String, Item> current = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();

  ListingComparison(Listing before, List<Absent> absent, Listing now, Instant at) {
    this.before = before;
    this.now = now;
    this.at = at;
    before.items().forEach(item -> known.putIfAbsent(item.key(), item));
    absent.forEach(a -> this.absent.putIfAbsent(a.item().key(), a));
    now.items().forEach(item -> current.putIfAbsent(item.key(), item));
  }

  Result result() {
    if (current.isEmpty() && !known.isEmpty()) {
      return new Result.Implausible(
          "the list is empty; %d items were known".formatted(known.size()));
    }
    Set<String> renamed = renamed();
    Map<String, Absent> stillAbsent = new LinkedHashMap<>();
    List<Absent> missing = missing(renamed);
    if (known.size() >= WORTH_GUARDING && missing.size() * 2 > known.size()) {
      return new Result.Implausible(
          "the list shrank: %d of %d known items are missing from where they should be"
              .formatted(missing.size(), known.size()));
    }
    current.values().forEach(this::compare);
    missing.forEach(a -> stillAbsent.put(a.item().key(), a));
    absent.forEach((key, was) -> keepAbsent(key, was, stillAbsent));
    List<Absent> remembered = List.copyOf(stillAbsent.values());
    remembered = remembered.subList(0, Math.min(remembered.size(), REMEMBERED));
    Snapshot after =
        new Snapshot(new Listing(List.copyOf(current.values()), now.whole()), remembered);
    boolean same =
        changes.isEmpty()
            && new HashSet<>(current.values()).equals(new HashSet<>(known.values()))
            && remembered.equals(List.copyOf(absent.values()));
    return same ? new Result.Same() : new Result.Different(after, changes);
  }

  /**
   * Keys that an item had before, where the same title of the same day stands under another key
   * now: a site that moved its addresses. Docket entries have true keys and repeat their titles.
   */
  private Set<String> renamed() {
    Map<String, String> lost = new HashMap<>();
    known.values().stream()
        .filter(item -> item.kind() != Item.Kind.DOCKET_ENTRY)
        .filter(item -> !current.containsKey(item.key()))
        .forEach(item -> lost.put(words(item), item.key()));
    Set<String> renamed = new HashSet<>();
    for (Item item : current.values()) {
      String old = lost.remove(words(item));
      if (old != null && !known.containsKey(item.key()) && !absent.containsKey(item.key())) {
        renamed.add(old);
        known.put(item.key(), Objects.requireNonNull(known.remove(old)));
      }
    }
    return renamed;
  }

  private static String words(Item item) {
    return item.title() + "\n" + item.published();
  }

  /** Items known and not listed now: pushed off the end, or missing from the middle. */
  private List<Absent> missing(Set<String> renamed) {
    List<Absent> result = new ArrayList<>();
    List<Absent> offTheEnd = new ArrayList<>();
    boolean laterOneListed = false;
    for (int i = before.items().size() - 1; i >= 0; i--) {
      Item item = before.items().get(i);
      if (current.containsKey(item.key()) || renamed.contains(item.key())) {
        laterOneListed = true;
      } else if (now.whole() || laterOneListed) {
        result.add(new Absent(item, at, Standing.MISSING));
      } else {
        offTheEnd.add(new Absent(item, at, Standing.OFF_THE_END));
      }
    }
    offTheEnd.forEach(a -> absent.putIfAbsent(a.item().key(), a));
    return result;
  }

  private void compare(Item item) {
    Item knownItem = known.get(item.key());
    if (knownItem != null) {
      edited(knownItem, item);
      return;
    }
    Absent was = absent.get(item.key());
    if (was == null) {
      if (!item.is(Item.HISTORY)) {
        changes.add(new Change.Added(item));
      }
    } else if (was.standing() == Standing.WITHDRAWN) {
      changes.add(new Change.Reappeared(item));
    } else {
      edited(was.item(), item);
    }
  }

  private void edited(Item from, Item to) {
    if (to.is(Item.LEARNT) && !from.is(Item.LEARNT)) {
      return;
    }
    List<FieldEdit> edits = edits(from, to);
    if (!edits.isEmpty()) {
      changes.add(new Change.Edited(from, to, edits));
    }
  }

  /** What differs, but for the link: sites move things. */
  private static List<FieldEdit> edits(Item from, Item to) {
    List<FieldEdit> edits = new ArrayList<>();
    edit(edits, "title", from.title(), to.title());
    edit(edits, "text", from.text(), to.text());
    // A date that was unknown, or is no longer given, is no statement of the source.
    if (from.published() != null && to.published() != null) {
      edit(edits, "date", from.published().day().toString(), to.published().day().toString());
    }
    Set<String> names = new TreeSet<>(from.fields().keySet());
    names.addAll(to.fields().keySet());
    names.removeIf(name -> name.startsWith(Item.MARK));
    for (String name : names) {
      edit(edits, name, from.fields().get(name), to.fields().get(name));
    }
    return edits;
  }

  private static void edit(
      List<FieldEdit> edits, String field, @Nullable String from, @Nullable String to) {
    if (!Objects.equals(from, to)) {
      edits.add(new FieldEdit(field, from, to));
    }
  }

  /** Carries over what was absent before and still is; a second look confirms a withdrawal. */
  private void keepAbsent(String key, Absent was, Map<String, Absent> stillAbsent) {
    if (current.containsKey(key)) {
      return;
    }
    if (was.standing() == Standing.MISSING && was.since().isBefore(at)) {
      stillAbsent.put(key, new Absent(was.item(), was.since(), Standing.WITHDRAWN));
      changes.add(new Change.Withdrawn(was.item()));
    } else {
      stillAbsent.put(key, was);
    }
  }
}
