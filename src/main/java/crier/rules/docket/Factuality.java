package crier.rules.docket;

import java.util.BitSet;

/**
 * Whether what a clause says has happened, or is only imagined, wished for, recalled or foreseen.
 */
final class Factuality {

  private static final int NEAR = 3;
  private static final int OWN = 6;

  private final BitSet conditional;
  private final BitSet supposing;
  private final BitSet idle;
  private final BitSet modal;
  private final BitSet and;
  private final BitSet wish;
  private final BitSet subordinate;
  private final BitSet law;
  private final BitSet motion;
  private final BitSet clausal;
  private final BitSet upon;
  private final BitSet ordered;
  private final BitSet court;
  private final BitSet bench;
  private final BitSet be;
  private final BitSet been;
  private final BitSet finite = new BitSet();
  private final BitSet shall;
  private final BitSet will;
  private final BitSet was;
  private final BitSet negative;
  private final BitSet considered;
  private final BitSet past;
  private final BitSet definite;
  private final BitSet heading;
  private final BitSet told;
  private final BitSet condition;
  private final BitSet due;
  private final BitSet scheduled;
  private final BitSet dates = new BitSet();
  private final int pending;
  private final int before;
  private final int having;
  private final BitSet own = new BitSet();
  private final BitSet undoing = new BitSet();
  private final BitSet perfect;
  private final BitSet offering;
  private final BitSet which;
  private final BitSet number;
  private final int that;
  private final int should;
  private final BitSet hav = new BitSet();

  Factuality(Lexicon lexicon) {
    conditional = lexicon.group("conditional");
    supposing = lexicon.group("supposing");
    idle = lexicon.group("idle");
    modal = lexicon.group("modal");
    and = lexicon.group("and");
    wish = lexicon.group("wish");
    subordinate = lexicon.group("subordinate");
    law = lexicon.group("law");
    motion = lexicon.group("motion");
    clausal = lexicon.group("clausal");
    upon = lexicon.group("upon");
    ordered = lexicon.group("ordered");
    court = lexicon.group("court");
    bench = lexicon.group("bench");
    been = lexicon.group("been");
    finite.set(lexicon.learn("is"));
    finite.set(lexicon.learn("are"));
    be = lexicon.group("be");
    shall = lexicon.group("shall");
    will = lexicon.group("will");
    was = lexicon.group("was");
    negative = lexicon.group("negative");
    considered = lexicon.group("considered");
    past = lexicon.group("past");
    heading = lexicon.group("heading");
    definite = lexicon.group("definite");
    told = lexicon.group("told");
    condition = lexicon.group("condition");
    due = (BitSet) condition.clone();
    due.set(Lexicon.DATE);
    due.or(lexicon.group("month"));
    dates.set(Lexicon.DATE);
    dates.or(lexicon.group("month"));
    dates.or(lexicon.group("weekday"));
    scheduled = lexicon.group("scheduled");
    pending = lexicon.learn("pending");
    before = lexicon.learn("before");
    having = lexicon.learn("having");
    own.set(lexicon.learn("this"));
    for (String verb : new String[] {"lift", "modify", "affirm", "reverse"}) {
      undoing.or(lexicon.group(verb + ".ing"));
      undoing.or(lexicon.group(verb + ".base"));
    }
    perfect = lexicon.group("perfect");
    offering = lexicon.group("offering");
    which = lexicon.group("which");
    number = lexicon.group("number");
    that = lexicon.learn("that");
    should = lexicon.learn("should");
    hav.set(having);
  }

  /**
   * Whether an act is real.
   *
   * @param at where the act, with its subject, begins
   * @param names words that only name something
   */
  boolean real(Clause clause, int at, BitSet names) {
    boolean comma = false;
    boolean apart = false;
    // "the movants ask for an injunction, that request is denied": taken up again
    boolean taken =
        clause.is(at, motion)
            && (clause.is(at - 1, definite) || (at > 0 && clause.word(at - 1) == that));
    for (int i = at - 1; i >= 0; i--) {
      int word = clause.word(i);
      if (names.get(i)) {
        continue;
      }
      if (word == Lexicon.COLON
          || word == Lexicon.DASH
          || (ordered.get(word) && (comma || !clause.is(i - 1, past)))) {
        return true;
      }
      if (wish.get(word)
          && !(comma && (taken || subordinated(clause, i)))
          && !court.get(word)
          && !noun(clause, i)) {
        return false;
      }
      if (supposing.get(word) && !clause.is(i + 1, idle)) {
        return false; // "if …, then the judgment shall be vacated"
      }
      // "the previously imposed stay" only says which stay.
      if (!comma && ((past.get(word) && i < at - 2) || supposes(clause, i, at))) {
        return false;
      }
      if (word == should && (i == 0 || breaks(clause.word(i - 1)))) {
        return false; // "should the settlement fail, this judgment shall be vacated"
      }
      if (!apart && modal.get(word)) {
        return false;
      }
      comma |= word == Lexicon.COMMA;
      apart |= comma || and.get(word);
    }
    return true;
  }

  /** "Although defendants argue otherwise, the motion is granted": what is argued is put aside. */
  private boolean subordinated(Clause clause, int at) {
    for (int i = at - 1; i >= 0 && !breaks(clause.word(i)); i--) {
      if (subordinate.get(clause.word(i)) && (i == 0 || breaks(clause.word(i - 1)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean breaks(int word) {
    return word == Lexicon.COMMA || word == Lexicon.COLON;
  }

  /** "the request to stay is denied" wishes for nothing; "plaintiffs request that" does. */
  private boolean noun(Clause clause, int at) {
    return motion.get(clause.word(at)) && !clause.is(at + 1, clausal);
  }

  /** "plaintiff requests that the case be stayed" */
  boolean asks(Clause clause, Sequences.Found<String> subject) {
    return clause.is(subject.from(), motion) && clause.is(subject.to(), clausal);
  }

  private boolean supposes(Clause clause, int i, int at) {
    int word = clause.word(i);
    if (conditional.get(word)) {
      boolean adjective = word == pending && (i == at - 1 || motion.get(clause.word(i + 1)));
      boolean place = word == before && (clause.is(i + 1, bench) || clause.is(i + 2, bench));
      // "ordered that pending the hearing the defendants are restrained": until then, not if then.
      boolean meanwhile = word == pending && i > 0 && clause.word(i - 1) == that;
      return !adjective && !place && !meanwhile;
    }
    return upon.get(word) && !clause.is(i + 1, considered) && !clause.is(i + 2, considered);
  }

  /** "the stay entered on March 5", "this court's opinion issued in May": which, not that. */
  boolean recalled(Clause clause, int from, int end) {
    return clause.has(definite, from - NEAR, from)
        && !clause.has(Lexicon.COMMA, from - NEAR, from)
        && clause.has(told, from + 1, end)
        && !clause.has(be, from - NEAR, end)
        && !clause.has(shall, from, end)
        && !clause.has(perfect, from, end)
        && !clause.has(was, from, end);
  }

  /**
   * "vacating the order granting a stay", "an order dismissing the case having been entered": the
   * act is that order's, not this one's.
   */
  boolean another(Clause clause, int at) {
    int to = at;
    // "the judgment reversing and remanding our decision": joined acts are one paper's.
    if (clause.is(at - 1, and) && clause.is(at - 2, undoing)) {
      to = at - 2;
    }
    return clause.is(to - 1, heading)
        && !clause.is(to - 2, own)
        && (clause.has(definite, to - 5, to - 1)
            || (to > 2 && clause.is(to - 2, number))
            || clause.is(to - 2, undoing)
            || clause.has(having, to, to + OWN));
  }

  /** "without prejudice to the right to reopen the case": may be done, is not done. */
  boolean offered(Clause clause, int at) {
    return clause.has(offering, at - NEAR, at);
  }

  /** "Section 362 stays the continuation of suits": what the law does, not this paper. */
  boolean lawful(Clause clause, int verb) {
    return clause.has(law, verb - NEAR, verb) && !clause.has(court, verb - NEAR, verb);
  }

  /** "the Court will stay discovery": announced in the paper that does it, unless it depends. */
  boolean announced(Clause clause, int verb) {
    return clause.is(verb - 1, will)
        && clause.has(court, verb - NEAR, verb - 1)
        && !clause.has(supposing, 0, clause.size())
        && !clause.has(conditional, verb + 1, clause.size());
  }

  /** "the restraining order, which expired on March 17": told of, not done. */
  boolean relative(Clause clause, int at) {
    return clause.is(at - 1, which);
  }

  /** Whether something is told to have been brought to somebody's knowledge. */
  boolean reports(Clause clause, int at) {
    return clause.is(at - 1, been) || clause.is(at - 1, be) || clause.is(at - 1, hav);
  }

  /** "trial dates presently scheduled": how things stood. */
  boolean recalls(Clause clause, int from, int end) {
    return clause.has(past, from, end);
  }

  /** "a conference will be set by separate order": without a date nothing is set. */
  boolean leavesOpen(Clause clause, int from, int end) {
    return clause.has(will, from, end)
        && clause.has(scheduled, from, end)
        && !clause.has(dates, end - 1, end + NEAR);
  }

  /** Whether words close before a verb deny it, or put it in another time. */
  boolean elsewhere(Clause clause, int from, int to) {
    int near = Math.max(from, to - NEAR);
    return clause.has(negative, near, to)
        || clause.has(will, near, to)
        || clause.has(wish, near, to)
        || clause.has(modal, near, to)
        || clause.has(supposing, near, to)
        || clause.has(was, near, to)
        || clause.has(past, near, to);
  }

  /** "is dismissed unless …", "shall be lifted upon …": what follows makes it depend. */
  boolean depends(Clause clause, int verb) {
    // "is stayed upon the posting of a bond": at once
    boolean now = clause.is(verb - 1, finite) && clause.is(verb + 1, upon);
    return (!now && clause.has(condition, verb + 1, verb + 3))
        || (clause.has(shall, verb - NEAR, verb) && clause.has(due, verb + 1, verb + 6));
  }
}
