package crier.source.courtlistener;

import com.google.re2j.Pattern;
import crier.model.Item;
import crier.model.Published;
import java.time.LocalDate;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A docket entry as one sighting shows it.
 *
 * @param key {@code entry-61}, or {@code minute-entry-459000100}: the fragment of its address. The
 *     rest of the address changes when the case is renamed.
 * @param number null for entries without one (minute orders)
 * @param day null when not given
 * @param words description, else the short description; may be empty
 * @param pdf whether the document can be had from CourtListener
 * @param sealed whether it was withdrawn from public access
 * @param sha1 of the document; null when unknown to this sighting
 */
record Entry(
    String key,
    @Nullable String number,
    @Nullable LocalDate day,
    String words,
    boolean pdf,
    boolean sealed,
    @Nullable String sha1) {

  /** The clerk's notes on the entering itself; they come and go without meaning. */
  private static final Pattern ENTERED = Pattern.compile("\\s*\\(Entered: \\d{2}/\\d{2}/\\d{4}\\)");

  Item item(String docketAddress) {
    TreeMap<String, String> fields = new TreeMap<>();
    if (number != null) {
      fields.put(Item.NUMBER, number);
    }
    if (pdf) {
      fields.put("pdf", "yes");
    }
    if (sealed) {
      fields.put("sealed", "yes");
    }
    if (sha1 != null) {
      fields.put("sha1", sha1);
    }
    return new Item(
        Item.Kind.DOCKET_ENTRY,
        key,
        number == null ? "Minute entry" + (day == null ? "" : " of " + day) : "Entry " + number,
        docketAddress + "?order_by=desc#" + key,
        day == null ? null : Published.on(day),
        ENTERED.matcher(words).replaceAll("").strip(),
        fields);
  }
}
