package crier.config;

import crier.alert.channel.webhook.SigningSecret;
import crier.model.Destination;
import crier.model.Significance;
import crier.model.Subscription;
import crier.model.Subscription.Cadence;
import crier.model.Subscription.QuietHours;
import java.net.URI;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one destination. */
final class DestinationReader {

  /** What every destination says; the other keys belong to its type. */
  private static final Set<String> COMMON =
      Set.of(
          "id",
          "type",
          "url",
          "address",
          "to",
          "stories",
          "watches",
          "minimum",
          "events",
          "require",
          "exclude",
          "cadence",
          "quiet-hours",
          "reminders",
          "time-zone");

  private static final LocalTime MORNING = LocalTime.of(8, 0);

  private DestinationReader() {}

  static Destination read(Section destination, ZoneId siteZone) {
    String type = destination.text("type", "");
    return new Destination(
        destination.text("id", ""),
        type,
        type.equals("email") ? mailAddress(destination) : webAddress(destination, type),
        destination.options(COMMON),
        subscription(destination, siteZone));
  }

  private static String mailAddress(Section destination) {
    String key = destination.has("to") && !destination.has("address") ? "to" : "address";
    String address = destination.text(key, "").strip();
    if (address.isEmpty()) {
      destination.missing("address", "add `address: name@example.org`");
    } else if (!address.matches("[^\\s@<>,;]+@[^\\s@<>,;]+")) {
      destination.at(key).wrong("this is no mail address", "write one: name@example.org");
    }
    return address;
  }

  private static String webAddress(Section destination, String type) {
    String address = destination.text("url", type.equals("ntfy") ? "https://ntfy.sh" : "").strip();
    boolean named = destination.has("url");
    if (type.equals("slack") && !named) {
      if (!destination.has("token") || !destination.has("channel")) {
        destination.missing("url", "add `url: …`, or `token: …` and `channel: …`");
      }
    } else if (type.equals("ntfy") && !destination.has("topic") && !hasPath(address)) {
      destination.missing("topic", "add `topic: …`");
    } else if (type.equals("slack") && destination.has("token") && !destination.has("channel")) {
      destination.missing("channel", "add `channel: \"#desk\"`, or leave `token` out");
    } else if (type.equals("webhook")) {
      secrets(destination);
    }
    if (named && !isWebAddress(address)) {
      destination
          .at("url")
          .wrong("this is no web address", "write the one that the service gave you");
    }
    return address;
  }

  /** Standard Webhooks 1.0: without a secret the receiver cannot tell us from anybody else. */
  private static void secrets(Section destination) {
    if (!destination.has("secrets")) {
      destination.missing(
          "secrets", "add `secrets: [\"${WEBHOOK_SECRET}\"]`, whsec_ and 24 to 64 bytes in base64");
      return;
    }
    Section secrets = destination.at("secrets");
    for (String secret : destination.texts("secrets")) {
      if (!SigningSecret.is(secret)) {
        secrets.wrong(
            "this is no signing secret", "write whsec_ and 24 to 64 random bytes in base64");
        return;
      }
    }
  }

  private static boolean hasPath(String address) {
    return isWebAddress(address) && URI.create(address).getPath().length() > 1;
  }

  private static boolean isWebAddress(String address) {
    try {
      return address.matches("https?://.*") && URI.create(address).getHost() != null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static Subscription subscription(Section destination, ZoneId siteZone) {
    return new Subscription(
        destination.texts("stories"),
        destination.texts("watches"),
        Significance.ofWord(destination.text("minimum", "notable")),
        destination.events("events"),
        destination.terms("require"),
        destination.terms("exclude"),
        cadence(destination),
        quiet(destination.at("quiet-hours")),
        destination.zone("time-zone", siteZone),
        destination.flag("reminders", false));
  }

  private static Cadence cadence(Section destination) {
    Section cadence = destination.at("cadence");
    if (cadence.has("daily")) {
      return new Cadence.Daily(time(cadence, "daily", MORNING));
    }
    return switch (cadence.text("immediate")) {
      case "hourly" -> new Cadence.Hourly();
      case "daily" -> new Cadence.Daily(MORNING);
      default -> new Cadence.Immediate();
    };
  }

  private static @Nullable QuietHours quiet(Section quiet) {
    if (!quiet.has("from") || !quiet.has("until")) {
      return null;
    }
    LocalTime from = time(quiet, "from", LocalTime.MIDNIGHT);
    LocalTime until = time(quiet, "until", LocalTime.MIDNIGHT);
    if (quiet.sound() && from.equals(until)) {
      quiet.wrong("these hours begin and end at once", "write two different times");
    }
    return new QuietHours(from, until, quiet.flag("critical-passes", false));
  }

  private static LocalTime time(Section section, String key, LocalTime otherwise) {
    return LocalTime.parse(section.text(key, otherwise.toString()).strip());
  }
}
