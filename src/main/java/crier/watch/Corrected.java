package crier.watch;

import crier.model.Change;
import crier.model.Content;
import crier.model.Document;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Published;
import crier.model.Snapshot;
import crier.model.Snapshot.Absent;
import crier.model.Snapshot.Standing;
import crier.model.Text;
import crier.model.Watch;
import crier.source.Alike;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known after a watch's source was described anew. What other selectors read is no change
 * of the page; but what can be recognised by key is, and what is new beside it is told. What could
 * not be compared is said. Pure.
 *
 * @param after what is known from now on
 * @param changes new items
 * @param said for the operator; empty when there is nothing to say
 */
record Corrected(Snapshot after, List<Change> changes, List<String> said) {

  /** A field that differs in one of so many items, or fewer, was edited; else it is read anew. */
  private static final int FEW = 4;

  private static final Set<String> COMPARABLE =
      Set.of("listing", "feed", "json", "courtlistener-docket");

  Corrected {
    changes = List.copyOf(changes);
    said = List.copyOf(said);
  }

  static Corrected of(Watch watch, @Nullable Snapshot known, Content now) {
    if (known == null) {
      return new Corrected(new Snapshot(now, List.of()), List.of(), List.of());
    }
    if (known.content() instanceof Text before && now instanceof Text after) {
      return texts(before, after);
    }
    if (known.content() instanceof Document before
        && now instanceof Document after
        && before.sha256().equals(after.sha256())) {
      return new Corrected(new Snapshot(now, List.of()), List.of(), List.of());
    }
    return COMPARABLE.contains(watch.source().type())
            && known.content() instanceof Listing before
            && now instanceof Listing after
        ? lists(before, known.absent(), after)
        : anew(now, "what it says");
  }

  /** Another part of a page: what was known line by line is known, and of the rest it is said. */
  private static Corrected texts(Text before, Text now) {
    Set<String> known = before.text().lines().map(Alike::words).collect(Collectors.toSet());
    List<String> lines =
        now.text().lines().map(Alike::words).filter(line -> !line.isEmpty()).toList();
    long unknown = lines.stream().filter(line -> !known.contains(line)).count();
    return unknown == 0
        ? new Corrected(new Snapshot(now, List.of()), List.of(), List.of())
        : anew(now, "%d of the %d lines that it shows".formatted(unknown, lines.size()));
  }

  private static Corrected anew(Content now, String what) {
    return new Corrected(
        new Snapshot(now, List.of()),
        List.of(),
        List.of(
            "the source is described anew, and %s could not be compared with what was known: later"
                    .formatted(what)
                + " looks are compared with what it says now; what changed meanwhile is not told"));
  }

  private static Corrected lists(Listing before, List<Absent> absent, Listing now) {
    Map<String, Item> known = new HashMap<>();
    before
        .items()
        .forEach(item -> names(item, new HashSet<>()).forEach(name -> known.put(name, item)));
    Set<String> gone = new HashSet<>();
    absent.forEach(a -> names(a.item(), gone));
    List<Item> unknown = new ArrayList<>();
    Map<Item, Item> same = new LinkedHashMap<>();
    for (Item item : now.items()) {
      Set<String> own = names(item, new HashSet<>());
      Optional<Item> was = own.stream().map(known::get).filter(Objects::nonNull).findFirst();
      if (was.isPresent()) {
        same.put(item, was.get());
      } else if (own.stream().noneMatch(gone::contains)) {
        unknown.add(item);
      }
    }
    int found = same.size();
    // Fewer than half of the shorter one: it may be another list altogether.
    if (found == 0 || found * 2 < Math.min(before.items().size(), now.items().size())) {
      return anew(
          now,
          "%d of the %d items that it shows"
              .formatted(now.items().size() - found, now.items().size()));
    }
    Optional<LocalDate> newest =
        before.items().stream()
            .map(Item::published)
            .filter(Objects::nonNull)
            .map(Published::day)
            .max(Comparator.naturalOrder());
    List<Change> changes = new ArrayList<>();
    int silent = 0;
    for (Item item : unknown) {
      Published published = item.published();
      boolean entry = item.kind() == Item.Kind.DOCKET_ENTRY;
      boolean old =
          (item.is(Item.HISTORY) && !entry) // all of a docket is, at a first look
              || (entry && published == null)
              || (published != null
                  && newest.filter(day -> published.day().isBefore(day)).isPresent());
      if (old) {
        silent++;
      } else {
        changes.add(new Change.Added(item.with(Item.HISTORY, null)));
      }
    }
    Set<String> shown = new HashSet<>();
    now.items().forEach(item -> names(item, shown));
    List<Absent> left = new ArrayList<>();
    before.items().stream()
        .filter(item -> names(item, new HashSet<>()).stream().noneMatch(shown::contains))
        .forEach(item -> left.add(new Absent(item, Instant.EPOCH, Standing.OFF_THE_END)));
    int lost = left.size();
    left.addAll(
        absent.stream()
            .filter(a -> names(a.item(), new HashSet<>()).stream().noneMatch(shown::contains))
            .toList());
    Reread reread = Reread.of(same);
    List<String> said = new ArrayList<>(reread.said());
    if (silent + lost > 0) {
      said.add(
          "the source is described anew: %d of the %d items known are recognised; %d could not"
                  .formatted(found, before.items().size(), lost)
              + " be compared, and %d older ones that came into view are not told"
                  .formatted(silent));
    }
    List<Item> items =
        now.items().stream().map(item -> reread.kept().getOrDefault(item, item)).toList();
    return new Corrected(new Snapshot(new Listing(items, now.whole()), left), changes, said);
  }

  /**
   * Edits beside the correction. Other selectors read a field of all items otherwise; what differs
   * in a few items only is what the source did: it stays as it was known, and is told when later
   * looks see it stand. Of the rest it is said that it could not be compared.
   *
   * @param kept items with what was known of such fields
   * @param fields that are read otherwise now, and of how many items
   */
  private record Reread(Map<Item, Item> kept, Map<String, Integer> fields) {

    static Reread of(Map<Item, Item> same) {
      Map<String, Integer> fields = new TreeMap<>();
      same.forEach((now, was) ->
          ItemEdits.between(was, now).forEach(edit -> fields.merge(edit.field(), 1, Integer::sum)));
      fields.values().removeIf(count -> count * FEW <= same.size());
      Map<Item, Item> kept = new HashMap<>();
      same.forEach((now, was) -> {
        Item item = now;
        for (Change.FieldEdit edit : ItemEdits.between(was, now)) {
          if (!fields.containsKey(edit.field())) {
            item = ItemEdits.asKnown(item, edit.field(), was);
          }
        }
        kept.put(now, item);
      });
      return new Reread(kept, fields);
    }

    List<String> said() {
      return fields.isEmpty()
          ? List.of()
          : List.of(
              "the source is described anew, and reads otherwise: %s; whether that was edited meanwhile could not be compared"
                  .formatted(
                      fields.entrySet().stream()
                          .map(field -> field.getKey() + " of " + items(field.getValue()))
                          .collect(Collectors.joining(", "))));
    }

    private static String items(int count) {
      return count == 1 ? "1 item" : count + " items";
    }
  }

  /** All by which an item may be recognised though it is read otherwise now. */
  private static Set<String> names(Item item, Set<String> names) {
    if (item.kind() == Item.Kind.DOCKET_ENTRY) {
      // Every docket has an entry 1: its address says of which docket.
      names.add("of " + item.link());
      if (item.published() != null && !item.text().isBlank()) {
        names.add("says " + Alike.words(item.text()) + "\n" + item.published().day());
      }
      return names;
    }
    names.add("key " + item.key());
    if (item.published() != null) {
      names.add("words " + Alike.title(item.title()) + "\n" + item.published().day());
    }
    if (item.link() != null && !Alike.address(item.link()).isBlank()) {
      names.add("at " + crier.source.Links.normal(item.link()) + "\n" + Alike.title(item.title()));
    }
    return names;
  }
}
