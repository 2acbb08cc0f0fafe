package crier.model;

import java.util.List;
import java.util.Optional;

/**
 * A rule of a watch: findings that it fits get its significance, or are silenced.
 *
 * @param texts a word or phrase each, any of which must occur; empty: any text fits. {@code /…/} is
 *     an RE2 pattern.
 * @param not words, phrases or patterns that must not occur
 * @param events any of which the finding must have; empty: any
 * @param significance what a fitting finding gets; empty means silence: kept in the history, told
 *     to nobody
 */
public record Rule(
    List<String> texts, List<String> not, List<Event> events, Optional<Significance> significance) {

  public Rule {
    texts = List.copyOf(texts);
    not = List.copyOf(not);
    events = List.copyOf(events);
  }
}
