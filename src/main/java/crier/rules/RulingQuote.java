package crier.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is quoted of a docket entry: all of it when it is short (or, where the reading is doubted,
 * not endless), else whole sentences, and always those that rule. What stands between two of them
 * is shown as left out.
 *
 * @param text verbatim, but for an ellipsis where something is left out
 * @param operative the words in it that make the entry's events, in their order
 */
record RulingQuote(String text, List<String> operative) {

  /** So much of an entry is quoted whole. */
  static final int WHOLE = 1_200;

  /**
   * So much of one whose reading is doubted, so that whoever reads it can judge: more than any
   * entry but a pasted opinion has.
   */
  static final int DOUBTED = 6_000;

  private static final String LEFT_OUT = "…";

  /**
   * What the words of a court's own order begin with; between them and the event stands no stop.
   */
  private static final com.google.re2j.Pattern DECRETAL =
      com.google.re2j.Pattern.compile(
          "(?i)\\b(?:(?:it\\s+is|it's)\\s+)?(?:(?:hereby|further|also|so)[\\s,]+)*"
              + "(?:ordered|adjudged|decreed)\\b");

  RulingQuote {
    operative = List.copyOf(operative);
  }

  /** A part of the text, with the places in it that rule. */
  private record Sentence(Quotes.Span span, List<Quotes.Span> rules) {
    int length() {
      return span.to() - span.from();
    }
  }

  /**
   * Quotes an entry.
   *
   * @param words the entry's
   * @param evidence what its events rest on, verbatim
   * @param reader which words of a single sentence make one of the same events; for the sentences
   *     that say so again, as an order does below its heading
   */
  static RulingQuote of(
      String words, List<String> evidence, Function<String, List<String>> reader) {
    return of(words, evidence, reader, WHOLE);
  }

  /**
   * Quotes an entry.
   *
   * @param most so many characters are quoted whole, and of a longer entry about so many
   */
  static RulingQuote of(
      String words, List<String> evidence, Function<String, List<String>> reader, int most) {
    String text = words.strip();
    List<Quotes.Span> rules = new ArrayList<>();
    for (String quote : evidence) {
      int at = text.indexOf(quote);
      if (at >= 0) {
        rules.add(new Quotes.Span(at, at + quote.length()));
      }
    }
    List<Sentence> sentences = new ArrayList<>();
    for (Quotes.Span span : Quotes.sentences(text)) {
      List<Quotes.Span> here =
          new ArrayList<>(
              rules.stream()
                  .filter(rule -> rule.from() < span.to() && rule.to() > span.from())
                  .toList());
      String sentence = text.substring(span.from(), span.to());
      for (String again : evidence.isEmpty() ? List.<String>of() : reader.apply(sentence)) {
        int at = sentence.indexOf(again);
        if (at >= 0) {
          here.add(new Quotes.Span(span.from() + at, span.from() + at + again.length()));
        }
      }
      sentences.add(new Sentence(span, merged(decretal(text, span, here))));
    }
    List<Quotes.Span> shown = text.length() <= most ? all(text) : chosen(text, sentences, most);
    return new RulingQuote(joined(text, shown), operative(text, sentences, shown));
  }

  private static List<Quotes.Span> all(String text) {
    return List.of(new Quotes.Span(0, text.length()));
  }

  /** A sentence that rules and is longer than this is cut around its words, at words. */
  private static int longest(int most) {
    return most * 3 / 4;
  }

  /** From "it is ORDERED that" on, where a sentence orders what makes the event. */
  private static List<Quotes.Span> decretal(
      String text, Quotes.Span sentence, List<Quotes.Span> rules) {
    return rules.stream()
        .map(rule -> {
          int from = rule.from();
          com.google.re2j.Matcher found =
              DECRETAL.matcher(text.substring(sentence.from(), Math.max(sentence.from(), from)));
          while (found.find()) {
            from = sentence.from() + found.start();
          }
          return new Quotes.Span(from, rule.to());
        })
        .toList();
  }

  /** The sentences that rule; then, as far as there is room, the first and those that order. */
  private static List<Quotes.Span> chosen(String text, List<Sentence> sentences, int most) {
    boolean[] taken = new boolean[sentences.size()];
    int room = most;
    int longest = longest(most);
    for (int i = 0; i < taken.length; i++) {
      if (!sentences.get(i).rules().isEmpty()) {
        taken[i] = true;
        room -= Math.min(longest, sentences.get(i).length());
      }
    }
    for (boolean orders : new boolean[] {true, false}) {
      for (int i = 0; i < taken.length; i++) {
        Sentence sentence = sentences.get(i);
        String words = text.substring(sentence.span().from(), sentence.span().to());
        boolean wanted = i == 0 || !orders || DECRETAL.matcher(words).find();
        if (!taken[i] && wanted && sentence.length() > room && !orders) {
          break; // what follows would stand behind a gap for no reason
        }
        if (!taken[i] && wanted && sentence.length() <= room) {
          taken[i] = true;
          room -= sentence.length();
        }
      }
    }
    List<Quotes.Span> spans = new ArrayList<>();
    for (int i = 0; i < taken.length; i++) {
      if (taken[i]) {
        spans.addAll(cut(text, sentences.get(i), longest));
      }
    }
    if (spans.isEmpty()) { // one sentence without an end
      spans.add(new Quotes.Span(0, Quotes.wordEnd(text, most)));
    }
    return merged(spans);
  }

  /** The sentence; of one without an end, what stands around the words that rule. */
  private static List<Quotes.Span> cut(String text, Sentence sentence, int longest) {
    Quotes.Span whole = sentence.span();
    if (sentence.length() <= longest || sentence.rules().isEmpty()) {
      return List.of(whole);
    }
    int around = longest / 3;
    return merged(
        sentence.rules().stream()
            .map(rule ->
                new Quotes.Span(
                    rule.from() - around <= whole.from()
                        ? whole.from()
                        : Math.min(rule.from(), Quotes.wordStart(text, rule.from() - around)),
                    rule.to() + around >= whole.to()
                        ? whole.to()
                        : Math.max(rule.to(), Quotes.wordEnd(text, rule.to() + around))))
            .toList());
  }

  /** In order, what touches made one. */
  private static List<Quotes.Span> merged(List<Quotes.Span> spans) {
    List<Quotes.Span> merged = new ArrayList<>();
    for (Quotes.Span span :
        spans.stream().sorted(java.util.Comparator.comparingInt(Quotes.Span::from)).toList()) {
      Quotes.Span last = merged.isEmpty() ? null : merged.getLast();
      if (last != null && span.from() <= last.to()) {
        merged.set(merged.size() - 1, new Quotes.Span(last.from(), Math.max(last.to(), span.to())));
      } else {
        merged.add(span);
      }
    }
    return merged;
  }

  private static String joined(String text, List<Quotes.Span> shown) {
    String parts =
        shown.stream()
            .map(span -> text.substring(span.from(), span.to()).strip())
            .collect(Collectors.joining(" " + LEFT_OUT + " "));
    boolean begins = text.substring(0, shown.getFirst().from()).isBlank();
    boolean ends = text.substring(shown.getLast().to()).isBlank();
    return (begins ? "" : LEFT_OUT + " ") + parts + (ends ? "" : " " + LEFT_OUT);
  }

  private static List<String> operative(
      String text, List<Sentence> sentences, List<Quotes.Span> shown) {
    return merged(sentences.stream().flatMap(one -> one.rules().stream()).toList()).stream()
        .filter(rule ->
            shown.stream().anyMatch(span -> span.from() <= rule.from() && rule.to() <= span.to()))
        .map(rule -> text.substring(rule.from(), rule.to()))
        .distinct()
        .toList();
  }
}
