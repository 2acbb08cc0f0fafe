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
  private final BitSet referring;
  private final BitSet number;
  private final BitSet purpose = new BitSet();
  private final BitSet answering = new BitSet();
  private final int to;

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
    this.to = grammar.lexicon().learn("to");
    purpose.set(grammar.lexicon().learn("for"));
    for (String word : new String[] {"answer", "respond", "oppose", "answering", "object"}) {
      answering.set(grammar.lexicon().learn(word));
    }
    referring = grammar.lexicon().group("referring");
    number = grammar.lexicon().group("number");
    joint.set(Lexicon.COMMA);
    joint.or(alternative);
  }

  void read(ParsedEntry reading, Found found) {
    for (int i = 0; i < reading.clauses().size(); i++) {
      Clause clause = reading.clauses().get(i);
      if (reading.heads(i)) {
        read(clause, reading.headFrom(), reading.headTo(), found);
      } else if (!clause.aside() && begins(clause)) {
        read(clause, 0, 1, found); // "MOTION to Dismiss ; MOTION to Stay Case"
      }
    }
  }

  private boolean begins(Clause clause) {
    return another(clause, 0);
  }

  /** Whether a motion's own name begins at a word. */
  private boolean another(Clause clause, int from) {
    int at = from;
    while (clause.is(at, grammar.lexicon().group("style"))) {
      at++;
    }
    return clause.is(at, nesting)
        && (clause.word(at + 1 < clause.size() ? at + 1 : at) == to || clause.is(at + 1, purpose));
  }

  private void read(Clause clause, int begin, int after, Found found) {
    int from = begin;
    Relief first = null;
    boolean nested = false;
    boolean joined = true;
    int at = after;
    while (at < clause.size()) {
      Sequences.Found<Relief> relief = grammar.reliefs().longest(clause, at);
      boolean about = clause.is(at, referring) && clause.is(at + 1, number);
      boolean answers =
          clause.is(at, nesting)
              && clause.has(answering, at - 3, at)
              && !clause.has(Lexicon.COMMA, at - 3, at);
      if ((first != null && about) || answers) {
        return; // "to stay re 61 Order on Motion for TRO", "to extend time to answer motion"
      }
      if (!nested && clause.word(at) == Lexicon.COMMA && another(clause, at + 1)) {
        first = null; // "MOTION to Extend Time , MOTION to Stay": a second one
        at++;
        while (!clause.is(at, nesting)) {
          at++;
        }
        from = at++;
        joined = true;
        continue;
      }
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
