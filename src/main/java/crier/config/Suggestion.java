package crier.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant by a word that is not known. */
final class Suggestion {

  private Suggestion() {}

  /** "did you mean", when something is near enough; else all there is. */
  static String of(String given, Collection<String> known) {
    if (known.isEmpty()) {
      return "remove it";
    }
    Optional<String> nearest =
        known.stream()
            .filter(word -> distance(given, word) <= Math.max(2, given.length() / 3))
            .min(Comparator.comparingInt(word -> distance(given, word)));
    return nearest
        .map("did you mean `%s`?"::formatted)
        .orElseGet(() -> "write one of: " + String.join(", ", known));
  }

  /** Levenshtein's distance, ignoring case and the choice between hyphen and underscore. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT).replace('_', '-');
    String b = other.toLowerCase(Locale.ROOT).replace('_', '-');
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
