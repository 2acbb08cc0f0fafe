package crier.source.courtlistener;

import crier.model.Item;
import crier.source.Courts;
import crier.source.DocketNumber;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The docket itself: its name, number, judge and end.
 *
 * @param court CourtListener's id of it; empty when the answer does not say
 * @param origin the case that it comes from, court and number; empty when the answer does not say
 * @param lastFiling when the court last filed something, whether CourtListener has it or not; null
 *     when not known
 */
record Docket(
    String court,
    String number,
    String name,
    String judge,
    String terminated,
    String origin,
    @Nullable LocalDate lastFiling) {

  /** Key of the item that stands for it. */
  static final String KEY = "docket";

  private static final String NAME = "case-name";
  private static final String NUMBER = "docket-number";
  private static final String JUDGE = "judge";
  private static final String TERMINATED = "terminated";

  /** Empty when the answer is no docket. */
  static Optional<Docket> of(JsonNode json) {
    String name = Api.plain(json.path("case_name").asString(""));
    String number = json.path("docket_number").asString("").strip();
    if ((name.isEmpty() && number.isEmpty()) || !json.has("id")) {
      return Optional.empty();
    }
    return Optional.of(
        new Docket(
            json.path("court_id").asString(""),
            number,
            name,
            Api.plain(json.path("assigned_to_str").asString("")),
            json.path("date_terminated").asString("").strip(),
            origin(json),
            day(json.path("date_last_filing").asString(""))));
  }

  /**
   * Of an appeal: the docket below. Its number is free text, and an immigrant's in some courts;
   * only what a federal court gives its cases is taken.
   */
  private static String origin(JsonNode json) {
    String from = json.path("appeal_from").asString("").strip();
    String court = from.endsWith("/") ? from.replaceAll("^.*/([a-z0-9]+)/$", "$1") : from;
    String number =
        json.path("originating_court_information").path("docket_number").asString("").strip();
    return DocketNumber.read(number)
        .filter(_ -> Courts.isKnown(court))
        .map(read -> court + " " + read)
        .orElse("");
  }

  private static @Nullable LocalDate day(String date) {
    try {
      return LocalDate.parse(date);
    } catch (DateTimeException _) {
      return null;
    }
  }

  /** Its court and number; empty when the answer gives only one of them. */
  Optional<String> named() {
    return court.isBlank() || number.isBlank()
        ? Optional.empty()
        : Optional.of(court + " " + number);
  }

  /** Whether it would take back an end that is known. */
  boolean reopens(@Nullable Item known) {
    return known != null && terminated.isEmpty() && known.fields().containsKey(TERMINATED);
  }

  /**
   * As an item. What the answer leaves out stays as it was known: a null where something stood is
   * an answer with a hole, and letters in another case, or a judge's initials behind the number,
   * are no news.
   *
   * @param reopened whether to believe that its end was taken back
   */
  Item item(@Nullable Item known, String address, boolean reopened) {
    TreeMap<String, String> fields = new TreeMap<>();
    put(fields, NAME, known, name, letters(name).equals(letters(was(known, NAME))));
    put(fields, NUMBER, known, number, sameNumber(number, was(known, NUMBER)));
    put(fields, JUDGE, known, judge, letters(judge).equals(letters(was(known, JUDGE))));
    put(fields, TERMINATED, known, terminated, false);
    if (reopened) {
      fields.remove(TERMINATED);
    }
    fields.put(Item.HISTORY, "yes");
    return new Item(
        Item.Kind.DOCKET_ENTRY,
        KEY,
        known == null ? "%s (%s)".formatted(name, number) : known.title(),
        address,
        null,
        "",
        fields);
  }

  private static void put(
      TreeMap<String, String> fields,
      String field,
      @Nullable Item known,
      String now,
      boolean same) {
    String value = now.isBlank() || same ? was(known, field) : now;
    if (!value.isBlank()) {
      fields.put(field, value);
    }
  }

  private static String was(@Nullable Item known, String field) {
    return known == null ? "" : known.fields().getOrDefault(field, "");
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]+", "");
  }

  private static boolean sameNumber(String now, String was) {
    var one = DocketNumber.read(now);
    var other = DocketNumber.read(was);
    return now.equals(was)
        || (one.isPresent() && other.isPresent() && DocketName.fit(one.get(), other.get()));
  }
}
