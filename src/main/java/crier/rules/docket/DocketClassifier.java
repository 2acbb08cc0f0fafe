package crier.rules.docket;

import com.google.re2j.Matcher;
import crier.model.Event;
import crier.rules.docket.Clauses.Clause;
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

  private static final List<Phrase> PHRASES = Phrases.all();

  /**
   * Classifies an entry.
   *
   * @return each event once, in the order of {@link Event}; empty when it records none of the list
   */
  public List<Recorded> classify(DocketText entry) {
    Map<Event, Recorded> found = new EnumMap<>(Event.class);
    String text = entry.text();
    Speaker speaker = Clauses.speaker(text);
    boolean moves = speaker == Speaker.PARTY && Clauses.moves(text);
    for (Clause clause : Clauses.of(text)) {
      read(clause, speaker, moves && clause.start() == 0, text, found);
    }
    Conflicts.settle(found);
    return new ArrayList<>(found.values());
  }

  private static void read(
      Clause clause, Speaker speaker, boolean moves, String text, Map<Event, Recorded> found) {
    String act = Clauses.act(clause.text());
    for (Phrase phrase : PHRASES) {
      boolean heard =
          switch (phrase.speaker()) {
            case ANYBODY -> true;
            case MOVANT -> moves;
            case COURT, PARTY -> phrase.speaker() == speaker;
          };
      if (!heard || found.containsKey(phrase.event()) || !clause.lower().contains(phrase.word())) {
        continue;
      }
      Matcher matcher = phrase.pattern().matcher(act);
      if (matcher.find()
          && !(phrase.speaker() == Speaker.COURT
              && Clauses.unreal(act, matcher.start(), matcher.end()))) {
        int start = clause.start() + matcher.start();
        found.put(
            phrase.event(),
            new Recorded(
                phrase.event(),
                text.substring(start, start + matcher.end() - matcher.start()).strip()));
      }
    }
  }
}
