package crier.rules.docket;

import crier.model.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Phrases of one kind. To teach one more: one line, with an example that a test reads. */
abstract class Phrases {

  private final List<Phrase> phrases = new ArrayList<>();

  /** All phrases there are. */
  static List<Phrase> all() {
    return Stream.of(new StayPhrases(), new RulingPhrases(), new CasePhrases())
        .flatMap(kind -> kind.phrases.stream())
        .toList();
  }

  /**
   * Adds one.
   *
   * @param word what every fitting clause holds
   * @param pattern RE2, with the parts that {@link Grammar} names
   * @param example an entry in these words
   */
  final void add(Event event, Speaker speaker, String word, String pattern, String example) {
    phrases.add(Phrase.of(event, speaker, word, pattern, example));
  }
}
