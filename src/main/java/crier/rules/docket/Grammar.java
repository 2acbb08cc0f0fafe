package crier.rules.docket;

import crier.model.Event;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All tables, read once: words, papers, things, acts on things, reliefs, phrases. */
final class Grammar {

  private static final Grammar ENGLISH = new Grammar();

  /** A line of a table and the example that shows it at work. */
  record Line(String place, String example, List<Event> events) {}

  /** A pattern's event, and whether it must be part of the paper's name. */
  record Phrase(Event event, boolean heading) {}

  private final Lexicon lexicon = new Lexicon("words.txt");
  private final Sequences<PaperKind> papers = new Sequences<>();
  private final Sequences<String> things = new Sequences<>();
  private final Sequences<Relief> reliefs = new Sequences<>();
  private final Map<PaperKind, Sequences<Phrase>> phrases = new EnumMap<>(PaperKind.class);
  private final Limits limits = new Limits();
  private final Envelopes envelopes = new Envelopes(lexicon);
  private final Map<String, Event> acts = new HashMap<>();

  /** By the number of the word. */
  private final List<List<Verb>> verbs = new ArrayList<>();

  private final List<Line> lines = new ArrayList<>();
  private final List<Line> silences = new ArrayList<>();

  private Grammar() {
    lexicon.learn("and");
    lexicon.learn("$");
    for (Table.Row row : Table.of("papers.txt", 3)) {
      papers.add(sequence(row, 1), PaperKind.valueOf(row.cell(0)));
    }
    for (Table.Row row : Table.of("things.txt", 2)) {
      things.add(sequence(row, 1), row.cell(0));
    }
    readActs();
    readReliefs();
    readPhrases();
    for (Table.Row row : Table.of("limits.txt", 4)) {
      Event event = Event.valueOf(row.cell(0));
      limits.add(event, row.cell(1).equals("entry"), sequence(row, 2));
      silences.add(new Line(row.place(), row.cell(3), List.of(event)));
    }
    for (Table.Row row : Table.of("envelopes.txt", 3)) {
      envelopes.add(row.cell(0), sequence(row, 1));
      lines.add(new Line(row.place(), row.cell(2), List.of()));
    }
    readVerbs();
  }

  static Grammar english() {
    return ENGLISH;
  }

  private Sequence sequence(Table.Row row, int cell) {
    try {
      return Sequence.of(row.cell(cell), lexicon);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("%s: %s".formatted(row.place(), e.getMessage()), e);
    }
  }

  private void readActs() {
    for (Table.Row row : Table.of("acts.txt", 4)) {
      Event event = Event.valueOf(row.cell(2));
      for (String thing : row.cell(1).split(" ", -1)) {
        acts.put(row.cell(0) + " " + thing, event);
      }
      lines.add(new Line(row.place(), row.cell(3), List.of(event)));
    }
  }

  private void readReliefs() {
    for (Table.Row row : Table.of("reliefs.txt", 6)) {
      Event granted = event(row.cell(2));
      Event denied = event(row.cell(3));
      Event requested = event(row.cell(4));
      reliefs.add(sequence(row, 1), new Relief(row.cell(0), granted, denied, requested));
      List<Event> events = new ArrayList<>();
      for (Event event : new Event[] {granted, denied, requested}) {
        if (event != null) {
          events.add(event);
        }
      }
      lines.add(new Line(row.place(), row.cell(5), List.copyOf(events)));
    }
  }

  private void readPhrases() {
    for (PaperKind paper : PaperKind.values()) {
      phrases.put(paper, new Sequences<>());
    }
    for (Table.Row row : Table.of("phrases.txt", 4)) {
      Event event = Event.valueOf(row.cell(0));
      Sequence sequence = sequence(row, 2);
      phrases.forEach((paper, those) -> {
        if (paper.among(row.cell(1))) {
          those.add(sequence, new Phrase(event, sequence.heading()));
        }
      });
      lines.add(new Line(row.place(), row.cell(3), List.of(event)));
    }
  }

  private void readVerbs() {
    for (String name : lexicon.verbs()) {
      for (Verb.Form form : Verb.Form.values()) {
        BitSet members = lexicon.group(name + form.suffix());
        members.stream()
            .forEach(word -> {
              while (verbs.size() <= word) {
                verbs.add(new ArrayList<>());
              }
              verbs.get(word).add(new Verb(name, form));
            });
      }
    }
  }

  private static @Nullable Event event(String cell) {
    return cell.equals("-") ? null : Event.valueOf(cell);
  }

  Lexicon lexicon() {
    return lexicon;
  }

  Sequences<PaperKind> papers() {
    return papers;
  }

  Sequences<String> things() {
    return things;
  }

  Sequences<Relief> reliefs() {
    return reliefs;
  }

  Sequences<Phrase> phrases(PaperKind paper) {
    return phrases.getOrDefault(paper, new Sequences<>());
  }

  /** What doing this to that is, or null when it is no event of the list. */
  @Nullable Event act(String verb, String thing) {
    return acts.get(verb + " " + thing);
  }

  /** The acts a word can name. */
  List<Verb> verbs(int word) {
    return word < verbs.size() ? verbs.get(word) : List.of();
  }

  /** What says that nothing behind it counts. */
  Envelopes envelopes() {
    return envelopes;
  }

  /** What narrows an act so that it is none of the list. */
  Limits limits() {
    return limits;
  }

  /** Every line whose example must not show its event. */
  List<Line> silences() {
    return List.copyOf(silences);
  }

  /** Every line that has an example. */
  List<Line> lines() {
    return List.copyOf(lines);
  }
}
