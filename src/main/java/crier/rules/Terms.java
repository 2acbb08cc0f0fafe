package crier.rules;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Words and phrases to look for. A plain term matches whole words in any case, whatever the white
 * space between them; {@code /…/} is an RE2 pattern; a leading {@code !} excludes.
 */
public final class Terms {

  private static final int QUOTE = 300;

  private final List<Pattern> wanted = new ArrayList<>();
  private final List<Pattern> excluded = new ArrayList<>();

  private Terms() {}

  /**
   * Reads terms.
   *
   * @throws IllegalArgumentException naming the term that is no RE2 pattern
   */
  public static Terms of(List<String> terms) {
    Terms result = new Terms();
    for (String term : terms) {
      boolean excludes = term.startsWith("!");
      String bare = excludes ? term.substring(1) : term;
      (excludes ? result.excluded : result.wanted).add(pattern(bare));
    }
    return result;
  }

  private static Pattern pattern(String term) {
    try {
      if (term.length() > 2 && term.startsWith("/") && term.endsWith("/")) {
        return Pattern.compile("(?is)" + term.substring(1, term.length() - 1));
      }
      StringBuilder words = new StringBuilder();
      for (String word : term.strip().split("\\s+", -1)) {
        words.append(words.isEmpty() ? "" : "\\s+").append(Pattern.quote(word));
      }
      // \b knows ASCII letters only; a phrase may begin or end with a sign: "§ 6103".
      String before = isWord(term, 0) ? "\\b" : "";
      String after = isWord(term, term.length() - 1) ? "\\b" : "";
      return Pattern.compile("(?i)" + before + words + after);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "`%s` is no RE2 pattern: %s".formatted(term, e.getDescription()), e);
    }
  }

  private static boolean isWord(String term, int at) {
    return at >= 0
        && at < term.length()
        && (Character.isLetterOrDigit(term.charAt(at)) && term.charAt(at) < 128);
  }

  /** Whether nothing is looked for, so that any text will do. */
  public boolean any() {
    return wanted.isEmpty();
  }

  /** Whether the text has a wanted term (or none is wanted), and no excluded one. */
  public boolean fit(String text) {
    return excluded.stream().noneMatch(p -> p.matcher(text).find())
        && (wanted.isEmpty() || wanted.stream().anyMatch(p -> p.matcher(text).find()));
  }

  /** The sentence in which a wanted term first occurs; empty when none does, or one is excluded. */
  public Optional<String> quote(String text) {
    if (excluded.stream().anyMatch(p -> p.matcher(text).find())) {
      return Optional.empty();
    }
    for (Pattern pattern : wanted) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find()) {
        return Optional.of(Quotes.sentenceAround(text, matcher.start(), matcher.end(), QUOTE));
      }
    }
    return Optional.empty();
  }
}
