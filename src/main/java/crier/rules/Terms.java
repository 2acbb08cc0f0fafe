package crier.rules;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Words and phrases to look for. A plain term matches whole words whatever the white space and the
 * dashes between them, in any case; only a word written in capitals ({@code ICE}) is met in
 * capitals alone. Parts joined by {@code " + "} must stand in one sentence, or in one headline (a
 * short first line without a full stop at its end), in any order. {@code /…/} is an RE2 pattern, in
 * any case unless it says {@code (?-i)}; a leading {@code !} excludes: a term from the whole text,
 * a part ({@code "IRS + homeland security + !presidential directive"}) from its sentence.
 */
public final class Terms {

  private static final int QUOTE = 300;

  /** A table without full stops is no sentence: parts further apart than this are not together. */
  private static final int REACH = 400;

  /** A first line of this length or less that ends without a full stop is a headline. */
  private static final int HEADLINE = 160;

  private static final int SHOWN = 60;
  private static final String JOINED = " + ";

  /** Sites and word processors write any of these where a keyboard has one sign. */
  private static final String DASH = "[-\\x{2010}-\\x{2015}\\x{2212}]";

  private static final String APOSTROPHE = "['\\x{2019}]";
  private static final String SPACE = "[\\s\\p{Z}]+";

  private final List<Term> wanted = new ArrayList<>();
  private final List<Term> excluded = new ArrayList<>();

  private Terms() {}

  /**
   * Parts that stand together.
   *
   * @param without what the same sentence must not have
   */
  private record Term(List<Pattern> parts, List<Pattern> without) {}

  /**
   * Where a term occurs.
   *
   * @param words what was found, as the text has it
   * @param sentence around it, verbatim
   */
  public record Match(String words, String sentence) {}

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
      (excludes ? result.excluded : result.wanted).add(read(bare));
    }
    return result;
  }

  private static Term read(String term) {
    Map<Boolean, List<String>> parts =
        parts(term).stream().collect(Collectors.partitioningBy(part -> part.startsWith("!")));
    List<String> wanted = parts.getOrDefault(false, List.of());
    return wanted.isEmpty()
        ? new Term(List.of(pattern(term)), List.of())
        : new Term(
            wanted.stream().map(Terms::pattern).toList(),
            parts.getOrDefault(true, List.of()).stream()
                .map(part -> pattern(part.substring(1)))
                .toList());
  }

  /** The parts of a term; a {@code " + "} inside a pattern joins nothing. */
  private static List<String> parts(String term) {
    List<String> parts = List.of(term.split(" \\+ ", -1));
    boolean torn =
        parts.stream()
            .map(part -> part.startsWith("!") ? part.substring(1) : part)
            .anyMatch(part -> part.startsWith("/") != part.endsWith("/"));
    return torn || parts.stream().anyMatch(String::isBlank) ? List.of(term) : parts;
  }

  private static Pattern pattern(String term) {
    try {
      return term.length() > 2 && term.startsWith("/") && term.endsWith("/")
          ? Pattern.compile("(?is)" + term.substring(1, term.length() - 1))
          : Pattern.compile(phrase(term.strip()));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "`%s` is no RE2 pattern: %s".formatted(term, e.getDescription()), e);
    }
  }

  private static String phrase(String term) {
    StringBuilder words = new StringBuilder();
    for (String word : term.split("\\s+", -1)) {
      words.append(words.isEmpty() ? "" : SPACE);
      words.append(isCapitals(word) ? "(?-i:" : "(?i:");
      word.codePoints().forEach(sign -> words.append(sign(sign)));
      words.append(')');
    }
    // \b knows ASCII letters only; a phrase may begin or end with a sign: "§ 6103".
    String before = isWord(term, 0) ? "\\b" : "";
    String after = isWord(term, term.length() - 1) ? "\\b" : "";
    return before + words + after;
  }

  private static String sign(int sign) {
    return switch (sign) {
      case '-', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015' -> DASH;
      case '\'', '\u2019' -> APOSTROPHE;
      default -> Pattern.quote(Character.toString(sign));
    };
  }

  /** ICE, IRS-ICE, LSB11413: at least two letters, none of them small. */
  private static boolean isCapitals(String word) {
    return word.codePoints().filter(Character::isUpperCase).count() > 1
        && word.codePoints().noneMatch(Character::isLowerCase);
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
    return !isExcluded(text)
        && (wanted.isEmpty() || wanted.stream().anyMatch(term -> match(term, text).isPresent()));
  }

  /** The sentence in which a wanted term first occurs; empty when none does, or one is excluded. */
  public Optional<String> quote(String text) {
    return match(text).map(Match::sentence);
  }

  /**
   * The first of the wanted terms, in the order they were given, that occurs; empty when none does,
   * or an excluded one does.
   */
  public Optional<Match> match(String text) {
    return isExcluded(text)
        ? Optional.empty()
        : wanted.stream().flatMap(term -> match(term, text).stream()).findFirst();
  }

  private boolean isExcluded(String text) {
    return excluded.stream().anyMatch(term -> match(term, text).isPresent());
  }

  private static Optional<Match> match(Term term, String text) {
    Matcher first = term.parts().getFirst().matcher(text);
    for (int from = 0; from <= text.length() && first.find(from); ) {
      List<String> found = new ArrayList<>(List.of(shown(first.group())));
      Quotes.Span sentence = together(text, first);
      String around = text.substring(sentence.from(), sentence.to());
      for (Pattern other : term.parts().subList(1, term.parts().size())) {
        Matcher beside = other.matcher(around);
        if (beside.find()) {
          found.add(shown(beside.group()));
        }
      }
      if (found.size() == term.parts().size()
          && term.without().stream().noneMatch(other -> other.matcher(around).find())) {
        return Optional.of(
            new Match(
                String.join(JOINED, found),
                Quotes.sentenceAround(text, first.start(), first.end(), QUOTE)));
      }
      from = Math.max(first.end(), first.start() + 1);
    }
    return Optional.empty();
  }

  /** Its sentence, or the headline it is in, which may be a question and its answer. */
  private static Quotes.Span together(String text, Matcher found) {
    int end = text.indexOf('\n');
    int headline = end < 0 ? text.length() : end;
    return headline <= HEADLINE
            && found.end() <= headline
            && !text.substring(0, headline).stripTrailing().endsWith(".")
        ? new Quotes.Span(0, headline)
        : Quotes.sentence(text, found.start(), found.end(), REACH);
  }

  private static String shown(String words) {
    String line = words.replaceAll("\\s+", " ").strip();
    return line.length() <= SHOWN ? line : Quotes.beginning(line, SHOWN);
  }
}
