package crier.rules.docket;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * An entry as the {@link LinearReader} sees it: its sentences, each a bag of features of its words.
 * It knows no table of the grammar's; what a word is worth the reader learns. Names are in no
 * vocabulary and are passed over.
 */
final class Passages {

  /** Features fall into so many buckets, a power of two. */
  static final int BUCKETS = 1 << 15;

  /**
   * The words that count.
   *
   * @param all hashes; any other word is a name
   * @param telling those whose pairs count however far apart they stand in a sentence
   */
  record Vocabulary(Set<Integer> all, Set<Integer> telling) {
    Vocabulary {
      all = Set.copyOf(all);
      telling = Set.copyOf(telling);
    }
  }

  /** A sentence, or a part of one without an end, and where it stands. */
  static final class Passage {
    private final int from;
    private final int to;
    private final int[] features;

    Passage(int from, int to, int[] features) {
      this.from = from;
      this.to = to;
      this.features = features.clone();
    }

    int from() {
      return from;
    }

    int to() {
      return to;
    }

    /** The buckets of its features, each once. */
    int[] features() {
      return features.clone();
    }
  }

  static final int NUMBER = 1;
  private static final int COLON = 2;
  private static final int DASH = 3;

  /** What stands behind is an opinion pasted whole. */
  private static final int LONGEST = 40_000;

  private static final int WINDOW = 5;
  private static final int OPENING = 2;

  /** A sentence of more words is read in parts that overlap by half. */
  private static final int PART = 48;

  /** Of a short sentence ("Motion granted.") the one before it says what it is about. */
  private static final int SHORT = 9;

  /** How many sentences before a short one may name what it is about. */
  private static final int TOPIC = 5;

  /** In an entry of so few words all of them may bear on each sentence: "ENTERED IN ERROR". */
  private static final int BRIEF = 80;

  private static final int ABBREVIATION = 3;

  private final String text;
  private final Vocabulary vocabulary;
  private final List<int[]> words = new ArrayList<>();
  private final List<int[]> places = new ArrayList<>();

  private Passages(String text, Vocabulary vocabulary) {
    this.text = text;
    this.vocabulary = vocabulary;
  }

  /** The passages of an entry, in their order. */
  static List<Passage> of(String text, Vocabulary vocabulary) {
    Passages passages = new Passages(text, vocabulary);
    passages.split();
    return passages.read();
  }

  /** The hashes of all words of a text, names too. */
  static Set<Integer> words(String text) {
    Set<Integer> all = new java.util.HashSet<>();
    Passages passages = new Passages(text, new Vocabulary(Set.of(), Set.of()));
    int at = 0;
    while (at < text.length()) {
      int end = passages.wordEnd(at);
      if (end > at) {
        all.add(hash(text, at, end));
      }
      at = Math.max(end, at + 1);
    }
    return all;
  }

  private List<Passage> read() {
    int total = words.stream().mapToInt(w -> w.length).sum();
    int[] opening = opening();
    List<Passage> all = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      BitSet seen = new BitSet(BUCKETS);
      int[] here = words.get(i);
      own(here, opening, seen);
      if (i > 0 && here.length <= SHORT) {
        before(words.get(i - 1), here, seen);
        topic(i, here, seen);
      }
      if (total <= BRIEF) {
        beside(i, seen);
      }
      all.add(new Passage(places.get(i)[0], places.get(i)[1], seen.stream().toArray()));
    }
    return all;
  }

  /** The first words of all: what paper it is. */
  private int[] opening() {
    int[] opening = new int[OPENING];
    int size = 0;
    for (int[] sentence : words) {
      for (int word : sentence) {
        if (word > DASH || word < 0) {
          opening[size++] = word;
          if (size == OPENING) {
            return opening;
          }
        }
      }
    }
    return opening;
  }

  private void own(int[] here, int[] opening, BitSet seen) {
    for (int o = 0; o < OPENING; o++) {
      seen.set(bucket(opening[o] * 61 + o + 3));
    }
    seen.set(bucket(opening[0] * 61 + opening[1] * 67));
    for (int i = 0; i < here.length; i++) {
      int word = here[i];
      seen.set(bucket(word));
      for (int o = 0; o < OPENING; o++) {
        seen.set(bucket(opening[o] * 31 + word * 17 + 5 + o));
      }
      boolean telling = vocabulary.telling().contains(word);
      for (int j = i + 1; j < here.length; j++) {
        int next = here[j];
        if (j < i + WINDOW) {
          seen.set(bucket(word * 131 + next * (j == i + 1 ? 7 : 13)));
        }
        if (j + 1 < here.length && j == i + 1) {
          seen.set(bucket(word * 137 + next * 19 + here[j + 1] * 23));
        }
        if (telling && vocabulary.telling().contains(next)) {
          seen.set(bucket(word * 139 + next * 29 + 11));
        }
      }
    }
  }

  private static void before(int[] before, int[] here, BitSet seen) {
    int last = here[here.length - 1];
    for (int word : before) {
      seen.set(bucket(word * 43 + 1));
      seen.set(bucket(word * 47 + last * 53));
    }
  }

  /** What "the motion" in a short sentence may be: telling words of the sentences before it. */
  private void topic(int index, int[] here, BitSet seen) {
    int last = here[here.length - 1];
    for (int i = Math.max(0, index - TOPIC); i < index - 1; i++) {
      for (int word : words.get(i)) {
        if (vocabulary.telling().contains(word)) {
          seen.set(bucket(word * 71 + last * 73));
        }
      }
    }
  }

  private void beside(int index, BitSet seen) {
    for (int i = 0; i < words.size(); i++) {
      if (i != index) {
        for (int word : words.get(i)) {
          seen.set(bucket(word * 59 + 2));
        }
      }
    }
  }

  private static int bucket(int hash) {
    int mixed = hash * 0x9E3779B1;
    mixed = (mixed ^ (mixed >>> 15)) * 0x85EBCA6B;
    return (mixed ^ (mixed >>> 13)) & (BUCKETS - 1);
  }

  /** Takes the entry apart into sentences of known words. */
  private void split() {
    int length = Math.min(text.length(), LONGEST);
    int[] sentence = new int[64];
    int size = 0;
    int from = 0;
    int at = 0;
    int wordFrom = 0;
    int wordTo = 0;
    while (at < length) {
      int end = wordEnd(at);
      int hash = 0;
      if (end > at) {
        hash = hash(text, at, end);
        hash = vocabulary.all().contains(hash) ? hash : 0;
        wordFrom = at;
        wordTo = end;
        at = end;
      } else if (Character.isDigit(text.charAt(at))) {
        at = numberEnd(at);
        hash = NUMBER;
      } else {
        if (ends(at, wordFrom, wordTo)) {
          add(sentence, size, from, at + 1);
          size = 0;
          from = at + 1;
        }
        hash = mark(at);
        at++;
      }
      if (hash != 0 && !(size > 0 && sentence[size - 1] == hash)) {
        sentence = size == sentence.length ? Arrays.copyOf(sentence, size * 2) : sentence;
        sentence[size++] = hash;
      }
    }
    add(sentence, size, from, length);
  }

  private void add(int[] sentence, int size, int from, int to) {
    if (size == 0) {
      return;
    }
    for (int start = 0; start == 0 || start + PART / 2 < size; start += PART / 2) {
      words.add(Arrays.copyOfRange(sentence, start, Math.min(size, start + PART)));
      places.add(new int[] {from, to});
    }
  }

  private int mark(int at) {
    char c = text.charAt(at);
    if (c == ':') {
      return COLON;
    }
    boolean dash = c == '\u2013' || c == '\u2014' || (c == '-' && at > 0 && is(at - 1, ' '));
    return dash ? DASH : 0;
  }

  private boolean is(int at, char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  /** Whether a sentence ends here: "No. 5", "Inc., for" and "v. Jones" are no ends. */
  private boolean ends(int at, int wordFrom, int wordTo) {
    char c = text.charAt(at);
    if (c == ';' || c == '\n' || c == '!' || c == '?') {
      return true;
    }
    if (c != '.' || !(at + 1 == text.length() || is(at + 1, ' ') || is(at + 1, '\n'))) {
      return false;
    }
    int next = at + 1;
    while (next < text.length() && !Character.isLetterOrDigit(text.charAt(next))) {
      next++;
    }
    boolean begins = next >= text.length() || !Character.isLowerCase(text.charAt(next));
    boolean abbreviated =
        wordTo == at
            && wordTo - wordFrom <= ABBREVIATION
            && Character.isUpperCase(text.charAt(wordFrom));
    return begins && !abbreviated;
  }

  private int wordEnd(int at) {
    int end = at;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int numberEnd(int at) {
    int end = at;
    while (end < text.length()
        && (Character.isDigit(text.charAt(end)) || "/-:,".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }

  private static int hash(String text, int from, int to) {
    int hash = 7;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + Character.toLowerCase(text.charAt(i));
    }
    return hash;
  }
}
