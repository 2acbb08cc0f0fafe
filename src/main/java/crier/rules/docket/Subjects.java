package crier.rules.docket;

import crier.rules.docket.Verb.Form;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What a passive act is done to: "the stay in this case is lifted". */
final class Subjects {

  private final Grammar grammar;
  private final Factuality factuality;
  private final BitSet attributive = new BitSet();
  private final BitSet belonging;
  private final BitSet clausal;
  private final BitSet as;
  private final BitSet it;
  private final BitSet partly;
  private final BitSet introducing;

  Subjects(Grammar grammar, Factuality factuality) {
    this.grammar = grammar;
    this.factuality = factuality;
    Lexicon lexicon = grammar.lexicon();
    this.belonging = lexicon.group("belonging");
    this.clausal = lexicon.group("clausal");
    this.as = lexicon.group("as");
    this.it = lexicon.group("it");
    this.partly = lexicon.group("partly");
    this.introducing = lexicon.group("introducing");
    attributive.or(lexicon.group("unknown"));
    for (String group : new String[] {"determiner", "party", "style", "court", "month", "number"}) {
      attributive.or(lexicon.group(group));
    }
  }

  /** Where the statement begins whose verb stands at a word. */
  int begin(Clause clause, int at, Verb verb, BitSet names) {
    int begin = at;
    while (begin > 0
        && (!ends(clause, begin - 1, names) || (begin < at && coordinated(clause, begin, at)))) {
      begin--;
    }
    return verb.rules() ? introduced(clause, begin, at, names) : begin;
  }

  /** After "for the reasons stated in the memorandum," where that introduces a motion. */
  private int introduced(Clause clause, int begin, int at, BitSet names) {
    if (!clause.is(begin, introducing)) {
      return begin;
    }
    int first = begin;
    int comma = -1;
    for (int i = begin; i < at; i++) {
      if (clause.word(i) == Lexicon.COMMA) {
        first = comma < 0 ? i + 1 : first;
        comma = i;
      } else if (comma >= 0 && !names.get(i)) {
        Sequences.Found<String> thing = grammar.things().longest(clause, i);
        if (thing != null && thing.meaning().equals("motion")) {
          return comma + 1;
        }
      }
    }
    return first;
  }

  /**
   * What a ruling is on: the motion that comes first. What another act is done to: the last thing
   * that does not belong to another, as the case does in "the stay in this case is lifted".
   */
  Sequences.@Nullable Found<String> of(Clause clause, int from, int to, Verb verb, BitSet names) {
    Sequences.Found<String> first = null;
    Sequences.Found<String> last = null;
    int at = from;
    while (at < to) {
      Sequences.Found<String> thing = names.get(at) ? null : grammar.things().longest(clause, at);
      if (thing == null || thing.to() > to) {
        at++;
        continue;
      }
      if (verb.rules() && (thing.meaning().equals("motion") || thing.meaning().equals("filing"))) {
        return thing;
      }
      first = first == null ? thing : first;
      last = belongs(clause, thing.from(), from) ? last : thing;
      at = thing.to();
    }
    if (first != null && verb.rules() && clause.has(it, first.to(), to)) {
      return null; // "the Court is of the opinion that it should be and hereby is DENIED"
    }
    return last == null || clause.is(to - 2, it) ? first : last;
  }

  private boolean belongs(Clause clause, int thing, int from) {
    int at = thing - 1;
    while (at > from && at > thing - 4 && clause.is(at, attributive)) {
      at--;
    }
    return at >= from && clause.is(at, belonging);
  }

  /** "granted in part and denied in part" has one subject. */
  private boolean coordinated(Clause clause, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!clause.is(i, partly)) {
        return false;
      }
    }
    return true;
  }

  /** What parts one statement from the next within a clause. */
  private boolean ends(Clause clause, int at, BitSet names) {
    int word = clause.word(at);
    if (word == Lexicon.COLON || word == Lexicon.DASH) {
      return true;
    }
    if (names.get(at)) {
      return false;
    }
    for (Verb verb : grammar.verbs(word)) {
      boolean orders =
          verb.name().equals("order")
              && (verb.form() == Form.THIRD ? clause.is(at + 1, clausal) : !clause.is(at - 1, as));
      if ((orders || verb.rules()) && verb.form() != Form.BASE) {
        // "the decision denying benefits is vacated" is one statement
        return verb.form() != Form.GERUND || !factuality.another(clause, at);
      }
    }
    return false;
  }
}
