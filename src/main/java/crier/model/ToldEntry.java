package crier.model;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A docket entry that people were told of, with everything that watches saw of it since.
 *
 * @param id unique; negative when it is told by the alert that is being judged
 * @param cases what its case is called; names count within a case only
 * @param names as in {@link Sighting}
 * @param seen the first telling first; at least one
 */
public record ToldEntry(long id, List<String> cases, List<String> names, List<Seen> seen) {

  public ToldEntry {
    cases = List.copyOf(cases);
    names = List.copyOf(names);
    seen = List.copyOf(seen);
  }

  /**
   * What one watch once saw of it.
   *
   * @param key the item's key within that watch
   * @param events what was told of it, or would have been
   */
  public record Seen(
      String watch,
      String key,
      List<Event> events,
      boolean numbered,
      @Nullable LocalDate day,
      String words) {
    public Seen {
      events = List.copyOf(events);
    }
  }
}
