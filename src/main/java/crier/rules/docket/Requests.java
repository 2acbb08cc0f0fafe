package crier.rules.docket;

import crier.model.Event;
import crier.rules.docket.DocketClassifier.Found;
import java.util.BitSet;

/** What a motion asks for. The first relief decides; others count where they are joined to it. */
final class Requests {

  private static final int JOINED = 6;

  private final Grammar grammar;
  private final BitSet joint = new BitSet();
  private final BitSet alternative = new BitSet();

  Requests(Grammar grammar) {
    this.grammar = grammar;
    for (String word : new String[] {"alternative", "alternatively"}) {
      alternative.set(grammar.lexicon().learn(word));
    }
    for (String word : new String[] {"or", "and"}) {
      joint.set(grammar.lexicon().learn(word));
    }
    joint.set(Lexicon.COMMA);
    joint.or(alternative);
  }

  void read(Reading reading, Found found) {
    for (int i = 0; i < reading.clauses().size(); i++) {
      if (reading.heads(i)) {
        read(reading.clauses().get(i), reading.headFrom(), reading.headTo(), found);
      }
    }
  }

  private void read(Clause clause, int from, int after, Found found) {
    boolean first = true;
    BitSet joint = this.joint;
    int at = after;
    while (at < clause.size()) {
      Sequences.Found<Relief> relief = grammar.reliefs().longest(clause, at);
      if (relief == null) {
        at++;
        continue;
      }
      if (!first && !clause.has(joint, at - JOINED, at)) {
        return;
      }
      Event requested = relief.meaning().requested();
      if (requested != null) {
        found.add(requested, clause, first ? from : relief.from(), relief.to());
      } else if (first && relief.meaning().name().equals("other")) {
        // "for an extension or, alternatively, to stay", but not "for leave to reply and ..."
        joint = alternative;
      }
      first = false;
      at = relief.to();
    }
  }
}
