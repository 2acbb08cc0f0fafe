package crier.rules.docket;

import crier.model.Event;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A second reader that knows nothing of the grammar: weights of words, pairs of neighbours and
 * pairs of near words, learnt from entries of the project's own. It votes on ruling events; where
 * it and the grammar differ, the reading is unconfirmed.
 */
final class LinearReader {

  /** The rulings that reporters wait for, in the order of the weights. */
  static final List<Event> RULINGS =
      List.of(
          Event.STAY_ENTERED,
          Event.STAY_LIFTED,
          Event.STAY_LIFT_DENIED,
          Event.INJUNCTION_GRANTED,
          Event.INJUNCTION_DENIED,
          Event.DISMISSED,
          Event.MANDATE_ISSUED);

  /** Features fall into so many buckets, a power of two; each has a weight an event. */
  static final int BUCKETS = 1 << 14;

  /** What stands behind is argument. */
  private static final int LONGEST = 2_500;

  static final int MOST_WORDS = 300;
  private static final int WINDOW = 5;
  private static final int OPENING = 2;

  private final Set<Integer> vocabulary;
  private final byte[] weights;

  /**
   * @param vocabulary hashes of the words that count; all others are names and are passed over
   * @param weights {@link #BUCKETS} and one for the bias, times the number of {@link #RULINGS}
   */
  LinearReader(Set<Integer> vocabulary, byte[] weights) {
    this.vocabulary = Set.copyOf(vocabulary);
    this.weights = weights.clone();
  }

  /** The one that ships. */
  static LinearReader learnt() {
    try (InputStream in =
        LinearReader.class.getResourceAsStream("/crier/rules/docket/second-reader.bin")) {
      if (in == null) {
        throw new IllegalStateException("the weights second-reader.bin are missing from the jar");
      }
      return read(new DataInputStream(new BufferedInputStream(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LinearReader read(DataInputStream in) throws IOException {
    Set<Integer> words = new HashSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      words.add(in.readInt());
    }
    byte[] weights = new byte[(BUCKETS + 1) * RULINGS.size()];
    in.readFully(weights);
    return new LinearReader(words, weights);
  }

  /** The file of weights: how many words, their hashes in order, the weights. */
  byte[] file() {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * vocabulary.size() + weights.length);
    file.putInt(vocabulary.size());
    vocabulary.stream().sorted().forEach(file::putInt);
    return file.put(weights).array();
  }

  /** How sure it is of each ruling; above 0 it reads it. */
  Map<Event, Integer> scores(String text) {
    int[] sums = new int[RULINGS.size()];
    for (int bucket : features(text, vocabulary)) {
      add(sums, bucket);
    }
    add(sums, BUCKETS);
    Map<Event, Integer> scores = new EnumMap<>(Event.class);
    for (int i = 0; i < sums.length; i++) {
      scores.put(RULINGS.get(i), sums[i]);
    }
    return scores;
  }

  private void add(int[] sums, int bucket) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weights[bucket * sums.length + i];
    }
  }

  /** The buckets of an entry's features, each once. */
  static int[] features(String text, Set<Integer> vocabulary) {
    int[] words = new int[MOST_WORDS];
    int all = words(text, words);
    int size = 0;
    for (int i = 0; i < all; i++) {
      if (words[i] != 1 && (words[i] == 2 || vocabulary.contains(words[i]))) {
        words[size++] = words[i];
      }
    }
    BitSet seen = new BitSet(BUCKETS);
    for (int i = 0; i < size; i++) {
      seen.set(bucket(words[i]));
      for (int j = 0; j < Math.min(OPENING, i); j++) {
        seen.set(bucket(words[j] * 31 + words[i] * 17 + 5));
      }
      for (int j = i + 1; j < Math.min(size, i + WINDOW); j++) {
        seen.set(bucket(words[i] * 131 + words[j] * (j == i + 1 ? 7 : 13)));
      }
    }
    return seen.stream().toArray();
  }

  private static int bucket(int hash) {
    int mixed = hash * 0x9E3779B1;
    return (mixed ^ (mixed >>> 15)) & (BUCKETS - 1);
  }

  /** Words in lower case as hashes; numbers are alike, and stops are words. */
  static int words(String text, int[] words) {
    int size = 0;
    int length = Math.min(text.length(), LONGEST);
    int at = 0;
    while (at < length && size < MOST_WORDS) {
      char c = text.charAt(at);
      int hash = 0;
      if (Character.isLetter(c)) {
        while (at < length && Character.isLetter(text.charAt(at))) {
          hash = hash * 31 + Character.toLowerCase(text.charAt(at++));
        }
      } else if (Character.isDigit(c)) {
        while (at < length
            && (Character.isDigit(text.charAt(at)) || "/-:,".indexOf(text.charAt(at)) >= 0)) {
          at++;
        }
        hash = 1;
      } else {
        hash = ".;:".indexOf(c) >= 0 ? 2 : 0;
        at++;
      }
      if (hash != 0 && !(hash <= 2 && size > 0 && words[size - 1] == hash)) {
        words[size++] = hash;
      }
    }
    return size;
  }
}
