package crier.model;

import java.util.List;

/**
 * Something not known yet about a story; an alert names the questions it bears on.
 *
 * @param id unique in its story
 * @param ask the question as a reader would put it
 * @param events any of which bears on it
 * @param terms words, phrases or {@code /patterns/}, any of which bears on it
 * @param watches where only these can bear on it; empty: all of the story's
 */
public record Question(
    String id, String ask, List<Event> events, List<String> terms, List<String> watches) {

  public Question {
    events = List.copyOf(events);
    terms = List.copyOf(terms);
    watches = List.copyOf(watches);
  }
}
