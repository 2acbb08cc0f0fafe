package crier.rules.docket;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Event;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocketClassifierTest {

  private final DocketClassifier classifier = new DocketClassifier();

  static Stream<Grammar.Line> lines() {
    return Grammar.english().lines().stream();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void eachLineOfATableIsSeenAtWorkInItsOwnExample(Grammar.Line line) {
    List<Event> read = events(line.example());
    if (line.events().isEmpty()) {
      assertThat(read).as(line.place()).isEmpty();
    } else {
      assertThat(read).as(line.place()).containsAnyElementsOf(line.events());
    }
  }

  static Stream<Grammar.Line> silences() {
    return Grammar.english().silences().stream();
  }

  @ParameterizedTest
  @MethodSource("silences")
  void aLimitIsSeenAtWorkInItsOwnExample(Grammar.Line line) {
    assertThat(events(line.example())).as(line.place()).doesNotContainAnyElementsOf(line.events());
  }

  static Stream<Ranks.Line> ranks() {
    return new Ranks(Grammar.english()).lines().stream();
  }

  @ParameterizedTest
  @MethodSource("ranks")
  void aRankIsSeenAtWorkInItsOwnExample(Ranks.Line line) {
    assertThat(events(line.example())).as(line.place()).isEmpty();
    assertThat(classifier.rank(new DocketText(line.example(), null, null)))
        .as(line.place())
        .isEqualTo(line.rank());
  }

  /**
   * Entries of our own wording: the events they record, separated by spaces, or a dash for none.
   */
  @ParameterizedTest
  @CsvFileSource(resources = "/crier/rules/docket/entries.csv", delimiter = '|')
  void anEntryRecordsJustTheseEvents(String expected, String entry) {
    List<Event> wanted =
        expected.equals("-")
            ? List.of()
            : Stream.of(expected.split(" ")).map(Event::valueOf).toList();
    assertThat(events(entry)).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  void aQuoteIsVerbatim() {
    String entry =
        "MINUTE ORDER granting 62 Motion to Lift Stay. The stay is LIFTED. (Entered: 01/02/2026)";
    assertThat(classifier.classify(new DocketText(entry, "dcd", null)))
        .isNotEmpty()
        .allMatch(recorded -> entry.contains(recorded.quote()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\0\0", "((((", "ORDER"})
  void textWithoutMeaningRecordsNothing(String entry) {
    assertThat(events(entry)).isEmpty();
  }

  @Test
  void aMegabyteOfTextComesToAnEnd() {
    assertThat(events("ORDER " + "the stay of the motion to stay ".repeat(35_000))).isNotNull();
  }

  private List<Event> events(String entry) {
    return classifier.classify(new DocketText(entry, null, null)).stream()
        .map(Recorded::event)
        .toList();
  }
}
