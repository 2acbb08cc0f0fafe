package crier.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Federal courts by the short names that PACER's addresses and CourtListener share: {@code dcd},
 * {@code nysb}, {@code cadc}.
 */
public final class Courts {

  private static final ZoneId EASTERN = ZoneId.of("America/New_York");
  private static final ZoneId CENTRAL = ZoneId.of("America/Chicago");
  private static final ZoneId MOUNTAIN = ZoneId.of("America/Denver");
  private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

  /** The courts of appeals that publish a feed (juriscraper issue 646). */
  private static final List<String> APPEALS_WITH_FEED =
      List.of("ca2", "ca4", "ca6", "ca10", "ca11", "cadc", "cafc");

  /** Where PACER's name differs from CourtListener's (both by juriscraper and CourtListener). */
  private static final Map<String, String> PACER_OF_COURTLISTENER =
      Map.of("arb", "azb", "nebraskab", "neb", "uscfc", "cofc");

  private static final Map<String, String> COURTLISTENER_OF_PACER =
      Map.of("azb", "arb", "neb", "nebraskab", "cofc", "uscfc");

  /** Courts that keep no docket in PACER under a host of their own. */
  private static final Set<String> OUTSIDE_PACER =
      Set.of(
          "scotus", "tax", "cavc", "armfor", "fisc", "fiscr", "bap1", "bap6", "bap8", "bap9",
          "bap10");

  /** States and territories by circuit (28 U.S.C. 41). */
  private static final Map<String, Set<String>> CIRCUITS =
      Map.ofEntries(
          Map.entry("cadc", Set.of("dc")),
          Map.entry("ca1", Set.of("me", "ma", "nh", "pr", "ri")),
          Map.entry("ca2", Set.of("ct", "ny", "vt")),
          Map.entry("ca3", Set.of("de", "nj", "pa", "vi")),
          Map.entry("ca4", Set.of("md", "nc", "sc", "va", "wv")),
          Map.entry("ca5", Set.of("la", "ms", "tx")),
          Map.entry("ca6", Set.of("ky", "mi", "oh", "tn")),
          Map.entry("ca7", Set.of("il", "in", "wi")),
          Map.entry("ca8", Set.of("ar", "ia", "mn", "mo", "ne", "nd", "sd")),
          Map.entry("ca9", Set.of("ak", "az", "ca", "gu", "hi", "id", "mt", "nv", "or", "wa")),
          Map.entry("ca10", Set.of("co", "ks", "nm", "ok", "ut", "wy")),
          Map.entry("ca11", Set.of("al", "fl", "ga")));

  private static final Set<String> KNOWN = known();

  private Courts() {}

  private static Set<String> known() {
    try (InputStream list = Courts.class.getResourceAsStream("/crier/source/courts.txt")) {
      return new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> Stream.of(line.split(" ", -1)))
          .filter(name -> !name.isEmpty())
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * CourtListener's id of a court that is named by it or as PACER does ({@code azb}: {@code arb}),
   * in letters of either case; refuses what is no court, in words for the user.
   *
   * @throws IllegalArgumentException for a name that no federal court has
   */
  public static String required(String court) {
    String name = court.strip().toLowerCase(Locale.ROOT);
    if (!KNOWN.contains(name)) {
      throw new IllegalArgumentException(
          "there is no court `%s`; write the short name of a federal one as in PACER's and CourtListener's addresses, such as dcd, cadc, nysd%s"
              .formatted(court, asYamlReads(court)));
    }
    return canonical(name);
  }

  /** CourtListener's id for either name; what is no court stays as it is. */
  public static String canonical(String court) {
    String name = court.strip().toLowerCase(Locale.ROOT);
    return COURTLISTENER_OF_PACER.getOrDefault(name, name);
  }

  private static String pacer(String court) {
    return PACER_OF_COURTLISTENER.getOrDefault(court, court);
  }

  /** YAML takes some bare words for truth values: the user wrote no such thing. */
  private static String asYamlReads(String court) {
    return court.equals("false") || court.equals("true")
        ? " (YAML takes no, off, yes and on for %s: put a name between quotes)".formatted(court)
        : "";
  }

  /** Whether there is a federal court of this name. */
  public static boolean isKnown(String court) {
    return KNOWN.contains(court);
  }

  /** Whether it is a court of appeals: their cases have no type and their feeds no sequence. */
  public static boolean isAppellate(String court) {
    return court.matches("ca([0-9]{1,2}|dc|fc)");
  }

  /** Whether it is a district court, where a case number without its type may be several cases. */
  public static boolean isDistrict(String court) {
    return court.endsWith("d");
  }

  /** The court of appeals that a court's cases go to; empty for what has none. */
  public static Optional<String> circuit(String court) {
    if (isAppellate(court)) {
      return Optional.of(court);
    }
    if (court.startsWith("nmi")) {
      return Optional.of("ca9"); // not New Mexico
    }
    String state = court.substring(0, Math.min(2, court.length()));
    return court.length() < 3
        ? Optional.empty()
        : CIRCUITS.entrySet().stream()
            .filter(circuit -> circuit.getValue().contains(state))
            .map(Map.Entry::getKey)
            .findFirst();
  }

  /**
   * Where a court's feed of docket entries is (juriscraper, pacer/rss_feeds.py, 2026-08).
   *
   * @throws IllegalArgumentException for what is no court's name, and for a court of appeals
   *     without a feed
   */
  public static URI feed(String court) {
    String id = required(court);
    if (OUTSIDE_PACER.contains(id)) {
      throw new IllegalArgumentException("%s has no feed of docket entries at PACER".formatted(id));
    }
    String host = "https://ecf." + pacer(id) + ".uscourts.gov";
    if (isAppellate(id)) {
      if (!APPEALS_WITH_FEED.contains(id)) {
        throw new IllegalArgumentException(
            "%s publishes no feed; of the courts of appeals %s do"
                .formatted(id, String.join(", ", APPEALS_WITH_FEED)));
      }
      return URI.create(host + "/n/beam/servlet/TransportRoom?servlet=RSSGenerator");
    }
    return URI.create(
        host
            + "/cgi-bin/"
            + switch (id) {
              case "nyed" -> "readyDockets.pl";
              case "ared" -> "rss_outside4.pl";
              default -> "rss_outside.pl";
            });
  }

  /** CourtListener's id of the court at a host: {@code dcd} of {@code ecf.dcd.uscourts.gov}. */
  public static Optional<String> ofHost(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    return host.matches("ecf\\.[a-z0-9]+\\.uscourts\\.gov")
        ? Optional.of(canonical(host.split("\\.", -1)[1]))
        : Optional.empty();
  }

  /** Whether this is the address of a court's feed of docket entries. */
  public static boolean isFeed(URI uri) {
    String rest = (uri.getPath() + "?" + uri.getQuery()).toLowerCase(Locale.ROOT);
    return ofHost(uri).isPresent()
        && (rest.contains("rss_outside")
            || rest.contains("readydockets.pl")
            || rest.contains("rssgenerator"));
  }

  /** The court's time zone; where a district has two, that of its seat. */
  public static ZoneId zone(String id) {
    String court = pacer(id);
    if (isAppellate(court)) {
      return switch (court) {
        case "ca5", "ca7", "ca8" -> CENTRAL;
        case "ca9" -> PACIFIC;
        case "ca10" -> MOUNTAIN;
        default -> EASTERN;
      };
    }
    return switch (court.substring(0, Math.min(2, court.length()))) {
      case "al",
          "ar",
          "il",
          "ia",
          "ks",
          "la",
          "mn",
          "ms",
          "mo",
          "nd",
          "ne",
          "ok",
          "sd",
          "tx",
          "wi" ->
          CENTRAL;
      case "tn" -> court.startsWith("tne") ? EASTERN : CENTRAL;
      case "co", "id", "mt", "nm", "ut", "wy" ->
          court.startsWith("nmi") ? ZoneId.of("Pacific/Guam") : MOUNTAIN;
      case "ca", "nv", "or", "wa" -> PACIFIC;
      case "ak" -> ZoneId.of("America/Anchorage");
      case "az" -> ZoneId.of("America/Phoenix");
      case "hi" -> ZoneId.of("Pacific/Honolulu");
      case "gu" -> ZoneId.of("Pacific/Guam");
      case "pr", "vi" -> ZoneId.of("America/Puerto_Rico");
      default -> EASTERN;
    };
  }
}
