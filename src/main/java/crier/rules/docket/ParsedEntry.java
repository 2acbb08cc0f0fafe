package crier.rules.docket;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** An entry taken apart: its clauses, what kind of paper it is, and where that is said. */
final class ParsedEntry {

  private static final int FURTHEST = 30;
  private static final int CLAUSES = 4;
  private static final int LEAD = 8;

  private final Grammar grammar;
  private final List<Clause> clauses;
  private final List<Clause> references;
  private final List<BitSet> names = new ArrayList<>();
  private PaperKind paper = PaperKind.CLERK;
  private int heading = -1;
  private int headFrom;
  private int headTo;

  ParsedEntry(String text, Grammar grammar, Names naming) {
    this.grammar = grammar;
    Splitter splitter = new Splitter(text, grammar.lexicon());
    this.clauses = splitter.clauses();
    this.references = splitter.references();
    for (int i = 0; i < Math.min(CLAUSES, clauses.size()) && heading < 0; i++) {
      name(i);
    }
    if (paper == PaperKind.MOTION && heading >= 0) {
      if (heard()) {
        paper = PaperKind.MINUTES;
      } else if (soOrdered()) {
        paper = PaperKind.ORDER;
      } else if (decided(clauses.get(heading))) {
        paper = PaperKind.CLERK;
        headTo = headFrom; // a name of what is decided, not of this paper
      }
    }
    if (grammar.envelopes().silence(clauses, heading, headTo)) {
      paper = PaperKind.SILENT;
    } else if (paper == PaperKind.SILENT && movedBy()) {
      paper = PaperKind.MOTION;
    }
    for (int i = 0; i < clauses.size(); i++) {
      names.add(
          naming.in(
              clauses.get(i), heads(i) ? headFrom : 0, heads(i) && paper.court() ? headTo : 0));
    }
  }

  private void name(int index) {
    Clause clause = clauses.get(index);
    BitSet citing = grammar.lexicon().group("citing");
    int at = 0;
    while (at < Math.min(FURTHEST, clause.size())) {
      Sequences.Found<PaperKind> found =
          grammar.papers().first(clause, at, Math.min(FURTHEST, clause.size()));
      if (found == null) {
        return;
      }
      // "In accordance with the opinion entered today, it is the order …"
      int cited = clause.find(citing, found.from() - LEAD, found.from());
      if (cited < 0 || clause.has(Lexicon.COMMA, cited, found.from())) {
        paper = found.meaning();
        heading = index;
        headFrom = found.from();
        headTo = found.to();
        return;
      }
      at = found.to();
    }
  }

  /**
   * "NOTICE OF MOTION to stay … Document filed by": in the courts whose software says so it is the
   * motion itself.
   */
  private boolean movedBy() {
    Lexicon lexicon = grammar.lexicon();
    return heading >= 0
        && clauses.get(heading).has(lexicon.group("motion"), headFrom, headTo)
        && clauses.stream()
            .anyMatch(
                c -> c.word(0) == lexicon.look("document") && c.is(1, lexicon.group("file.ed")));
  }

  /** "Motion for relief from stay … Hearing held": bankruptcy courts' minutes begin so. */
  private boolean heard() {
    BitSet hearing = grammar.lexicon().group("hearing");
    BitSet held = grammar.lexicon().group("held");
    for (int i = heading + 1; i < clauses.size(); i++) {
      Clause clause = clauses.get(i);
      int at = clause.find(held, 1, clause.size());
      if (at > 0 && clause.is(at - 1, hearing)) {
        return true;
      }
    }
    return false;
  }

  /** "STIPULATION of dismissal … So Ordered by Judge …": the judge made it an order. */
  private boolean soOrdered() {
    Lexicon lexicon = grammar.lexicon();
    if (!clauses.get(heading).is(headFrom, lexicon.group("stipulation"))) {
      return false;
    }
    BitSet so = lexicon.group("so");
    BitSet ordered = lexicon.group("ordered");
    for (int i = heading; i < clauses.size(); i++) {
      Clause clause = clauses.get(i);
      int at = clause.find(so, 0, clause.size());
      boolean begins = at == 0 || (at > 0 && clause.word(at - 1) == Lexicon.COLON);
      if (begins && clause.is(at + 1, ordered)) {
        return true;
      }
    }
    return false;
  }

  /** "Motion to dismiss [17] is DENIED" without a heading is the court's, not the party's. */
  private boolean decided(Clause clause) {
    Lexicon lexicon = grammar.lexicon();
    BitSet be = lexicon.group("be");
    BitSet adverb = lexicon.group("adverb");
    BitSet outcome = lexicon.group("outcome");
    for (int i = 1; i < clause.size(); i++) {
      if (clause.is(i, outcome)) {
        int before = i - 1;
        while (clause.is(before, adverb)) {
          before--;
        }
        if (clause.is(before, be)
            || i == clause.size() - 1
            || clause.word(i + 1) == Lexicon.COMMA) {
          return true;
        }
      }
    }
    return false;
  }

  List<Clause> clauses() {
    return clauses;
  }

  List<Clause> references() {
    return references;
  }

  /** The words of a clause that only name something. */
  BitSet names(int clause) {
    return names.get(clause);
  }

  PaperKind paper() {
    return paper;
  }

  /** Whether a clause is the one that says what paper this is. */
  boolean heads(int clause) {
    return clause == heading;
  }

  /** The first word that says so. */
  int headFrom() {
    return headFrom;
  }

  /** After the last word that says so. */
  int headTo() {
    return headTo;
  }

  /** Whether a word is part of the paper's name, an adjective before it, or joined to it. */
  boolean named(int clause, int at) {
    if (!heads(clause) || headTo == headFrom) {
      return false;
    }
    return (at == 0 || at >= headFrom - 3)
        && (at <= headTo || (at < headTo + 4 && joined(clauses.get(clause), at)));
  }

  /** "ORDER dissolving preliminary injunction": what the order does is not its name. */
  private boolean joined(Clause clause, int to) {
    for (int i = headTo; i < to; i++) {
      if (grammar.verbs(clause.word(i)).stream().anyMatch(v -> v.form() == Verb.Form.GERUND)) {
        return false;
      }
    }
    return clause.has(grammar.lexicon().group("joining"), headTo, to);
  }
}
