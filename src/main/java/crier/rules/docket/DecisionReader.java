package crier.rules.docket;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import crier.model.Awaited.Kind;
import crier.model.Event;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what an entry decides in its own case, for those who wait for that. An order on a stay, an
 * extension, an argument date or a motion to intervene decides nothing; nor does what a party
 * files. Safe for use by many threads.
 */
public final class DecisionReader {

  private static final Set<Event> DISPOSING =
      EnumSet.of(
          Event.JUDGMENT_ENTERED,
          Event.AFFIRMED,
          Event.REVERSED_OR_VACATED,
          Event.REMANDED,
          Event.DISMISSED);

  private static final Set<Event> ON_THE_WAY =
      EnumSet.of(
          Event.STAY_ENTERED,
          Event.STAY_LIFTED,
          Event.STAY_EXTENDED,
          Event.STAY_DENIED,
          Event.STAY_LIFT_DENIED,
          Event.INJUNCTION_GRANTED,
          Event.INJUNCTION_DENIED,
          Event.HEARING_SET);

  private static final Set<Event> RULINGS =
      EnumSet.of(
          Event.OPINION_ISSUED,
          Event.STAY_ENTERED,
          Event.STAY_DENIED,
          Event.STAY_LIFT_DENIED,
          Event.SUMMARY_JUDGMENT_RULED,
          Event.INJUNCTION_GRANTED,
          Event.INJUNCTION_DENIED,
          Event.INJUNCTION_DISSOLVED,
          Event.CLASS_CERTIFIED);

  /** A ruling on a motion, whatever it asks for. */
  private static final Pattern ON_A_MOTION =
      Pattern.compile(
          "(?is)\\b(?:grant(?:ing|ed|s)|den(?:ying|ied|ies))\\b[^.;]{0,60}\\bmotions?\\b[^.;]{0,100}"
              + "|\\bmotions?\\b[^.;]{0,100}\\b(?:is|are|be) (?:hereby )?(?:granted|denied)\\b");

  private static final Pattern NOT_WHOLLY =
      Pattern.compile("(?i)\\b(in part|partially|partly|limited (purpose|to)|as to)\\b");

  private static final Pattern SOME_APPELLANT =
      Pattern.compile(
          "(?is)dismiss.{0,80}\\b(as to|with respect to)\\b.{0,40}\\b(appellant|appellee|petitioner|respondent|party|defendant|plaintiff)");

  private static final Pattern REHEARING =
      Pattern.compile(
          "(?is)\\b(grant(?:ed|ing|s)?|den(?:ied|ying|ies|y))\\b[^.;]{0,140}\\bre-?hearing\\b|\\bre-?hearing\\b[^.;]{0,140}\\b(granted|denied)\\b");

  private static final Pattern CERTIORARI =
      Pattern.compile(
          "(?is)\\b(grant(?:ed|ing|s)?|den(?:ied|ying|ies|y))\\b[^.;]{0,100}\\bcertiorari\\b|\\bcertiorari\\b[^.;]{0,140}\\b(granted|denied)\\b");

  private static final Pattern PETITION =
      Pattern.compile("(?i)^\\W*petition (is )?(granted|denied)\\b");

  /** What is asked for beside the thing itself. */
  private static final Pattern BESIDE =
      Pattern.compile(
          "(?i)\\b(extension|extend|time (to|in|within) (which )?|leave to|exceed|oversize|word limit|pages?|amic\\w+|respon(se|d)|pending|stay|withhold\\w*|until|any timely)\\b");

  private static final Pattern UNDONE =
      Pattern.compile(
          "(?is)\\bmandate\\b[^.;]{0,60}\\brecalled\\b|\\brecall(ing|ed|s)\\b[^.;]{0,40}\\bmandate\\b"
              + "|^\\W*(panel )?(opinion|judgment|decision)s? (is |are )?(hereby )?(vacated|withdrawn)\\b"
              + "|\\b(panel(?:'s)?|this court's|prior|our) (opinion|judgment|decision)\\b[^.;]{0,60}\\b(vacated|withdrawn)\\b");

  private static final Pattern NO_MANDATE =
      Pattern.compile(
          "(?is)\\bno mandate (shall|will) issue\\b|\\b(shall|will) (act|constitute|serve) as the mandate\\b|\\bshall constitute the mandate\\b");

  private static final Pattern JUDGMENT_ISSUED = Pattern.compile("(?i)^\\W*judgment issued\\b");

  private static final Pattern FROM_ABOVE =
      Pattern.compile("(?i)^.{0,60}\\b(supreme court|letter|notice|certiorari)\\b");

  private final DocketClassifier classifier;

  public DecisionReader(DocketClassifier classifier) {
    this.classifier = classifier;
  }

  /**
   * What an entry decides.
   *
   * @param quote the words it rests on, verbatim
   */
  public record Decision(Kind kind, List<Event> events, String quote) {
    public Decision {
      events = List.copyOf(events);
    }
  }

  /** Whether the court or its clerk speaks in an entry, as opposed to a party. */
  public boolean isTheCourts(DocketText entry) {
    return classifier.isTheCourts(entry);
  }

  /** All that an entry decides, each kind once; most entries decide nothing. */
  public List<Decision> read(DocketText entry) {
    List<Recorded> recorded = classifier.classify(entry);
    List<Event> events = recorded.stream().map(Recorded::event).toList();
    String text = entry.text();
    Map<Kind, Decision> found = new EnumMap<>(Kind.class);
    boolean courts = classifier.isTheCourts(entry);
    if (courts || FROM_ABOVE.matcher(text).find()) {
      petition(CERTIORARI, text)
          .ifPresent(ruled ->
              put(found, ruled.granted() ? Kind.CERT_GRANTED : Kind.CERT_DENIED, events, ruled));
    }
    boolean highest = "scotus".equals(entry.court());
    Matcher petition = PETITION.matcher(text);
    if (highest && petition.find()) {
      boolean granted = petition.group().toLowerCase(java.util.Locale.ROOT).endsWith("granted");
      put(
          found,
          granted ? Kind.CERT_GRANTED : Kind.CERT_DENIED,
          events,
          new Ruled(granted, petition.group()));
    }
    if (courts) {
      theCourts(entry, recorded, events, found, highest);
    }
    return List.copyOf(found.values());
  }

  private void theCourts(
      DocketText entry,
      List<Recorded> recorded,
      List<Event> events,
      Map<Kind, Decision> found,
      boolean highest) {
    String text = entry.text();
    Optional<Ruled> rehearing = petition(REHEARING, text);
    rehearing.ifPresent(ruled ->
        put(found, ruled.granted() ? Kind.REOPENED : Kind.REHEARING_DENIED, events, ruled));
    matched(UNDONE, text).ifPresent(quote -> put(found, Kind.REOPENED, events, quote));
    if (events.contains(Event.MANDATE_ISSUED) && !found.containsKey(Kind.REOPENED)) {
      put(found, Kind.FINAL, events, quote(recorded, Event.MANDATE_ISSUED));
    }
    matched(NO_MANDATE, text).ifPresent(quote -> put(found, Kind.FINAL, events, quote));
    if (highest) {
      matched(JUDGMENT_ISSUED, text).ifPresent(quote -> put(found, Kind.FINAL, events, quote));
    }
    if (events.contains(Event.STAY_LIFTED) && !NOT_WHOLLY.matcher(text).find()) {
      put(found, Kind.UNSTAYED, events, quote(recorded, Event.STAY_LIFTED));
    }
    if (rehearing.isPresent() || found.containsKey(Kind.REOPENED)) {
      return;
    }
    Optional<Event> disposed = events.stream().filter(DISPOSING::contains).findFirst();
    boolean appeals = highest || isAppeals(entry.court());
    boolean opinion = appeals && events.contains(Event.OPINION_ISSUED);
    boolean onTheWay = events.stream().anyMatch(ON_THE_WAY::contains);
    if (disposed.isPresent() && !SOME_APPELLANT.matcher(text).find()) {
      put(found, Kind.DECIDED, events, quote(recorded, disposed.get()));
    } else if (opinion && !onTheWay) {
      put(found, Kind.DECIDED, events, quote(recorded, Event.OPINION_ISSUED));
    } else {
      events.stream()
          .filter(RULINGS::contains)
          .findFirst()
          .map(event -> quote(recorded, event))
          .or(() -> matched(ON_A_MOTION, text))
          .ifPresent(quote -> put(found, Kind.RULING, events, quote));
    }
  }

  private static boolean isAppeals(@org.jspecify.annotations.Nullable String court) {
    return court == null || court.matches("ca([0-9]{1,2}|dc|fc)");
  }

  /**
   * A ruling on a petition.
   *
   * @param quote the words
   */
  private record Ruled(boolean granted, String quote) {}

  private static Optional<Ruled> petition(Pattern form, String text) {
    Matcher matcher = form.matcher(text);
    while (matcher.find()) {
      String words = matcher.group();
      if (!BESIDE.matcher(words).find()) {
        String said = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        return Optional.of(
            new Ruled(said.toLowerCase(java.util.Locale.ROOT).startsWith("grant"), words));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> matched(Pattern form, String text) {
    Matcher matcher = form.matcher(text);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }

  private static String quote(List<Recorded> recorded, Event event) {
    List<String> quotes = new ArrayList<>();
    recorded.stream().filter(one -> one.event() == event).forEach(one -> quotes.add(one.quote()));
    return quotes.getFirst();
  }

  private static void put(Map<Kind, Decision> found, Kind kind, List<Event> events, Ruled ruled) {
    put(found, kind, events, ruled.quote());
  }

  private static void put(Map<Kind, Decision> found, Kind kind, List<Event> events, String quote) {
    found.putIfAbsent(kind, new Decision(kind, events, quote));
  }
}
