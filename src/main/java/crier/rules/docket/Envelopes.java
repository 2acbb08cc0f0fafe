package crier.rules.docket;

import java.util.BitSet;
import java.util.List;

/**
 * The envelope of an entry: entered in error, unsigned, stricken, mailed. It is read before any
 * rule, for such a paper records no ruling, whatever stands in it.
 */
final class Envelopes {

  private enum Where {
    BEGIN,
    END,
    HEAD
  }

  private final BitSet telling = new BitSet();
  private final BitSet paper = new BitSet();
  private final BitSet which = new BitSet();
  private final Sequences<Where> envelopes = new Sequences<>();

  Envelopes(Lexicon lexicon) {
    for (String group : new String[] {"be", "was", "been", "which", "adverb"}) {
      telling.or(lexicon.group(group));
    }
    which.or(lexicon.group("definite"));
    which.or(lexicon.group("number"));
    paper.or(lexicon.group("heading"));
    paper.or(lexicon.group("filing"));
    paper.or(lexicon.group("motion"));
    paper.set(lexicon.learn("document"));
  }

  void add(String where, Sequence sequence) {
    envelopes.add(sequence, Where.valueOf(where.toUpperCase(java.util.Locale.ROOT)));
  }

  /** Whether the envelope says that nothing is recorded. */
  boolean silence(List<Clause> clauses, int heading, int headTo) {
    for (int i = 0; i < clauses.size(); i++) {
      Clause clause = clauses.get(i);
      for (int at = 0; at < clause.size(); at++) {
        for (Sequences.Entry<Where> entry : envelopes.beginning(clause.word(at))) {
          int end = entry.sequence().match(clause, at);
          boolean stands =
              end > at
                  && switch (entry.meaning()) {
                    case BEGIN -> at == 0 || opens(clause, at);
                    case END ->
                        end == clause.size() && (at == 0 || clause.aside() || bare(clause, at));
                    case HEAD -> i == heading && (at < headTo || (at > 0 && opens(clause, at)));
                  };
          if (stands) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean opens(Clause clause, int at) {
    int before = clause.word(at - 1);
    return before == Lexicon.COLON || before == Lexicon.DASH;
  }

  /** "[ENTERED IN ERROR]" at a sentence's end; not "the motion that was filed in error". */
  private boolean bare(Clause clause, int at) {
    return opens(clause, at)
        || !(clause.is(at - 1, telling)
            || (clause.is(at - 1, paper) && clause.is(at - 2, which))
            || clause.is(at - 2, telling));
  }
}
