package crier.watch;

import crier.model.Change;
import crier.model.Change.FieldEdit;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Published;
import crier.model.Snapshot;
import crier.model.Snapshot.Absent;
import crier.model.Snapshot.Standing;
import crier.source.Alike;
import crier.watch.Comparison.Result;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One comparison of two lists of items, by key: order does not count. */
final class ListingComparison {

  /** Lists shorter than this may lose any share of their items without being taken for broken. */
  static final int WORTH_GUARDING = 4;

  /** A list that grew by fewer items than this was not made longer by its site. */
  private static final int MUCH_MORE = 5;

  /** How many items that are no longer listed are remembered, the latest lost first. */
  private static final int REMEMBERED = 5_000;

  private final Listing before;
  private final Listing now;
  private final Instant at;
  private final Comparison.Expectation expectation;
  private final Settling settling;
  private final Map<String, Item> known = new LinkedHashMap<>();
  private final Map<String, Absent> absent = new LinkedHashMap<>();
  private final Map<String, Item> current = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();

  ListingComparison(
      Listing before,
      List<Absent> absent,
      Listing now,
      Instant at,
      Comparison.Expectation expectation,
      Settling settling) {
    this.before = before;
    this.now = now;
    this.at = at;
    this.expectation = expectation;
    this.settling = settling;
    before.items().forEach(item -> known.putIfAbsent(item.key(), item));
    absent.forEach(a -> this.absent.putIfAbsent(a.item().key(), a));
    now.items().forEach(item -> current.putIfAbsent(item.key(), item));
  }

  Result result() {
    Set<String> renamed = renamed();
    boolean turned = isTurned();
    List<Absent> missing = missing(renamed, turned);
    Optional<Result> implausible = implausible(missing);
    if (implausible.isPresent()) {
      return implausible.get();
    }
    Set<String> older = turned ? turnedUp() : olderGround(missing.size());
    List.copyOf(current.values()).stream()
        .filter(item -> !older.contains(item.key()))
        .forEach(this::compare);
    settling.close(current.keySet());
    Map<String, Absent> stillAbsent = new LinkedHashMap<>();
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

  /** Rather a broken page than so much news at once. */
  private Optional<Result> implausible(List<Absent> missing) {
    if (known.isEmpty() || expectation.mayBeEmpty()) {
      return Optional.empty();
    }
    if (current.isEmpty()) {
      return Optional.of(
          new Result.Implausible("the list is empty; %d items were known".formatted(known.size())));
    }
    if (expectation.shrunken()) {
      return Optional.of(
          shrank(
              "the list shrank: it shows %d items, and %d or so are usual"
                  .formatted(expectation.shown(), expectation.usual())));
    }
    if (overfull()) {
      return Optional.of(
          new Result.Implausible(
              "the list shows %d items, %d or so are usual, and none of those known is among them"
                  .formatted(expectation.shown(), expectation.usual()),
              true));
    }
    if (expectation.settled() || known.size() < WORTH_GUARDING) {
      return Optional.empty();
    }
    if (missing.size() * 2 > known.size()) {
      return Optional.of(
          shrank(
              "the list shrank: %d of %d known items are missing from where they should be"
                  .formatted(missing.size(), known.size())));
    }
    return sortedOtherwise()
        ? Optional.of(
            new Result.Implausible(
                "the list shows none of the %d items known, and nothing newer: it may be sorted"
                        .formatted(known.size())
                    + " otherwise now",
                true))
        : Optional.empty();
  }

  /** Twice what is usual, and nothing of it known: an answer to another question, or a glitch. */
  private boolean overfull() {
    return !expectation.stood()
        && expectation.usual() >= WORTH_GUARDING
        && expectation.shown() >= 2 * expectation.usual() + MUCH_MORE
        && current.keySet().stream()
            .noneMatch(key -> known.containsKey(key) || absent.containsKey(key));
  }

  /**
   * What is missing from a list that shrank is not believed; what is new in it is. Where little of
   * it is known it may be any list.
   */
  private Result shrank(String why) {
    List<Item> added =
        current.values().stream()
            .filter(item -> !known.containsKey(item.key()) && !absent.containsKey(item.key()))
            .filter(item -> !item.is(Item.HISTORY))
            .toList();
    if (added.isEmpty() || added.size() * 2 > current.size()) {
      return new Result.Implausible(why, true);
    }
    List<Item> all = new ArrayList<>(added);
    all.addAll(before.items());
    return new Result.Partly(
        new Snapshot(new Listing(all, before.whole()), List.copyOf(absent.values())),
        added.stream().<Change>map(Change.Added::new).toList(),
        why);
  }

  /** Whether a window shows what it knew in another order. */
  private boolean isTurned() {
    if (now.whole()
        || before.whole()
        || current.values().stream().anyMatch(i -> i.kind() == Item.Kind.DOCKET_ENTRY)) {
      return false;
    }
    Map<String, Integer> places = new HashMap<>();
    known.keySet().forEach(key -> places.put(key, places.size()));
    List<Integer> order =
        current.keySet().stream().filter(places::containsKey).map(places::get).toList();
    int turned = 0;
    for (int i = 1; i < order.size(); i++) {
      turned += order.get(i) < order.get(i - 1) ? 1 : 0;
    }
    return order.size() >= WORTH_GUARDING && turned * 3 > order.size();
  }

  /**
   * Keys of items that a window sorted otherwise brought into view: older than the newest that was
   * known; without dates, as many as went out of view.
   */
  private Set<String> turnedUp() {
    Optional<LocalDate> newest = dates(known.values()).max(Comparator.naturalOrder());
    List<Item> unknown =
        current.values().stream()
            .filter(item -> !known.containsKey(item.key()) && !absent.containsKey(item.key()))
            .toList();
    long gone = known.keySet().stream().filter(key -> !current.containsKey(key)).count();
    return unknown.stream()
        .filter(item -> {
          Published published = item.published();
          return published == null
              ? newest.isEmpty() && unknown.size() <= gone
              : newest.filter(day -> published.day().isBefore(day)).isPresent();
        })
        .map(Item::key)
        .collect(java.util.stream.Collectors.toSet());
  }

  private boolean sortedOtherwise() {
    return current.keySet().stream()
            .noneMatch(key -> known.containsKey(key) || absent.containsKey(key))
        && dates(known.values())
            .max(Comparator.naturalOrder())
            .filter(newest -> dates(current.values()).allMatch(day -> day.isBefore(newest)))
            .isPresent()
        && current.values().stream().allMatch(item -> item.published() != null);
  }

  private static Stream<LocalDate> dates(Collection<Item> items) {
    return items.stream().map(Item::published).filter(Objects::nonNull).map(Published::day);
  }

  /**
   * Keys of items after the last known one that are no news: the next page's first, pulled up by as
   * many withdrawals, or shown because a page shows much more than it did. Where dates are told
   * they are no later than the oldest known.
   */
  private Set<String> olderGround(int missing) {
    if (now.whole() || before.whole()) {
      return Set.of();
    }
    Optional<LocalDate> oldest =
        Stream.concat(
                dates(known.values()), dates(absent.values().stream().map(Absent::item).toList()))
            .min(Comparator.naturalOrder());
    List<Item> items = List.copyOf(current.values());
    int more = Math.max(MUCH_MORE, known.size() / 4);
    int most = items.size() >= known.size() + more ? items.size() : missing;
    Set<String> older = new HashSet<>();
    for (int i = items.size() - 1; i >= 0; i--) {
      Item item = items.get(i);
      if (known.containsKey(item.key()) || absent.containsKey(item.key())) {
        return older;
      }
      Published published = item.published();
      boolean old =
          published == null
              ? oldest.isEmpty() && older.size() < missing
              : oldest.filter(day -> !published.day().isAfter(day)).isPresent();
      if (!old || older.size() >= most) {
        return older;
      }
      older.add(item.key());
    }
    return Set.of();
  }

  /**
   * Keys that an item had before, where the same title of the same day stands under another key
   * now: a site that moved its addresses. Docket entries have true keys and repeat their titles.
   */
  private Set<String> renamed() {
    Map<String, String> lost = new HashMap<>();
    Set<String> twice = new HashSet<>();
    known.values().stream()
        .filter(item -> item.kind() != Item.Kind.DOCKET_ENTRY)
        .filter(item -> !current.containsKey(item.key()))
        .forEach(item -> {
          if (lost.put(words(item), item.key()) != null) {
            twice.add(words(item));
          }
        });
    Map<String, String> found = new LinkedHashMap<>();
    for (Item item : current.values()) {
      boolean known_ = known.containsKey(item.key()) || absent.containsKey(item.key());
      String old = known_ || twice.contains(words(item)) ? null : lost.remove(words(item));
      if (old != null) {
        found.put(item.key(), old);
      }
    }
    // Without dates a repeated title may be another item's: unless the whole list moved, it counts
    // only where its place was not at the end, where items leave all the time.
    boolean moved = found.size() * 2 >= known.size();
    found
        .entrySet()
        .removeIf(entry ->
            !moved
                && Objects.requireNonNull(current.get(entry.getKey())).published() == null
                && offTheEnd(entry.getValue()));
    found.forEach((key, old) -> known.put(key, Objects.requireNonNull(known.remove(old))));
    return new HashSet<>(found.values());
  }

  /** Whether nothing that is still listed stood after this item. */
  private boolean offTheEnd(String key) {
    boolean after = false;
    for (Item item : before.items()) {
      if (after && current.containsKey(item.key())) {
        return false;
      }
      after |= item.key().equals(key);
    }
    return true;
  }

  private static String words(Item item) {
    return Alike.title(item.title()) + "\n" + item.published();
  }

  /** Items known and not listed now: pushed off the end, or missing from the middle. */
  private List<Absent> missing(Set<String> renamed, boolean turned) {
    List<Absent> result = new ArrayList<>();
    List<Absent> offTheEnd = new ArrayList<>();
    boolean laterOneListed = false;
    for (int i = before.items().size() - 1; i >= 0; i--) {
      Item item = before.items().get(i);
      if (current.containsKey(item.key()) || renamed.contains(item.key())) {
        laterOneListed = true;
      } else if (now.whole() || (laterOneListed && !turned && !isBeyond(item))) {
        result.add(new Absent(item, at, Standing.MISSING));
      } else {
        offTheEnd.add(new Absent(item, at, Standing.OFF_THE_END));
      }
    }
    offTheEnd.forEach(a -> absent.putIfAbsent(a.item().key(), a));
    return result;
  }

  /** Whether an item's place, by its date, is beyond the end of what is shown: no longer pinned. */
  private boolean isBeyond(Item item) {
    List<LocalDate> days = dates(current.values()).toList();
    if (item.published() == null
        || item.kind() == Item.Kind.DOCKET_ENTRY
        || days.size() < current.size()) {
      return false;
    }
    int rising = 0;
    for (int i = 1; i < days.size(); i++) {
      rising += Integer.signum(days.get(i).compareTo(days.get(i - 1)));
    }
    LocalDate day = item.published().day();
    return rising < 0
        ? days.stream().allMatch(day::isBefore)
        : rising > 0 && days.stream().allMatch(day::isAfter);
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
    List<FieldEdit> edits = ItemEdits.between(from, to);
    List<FieldEdit> told =
        to.kind() == Item.Kind.DOCKET_ENTRY
            ? edits
            : edits.stream().filter(edit -> stood(from, to, edit)).toList();
    // A date alone is no statement of a release; nor is one that is left when the rest waits.
    if (to.kind() == Item.Kind.ITEM
        && told.stream().allMatch(e -> e.field().equals(ItemEdits.DATE))) {
      told = List.of();
    }
    Item kept = to;
    for (FieldEdit edit : edits) {
      kept = told.contains(edit) ? kept : ItemEdits.asKnown(kept, edit.field(), from);
    }
    if (to.kind() != Item.Kind.DOCKET_ENTRY) {
      // Another writing of the same words is not kept: a counter would make a snapshot a look.
      for (String field : List.of(ItemEdits.TITLE, ItemEdits.TEXT)) {
        boolean differs = told.stream().anyMatch(edit -> edit.field().equals(field));
        kept = differs ? kept : ItemEdits.asKnown(kept, field, from);
      }
    }
    if (!told.isEmpty()) {
      changes.add(new Change.Edited(from, kept, told));
    }
    current.put(kept.key(), kept);
  }

  /** What was not known and is known now is told at once; what says something else must stand. */
  private boolean stood(Item from, Item to, FieldEdit edit) {
    String before = edit.before();
    boolean learnt =
        before == null
            || before.isBlank()
            || edit.field().equals(Item.DOCUMENT)
            || (edit.field().equals(ItemEdits.TITLE) && from.is(Item.UNTITLED));
    return learnt
        || settling.stood(to.key(), edit.field(), String.valueOf(edit.after()), from.title());
  }

  /** Carries over what was absent before and still is; a second look confirms a withdrawal. */
  private void keepAbsent(String key, Absent was, Map<String, Absent> stillAbsent) {
    if (current.containsKey(key)) {
      return;
    }
    if (was.standing() == Standing.MISSING && settling.isSecondLook(was.since())) {
      stillAbsent.put(key, new Absent(was.item(), was.since(), Standing.WITHDRAWN));
      changes.add(new Change.Withdrawn(was.item()));
    } else {
      stillAbsent.put(key, was);
    }
  }
}
