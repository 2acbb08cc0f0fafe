package crier.watch;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Change;
import crier.model.Item;
import crier.model.Memo;
import crier.model.Published;
import crier.model.Rhythm;
import crier.model.Sighting;
import crier.model.SourceSpec;
import crier.model.Watch;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which watches belong to one case, and what its entries are called. */
class CasesTest {

  private static final Watch COURT =
      watch(
          "court",
          "court-rss",
          Map.of("court", "dcd", "cases", List.of("1:25-cv-00677", "25-cv-457")));
  private static final Watch DOCKET =
      watch(
          "docket",
          "courtlistener-docket",
          Map.of("docket", 69714586, "court", "dcd", "docket-number", "25-cv-677"));
  private static final Watch BY_ID =
      watch("id", "courtlistener-docket", Map.of("docket", "69714586"));
  private static final Watch PROBE =
      watch("probe", "courtlistener-search", Map.of("dockets", List.of("69714586", "70333067")));

  private static final Item AT_COURT =
      item(
          "dcd-300677-205",
          Map.of(
              "court",
              "dcd",
              "docket-number",
              "1:25-cv-00677",
              "sequence",
              "205",
              "number",
              "62",
              "document-id",
              "045011000222"));

  @Test
  void aWatchThatGivesIdAndNumberTiesTheOthersTogether() {
    Cases cases = Cases.of(List.of(COURT, DOCKET, PROBE));
    assertThat(sighting(cases, COURT, Memo.EMPTY, AT_COURT).cases())
        .containsExactly("courtlistener 69714586", "dcd 1:25-cv-677", "dcd 25-cv-677");
    assertThat(
            sighting(cases, PROBE, Memo.EMPTY, item("document-5", Map.of("docket", "69714586")))
                .cases())
        .contains("courtlistener 69714586", "dcd 25-cv-677");
    assertThat(
            sighting(cases, PROBE, Memo.EMPTY, item("document-6", Map.of("docket", "70333067")))
                .cases())
        .containsExactly("courtlistener 70333067");
  }

  @Test
  void aDocketNamedByItsIdAloneIsTheCaseThatItTurnedOutToBe() {
    Cases cases = Cases.of(List.of(COURT, BY_ID));
    Item entry = item("entry-62", Map.of("number", "62"));
    assertThat(sighting(cases, BY_ID, Memo.EMPTY, entry).cases())
        .containsExactly("courtlistener 69714586");
    assertThat(
            sighting(cases, BY_ID, Memo.EMPTY.with(Memo.CASE, "dcd 1:25-cv-00677"), entry).cases())
        .contains("courtlistener 69714586", "dcd 1:25-cv-677");
  }

  @Test
  void anotherDivisionsCaseOfTheSameNumberIsAnotherCase() {
    Cases cases = Cases.of(List.of(COURT, DOCKET));
    Item elsewhere = item("x", Map.of("court", "dcd", "docket-number", "2:25-cv-00457"));
    assertThat(sighting(Cases.of(List.of()), COURT, Memo.EMPTY, elsewhere).cases())
        .containsExactly("dcd 2:25-cv-457");
    assertThat(sighting(cases, COURT, Memo.EMPTY, AT_COURT).cases())
        .doesNotContain("dcd 25-cv-457");
  }

  @Test
  void anEntryHasTheNamesThatOthersMayKnowItBy() {
    assertThat(sighting(Cases.NONE, COURT, Memo.EMPTY, AT_COURT).names())
        .containsExactly(
            "watch court dcd-300677-205", "number 62", "sequence 205", "document 045011000222");
    assertThat(
            sighting(Cases.NONE, BY_ID, Memo.EMPTY, item("minute-entry-459000100", Map.of()))
                .names())
        .contains("courtlistener 459000100");
  }

  @Test
  void anAppealsOrderHasItsDocumentForANumberAtCourtListener() {
    Item order =
        item(
            "cadc-part-2200001",
            Map.of("court", "cadc", "docket-number", "26-5006", "document-id", "01208660001"));
    assertThat(sighting(Cases.NONE, COURT, Memo.EMPTY, order).names())
        .contains("number 1208660001", "number 1218660001");
    assertThat(sighting(Cases.NONE, COURT, Memo.EMPTY, order).numbered()).isFalse();
  }

  @Test
  void whatIsNoDocketEntryBelongsToNoCase() {
    Item report = new Item(Item.Kind.REPORT, "r", "A report", null, null, "", new TreeMap<>());
    assertThat(
            Cases.NONE.sightings(COURT, Memo.EMPTY, List.of(new Change.Added(report)), List.of()))
        .isEmpty();
  }

  private static Sighting sighting(Cases cases, Watch watch, Memo memo, Item item) {
    return cases
        .sightings(watch, memo, List.of(new Change.Added(item)), List.of())
        .values()
        .iterator()
        .next();
  }

  private static Item item(String key, Map<String, String> fields) {
    return new Item(
        Item.Kind.DOCKET_ENTRY,
        key,
        "Entry",
        null,
        Published.on(LocalDate.of(2026, 6, 8)),
        "Order",
        new TreeMap<>(fields));
  }

  private static Watch watch(String id, String type, Map<String, Object> options) {
    return new Watch(
        id,
        id,
        null,
        new SourceSpec(type, options),
        new Rhythm.Every(Duration.ofMinutes(10)),
        Duration.ofHours(6),
        Duration.ofDays(30),
        List.of());
  }
}
