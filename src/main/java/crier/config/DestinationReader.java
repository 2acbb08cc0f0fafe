package crier.config;

import crier.model.Destination;
import crier.model.Significance;
import crier.model.Subscription;
import crier.model.Subscription.Cadence;
import crier.model.Subscription.QuietHours;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one destination. */
final class DestinationReader {

  /** Keys that say what a destination wants; the others belong to its type. */
  private static final Set<String> COMMON =
      Set.of(
          "id",
          "type",
          "url",
          "address",
          "stories",
          "watches",
          "minimum",
          "events",
          "require",
          "exclude",
          "cadence",
          "quiet-hours",
          "time-zone");

  private DestinationReader() {}

  static Destination read(YamlFile file, JsonNode node, String at, ZoneId siteZone) {
    String type = node.path("type").asString("");
    boolean mail = type.equals("email");
    String key = mail ? "address" : "url";
    String address = node.path(key).asString("").strip();
    if (address.isEmpty() && !node.has("token")) {
      file.mistakeAt(
          at,
          "a destination of type %s needs `%s`".formatted(type, key),
          mail ? "write the mail address" : "write the address to post to");
    } else if (!mail && !address.isEmpty() && !address.matches("https?://\\S+")) {
      file.mistakeAt(
          at + "/url", "this is no web address", "write the one that the service gave you");
    } else if (mail && !address.matches("[^\\s@]+@[^\\s@]+")) {
      file.mistakeAt(at + "/address", "this is no mail address", "write one: name@example.org");
    }
    Map<String, Object> options = new LinkedHashMap<>();
    node.properties()
        .forEach(entry -> {
          if (!COMMON.contains(entry.getKey())) {
            options.put(entry.getKey(), SettingsReader.plain(entry.getValue()));
          }
        });
    return new Destination(
        node.path("id").asString(""),
        type,
        address,
        options,
        subscription(file, node, at, siteZone));
  }

  private static Subscription subscription(
      YamlFile file, JsonNode node, String at, ZoneId siteZone) {
    return new Subscription(
        SettingsReader.texts(node.path("stories")),
        SettingsReader.texts(node.path("watches")),
        Significance.ofWord(node.path("minimum").asString("notable")),
        SettingsReader.events(node.path("events")),
        SettingsReader.texts(node.path("require")),
        SettingsReader.texts(node.path("exclude")),
        cadence(node.path("cadence")),
        quiet(node.path("quiet-hours")),
        node.has("time-zone")
            ? SettingsReader.zone(file, at + "/time-zone", node.path("time-zone").asString(""))
            : siteZone);
  }

  private static Cadence cadence(JsonNode node) {
    if (node.isObject()) {
      return new Cadence.Daily(LocalTime.parse(node.path("daily").asString("")));
    }
    return switch (node.asString("immediate")) {
      case "hourly" -> new Cadence.Hourly();
      case "daily" -> new Cadence.Daily(LocalTime.of(8, 0));
      default -> new Cadence.Immediate();
    };
  }

  private static @Nullable QuietHours quiet(JsonNode node) {
    return node.isObject()
        ? new QuietHours(
            LocalTime.parse(node.path("from").asString("")),
            LocalTime.parse(node.path("until").asString("")),
            node.path("critical-passes").asBoolean(false))
        : null;
  }
}
