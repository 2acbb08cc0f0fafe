package crier.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is left to tell once what other watches told already is taken out.
 *
 * @param alert null when nothing is left
 * @param sightings the docket entries among it, and among what was taken out
 */
public record Verdict(@Nullable Alert alert, List<Ruled> sightings) {

  public Verdict {
    sightings = List.copyOf(sightings);
  }

  /**
   * What becomes of one sighting.
   *
   * @param entry id of the {@link ToldEntry}; negative ones are told for the first time
   * @param events what this watch sees happen
   * @param significance the rank that this watch gives it
   * @param told whether the alert tells of it; else it is only noted where it was told
   */
  public record Ruled(
      Sighting sighting, long entry, List<Event> events, Significance significance, boolean told) {
    public Ruled {
      events = List.copyOf(events);
    }
  }
}
