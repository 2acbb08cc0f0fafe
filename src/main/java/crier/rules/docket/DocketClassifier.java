package crier.rules.docket;

import crier.model.Event;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Reads which events a docket entry records as having happened. What a party asks for, what an
 * order recalls or foresees, and what another paper is called, are no events. Safe for use by many
 * threads.
 */
public final class DocketClassifier {

  /** What a feed says is shorter. */
  private static final int FEED = 250;

  /**
   * At this score or lower the second reader speaks against a ruling. It is below 0, because it
   * knows fewer words than the grammar: what is new to it is no word against.
   */
  private static final int AGAINST = -50;

  /**
   * At this score a ruling that only the second reader sees is told, unconfirmed: no entry of the
   * development corpus that records none scores so high.
   */
  private static final int ALONE = 110;

  /** Rulings on the same thing: where the grammar reads one of them, it has not overlooked it. */
  private static final List<Set<Event>> ABOUT =
      List.of(
          EnumSet.of(
              Event.STAY_ENTERED,
              Event.STAY_LIFTED,
              Event.STAY_EXTENDED,
              Event.STAY_DENIED,
              Event.STAY_LIFT_DENIED),
          EnumSet.of(Event.INJUNCTION_GRANTED, Event.INJUNCTION_DENIED, Event.INJUNCTION_DISSOLVED),
          EnumSet.of(Event.DISMISSED),
          EnumSet.of(Event.MANDATE_ISSUED));

  private static final String AND = " AND ";

  private final Grammar grammar = Grammar.english();
  private final Names names = new Names(grammar);
  private final Acts acts = new Acts(grammar);
  private final Requests requests = new Requests(grammar);
  private final LinearReader second = LinearReader.learnt();
  private final Ranks ranks = new Ranks(grammar);

  /**
   * Classifies an entry.
   *
   * @return each event once, in the order of {@link Event}; empty when it records none of the list
   */
  public List<Recorded> classify(DocketText entry) {
    Map<Event, Recorded> all = new EnumMap<>(Event.class);
    for (String part : parts(entry.text())) {
      read(part).forEach(recorded -> all.putIfAbsent(recorded.event(), recorded));
    }
    return confirmed(entry.text(), List.copyOf(all.values()));
  }

  /**
   * What {@link #classify} reads, and what only the second reader sees in a paper of the court's,
   * where it is very sure: unconfirmed, for whoever reads the entry.
   *
   * @return each event once, in the order of {@link Event}
   */
  public List<Recorded> all(DocketText entry) {
    List<Recorded> read = classify(entry);
    if (!isTheCourts(entry)) {
      return read;
    }
    Map<Event, Recorded> all = new EnumMap<>(Event.class);
    second
        .heard(entry.text(), ALONE)
        .forEach((event, words) -> {
          Set<Event> about =
              ABOUT.stream().filter(s -> s.contains(event)).findFirst().orElseThrow();
          if (read.stream().noneMatch(one -> about.contains(one.event()))) {
            all.put(event, new Recorded(event, words, false));
          }
        });
    if (all.isEmpty()) {
      return read;
    }
    read.forEach(one -> all.put(one.event(), one));
    return List.copyOf(all.values());
  }

  /** Marks the rulings that the second reader speaks against. */
  private List<Recorded> confirmed(String text, List<Recorded> read) {
    if (read.stream().noneMatch(r -> LinearReader.RULINGS.contains(r.event()))) {
      return read;
    }
    Map<Event, Integer> scores = second.scores(text);
    return read.stream()
        .map(r -> scores.getOrDefault(r.event(), 0) <= AGAINST ? r.unconfirmed() : r)
        .toList();
  }

  /**
   * A court's feed joins the names of an entry's events: "Order on Motion to Stay AND Judgment".
   */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int begin = 0;
    if (text.length() <= FEED) {
      for (int at = text.indexOf(AND); at > 0; at = text.indexOf(AND, at + 1)) {
        int after = at + AND.length();
        boolean names =
            Character.isLowerCase(text.charAt(at - 1))
                && after + 1 < text.length()
                && Character.isLowerCase(text.charAt(after + 1));
        if (names) {
          parts.add(text.substring(begin, at));
          begin = after;
        }
      }
    }
    parts.add(text.substring(begin));
    return parts;
  }

  /** How significant an entry is, and why, when {@link #classify} finds no event in it. */
  public Rank rank(DocketText entry) {
    Rank first = null;
    for (String part : parts(entry.text())) {
      Rank rank = ranks.of(new ParsedEntry(part, grammar, names));
      boolean higher = first == null || rank.significance().compareTo(first.significance()) > 0;
      first = higher ? rank : first;
    }
    return Objects.requireNonNull(first);
  }

  /** Whether the court or its clerk speaks in an entry, as opposed to a party. */
  boolean isTheCourts(DocketText entry) {
    return new ParsedEntry(entry.text(), grammar, names).paper().court();
  }

  private List<Recorded> read(String text) {
    ParsedEntry reading = new ParsedEntry(text, grammar, names);
    Found found = new Found(text, grammar, reading);
    for (int i = 0; i < reading.clauses().size(); i++) {
      phrases(reading, i, found);
      if (reading.paper().court()) {
        acts.read(reading, i, found);
      }
    }
    if (reading.paper() == PaperKind.MOTION) {
      requests.read(reading, found);
    }
    return found.all();
  }

  private void phrases(ParsedEntry reading, int index, Found found) {
    Clause clause = reading.clauses().get(index);
    Sequences<Grammar.Phrase> phrases = grammar.phrases(reading.paper());
    for (int at = 0; at < clause.size(); at++) {
      for (Sequences.Entry<Grammar.Phrase> entry : phrases.beginning(clause.word(at))) {
        Grammar.Phrase phrase = entry.meaning();
        if (found.has(phrase.event()) || (phrase.heading() && !reading.named(index, at))) {
          continue;
        }
        int end = entry.sequence().match(clause, at);
        boolean real =
            end > at
                && (phrase.heading()
                    ? !denied(clause, at, end)
                    : acts.real(reading, index, phrase.event(), at, end));
        if (real) {
          found.add(phrase.event(), clause, at, end);
        }
      }
    }
  }

  /** "ORDER denying motion to stay": a gap of a pattern may not skip the denial. */
  private boolean denied(Clause clause, int from, int end) {
    return clause.has(grammar.lexicon().group("deny"), from, end);
  }

  /** What was found so far, each event with the words it rests on. */
  static final class Found {
    private final String text;
    private final Grammar grammar;
    private final ParsedEntry reading;
    private final Map<Event, Recorded> events = new EnumMap<>(Event.class);
    private final Set<Event> onlyRuled = EnumSet.noneOf(Event.class);
    private final Set<Event> notWholly = EnumSet.noneOf(Event.class);
    private boolean explicit;

    Found(String text, Grammar grammar, ParsedEntry reading) {
      this.text = text;
      this.grammar = grammar;
      this.reading = reading;
    }

    /** A word of a clause as the entry has it. */
    String word(Clause clause, int at) {
      return text.substring(clause.start(at), clause.end(at));
    }

    boolean has(Event event) {
      return events.containsKey(event);
    }

    /** Adds an event, unless what follows narrows it so that it is none. */
    void add(Event event, Clause clause, int from, int to) {
      if (!grammar.limits().narrow(event, clause, from, reading)) {
        onlyRuled.remove(event);
        put(event, clause, from, to);
      }
    }

    private void put(Event event, Clause clause, int from, int to) {
      events.computeIfAbsent(
          event, _ -> new Recorded(event, text.substring(clause.start(from), clause.end(to - 1))));
    }

    /** Adds an event that follows from the ruling on a motion. */
    void ruled(Event event, Clause clause, int from, int to) {
      if (!has(event) && !grammar.limits().narrow(event, clause, from, reading)) {
        onlyRuled.add(event);
        put(event, clause, from, to);
      }
    }

    /** A motion for the same was denied, or granted in part: no other ruling makes it whole. */
    void notWholly(Event event) {
      notWholly.add(event);
    }

    /** A ruling said what it was on, so that a later bare one is on something else. */
    void explicit() {
      explicit = true;
    }

    boolean isExplicit() {
      return explicit;
    }

    List<Recorded> all() {
      if (has(Event.STAY_EXTENDED) && !onlyRuled.contains(Event.STAY_ENTERED)) {
        events.remove(Event.STAY_ENTERED); // what is stayed further was stayed before
      }
      onlyRuled.retainAll(notWholly);
      onlyRuled.forEach(events::remove);
      return new ArrayList<>(events.values());
    }
  }
}
