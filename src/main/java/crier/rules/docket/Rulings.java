package crier.rules.docket;

import crier.model.Event;
import crier.rules.docket.DocketClassifier.Found;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What granting or denying a motion is: the events of what the motion asks for. */
final class Rulings {

  private static final int PART = 4;
  private static final int RECALL = 6;

  private final Grammar grammar;
  private final BitSet partial;
  private final BitSet moot;
  private final BitSet asking;
  private final BitSet definite;
  private final BitSet linking;
  private final BitSet joining;
  private final BitSet nesting;
  private final BitSet hearing;
  private final BitSet number;
  private final BitSet motion;
  private final BitSet be;
  private final BitSet style;
  private final BitSet referring;
  private final BitSet heading;
  private final BitSet attributive = new BitSet();
  private final BitSet about;
  private final int or;
  private final int and;

  Rulings(Grammar grammar) {
    this.grammar = grammar;
    Lexicon lexicon = grammar.lexicon();
    this.partial = lexicon.group("partial");
    this.moot = lexicon.group("moot");
    this.definite = lexicon.group("definite");
    this.asking = lexicon.group("asking");
    this.linking = lexicon.group("linking");
    this.joining = lexicon.group("joining");
    this.nesting = (BitSet) lexicon.group("motion").clone();
    nesting.or(lexicon.group("filing"));
    nesting.or(lexicon.group("referring"));
    this.number = lexicon.group("number");
    this.motion = lexicon.group("motion");
    this.be = lexicon.group("be");
    this.style = lexicon.group("style");
    this.heading = lexicon.group("heading");
    this.referring = lexicon.group("referring");
    this.about = (BitSet) lexicon.group("referring").clone();
    about.set(lexicon.learn("to"));
    for (String group : new String[] {"number", "style", "party", "determiner"}) {
      attributive.or(lexicon.group(group));
    }
    this.or = lexicon.learn("or");
    this.and = lexicon.learn("and");
    this.hearing = lexicon.group("hearing");
  }

  /** The first relief in {@code [from, to)}. */
  Sequences.@Nullable Found<Relief> first(Clause clause, int from, int to) {
    return grammar.reliefs().first(clause, Math.max(0, from), Math.min(to, clause.size()));
  }

  /** The reliefs that a motion's name joins: "to reopen the case and lift the stay". */
  private List<Relief> all(Clause clause, Sequences.Found<Relief> first, int to, boolean granted) {
    List<Relief> all = new ArrayList<>(List.of(first.meaning()));
    boolean joined = false;
    int at = first.to();
    while (at < Math.min(to, clause.size()) && !clause.is(at, nesting)) {
      Sequences.Found<Relief> next = joined ? grammar.reliefs().longest(clause, at) : null;
      if (next != null) {
        all.add(next.meaning());
        at = next.to();
        joined = false;
      } else {
        boolean either = granted && clause.word(at) == or;
        joined = !either && (clause.is(at, joining) || (joined && clause.is(at, linking)));
        at++;
      }
    }
    return all;
  }

  /**
   * Records a ruling.
   *
   * @param verb where the verb of granting or denying stands
   * @param from where the words it rests on begin
   * @param end after the last of them
   * @param relief what the motion asks for first, or null when it does not say
   * @param to where the motion's name ends
   */
  void record(
      Clause clause,
      int verb,
      int from,
      int end,
      boolean granted,
      Sequences.@Nullable Found<Relief> relief,
      int to,
      ParsedEntry reading,
      Found found) {
    boolean part = clause.has(partial, verb + 1, verb + PART);
    List<Relief> reliefs;
    if (relief == null) {
      boolean named = verb == from && end > verb + 1 && !clause.is(end - 2, definite);
      reliefs = List.of(recalled(reading, clause, from, named, found));
    } else {
      found.explicit();
      reliefs = part ? List.of(relief.meaning()) : all(clause, relief, to, granted);
    }
    for (Relief each : reliefs) {
      Event event = granted ? each.granted() : each.denied();
      if (each.granted() == Event.DISMISSED && (part || !granted)) {
        if (part || !clause.has(moot, verb + 1, verb + PART)) {
          found.notWholly(Event.DISMISSED);
        }
      } else if (event != null) {
        found.ruled(event, clause, from, end);
      }
    }
  }

  /**
   * A bare "motion granted" is about what the entry is related to, or was speaking of; "grants the
   * parties' stipulation" only about the former.
   */
  private Relief recalled(
      ParsedEntry reading, Clause clause, int from, boolean named, Found found) {
    Relief numbered = numbered(reading, clause, from, found);
    if (numbered != null) {
      return numbered;
    }
    Relief about = about(reading);
    if (about != null) {
      return about;
    }
    for (Clause reference : reading.references()) {
      Sequences.Found<Relief> relief = first(reference, 0, reference.size());
      if (relief != null) {
        return relief.meaning();
      }
    }
    int dash = clause.word(Math.max(0, from - 1)) == Lexicon.DASH ? from - 1 : -1;
    if (dash > 1) {
      // "2) Objection to Claim 14 - Sustained": an item's outcome is on what stands in the item.
      int begin = Math.max(0, clause.find(asking, 0, dash));
      for (int i = begin; begin == 0 && i < dash; i++) {
        begin = clause.word(i) == Lexicon.COLON ? i + 1 : begin;
      }
      Sequences.Found<Relief> own = first(clause, begin, dash);
      return own == null ? Relief.OTHER : own.meaning();
    }
    if (named || found.isExplicit()) {
      return Relief.OTHER;
    }
    List<Clause> clauses = reading.clauses();
    int here = clauses.indexOf(clause);
    for (int i = here; i >= Math.max(0, here - RECALL); i--) {
      Clause before = clauses.get(i);
      int asked = asked(before, i == here ? from : before.size());
      if (asked >= 0) {
        Sequences.Found<Relief> relief = first(before, asked + 1, i == here ? from : before.size());
        if (relief != null) {
          return relief.meaning();
        }
      }
    }
    return Relief.OTHER;
  }

  /** "re 5 Motion for TRO, 6 Motion to Seal: 5 is denied": the paper of that number. */
  private @Nullable Relief numbered(ParsedEntry reading, Clause clause, int verb, Found found) {
    int at = verb - 2;
    if (verb < 2 || !clause.is(verb - 1, be) || clause.word(at) != Lexicon.NUMBER) {
      return null;
    }
    String number = found.word(clause, at);
    for (Clause other : reading.clauses()) {
      for (int i = 0; i + 1 < other.size(); i++) {
        if (other.word(i) == Lexicon.NUMBER
            && other.is(i + 1, motion)
            && found.word(other, i).equals(number)) {
          int end = i + 2;
          while (end < other.size() && other.word(end) != Lexicon.COMMA) {
            end++;
          }
          Sequences.Found<Relief> relief = first(other, i + 2, end);
          return relief == null ? Relief.OTHER : relief.meaning();
        }
      }
    }
    return null;
  }

  /** "Endorsed Order Re: 51 Withdrawal of Appearance (RE: 48 Motion …)": on what it is. */
  private @Nullable Relief about(ParsedEntry reading) {
    for (int i = 0; i < reading.clauses().size(); i++) {
      if (reading.heads(i)) {
        Clause clause = reading.clauses().get(i);
        int at = reading.headTo();
        while (at < clause.size()
            && (clause.is(at, referring)
                || clause.is(at, heading)
                || clause.word(at) == Lexicon.COLON)) {
          at++;
        }
        if (clause.has(referring, reading.headTo(), at)
            && clause.is(at, number)
            && at + 1 < clause.size()) {
          Sequences.Found<Relief> relief = first(clause, at + 1, clause.size());
          return relief == null ? Relief.OTHER : relief.meaning();
        }
      }
    }
    return null;
  }

  /** Where a motion is spoken of: "motion hearing held" speaks of none. */
  private int asked(Clause clause, int to) {
    int asked = clause.find(asking, 0, to);
    while (asked >= 0 && clause.is(asked + 1, hearing)) {
      asked = clause.find(asking, asked + 1, to);
    }
    return asked;
  }

  /** "granting 5 motion to certify class and 6 motion for injunction": the same ruling on both. */
  void further(
      Clause clause,
      int from,
      int to,
      int verb,
      boolean granted,
      ParsedEntry reading,
      Found found) {
    for (int i = from; i < Math.min(to, clause.size()); i++) {
      Sequences.Found<String> thing = grammar.things().longest(clause, i);
      if (thing == null || !thing.meaning().equals("motion")) {
        continue;
      }
      if (!joined(clause, i)) {
        return; // a motion about another motion
      }
      Sequences.Found<Relief> relief = first(clause, thing.to(), to);
      if (relief != null) {
        int begin = Math.min(i, verb);
        int end = Math.max(relief.to(), verb + 1);
        record(clause, verb, begin, end, granted, relief, to, reading, found);
      }
    }
  }

  /**
   * "and 6 ex parte motion", "4 and motion": not "exhibits 3 and 4 to motion", "re 3 and 4 motion".
   */
  private boolean joined(Clause clause, int motion) {
    int at = motion - 1;
    while (clause.is(at, attributive)) {
      at--;
    }
    boolean numbered = clause.has(number, at - 1, motion);
    boolean referred = clause.is(at - 1, number) && clause.is(at - 2, about);
    boolean apart = at > 0 && clause.word(at - 1) == Lexicon.COMMA;
    boolean styled = clause.is(motion - 1, style) && motion - at <= 3;
    return at > 0 && clause.word(at) == and && (numbered || apart || styled) && !referred;
  }
}
