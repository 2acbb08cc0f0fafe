package crier.rules.docket;

import java.util.BitSet;

/**
 * Makes each name one word before anything is matched, so that its length and punctuation hide
 * nothing: "motion of Pine Hill Paving Co., Inc., for relief from stay". Places in the entry are
 * kept, so that quotes stay verbatim.
 */
final class NameMask {

  private NameMask() {}

  /**
   * Joins the words of names, in place.
   *
   * @return how many words are left
   */
  static int apply(String text, int[] words, int[] starts, int[] ends, int size, Lexicon lexicon) {
    BitSet forms = lexicon.group("legalform");
    BitSet inner = lexicon.group("inname");
    int kept = 0;
    int at = 0;
    while (at < size) {
      int last = at;
      boolean form = false;
      if (words[at] == Lexicon.UNKNOWN && capital(text, starts[at])) {
        int next = at + 1;
        while (next < size) {
          int gap = next;
          while (gap < size
              && (words[gap] == Lexicon.COMMA || inner.get(words[gap]))
              && gap < next + 2) {
            gap++;
          }
          if (gap >= size) {
            break;
          }
          boolean legal = forms.get(words[gap]) && capital(text, starts[gap]);
          boolean name = words[gap] == Lexicon.UNKNOWN && capital(text, starts[gap]);
          boolean bare = gap == next || !forms.get(words[last]);
          if (!(legal && (gap == next || words[next] == Lexicon.COMMA)) && !(name && bare)) {
            break;
          }
          form |= legal;
          last = gap;
          next = gap + 1;
        }
      }
      words[kept] = form ? Lexicon.NAME : words[at];
      starts[kept] = starts[at];
      ends[kept++] = ends[last];
      at = last + 1;
      // "…, Inc., for relief": the comma belongs to the name.
      if (form && at < size && words[at] == Lexicon.COMMA) {
        at++;
      }
    }
    return kept;
  }

  private static boolean capital(String text, int at) {
    return Character.isUpperCase(text.charAt(at)) || Character.isDigit(text.charAt(at));
  }
}
