package crier.rules.docket;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A run of words between stops: a sentence, a member of a list, or what stands in parentheses. Each
 * word is a number of the {@link Lexicon}, with its place in the entry.
 */
final class Clause {

  private final int[] words;
  private final int[] starts;
  private final int[] ends;
  private final boolean aside;

  Clause(int[] words, int[] starts, int[] ends, int size, boolean aside) {
    this.words = Arrays.copyOf(words, size);
    this.starts = Arrays.copyOf(starts, size);
    this.ends = Arrays.copyOf(ends, size);
    this.aside = aside;
  }

  int size() {
    return words.length;
  }

  int word(int at) {
    return words[at];
  }

  /** Whether a word is there and belongs to a class. */
  boolean is(int at, BitSet group) {
    return at >= 0 && at < words.length && group.get(words[at]);
  }

  /** Where a word begins in the entry. */
  int start(int at) {
    return starts[at];
  }

  /** Where a word ends in the entry. */
  int end(int at) {
    return ends[at];
  }

  /** Whether it stood in parentheses. */
  boolean aside() {
    return aside;
  }

  /** Whether a class occurs in {@code [from, to)}. */
  boolean has(BitSet group, int from, int to) {
    return find(group, from, to) >= 0;
  }

  /** Whether a word occurs in {@code [from, to)}. */
  boolean has(int word, int from, int to) {
    for (int i = Math.max(0, from); i < Math.min(to, words.length); i++) {
      if (words[i] == word) {
        return true;
      }
    }
    return false;
  }

  /** The first of a class in {@code [from, to)}, or -1. */
  int find(BitSet group, int from, int to) {
    for (int i = Math.max(0, from); i < Math.min(to, words.length); i++) {
      if (group.get(words[i])) {
        return i;
      }
    }
    return -1;
  }
}
