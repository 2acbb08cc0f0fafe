package crier.rules.docket;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Event;
import crier.rules.docket.SecondReaderTrainer.Example;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every core in every court's paper, and what must not change what is read in it. */
class MetamorphicTest {

  private static final Set<Event> RULINGS = EnumSet.copyOf(LinearReader.RULINGS);

  private final DocketClassifier classifier = new DocketClassifier();

  static Stream<Example> papers() {
    return SecondReaderTrainer.labelled("cores.txt").stream()
        .flatMap(core ->
            SecondReaderTrainer.lines("heads.txt").stream()
                .filter(head -> !head.startsWith("#"))
                .map(head -> new Example(head.replace("{}", core.text()), core.events())));
  }

  @Test
  void aCoreSaysTheSameInEveryPaper() {
    SoftAssertions softly = new SoftAssertions();
    papers().forEach(p -> softly.assertThat(rulings(p.text())).as(p.text()).isEqualTo(p.events()));
    softly.assertAll();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{} ENTERED IN ERROR.",
        "***FILED IN ERROR*** {}",
        "{} (Entered in error; please disregard.)",
        "{} Modified on 5/5/2020: docketed in the wrong case (abc).",
        "{} ***STRICKEN per 31 Order***",
        "[PROPOSED] {}",
        "UNSIGNED {}"
      })
  void anEnvelopeLeavesNoRuling(String envelope) {
    SoftAssertions softly = new SoftAssertions();
    papers()
        .filter(paper -> !envelope.endsWith("{}") || paper.text().startsWith("ORDER"))
        .map(paper -> envelope.replace("{}", paper.text()))
        .forEach(entry -> softly.assertThat(rulings(entry)).as(entry).isEmpty());
    softly.assertAll();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Docket Text: {}",
        "{} (Related Doc # 99)",
        "{} Mailed notice (abc, )",
        "{} (Attachments: # 1 Exhibit A, # 2 Order Lifting Stay)",
        "{} (Entered: 05/05/2020)"
      })
  void whatTheSoftwareAddsChangesNothing(String dress) {
    SoftAssertions softly = new SoftAssertions();
    papers()
        .forEach(paper -> {
          String entry = dress.replace("{}", paper.text());
          softly.assertThat(rulings(entry)).as(entry).isEqualTo(rulings(paper.text()));
        });
    softly.assertAll();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pine Hill Paving Co., Inc.",
        "Delia R. Fontaine, D.D.S.,",
        "Glass Cutters, Tile Setters and Lamplighters, L.L.C.,",
        "Roe"
      })
  void aPartysNameChangesNothing(String name) {
    for (String act : List.of("Granting", "Denying")) {
      for (String motion : List.of("Relief from the Automatic Stay", "Preliminary Injunction")) {
        String entry =
            "Order %s Motion of %s for %s (Related Doc # 12)".formatted(act, name, motion);
        String plain = "Order %s Motion of Creditor for %s".formatted(act, motion);
        assertThat(rulings(entry)).as(entry).isEqualTo(rulings(plain)).isNotEmpty();
      }
    }
  }

  @Test
  void capitalsChangeNothing() {
    SoftAssertions softly = new SoftAssertions();
    papers()
        .map(Example::text)
        .forEach(text ->
            softly
                .assertThat(rulings(text.toUpperCase(Locale.ROOT)))
                .as(text)
                .isEqualTo(rulings(text)));
    softly.assertAll();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%d) ", "(%d) ", "%d. "})
  void eachItemOfACalendarIsReadByItself(String number) {
    String entry =
        "Hearing Held: "
            + number.formatted(1)
            + "Motion for Relief from Stay by Alder Bank - Denied; "
            + number.formatted(2)
            + "Application to Employ Counsel - Granted; "
            + number.formatted(3)
            + "Objection to Claim 14 - Sustained.";
    assertThat(rulings(entry)).containsExactly(Event.STAY_LIFT_DENIED);
  }

  private Set<Event> rulings(String entry) {
    Set<Event> read = EnumSet.noneOf(Event.class);
    classifier
        .classify(new DocketText(entry, null, null))
        .forEach(recorded -> read.add(recorded.event()));
    read.retainAll(RULINGS);
    return read;
  }
}
