package crier.web;

import crier.alert.wording.Wording;
import crier.model.Published;
import crier.model.Rhythm;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words as pages show them. Public for the templates. */
public final class Words {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, MMMM d, uuuu", Locale.US);
  private static final Map<String, String> SOURCES =
      Map.of(
          "courtlistener-docket", "a docket on CourtListener",
          "courtlistener-search", "a search on CourtListener",
          "court-rss", "a court's feed",
          "feed", "a feed",
          "listing", "a list on a page",
          "json", "a list in JSON",
          "page", "the text of a page",
          "document", "a document");

  private Words() {}

  /**
   * Where a reader may go.
   *
   * @param address absolute, http or https
   * @param host whose it is, in ASCII: look-alike letters show as {@code xn--…}
   */
  public record Link(String address, String host) {}

  public static String time(@Nullable Instant instant, ZoneId zone) {
    return instant == null ? "never" : Wording.time(instant, zone);
  }

  public static String day(LocalDate day) {
    return DAY.format(day);
  }

  public static String published(@Nullable Published published, ZoneId zone) {
    return Wording.published(published, zone);
  }

  /** How long ago, or how soon, in one unit: {@code 5 minutes ago}. */
  public static String relative(Instant instant, Instant now) {
    Duration ago = Duration.between(instant, now);
    if (ago.abs().compareTo(Duration.ofMinutes(1)) < 0) {
      return ago.isNegative() ? "in a moment" : "just now";
    }
    return ago.isNegative() ? "in " + span(ago.negated()) : span(ago) + " ago";
  }

  /** A length of time in its largest unit. */
  public static String span(Duration length) {
    if (length.toDays() > 1) {
      return length.toDays() + " days";
    }
    if (length.toHours() > 1) {
      return length.toHours() + " hours";
    }
    return length.toMinutes() == 1 ? "1 minute" : length.toMinutes() + " minutes";
  }

  /** The length of a window in which requests are counted: {@code hour}. */
  public static String window(Duration length) {
    return switch ((int) length.toSeconds()) {
      case 60 -> "minute";
      case 3_600 -> "hour";
      case 86_400 -> "day";
      default -> length.toSeconds() % 60 == 0 ? span(length) : length.toSeconds() + " seconds";
    };
  }

  public static String count(long number, String one, String more) {
    return number + " " + (number == 1 ? one : more);
  }

  /** When a watch is due, for people. */
  public static String rhythm(Rhythm rhythm) {
    return switch (rhythm) {
      case Rhythm.Every(Duration interval) -> every(interval);
      case Rhythm.Cron(String expression) -> "at the times of `" + expression + "`";
    };
  }

  private static String every(Duration interval) {
    if (interval.toSeconds() % 60 != 0) {
      return "every " + count(interval.toSeconds(), "second", "seconds");
    }
    if (interval.toMinutes() % 60 != 0) {
      return "every " + count(interval.toMinutes(), "minute", "minutes");
    }
    return interval.toHours() == 1 ? "every hour" : "every " + interval.toHours() + " hours";
  }

  /** What sort of thing a source type looks at. */
  public static String source(String type) {
    return SOURCES.getOrDefault(type, type);
  }

  /** Only what a reader may follow; null for scripts, files and addresses with a password. */
  public static @Nullable Link link(@Nullable String address) {
    if (address == null) {
      return null;
    }
    try {
      URI uri = new URI(address.strip());
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      String host = host(uri);
      boolean safe =
          (scheme.equals("https") || scheme.equals("http"))
              && !host.isEmpty()
              && !String.valueOf(uri.getRawAuthority()).contains("@");
      return safe ? new Link(uri.toString(), host) : null;
    } catch (URISyntaxException | IllegalArgumentException _) {
      return null;
    }
  }

  /** {@code URI} finds no host in an authority of other letters than ASCII's. */
  private static String host(URI uri) {
    String host = uri.getHost();
    if (host != null) {
      return host.toLowerCase(Locale.ROOT);
    }
    String authority = uri.getRawAuthority();
    return authority == null ? "" : IDN.toASCII(authority).toLowerCase(Locale.ROOT);
  }
}
