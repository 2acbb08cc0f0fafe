package crier.rules.docket;

import crier.model.Event;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads which events a docket entry records as having happened. What a party asks for, what an
 * order recalls or foresees, and what another paper is called, are no events. Safe for use by many
 * threads.
 */
public final class DocketClassifier {

  private final Grammar grammar = Grammar.english();
  private final Acts acts = new Acts(grammar);
  private final Requests requests = new Requests(grammar);

  /**
   * Classifies an entry.
   *
   * @return each event once, in the order of {@link Event}; empty when it records none of the list
   */
  public List<Recorded> classify(DocketText entry) {
    Reading reading = new Reading(entry.text(), grammar);
    if (reading.paper() == Paper.SILENT) {
      return List.of();
    }
    Found found = new Found(entry.text());
    for (int i = 0; i < reading.clauses().size(); i++) {
      phrases(reading, i, found);
    }
    if (reading.paper().court()) {
      reading.clauses().forEach(clause -> acts.read(clause, reading, found));
    }
    if (reading.paper() == Paper.MOTION) {
      requests.read(reading, found);
    }
    return found.all();
  }

  private void phrases(Reading reading, int index, Found found) {
    Clause clause = reading.clauses().get(index);
    Sequences<Grammar.Phrase> phrases = grammar.phrases(reading.paper());
    for (int at = 0; at < clause.size(); at++) {
      for (Sequences.Entry<Grammar.Phrase> entry : phrases.beginning(clause.word(at))) {
        Grammar.Phrase phrase = entry.meaning();
        if (found.has(phrase.event()) || (phrase.heading() && !named(reading, index, at))) {
          continue;
        }
        int end = entry.sequence().match(clause, at);
        if (end > at && (phrase.heading() || acts.real(reading, clause, phrase.event(), at, end))) {
          found.add(phrase.event(), clause, at, end);
        }
      }
    }
  }

  /** Whether a word is part of the paper's name, or an adjective before it. */
  private static boolean named(Reading reading, int clause, int at) {
    return reading.heads(clause) && at >= reading.headFrom() - 3 && at < reading.headTo() + 3;
  }

  /** What was found so far, each event with the words it rests on. */
  static final class Found {
    private final String text;
    private final Map<Event, Recorded> events = new EnumMap<>(Event.class);

    Found(String text) {
      this.text = text;
    }

    boolean has(Event event) {
      return events.containsKey(event);
    }

    void add(Event event, Clause clause, int from, int to) {
      events.computeIfAbsent(
          event, _ -> new Recorded(event, text.substring(clause.start(from), clause.end(to - 1))));
    }

    /** A stay that is said to go on was not entered here. */
    List<Recorded> all() {
      if (has(Event.STAY_EXTENDED)) {
        events.remove(Event.STAY_ENTERED);
      }
      return new ArrayList<>(events.values());
    }
  }
}
