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
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Holds a configuration against its schema, and says in plain words what does not fit. */
final class SchemaCheck {

  private static final String RESOURCE = "/crier/config/crier.schema.json";

  private static final Schema SCHEMA = load();

  /** Longer values are not repeated. */
  private static final int SHOWN = 60;

  private final YamlTree tree;
  private final Mistakes mistakes;

  SchemaCheck(YamlTree tree, Mistakes mistakes) {
    this.tree = tree;
    this.mistakes = mistakes;
  }

  private static Schema load() {
    try (InputStream stream = SchemaCheck.class.getResourceAsStream(RESOURCE)) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Objects.requireNonNull(stream), InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Notes what does not fit. A key without a value fits, if there is such a key. */
  void check(JsonNode given) {
    List<Error> errors =
        Stream.concat(
                SCHEMA.validate(tree.root()).stream().filter(SchemaCheck::isUnknownKey),
                SCHEMA.validate(given).stream().filter(error -> !isUnknownKey(error)))
            .toList();
    Set<String> choices =
        errors.stream()
            .filter(error -> error.getKeyword().equals("oneOf"))
            .map(error -> error.getEvaluationPath() + "/")
            .collect(Collectors.toSet());
    for (Error error : errors) {
      String path = error.getEvaluationPath().toString();
      // Why each of the forms that can stand here does not fit would only confuse.
      if (choices.stream().noneMatch(path::startsWith)) {
        note(error);
      }
    }
  }

  private static boolean isUnknownKey(Error error) {
    return error.getKeyword().equals("additionalProperties");
  }

  private void note(Error error) {
    String pointer = pointer(error);
    switch (error.getKeyword()) {
      case "additionalProperties" -> unknownKey(pointer, error);
      case "required" -> {
        String key = String.valueOf(error.getProperty());
        mistakes.missing(pointer, key, "add `%s: …`".formatted(key));
      }
      case "enum" ->
          mistakes.at(
              pointer,
              "%s is none of the words that can stand here".formatted(shown(pointer)),
              Suggestion.of(
                  Secrets.at(pointer) ? "" : tree.written(pointer).orElse(""), words(error)));
      case "type" -> wrongType(pointer, error);
      default ->
          mistakes.at(
              pointer,
              "%s does not have the form expected here".formatted(shown(pointer)),
              described(error));
    }
  }

  private void wrongType(String pointer, Error error) {
    boolean plain = isText(error) && isNumberOrFlag(error);
    // A variable's value may happen to look like a number; nobody can be asked to quote it.
    if (!plain || !tree.isInterpolated(pointer)) {
      mistakes.at(
          pointer, "%s is no %s".formatted(shown(pointer), expected(error)), remedy(error, plain));
    }
  }

  private static String remedy(Error error, boolean plain) {
    JsonNode schema = parent(error);
    String type = error.getSchemaNode().asString("");
    if (type.equals("object") && schema.has("properties")) {
      return "write its keys below it: "
          + String.join(", ", schema.path("properties").propertyNames());
    }
    if (type.equals("array")) {
      return "begin each entry with `- `";
    }
    return plain && !schema.has("pattern") ? "put it in quotes" : described(error);
  }

  private void unknownKey(String pointer, Error error) {
    String key = String.valueOf(error.getProperty());
    String[] names = fragment(error);
    String owner = names.length > 1 ? names[1] : "";
    boolean typed = names.length == 3 && owner.matches("(source|destination)-.*");
    mistakes.atKey(
        Places.below(pointer, key),
        typed
            ? "a %s takes no `%s`".formatted(owner.replaceFirst("-(.*)", " of type `$1`"), key)
            : "there is no key `%s` here".formatted(key),
        Suggestion.of(key, List.copyOf(parent(error).path("properties").propertyNames())));
  }

  private static String pointer(Error error) {
    String pointer = "";
    for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
      pointer = Places.below(pointer, error.getInstanceLocation().getElement(i));
    }
    return pointer;
  }

  /** A value as it is written in the file, but never one that could be a secret. */
  private String shown(String pointer) {
    return tree.written(pointer)
        .filter(value -> value.length() <= SHOWN && !Secrets.at(pointer))
        .map("`%s`"::formatted)
        .orElse("this");
  }

  private static boolean isText(Error error) {
    return error.getSchemaNode().toString().contains("string");
  }

  private static boolean isNumberOrFlag(Error error) {
    return error.getInstanceNode().isNumber() || error.getInstanceNode().isBoolean();
  }

  private static String expected(Error error) {
    return switch (error.getSchemaNode().toString().replaceAll("[\"\\[\\]]", "")) {
      case "string" -> "text";
      case "integer" -> "whole number";
      case "boolean" -> "true or false";
      case "array" -> "list";
      case "object" -> "set of keys";
      case "string,array" -> "text or list of texts";
      default -> "number or text";
    };
  }

  private static List<String> words(Error error) {
    List<String> words = new ArrayList<>();
    error.getSchemaNode().forEach(word -> words.add(word.asString()));
    return words;
  }

  /** The description in the schema says what to write: it reads well after the word. */
  private static String described(Error error) {
    String description = parent(error).path("description").asString("what the schema asks for");
    String trimmed =
        description.endsWith(".")
            ? description.substring(0, description.length() - 1)
            : description;
    boolean sentence = trimmed.matches("[A-Z]([a-z].*| .*)");
    return "write "
        + (sentence
            ? trimmed.substring(0, 1).toLowerCase(Locale.ROOT) + trimmed.substring(1)
            : trimmed);
  }

  /** The schema that holds the keyword, found by walking down the schema's own location. */
  private static JsonNode parent(Error error) {
    JsonNode node = SCHEMA.getSchemaNode();
    String[] names = fragment(error);
    for (int i = 0; i < names.length - 1; i++) {
      node = node.isArray() ? node.path(Integer.parseInt(names[i])) : node.path(names[i]);
    }
    return node;
  }

  private static String[] fragment(Error error) {
    String fragment = String.valueOf(error.getSchemaLocation().getFragment());
    return fragment.replaceFirst("^/", "").split("/", -1);
  }
}
