package crier.rules.docket;

import crier.model.Event;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A second reader that knows nothing of the grammar: weights of words and of pairs of words, learnt
 * from entries of the project's own. It reads each sentence by itself, with what paper it stands
 * in; the sentence that speaks loudest for a ruling speaks for the entry.
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

  private final Passages.Vocabulary vocabulary;
  private final byte[] weights;

  /**
   * @param weights {@link Passages#BUCKETS} and one for the bias, times the number of {@link
   *     #RULINGS}
   */
  LinearReader(Passages.Vocabulary vocabulary, byte[] weights) {
    this.vocabulary = vocabulary;
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
    Set<Integer> all = words(in);
    Set<Integer> telling = words(in);
    byte[] weights = new byte[(Passages.BUCKETS + 1) * RULINGS.size()];
    in.readFully(weights);
    return new LinearReader(new Passages.Vocabulary(all, telling), weights);
  }

  private static Set<Integer> words(DataInputStream in) throws IOException {
    Set<Integer> words = new HashSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      words.add(in.readInt());
    }
    return words;
  }

  /** The file of weights: twice how many words and their hashes in order; the weights. */
  byte[] file() {
    int words = vocabulary.all().size() + vocabulary.telling().size();
    ByteBuffer file = ByteBuffer.allocate(8 + 4 * words + weights.length);
    for (Set<Integer> some : List.of(vocabulary.all(), vocabulary.telling())) {
      file.putInt(some.size());
      some.stream().sorted().forEach(file::putInt);
    }
    return file.put(weights).array();
  }

  /** How sure it is of each ruling; above 0 it reads it. */
  Map<Event, Integer> scores(String text) {
    Map<Event, Integer> scores = new EnumMap<>(Event.class);
    for (Passages.Passage passage : Passages.of(text, vocabulary)) {
      int[] sums = sums(passage);
      for (int i = 0; i < sums.length; i++) {
        scores.merge(RULINGS.get(i), sums[i], Math::max);
      }
    }
    return scores;
  }

  /** The rulings it is at least so sure of, each with the sentence that speaks loudest for it. */
  Map<Event, String> heard(String text, int least) {
    Map<Event, String> heard = new EnumMap<>(Event.class);
    int[] best = new int[RULINGS.size()];
    Arrays.fill(best, least - 1);
    for (Passages.Passage passage : Passages.of(text, vocabulary)) {
      int[] sums = sums(passage);
      for (int i = 0; i < sums.length; i++) {
        if (sums[i] > best[i]) {
          best[i] = sums[i];
          heard.put(RULINGS.get(i), text.substring(passage.from(), passage.to()).strip());
        }
      }
    }
    return heard;
  }

  private int[] sums(Passages.Passage passage) {
    int[] sums = new int[RULINGS.size()];
    for (int bucket : passage.features()) {
      add(sums, bucket);
    }
    add(sums, Passages.BUCKETS);
    return sums;
  }

  private void add(int[] sums, int bucket) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weights[bucket * sums.length + i];
    }
  }
}
