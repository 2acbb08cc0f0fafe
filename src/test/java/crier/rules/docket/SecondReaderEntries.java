package crier.rules.docket;

import crier.model.Event;
import crier.rules.docket.SecondReaderTrainer.Example;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes training entries out of the sentences in {@code second-reader/}: papers of every court's
 * kind, from one line to a long memorandum whose decretal sentence stands in its midst. The same
 * sentences give the same entries.
 */
final class SecondReaderEntries {

  private static final String FOLDER = "second-reader/";
  private static final String NAMES = "name ";
  private static final char OPEN = '\u00ab';
  private static final char CLOSE = '\u00bb';

  /** How many entries are made of a line: of one sentence, in a long paper, of a whole entry. */
  private static final int BRIEF = 14;

  private static final int LONG = 18;
  private static final int WHOLE = 24;
  private static final int PAPERS = 30;

  /** A sentence and what it orders. */
  private record Line(String text, Set<Event> events) {}

  private final Random random = new Random(7);
  private final Map<String, List<String>> words = new TreeMap<>();
  private final Map<String, List<String>> names = new TreeMap<>();
  private final List<Line> acts = labelled("acts.txt");
  private final List<String> others = plain("not-acts.txt");
  private final List<String> background = plain("background.txt");
  private final List<String> heads = plain("heads.txt");
  private final List<Example> made = new ArrayList<>();

  SecondReaderEntries() {
    for (String line : plain("words.txt")) {
      int equals = line.indexOf(" = ");
      String name = line.substring(0, equals);
      List<String> choices = List.of(line.substring(equals + 3).split("\\|", -1));
      if (name.startsWith(NAMES)) {
        names.put(name.substring(NAMES.length()), choices);
      } else {
        words.put(name, choices);
      }
    }
  }

  /** All of them. */
  List<Example> all() {
    for (Line act : acts) {
      for (int i = 0; i < BRIEF; i++) {
        String text = any(heads) + " " + act.text() + chance(3, "{trail}") + ".";
        add(text + chance(2, " " + capital(any(background)) + "."), act.events(), act.text());
      }
      for (int i = 0; i < LONG; i++) {
        paper(act);
      }
    }
    for (String other : others) {
      for (int i = 0; i < BRIEF; i++) {
        String text = any(heads) + " " + other + chance(3, "{trail}") + ".";
        add(text + chance(2, " " + capital(any(background)) + "."), Set.of(), other);
      }
      for (int i = 0; i < BRIEF; i++) {
        Line none = new Line(other, Set.of());
        paper(none);
      }
    }
    for (String paper : plain("papers.txt")) {
      for (int i = 0; i < PAPERS; i++) {
        String text =
            paper.replace("{said}", any(acts).text()).replace("{spoken}", capital(any(others)));
        add(text, Set.of(), paper);
      }
    }
    for (Line whole : labelled("whole.txt")) {
      for (int i = 0; i < WHOLE; i++) {
        add(
            whole.text() + chance(3, " " + capital(any(background)) + "."),
            whole.events(),
            whole.text());
      }
    }
    return made;
  }

  /** A long paper: facts and argument around what it orders, which may be two things. */
  private void paper(Line act) {
    StringBuilder text = new StringBuilder(any(heads));
    around(text);
    Set<Event> events = EnumSet.noneOf(Event.class);
    ordered(text, act, events);
    if (random.nextInt(6) == 0 && !act.events().isEmpty()) {
      ordered(text, any(acts), events);
    }
    around(text);
    add(text.toString(), events, act.text());
  }

  private void ordered(StringBuilder text, Line act, Set<Event> events) {
    events.addAll(act.events());
    String lead = random.nextInt(3) > 0 ? "{lead} " + act.text() : act.text();
    text.append(' ').append(capital(lead)).append(chance(3, "{trail}")).append('.');
  }

  private void around(StringBuilder text) {
    for (int left = random.nextInt(5); left > 0; left--) {
      String sentence = random.nextInt(5) < 3 ? any(background) : any(others);
      text.append(' ').append(capital(sentence)).append('.');
    }
  }

  private void add(String template, Set<Event> events, String source) {
    String filled = filled(around(template));
    StringBuilder text = new StringBuilder();
    StringBuilder nameless = new StringBuilder();
    int at = 0;
    int open = filled.indexOf(OPEN);
    while (open >= 0) {
      int close = filled.indexOf(CLOSE, open);
      text.append(filled, at, open);
      nameless.append(filled, at, open);
      text.append(any(names.getOrDefault(filled.substring(open + 1, close), List.of())));
      at = close + 1;
      open = filled.indexOf(OPEN, at);
    }
    text.append(filled, at, filled.length());
    nameless.append(filled, at, filled.length());
    made.add(new Example(text.toString(), events, source, nameless.toString()));
  }

  /** A sentence in a template's midst. */
  private String around(String template) {
    String text = template;
    while (text.contains("{background}")) {
      text =
          text.replaceFirst(
              "\\{background}", java.util.regex.Matcher.quoteReplacement(capital(any(background))));
    }
    while (text.contains("{others}")) {
      text =
          text.replaceFirst(
              "\\{others}", java.util.regex.Matcher.quoteReplacement(capital(any(others))));
    }
    return text;
  }

  /** Chooses for every brace, the innermost first; names keep a mark of their own. */
  private String filled(String template) {
    String text = template;
    int close = text.indexOf('}');
    while (close >= 0) {
      int open = text.lastIndexOf('{', close);
      String inner = text.substring(open + 1, close);
      String chosen =
          names.containsKey(inner)
              ? "" + OPEN + inner + CLOSE
              : any(words.getOrDefault(inner, List.of(inner.split("\\|", -1))));
      if (!words.containsKey(inner) && inner.contains("|") && words.containsKey(chosen)) {
        chosen = "{" + chosen + "}"; // "{case|sub}" names two lists of words
      }
      text = text.substring(0, open) + chosen + text.substring(close + 1);
      close = text.indexOf('}');
    }
    return text.replaceAll(" {2,}", " ");
  }

  private String chance(int oneOf, String text) {
    return random.nextInt(oneOf) == 0 ? text : "";
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  private static List<String> plain(String name) {
    return SecondReaderTrainer.lines(FOLDER + name).stream()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .toList();
  }

  private static List<Line> labelled(String name) {
    return SecondReaderTrainer.labelled(FOLDER + name).stream()
        .map(example -> new Line(example.text(), example.events()))
        .toList();
  }
}
