package crier.rules.docket;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many entries a second one core reads: a file of JSON lines is read over and over, timed by
 * the thread's own processor time, so that other work on the machine does not count.
 */
final class ClassifierBench {

  private static final int ROUNDS = 60;

  private ClassifierBench() {}

  public static void main(String[] args) throws IOException {
    List<DocketText> entries =
        Files.readAllLines(Path.of(args[0])).stream()
            .map(line -> JsonMapper.shared().readTree(line).path("text").asString(""))
            .map(text -> new DocketText(text, null, null))
            .toList();
    DocketClassifier classifier = new DocketClassifier();
    long read = 0;
    long found = 0;
    long begin = processorTime();
    long first = 0;
    long last = begin;
    for (int round = 1; round <= ROUNDS; round++) {
      last = processorTime();
      for (DocketText entry : entries) {
        found += classifier.classify(entry).size();
      }
      read += entries.size();
      first = first == 0 && read >= 20_000 ? processorTime() - begin : first;
    }
    System.out.printf(
        Locale.ROOT,
        "%d entries, %d events a round; first 20,000 entries %.2f s; last round %,.0f entries/s%n",
        entries.size(),
        found / ROUNDS,
        first / 1e9,
        entries.size() / ((processorTime() - last) / 1e9));
  }

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
