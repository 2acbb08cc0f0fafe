package crier.rules;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Change;
import crier.model.Finding;
import crier.model.Item;
import crier.model.Rhythm;
import crier.model.SourceSpec;
import crier.model.Watch;
import crier.rules.docket.DocketClassifier;
import crier.rules.docket.DocketText;
import crier.rules.docket.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The words that make an event are in the quote, whatever stands around them. */
class RulingQuoteTest {

  private static final String LIFTS =
      "it is ORDERED that the stay entered on March 5, 2026, is LIFTED.";
  private static final String FLAGSHIP =
      "MINUTE ORDER granting 4 Motion to Lift Stay. Upon consideration of the motion, the"
          + " opposition, the reply and the record herein, "
          + LIFTS
          + " It is FURTHER ORDERED that the agency shall answer the complaint within 21 days.";

  /** Prose of an order that decides nothing. */
  private static final String PROSE =
      "The plaintiffs are four associations whose members file returns every year. The agencies"
          + " keep their addresses in a system of records that Congress has governed since the"
          + " reform of that year. The parties have briefed these matters at length, and the"
          + " background is set out in the memorandum of that day. ";

  private final DocketClassifier classifier = new DocketClassifier();
  private final Rulebook rulebook = new Rulebook(classifier);

  /** All that the classifier's own tables and tests hold for an example. */
  static Stream<String> corpus() {
    return Stream.of(
            "/crier/rules/docket/entries.csv",
            "/crier/rules/docket/acts.txt",
            "/crier/rules/docket/reliefs.txt",
            "/crier/rules/docket/phrases.txt")
        .flatMap(RulingQuoteTest::lines)
        .filter(line -> line.contains("|") && !line.startsWith("#"))
        .map(line -> line.substring(line.lastIndexOf('|') + 1).strip())
        .filter(entry -> !entry.isEmpty())
        .distinct();
  }

  private static Stream<String> lines(String resource) {
    try (var in = Objects.requireNonNull(RulingQuoteTest.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void aShortEntryIsQuotedWholeWithItsOperativeWordsMarked(String entry) {
    List<Recorded> recorded = recorded(entry);
    Finding finding = finding(entry);
    if (!recorded.isEmpty()) {
      assertThat(finding.quote()).isEqualTo(entry);
      assertThat(finding.proof().operative()).isNotEmpty().allMatch(entry::contains);
      assertThat(recorded)
          .allMatch(one ->
              finding.proof().operative().stream().anyMatch(words -> words.contains(one.quote())));
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void aLongEntryIsNeverQuotedWithoutTheWordsThatMakeItsEvents(String entry) {
    String stopped = entry.endsWith(".") ? entry : entry + ".";
    for (String whole :
        List.of(
            stopped + " " + PROSE.repeat(8).strip(),
            "ORDER. " + PROSE.repeat(8) + stopped + " " + PROSE.repeat(8).strip())) {
      List<Recorded> recorded = recorded(whole);
      Finding finding = finding(whole);
      if (!recorded.isEmpty()) {
        assertThat(recorded).as(whole).allMatch(one -> finding.quote().contains(one.quote()));
        if (recorded.stream().allMatch(Recorded::stated)) {
          assertThat(finding.quote()).hasSizeLessThan(1_800).contains("…");
        } else {
          // what the second reader doubts is quoted whole up to 6,000 characters
          assertThat(finding.quote()).isEqualTo(whole);
        }
        assertThat(finding.quote().split("…", -1)).allMatch(part -> whole.contains(part.strip()));
      }
    }
  }

  @Test
  void theSentenceThatLiftsTheStayIsInTheQuoteBelowItsHeading() {
    Finding whole = finding(FLAGSHIP);
    assertThat(whole.quote()).isEqualTo(FLAGSHIP);
    assertThat(whole.proof().operative())
        .anyMatch(
            words -> words.startsWith("it is ORDERED that the stay") && words.contains("LIFTED"));
    Finding cut =
        finding(
            FLAGSHIP.replace("herein, it is", "herein. " + PROSE.repeat(9) + "Therefore, it is"));
    assertThat(cut.quote())
        .startsWith("MINUTE ORDER granting 4 Motion to Lift Stay.")
        .contains("Therefore, " + LIFTS)
        .contains(" … ");
  }

  @Test
  void aSentenceThatNeverEndsIsCutAroundTheWordsThatRule() {
    String ruling = LIFTS.substring(0, LIFTS.length() - 1);
    String endless =
        "ORDER that "
            + ruling
            + "; "
            + "and the parties shall confer, ".repeat(300)
            + "and "
            + ruling
            + "; "
            + "and the parties shall confer, ".repeat(300);
    Finding finding = finding(endless);
    assertThat(recorded(endless)).isNotEmpty();
    boolean stated = recorded(endless).stream().allMatch(Recorded::stated);
    assertThat(finding.quote())
        .startsWith("ORDER that " + ruling)
        .endsWith(" …")
        .hasSizeLessThan(stated ? 1_800 : 6_600);
    assertThat(finding.quote().split("…", -1)).allMatch(part -> endless.contains(part.strip()));
  }

  /** Words that the grammar knows and the second reader has not learnt. */
  private static final String DOUBTED =
      "ORDER: The briefing is tolled while the question of venue is open. ";

  @Test
  void aDoubtedReadingIsQuotedWholeUnlessItIsEndless() {
    assertThat(recorded(DOUBTED + PROSE.repeat(3))).isNotEmpty().noneMatch(Recorded::stated);
    String many = (DOUBTED + PROSE.repeat(17)).strip();
    assertThat(many).hasSizeBetween(5_000, 6_000);
    assertThat(finding(many).quote()).isEqualTo(many);
    assertThat(finding(many).because()).contains("so the whole entry is quoted");
    String endless = (DOUBTED + PROSE.repeat(60)).strip();
    assertThat(finding(endless).quote())
        .startsWith(DOUBTED.strip())
        .endsWith(" …")
        .hasSizeLessThan(6_100);
    assertThat(finding(endless).because())
        .contains("disagree about it")
        .doesNotContain("whole entry is quoted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ORDER granting 4 Motion to Stay. Petitioner's order of removal is hereby STAYED pending"
            + " review. | Petitioner's order of removal",
        "MINUTE ORDER: Discovery is stayed pending a ruling on the motion to dismiss. | Discovery",
        "ORDER staying the turnover order pending appeal. Signed by Judge A. Jones. | the turnover"
            + " order"
      })
  void aStaySaysOfWhat(String entry, String stayed) {
    assertThat(finding(entry).headline()).endsWith("Stay entered: \u201c" + stayed + "\u201d");
    assertThat(finding(entry).because()).contains("stayed: \u201c" + stayed + "\u201d");
  }

  @Test
  void aStayOfTheCaseNeedsNoMore() {
    assertThat(finding("ORDER: This case is STAYED pending further order.").headline())
        .isEqualTo("Stay entered");
  }

  private List<Recorded> recorded(String entry) {
    return classifier.all(new DocketText(entry, "dcd", "1:25-cv-00677"));
  }

  private Finding finding(String entry) {
    Watch watch =
        new Watch(
            "docket",
            "The docket",
            null,
            new SourceSpec(
                "courtlistener-docket", Map.of("court", "dcd", "docket-number", "1:25-cv-00677")),
            new Rhythm.Every(Duration.ofMinutes(10)),
            Duration.ofHours(6),
            Duration.ofDays(30),
            List.of());
    Item item =
        new Item(Item.Kind.DOCKET_ENTRY, "entry-6", "Entry 6", null, null, entry, new TreeMap<>());
    return rulebook
        .judge(watch, null, List.of(new Change.Added(item)), Instant.parse("2026-09-18T19:00:00Z"))
        .getFirst();
  }
}
