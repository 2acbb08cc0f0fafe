package crier.watch;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words by which a case's name can be told from others'. Pure. */
final class Names {

  /** In too many names to tell any apart, or words of what is waited for. */
  private static final Set<String> COMMON =
      Set.of(
          "united",
          "states",
          "america",
          "department",
          "center",
          "national",
          "american",
          "court",
          "district",
          "circuit",
          "supreme",
          "appeals",
          "decision",
          "ruling",
          "pending",
          "stayed",
          "until",
          "case",
          "city",
          "county",
          "state",
          "company",
          "corporation",
          "inc",
          "association",
          "the",
          "and",
          "for",
          "bureau",
          "agency",
          "federal",
          "secretary",
          "with",
          "from",
          "that",
          "this",
          "motion",
          "order",
          "opinion",
          "judgment",
          "mandate",
          "resolution",
          "appeal");

  private Names() {}

  /** The telling words of a name, in small letters. */
  static Set<String> words(String name) {
    return Stream.of(name.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1))
        .filter(word -> word.length() >= 3 && !COMMON.contains(word))
        .collect(Collectors.toUnmodifiableSet());
  }
}
