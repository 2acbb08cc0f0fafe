package crier.watch;

import crier.model.Deadline;
import crier.model.DocketDate;
import crier.model.DocketDate.Entry;
import crier.model.DocketDate.Owner;
import crier.model.DocketDate.State;
import crier.model.DocketDate.Told;
import crier.model.Item;
import crier.model.Watch;
import crier.source.Courts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What entries do to the hearings and due dates of their case: set, move, vacate, answer. The same
 * entries give the same dates however often they are read. Pure.
 */
final class DocketDates {

  private static final ZoneId EASTERN = ZoneId.of("America/New_York");

  private final Watch watch;
  private final String caseName;
  private final Instant at;
  private final Map<String, DocketDate> dates = new LinkedHashMap<>();
  private final Map<String, DocketDate> known = new LinkedHashMap<>();

  /**
   * Begins with what is known.
   *
   * @param caseName one of the case's names, the same at every reading
   * @param known the dates of the case so far
   * @param at time of the look
   */
  DocketDates(Watch watch, String caseName, List<DocketDate> known, Instant at) {
    this.watch = watch;
    this.caseName = caseName;
    this.at = at;
    for (DocketDate date : known) {
      this.known.put(date.uid(), date);
      dates.put(date.uid(), date);
    }
  }

  /** Takes in entries, the oldest first, whatever order they come in. */
  void read(List<ReadEntry> entries) {
    entries.stream()
        .sorted(
            Comparator.comparing(
                    (ReadEntry entry) -> entry.day() == null ? LocalDate.MAX : entry.day())
                .thenComparingInt(entry -> number(entry.item()))
                .thenComparing(entry -> entry.item().key()))
        .forEach(this::read);
  }

  private static int number(Item item) {
    String number = item.fields().getOrDefault(Item.NUMBER, "");
    return number.matches("[0-9]{1,9}") ? Integer.parseInt(number) : Integer.MAX_VALUE;
  }

  /** Those that are new or differ from what was known. */
  List<DocketDate> changed() {
    return dates.values().stream().filter(date -> !date.equals(known.get(date.uid()))).toList();
  }

  /** What was told and is not so any more, before and after. */
  List<Map.Entry<DocketDate, DocketDate>> corrected() {
    List<Map.Entry<DocketDate, DocketDate>> corrected = new ArrayList<>();
    for (DocketDate now : changed()) {
      DocketDate before = known.get(now.uid());
      if (before != null
          && before.told() != Told.NOTHING
          && (now.state() != before.state() || !now.deadline().equals(before.deadline()))) {
        corrected.add(Map.entry(before, now));
      }
    }
    return corrected;
  }

  private void read(ReadEntry entry) {
    withdrawn(entry);
    int place = 0;
    for (Deadline said : entry.leadsTo().deadlines()) {
      if (!said.routine()) {
        read(entry, said, place++);
      }
    }
    DateEnds ends = new DateEnds(entry, entry(entry, ""), at);
    ends.of(List.copyOf(dates.values())).forEach(this::put);
  }

  private void read(ReadEntry entry, Deadline said, int place) {
    Entry by = entry(entry, said.quote());
    switch (said.status()) {
      case SET -> {
        Optional<DocketDate> same = DateMatch.same(dates.values(), said);
        if (same.isPresent()) {
          again(same.get(), said, by);
        } else if (!DateMatch.isOutdated(dates.values(), said, by)) {
          DateMatch.superseded(dates.values(), said, by)
              .ifPresentOrElse(date -> move(date, said, by), () -> set(entry, said, by, place));
        }
      }
      case MOVED -> {
        if (DateMatch.same(dates.values(), said).filter(d -> d.setBy().isSameAs(by)).isEmpty()) {
          DateMatch.moved(dates.values(), said, by)
              .ifPresentOrElse(
                  date -> move(date, said, by),
                  () -> {
                    if (said.day() != null && !DateMatch.isOutdated(dates.values(), said, by)) {
                      set(entry, said, by, place);
                    }
                  });
        }
      }
      case VACATED ->
          DateMatch.vacated(dates.values(), said, by).stream()
              .filter(date -> !date.setBy().isSameAs(by))
              .forEach(date -> put(date.ended(State.VACATED, by, at)));
      case SATISFIED ->
          DateMatch.moved(dates.values(), said, by)
              .ifPresent(date -> put(date.ended(State.MET, by, at)));
    }
  }

  /** Said again: by a court that had vacated it, it is in force again. */
  private void again(DocketDate date, Deadline said, Entry by) {
    Entry ended = date.endedBy();
    boolean revived =
        date.state() == State.VACATED && ended != null && !ended.isSameAs(by) && isAfter(by, ended);
    if (revived) {
      move(date, said, by);
    }
  }

  private static boolean isAfter(Entry one, Entry other) {
    return one.day() != null && other.day() != null && one.day().isAfter(other.day());
  }

  private void set(ReadEntry entry, Deadline said, Entry by, int place) {
    if (dates.containsKey(DocketDate.uid(caseName, by, said, place))) {
      return;
    }
    String court = entry.court();
    ZoneId zone = court.isEmpty() ? EASTERN : Courts.zone(court);
    put(
        DateTimes.standing(
            DocketDate.read(
                DocketDate.uid(caseName, by, said, place),
                new Owner(watch.id(), watch.name(), watch.story()),
                said,
                by,
                court,
                zone,
                at),
            at));
  }

  private void move(DocketDate date, Deadline said, Entry by) {
    if (date.setBy().isSameAs(by) && date.deadline().equals(said)) {
      return;
    }
    Deadline was = date.deadline();
    boolean less = said.what().length() < was.what().length();
    Deadline now =
        new Deadline(
            was.kind(),
            less ? was.what() : said.what(),
            said.who().isEmpty() ? was.who() : said.who(),
            said.date(),
            said.period(),
            said.conditional(),
            Deadline.Status.MOVED,
            said.quote(),
            was.day(),
            said.computed(),
            false);
    put(DateTimes.standing(date.moved(now, by, at), at));
  }

  /** An entry that is edited no longer sets what its words no longer say. */
  private void withdrawn(ReadEntry entry) {
    Entry by = entry(entry, "");
    if (entry.words().isBlank()) {
      return;
    }
    for (DocketDate date : List.copyOf(dates.values())) {
      boolean itsOwn =
          date.state().isOpen() && known.containsKey(date.uid()) && date.setBy().isSameAs(by);
      if (itsOwn && !entry.words().contains(date.setBy().quote())) {
        List<Deadline> said = entry.leadsTo().deadlines();
        Optional<Deadline> instead =
            said.stream()
                .filter(d -> DateMatch.moved(List.of(date), d, by).isPresent())
                .findFirst();
        put(
            instead
                .map(d -> DateTimes.standing(date.moved(d, entry(entry, d.quote()), at), at))
                .orElseGet(() -> date.ended(State.VACATED, by, at)));
      }
    }
  }

  private void put(DocketDate date) {
    dates.put(date.uid(), date);
  }

  private Entry entry(ReadEntry entry, String quote) {
    Item item = entry.item();
    return new Entry(
        watch.id(),
        item.key(),
        item.fields().getOrDefault(Item.NUMBER, ""),
        item.title(),
        item.link(),
        entry.day(),
        quote);
  }
}
