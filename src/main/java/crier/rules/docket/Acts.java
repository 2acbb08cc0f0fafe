package crier.rules.docket;

import crier.model.Event;
import crier.rules.docket.DocketClassifier.Found;
import crier.rules.docket.Verb.Form;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the court does: finds its verbs, what each is done to, and whether it is done here and now.
 */
final class Acts {

  /** How far an object may stand behind its verb, and a relief behind its motion. */
  private static final int REACH = 10;

  private static final int NAME = 30;

  private final Grammar grammar;
  private final Reality reality;
  private final BitSet be;
  private final BitSet been;
  private final BitSet adverb;
  private final BitSet shall;
  private final BitSet ordered;
  private final BitSet negative;
  private final BitSet will;
  private final BitSet wish;
  private final BitSet was;
  private final BitSet past;
  private final BitSet belonging = new BitSet();
  private final BitSet partly = new BitSet();
  private final BitSet referring;
  private final BitSet hearing;
  private final int to;
  private final int aside;
  private final int and;
  private final int held;

  Acts(Grammar grammar) {
    this.grammar = grammar;
    Lexicon lexicon = grammar.lexicon();
    this.reality = new Reality(lexicon);
    this.be = lexicon.group("be");
    this.been = lexicon.group("been");
    this.adverb = lexicon.group("adverb");
    this.shall = lexicon.group("shall");
    this.ordered = (BitSet) lexicon.group("ordered").clone();
    ordered.or(lexicon.group("order"));
    this.negative = lexicon.group("negative");
    this.will = lexicon.group("will");
    this.wish = lexicon.group("wish");
    this.was = lexicon.group("was");
    this.past = lexicon.group("past");
    this.referring = (BitSet) lexicon.group("referring").clone();
    referring.set(Lexicon.NUMBER);
    this.hearing = lexicon.group("hearing");
    for (String word : new String[] {"of", "in"}) {
      belonging.set(lexicon.learn(word));
    }
    for (String word : new String[] {"in", "part", "and", "or"}) {
      partly.set(lexicon.learn(word));
    }
    this.to = lexicon.learn("to");
    this.aside = lexicon.learn("aside");
    this.and = lexicon.learn("and");
    this.held = lexicon.learn("held");
  }

  /** Whether words that say something has happened are not wished for, recalled or in a name. */
  boolean real(Reading reading, Clause clause, Event event, int from, int end) {
    if (!reading.paper().court()) {
      return true;
    }
    // "Hearing to be held" tells of a hearing that is set.
    boolean foreseen =
        event == Event.HEARING_HELD && clause.word(end - 1) == held && clause.is(end - 2, be);
    return !foreseen
        && !names(clause).get(from)
        && reality.real(clause, from)
        && !clause.has(past, from, end);
  }

  void read(Clause clause, Reading reading, Found found) {
    BitSet names = names(clause);
    for (int at = 0; at < clause.size(); at++) {
      if (names.get(at)) {
        continue;
      }
      for (Verb verb : grammar.verbs(clause.word(at))) {
        if (!verb.name().equals("setaside") || isAside(clause, at)) {
          read(clause, at, verb, reading, names, found);
        }
      }
    }
  }

  private boolean isAside(Clause clause, int at) {
    return at + 1 < clause.size() && clause.word(at + 1) == aside;
  }

  private void read(Clause clause, int at, Verb verb, Reading reading, BitSet names, Found found) {
    if (verb.form() == Form.PAST) {
      passive(clause, at, verb, reading, names, found);
    } else if (verb.form() != Form.BASE || commanded(clause, at, verb)) {
      active(clause, at, verb, reading, found);
    }
  }

  /** "is directed to close": a bare verb is an act when the court orders it. */
  private boolean commanded(Clause clause, int at, Verb verb) {
    if (clause.is(at - 1, shall)) {
      // "The Clerk shall enter judgment" is not yet a judgment.
      return !verb.name().equals("impose");
    }
    return at > 0 && clause.word(at - 1) == to && clause.has(ordered, at - 8, at - 1);
  }

  private void active(Clause clause, int at, Verb verb, Reading reading, Found found) {
    if (!reality.real(clause, at) || denied(clause, at - 2, at)) {
      return;
    }
    int end = Math.min(clause.size(), at + 1 + REACH);
    Sequences.Found<String> thing = null;
    for (int i = at + 1; i < end && thing == null; i++) {
      if (clause.word(i) == Lexicon.COLON) {
        break;
      }
      thing = grammar.things().longest(clause, i);
    }
    // "granting letter motion": what follows at once is the thing's own name.
    if (thing != null && thing.to() < clause.size()) {
      Sequences.Found<String> next = grammar.things().longest(clause, thing.to());
      thing = next != null && next.meaning().equals("motion") ? next : thing;
    }
    if (verb.rules()) {
      ruled(clause, at, thing, verb, reading, found);
    } else if (thing != null) {
      done(clause, at, thing.to(), verb, thing.meaning(), found);
    } else {
      // "vacating and remanding"
      done(clause, at, at + 1, verb, "-", found);
    }
  }

  private void ruled(
      Clause clause,
      int at,
      Sequences.@Nullable Found<String> thing,
      Verb verb,
      Reading reading,
      Found found) {
    if (thing != null && thing.meaning().equals("motion")) {
      Sequences.Found<Relief> relief = relief(clause, thing.to(), stop(clause, thing.to()));
      if (relief == null) {
        relief = relief(clause, at + 1, thing.from());
      }
      ruling(
          clause,
          at,
          relief == null ? thing.to() : Math.max(thing.to(), relief.to()),
          verb,
          relief,
          reading,
          found);
      return;
    }
    Sequences.Found<Relief> relief = relief(clause, at + 1, Math.min(clause.size(), at + REACH));
    if (relief != null && (thing == null || relief.from() <= thing.from())) {
      ruling(clause, at, relief.to(), verb, relief, reading, found);
    } else if (thing != null) {
      done(clause, at, thing.to(), verb, thing.meaning(), found);
    }
  }

  private void passive(
      Clause clause, int at, Verb verb, Reading reading, BitSet names, Found found) {
    if (!verb.rules() && describes(clause, at)) {
      return;
    }
    int begin = at;
    while (begin > 0 && (!ends(clause, begin - 1, names) || coordinated(clause, begin, at))) {
      begin--;
    }
    Sequences.Found<String> subject = subject(clause, begin, at);
    int from = subject == null ? at : subject.from();
    if (!reality.real(clause, from)
        || denied(clause, subject == null ? at - 3 : subject.to(), at)) {
      return;
    }
    boolean bare = subject == null || subject.meaning().equals("hearing");
    if (bare && verb.rules()) {
      ruling(clause, at, at + 1, verb, null, reading, found);
    } else if (subject == null) {
      boolean finite = clause.is(at - 1, be) || clause.is(at - 1, been);
      if (!finite && reading.paper() != Paper.MINUTES) {
        done(clause, at, at + 1, verb, "-", found);
      }
    } else if (verb.rules() && subject.meaning().equals("motion")) {
      Sequences.Found<Relief> relief = relief(clause, subject.to(), at);
      if (relief == null) {
        relief = relief(clause, begin, subject.from());
      }
      ruling(clause, from, at + 1, verb, relief, reading, found);
    } else if (verb.rules()) {
      Sequences.Found<Relief> relief = relief(clause, begin, at);
      if (relief != null) {
        ruling(clause, relief.from(), at + 1, verb, relief, reading, found);
      } else {
        done(clause, from, at + 1, verb, subject.meaning(), found);
      }
    } else {
      done(clause, from, at + 1, verb, subject.meaning(), found);
    }
  }

  /** The motion that comes first, or else the thing that comes last before the verb. */
  private Sequences.@Nullable Found<String> subject(Clause clause, int from, int to) {
    Sequences.Found<String> last = null;
    int at = from;
    while (at < to) {
      Sequences.Found<String> thing = grammar.things().longest(clause, at);
      if (thing == null || thing.to() > to) {
        at++;
        continue;
      }
      if (thing.meaning().equals("motion") || thing.meaning().equals("filing")) {
        return thing;
      }
      if (last == null || !clause.is(last.to(), belonging)) {
        last = thing;
      }
      at = thing.to();
    }
    return last;
  }

  /** "the stay entered on March 5 is lifted": which stay, not what is done to it. */
  private boolean describes(Clause clause, int at) {
    if (clause.is(at - 1, be) || clause.is(at - 1, been) || clause.is(at - 1, adverb)) {
      return false;
    }
    for (int i = at + 1; i < clause.size() && clause.word(i) != and; i++) {
      if (clause.is(i, be)) {
        return true;
      }
    }
    return false;
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
    for (Verb verb : grammar.verbs(word)) {
      if (!names.get(at) && (verb.name().equals("order") || verb.rules())) {
        return verb.form() != Form.BASE && !clause.is(at + 1, bitsOf(and));
      }
    }
    return false;
  }

  private static BitSet bitsOf(int word) {
    BitSet set = new BitSet();
    set.set(word);
    return set;
  }

  private boolean denied(Clause clause, int from, int to) {
    return clause.has(negative, from, to)
        || clause.has(will, from, to)
        || clause.has(wish, from, to)
        || clause.has(was, from, to)
        || clause.has(past, from, to);
  }

  private Sequences.@Nullable Found<Relief> relief(Clause clause, int from, int to) {
    return grammar.reliefs().first(clause, Math.max(0, from), Math.min(to, clause.size()));
  }

  /** Where the name of a motion ends at the latest: at the next ruling. */
  private int stop(Clause clause, int from) {
    int most = Math.min(clause.size(), from + NAME);
    for (int i = from; i < most; i++) {
      for (Verb verb : grammar.verbs(clause.word(i))) {
        if (verb.rules()) {
          return i;
        }
      }
    }
    return most;
  }

  private void ruling(
      Clause clause,
      int from,
      int end,
      Verb verb,
      Sequences.@Nullable Found<Relief> relief,
      Reading reading,
      Found found) {
    Relief meant = relief == null ? referred(reading) : relief.meaning();
    Event event = verb.name().equals("grant") ? meant.granted() : meant.denied();
    if (event != null) {
      found.add(event, clause, from, end);
    }
  }

  /** A bare "motion granted" is about what the entry says it is related to. */
  private Relief referred(Reading reading) {
    for (Clause reference : reading.references()) {
      Sequences.Found<Relief> relief = relief(reference, 0, reference.size());
      if (relief != null) {
        return relief.meaning();
      }
    }
    return Relief.OTHER;
  }

  private void done(Clause clause, int from, int end, Verb verb, String thing, Found found) {
    Event event = grammar.act(verb.name(), thing);
    if (event != null) {
      found.add(event, clause, from, end);
    }
  }

  /** The words that only name a motion or another filing: what they ask for is not done here. */
  private BitSet names(Clause clause) {
    BitSet names = new BitSet();
    int at = 0;
    while (at < clause.size()) {
      Sequences.Found<String> thing = grammar.things().longest(clause, at);
      if (thing == null) {
        at++;
        continue;
      }
      int end = thing.to();
      String meaning = thing.meaning();
      boolean other = meaning.equals("order") && clause.is(at - 1, referring);
      boolean asked = meaning.equals("motion") || meaning.equals("filing");
      if (other || (asked && !clause.is(end, hearing))) {
        while (end < clause.size() && (!closes(clause, end) || (other && rules(clause, end)))) {
          names.set(end++);
        }
      }
      at = end;
    }
    return names;
  }

  private boolean rules(Clause clause, int at) {
    return grammar.verbs(clause.word(at)).stream().anyMatch(Verb::rules);
  }

  private boolean closes(Clause clause, int at) {
    int word = clause.word(at);
    if (word == Lexicon.COMMA
        || word == Lexicon.COLON
        || word == Lexicon.DASH
        || clause.is(at, be)
        || clause.is(at, shall)
        || clause.is(at, will)) {
      return true;
    }
    List<Verb> verbs = grammar.verbs(word);
    for (Verb verb : verbs) {
      boolean afterAnd = at > 0 && clause.word(at - 1) == and && verb.form() == Form.GERUND;
      if (verb.rules() || afterAnd) {
        return true;
      }
    }
    return false;
  }
}
