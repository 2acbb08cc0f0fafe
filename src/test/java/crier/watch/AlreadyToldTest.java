package crier.watch;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Alert;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Rhythm;
import crier.model.Sighting;
import crier.model.Significance;
import crier.model.SourceSpec;
import crier.model.ToldEntry;
import crier.model.ToldEntry.Seen;
import crier.model.Verdict;
import crier.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of an entry that another watch told before. */
class AlreadyToldTest {

  private static final LocalDate DAY = LocalDate.of(2026, 6, 8);

  @Test
  void whatNobodyToldIsToldAsItIs() {
    Alert draft = draft(finding("entry-62", Event.NEW_ITEM));
    Verdict verdict = judge(draft, sighting("entry-62", true, DAY, "Notice", "number 62"));
    assertThat(verdict.alert()).isSameAs(draft);
    assertThat(verdict.sightings()).singleElement().matches(r -> r.told() && r.entry() < 0);
  }

  @Test
  void theSameNumberIsTheSameEntryAndIsOnlyNoted() {
    Verdict verdict =
        judge(
            draft(finding("entry-62", Event.NEW_ITEM)),
            sighting("entry-62", true, DAY, "Notice", "number 62"),
            told("court", "k", true, DAY, "Notice (Other)", Event.NEW_ITEM));
    assertThat(verdict.alert()).isNull();
    assertThat(verdict.sightings()).singleElement().matches(r -> !r.told() && r.entry() == 7);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-08, Order on Motion to Lift Stay, true",
    "2026-06-11, Order on Motion to Lift Stay, true",
    "2026-06-12, Order on Motion to Lift Stay, false",
    "2026-06-05, Order on Motion to Lift Stay AND Set Deadlines, true",
    "2026-06-08, Order on Motion to Intervene, false",
    "2026-06-08, Order, false",
  })
  void anEntryWithoutANumberIsRecognisedByDayAndWords(LocalDate day, String words, boolean same) {
    Verdict verdict =
        judge(
            draft(finding("x", Event.NEW_ITEM)),
            sighting("x", false, day, words, "sequence 205"),
            told(
                "other",
                "minute-entry-1",
                false,
                DAY,
                "MINUTE ORDER granting 62 Motion to Lift Stay. The stay is LIFTED.",
                Event.STAY_LIFTED));
    assertThat(verdict.alert() == null).isEqualTo(same);
  }

  @Test
  void theSameNumberInAnotherCaseIsAnotherEntry() {
    Sighting elsewhere =
        new Sighting(
            "k2", List.of("dcd 25-cv-457"), List.of("number 62"), true, DAY, "Notice (Other)");
    Verdict verdict =
        judge(
            draft(finding("k2", Event.NEW_ITEM)),
            elsewhere,
            told("court", "k", true, DAY, "Notice (Other)", Event.NEW_ITEM));
    assertThat(verdict.alert()).isNotNull();
  }

  @Test
  void twoNumbersAreTwoEntriesHoweverAlikeTheirWords() {
    Verdict verdict =
        judge(
            draft(finding("entry-63", Event.NEW_ITEM)),
            sighting("entry-63", true, DAY, "Order on Motion to Seal", "number 63"),
            told("court", "k", true, DAY, "Order on Motion to Seal", Event.NEW_ITEM));
    assertThat(verdict.alert()).isNotNull();
  }

  @Test
  void anEventThatNobodyToldIsToldAloneAndContinuesTheFirst() {
    Verdict verdict =
        judge(
            draft(finding("entry-62", Event.DISMISSED, Event.CASE_CLOSED)),
            sighting(
                "entry-62", true, DAY, "ORDER dismissing the case, which is closed", "number 62"),
            told("court", "k", true, DAY, "Order Dismissing Case", Event.DISMISSED));
    Finding left = java.util.Objects.requireNonNull(verdict.alert()).findings().getFirst();
    assertThat(left.events()).containsExactly(Event.CASE_CLOSED);
    assertThat(left.headline()).isEqualTo(Event.CASE_CLOSED.label());
    assertThat(left.follows()).isEqualTo("k");
  }

  @Test
  void aDocumentReplacedTwiceIsToldTwiceByTheWatchThatSeesIt() {
    Sighting again = sighting("entry-62", true, DAY, "Notice", "number 62");
    ToldEntry entry =
        new ToldEntry(
            7,
            List.of("dcd 25-cv-677"),
            List.of("number 62", "watch docket entry-62"),
            List.of(
                seen("docket", "entry-62", true, DAY, "Notice", Event.NEW_ITEM),
                seen("docket", "entry-62", true, DAY, "Notice", Event.DOCUMENT_REPLACED),
                seen("other", "entry-62", true, DAY, "Notice", Event.DOCUMENT_REPLACED)));
    Alert draft = draft(finding("entry-62", Event.DOCUMENT_REPLACED));
    assertThat(judge(draft, again, entry).alert()).isNotNull();
  }

  @Test
  void aFewMoreLettersAreNoFullerText() {
    String text = "MINUTE ORDER granting 62 Motion to Lift Stay.";
    Verdict verdict =
        judge(
            draft(finding("x", Event.STAY_LIFTED)),
            sighting("x", false, DAY, text + " (lcdlf1)", "sequence 205"),
            told("other", "k", false, DAY, text, Event.STAY_LIFTED));
    assertThat(verdict.alert()).isNull();
  }

  @Test
  void whatIsLeftNamesTheSubject() {
    Alert draft = draft(finding("a", Event.STAY_LIFTED), finding("b", Event.NEW_ITEM));
    Verdict verdict =
        AlreadyTold.judge(
            watch(),
            draft,
            Map.of(
                "a", sighting("a", true, DAY, "ORDER", "number 62"),
                "b", sighting("b", true, DAY, "NOTICE", "number 63")),
            List.of(told("court", "k", true, DAY, "ORDER", Event.STAY_LIFTED)));
    Alert left = java.util.Objects.requireNonNull(verdict.alert());
    assertThat(left.id()).isEqualTo(draft.id());
    assertThat(left.subject()).isEqualTo(Event.NEW_ITEM.label() + ": Centro v. Bessent");
    assertThat(left.significance()).isEqualTo(Significance.NOTABLE);
  }

  private static Verdict judge(Alert draft, Sighting sighting, ToldEntry... known) {
    return AlreadyTold.judge(watch(), draft, Map.of(sighting.key(), sighting), List.of(known));
  }

  private static Sighting sighting(
      String key, boolean numbered, LocalDate day, String words, String name) {
    return new Sighting(
        key, List.of("dcd 25-cv-677"), List.of(name, "watch docket " + key), numbered, day, words);
  }

  private static ToldEntry told(
      String watch, String key, boolean numbered, LocalDate day, String words, Event event) {
    return new ToldEntry(
        7,
        List.of("dcd 25-cv-677"),
        List.of("number 62", "watch " + watch + " " + key),
        List.of(seen(watch, key, numbered, day, words, event)));
  }

  private static Seen seen(
      String watch, String key, boolean numbered, LocalDate day, String words, Event event) {
    return new Seen(watch, key, List.of(event), numbered, day, words);
  }

  private static Finding finding(String key, Event... events) {
    return new Finding(
        key,
        List.of(events),
        events[0].usual(),
        "because",
        events[0].label(),
        "Entry",
        null,
        null,
        "",
        null,
        null,
        List.of(),
        List.of(),
        null);
  }

  private static Alert draft(Finding... findings) {
    return new Alert(
        "1",
        Alert.Kind.ALERT,
        "docket",
        "Centro v. Bessent",
        null,
        "subject",
        findings[0].significance(),
        Instant.EPOCH,
        List.of(findings),
        "",
        null,
        null);
  }

  private static Watch watch() {
    return new Watch(
        "docket",
        "Centro v. Bessent",
        null,
        new SourceSpec("courtlistener-docket", Map.of("docket", "69714586")),
        new Rhythm.Every(Duration.ofMinutes(10)),
        Duration.ofHours(6),
        Duration.ofDays(30),
        List.of());
  }
}
