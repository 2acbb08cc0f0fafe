package crier.source.courtlistener;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A document of a docket entry as the API shows it.
 *
 * @param id CourtListener's
 * @param number of the entry it belongs to, as the court writes it; may be empty
 * @param attachment 0 for the main document
 * @param pacerId the court's own id, comparable: its fourth digit is 0 or 1 for the same document
 *     (juriscraper, pacer/utils.py); empty when unknown
 * @param available whether it can be had from CourtListener; null when the answer does not say
 * @param sealed whether it was withdrawn from public access; null when the answer does not say
 * @param sha1 of its bytes; empty when unknown
 * @param name its short description; may be empty
 */
record RecapDocument(
    long id,
    String number,
    int attachment,
    String pacerId,
    @Nullable Boolean available,
    @Nullable Boolean sealed,
    String sha1,
    String name) {

  static RecapDocument of(JsonNode row) {
    return new RecapDocument(
        row.path("id").asLong(0),
        row.path("document_number").asString("").strip(),
        row.path("document_type").asInt(1) == 2 ? row.path("attachment_number").asInt(0) : 0,
        comparable(row.path("pacer_doc_id").asString("").strip()),
        flag(row.path("is_available")),
        flag(row.path("is_sealed")),
        row.path("sha1").asString("").strip(),
        Api.plain(row.path("description").asString("")));
  }

  /** Null is what the API writes where it does not know. */
  private static @Nullable Boolean flag(JsonNode value) {
    return value.isBoolean() ? value.asBoolean() : null;
  }

  static String comparable(String pacerId) {
    return pacerId.length() > 4 ? pacerId.substring(0, 3) + "0" + pacerId.substring(4) : pacerId;
  }

  /** At some courts the main document is listed as the first attachment once its page was seen. */
  RecapDocument asMain() {
    return new RecapDocument(id, number, 0, pacerId, available, sealed, sha1, name);
  }
}
