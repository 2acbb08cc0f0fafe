package crier.source.json;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds the array of rows in a JSON document. */
final class RowArray {

  /** Names of members by what they hold, where none of the usual ones is there; best first. */
  private static final Map<String, List<Pattern>> LIKE =
      Map.of(
          "title",
          List.of(
              Pattern.compile("(?i).*(caption|headline).*"),
              Pattern.compile("(?i).*title"),
              Pattern.compile(
                  "(?i)(case|report|document|file|opinion|short|full|display)_?name|subject.*")),
          "link",
          List.of(
              Pattern.compile("(?i).*(url|link|href|permalink)"),
              Pattern.compile("(?i).*(pdf|path|uri|file)")),
          "date",
          List.of(
              Pattern.compile(
                  "(?i).*(publi|issue|fil|releas|post|decision|decid|opinion|report|document).*(date|day|time|on|at)|date.*(publi|issu|fil|releas|post|decid).*"),
              Pattern.compile("(?i).*date"),
              Pattern.compile("(?i)created.*|time_?stamp")),
          "number",
          List.of(
              Pattern.compile("(?i)(report|docket|document|case|opinion)_?(number|no|num|id)")));

  private static final int MOST_ADVICE = 3;
  private static final int MOST_MEMBERS = 20;

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

  /** The member whose name is like what is wanted: {@code documentTitle}, {@code filing_date}. */
  static Optional<JsonNode> like(JsonNode row, String what) {
    return LIKE.getOrDefault(what, List.of()).stream()
        .flatMap(wanted ->
            row.properties().stream()
                .filter(property -> wanted.matches(property.getKey()))
                .filter(property ->
                    property.getValue().isString()
                        || (what.equals("date") && property.getValue().isIntegralNumber()))
                .filter(property -> !property.getValue().asString().isBlank()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** What can be chosen: the arrays with rows and the members of their first ones. */
  static String advice(JsonNode root, int depth) {
    List<String> found = new ArrayList<>();
    pointers(root, "", depth, found);
    return found.isEmpty()
        ? "name it with `items`"
        : "choose with `items` and `title`: " + String.join("; ", found);
  }

  private static void pointers(JsonNode node, String pointer, int depth, List<String> found) {
    if (node.isArray()) {
      JsonNode first = node.get(0);
      if (first != null && first.isObject() && found.size() < MOST_ADVICE) {
        found.add(
            "`%s` has %d rows with %s"
                .formatted(
                    pointer,
                    node.size(),
                    first.properties().stream()
                        .limit(MOST_MEMBERS)
                        .map(property -> "/" + escaped(property.getKey()))
                        .collect(Collectors.joining(", "))));
      }
    } else if (node.isObject() && depth > 0) {
      node.properties()
          .forEach(property ->
              pointers(
                  property.getValue(),
                  pointer + "/" + escaped(property.getKey()),
                  depth - 1,
                  found));
    }
  }

  /** RFC 6901 §3. */
  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static int worth(JsonNode array, Map<String, List<String>> usual) {
    JsonNode first = array.get(0);
    if (first == null || !first.isObject() || !has(first, "title", usual)) {
      return 0;
    }
    return 1 + (has(first, "date", usual) ? 2 : 0) + (has(first, "link", usual) ? 1 : 0);
  }

  private static boolean has(JsonNode row, String what, Map<String, List<String>> usual) {
    return usual.getOrDefault(what, List.of()).stream().anyMatch(name -> member(row, name) != null)
        || like(row, what).isPresent();
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
