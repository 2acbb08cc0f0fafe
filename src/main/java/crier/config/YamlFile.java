package crier.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A YAML file as a tree that remembers where each of its values stands. */
final class YamlFile {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String name;
  private final Interpolation interpolation;
  private final Map<String, Mark> values = new HashMap<>();
  private final Map<String, Mark> keys = new HashMap<>();
  private final List<Mistake> mistakes = new ArrayList<>();
  private JsonNode root = JSON.objectNode();

  private YamlFile(String name, Interpolation interpolation) {
    this.name = name;
    this.interpolation = interpolation;
  }

  static YamlFile read(String name, String text, Interpolation interpolation) {
    YamlFile file = new YamlFile(name, interpolation);
    try {
      LoadSettings settings = LoadSettings.builder().setUseMarks(true).setLabel(name).build();
      Optional<Node> node = new Compose(settings).composeString(text);
      if (node.isPresent()) {
        file.root = file.tree(node.get(), "");
      }
    } catch (MarkedYamlEngineException e) {
      Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
      file.mistake(
          mark,
          "this is not YAML: " + String.valueOf(e.getProblem()).replaceAll("\\s+", " "),
          "mind the indentation, and quote texts that hold `: ` or begin with a sign");
    }
    return file;
  }

  JsonNode root() {
    return root;
  }

  /** Mistakes found while reading; more are added by {@link #mistakeAt}. */
  List<Mistake> mistakes() {
    return mistakes;
  }

  /** Notes a mistake in the value at a JSON Pointer, or at the nearest thing that exists. */
  void mistakeAt(String pointer, String what, String remedy) {
    mistake(nearest(values, pointer), what, remedy);
  }

  /** Notes a mistake at the key itself. */
  void mistakeAtKey(String pointer, String what, String remedy) {
    mistake(keys.containsKey(pointer) ? keys.get(pointer) : nearest(values, pointer), what, remedy);
  }

  private void mistake(@Nullable Mark mark, String what, String remedy) {
    int line = mark == null ? 1 : mark.getLine() + 1;
    int column = mark == null ? 1 : mark.getColumn() + 1;
    Mistake mistake = new Mistake(name, line, column, what, remedy);
    if (!mistakes.contains(mistake)) {
      mistakes.add(mistake);
    }
  }

  private static @Nullable Mark nearest(Map<String, Mark> marks, String pointer) {
    for (String at = pointer; ; at = at.substring(0, Math.max(0, at.lastIndexOf('/')))) {
      Mark mark = marks.get(at);
      if (mark != null || at.isEmpty()) {
        return mark;
      }
    }
  }

  private JsonNode tree(Node node, String pointer) {
    node.getStartMark().ifPresent(mark -> values.put(pointer, mark));
    return switch (node) {
      case MappingNode mapping -> object(mapping, pointer);
      case SequenceNode sequence -> {
        ArrayNode array = JSON.arrayNode();
        List<Node> items = sequence.getValue();
        for (int i = 0; i < items.size(); i++) {
          array.add(tree(items.get(i), pointer + "/" + i));
        }
        yield array;
      }
      case ScalarNode scalar -> scalar(scalar, pointer);
      default -> JSON.nullNode();
    };
  }

  private ObjectNode object(MappingNode mapping, String pointer) {
    ObjectNode object = JSON.objectNode();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        mistake(
            tuple.getKeyNode().getStartMark().orElse(null),
            "a key must be a plain word",
            "write `key: value`");
        continue;
      }
      String at = pointer + "/" + key.getValue().replace("~", "~0").replace("/", "~1");
      key.getStartMark().ifPresent(mark -> keys.put(at, mark));
      if (object.has(key.getValue())) {
        mistakeAtKey(at, "`%s` stands here twice".formatted(key.getValue()), "keep one of the two");
      }
      object.set(key.getValue(), tree(tuple.getValueNode(), at));
    }
    return object;
  }

  private JsonNode scalar(ScalarNode scalar, String pointer) {
    Interpolation.Result result = interpolation.apply(scalar.getValue());
    result.problem().ifPresent(problem -> mistakeAt(pointer, problem.what(), problem.remedy()));
    String value = result.value();
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
      return JSON.stringNode(value);
    }
    return switch (value) {
      case "", "~", "null" -> JSON.nullNode();
      case "true" -> JSON.booleanNode(true);
      case "false" -> JSON.booleanNode(false);
      default -> number(value);
    };
  }

  private static JsonNode number(String value) {
    // A number with a leading zero is a name to a reader: a docket, a code.
    if (value.matches("-?(0|[1-9][0-9]{0,17})")) {
      return JSON.numberNode(Long.parseLong(value));
    }
    return JSON.stringNode(value);
  }
}
