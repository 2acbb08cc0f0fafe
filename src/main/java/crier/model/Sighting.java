package crier.model;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A docket entry on one watch's page, described so that it is recognised on another's.
 *
 * @param key the item's key within its watch
 * @param cases what its case is called: {@code dcd 1:25-cv-677}, {@code courtlistener 69714586}
 * @param names what the entry alone is called within the case: {@code number 61}, {@code sequence
 *     245}; and its key in this watch
 * @param numbered whether the court gave it a number; minute orders have none
 * @param day when it was filed or entered, in the court's time zone; null when unknown
 * @param words all that this page says of it
 */
public record Sighting(
    String key,
    List<String> cases,
    List<String> names,
    boolean numbered,
    @Nullable LocalDate day,
    String words) {

  public Sighting {
    cases = List.copyOf(cases);
    // A minute order is called by its row twice: as its key and as the row that gave the words.
    names = names.stream().distinct().toList();
  }
}
