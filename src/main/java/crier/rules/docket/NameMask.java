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
      boolean ended = false;
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
          boolean legal =
              (forms.get(words[gap]) && capital(text, starts[gap]))
                  || (single(starts, ends, gap)
                      && single(starts, ends, last)
                      && starts[gap] == ends[last] + 1
                      && capital(text, starts[gap])); // "N.A.", whose A is no article
          boolean name = words[gap] == Lexicon.UNKNOWN && capital(text, starts[gap]);
          boolean bare = gap == next || !forms.get(words[last]);
          if (!(legal && (gap == next || words[next] == Lexicon.COMMA)) && !(name && bare)) {
            break;
          }
          boolean initials = single(starts, ends, gap) && single(starts, ends, last);
          form |= legal || initials;
          ended = legal || initials;
          last = gap;
          next = gap + 1;
        }
      }
      words[kept] = form ? Lexicon.NAME : words[at];
      starts[kept] = starts[at];
      ends[kept++] = ends[last];
      at = last + 1;
      // "…, Inc., for relief": the comma belongs to the name.
      if (ended && at < size && words[at] == Lexicon.COMMA) {
        at++;
      }
    }
    return kept;
  }

  /** "L.L.C.", "M.D." */
  private static boolean single(int[] starts, int[] ends, int at) {
    return ends[at] - starts[at] == 1;
  }

  private static boolean capital(String text, int at) {
    return Character.isUpperCase(text.charAt(at)) || Character.isDigit(text.charAt(at));
  }
}
