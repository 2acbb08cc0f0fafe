package crier.source.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds the array of rows in a JSON document. */
final class RowArray {

  private RowArray() {}

  /**
   * The array whose rows have most of what a row has: a title, a date; of several such the largest.
   *
   * @param usual names of members by what they hold
   * @return an empty array when there is none but that; empty when there is no array
   */
  static Optional<JsonNode> in(JsonNode root, int depth, Map<String, List<String>> usual) {
    List<JsonNode> arrays = new ArrayList<>();
    arrays(root, depth, arrays);
    return arrays.stream()
        .filter(array -> array.isEmpty() || worth(array, usual) > 0)
        .max(
            Comparator.comparingInt((JsonNode array) -> worth(array, usual))
                .thenComparingInt(JsonNode::size));
  }

  /** A row's member of this name, whatever its case; JSON:API has them one level below. */
  static @Nullable JsonNode member(JsonNode row, String name) {
    JsonNode exact = row.get(name);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<String, JsonNode> property : row.properties()) {
      if (property.getKey().equalsIgnoreCase(name)) {
        return property.getValue();
      }
    }
    JsonNode attributes = row.get("attributes");
    return attributes == null ? null : attributes.get(name);
  }

  private static int worth(JsonNode array, Map<String, List<String>> usual) {
    JsonNode first = array.get(0);
    if (first == null || !first.isObject() || !has(first, "title", usual)) {
      return 0;
    }
    return 1 + (has(first, "date", usual) ? 2 : 0) + (has(first, "link", usual) ? 1 : 0);
  }

  private static boolean has(JsonNode row, String what, Map<String, List<String>> usual) {
    return usual.getOrDefault(what, List.of()).stream().anyMatch(name -> member(row, name) != null);
  }

  private static void arrays(JsonNode node, int depth, List<JsonNode> found) {
    if (node.isArray()) {
      found.add(node);
    } else if (node.isObject() && depth > 0) {
      for (JsonNode child : node) {
        arrays(child, depth - 1, found);
      }
    }
  }
}
