package crier.watch;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Change;
import crier.model.Content;
import crier.model.Document;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Memo;
import crier.model.Published;
import crier.model.Rhythm;
import crier.model.Snapshot;
import crier.model.SourceSpec;
import crier.model.Text;
import crier.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A source that is described anew: what can be compared is compared, and the rest is said. */
class CorrectedTest {

  private static final Instant NOW = Instant.parse("2026-06-08T12:00:00Z");

  @Test
  void anEntryThatCameToADocketMeanwhileIsToldThoughTheDocketIsDescribedAnew() {
    Corrected corrected = of("courtlistener-docket", docket(7, 1, 2, 3), docket(7, 1, 2, 3, 4));
    assertThat(corrected.changes())
        .singleElement()
        .isInstanceOfSatisfying(
            Change.Added.class, added -> assertThat(added.item().key()).isEqualTo("entry-4"));
    assertThat(corrected.said()).isEmpty();
  }

  @Test
  void anotherDocketsEntriesAreNotTakenForTheKnownOnesThoughTheyHaveTheirNumbers() {
    Corrected corrected = of("courtlistener-docket", docket(7, 1, 2, 3), docket(8, 1, 2, 3, 4));
    assertThat(corrected.changes()).isEmpty();
    assertThat(corrected.said()).singleElement().asString().contains("could not be compared");
  }

  @Test
  void anEditMadeWhileTheSourceWasCorrectedIsLeftForTheNextLooksToTell() {
    Listing known = reports("Report 1", "Report 2", "Report 3", "Report 4", "Report 5");
    Listing now = reports("Report 1", "Report 2", "Report 3 (Revised)", "Report 4", "Report 5");
    Corrected corrected = of("listing", known, now);
    assertThat(corrected.changes()).isEmpty();
    assertThat(corrected.said()).isEmpty();
    assertThat(corrected.after().content()).isEqualTo(known);
    Settling settling = Settling.of(Memo.EMPTY, NOW, true);
    Comparison.of(corrected.after(), now, NOW, Comparison.Expectation.NONE, settling);
    assertThat(settling.unsettled()).isTrue();
  }

  @Test
  void whatOtherSelectorsReadOtherwiseIsNoEditAndIsSaid() {
    Listing now = reports("OIG: Report 1", "OIG: Report 2", "OIG: Report 3", "OIG: Report 4");
    Corrected corrected =
        of("listing", reports("Report 1", "Report 2", "Report 3", "Report 4"), now);
    assertThat(corrected.changes()).isEmpty();
    assertThat(corrected.after().content()).isEqualTo(now);
    assertThat(corrected.said()).singleElement().asString().contains("title of 4 items");
  }

  private static Listing reports(String... titles) {
    return new Listing(
        IntStream.range(0, titles.length)
            .mapToObj(i ->
                new Item(
                    Item.Kind.REPORT,
                    "OIG-26-" + i,
                    titles[i],
                    "https://www.example.gov/r/" + i,
                    Published.on(LocalDate.of(2026, 6, 1 + i)),
                    "",
                    new TreeMap<>()))
            .toList(),
        false);
  }

  @Test
  void aPartOfAPageThatWasKnownLineByLineNeedsNoWord() {
    Corrected corrected =
        of("page", new Text("T", "Menu\nOne.\nTwo."), new Text("T", "One.\nTwo."));
    assertThat(corrected.said()).isEmpty();
    assertThat(corrected.changes()).isEmpty();
  }

  @Test
  void linesThatWereNeverSeenAreSaid() {
    Corrected corrected = of("page", new Text("T", "One.\nTwo."), new Text("T", "Two.\nThree."));
    assertThat(corrected.said()).singleElement().asString().contains("1 of the 2 lines");
    assertThat(corrected.changes()).isEmpty();
  }

  @Test
  void theSameBytesAtAnotherAddressNeedNoWordAndOthersDo() {
    assertThat(of("document", document("aa"), document("aa")).said()).isEmpty();
    assertThat(of("document", document("aa"), document("bb")).said()).hasSize(1);
  }

  private static Corrected of(String type, Content before, Content now) {
    Watch watch =
        new Watch(
            "w",
            "Watch",
            null,
            new SourceSpec(type, Map.of()),
            new Rhythm.Every(Duration.ofMinutes(15)),
            Duration.ofHours(6),
            Duration.ofDays(30),
            List.of());
    return Corrected.of(watch, new Snapshot(before, List.of()), now);
  }

  private static Listing docket(int id, int... numbers) {
    return new Listing(
        Arrays.stream(numbers)
            .mapToObj(number ->
                new Item(
                    Item.Kind.DOCKET_ENTRY,
                    "entry-" + number,
                    "Entry " + number,
                    "https://cl.example/docket/%d/docket/?order_by=desc#entry-%d"
                        .formatted(id, number),
                    Published.on(LocalDate.of(2026, 6, number)),
                    "NOTICE " + number + " in docket " + id,
                    new TreeMap<>(Map.of(Item.HISTORY, "yes"))))
            .toList(),
        false);
  }

  private static Document document(String sha256) {
    return new Document(
        "R", "application/pdf", 7, sha256, null, List.of("p"), List.of(0), List.of(0));
  }
}
