package crier.app;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Alert;
import crier.model.DocketDate;
import crier.model.DocketDate.State;
import crier.model.Event;
import crier.rules.docket.ConsequenceReader;
import crier.store.Alerts;
import crier.store.Database;
import crier.testing.SetClock;
import crier.watch.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as the decision that a case waits for, and what is due after it; by real entries. */
class AwaitedDatesTest {

  private static final String STAY =
      "MINUTE ORDER. This case is STAYED pending the D.C. Circuit's decision in Center for Taxpayer"
          + " Rights v. IRS, No. 26-5006. The parties shall file a joint status report within 14"
          + " days of that decision.";
  private static final String OPINION =
      "OPINION filed [2100001] (Pages: 40) for the Court by Judge Rao [26-5006]";

  private static final String WATCHES =
      """
      - { id: waiting, name: Centro v. Bessent, story: s, source: { type: courtlistener-docket, docket: 1, court: dcd, docket-number: "1:25-cv-00677" } }
      - { id: appeal, name: Center for Taxpayer Rights v. IRS, story: s, source: { type: courtlistener-docket, docket: 2, court: cadc, docket-number: "26-5006" } }
      - { id: sibling, name: Alder v. Baker, story: s, source: { type: courtlistener-docket, docket: 3, court: cand, docket-number: "3:25-cv-01766" } }
      """;

  @TempDir private Path folder;
  private final SetClock clock = new SetClock("2026-03-05T18:00:00Z");
  private final Dockets court = new Dockets();

  @SuppressWarnings("NullAway.Init") // each test opens its own
  private Crier crier;

  @BeforeEach
  void open() {
    court.file(1, 1, "2025-03-07", "COMPLAINT against All Defendants.");
    court.file(2, 1, "2026-01-05", "US CIVIL CASE docketed. [26-5006]");
    court.file(3, 1, "2025-02-01", "COMPLAINT against All Defendants.");
    var settings = court.settings("jdbc:h2:file:" + folder.resolve("crier"), WATCHES);
    crier =
        new Crier(
            settings,
            Database.open(settings.database()),
            clock,
            "here",
            new Crier.Observers(
                _ -> {}, (_, _, _) -> {}, Stage.Observer.NONE, new ConsequenceReader()::read));
    crier.takeOver();
    look("waiting", "appeal", "sibling");
  }

  @AfterEach
  void close() {
    crier.close();
    court.close();
  }

  private void look(String... watches) {
    clock.advance(Duration.ofHours(1));
    for (String watch : watches) {
      assertThat(crier.rounds.checkNow(List.of(watch)).getFirst().outcome().looked()).isTrue();
    }
    crier.lookAfterDockets();
  }

  private List<Alert> told() {
    return crier.alerts.newest(Alerts.Wanted.ALL, 99).stream()
        .filter(alert -> alert.subject().startsWith("What the "))
        .toList();
  }

  private DocketDate report() {
    List<DocketDate> dates = crier.history.deadlines().since(LocalDate.parse("2026-01-01"));
    assertThat(dates).hasSize(1);
    return dates.getFirst();
  }

  @Test
  void whatIsDueAfterTheDecisionIsCountedFromItAndWaitsAgainAfterARehearing() {
    court.file(1, 61, "2026-03-05", STAY);
    look("waiting");
    assertThat(report().state()).isEqualTo(State.WAITING);
    String uid = report().uid();

    court.file(2, 40, "2026-06-05", OPINION);
    clock.set(java.time.Instant.parse("2026-06-05T20:00:00Z"));
    look("appeal");
    assertThat(report().state()).isEqualTo(State.OPEN);
    assertThat(report().isComputed()).isTrue();
    assertThat(report().day())
        .as("fourteen days on is Juneteenth, a Friday")
        .isEqualTo(LocalDate.parse("2026-06-22"));

    court.file(
        2,
        41,
        "2026-06-12",
        "PER CURIAM ORDER, En Banc, filed granting petition for rehearing en banc; the judgment"
            + " filed June 5, 2026 is vacated [26-5006]");
    look("appeal");
    assertThat(report().state()).isEqualTo(State.WAITING);
    assertThat(report().day()).isNull();

    court.file(2, 60, "2027-01-11", OPINION);
    clock.set(java.time.Instant.parse("2027-01-11T20:00:00Z"));
    look("appeal");
    assertThat(report().day()).isEqualTo(LocalDate.parse("2027-01-25"));
    assertThat(report().uid()).isEqualTo(uid);
  }

  @Test
  void theAlertSaysWhatBothEntriesSayAndThatNothingIsStayedAnew() {
    court.file(1, 61, "2026-03-05", STAY);
    look("waiting");
    court.file(2, 40, "2026-06-05", OPINION);
    look("appeal");
    assertThat(told())
        .singleElement()
        .satisfies(alert -> {
          assertThat(alert.events())
              .contains(Event.OPINION_ISSUED)
              .doesNotContain(Event.STAY_ENTERED);
          assertThat(alert.findings()).hasSize(2);
        });
  }

  @Test
  void aRulingOnAnotherMotionIsNotTheOneThatIsWaitedFor() {
    court.file(
        1,
        61,
        "2026-03-05",
        "MINUTE ORDER. This case is STAYED until the Northern District of California rules on the"
            + " motion for class certification in Alder v. Baker, No. 3:25-cv-01766 (N.D. Cal.).");
    look("waiting");
    court.file(
        3,
        30,
        "2026-04-01",
        "ORDER granting 22 Motion for Leave to File a certification of service by Baker.");
    court.file(
        3,
        31,
        "2026-04-02",
        "ORDER denying 25 Motion for Preliminary Injunction against the class.");
    look("sibling");
    assertThat(told()).isEmpty();
    court.file(3, 32, "2026-04-20", "ORDER granting 27 Motion for Class Certification.");
    look("sibling");
    assertThat(told())
        .singleElement()
        .satisfies(alert ->
            assertThat(alert.findings().getFirst().quote()).contains("Class Certification"));
  }

  @Test
  void theEnBancCourtsDecisionIsADecision() {
    court.file(
        1,
        61,
        "2026-03-05",
        "MINUTE ORDER. This case is STAYED pending the decision of the en banc D.C. Circuit in"
            + " Center for Taxpayer Rights v. IRS, No. 26-5006.");
    look("waiting");
    court.file(2, 40, "2026-06-05", OPINION);
    look("appeal");
    assertThat(told()).hasSize(1);
  }

  @Test
  void aNumberWithoutItsCourtIsThatCaseOnlyWhereTheNameAgrees() {
    court.file(
        1,
        61,
        "2026-03-05",
        "ORDER. This case is STAYED pending a decision in Birch v. Ortiz, No. 3:25-cv-01766.");
    look("waiting");
    court.file(
        3, 31, "2026-04-02", "ORDER AND JUDGMENT. The case is DISMISSED with prejudice as moot.");
    look("sibling");
    assertThat(told()).isEmpty();
  }
}
