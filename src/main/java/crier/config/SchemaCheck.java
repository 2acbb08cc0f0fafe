package crier.config;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Holds a configuration against its schema, and says in plain words what does not fit. */
final class SchemaCheck {

  private static final String RESOURCE = "/crier/config/crier.schema.json";

  private static final Schema SCHEMA = load();

  private SchemaCheck() {}

  private static Schema load() {
    try (InputStream stream = SchemaCheck.class.getResourceAsStream(RESOURCE)) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Objects.requireNonNull(stream), InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void check(YamlFile file) {
    for (Error error : SCHEMA.validate(file.root())) {
      note(file, error);
    }
  }

  private static void note(YamlFile file, Error error) {
    String pointer = pointer(error);
    switch (error.getKeyword()) {
      case "additionalProperties", "unevaluatedProperties" -> {
        String key = String.valueOf(error.getProperty());
        file.mistakeAtKey(
            pointer + "/" + key,
            "there is no key `%s` here".formatted(key),
            suggestion(key, allowed(error)));
      }
      case "required" ->
          file.mistakeAt(
              pointer,
              "`%s` is missing".formatted(error.getProperty()),
              "add `%s: …`".formatted(error.getProperty()));
      case "enum", "const" ->
          file.mistakeAt(
              pointer,
              "%s is none of the words that can stand here".formatted(shown(error)),
              choice(error));
      case "type" ->
          file.mistakeAt(
              pointer,
              "%s is no %s".formatted(shown(error), expected(error)),
              described(error.getSchemaNode(), error, "write a " + expected(error)));
      case "oneOf", "anyOf" ->
          file.mistakeAt(
              pointer,
              "this does not have the form expected here",
              described(null, error, "see the schema"));
      default ->
          file.mistakeAt(
              pointer,
              "%s does not have the form expected here".formatted(shown(error)),
              described(error.getSchemaNode(), error, String.valueOf(error.getMessage())));
    }
  }

  private static String pointer(Error error) {
    StringBuilder pointer = new StringBuilder();
    for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
      pointer.append('/').append(error.getInstanceLocation().getElement(i));
    }
    return pointer.toString();
  }

  /** A value, but never one that could be a secret. */
  private static String shown(Error error) {
    JsonNode node = error.getInstanceNode();
    String name =
        error.getInstanceLocation().getNameCount() == 0
            ? ""
            : String.valueOf(
                error
                    .getInstanceLocation()
                    .getElement(error.getInstanceLocation().getNameCount() - 1));
    if (node == null || node.isContainer() || Secrets.isSecret(name)) {
      return "this";
    }
    String value = node.isNull() ? "nothing" : "`" + node.asString() + "`";
    return value.length() > 60 ? "this" : value;
  }

  private static String expected(Error error) {
    JsonNode type = error.getSchemaNode();
    String word = type == null ? "" : type.toString().replace("\"", "");
    return switch (word) {
      case "string" -> "text";
      case "integer" -> "whole number";
      case "array" -> "list";
      case "object" -> "set of keys";
      case "boolean" -> "true or false";
      default -> word.isEmpty() ? "value of the right kind" : word;
    };
  }

  private static String choice(Error error) {
    JsonNode node = error.getSchemaNode();
    List<String> words = new ArrayList<>();
    if (node != null && node.isArray()) {
      node.forEach(word -> words.add(word.asString()));
    } else if (node != null) {
      words.add(node.asString());
    }
    JsonNode value = error.getInstanceNode();
    return suggestion(value == null ? "" : value.asString(), words);
  }

  private static List<String> allowed(Error error) {
    JsonNode parent = parentSchema(error);
    return parent == null ? List.of() : List.copyOf(parent.path("properties").propertyNames());
  }

  /** The schema that holds the keyword, found by walking down the schema's own location. */
  private static @Nullable JsonNode parentSchema(Error error) {
    JsonNode node = SCHEMA.getSchemaNode();
    String fragment = String.valueOf(error.getSchemaLocation().getFragment());
    String[] names = fragment.split("/", -1);
    for (int i = 0; i < names.length - 1; i++) {
      if (names[i].isEmpty()) {
        continue;
      }
      node = node.isArray() ? node.path(Integer.parseInt(names[i])) : node.path(names[i]);
    }
    return node.isMissingNode() ? null : node;
  }

  private static String described(@Nullable JsonNode ignored, Error error, String otherwise) {
    JsonNode parent = parentSchema(error);
    String description = parent == null ? "" : parent.path("description").asString("");
    return description.isEmpty() ? otherwise : "write: " + description;
  }

  /** "did you mean", when something is near enough; else all there is, when that is little. */
  static String suggestion(String given, List<String> known) {
    if (known.isEmpty()) {
      return "remove it";
    }
    String nearest =
        Collections.min(known, Comparator.comparingInt((String word) -> distance(given, word)));
    if (distance(given, nearest) <= Math.max(2, given.length() / 3)) {
      return "did you mean `%s`?".formatted(nearest);
    }
    return "write one of: " + String.join(", ", known);
  }

  /** Levenshtein's distance, ignoring case and the choice between hyphen and underscore. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    String b = other.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
