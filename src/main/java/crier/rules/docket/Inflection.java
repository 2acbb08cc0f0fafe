package crier.rules.docket;

import java.util.List;

/** The forms of a verb, made from its base as English spelling has it, or given with slashes. */
record Inflection(String base, String third, String past, String gerund) {

  /** Of {@code grant}, or of {@code hold/holds/held/holding}. */
  static Inflection of(String word) {
    String[] given = word.split("/", -1);
    if (given.length == 4) {
      return new Inflection(given[0], given[1], given[2], given[3]);
    }
    if (given.length != 1) {
      throw new IllegalArgumentException(
          "`%s`: give the base alone, or base/third/past/gerund".formatted(word));
    }
    int last = word.length() - 1;
    if (word.endsWith("e")) {
      return new Inflection(word, word + "s", word + "d", word.substring(0, last) + "ing");
    }
    if (word.endsWith("y") && "aeou".indexOf(word.charAt(last - 1)) < 0) {
      String stem = word.substring(0, last);
      return new Inflection(word, stem + "ies", stem + "ied", word + "ing");
    }
    boolean hisses = word.endsWith("s") || word.endsWith("sh") || word.endsWith("ch");
    return new Inflection(word, word + (hisses ? "es" : "s"), word + "ed", word + "ing");
  }

  List<String> all() {
    return List.of(base, third, past, gerund);
  }
}
