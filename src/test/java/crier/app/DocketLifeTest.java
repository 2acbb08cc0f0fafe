package crier.app;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Alert;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Outcome;
import crier.watch.Tick.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One docket, its feed and the API: what becomes of an entry is told once, and noise never. */
@Tag("slow")
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
}
