package crier.rules.docket;

import crier.model.Event;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Learns the weights of {@link LinearReader} from entries of the project's own, labelled by people
 * or made from sentences whose meaning is known: a logistic regression an event, by stochastic
 * gradient descent. The same entries give the same bytes.
 */
final class SecondReaderTrainer {

  private static final int ROUNDS = 30;
  private static final double RATE = 0.15;
  private static final double SHRINK = 2e-4;

  /** A weight of 1.0 is this many steps of a byte. */
  private static final double SCALE = 40;

  /** An entry and what it records. */
  record Example(String text, Set<Event> events) {}

  private SecondReaderTrainer() {}

  /** Writes the weights: {@code SecondReaderTrainer FILE}. */
  public static void main(String[] args) throws IOException {
    Files.write(Path.of(args[0]), train(examples()));
  }

  /** What it is trained on; the held-back half of {@code other-courts.txt} is not in it. */
  static List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    examples.addAll(labelled("entries.csv"));
    examples.addAll(labelled("other-courts.txt"));
    for (String line : lines("rulings.txt")) {
      RulingOrNotTest.MOTIONS.forEach((motion, event) ->
          examples.add(new Example(line.replace("{motion}", motion), Set.of(event))));
    }
    for (String line : lines("not-rulings.txt")) {
      RulingOrNotTest.MOTIONS
          .keySet()
          .forEach(motion -> examples.add(new Example(line.replace("{motion}", motion), Set.of())));
    }
    for (String line : lines("tenses.txt")) {
      RulingOrNotTest.ACTS.forEach((act, event) ->
          examples.add(
              new Example(
                  RulingOrNotTest.sentence(line, act),
                  line.startsWith("+") ? Set.of(event) : Set.of())));
    }
    return examples;
  }

  /** Entries on lines of their own: the events, a bar, the text. */
  static List<Example> labelled(String name) {
    return lines(name).stream()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(line -> {
          int bar = line.indexOf('|');
          String text = line.substring(bar + 1).strip();
          boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
          Set<Event> events = EnumSet.noneOf(Event.class);
          Stream.of(line.substring(0, bar).strip().split(" "))
              .filter(label -> !label.equals("-"))
              .map(Event::valueOf)
              .forEach(events::add);
          return new Example(
              quoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text, events);
        })
        .toList();
  }

  static List<String> lines(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            SecondReaderTrainer.class.getResourceAsStream("/crier/rules/docket/" + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The weights, a byte each. */
  static byte[] train(List<Example> examples) {
    int events = LinearReader.RULINGS.size();
    double[] weights = new double[(LinearReader.BUCKETS + 1) * events];
    List<Map.Entry<int[], Set<Event>>> seen = new ArrayList<>();
    examples.forEach(e -> seen.add(Map.entry(LinearReader.features(e.text()), e.events())));
    Random order = new Random(1);
    for (int round = 0; round < ROUNDS; round++) {
      Collections.shuffle(seen, order);
      double rate = RATE / (1 + round * 0.3);
      for (Map.Entry<int[], Set<Event>> entry : seen) {
        for (int e = 0; e < events; e++) {
          learn(weights, entry.getKey(), e, events, entry.getValue(), rate);
        }
      }
    }
    byte[] bytes = new byte[weights.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.max(-127, Math.min(127, Math.round(weights[i] * SCALE)));
    }
    return bytes;
  }

  private static void learn(
      double[] weights, int[] features, int e, int events, Set<Event> labels, double rate) {
    double sum = weights[LinearReader.BUCKETS * events + e];
    for (int bucket : features) {
      sum += weights[bucket * events + e];
    }
    double target = labels.contains(LinearReader.RULINGS.get(e)) ? 1 : 0;
    double step = rate * (target - 1 / (1 + StrictMath.exp(-sum)));
    weights[LinearReader.BUCKETS * events + e] += step;
    for (int bucket : features) {
      int at = bucket * events + e;
      weights[at] += step - SHRINK * rate * weights[at];
    }
  }
}
