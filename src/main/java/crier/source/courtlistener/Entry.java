package crier.source.courtlistener;

import com.google.re2j.Pattern;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A docket entry as one sighting shows it.
 *
 * @param key {@code entry-61}, or {@code minute-entry-459000100}: the fragment of its address. The
 *     rest of the address changes when the case is renamed.
 * @param id the row's id at CourtListener; 0 when this sighting does not know it
 * @param number null for entries without one (minute orders)
 * @param day null when not given
 * @param words description, else the short description; may be empty
 * @param stub whether the words are the short description only; false when not known
 * @param documents empty when this sighting shows none
 * @param pdf whether the feed's link leads to CourtListener's own copy
 * @param created when CourtListener first had it; null when not known
 * @param modified when CourtListener last changed its row; null when not known
 */
record Entry(
    String key,
    long id,
    @Nullable String number,
    @Nullable LocalDate day,
    String words,
    boolean stub,
    List<RecapDocument> documents,
    boolean pdf,
    @Nullable Instant created,
    @Nullable Instant modified) {

  /** The clerk's notes on the entering itself; they come and go without meaning. */
  private static final Pattern ENTERED =
      Pattern.compile("\\s*\\(Entered: \\d{1,2}/\\d{1,2}/\\d{2,4}\\)");

  Entry {
    words = ENTERED.matcher(words).replaceAll("").strip();
    documents = List.copyOf(documents);
  }

  String title() {
    return number == null ? "Minute entry" + (day == null ? "" : " of " + day) : "Entry " + number;
  }

  boolean isNumberless() {
    return number == null;
  }

  /** The court's id of its main document, comparable; empty when unknown. */
  String pacerId() {
    return documents.stream()
        .filter(document -> document.attachment() == 0)
        .map(RecapDocument::pacerId)
        .findFirst()
        .orElse("");
  }
}
