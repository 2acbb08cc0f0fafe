package crier.rules.docket;

import crier.model.Event;
import crier.model.Significance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Ranks an entry by what kind of paper it is, where no event does: the first line that fits. */
final class Ranks {

  private static final String ANY = "*";
  private static final String MATTER = "matter";

  /** A line of the table, and the example that shows it at work. */
  record Line(
      String place,
      String papers,
      String words,
      @Nullable Sequence sequence,
      Rank rank,
      String example) {}

  private final Rulings rulings;
  private final List<Line> lines = new ArrayList<>();

  Ranks(Grammar grammar) {
    this.rulings = new Rulings(grammar);
    for (Table.Row row : Table.of("ranks.txt", 5)) {
      String words = row.cell(2);
      boolean pattern = !words.equals(ANY) && !words.equals(MATTER);
      Significance significance = Significance.valueOf(row.cell(0).toUpperCase(Locale.ROOT));
      lines.add(
          new Line(
              row.place(),
              row.cell(1),
              words,
              pattern ? Sequence.of(words, grammar.lexicon()) : null,
              new Rank(significance, row.cell(3)),
              row.cell(4)));
    }
  }

  List<Line> lines() {
    return List.copyOf(lines);
  }

  Rank of(ParsedEntry reading) {
    for (Line line : lines) {
      if (reading.paper().among(line.papers()) && fits(line, reading)) {
        return line.rank();
      }
    }
    throw new IllegalStateException("ranks.txt has no line for " + reading.paper());
  }

  private boolean fits(Line line, ParsedEntry reading) {
    Sequence sequence = line.sequence();
    if (sequence == null) {
      return line.words().equals(ANY) || decides(reading);
    }
    for (int i = 0; i < reading.clauses().size(); i++) {
      Clause clause = reading.clauses().get(i);
      for (int at = 0; at < clause.size(); at++) {
        if (sequence.firsts().get(clause.word(at))
            && (!sequence.heading() || reading.named(i, at))
            && sequence.match(clause, at) > at) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether what the paper is about, granted, would be critical. */
  private boolean decides(ParsedEntry reading) {
    for (int i = 0; i < reading.clauses().size(); i++) {
      if (reading.heads(i)) {
        Clause clause = reading.clauses().get(i);
        Sequences.Found<Relief> relief = rulings.first(clause, reading.headTo(), clause.size());
        while (relief != null && reading.paper() == PaperKind.FILING && idle(relief.meaning())) {
          relief = rulings.first(clause, relief.to(), clause.size());
        }
        return relief != null && !idle(relief.meaning());
      }
    }
    return false;
  }

  private static boolean idle(Relief relief) {
    Event granted = relief.granted();
    return granted == null || granted.usual() != Significance.CRITICAL;
  }
}
