package crier.app;

import crier.model.Consequences;
import crier.model.Consequences.WaitsFor;
import crier.model.Deadline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an entry leads to, as `classify` writes it and as labels have it. */
final class ConsequenceLines {

  private ConsequenceLines() {}

  /** Adds {@code deadlines}, {@code waits_for}, {@code relates_to} and {@code answers}. */
  static void put(Map<String, Object> result, Consequences read) {
    result.put("deadlines", read.deadlines().stream().map(ConsequenceLines::deadline).toList());
    WaitsFor wait = read.waitsFor();
    result.put("waits_for", wait == null ? null : wait(wait));
    result.put("relates_to", read.relatives().stream().map(ConsequenceLines::relative).toList());
    result.put("answers", read.answers());
  }

  private static Map<String, Object> deadline(Deadline deadline) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("kind", word(deadline.kind()));
    line.put("what", deadline.what());
    line.put("who", deadline.who());
    line.put("date", deadline.date());
    Deadline.Period period = deadline.period();
    line.put("rule", period == null ? null : rule(period));
    line.put("conditional", deadline.conditional());
    line.put("status", word(deadline.status()));
    line.put("quote", deadline.quote());
    some(line, "was", deadline.was());
    some(line, "computed", deadline.computed());
    some(line, "routine", deadline.routine() ? Boolean.TRUE : null);
    return line;
  }

  private static Map<String, Object> rule(Deadline.Period period) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("n", period.count());
    line.put("unit", period.unit());
    line.put("from", period.from());
    line.put("direction", period.before() ? "before" : "after");
    some(line, "every", period.every() ? Boolean.TRUE : null);
    return line;
  }

  private static Map<String, Object> wait(WaitsFor wait) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("docket_numbers", wait.docketNumbers());
    line.put("court", wait.court());
    line.put("event", wait.event());
    line.put("until", wait.until());
    line.put("scope", word(wait.scope()));
    line.put("quote", wait.quote());
    return line;
  }

  private static Map<String, Object> relative(Consequences.Relative relative) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("kind", word(relative.kind()));
    line.put("docket_number", relative.docketNumber());
    line.put("court", relative.court());
    line.put("quote", relative.quote());
    return line;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static void some(Map<String, Object> line, String name, @Nullable Object value) {
    if (value != null) {
      line.put(name, value);
    }
  }

  /**
   * Labels of the same form.
   *
   * @throws IllegalArgumentException saying what is no label
   */
  static Consequences labels(JsonNode labels) {
    List<Deadline> deadlines = new ArrayList<>();
    for (JsonNode label : labels.path("deadlines")) {
      deadlines.add(
          new Deadline(
              value(Deadline.Kind.class, label, "kind"),
              text(label, "what"),
              text(label, "who"),
              optional(label, "date"),
              period(label.path("rule")),
              optional(label, "conditional"),
              value(Deadline.Status.class, label, "status"),
              text(label, "quote"),
              optional(label, "was"),
              optional(label, "computed"),
              label.path("routine").asBoolean(false)));
    }
    List<Consequences.Relative> relatives = new ArrayList<>();
    for (JsonNode label : labels.path("relates_to")) {
      relatives.add(
          new Consequences.Relative(
              value(Consequences.Relative.Kind.class, label, "kind"),
              text(label, "docket_number"),
              text(label, "court"),
              text(label, "quote")));
    }
    List<Consequences.Answer> answers = new ArrayList<>();
    for (JsonNode label : labels.path("answers")) {
      answers.add(
          new Consequences.Answer(text(label, "what"), text(label, "who"), text(label, "quote")));
    }
    return new Consequences(deadlines, waits(labels.path("waits_for")), relatives, answers);
  }

  private static @Nullable WaitsFor waits(JsonNode label) {
    if (!label.isObject()) {
      return null;
    }
    List<String> numbers = new ArrayList<>();
    label.path("docket_numbers").forEach(number -> numbers.add(number.asString("")));
    return new WaitsFor(
        numbers,
        text(label, "court"),
        text(label, "event"),
        optional(label, "until"),
        value(Consequences.Scope.class, label, "scope"),
        text(label, "quote"));
  }

  private static Deadline.@Nullable Period period(JsonNode rule) {
    return rule.isObject()
        ? new Deadline.Period(
            rule.path("n").asInt(0),
            text(rule, "unit"),
            text(rule, "from"),
            text(rule, "direction").equals("before"),
            rule.path("every").asBoolean(false))
        : null;
  }

  private static <E extends Enum<E>> E value(Class<E> type, JsonNode label, String name) {
    String said = text(label, name);
    for (E value : type.getEnumConstants()) {
      if (word(value).equals(said)) {
        return value;
      }
    }
    throw new IllegalArgumentException("`%s` is no %s of a label".formatted(said, name));
  }

  private static String text(JsonNode label, String name) {
    return label.path(name).asString("");
  }

  private static @Nullable String optional(JsonNode label, String name) {
    String value = text(label, name);
    return value.isEmpty() ? null : value;
  }
}
