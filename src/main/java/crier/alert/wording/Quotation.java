package crier.alert.wording;

import crier.model.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A quote as it is shown: cleaned, cut where it must be, and never without the words that rule.
 *
 * @param pieces in order; set one after the other they are the quote
 */
public record Quotation(List<Piece> pieces) {

  private static final String LEFT_OUT = "…";

  public Quotation {
    pieces = List.copyOf(pieces);
  }

  /**
   * A part of a quote.
   *
   * @param operative whether these words make the event, and are set with emphasis where a form has
   *     any
   */
  public record Piece(String words, boolean operative) {}

  /** The whole quote of a finding, sign by sign: pages write out what cannot be seen. */
  public static Quotation of(Finding finding) {
    return verbatim(finding, Integer.MAX_VALUE);
  }

  /** The quote of a finding in at most so many characters, sign by sign. */
  public static Quotation verbatim(Finding finding, int most) {
    return of(finding, most, words -> words);
  }

  /** The quote of a finding in at most so many characters, without signs that cannot be seen. */
  public static Quotation of(Finding finding, int most) {
    return of(finding, most, words -> Wording.plain(words).strip());
  }

  private static Quotation of(Finding finding, int most, UnaryOperator<String> clean) {
    String quote = clean.apply(finding.quote());
    List<int[]> rules = new ArrayList<>();
    int from = 0;
    for (String words : finding.proof().operative()) {
      String plain = clean.apply(words);
      int at = plain.isEmpty() ? -1 : quote.indexOf(plain, from);
      if (at >= 0) {
        rules.add(new int[] {at, at + plain.length()});
        from = at + plain.length();
      }
    }
    return quote.length() <= most || rules.isEmpty()
        ? whole(Wording.cut(quote, most), rules)
        : around(quote, rules, most);
  }

  private static Quotation whole(String quote, List<int[]> rules) {
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    for (int[] rule : rules) {
      add(pieces, quote.substring(from, rule[0]), false);
      add(pieces, quote.substring(rule[0], rule[1]), true);
      from = rule[1];
    }
    add(pieces, quote.substring(from), false);
    return new Quotation(pieces);
  }

  /** The words that rule, the last of them first of all, and what stands before and behind. */
  private static Quotation around(String quote, List<int[]> rules, int most) {
    int[] last = rules.getLast();
    int first = last[0];
    for (int i = rules.size() - 2; i >= 0 && last[1] - rules.get(i)[0] <= most - 4; i--) {
      first = rules.get(i)[0];
    }
    int spare = Math.max(0, most - 4 - (last[1] - first));
    int from = word(quote, Math.max(0, first - spare / 2), first);
    int to = Math.min(quote.length(), from + most - 4);
    to = to >= quote.length() ? to : Math.max(Math.min(to, last[1]), quote.lastIndexOf(' ', to));
    List<Piece> pieces = new ArrayList<>();
    add(pieces, from > 0 ? LEFT_OUT + " " : "", false);
    int at = from;
    for (int[] rule : rules) {
      int begin = Math.max(rule[0], at);
      int end = Math.min(rule[1], to);
      if (begin < end) {
        add(pieces, quote.substring(at, begin), false);
        add(pieces, quote.substring(begin, end), true);
        at = end;
      }
    }
    add(pieces, quote.substring(at, Math.max(at, to)).stripTrailing(), false);
    add(pieces, to < quote.length() ? " " + LEFT_OUT : "", false);
    return new Quotation(pieces);
  }

  /** Where a word begins, at this place or behind it. */
  private static int word(String text, int at, int most) {
    if (at == 0) {
      return 0;
    }
    int space = text.indexOf(' ', at - 1);
    return space < 0 || space >= most ? most : space + 1;
  }

  private static void add(List<Piece> pieces, String words, boolean operative) {
    if (!words.isEmpty()) {
      pieces.add(new Piece(words, operative));
    }
  }

  /** The words without emphasis. */
  public String text() {
    return pieces.stream().map(Piece::words).collect(Collectors.joining());
  }
}
