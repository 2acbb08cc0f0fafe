package crier.watch;

import crier.model.Change;
import crier.model.Item;
import crier.model.Memo;
import crier.model.Published;
import crier.model.Sighting;
import crier.model.SourceSpec;
import crier.model.Watch;
import crier.source.Courts;
import crier.source.DocketNumber;
import crier.store.Follows;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the watches call their cases: by court and number, or by CourtListener's id. A watch that
 * gives both ties the two together for all of them. Pure.
 */
public final class Cases {

  /** A watch that shares its cases with no other. */
  static final Cases NONE = new Cases(List.of(), Set.of());

  private final List<Known> known;

  /** Stories that several watches belong to: one report may stand in two of their lists. */
  private final Set<String> shared;

  private Cases(List<Known> known, Set<String> shared) {
    this.known = List.copyOf(known);
    this.shared = Set.copyOf(shared);
  }

  /** One case as one watch names it; at least one of number and id is given. */
  private record Known(
      @Nullable String court, @Nullable DocketNumber number, @Nullable String courtListener) {

    boolean sameAs(Known other) {
      boolean byId = courtListener != null && courtListener.equals(other.courtListener);
      boolean byNumber =
          court != null
              && court.equals(other.court)
              && number != null
              && other.number != null
              && number.sameAs(other.number);
      return byId || byNumber;
    }

    Stream<String> names() {
      String written =
          number == null || court == null
              ? null
              : court
                  + " "
                  + (number.office() == null ? "" : number.office() + ":")
                  + number.normal();
      return Stream.of(written, courtListener == null ? null : "courtlistener " + courtListener)
          .filter(Objects::nonNull);
    }
  }

  /** The cases that these watches name. */
  public static Cases of(Collection<Watch> watches) {
    Set<String> once = new HashSet<>();
    return new Cases(
        watches.stream().flatMap(watch -> named(watch.source())).toList(),
        watches.stream()
            .map(Watch::story)
            .filter(story -> story != null && !once.add(story))
            .collect(Collectors.toSet()));
  }

  private static Stream<Known> named(SourceSpec spec) {
    String court =
        spec.text("court")
            .map(Courts::canonical)
            .or(() -> spec.text("url").flatMap(Cases::courtOf))
            .orElse(null);
    List<String> numbers =
        Stream.concat(spec.texts("docket-number").stream(), spec.texts("cases").stream()).toList();
    return switch (spec.type()) {
      case "courtlistener-docket" ->
          Stream.of(
              new Known(
                  court,
                  numbers.stream().findFirst().flatMap(DocketNumber::read).orElse(null),
                  spec.text("docket").orElse(null)));
      case "court-rss" ->
          numbers.stream()
              .flatMap(number -> DocketNumber.read(number).stream())
              .map(number -> new Known(court, number, null));
      default -> Stream.empty();
    };
  }

  /** Where a watch sees docket entries, for readers. */
  static String place(Watch watch, String address) {
    return switch (watch.source().type()) {
      case "court-rss" -> "the court's feed (%s)".formatted(URI.create(address).getHost());
      case "courtlistener-docket" -> "CourtListener's docket";
      case "courtlistener-search" -> "CourtListener's search";
      default -> address;
    };
  }

  private static Optional<String> courtOf(String url) {
    try {
      return Courts.ofHost(URI.create(url));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /**
   * The docket entries among these changes, by key; and the reports and releases, where another
   * watch of the story may show them, too.
   *
   * @param memo may hold what the docket's case turned out to be
   * @param read the items' own pages and documents that were read just now
   */
  Map<String, Sighting> sightings(
      Watch watch, Memo memo, List<Change> changes, List<Follows.Kept> read) {
    Map<String, Sighting> sightings = new HashMap<>();
    Reports reports = new Reports(watch, changes, read);
    for (Change change : changes) {
      Item item =
          switch (change) {
            case Change.Added(Item added) -> added;
            case Change.Edited(_, Item after, _) -> after;
            case Change.Withdrawn(Item withdrawn) -> withdrawn;
            case Change.Reappeared(Item back) -> back;
            case Change.TextChanged _,
                Change.DocumentReplaced _,
                Change.Followed _,
                Change.PageGone _,
                Change.PageBack _ ->
                null;
          };
      if (item != null && item.kind() == Item.Kind.DOCKET_ENTRY) {
        List<String> cases = namesOf(watch, memo, item);
        if (!cases.isEmpty()) {
          sightings.put(item.key(), sighting(watch, item, cases));
        }
      } else if (item != null && watch.story() != null && shared.contains(watch.story())) {
        sightings.put(item.key(), reports.sighting(item, watch.story()));
      }
    }
    return sightings;
  }

  private static Optional<Known> learned(Memo memo) {
    String[] parts = memo.get(Memo.CASE).orElse("").split(" ", 2);
    return parts.length < 2
        ? Optional.empty()
        : DocketNumber.read(parts[1]).map(number -> new Known(parts[0], number, null));
  }

  /** All names of the cases that an item belongs to; an order may belong to several. */
  List<String> namesOf(Watch watch, Memo memo, Item item) {
    Set<Known> cases = new LinkedHashSet<>();
    String court = item.fields().get("court");
    String docket = item.fields().get("docket");
    if (court != null) {
      for (String number : item.fields().getOrDefault("docket-number", "").split(", ", -1)) {
        DocketNumber.read(number).ifPresent(read -> cases.add(new Known(court, read, null)));
      }
    }
    if (docket != null) {
      cases.add(new Known(null, null, docket));
    }
    if (cases.isEmpty() && watch.source().type().equals("courtlistener-docket")) {
      named(watch.source()).forEach(cases::add);
      learned(memo).ifPresent(cases::add);
      memo.get(Memo.DOCKET).ifPresent(id -> cases.add(new Known(null, null, id)));
    }
    Set<Known> more = new HashSet<>(cases);
    while (!more.isEmpty()) {
      Set<Known> found = new HashSet<>();
      known.stream()
          .filter(k -> !cases.contains(k) && cases.stream().anyMatch(k::sameAs))
          .forEach(found::add);
      cases.addAll(found);
      more = found;
    }
    return List.copyOf(
        cases.stream().flatMap(Known::names).collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Sighting sighting(Watch watch, Item item, List<String> cases) {
    Published published = item.published();
    String number = item.fields().get(Item.NUMBER);
    List<String> names = new ArrayList<>();
    names.add(AlreadyTold.name(watch.id(), item.key()));
    name(names, "number", number);
    name(names, "sequence", item.fields().get("sequence"));
    for (String field : List.of("document-id", ".pacer")) {
      name(names, "document", item.fields().get(field));
    }
    for (String field : List.of("docket-entry", ".id")) {
      name(names, "courtlistener", item.fields().get(field));
    }
    String minute = "minute-entry-";
    if (item.key().startsWith(minute)) {
      name(names, "courtlistener", item.key().substring(minute.length()));
    }
    if (item.key().equals("docket")) {
      names.add("docket");
    }
    if (number == null && Courts.isAppellate(item.fields().getOrDefault("court", ""))) {
      asItsDocument(names, item.fields().getOrDefault("document-id", ""));
    }
    return new Sighting(
        item.key(),
        cases,
        names,
        number != null,
        published == null ? null : published.day(),
        item.text());
  }

  /**
   * CourtListener numbers an appeal's entries by their documents (cl/recap/mergers.py), whose
   * fourth digit may be 0 or 1.
   */
  private static void asItsDocument(List<String> names, String document) {
    if (document.length() > 4) {
      for (String fourth : List.of("0", "1")) {
        String number = document.substring(0, 3) + fourth + document.substring(4);
        name(names, "number", number.replaceFirst("^0+", ""));
      }
    }
  }

  private static void name(List<String> names, String kind, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      names.add(kind + " " + value);
    }
  }
}
