package crier.source.courtlistener;

import crier.model.Item;
import crier.model.Published;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Two rows at CourtListener that are one entry of the court. A court's feed names an entry without
 * a number by the event and the day it was entered, the docket sheet by its text and the day it was
 * filed (freelawproject/recap#409, courtlistener#7429); an appellate court's feed knows only the
 * document's id, which CourtListener then takes for the entry's number (courtlistener#7079).
 */
final class DuplicateEntries {

  /** A minute order is entered some days after it was filed, and then listed under both dates. */
  private static final int DAYS = 3;

  /** Two entries that say so much in the same words near the same day are one. */
  private static final int TELLING = 60;

  /** Numbers this long are the documents' ids. */
  private static final int ID_DIGITS = 9;

  private static final Set<String> LITTLE =
      Set.of("on", "of", "to", "the", "for", "and", "a", "in");

  private DuplicateEntries() {}

  /**
   * The known entry that this one, which has another key, is.
   *
   * @param shown keys of what the same answer lists as well
   */
  static Optional<Item> of(Entry seen, Collection<Item> known, Set<String> shown) {
    return known.stream()
        .filter(item -> !item.key().equals(Docket.KEY))
        .filter(
            item -> seen.isNumberless() ? sameMinute(item, seen, shown) : sameDocument(item, seen))
        .findFirst();
  }

  /**
   * Among the entries under one number, the one that this is: the same row, the same document, the
   * same words or mostly so. Where none is, it is another entry, unless it stands alone in a feed,
   * or what is known was seen in a feed only: then its words were edited.
   *
   * @param row name of the field that holds the row's id
   * @param alone whether what shows it shows no other under the number
   */
  static Optional<Item> among(List<Item> numbered, Entry seen, String row, boolean alone) {
    String id = String.valueOf(seen.id());
    return first(numbered, item -> seen.id() != 0 && id.equals(item.fields().get(row)))
        .or(() ->
            first(
                numbered,
                item ->
                    !seen.pacerId().isEmpty()
                        && seen.pacerId().equals(item.fields().get(Entries.PACER))))
        .or(() -> first(numbered, item -> item.text().equalsIgnoreCase(seen.words())))
        .or(() -> first(numbered, item -> alike(item.text(), seen.words())))
        .or(() ->
            alone
                ? Optional.of(numbered.getFirst())
                : first(numbered, item -> seen.id() != 0 && !item.is(row)));
  }

  private static Optional<Item> first(List<Item> items, Predicate<Item> which) {
    return items.stream().filter(which).findFirst();
  }

  /**
   * Whether one says nothing, or all that is short in the other, or half of what the other says.
   */
  private static boolean alike(String one, String other) {
    if (one.isBlank() || other.isBlank() || says(one, other) || says(other, one)) {
      return true;
    }
    Set<String> shared = words(one);
    Set<String> others = words(other);
    int fewest = Math.min(shared.size(), others.size());
    shared.retainAll(others);
    return shared.size() * 2 >= fewest;
  }

  private static boolean sameMinute(Item item, Entry seen, Set<String> shown) {
    if (item.fields().containsKey(Item.NUMBER) || !near(item.published(), seen)) {
      return false;
    }
    if (item.text().isBlank() || seen.words().isBlank()) {
      return false;
    }
    if (item.text().equalsIgnoreCase(seen.words())) {
      boolean sameDay = item.published() != null && item.published().day().equals(seen.day());
      return item.text().length() >= TELLING || (sameDay && !shown.contains(item.key()));
    }
    return says(seen.words(), item.text()) || says(item.text(), seen.words());
  }

  private static boolean near(@Nullable Published one, Entry other) {
    return one != null
        && other.day() != null
        && Math.abs(ChronoUnit.DAYS.between(one.day(), other.day())) <= DAYS;
  }

  /** Whether a longer text says all that a short description says. */
  static boolean says(String text, String stub) {
    if (stub.isBlank() || stub.length() >= text.length() || stub.length() > TELLING) {
      return false;
    }
    Set<String> words = words(text);
    return words(stub).stream().filter(word -> !LITTLE.contains(word)).allMatch(words::contains);
  }

  private static Set<String> words(String text) {
    Set<String> words =
        new TreeSet<>(List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{Nd}]+", -1)));
    words.remove("");
    return words;
  }

  private static boolean sameDocument(Item item, Entry seen) {
    String number = item.fields().getOrDefault(Item.NUMBER, "");
    String document = item.fields().getOrDefault(Entries.PACER, "");
    String seenNumber = seen.number() == null ? "" : seen.number();
    return isDocument(number, seen.pacerId()) || isDocument(seenNumber, document);
  }

  private static boolean isDocument(String number, String document) {
    return number.length() >= ID_DIGITS
        && !document.isEmpty()
        && padded(number).equals(padded(document));
  }

  /** As a number an id has lost its leading zeros. */
  private static String padded(String id) {
    return RecapDocument.comparable("0".repeat(Math.max(0, 11 - id.length())) + id);
  }
}
