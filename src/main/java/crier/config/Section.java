package crier.config;

import crier.model.Event;
import crier.rules.Terms;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * A part of the configuration, and what is wrong with it. Reading never fails: where a value is
 * missing, or has been told to be wrong, the default is read, so that all other mistakes are found.
 */
final class Section {

  private final JsonNode node;
  private final String pointer;
  private final Mistakes mistakes;

  Section(JsonNode node, String pointer, Mistakes mistakes) {
    this.node = node;
    this.pointer = pointer;
    this.mistakes = mistakes;
  }

  Section at(String key) {
    return new Section(node.path(key), Places.below(pointer, key), mistakes);
  }

  /** The elements of a list; none when there is no list. */
  List<Section> items(String key) {
    JsonNode list = node.path(key);
    String at = Places.below(pointer, key);
    return list.isArray()
        ? IntStream.range(0, list.size())
            .mapToObj(i -> new Section(list.path(i), Places.below(at, i), mistakes))
            .toList()
        : List.of();
  }

  /** Its keys, in the order of the file. */
  List<String> keys() {
    return node.isObject() ? List.copyOf(node.propertyNames()) : List.of();
  }

  boolean has(String key) {
    return node.has(key);
  }

  /** Whether nothing has been told to be wrong with it so far. */
  boolean sound() {
    return mistakes.sound(pointer);
  }

  void wrong(String what, String remedy) {
    mistakes.at(pointer, what, remedy);
  }

  void missing(String key, String remedy) {
    mistakes.missing(pointer, key, remedy);
  }

  void wrongKey(String key, String what, String remedy) {
    mistakes.atKey(Places.below(pointer, key), what, remedy);
  }

  void warn(String what, String remedy) {
    mistakes.warn(pointer, what, remedy);
  }

  /** The value itself as text, or the default. */
  String text(String otherwise) {
    boolean plain = node.isString() || node.isNumber() || node.isBoolean();
    boolean given = plain && sound();
    return given ? node.asString() : otherwise;
  }

  String text(String key, String otherwise) {
    return at(key).text(otherwise);
  }

  int number(String key, int otherwise) {
    Section value = at(key);
    return value.node.canConvertToInt() && value.node.isIntegralNumber() && value.sound()
        ? value.node.intValue()
        : otherwise;
  }

  boolean flag(String key, boolean otherwise) {
    Section value = at(key);
    boolean given = value.node.isBoolean() && value.sound();
    return given ? value.node.booleanValue() : otherwise;
  }

  Duration duration(String key, String otherwise) {
    return Durations.duration(text(key, otherwise));
  }

  Duration duration(String key, Duration otherwise) {
    return has(key) && at(key).sound() ? duration(key, "0s") : otherwise;
  }

  /** A list of texts; one plain text counts as a list of one. */
  List<String> texts(String key) {
    Section value = at(key);
    List<String> texts = new ArrayList<>();
    if (value.node.isArray()) {
      items(key).forEach(item -> texts.add(item.text("")));
    } else if (value.node.isString()) {
      texts.add(value.text(""));
    }
    texts.removeIf(String::isEmpty);
    return texts;
  }

  /** A set of texts, such as headers. */
  Map<String, String> map(String key) {
    Section value = at(key);
    Map<String, String> map = new LinkedHashMap<>();
    value.keys().forEach(name -> map.put(name, value.text(name, "")));
    return map;
  }

  List<Event> events(String key) {
    return at(key).sound() ? texts(key).stream().map(Event::valueOf).toList() : List.of();
  }

  /** Words, phrases and patterns; one that RE2 does not take is wrong. */
  List<String> terms(String key) {
    List<Section> each = at(key).node.isArray() ? items(key) : List.of(at(key));
    for (Section term : each) {
      try {
        var _ = Terms.of(List.of(term.text("")));
      } catch (IllegalArgumentException e) {
        term.wrong(
            String.valueOf(e.getMessage()),
            "write a plain phrase, or a pattern between slashes as RE2 reads it");
      }
    }
    return at(key).sound() ? texts(key) : List.of();
  }

  /** An http or https address. */
  URI address(String key, String otherwise) {
    String text = text(key, otherwise).strip().replaceAll("/+$", "");
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    at(key).wrong("this is no web address", "write one such as " + otherwise);
    return URI.create(otherwise);
  }

  ZoneId zone(String key, ZoneId otherwise) {
    String name = text(key, otherwise.getId());
    try {
      return ZoneId.of(name);
    } catch (DateTimeException _) {
      at(key)
          .wrong(
              "there is no time zone `%s`".formatted(name),
              "write one such as America/New_York or UTC");
      return otherwise;
    }
  }

  /** The options of a source or destination, as plain values. */
  Map<String, Object> options(Set<String> except) {
    Map<String, Object> options = new LinkedHashMap<>();
    for (String key : keys()) {
      JsonNode value = node.path(key);
      if (!except.contains(key)) {
        options.put(key, value.isObject() ? map(key) : value.isArray() ? texts(key) : plain(value));
      }
    }
    return options;
  }

  private static Object plain(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    return value.isIntegralNumber() && value.canConvertToInt()
        ? (Object) value.intValue()
        : value.asString("");
  }
}
