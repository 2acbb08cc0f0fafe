package crier.watch;

import static org.assertj.core.api.Assertions.assertThat;

import crier.fetch.Fetched;
import crier.model.Alert;
import crier.model.DocketDate;
import crier.model.DocketDate.State;
import crier.model.Finding;
import crier.model.Significance;
import crier.store.Alerts;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of dates that pass, over a real database: once, and corrected when it was wrong. */
class NoneSeenTest {

  @TempDir private Path folder;
  private DatedDocket room;

  @BeforeEach
  void open() {
    room = new DatedDocket(folder);
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void aReportFiledLateIsToldAsNotSeenOnceAndCorrectedOnce() {
    room.baseline();
    room.entry(
        12, "2026-09-18", DatedDocket.ORDER, DatedDocket.due("joint status report", "2026-10-02"));
    assertThat(room.look().orElseThrow().subject()).startsWith("Status report ordered");
    assertThat(room.dates()).extracting(DocketDate::state).containsExactly(State.OPEN);

    room.to("2026-10-03T12:50:00Z"); // a Saturday: nobody is expected to file, nobody is asked
    room.look();
    assertThat(room.reckoning.run()).isZero();
    room.to("2026-10-05T12:50:00Z");
    room.look();
    assertThat(room.reckoning.run()).as("before nine").isZero();
    room.to("2026-10-05T13:00:20Z");
    assertThat(room.reckoning.run()).isEqualTo(1);
    assertThat(room.reckoning.run()).isZero();
    room.restart();
    assertThat(room.reckoning.run()).as("after a restart").isZero();

    Alert told = room.newest();
    assertThat(told.subject())
        .startsWith(
            "Joint status report due October 2: none seen by October 5, 9 AM Eastern (last look"
                + " 8:50 AM; CourtListener can lag)");
    assertThat(told.findings().getFirst().quote()).isEqualTo(DatedDocket.ORDER);
    assertThat(told.significance()).isEqualTo(Significance.NOTABLE);
    assertThat(room.alerts.about("ctu", "entry-12")).hasSize(2).last().isEqualTo(told.id());

    room.to("2026-10-06T15:00:00Z");
    room.entry(13, "2026-10-05", "Joint STATUS REPORT by UNITED STATES OF AMERICA. (Doe, Jane)");
    assertThat(room.look().orElseThrow().subject()).startsWith("Status report filed");
    Alert corrected = room.newest();
    assertThat(corrected.subject())
        .startsWith("Joint status report due October 2: seen October 6: Centro v. Bessent");
    assertThat(corrected.findings().getFirst().quote()).startsWith("Joint STATUS REPORT");
    assertThat(room.alerts.about("ctu", "entry-12")).hasSize(3).last().isEqualTo(corrected.id());
    room.to("2026-10-07T15:00:00Z");
    assertThat(room.look()).isEmpty();
    assertThat(room.reckoning.run()).isZero();
    assertThat(room.dates()).extracting(DocketDate::state).containsExactly(State.MET);
  }

  @Test
  void anExtensionDocketedAfterTheDayIsCorrectedAndTheNewDayIsAskedAbout() {
    room.baseline();
    room.entry(
        12, "2026-09-18", DatedDocket.ORDER, DatedDocket.due("joint status report", "2026-10-02"));
    room.look();
    room.to("2026-10-05T13:30:00Z");
    room.look();
    assertThat(room.reckoning.run()).isEqualTo(1);
    room.to("2026-10-06T15:00:00Z");
    room.entry(
        13,
        "2026-10-01",
        "MINUTE ORDER: extended to October 9.",
        DatedDocket.moved("status report", "2026-10-09", "2026-10-02"));
    room.look();
    assertThat(room.newest().findings().getFirst().headline())
        .isEqualTo(
            "Joint status report due October 2: now due October 9, by an entry seen October 6");
    room.to("2026-10-13T15:00:00Z"); // the 12th is Columbus Day
    room.look();
    assertThat(room.reckoning.run()).isEqualTo(1);
  }

  @Test
  void aDeadlineOnAHolidayStaysOnItAndIsAskedAboutAfterTheNextWorkingDay() {
    room.baseline();
    room.entry(
        12,
        "2026-09-18",
        "ORDER: brief due by December 25, 2026.",
        DatedDocket.due("opening brief", "2026-12-25"));
    room.look();
    assertThat(room.dates().getFirst().day()).isEqualTo(LocalDate.parse("2026-12-25"));
    room.to("2026-12-28T15:00:00Z"); // who takes Christmas for moved files on this Monday
    room.look();
    assertThat(room.reckoning.run()).isZero();
    room.to("2026-12-29T14:00:30Z");
    room.look();
    assertThat(room.reckoning.run()).isEqualTo(1);
    assertThat(room.newest().subject())
        .startsWith("Opening brief due December 25: none seen by December 29, 9 AM Eastern");
  }

  @Test
  void whereNobodyCouldLookThatIsSaidInsteadAndNothingElse() {
    room.baseline();
    room.entry(
        12, "2026-09-18", DatedDocket.ORDER, DatedDocket.due("joint status report", "2026-10-02"));
    room.look();
    room.to("2026-10-02T20:00:00Z");
    room.look();
    room.failure = new Fetched.Failed("connection refused");
    room.to("2026-10-02T22:00:00Z");
    room.look();
    room.to("2026-10-05T13:00:10Z");
    room.look();
    assertThat(room.reckoning.run()).isEqualTo(1);
    assertThat(room.reckoning.run()).isZero();
    assertThat(room.newest().subject())
        .startsWith(
            "Joint status report due October 2: could not look since October 2, 6 PM Eastern, so"
                + " whether it came is not known");

    room.failure = null;
    room.to("2026-10-05T17:00:00Z");
    room.entry(13, "2026-10-02", "Joint STATUS REPORT by UNITED STATES OF AMERICA. (Doe, Jane)");
    room.look();
    assertThat(room.newest().findings())
        .extracting(Finding::headline)
        .containsExactly("Joint status report due October 2: seen October 5");
    assertThat(room.reckoning.run()).isZero();
  }

  @Test
  void aHearingOfWhichNothingIsSeenIsRoutineAndOneThatWasHeldIsMet() {
    room.baseline();
    room.entry(
        12,
        "2026-09-18",
        "ORDER setting a hearing.",
        DatedDocket.hearing("motion hearing", "2026-10-01T10:00"));
    room.entry(
        13,
        "2026-09-18",
        "ORDER setting a conference.",
        DatedDocket.hearing("status conference", "2026-10-08T10:00"));
    room.look();
    room.to("2026-10-01T20:00:00Z");
    room.entry(
        14,
        "2026-10-01",
        "Minute Entry for proceedings held before Judge Doe: Motion Hearing held on 10/1/2026.");
    room.look();
    room.to("2026-10-09T13:00:00Z");
    room.look();
    assertThat(room.reckoning.run()).isEqualTo(1);
    Alert told = room.newest();
    assertThat(told.subject())
        .startsWith("Status conference set for October 8, 10 AM Eastern: none seen by October 9");
    assertThat(told.significance()).isEqualTo(Significance.ROUTINE);
  }

  @Test
  void whoAsksIsRemindedTheDayBeforeOnce() {
    room.baseline();
    room.entry(
        12, "2026-09-18", DatedDocket.ORDER, DatedDocket.due("joint status report", "2026-10-02"));
    room.look();
    room.to("2026-10-01T12:59:00Z");
    assertThat(room.reckoning.run()).isZero();
    room.to("2026-10-01T13:00:00Z");
    assertThat(room.reckoning.run()).isEqualTo(1);
    assertThat(room.reckoning.run()).isZero();
    room.restart();
    assertThat(room.reckoning.run()).isZero();
    assertThat(room.alerts.newest(Alerts.Wanted.ALL, 9)).as("no alert for everybody").hasSize(1);
  }
}
