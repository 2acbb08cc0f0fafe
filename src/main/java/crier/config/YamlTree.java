package crier.config;

import crier.config.Places.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A YAML file as a tree of values, the environment put in, that remembers how each value was
 * written. A key without a value stays in the tree as null.
 */
final class YamlTree {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Aliases can make a short file a huge tree. */
  private static final int MOST_NODES = 200_000;

  private static final int DEEPEST = 50;

  private final Interpolation interpolation;
  private final Places places;
  private final Mistakes mistakes;
  private final Map<String, String> written = new HashMap<>();
  private final Set<String> interpolated = new HashSet<>();
  private JsonNode root = JSON.objectNode();
  private int nodes;

  private YamlTree(Interpolation interpolation, Places places, Mistakes mistakes) {
    this.interpolation = interpolation;
    this.places = places;
    this.mistakes = mistakes;
  }

  /** Reads a text; what is wrong with it is noted, and what could be read is in the tree. */
  static YamlTree read(String text, Interpolation interpolation, Places places, Mistakes mistakes) {
    YamlTree tree = new YamlTree(interpolation, places, mistakes);
    try {
      LoadSettings settings = LoadSettings.builder().setUseMarks(true).build();
      Optional<Node> node = new Compose(settings).composeString(text);
      if (node.isPresent()) {
        tree.root = tree.tree(node.get(), "", 0);
      }
    } catch (MarkedYamlEngineException e) {
      Place place = Place.of(e.getProblemMark().or(e::getContextMark).orElse(null));
      boolean second = String.valueOf(e.getProblem()).contains("another document");
      mistakes.unreadable(
          place,
          second ? "a second document begins here" : "this is not YAML: " + problem(e),
          second
              ? "keep everything in one, without `---`"
              : "mind the indentation, and put texts in quotes that hold `: ` or `{`, or begin with a sign");
    } catch (YamlEngineException e) {
      mistakes.unreadable(
          Place.START,
          "this is not YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "),
          "write the file as plain text in UTF-8");
    } catch (StackOverflowError _) {
      mistakes.unreadable(Place.START, "this is nested too deeply", "write it flatter");
    }
    return tree;
  }

  /** The parser's words, less the name in them: it may be a password that begins with a sign. */
  private static String problem(MarkedYamlEngineException e) {
    String problem = String.valueOf(e.getProblem()).replaceAll("\\s+", " ");
    return problem.replaceAll("(undefined (alias|tag handle)) .*", "$1");
  }

  JsonNode root() {
    return root;
  }

  /** The tree without its nulls: a key without a value counts as not written. */
  JsonNode given() {
    return pruned(root);
  }

  /** How a value was written, before the environment was put in; empty for lists and sets. */
  Optional<String> written(String pointer) {
    return Optional.ofNullable(written.get(pointer));
  }

  /** Whether the environment or a file was put into a value. */
  boolean isInterpolated(String pointer) {
    return interpolated.contains(pointer);
  }

  private static JsonNode pruned(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = JSON.arrayNode();
      node.forEach(item -> array.add(pruned(item)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode object = JSON.objectNode();
    node.properties().stream()
        .filter(entry -> !entry.getValue().isNull())
        .forEach(entry -> object.set(entry.getKey(), pruned(entry.getValue())));
    return object;
  }

  private JsonNode tree(Node node, String pointer, int depth) {
    if (++nodes > MOST_NODES || depth > DEEPEST) {
      mistakes.at(pointer, "there is too much here", "write it flatter, with fewer references");
      return JSON.nullNode();
    }
    node.getStartMark().ifPresent(mark -> places.value(pointer, Place.of(mark)));
    return switch (node) {
      case MappingNode mapping -> object(mapping, pointer, depth);
      case SequenceNode sequence -> {
        ArrayNode array = JSON.arrayNode();
        List<Node> items = sequence.getValue();
        for (int i = 0; i < items.size() && nodes <= MOST_NODES; i++) {
          array.add(tree(items.get(i), Places.below(pointer, i), depth + 1));
        }
        yield array;
      }
      case ScalarNode scalar -> scalar(scalar, pointer);
      default -> JSON.nullNode();
    };
  }

  private ObjectNode object(MappingNode mapping, String pointer, int depth) {
    ObjectNode object = JSON.objectNode();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        mistakes.at(pointer, "a key here is no plain word", "write `key: value`");
        continue;
      }
      String name = key.getValue();
      String at = Places.below(pointer, name);
      places.key(at, Place.of(key.getStartMark().orElse(null)));
      JsonNode value = tree(tuple.getValueNode(), at, depth + 1);
      if (object.has(name)) {
        mistakes.atKey(at, "`%s` stands here twice".formatted(name), "keep one of the two");
      }
      object.set(name, value);
    }
    return object;
  }

  private JsonNode scalar(ScalarNode scalar, String pointer) {
    String raw = scalar.getValue();
    written.put(pointer, raw);
    Interpolation.Result result = interpolation.apply(raw);
    String value = result.value();
    if (!value.equals(raw)) {
      interpolated.add(pointer);
    }
    result.taken().forEach(mistakes::hide);
    if (Secrets.hiddenAt(pointer)) {
      mistakes.hide(value, "…");
    }
    if (result.problem().isPresent()) {
      var problem = result.problem().get();
      mistakes.at(pointer, problem.what(), problem.remedy());
      // Not null: a key that is there but cannot be read is not missing.
      return JSON.stringNode("");
    }
    if (scalar.isPlain()) {
      return plain(value);
    }
    // In a flow mapping a variable must be quoted; it may stand for a number all the same.
    boolean typed = isInterpolated(pointer) && !plain(value).isNull();
    return typed ? plain(value) : JSON.stringNode(value);
  }

  /** A plain scalar as YAML 1.2's core schema reads it, with whole numbers only. */
  private static JsonNode plain(String value) {
    return switch (value) {
      case "", "~", "null", "Null", "NULL" -> JSON.nullNode();
      case "true", "True", "TRUE" -> JSON.booleanNode(true);
      case "false", "False", "FALSE" -> JSON.booleanNode(false);
      // A number with a leading zero is a name to a reader: a docket, a code.
      default ->
          value.matches("-?(0|[1-9][0-9]{0,17})")
              ? JSON.numberNode(Long.parseLong(value))
              : JSON.stringNode(value);
    };
  }
}
