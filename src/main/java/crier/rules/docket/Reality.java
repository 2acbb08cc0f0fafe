package crier.rules.docket;

import java.util.BitSet;

/**
 * Whether what a clause says has happened, or is only imagined, wished for, recalled or foreseen.
 */
final class Reality {

  private final BitSet conditional;
  private final BitSet wish;
  private final BitSet upon;
  private final BitSet ordered;
  private final BitSet court;
  private final BitSet be;
  private final BitSet shall;
  private final BitSet considered;
  private final BitSet past;
  private final int to;

  Reality(Lexicon lexicon) {
    conditional = lexicon.group("conditional");
    wish = lexicon.group("wish");
    upon = lexicon.group("upon");
    ordered = lexicon.group("ordered");
    court = lexicon.group("court");
    be = lexicon.group("be");
    shall = lexicon.group("shall");
    considered = lexicon.group("considered");
    past = lexicon.group("past");
    to = lexicon.look("to");
  }

  /**
   * Whether an act is real.
   *
   * @param at where the act, with its subject, begins
   */
  boolean real(Clause clause, int at) {
    boolean comma = false;
    for (int i = at - 1; i >= 0; i--) {
      int word = clause.word(i);
      if (ordered.get(word) && !clause.is(i - 1, past)) {
        return true;
      }
      if (word == Lexicon.COLON || word == Lexicon.DASH) {
        return true;
      }
      if (wish.get(word) && !court.get(word)) {
        return false;
      }
      if (past.get(word)) {
        return false;
      }
      if (!comma && conditional.get(word)) {
        return false;
      }
      if (!comma
          && upon.get(word)
          && !considered.get(i + 1 < clause.size() ? clause.word(i + 1) : to)
          && !(i + 2 < clause.size() && considered.get(clause.word(i + 2)))) {
        return false;
      }
      comma |= word == Lexicon.COMMA;
    }
    return true;
  }

  /** Whether a verb that names its object speaks of now: nothing imagined close before it. */
  boolean near(Clause clause, int at) {
    for (int i = at - 1; i >= 0 && i >= at - 8; i--) {
      int word = clause.word(i);
      if (ordered.get(word) || court.get(word) || word == Lexicon.COMMA || word == Lexicon.COLON) {
        return true;
      }
      if (conditional.get(word) || wish.get(word) || past.get(word)) {
        return false;
      }
    }
    return true;
  }

  boolean finite(Clause clause, int from, int end) {
    return clause.has(be, from, end) || clause.has(shall, from, end);
  }
}
