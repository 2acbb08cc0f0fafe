package crier.rules.docket;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words that the grammar knows. Each has a number; classes group them ({@code stay.ed} is
 * "stayed"). Words that no table names are all {@link #UNKNOWN}: parties, places, lawyers.
 */
final class Lexicon {

  static final int UNKNOWN = 0;
  static final int NUMBER = 1;
  static final int DATE = 2;
  static final int TIME = 3;
  static final int COMMA = 4;
  static final int COLON = 5;
  static final int DASH = 6;

  /** A party with its legal form, however many words: "Pine Hill Paving Co., Inc.". */
  static final int NAME = 7;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, BitSet> classes = new HashMap<>();
  private final Set<String> abbreviations = new HashSet<>();
  private int next = NAME + 1;

  Lexicon(String table) {
    classes.put("unknown", of(UNKNOWN));
    classes.get("unknown").set(NAME);
    classes.put("name", of(NAME));
    classes.put("number", of(NUMBER));
    classes.put("date", of(DATE));
    classes.put("time", of(TIME));
    classes.put("comma", of(COMMA));
    classes.put("colon", of(COLON));
    classes.put("dash", of(DASH));
    for (Table.Row row : Table.of(table, 2)) {
      List<String> words = List.of(row.cell(1).split("\\s+", -1));
      if (row.cell(0).startsWith("verb ")) {
        verb(row.cell(0).substring("verb ".length()), words);
      } else if (row.cell(0).startsWith("alias ")) {
        int meant = learn(row.cell(0).substring("alias ".length()));
        words.forEach(word -> numbers.put(word, meant));
      } else {
        if (row.cell(0).equals("abbreviation")) {
          abbreviations.addAll(words); // as they are written, whatever they stand for
        }
        words.forEach(word -> join(row.cell(0), word));
      }
    }
  }

  private void verb(String name, List<String> words) {
    for (String word : words) {
      Inflection forms = Inflection.of(word);
      join(name + ".base", forms.base());
      join(name + ".s", forms.third());
      join(name + ".ed", forms.past());
      join(name + ".ing", forms.gerund());
      forms.all().forEach(form -> join(name, form));
    }
  }

  private void join(String name, String word) {
    BitSet members = classes.computeIfAbsent(name, _ -> new BitSet());
    if (word.startsWith("{")) {
      members.or(group(word.substring(1, word.length() - 1)));
    } else {
      members.set(learn(word));
    }
  }

  private static BitSet of(int number) {
    BitSet set = new BitSet();
    set.set(number);
    return set;
  }

  /** The number of a word that a table names. */
  int learn(String word) {
    int number = numbers.computeIfAbsent(word, _ -> next++);
    if (Character.isDigit(word.charAt(word.length() - 1))) {
      group("number").set(number); // "rule 42", but also docket number 42
    }
    return number;
  }

  /** Whether a word, in lower case, is clipped: its stop ends no sentence. */
  boolean abbreviates(String word) {
    return abbreviations.contains(word);
  }

  /** The number of a word of an entry, in lower case. */
  int look(String word) {
    Integer number = numbers.get(word);
    return number == null ? UNKNOWN : number;
  }

  /**
   * The members of a class.
   *
   * @throws IllegalArgumentException when no table defines it
   */
  BitSet group(String name) {
    BitSet members = classes.get(name);
    if (members == null) {
      throw new IllegalArgumentException(
          "no class `%s` in words.txt; define it on a line of its own".formatted(name));
    }
    return members;
  }

  /** Names of the verb classes. */
  List<String> verbs() {
    List<String> verbs = new ArrayList<>();
    for (String name : classes.keySet()) {
      if (name.endsWith(".ed")) {
        verbs.add(name.substring(0, name.length() - 3));
      }
    }
    return verbs;
  }
}
