package crier.source.courtlistener;

import crier.model.Item;
import crier.model.Listing;
import crier.model.Published;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One list out of all sightings of a docket's entries: what was known, the feed, the API. */
final class Entries {

  /** A minute order is entered some days after it was filed, and then listed under both dates. */
  private static final int TWIN_DAYS = 3;

  private final String docketAddress;
  private final Map<String, Item> items = new LinkedHashMap<>();

  Entries(String docketAddress, Listing known) {
    this.docketAddress = docketAddress;
    known.items().forEach(item -> items.put(item.key(), item));
  }

  /** Leaves out entries that the feed showed before and passes over now: another look will tell. */
  void drop(Set<String> keys) {
    items.keySet().removeAll(keys);
  }

  void put(Item docket) {
    items.put(docket.key(), docket);
  }

  /**
   * Adds a sighting.
   *
   * @param truth true for the API, which knows everything about an entry; the feed is cached, knows
   *     no hashes and cannot tell sealing
   */
  void see(Entry entry, boolean truth) {
    Item seen = entry.item(docketAddress);
    Item known = items.get(seen.key());
    if (known == null) {
      Item twin = twin(seen);
      if (twin != null) {
        known = twin;
        seen = renamed(seen, twin.key());
      }
    }
    items.put(seen.key(), known == null ? seen : merged(known, seen, truth));
  }

  private static Item merged(Item known, Item seen, boolean truth) {
    String text = seen.text();
    boolean staleStub =
        !truth
            && text.length() < known.text().length()
            && known.text().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    Item item =
        new Item(
            seen.kind(),
            seen.key(),
            known.title(),
            seen.link(),
            seen.published() == null ? known.published() : seen.published(),
            text.isBlank() || staleStub || (!truth && contained(text, known.text()))
                ? known.text()
                : text,
            seen.fields());
    if (!truth) {
      for (String field : List.of("sha1", "sealed")) {
        item = item.with(field, known.fields().get(field));
      }
    } else if (!item.fields().containsKey("sha1") && item.fields().containsKey("pdf")) {
      item = item.with("sha1", known.fields().get("sha1"));
    }
    return item;
  }

  /**
   * Another row for the same number-less entry: near in time, the one's words among the other's.
   */
  private @Nullable Item twin(Item seen) {
    if (!seen.key().startsWith("minute-")) {
      return null;
    }
    return items.values().stream()
        .filter(item -> item.key().startsWith("minute-"))
        .filter(item -> near(item.published(), seen.published()))
        .filter(item -> contained(item.text(), seen.text()) || contained(seen.text(), item.text()))
        .findFirst()
        .orElse(null);
  }

  private static boolean near(@Nullable Published one, @Nullable Published other) {
    return one != null
        && other != null
        && Math.abs(ChronoUnit.DAYS.between(one.day(), other.day())) <= TWIN_DAYS;
  }

  /** Whether a short description says less of what a longer text says. */
  private static boolean contained(String stub, String text) {
    if (stub.isBlank() || stub.length() >= text.length() || stub.length() < 8) {
      return false;
    }
    Set<String> words = Set.copyOf(words(text));
    return words(stub).stream().filter(word -> word.length() > 3).allMatch(words::contains);
  }

  private static List<String> words(String text) {
    return List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{Nd}]+", -1));
  }

  private static Item renamed(Item item, String key) {
    return new Item(
        item.kind(), key, item.title(), item.link(), item.published(), item.text(), item.fields());
  }

  /** Newest first: by day, then by number; what has no day last. */
  Listing listing() {
    List<Item> sorted = new ArrayList<>(items.values());
    sorted.sort(
        Comparator.comparing((Item item) ->
                item.published() == null ? java.time.Instant.EPOCH : item.published().forSorting())
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
