package crier.rules.docket.consequence;

import com.google.re2j.Matcher;
import crier.model.Consequences.Relative;
import crier.model.Consequences.WaitsFor;
import crier.rules.docket.consequence.EntryReader.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds other dockets that an entry names. */
final class RelativeReader {

  private static final int NEAR = 120;
  private static final com.google.re2j.Pattern TRAP =
      Patterns.pattern(
          "(?:ecf|dkt|doc|docs|document|de|d\\.e|f\\.[23]d|f\\. ?supp|u\\.s|rule|executive order|order|section|exhibit|claim|entry|dkts|docket entr(?:y|ies)) ?\\.?(?: ?nos?\\.?)? ?$");
  private static final com.google.re2j.Pattern NUMBERED =
      Patterns.pattern(
          "\\d-[a-z\\d]|\\d(?:civ|cv|cr|md|mc|A)\\d|\\bMDL\\b|\\b(?:cv|c) ?\\d|\\bmultidistrict\\b|\\bremov");
  private static final com.google.re2j.Pattern FIGURE = Patterns.pattern("\\d");

  private final Patterns table = Patterns.of("relatives.txt");
  private final Courts courts = new Courts();

  List<Relative> read(Passage passage, Entry entry, @Nullable WaitsFor wait) {
    List<Relative> found = new ArrayList<>();
    if (!FIGURE.matcher(passage.shown()).find()) {
      return found;
    }
    for (Passage.Sentence sentence : parts(passage)) {
      String words = passage.shown().substring(sentence.start(), sentence.end());
      if (!NUMBERED.matcher(words).find()) {
        continue; // most sentences name no docket
      }
      for (Patterns.Row row : table.rows()) {
        Matcher matcher = row.pattern().matcher(words);
        while (matcher.find()) {
          add(passage, entry, wait, sentence.start(), matcher, row.meaning(), found);
        }
      }
    }
    return found;
  }

  /** Sentences, and two that follow one another: "MANDATE of USCA. … Case Number 25-1424". */
  private static List<Passage.Sentence> parts(Passage passage) {
    List<Passage.Sentence> parts = new ArrayList<>(passage.sentences());
    if (parts.size() > 1) {
      int end = Math.min(parts.getLast().end(), parts.getFirst().start() + 900);
      parts.add(new Passage.Sentence(parts.getFirst().start(), end, false));
    }
    return parts;
  }

  private void add(
      Passage passage,
      Entry entry,
      @Nullable WaitsFor wait,
      int offset,
      Matcher matcher,
      String meaning,
      List<Relative> found) {
    String[] said = meaning.split(" ", -1);
    Relative.Kind kind = Relative.Kind.valueOf(said[0].toUpperCase(Locale.ROOT));
    String words = passage.shown().substring(offset);
    boolean upper = courts.circuit(entry.court()).equals(entry.court()) && !entry.court().isEmpty();
    if (kind == Relative.Kind.APPEAL && upper) {
      return; // an appellate court speaks of itself
    }
    if (said[1].equals("jpml") && found.stream().anyMatch(r -> r.kind() == kind)) {
      return; // the case it goes to is named already
    }
    if (kind == Relative.Kind.CONSOLIDATED
        && words
            .substring(Math.max(0, matcher.start() - 60), matcher.start())
            .toLowerCase(Locale.ROOT)
            .contains("motion")) {
      return;
    }
    for (String group : matcher.group().isEmpty() ? new String[0] : new String[] {"n", "m"}) {
      String number =
          group.equals("m") && !matcher.pattern().pattern().contains("(?P<m>")
              ? null
              : matcher.group(group);
      if (number == null
          || TRAP.matcher(
                  words.substring(Math.max(0, matcher.start(group) - 24), matcher.start(group)))
              .find()) {
        continue;
      }
      boolean own = !entry.number().isEmpty() && Numbers.same(number, entry.number());
      boolean awaited =
          wait != null && wait.docketNumbers().stream().anyMatch(n -> Numbers.same(n, number));
      boolean known = found.stream().anyMatch(r -> Numbers.same(r.docketNumber(), number));
      if (own
          || (awaited && kind != Relative.Kind.CONSOLIDATED)
          || known
          || longList(kind, found)) {
        continue;
      }
      String near =
          words.substring(
              Math.max(0, matcher.start() - 40),
              Math.min(words.length(), matcher.end(group) + NEAR / 3));
      String court =
          said[1].equals("@named")
              ? courts.named(matcher.group(), entry.court())
              : courts.resolved(said[1], entry.court());
      if (kind == Relative.Kind.APPEAL && said[1].equals("@circuit")) {
        String named = courts.named(near, entry.court());
        court = named.startsWith("ca") && named.length() <= 4 ? named : court;
      }
      int end = offset + matcher.end(group);
      int start = Math.max(offset + matcher.start(), end - 240);
      found.add(
          new Relative(
              kind,
              passage.text().substring(end - number.length(), end),
              court,
              passage.quote(start, end)));
    }
  }

  /** Members of a long list beside the first are not told one by one. */
  private static boolean longList(Relative.Kind kind, List<Relative> found) {
    return kind == Relative.Kind.RELATED
        && found.stream().filter(r -> r.kind() == kind).count() > 2;
  }

  Patterns table() {
    return table;
  }
}
