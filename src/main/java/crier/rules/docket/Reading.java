package crier.rules.docket;

import java.util.BitSet;
import java.util.List;

/** An entry taken apart: its clauses, what kind of paper it is, and where that is said. */
final class Reading {

  private static final int FURTHEST = 30;
  private static final int CLAUSES = 4;

  private final Grammar grammar;
  private final List<Clause> clauses;
  private final List<Clause> references;
  private Paper paper = Paper.CLERK;
  private int heading = -1;
  private int headFrom;
  private int headTo;

  Reading(String text, Grammar grammar) {
    this.grammar = grammar;
    Splitter splitter = new Splitter(text, grammar.lexicon());
    this.clauses = splitter.clauses();
    this.references = splitter.references();
    for (int i = 0; i < Math.min(CLAUSES, clauses.size()) && heading < 0; i++) {
      name(i);
    }
    if (paper == Paper.MOTION && heading >= 0 && decided(clauses.get(heading))) {
      paper = Paper.CLERK;
    }
  }

  private void name(int index) {
    Clause clause = clauses.get(index);
    Sequences.Found<Paper> found =
        grammar.papers().first(clause, 0, Math.min(FURTHEST, clause.size()));
    if (found != null) {
      paper = found.meaning();
      heading = index;
      headFrom = found.from();
      headTo = found.to();
    }
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
        if (clause.is(before, be) || i == clause.size() - 1) {
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

  Paper paper() {
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
}
