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
  private final BitSet linking;
  private final BitSet nesting;

  Requests(Grammar grammar) {
    this.grammar = grammar;
    for (String word : new String[] {"alternative", "alternatively"}) {
      alternative.set(grammar.lexicon().learn(word));
    }
    for (String word : new String[] {"or", "and"}) {
      joint.set(grammar.lexicon().learn(word));
    }
    linking = grammar.lexicon().group("linking");
    nesting = grammar.lexicon().group("motion");
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
    Relief first = null;
    boolean nested = false;
    boolean joined = true;
    int at = after;
    while (at < clause.size()) {
      Sequences.Found<Relief> relief = grammar.reliefs().longest(clause, at);
      if (relief == null) {
        nested |= clause.is(at, nesting);
        joined = !nested && (clause.is(at, joint) || (joined && clause.is(at, linking)));
        at++;
        continue;
      }
      // After what a motion is for, what it is about: "to extend time to answer the motion to
      // stay".
      boolean other = first != null && first.requested() == null && first.granted() == null;
      boolean also =
          joined || clause.has(other ? alternative : joint, at - JOINED, at) || first == null;
      if (!also && !other) {
        return;
      }
      Event requested = relief.meaning().requested();
      if (also && requested != null) {
        found.add(requested, clause, first == null ? from : relief.from(), relief.to());
      }
      first = first == null ? relief.meaning() : first;
      joined = false;
      at = relief.to();
    }
  }
}
