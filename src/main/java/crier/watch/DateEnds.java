package crier.watch;

import crier.model.Cut;
import crier.model.Deadline;
import crier.model.DocketDate;
import crier.model.DocketDate.Entry;
import crier.model.DocketDate.State;
import crier.model.Event;
import crier.rules.docket.Recorded;
import crier.rules.docket.consequence.CourtDays;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one entry ends or sets going without naming it: the paper that answers an order, the minutes
 * of a hearing, the event that a duty waited for, the end of the case. Pure.
 */
final class DateEnds {

  /** A paper's name stands in so many of its first letters. */
  private static final int NAME = 240;

  /** Minutes may be dated by the day on which they were entered. */
  private static final int MINUTES_WITHIN_DAYS = 5;

  private final ReadEntry entry;
  private final Entry self;
  private final Instant at;
  private final Map<String, DocketDate> dates = new LinkedHashMap<>();

  DateEnds(ReadEntry entry, Entry self, Instant at) {
    this.entry = entry;
    this.self = self;
    this.at = at;
  }

  /** The dates of the case as they are after it. */
  Collection<DocketDate> of(List<DocketDate> known) {
    known.forEach(this::put);
    answered();
    held();
    happened();
    ended();
    return dates.values();
  }

  /** A paper of the kind that an earlier entry asked for. */
  private void answered() {
    Set<Paper> papers = Paper.of(entry.words(), entry.leadsTo());
    // Read again, after an edit: it answers what it answered, and no more.
    boolean did =
        dates.values().stream()
            .map(DocketDate::endedBy)
            .anyMatch(by -> by != null && by.isSameAs(self));
    if (papers.isEmpty() || did) {
      return;
    }
    Entry by = quoting(Cut.beginning(entry.words(), NAME));
    Set<String> references = DateMatch.references(entry.words());
    List<DocketDate> asked =
        dates.values().stream()
            .filter(date -> isAnswered(date, papers, by, references))
            .sorted(
                Comparator.comparing(
                        (DocketDate date) -> !references.contains(date.setBy().number()))
                    .thenComparing(date -> dayOrLast(date))
                    .thenComparing(DocketDate::uid))
            .toList();
    if (!asked.isEmpty()) {
      DocketDate first = asked.getFirst();
      asked.stream()
          .filter(date ->
              date.equals(first)
                  || (dayOrLast(date).equals(dayOrLast(first))
                      && Paper.answering(date.deadline())
                          .equals(Paper.answering(first.deadline()))))
          .forEach(date -> met(date, by));
    }
  }

  private void met(DocketDate date, Entry by) {
    DocketDate met = date.ended(State.MET, by, at);
    Deadline.Period period = date.deadline().period();
    LocalDate last = date.day();
    Optional<LocalDate> next =
        period == null || !period.every() || last == null
            ? Optional.empty()
            : CourtDays.of(date.court()).last(last, period);
    put(met);
    next.filter(day -> day.isAfter(last))
        .ifPresent(day -> {
          Deadline again = on(date.deadline(), day);
          String uid = DocketDate.uid(date.uid(), date.setBy(), again, 0);
          if (!dates.containsKey(uid)) {
            put(
                DateTimes.standing(
                    DocketDate.read(
                        uid, date.owner(), again, date.setBy(), date.court(), date.zone(), at),
                    at));
          }
        });
  }

  private static Deadline on(Deadline of, LocalDate day) {
    return new Deadline(
        of.kind(),
        of.what(),
        of.who(),
        null,
        of.period(),
        null,
        of.status(),
        of.quote(),
        of.was(),
        day.toString(),
        of.routine());
  }

  private static LocalDate dayOrLast(DocketDate date) {
    LocalDate day = DateTimes.lastDay(date.deadline());
    return day == null ? LocalDate.MAX : day;
  }

  private static boolean isAnswered(
      DocketDate date, Set<Paper> papers, Entry by, Set<String> references) {
    boolean open = date.state().isOpen() || date.state() == State.PAST;
    // What was filed on the day of the order was more likely its occasion than its answer.
    boolean earlier =
        by.day() == null
            || date.setBy().day() == null
            || by.isAfter(date.setBy())
            || by.day().equals(date.day());
    if (!open || !earlier || date.setBy().isAfter(by) || date.setBy().isSameAs(by)) {
      return false;
    }
    Set<Paper> wanted = Paper.answering(date.deadline());
    boolean named =
        references.contains(date.setBy().number())
            || wanted.contains(Paper.REPORT)
            || wanted.contains(Paper.ANSWER)
            || DateMatch.agree(DateMatch.references(date.setBy().quote()), references);
    return named
        && wanted.stream().anyMatch(papers::contains)
        && DateMatch.agree(
            DateMatch.roles(date.deadline().who()), DateMatch.roles(filedBy(by.quote())));
  }

  /** Who filed it stands behind "by"; what stands before names whom it answers. */
  private static String filedBy(String words) {
    int at = words.indexOf(" by ");
    return at < 0 ? "" : words.substring(at, Math.min(words.length(), at + 80));
  }

  /** A hearing of these days was held. */
  private void held() {
    LocalDate day = entry.day();
    if (day == null || !entry.events().contains(Event.HEARING_HELD)) {
      return;
    }
    Entry by = quoting(quote(Event.HEARING_HELD));
    for (DocketDate date : List.copyOf(dates.values())) {
      LocalDate set = date.day();
      boolean near =
          set != null && !set.isAfter(day) && set.isAfter(day.minusDays(MINUTES_WITHIN_DAYS));
      if (near
          && date.deadline().kind() != Deadline.Kind.DUE
          && (date.state().isOpen() || date.state() == State.PAST)
          && !date.setBy().isSameAs(by)) {
        put(date.ended(State.MET, by, at));
      }
    }
  }

  /** The event has come that a duty waited for; its period counts from there. */
  private void happened() {
    LocalDate day = entry.day();
    if (day == null) {
      return;
    }
    for (DocketDate date : List.copyOf(dates.values())) {
      Deadline.Period period = date.deadline().period();
      if (date.state() == State.WAITING
          && period != null
          && date.deadline().day() == null
          && !date.setBy().isSameAs(self)
          && !date.setBy().isAfter(self)) {
        awaited(date, period)
            .filter(entry.events()::contains)
            .flatMap(_ -> CourtDays.of(date.court()).last(day, period))
            .ifPresent(last ->
                put(
                    DateTimes.standing(
                        date.moved(on(date.deadline(), last), date.setBy(), at), at)));
      }
    }
  }

  private static Optional<Event> awaited(DocketDate date, Deadline.Period period) {
    String event = (period.from() + " " + date.deadline().conditional()).toLowerCase(Locale.ROOT);
    if (event.contains("mandate")) {
      return Optional.of(Event.MANDATE_ISSUED);
    }
    if (event.contains("stay") && (event.contains("lift") || event.contains("dissol"))) {
      return Optional.of(Event.STAY_LIFTED);
    }
    return event.contains("reopen") ? Optional.of(Event.CASE_REOPENED) : Optional.empty();
  }

  /** What ends the case ends what was owed in it before. */
  private void ended() {
    Event end =
        entry.events().contains(Event.CASE_CLOSED)
            ? Event.CASE_CLOSED
            : entry.events().contains(Event.DISMISSED) ? Event.DISMISSED : null;
    if (end == null) {
      return;
    }
    Entry by = quoting(quote(end));
    dates.values().stream()
        .filter(date -> date.state().isOpen() && !date.setBy().isSameAs(by))
        .filter(date -> !date.setBy().isAfter(by))
        .toList()
        .forEach(date -> put(date.ended(State.VACATED, by, at)));
  }

  private void put(DocketDate date) {
    dates.put(date.uid(), date);
  }

  private Entry quoting(String quote) {
    return new Entry(
        self.watch(), self.key(), self.number(), self.title(), self.link(), self.day(), quote);
  }

  private String quote(Event event) {
    return entry.recorded().stream()
        .filter(recorded -> recorded.event() == event)
        .map(Recorded::quote)
        .findFirst()
        .orElse("");
  }
}
