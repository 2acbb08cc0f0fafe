package crier.rules.docket;

import crier.model.Event;
import crier.rules.docket.DocketClassifier.Found;
import crier.rules.docket.Verb.Form;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What the court does: finds its verbs, what each is done to, and whether it is done here and now.
 */
final class Acts {

  /** How far an object may stand behind its verb. */
  private static final int REACH = 10;

  /** How long whose motion it is may be: "of Wood, Stork, Inc., d/b/a Nest, for relief". */
  private static final int ASIDE = 24;

  /** How far "filed by …" may stand before the hearing that the software adds. */
  private static final int FILER = 8;

  private final Grammar grammar;
  private final Factuality factuality;
  private final Rulings rulings;
  private final Subjects subjects;
  private final BitSet be;
  private final BitSet unknown;
  private final BitSet been;
  private final BitSet perfect;
  private final BitSet adverb;
  private final BitSet shall;
  private final BitSet ordered = new BitSet();
  private final BitSet heading;
  private final BitSet we;
  private final BitSet agent;
  private final BitSet party;
  private final BitSet modal;
  private final BitSet again;
  private final BitSet preposition;
  private final BitSet dated;
  private final BitSet remaining;
  private final BitSet citation;
  private final BitSet attributive = new BitSet();
  private final BitSet partly;
  private final BitSet joining;
  private final BitSet hearing;
  private final BitSet motion;
  private final BitSet filed;
  private final int to;
  private final int purpose;
  private final BitSet fromStay;
  private final int aside;
  private final int and;
  private final int held;

  Acts(Grammar grammar) {
    this.grammar = grammar;
    this.rulings = new Rulings(grammar);
    Lexicon lexicon = grammar.lexicon();
    this.factuality = new Factuality(lexicon);
    this.subjects = new Subjects(grammar, factuality);
    this.be = lexicon.group("be");
    this.unknown = lexicon.group("unknown");
    this.been = lexicon.group("been");
    this.perfect = lexicon.group("perfect");
    this.adverb = lexicon.group("adverb");
    this.shall = lexicon.group("shall");
    this.we = lexicon.group("we");
    this.modal = lexicon.group("modal");
    this.again = lexicon.group("again");
    this.party = lexicon.group("party");
    this.agent = lexicon.group("agent");
    this.preposition = lexicon.group("preposition");
    this.dated = lexicon.group("dated");
    this.remaining = lexicon.group("remaining");
    this.citation = lexicon.group("citation");
    attributive.or(lexicon.group("unknown"));
    for (String group : new String[] {"determiner", "party", "style", "court", "month", "number"}) {
      attributive.or(lexicon.group(group));
    }
    this.joining = lexicon.group("joining");
    this.hearing = lexicon.group("hearing");
    this.motion = lexicon.group("motion");
    this.partly = lexicon.group("partly");
    ordered.or(lexicon.group("ordered"));
    ordered.or(lexicon.group("order.ed"));
    ordered.or(lexicon.group("order.s"));
    ordered.or(lexicon.group("order.ing"));
    this.heading = lexicon.group("heading");
    this.to = lexicon.learn("to");
    this.purpose = lexicon.learn("for");
    this.fromStay = lexicon.group("fromstay");
    this.aside = lexicon.learn("aside");
    this.and = lexicon.learn("and");
    this.held = lexicon.learn("held");
    this.filed = lexicon.group("file.ed");
  }

  /** Whether words that say something has happened are not wished for, recalled or in a name. */
  boolean real(ParsedEntry reading, int index, Event event, int from, int end) {
    Clause clause = reading.clauses().get(index);
    if (!reading.paper().court()) {
      // A motion's own "Motion Hearing set for" stands in a sentence of its own.
      return event != Event.HEARING_SET
          || reading.paper() != PaperKind.MOTION
          || !reading.heads(index)
          || !reading.names(index).get(from)
          || clause.has(filed, from - FILER, from);
    }
    // "Hearing to be held" tells of a hearing that is set.
    boolean foreseen =
        event == Event.HEARING_HELD && clause.word(end - 1) == held && clause.is(end - 2, be);
    BitSet names = reading.names(index);
    if (event == Event.SETTLEMENT && factuality.reports(clause, from)) {
      return true; // "the Court having been advised that the case has settled"
    }
    // "remain stayed"; "hearing held on motion to hold case in abeyance"
    boolean remains =
        event == Event.STAY_ENTERED
            && (clause.has(remaining, from - 4, from)
                || (names.get(end - 1)
                    && (clause.word(from) == held || clause.has(hearing, from, end)))
                || clause.has(fromStay, from - 5, from)); // "relief from the stay is granted"
    return !foreseen
        && !remains
        && !factuality.another(clause, from)
        && (event != Event.CASE_REOPENED || !factuality.offered(clause, from))
        && (event != Event.CASE_CLOSED || !factuality.elsewhere(clause, from, end - 1))
        && !names.get(from)
        && factuality.real(clause, from, names)
        && !factuality.recalled(clause, from, end)
        && (clause.has(again, from, end) || !factuality.recalls(clause, from, end))
        && (event != Event.HEARING_SET || !factuality.leavesOpen(clause, from, end))
        && !factuality.elsewhere(clause, from - 2, from);
  }

  void read(ParsedEntry reading, int index, Found found) {
    Clause clause = reading.clauses().get(index);
    BitSet names = reading.names(index);
    for (int at = 0; at < clause.size(); at++) {
      if (names.get(at)) {
        continue;
      }
      for (Verb verb : grammar.verbs(clause.word(at))) {
        boolean whole = !verb.name().equals("setaside") || clause.has(aside, at + 1, at + 2);
        if (whole && !(verb.form() != Form.GERUND && factuality.depends(clause, at))) {
          read(clause, at, verb, reading, names, found);
        }
      }
    }
  }

  private void read(
      Clause clause, int at, Verb verb, ParsedEntry reading, BitSet names, Found found) {
    if (verb.form() != Form.PAST) {
      boolean does =
          switch (verb.form()) {
            case BASE -> commanded(clause, at, verb);
            case GERUND ->
                !clause.is(at - 1, preposition)
                    && !factuality.another(clause, at)
                    && !clause.has(modal, at + 1, at + REACH);
            default -> !factuality.lawful(clause, at);
          };
      if (does) {
        active(clause, at, verb, reading, names, found);
      }
    } else if (clause.is(at - 1, agent) || granted(clause, at, verb)) {
      // Minutes tell in the past what the court did there; an order recalls it.
      if (reading.paper() == PaperKind.MINUTES || !clause.is(at - 1, agent)) {
        active(clause, at, verb, reading, names, found);
      }
    } else {
      passive(clause, at, verb, reading, names, found);
    }
  }

  /** "ORDER: Granted 33 motion to stay": a heading in the past, before what is ruled on. */
  private boolean granted(Clause clause, int at, Verb verb) {
    if (!verb.rules() || (at > 0 && clause.word(at - 1) != Lexicon.COLON)) {
      return false;
    }
    int next = at + 1;
    while (clause.is(next, attributive)) {
      next++;
    }
    return next > at + 1 && clause.is(next, motion);
  }

  /**
   * "is directed to close", "we affirm": a bare verb is an act when the court orders or does it.
   */
  private boolean commanded(Clause clause, int at, Verb verb) {
    if (clause.is(at - 1, shall)) {
      // "The Clerk shall enter judgment" is not yet a judgment.
      return !verb.name().equals("impose");
    }
    if (factuality.announced(clause, at)) {
      return true;
    }
    boolean ours =
        clause.has(we, at - 2, at) || (clause.has(we, 0, at) && clause.word(at - 1) == and);
    boolean titled =
        clause.has(heading, at - 8, at - 1) && !clause.has(Lexicon.COLON, at - 8, at - 1);
    return ours
        || (at > 0 && clause.word(at - 1) == to && (titled || clause.has(ordered, at - 8, at - 1)));
  }

  private void active(
      Clause clause, int at, Verb verb, ParsedEntry reading, BitSet names, Found found) {
    boolean elsewhere =
        !factuality.announced(clause, at) && factuality.elsewhere(clause, at - 2, at);
    if (!factuality.real(clause, at, names) || elsewhere) {
      return;
    }
    int end = Math.min(clause.size(), at + 1 + REACH);
    Sequences.Found<String> thing = null;
    for (int i = at + 1; i < end && thing == null; i++) {
      if (clause.word(i) == Lexicon.COLON) {
        break;
      }
      if (verb.rules() && rulesAgain(clause, at, i)) {
        end = i; // "adopting the findings and denying the motion"
        break;
      }
      // "granting defendants' motion": whose it is, not what is granted.
      thing = verb.rules() && clause.is(i, party) ? null : grammar.things().longest(clause, i);
    }
    // "granting letter motion": what follows at once is the thing's own name.
    if (thing != null && thing.to() < clause.size()) {
      Sequences.Found<String> next = grammar.things().longest(clause, thing.to());
      thing = next != null && next.meaning().equals("motion") ? next : thing;
    }
    if (verb.rules()) {
      ruled(clause, at, thing, end, verb, reading, names, found);
    } else if (thing != null) {
      done(clause, at, thing.to(), verb, thing.meaning(), found);
    } else if (at + 1 == clause.size() || clause.is(at + 1, partly) || clause.is(at + 1, joining)) {
      // "vacating and remanding"
      done(clause, at, at + 1, verb, "-", found);
    }
  }

  private void ruled(
      Clause clause,
      int at,
      Sequences.@Nullable Found<String> thing,
      int reach,
      Verb verb,
      ParsedEntry reading,
      BitSet names,
      Found found) {
    boolean granted = verb.name().equals("grant");
    if (thing != null && thing.meaning().equals("motion")) {
      int end = names.nextClearBit(thing.to());
      Sequences.Found<Relief> relief = rulings.first(clause, thing.to(), end);
      if (relief == null) {
        relief = rulings.first(clause, at + 1, thing.from());
      }
      if (relief == null) {
        relief = afterAside(clause, end, clause.is(thing.to(), preposition));
      }
      int quoted = relief == null ? thing.to() : Math.max(thing.to(), relief.to());
      rulings.record(clause, at, at, quoted, granted, relief, end, reading, found);
      rulings.further(clause, thing.to(), behind(clause, end, names), at, granted, reading, found);
      return;
    }
    Sequences.Found<Relief> relief = rulings.first(clause, at + 1, reach);
    if (relief != null && (thing == null || relief.from() <= thing.from())) {
      rulings.record(clause, at, at, relief.to(), granted, relief, reach, reading, found);
    } else if (thing != null) {
      done(clause, at, thing.to(), verb, thing.meaning(), found);
    }
  }

  /** "denying application to expedite, and application for …": where the last name ends. */
  private int behind(Clause clause, int end, BitSet names) {
    int next = end + 2;
    boolean more =
        end < clause.size() && clause.word(end) == Lexicon.COMMA && clause.is(end + 1, joining);
    while (more && clause.is(next, attributive)) {
      next++;
    }
    return more && clause.is(next, motion) ? names.nextClearBit(next + 1) : end;
  }

  /**
   * "granting the motion, ECF No. 33, to stay": what is asked for comes after what is put in
   * between.
   */
  private Sequences.@Nullable Found<Relief> afterAside(Clause clause, int comma, boolean whose) {
    for (int at = comma; at < clause.size() && at < comma + ASIDE; at++) {
      int word = clause.word(at);
      if (word == Lexicon.COMMA) {
        int next = at + 1;
        boolean asks =
            next < clause.size()
                && (at > comma || whose)
                && (clause.word(next) == to || clause.word(next) == purpose);
        if (asks) {
          return rulings.first(clause, next, next + REACH);
        }
      } else if (at == comma
          || clause.is(at, be)
          || grammar.verbs(word).stream().anyMatch(v -> v.form() != Form.BASE)) {
        return null;
      }
    }
    return null;
  }

  private void passive(
      Clause clause, int at, Verb verb, ParsedEntry reading, BitSet names, Found found) {
    int begin = subjects.begin(clause, at, verb, names);
    Sequences.Found<String> subject = subjects.of(clause, begin, at, verb, names);
    int from = subject == null ? at : subject.from();
    if (describes(clause, from, at, verb)
        || !factuality.real(clause, from, names)
        || factuality.elsewhere(clause, subject == null ? at - 3 : subject.to(), at)) {
      return;
    }
    if (subject != null && !verb.rules() && factuality.asks(clause, subject)) {
      return;
    }
    boolean granted = verb.name().equals("grant");
    boolean bare = subject == null || subject.meaning().equals("hearing");
    if (bare && verb.rules()) {
      if (subject == null && at > begin && clause.is(at - 1, unknown)) {
        return; // "persons granted access"
      }
      rulings.record(clause, at, at, at + 1, granted, null, at, reading, found);
    } else if (subject == null) {
      // "…, as far as they concern the depositions, is AFFIRMED" needs no known subject.
      boolean finite = clause.is(at - 1, be) || clause.is(at - 1, been);
      if ((!finite || verb.isReview())
          && reading.paper() == PaperKind.ORDER
          // "the Ninth Circuit has since affirmed": another court did, before
          && !(clause.has(perfect, at - 3, at) && !clause.is(at - 1, been))
          && !clause.has(citation, 0, clause.size())) {
        done(clause, at, at + 1, verb, "-", found);
      }
    } else if (verb.rules()) {
      boolean motion = subject.meaning().equals("motion");
      Sequences.Found<Relief> relief = rulings.first(clause, motion ? subject.to() : begin, at);
      if (relief == null && motion) {
        int comma = subject.from() - 1;
        while (comma >= begin && clause.word(comma) != Lexicon.COMMA) {
          comma--;
        }
        relief = rulings.first(clause, Math.max(begin, comma), subject.from());
      }
      if (!motion && relief != null && ruledBefore(clause, relief.to(), at)) {
        return; // "the stay is lifted, the results are sustained"
      }
      if (motion || relief != null) {
        int start = motion || relief == null ? from : relief.from();
        rulings.record(clause, at, start, at + 1, granted, relief, at, reading, found);
        rulings.further(clause, subject.to(), at, at, granted, reading, found);
      } else {
        done(clause, from, at + 1, verb, subject.meaning(), found);
      }
    } else {
      done(clause, from, at + 1, verb, subject.meaning(), found);
    }
  }

  /** Whether something else is done to what stands before, in {@code [from, to)}. */
  private boolean ruledBefore(Clause clause, int from, int to) {
    for (int i = from; i < to - 1; i++) {
      if (clause.is(i, be)
          && grammar.verbs(clause.word(i + 1)).stream()
              .anyMatch(v -> v.form() == Form.PAST && !v.rules())) {
        return true;
      }
    }
    return false;
  }

  /** "the stay entered on March 5 is lifted": which stay, not what is done to it. */
  private boolean describes(Clause clause, int subject, int at, Verb verb) {
    if (clause.has(remaining, at - 3, at) || factuality.relative(clause, at)) {
      return true;
    }
    if (clause.is(at - 1, be) || clause.is(at - 1, been) || clause.is(at - 1, adverb)) {
      return clause.is(at - 1, been) && verb.isPosture() && clause.has(perfect, at - 3, at);
    }
    boolean governed = false;
    for (int i = subject - 1; i >= subject - 5 && i >= 0 && clause.word(i) != Lexicon.COMMA; i--) {
      governed |=
          grammar.verbs(clause.word(i)).stream()
              .filter(v -> !v.name().equals("order")) // "the court orders the case stayed"
              .anyMatch(v -> v.form() == Form.GERUND || v.form() == Form.THIRD);
    }
    boolean apart = clause.word(Math.max(0, at - 1)) == Lexicon.COMMA;
    if (governed && !verb.rules()) {
      return true;
    }
    if (clause.is(at + 1, dated)
        && (apart || governed || factuality.recalled(clause, subject, at + 1))) {
      return true;
    }
    if (verb.rules()) {
      return false;
    }
    for (int i = at + 1; subject < at && i < clause.size() && clause.word(i) != and; i++) {
      if (clause.is(i, be)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a second ruling begins, on something of its own: not "granting in part, denying in
   * part".
   */
  private boolean rulesAgain(Clause clause, int verb, int at) {
    boolean own = false;
    for (int i = verb + 1; i < at; i++) {
      own |= !clause.is(i, partly) && clause.word(i) != Lexicon.COMMA;
    }
    return own
        && grammar.verbs(clause.word(at)).stream()
            .anyMatch(v -> v.rules() && (v.form() == Form.GERUND || v.form() == Form.THIRD));
  }

  private void done(Clause clause, int from, int end, Verb verb, String thing, Found found) {
    Event event = grammar.act(verb.name(), thing);
    if (event == null && verb.isReview() && verb.form() == Form.PAST) {
      event = grammar.act(verb.name(), "-");
    }
    if (event != null) {
      found.add(event, clause, from, end);
    }
  }
}
