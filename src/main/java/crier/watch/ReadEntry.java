package crier.watch;

import crier.model.Consequences;
import crier.model.Event;
import crier.model.Item;
import crier.rules.docket.Recorded;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A docket entry with all that was read in it.
 *
 * @param court CourtListener's id, or empty where nobody says
 * @param day when it was filed, or null
 * @param recorded what happened, with the words it rests on
 */
record ReadEntry(
    Item item,
    String court,
    @Nullable LocalDate day,
    List<Recorded> recorded,
    Consequences leadsTo) {

  ReadEntry {
    recorded = List.copyOf(recorded);
  }

  Set<Event> events() {
    return recorded.stream().map(Recorded::event).collect(Collectors.toSet());
  }

  /** Its words: the text, or the title where there is none. */
  String words() {
    return item.text().isBlank() ? item.title() : item.text();
  }
}
