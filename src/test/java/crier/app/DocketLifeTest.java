package crier.app;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Alert;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Listing;
import crier.model.Outcome;
import crier.watch.Tick.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One docket, its feed and the API: what becomes of an entry is told once, and noise never. */
class DocketLifeTest {

  private static final String LIFTED =
      "MINUTE ORDER granting 62 Motion to Lift Stay. It is ORDERED that the stay entered on March 5,"
          + " 2026, is LIFTED. Signed by Judge Dabney L. Friedrich on 3/5/2026. (lcdlf1)";
  private static final Instant BEFORE = Instant.parse("2026-03-01T08:00:00Z");

  @TempDir private Path folder;
  private Courtroom room;
  private DocketOrigin court;

  @BeforeEach
  void open() {
    room = new Courtroom(folder, true);
    court = room.court;
    court.entry(60, 60, "2026-02-27", "NOTICE of Decision by SCOTT BESSENT", BEFORE);
    court.entry(
        61, 61, "2026-03-04", "JOINT STATUS REPORT by CENTRO (Entered: 03/04/2026)", BEFORE);
    room.look();
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void theFirstLookIsTheBaselineAndTellsNothing() {
    assertThat(room.alerts()).isEmpty();
    room.look();
    assertThat(room.alerts()).isEmpty();
  }

  @Test
  void aStubItsTextAndItsDocumentAreThreeUpdatesOfOneEntryThreadedUnderTheFirst() {
    var row = court.stub(100, 62, "2026-03-05", "Order on Motion to Lift Stay", room.now());
    room.look();
    row.text(LIFTED, room.now());
    room.look();
    row.main().pdf("aa11", room.now());
    room.look();
    room.look();

    assertThat(room.findings())
        .extracting(Finding::headline)
        .containsExactly("New entry", "Stay lifted", "Document available");
    assertThat(room.findings()).extracting(Finding::key).containsOnly("entry-62");
    Alert first = room.alerts().getFirst();
    assertThat(room.crier.alerts.about("docket", "entry-62")).startsWith(first.id()).hasSize(3);
    Finding text = room.findings().get(1);
    assertThat(text.events()).containsExactly(Event.STAY_LIFTED);
    assertThat(text.questions()).containsExactly("stay");
    assertThat(text.before()).isEqualTo("Order on Motion to Lift Stay");
    assertThat(text.after()).isEqualTo(LIFTED);
    assertThat(text.published()).hasToString("2026-03-05");
    assertThat(room.alerts().get(1).firstSeen()).isEqualTo(Instant.parse("2026-03-05T18:30:00Z"));
  }

  @Test
  void aTextThatRecordsNothingNewIsOneUpdateThatSaysSo() {
    var row = court.stub(100, 62, "2026-03-05", "Notice (Other)", room.now());
    room.look();
    row.text("NOTICE of supplemental authority by CENTRO (Alvarez, Maria)", room.now());
    room.look();
    room.look();
    assertThat(room.headlines()).containsExactly("New entry", "Full text now available");
    assertThat(room.findings().get(1).events()).containsExactly(Event.ITEM_EDITED);
  }

  @Test
  void anEventThatTheStubSaidIsNotClaimedOnceMoreByItsText() {
    var row = court.stub(100, 62, "2026-03-05", "Status Report", room.now());
    room.look();
    assertThat(room.findings().getFirst().events()).contains(Event.STATUS_REPORT_FILED);
    row.text("JOINT STATUS REPORT by CENTRO DE TRABAJADORES UNIDOS.", room.now());
    room.look();
    assertThat(room.headlines().get(1)).isEqualTo("Full text now available");
    assertThat(room.findings().get(1).events()).containsExactly(Event.ITEM_EDITED);
  }

  @Test
  void textAndDocumentThatComeTogetherAreOneUpdateThatNamesBoth() {
    var row = court.stub(100, 62, "2026-03-05", "Order", room.now());
    room.look();
    row.text(LIFTED, room.now()).main().pdf("aa11", room.now());
    room.look();
    room.look();
    assertThat(room.headlines()).containsExactly("New entry", "Stay lifted, Document available");
  }

  @Test
  void aDocumentThatArrivesWithoutTouchingItsEntryIsSeenThoughTheFeedStandsStill() {
    court.cacheFeed();
    court.row(61).main().pdf("aa11", room.now().plusSeconds(60));
    room.look();
    assertThat(room.alerts()).isEmpty();
    room.lookAfter(Duration.ofHours(4));
    room.look();
    assertThat(room.headlines()).containsExactly("Document available");
    assertThat(room.findings().getFirst().key()).isEqualTo("entry-61");
  }

  @Test
  void aReplacedDocumentIsTold() {
    court.row(61).main().pdf("aa11", room.now().plusSeconds(60));
    room.look();
    court.row(61).main().pdf("bb22", room.now().plusSeconds(60));
    room.lookAfter(Duration.ofHours(4));
    room.lookAfter(Duration.ofHours(4));
    assertThat(room.headlines()).containsExactly("Document available", "Document replaced");
  }

  @Test
  void aSealedDocumentIsToldOnceThoughTheCachedFeedStillLinksToIt() {
    court.row(61).main().pdf("aa11", room.now().plusSeconds(60));
    room.look();
    court.cacheFeed();
    court.row(61).main().sealed(room.now().plusSeconds(60));
    room.lookAfter(Duration.ofHours(4));
    room.look();
    court.cachedFeed = null;
    room.look();
    room.lookAfter(Duration.ofDays(1));
    assertThat(room.headlines())
        .containsExactly("Document available", "Withdrawn from public access (sealed)");
    assertThat(room.findings().get(1).events()).containsExactly(Event.SEALED);
  }

  @Test
  void anAttachmentsDocumentIsToldAsTheAttachments() {
    var attachment =
        new DocketOrigin.Document(990, "61", "Exhibit A", room.now())
            .with("document_type", 2)
            .with("attachment_number", 1);
    court.row(61).documents.add(attachment);
    room.lookAfter(Duration.ofHours(4));
    assertThat(room.alerts()).isEmpty();
    attachment.pdf("cc33", room.now());
    room.lookAfter(Duration.ofHours(4));
    room.lookAfter(Duration.ofHours(4));
    assertThat(room.headlines()).containsExactly("Attachment 1 available");
  }

  @Test
  void aMainDocumentThatBecomesTheFirstAttachmentIsNoNews() {
    var main = court.row(61).main().pdf("aa11", room.now().plusSeconds(60));
    main.with("pacer_doc_id", "04511111111");
    court.row(61).modified = room.now().plusSeconds(60);
    room.look();
    main.with("document_type", 2).with("attachment_number", 1);
    main.modified = room.now().plusSeconds(60);
    court.row(61).modified = main.modified;
    room.lookAfter(Duration.ofHours(6));
    room.lookAfter(Duration.ofDays(1));
    assertThat(room.headlines()).containsExactly("Document available");
  }

  @Test
  void modifiedOnIsAnEditAndShowsBoth() {
    court
        .row(61)
        .text(
            "JOINT STATUS REPORT by CENTRO. Modified on 3/6/2026 to correct the filer (zz).",
            room.now());
    room.look();
    room.look();
    assertThat(room.headlines()).containsExactly("Text edited");
    assertThat(room.findings().getFirst().before()).doesNotContain("Modified on");
    assertThat(room.findings().getFirst().after()).contains("Modified on 3/6/2026");
  }

  @Test
  void dateModifiedOfTheWholeDocketWhiteSpaceEntitiesAndEnteredAreNoNews() {
    court.rows.values().forEach(row -> row.modified = room.now().plusSeconds(5));
    court.row(61).text = "JOINT  STATUS&nbsp;REPORT by CENTRO (Entered: 03/05/2026)";
    Result result = room.look();
    assertThat(result.outcome()).isEqualTo(Outcome.UNCHANGED);
    room.look();
    assertThat(room.alerts()).isEmpty();
  }

  @Test
  void aRenamedCaseChangesEveryIdOfTheFeedAndIsOneAlert() {
    court.docket.put("case_name", "Centro de Trabajadores Unidos v. O'Malley");
    room.look();
    room.lookAfter(Duration.ofDays(1));
    room.look();
    assertThat(room.headlines()).containsExactly("Case renamed");
    assertThat(room.findings().getFirst().before()).contains("Bessent");
    assertThat(room.findings().getFirst().after()).contains("O'Malley");
  }

  @Test
  void aCachedFeedOlderThanTheApisTruthChangesNothing() {
    var row = court.stub(100, null, "2026-03-05", "Order on Motion to Lift Stay", room.now());
    court.cacheFeed();
    room.look();
    row.text(LIFTED, room.now());
    room.lookAfter(Duration.ofHours(6));
    assertThat(room.headlines()).containsExactly("New entry", "Stay lifted");
    // another state of the cache, with the stub still
    court.cachedFeed = court.cachedFeed + "\n";
    room.lookAfter(Duration.ofMinutes(2));
    court.cachedFeed = court.cachedFeed + "\n";
    court.answer("/api/.*", 503, "text/html", "<html>down</html>");
    room.lookAfter(Duration.ofMinutes(10));
    assertThat(room.headlines()).hasSize(2);
  }

  @Test
  void aMinuteOrderListedUnderTwoDatesIsOneEntry() {
    var stub = court.stub(444537793, null, "2026-03-05", "USCA Case Number", room.now());
    room.look();
    court.entry(
        465874909,
        null,
        "2026-03-04",
        "USCA Case Number 25-5410 for 98 Notice of Appeal to DC Circuit Court, filed by CENTRO. (mg)",
        room.now());
    for (int i = 0; i < 4; i++) {
      room.look();
    }
    room.lookAfter(Duration.ofDays(1));
    assertThat(room.headlines()).containsExactly("New entry", "Full text now available");
    assertThat(room.findings()).extracting(Finding::key).containsOnly("minute-entry-444537793");
    // CourtListener merges the two: the first row goes, and nothing is withdrawn
    court.rows.remove(stub.id);
    room.lookAfter(Duration.ofDays(1));
    room.look();
    room.look();
    assertThat(room.headlines()).hasSize(2);
    // and what becomes of the other is still the entry's own history
    court
        .row(465874909)
        .text(
            "USCA Case Number 25-5411 for 98 Notice of Appeal to DC Circuit Court, filed by CENTRO. (mg)"
                + " Modified on 3/9/2026.",
            room.now());
    room.look();
    assertThat(room.headlines()).hasSize(3).last().isEqualTo("Text edited");
  }

  @Test
  void twoEntriesUnderOneNumberAreToldOnceEachAndNoneIsTakenForWithdrawn() {
    court.entry(100, 62, "2026-03-05", LIFTED, room.now());
    room.look();
    String notice = "NOTICE of Appearance by Maria Alvarez on behalf of CENTRO";
    court.entry(101, 62, "2026-03-05", notice, room.now());
    room.look();
    for (int day = 0; day < 3; day++) {
      room.lookAfter(Duration.ofDays(1));
    }
    assertThat(room.findings()).extracting(Finding::key).containsExactly("entry-62", "entry-62-2");
    assertThat(room.findings().get(1).link()).endsWith("#entry-62");
    assertThat(room.findings().get(1).quote()).contains("Maria Alvarez");

    court.row(101).text(notice + " (Modified on 3/6/2026)", room.now());
    court.row(100).main().pdf("aa11", room.now());
    room.lookAfter(Duration.ofHours(4));
    assertThat(room.findings().subList(2, room.findings().size()))
        .extracting(Finding::key)
        .containsExactlyInAnyOrder("entry-62", "entry-62-2");
  }

  @Test
  void twoRowsOfOneEntryThatSayTheSameAreToldOnce() {
    court.entry(100, 62, "2026-03-05", LIFTED, room.now());
    court.entry(101, 62, "2026-03-05", LIFTED + " Modified.", room.now());
    room.look();
    room.lookAfter(Duration.ofDays(1));
    room.lookAfter(Duration.ofDays(1));
    assertThat(room.headlines()).containsExactly("Stay lifted");
  }

  @Test
  void aNumberThatIsTheDocumentsIdAndTheTrueOneAreOneEntry() {
    var byId = court.stub(200, 1208765432L, "2026-03-05", "Order", room.now());
    byId.main().with("document_number", "1208765432");
    room.look();
    court.rows.remove(200L);
    court
        .entry(201, 12, "2026-03-05", "ORDER filed denying the motion to expedite.", room.now())
        .main()
        .with("pacer_doc_id", "01218765432");
    room.look();
    room.lookAfter(Duration.ofDays(1));
    room.lookAfter(Duration.ofMinutes(20));
    assertThat(room.findings()).extracting(Finding::key).containsOnly("entry-1208765432");
    assertThat(room.headlines()).containsExactly("New entry", "Full text now available");
  }

  @Test
  void aRowThatCommitsLateWithAnOlderTimeIsFoundByTheDaysList() {
    court.cacheFeed();
    court.entry(90, 59, "2026-03-03", "ORDER setting hearing", room.now().plusSeconds(60))
            .modified =
        BEFORE;
    room.look();
    assertThat(room.alerts()).isEmpty();
    room.lookAfter(Duration.ofDays(1));
    assertThat(room.findings()).extracting(Finding::key).containsExactly("entry-59");
  }

  @Test
  void aWithdrawnEntryIsToldOnceAfterASecondLook() {
    court.entry(62, 62, "2026-03-05", "NOTICE by CENTRO", room.now());
    room.look();
    court.rows.remove(61L);
    Result first = room.look();
    assertThat(first.alert()).isEmpty();
    room.look();
    room.look();
    room.lookAfter(Duration.ofDays(1));
    assertThat(room.headlines()).containsExactly("New entry", "No longer listed");
    assertThat(room.findings().get(1).key()).isEqualTo("entry-61");
  }

  @Test
  void anOldEntryThatIsGoneIsFoundByTheDaysListAndNotByAnErrorPage() {
    for (int i = 1; i <= 40; i++) {
      court.entry(1000 + i, 100 + i, "2026-03-05", "NOTICE " + i + " by CENTRO", room.now());
    }
    room.look();
    room.lookAfter(Duration.ofDays(1));
    room.look();
    room.look();
    court.rows.remove(60L);
    court.answer("/api/rest/v4/docket-entries/60/.*", 502, "text/html", "<html>bad</html>");
    for (int i = 0; i < 6; i++) {
      room.lookAfter(Duration.ofHours(6));
    }
    assertThat(room.headlines()).doesNotContain("No longer listed");
    court.recover();
    for (int i = 0; i < 5; i++) {
      room.lookAfter(Duration.ofHours(1));
    }
    assertThat(room.headlines()).containsOnlyOnce("No longer listed");
  }

  @Test
  void aTerminatedCaseAReassignedJudgeAndAChangedNumberAreToldOnceEach() {
    court.docket.put("date_terminated", "2026-03-06");
    room.lookAfter(Duration.ofDays(1));
    court.docket.put("assigned_to_str", "Colleen Kollar-Kotelly");
    room.lookAfter(Duration.ofDays(1));
    court.docket.put("docket_number", "1:25-cv-00677-CKK");
    room.lookAfter(Duration.ofDays(1));
    court.docket.put("docket_number", "1:25-cv-00678");
    room.lookAfter(Duration.ofDays(1));
    assertThat(room.headlines())
        .containsExactly("Case terminated", "Judge reassigned", "Docket number changed");
    assertThat(room.findings().getFirst().events()).containsExactly(Event.CASE_CLOSED);
    assertThat(room.findings().get(1).events()).containsExactly(Event.JUDGE_REASSIGNED);
  }

  @Test
  void nullsWhereTheDocketsFieldsStoodAreNoNewsAndAReopeningIsConfirmedFirst() {
    court.docket.put("date_terminated", "2026-03-06");
    room.lookAfter(Duration.ofDays(1));
    court.docket.put("date_terminated", null);
    court.docket.put("assigned_to_str", null);
    court.docket.put("case_name", "CENTRO DE TRABAJADORES UNIDOS v. BESSENT");
    room.lookAfter(Duration.ofDays(1));
    assertThat(room.headlines()).containsExactly("Case terminated");
    room.look();
    assertThat(room.headlines()).containsExactly("Case terminated", "Case reopened");
    assertThat(room.findings().get(1).events()).containsExactly(Event.CASE_REOPENED);
  }

  @Test
  void aLastFilingLaterThanTheNewestEntryIsABlindSpotAndNoAlert() {
    court.docket.put("date_last_filing", "2026-03-09");
    Result result = room.lookAfter(Duration.ofDays(1));
    assertThat(result.outcome().looked()).isTrue();
    assertThat(result.trouble()).contains("2026-03-09").contains("2026-03-04");
    court.cacheFeed();
    assertThat(room.look().trouble()).contains("2026-03-09");
    room.crier.concerns.lookAfterSilence();
    room.crier.concerns.lookAfterSilence();
    assertThat(room.crier.notices.open()).containsExactly("beside docket");
    assertThat(room.alerts()).isEmpty();
    court.cachedFeed = null;
    court.entry(99, 62, "2026-03-09", "NOTICE by CENTRO", room.now());
    assertThat(room.look().trouble()).isNull();
    room.crier.concerns.lookAfterSilence();
    assertThat(room.crier.notices.open()).isEmpty();
  }

  @Test
  void aBackfillOfOldEntriesStandsBesideTheNewOneAndIsNoNews() {
    for (int i = 1; i <= 40; i++) {
      court.entry(2000 + i, i, "2025-04-01", "NOTICE " + i + " by CENTRO", room.now());
    }
    court.entry(3000, null, "2026-03-05", LIFTED, room.now());
    room.look();
    room.look();
    assertThat(room.headlines())
        .hasSize(41)
        .startsWith("Stay lifted")
        .filteredOn(headline -> headline.startsWith("Older entry filled in: "))
        .hasSize(40);
    assertThat(room.alerts()).hasSize(1);
  }

  @Test
  void aBaselineThatTakesSeveralLooksTellsNothingOld() {
    try (Courtroom other = new Courtroom(folder, true)) {
      for (int i = 1; i <= 150; i++) {
        other.court.entry(i, i, "2025-04-01", "NOTICE " + i + " by CENTRO", BEFORE);
      }
      for (int i = 0; i < 4; i++) {
        other.look();
      }
      assertThat(other.alerts()).isEmpty();
      Listing known = known(other);
      assertThat(known.items()).hasSize(151);
      // forty old entries are re-saved, one of them with another text
      for (int i = 1; i <= 40; i++) {
        other.court.row(i).modified = other.now().plusSeconds(1);
      }
      other.court.row(7).text = "NOTICE 7 by CENTRO. Modified on 3/5/2026.";
      other.lookAfter(Duration.ofHours(6));
      other.look();
      assertThat(other.headlines()).containsExactly("Text edited");
    }
  }

  @Test
  void whatTheApiPutsOtherwiseThanTheFeedDidAtTheFirstLookIsNoEdit() {
    try (Courtroom other = new Courtroom(folder, true)) {
      other.court.entry(1, 1, "2026-03-01", "NOTICE 1 by CENTRO (Alvarez, Maria)", BEFORE);
      other.court.cachedFeed =
          other.court.feed().replace("NOTICE 1 by CENTRO (Alvarez, Maria)", "Notice (Other)");
      other.court.answer("/api/.*", 503, "text/html", "<html>down</html>");
      other.look();
      other.court.recover();
      other.lookAfter(Duration.ofHours(2));
      other.look();
      assertThat(other.alerts()).isEmpty();
      other.court.row(1).text("NOTICE 1 by CENTRO. Modified on 3/6/2026.", other.now());
      other.lookAfter(Duration.ofHours(6));
      assertThat(other.headlines()).containsExactly("Text edited");
    }
  }

  @Test
  void nothingThatHappenedWhileNobodyLookedIsMissed() {
    for (int i = 1; i <= 70; i++) {
      court.entry(
          4000 + i,
          100 + i,
          LocalDate.of(2026, 3, 6).plusDays(i / 10).toString(),
          "NOTICE " + i + " by CENTRO",
          room.now().plus(Duration.ofHours(i)));
    }
    room.lookAfter(Duration.ofDays(8));
    room.lookAfter(Duration.ofMinutes(10));
    room.lookAfter(Duration.ofMinutes(10));
    Listing known = known(room);
    assertThat(known.items().stream().filter(item -> item.key().startsWith("entry-"))).hasSize(72);
    assertThat(room.alerts()).isNotEmpty();
  }

  @Test
  void holesInTheNumbersAreKnown() {
    court.entry(62, 63, "2026-03-05", "NOTICE by CENTRO", room.now());
    court.entry(66, 66, "2026-03-05", "NOTICE by CENTRO", room.now());
    room.look();
    Listing known = known(room);
    assertThat(crier.model.Gaps.of(known)).hasToString("62, 64–65");
  }

  private static Listing known(Courtroom room) {
    long snapshot =
        Objects.requireNonNull(room.crier.watches.state("docket").orElseThrow().snapshot());
    return (Listing) room.crier.history.snapshot(snapshot).orElseThrow().content();
  }
}
