package crier.app;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Event;
import crier.model.Finding;
import crier.model.Listing;
import crier.watch.Tick.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One docket as a whole, its feed and the API: what stood there before anybody looked, what comes
 * late, what is gone, and what the docket says of itself.
 */
@Tag("slow")
class DocketHistoryTest {

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
