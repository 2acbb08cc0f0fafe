package crier.rules.docket;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Event;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecondReaderTest {

  private final DocketClassifier classifier = new DocketClassifier();

  @Test
  void theSameEntriesGiveTheSameWeights() throws IOException {
    byte[] learnt = SecondReaderTrainer.train(SecondReaderTrainer.examples()).file();
    try (InputStream in =
        Objects.requireNonNull(
            SecondReaderTest.class.getResourceAsStream("/crier/rules/docket/second-reader.bin"))) {
      assertThat(learnt)
          .as("write them anew with SecondReaderTrainer; docs/decisions/014 says how")
          .isEqualTo(in.readAllBytes());
    }
  }

  @Test
  void aRulingInUsualWordsIsStated() {
    assertThat(stated("ORDER granting 12 Motion to Lift Stay. Signed by Judge A. Jones."))
        .containsExactly(true);
  }

  @Test
  void aRulingThatOneReaderDoesNotSeeIsUnconfirmed() {
    String odd = "ORDER: The briefing is tolled while the question of venue is open.";
    assertThat(classifier.classify(new DocketText(odd, null, null)))
        .extracting(Recorded::event)
        .containsExactly(Event.STAY_ENTERED);
    assertThat(stated(odd)).containsExactly(false);
  }

  /** Entries nothing was made or learnt from: a floor under the project's own measure. */
  @Test
  void theHalfHeldBackIsReadWell() {
    Score score = new Score();
    SecondReaderTrainer.labelled("held-back.txt")
        .forEach(example ->
            score.add(
                example.text(),
                example.text(),
                example.events(),
                classifier.classify(new DocketText(example.text(), null, null))));
    assertThat(score.macroF1()).isGreaterThan(0.9);
    assertThat(
            (double)
                java.util.Objects.requireNonNull(
                    score
                        .rows()
                        .get(score.rows().size() - 1 - score.misses().size())
                        .get("rulings_precision")))
        .isGreaterThan(0.9);
  }

  /** Entries that taught the grammar: what was mended stays mended. */
  @ParameterizedTest
  @ValueSource(strings = {"prose.txt", "siblings.txt"})
  void whatWasMendedStaysMended(String file) {
    for (SecondReaderTrainer.Example example : SecondReaderTrainer.labelled(file)) {
      assertThat(rulings(classifier.all(new DocketText(example.text(), null, null))))
          .as(example.text())
          .isEqualTo(
              example.events().stream()
                  .filter(LinearReader.RULINGS::contains)
                  .collect(Collectors.toSet()));
    }
  }

  @Test
  void fewTrueRulingsAreDoubted() {
    List<Recorded> right =
        Stream.of("prose.txt", "siblings.txt", "held-back.txt")
            .flatMap(file -> SecondReaderTrainer.labelled(file).stream())
            .flatMap(example ->
                classifier.all(new DocketText(example.text(), null, null)).stream()
                    .filter(one -> example.events().contains(one.event()))
                    .filter(one -> LinearReader.RULINGS.contains(one.event())))
            .toList();
    long doubted = right.stream().filter(one -> !one.stated()).count();
    assertThat(doubted * 10).isLessThan(right.size());
  }

  private static Set<Event> rulings(List<Recorded> read) {
    return read.stream()
        .map(Recorded::event)
        .filter(LinearReader.RULINGS::contains)
        .collect(Collectors.toSet());
  }

  private List<Boolean> stated(String entry) {
    return classifier.classify(new DocketText(entry, null, null)).stream()
        .map(Recorded::stated)
        .toList();
  }
}
