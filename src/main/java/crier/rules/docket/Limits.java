package crier.rules.docket;

import crier.model.Event;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words that narrow an act so that it is no longer the event: "dismissed as to Count II". */
final class Limits {

  private final Map<Event, Sequences<Event>> inClause = new EnumMap<>(Event.class);
  private final Map<Event, Sequences<Event>> inEntry = new EnumMap<>(Event.class);

  void add(Event event, boolean entry, Sequence sequence) {
    (entry ? inEntry : inClause)
        .computeIfAbsent(event, _ -> new Sequences<>())
        .add(sequence, event);
  }

  /** Whether an act that begins at a word of a clause is narrowed there or further on. */
  boolean narrow(Event event, Clause clause, int from, ParsedEntry reading) {
    if (found(inClause.get(event), clause, from)) {
      return true;
    }
    Sequences<Event> anywhere = inEntry.get(event);
    return anywhere != null && reading.clauses().stream().anyMatch(c -> found(anywhere, c, 0));
  }

  private static boolean found(@Nullable Sequences<Event> those, Clause clause, int from) {
    return those != null && those.first(clause, from, clause.size()) != null;
  }
}
