package crier.app;

import static org.assertj.core.api.Assertions.assertThat;

import crier.alert.wording.Wording;
import crier.app.Crier.Observers;
import crier.model.Alert;
import crier.model.Event;
import crier.model.Finding;
import crier.store.Alerts;
import crier.store.Database;
import crier.testing.SetClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A docket entry that several watches of one case see, at the court and at CourtListener: one
 * alert, over real sockets and a real database.
 */
@Tag("slow")
class SameEventTest {

  private static final String STUB = "Order on Motion to Lift Stay";
  private static final String TEXT =
      "MINUTE ORDER granting 62 Motion to Lift Stay. The stay entered on March 5, 2026 is LIFTED. Signed by Judge Dabney L. Friedrich on 6/8/2026. (lcdlf1)";

  @TempDir private Path folder;
  private final SetClock clock = new SetClock("2026-06-08T18:00:00Z");
  private final Courthouse court = new Courthouse();
  private Crier crier;

  @BeforeEach
  void open() {
    var settings = court.settings(folder);
    crier = new Crier(settings, Database.open(settings.database()), clock, "here", Observers.NONE);
    court.list("entry-61", "2026-06-01", "JOINT STATUS REPORT by CENTRO.");
    court.find(480000001, 459000001, "61", "2026-06-01", "JOINT STATUS REPORT by CENTRO.");
    look("court", "docket", "probe");
    assertThat(alerts()).isEmpty();
  }

  @AfterEach
  void close() {
    crier.close();
    court.close();
  }

  @Test
  void aMinuteOrderSeenAtTheCourtAndThenAtCourtListenerIsOneAlertThatNamesBoth() {
    court.enter(clock.instant(), 205, "", STUB);
    look("court");
    clock.advance(Duration.ofMinutes(42));
    court.list("minute-entry-459000100", "2026-06-08", STUB);
    look("docket");

    assertThat(alerts()).extracting(Alert::watch).containsExactly("court");
    assertThat(places(alerts().getFirst()))
        .containsExactly(
            "the court's feed (127.0.0.1), June 8, 2026, 2:00 PM EDT",
            "CourtListener's docket, June 8, 2026, 2:42 PM EDT");
    crier.dispatcher.run();
    assertThat(court.posts("/slack"))
        .singleElement()
        .asString()
        .contains("seen in the court's feed", "CourtListener's docket, June 8, 2026, 2:42 PM EDT");
  }

  @Test
  void theOtherWayRoundAndADayApartItIsOneAlertToo() {
    court.list("minute-entry-459000100", "2026-06-08", TEXT);
    look("docket");
    clock.advance(Duration.ofHours(20));
    court.enter(clock.instant(), 205, "", STUB);
    look("court");

    assertThat(alerts()).extracting(Alert::watch).containsExactly("docket");
    assertThat(alerts().getFirst().subject()).startsWith("Stay lifted");
    assertThat(places(alerts().getFirst())).hasSize(2);
  }

  @Test
  void aNumberedEntryIsRecognisedByItsNumberWhateverItSays() {
    court.enter(clock.instant(), 203, "62", "Notice (Other)");
    look("court");
    clock.advance(Duration.ofDays(9));
    court.list("entry-62", "2026-06-17", "NOTICE of filing.");
    look("docket");
    assertThat(alerts()).hasSize(1);
  }

  @Test
  void aTextThatFollowsAtCourtListenerContinuesWhatTheCourtsFeedBegan() {
    court.enter(clock.instant(), 205, "", STUB);
    look("court");
    crier.dispatcher.run();
    clock.advance(Duration.ofHours(3));
    court.list("minute-entry-459000100", "2026-06-08", TEXT);
    look("docket");
    crier.dispatcher.run();

    assertThat(alerts()).extracting(Alert::watch).containsExactly("court", "docket");
    Alert second = alerts().getLast();
    assertThat(second.subject()).isEqualTo("Stay lifted: Centro v. Bessent (1:25-cv-00677-DLF)");
    assertThat(second.events()).contains(Event.STAY_LIFTED).doesNotContain(Event.NEW_ITEM);
    assertThat(second.findings().getFirst().follows()).isEqualTo("dcd-300677-205");
    assertThat(crier.alerts.about("docket", "minute-entry-459000100"))
        .containsExactly(alerts().getFirst().id(), second.id());
    assertThat(court.posts("/slack")).hasSize(2);
  }

  @Test
  void aTextWithoutAnEventIsToldOnceAsTextNowAvailable() {
    court.enter(clock.instant(), 203, "62", "Notice (Other)");
    look("court");
    court.list(
        "entry-62",
        "2026-06-08",
        "NOTICE of Supplemental Authority by SCOTT BESSENT (Attachments: # 1 Exhibit A)");
    look("docket");
    court.find(
        480000002,
        459000002,
        "62",
        "2026-06-08",
        "NOTICE of Supplemental Authority by SCOTT BESSENT (Attachments: # 1 Exhibit A)");
    look("probe");

    assertThat(alerts()).hasSize(2);
    Finding text = alerts().getLast().findings().getFirst();
    assertThat(text.headline()).isEqualTo("Fuller text now available");
    assertThat(text.before()).isEqualTo("Notice (Other)");
    assertThat(text.events()).containsExactly(Event.ITEM_EDITED);
  }

  @Test
  void theTextThatAnotherWatchToldIsNotToldAgainWhenItArrivesHere() {
    court.list("minute-entry-459000100", "2026-06-08", STUB);
    look("docket");
    court.find(480000100, 459000100, "", "2026-06-08", TEXT);
    look("probe");
    court.list("minute-entry-459000100", "2026-06-08", TEXT);
    look("docket");
    assertThat(alerts()).extracting(Alert::watch).containsExactly("docket", "probe");

    // who follows the docket only is sent what the probe told, once the docket shows it too
    crier.dispatcher.run();
    assertThat(court.posts("/slack")).hasSize(2);
    assertThat(court.posts("/slack"))
        .filteredOn(post -> post.contains("Stay lifted"))
        .singleElement()
        .asString()
        .contains("this receiver follows a watch that saw the same");
  }

  @Test
  void twoOrdersOfOneDayStayTwoInBothPlaces() {
    court.enter(clock.instant(), 205, "", STUB);
    court.enter(clock.instant().plusSeconds(60), 206, "", STUB);
    look("court");
    court.list("minute-entry-459000100", "2026-06-08", STUB);
    court.list("minute-entry-459000101", "2026-06-08", STUB);
    look("docket");

    assertThat(alerts()).hasSize(1);
    assertThat(alerts().getFirst().findings()).hasSize(2);
    assertThat(places(alerts().getFirst())).hasSize(4);
  }

  @Test
  void anotherEntryOfTheSameLookIsStillTold() {
    court.enter(clock.instant(), 203, "62", "Notice (Other)");
    look("court");
    court.list("entry-62", "2026-06-08", "Notice (Other)");
    court.list("entry-63", "2026-06-08", "MOTION to Expedite by CENTRO.");
    look("docket");
    assertThat(alerts()).hasSize(2);
    assertThat(alerts().getLast().findings())
        .singleElement()
        .extracting(Finding::key)
        .isEqualTo("entry-63");
  }

  @Test
  void whoFollowsOnlyTheSecondWatchHearsOfItAndTheFirstOnesHearNothingTwice() {
    court.enter(clock.instant(), 203, "62", "Notice (Other)");
    look("court");
    crier.dispatcher.run();
    court.list("entry-62", "2026-06-08", "Notice (Other)");
    look("docket");
    court.find(480000002, 459000002, "62", "2026-06-08", "Notice (Other)");
    look("probe");
    crier.dispatcher.run();
    crier.dispatcher.run();

    assertThat(alerts()).hasSize(1);
    assertThat(court.posts("/slack")).hasSize(1);
    assertThat(court.posts("/slack-appeals"))
        .singleElement()
        .asString()
        .contains("CourtListener's search");
  }

  @Test
  void aRehearsalTellsNothingThatWasToldAndStoresNothing() {
    court.enter(clock.instant(), 203, "62", "Notice (Other)");
    look("court");
    court.list("entry-62", "2026-06-08", "Notice (Other)");
    court.serve(clock.instant());
    assertThat(crier.rounds.rehearse(List.of("docket")))
        .singleElement()
        .satisfies(result -> assertThat(result.alert()).isEmpty());
    assertThat(crier.alerts.seenAt(alerts().getFirst().id())).hasSize(1);
  }

  private List<String> places(Alert alert) {
    return Wording.withPlaces(alert, crier.alerts.seenAt(alert.id()), crier.settings().site())
        .findings()
        .stream()
        .map(Finding::sources)
        .flatMap(List::stream)
        .toList();
  }

  private List<Alert> alerts() {
    return crier.alerts.newest(Alerts.Wanted.ALL, 99).reversed();
  }

  private void look(String... watches) {
    court.serve(clock.instant());
    assertThat(crier.rounds.checkNow(List.of(watches)))
        .allSatisfy(result -> assertThat(result.outcome().looked()).as(result.toString()).isTrue());
  }
}
