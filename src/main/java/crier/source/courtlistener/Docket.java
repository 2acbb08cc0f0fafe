package crier.source.courtlistener;

import crier.model.Item;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The docket itself as an item: its judge, its end, its name, its last filing. */
final class Docket {

  private Docket() {}

  /** Empty when the answer is no docket. */
  static Optional<Item> item(JsonNode json, String address) {
    String name = json.path("case_name").asString("");
    String number = json.path("docket_number").asString("");
    if (name.isEmpty() && number.isEmpty()) {
      return Optional.empty();
    }
    TreeMap<String, String> fields = new TreeMap<>();
    put(fields, "case-name", name);
    put(fields, "docket-number", number);
    put(fields, "judge", json.path("assigned_to_str").asString(""));
    put(fields, "terminated", json.path("date_terminated").asString(""));
    return Optional.of(
        new Item(
            Item.Kind.DOCKET_ENTRY,
            "docket",
            "%s (%s)".formatted(name, number),
            address,
            null,
            "",
            fields));
  }

  /** The case's court and number; empty when the answer gives only one of them. */
  static Optional<String> named(JsonNode json) {
    String court = json.path("court_id").asString("");
    String number = json.path("docket_number").asString("");
    return court.isBlank() || number.isBlank()
        ? Optional.empty()
        : Optional.of(court + " " + number);
  }

  private static void put(Map<String, String> fields, String name, String value) {
    if (!value.isBlank()) {
      fields.put(name, value);
    }
  }
}
