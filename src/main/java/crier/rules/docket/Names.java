package crier.rules.docket;

import crier.rules.docket.Verb.Form;
import java.util.BitSet;

/**
 * Finds the words that only name a motion, another filing or another order: what they ask for or
 * tell of is not done here.
 */
final class Names {

  private static final int TITLE = 5;

  private final Grammar grammar;
  private final BitSet be;
  private final BitSet shall;
  private final BitSet will;
  private final BitSet and;
  private final BitSet adverb;
  private final BitSet hearing;
  private final BitSet referring;
  private final BitSet order;
  private final BitSet re;
  private final BitSet month;
  private final BitSet purpose = new BitSet();
  private final BitSet entering = new BitSet();
  private final BitSet motion;
  private final BitSet held;
  private final BitSet definite;

  Names(Grammar grammar) {
    this.grammar = grammar;
    Lexicon lexicon = grammar.lexicon();
    this.be = lexicon.group("be");
    this.shall = lexicon.group("shall");
    this.will = lexicon.group("will");
    this.and = lexicon.group("and");
    this.adverb = lexicon.group("adverb");
    this.hearing = lexicon.group("hearing");
    this.order = lexicon.group("heading");
    this.month = lexicon.group("month");
    held = lexicon.group("held");
    definite = lexicon.group("definite");
    purpose.set(lexicon.learn("for"));
    motion = lexicon.group("motion");
    entering.or(lexicon.group("determiner"));
    for (String word : new String[] {"entry", "of", "agreed", "interim", "final"}) {
      entering.set(lexicon.learn(word));
    }
    this.re = lexicon.group("referring");
    this.referring = (BitSet) lexicon.group("referring").clone();
    referring.or(lexicon.group("number"));
  }

  /**
   * The words of a clause that belong to a name.
   *
   * @param headFrom where the name of this very paper begins in the clause
   * @param headTo where it ends; equal to {@code headFrom} when it is not in this clause
   */
  BitSet in(Clause clause, int headFrom, int headTo) {
    BitSet names = new BitSet();
    int at = 0;
    while (at < clause.size()) {
      Sequences.Found<String> thing = grammar.things().longest(clause, at);
      if (thing == null || (at >= headFrom && at < headTo)) {
        at++;
        continue;
      }
      int end = thing.to();
      String meaning = thing.meaning();
      boolean other =
          meaning.equals("order") && clause.is(at - 1, referring) && !clause.is(at - 2, month);
      boolean asked = meaning.equals("motion") || meaning.equals("filing");
      // "on the defendant's oral motion the case is dismissed": a motion's name begins otherwise.
      boolean named = !clause.is(end, hearing) && !clause.is(end, and) && !clause.is(end, definite);
      if (other || (asked && named)) {
        boolean titled = asked && titled(clause, end);
        while (end < clause.size()
            && ((titled |= asked && clause.is(end, motion) && titled(clause, end + 1))
                ? !ends(clause, end)
                : !closes(clause, end) || (other && rules(clause, end)))) {
          names.set(end++);
        }
      }
      at = end;
    }
    return names;
  }

  /** "motion for entry of an order (A) amending … and (B) lifting the stay": all one name. */
  private boolean titled(Clause clause, int at) {
    if (!clause.is(at, purpose)) {
      return false;
    }
    int next = at + 1;
    while (next < at + TITLE && clause.is(next, entering)) {
      next++;
    }
    return clause.is(next, order) && !clause.is(next + 1, and);
  }

  private boolean ends(Clause clause, int at) {
    int word = clause.word(at);
    if (word == Lexicon.COMMA) {
      int next = clause.is(at + 1, and) ? at + 2 : at + 1;
      return next >= clause.size()
          || grammar.verbs(clause.word(next)).stream()
              .noneMatch(v -> v.form() == Form.GERUND && !v.name().equals("extend"));
    }
    return word == Lexicon.COLON
        || word == Lexicon.DASH
        || clause.is(at, be)
        || clause.is(at, shall)
        || clause.is(at, will);
  }

  private boolean rules(Clause clause, int at) {
    return grammar.verbs(clause.word(at)).stream().anyMatch(Verb::rules);
  }

  private boolean closes(Clause clause, int at) {
    int word = clause.word(at);
    if (clause.is(at, hearing) && clause.is(at + 1, held)) {
      return true; // "Motion … filed by Harbor Bank, Esq. Hearing held"
    }
    if (word == Lexicon.COMMA
        || (word == Lexicon.COLON && !clause.is(at - 1, re))
        || word == Lexicon.DASH
        || clause.is(at, be)
        || clause.is(at, shall)
        || clause.is(at, will)) {
      return true;
    }
    for (Verb verb : grammar.verbs(word)) {
      boolean gerund = verb.form() == Form.GERUND;
      boolean told = gerund || verb.form() == Form.THIRD;
      if (verb.name().equals("hold") && verb.form() == Form.PAST) {
        return true; // "motion to dismiss held in abeyance"
      }
      if (gerund && clause.is(at - 1, order)) {
        return false; // "motion to reconsider the order denying a stay"
      }
      int before = at - 1;
      while (clause.is(before, adverb)) {
        before--; // "and administratively closing the case"
      }
      if (verb.rules() || (told && clause.is(before, and))) {
        return true;
      }
    }
    return false;
  }
}
