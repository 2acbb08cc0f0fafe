package crier.watch;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Deadline;
import crier.model.DocketDate;
import crier.model.DocketDate.State;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What entries make of a docket's dates, over a real database; what each leads to is given. */
class DeadlinesTest {

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
  void aReportInTimeEndsItWithoutAWord() {
    room.baseline();
    room.entry(
        12, "2026-09-18", DatedDocket.ORDER, DatedDocket.due("joint status report", "2026-10-02"));
    room.look();
    room.to("2026-10-02T20:00:00Z");
    room.entry(13, "2026-10-02", "Joint STATUS REPORT by UNITED STATES OF AMERICA. (Doe, Jane)");
    assertThat(room.look().orElseThrow().subject()).startsWith("Status report filed:");
    room.to("2026-10-05T14:00:00Z");
    room.look();
    assertThat(room.reckoning.run()).isZero();
    assertThat(room.dates().getFirst().endedBy())
        .extracting(DocketDate.Entry::key)
        .isEqualTo("entry-13");
  }

  @Test
  void whatAsksForMoreTimeAnswersNothing() {
    room.baseline();
    room.entry(
        12, "2026-09-18", DatedDocket.ORDER, DatedDocket.due("joint status report", "2026-10-02"));
    room.look();
    room.to("2026-10-01T20:00:00Z");
    room.entry(13, "2026-10-01", "Joint MOTION for Extension of Time to File Joint Status Report");
    room.look();
    assertThat(room.dates()).extracting(DocketDate::state).containsExactly(State.OPEN);
  }

  @Test
  void aDeadlineMovedTwiceIsOneDeadlineAndIsAskedAboutOnItsLastDay() {
    room.baseline();
    room.entry(
        12, "2026-09-18", DatedDocket.ORDER, DatedDocket.due("joint status report", "2026-10-02"));
    room.look();
    String uid = room.dates().getFirst().uid();
    room.to("2026-09-28T20:00:00Z");
    room.entry(
        13,
        "2026-09-28",
        "MINUTE ORDER: extended to October 9.",
        DatedDocket.moved("status report", "2026-10-09", "2026-10-02"));
    room.look();
    room.to("2026-10-08T20:00:00Z");
    room.entry(
        14,
        "2026-10-08",
        "MINUTE ORDER: further extended to October 16.",
        DatedDocket.moved("status report", "2026-10-16", null));
    room.look();

    assertThat(room.dates()).hasSize(1);
    DocketDate date = room.dates().getFirst();
    assertThat(date.uid()).isEqualTo(uid);
    assertThat(date.day()).isEqualTo(LocalDate.parse("2026-10-16"));
    assertThat(date.before()).isEqualTo("2026-10-09");
    assertThat(date.sequence()).isEqualTo(2);
    room.to("2026-10-13T14:00:00Z");
    room.look();
    assertThat(room.reckoning.run()).isZero();
    room.to("2026-10-19T13:05:00Z");
    room.look();
    assertThat(room.reckoning.run()).isEqualTo(1);
    assertThat(room.newest().subject())
        .startsWith("Joint status report due October 16: none seen by October 19");
  }

  @Test
  void oldEntriesFillTheTableAndTellNobody() {
    room.entry(
        1,
        "2026-01-05",
        "ORDER: status report due January 20.",
        DatedDocket.due("status report", "2026-01-20"));
    room.entry(
        2, "2026-09-01", DatedDocket.ORDER, DatedDocket.due("joint status report", "2026-10-02"));
    assertThat(room.look()).isEmpty();
    assertThat(room.dates()).extracting(DocketDate::state).containsExactly(State.OPEN);
    assertThat(room.reckoning.run()).isZero();
    assertThat(room.deadlines.since(LocalDate.EPOCH))
        .extracting(DocketDate::state)
        .containsExactly(State.PAST, State.OPEN);
  }

  @Test
  void whatAnInstallationKnewBeforeItReadDatesIsReadAtItsNextLook() {
    room.entry(2, "2026-09-01", DatedDocket.ORDER);
    room.unread = true;
    room.restart();
    room.look();
    assertThat(room.dates()).isEmpty();
    room.unread = false;
    room.restart();
    room.leads.put(
        DatedDocket.ORDER, DatedDocket.set(DatedDocket.due("joint status report", "2026-10-02")));
    room.to("2026-09-19T20:00:00Z");
    assertThat(room.look()).isEmpty();
    assertThat(room.dates()).extracting(DocketDate::state).containsExactly(State.OPEN);
  }

  @Test
  void whatIsVacatedOrEndsWithTheCaseIsNotAskedAbout() {
    room.baseline();
    room.entry(
        12, "2026-09-18", DatedDocket.ORDER, DatedDocket.due("joint status report", "2026-10-02"));
    room.entry(
        13,
        "2026-09-18",
        "ORDER setting hearing.",
        DatedDocket.hearing("motion hearing", "2026-10-05T10:00"));
    room.look();
    room.to("2026-09-20T20:00:00Z");
    room.entry(
        14,
        "2026-09-20",
        "ORDER: the hearing of October 5 is VACATED.",
        new Deadline(
            Deadline.Kind.HEARING,
            "hearing",
            "",
            "2026-10-05",
            null,
            null,
            Deadline.Status.VACATED,
            "the hearing of October 5 is VACATED",
            null,
            null,
            false));
    room.look();
    room.to("2026-09-25T20:00:00Z");
    room.entry(
        15,
        "2026-09-25",
        "ORDER. It is hereby ORDERED that this case is DISMISSED without prejudice.");
    room.look();
    assertThat(room.deadlines.since(LocalDate.parse("2026-09-01")))
        .extracting(DocketDate::state)
        .containsExactly(State.VACATED, State.VACATED);
    room.to("2026-10-07T20:00:00Z");
    room.look();
    assertThat(room.reckoning.run()).isZero();
  }

  @Test
  void whatWaitsForAnEventIsCountedFromIt() {
    room.baseline();
    String text =
        "ORDERED that the parties file a status report within seven days after the mandate issues.";
    room.entry(
        12,
        "2026-09-18",
        text,
        new Deadline(
            Deadline.Kind.DUE,
            "status report",
            "",
            null,
            new Deadline.Period(7, "days", "the mandate issues", false, false),
            "the mandate issues",
            Deadline.Status.SET,
            text,
            null,
            null,
            false));
    room.look();
    assertThat(room.dates()).extracting(DocketDate::state).containsExactly(State.WAITING);
    room.to("2026-10-06T15:00:00Z");
    room.entry(
        13, "2026-10-05", "MANDATE of USCA as to 9 Notice of Appeal; USCA Case Number 26-5006.");
    room.look();
    assertThat(room.dates()).extracting(DocketDate::state).containsExactly(State.OPEN);
    assertThat(room.dates().getFirst().day()).isEqualTo(LocalDate.parse("2026-10-13"));
    assertThat(room.dates().getFirst().isComputed()).isTrue();
  }

  @Test
  void entriesThatAreReadAgainChangeNothing() {
    room.baseline();
    room.entry(
        12,
        "2026-09-18",
        DatedDocket.ORDER,
        DatedDocket.due("joint status report", "2026-10-02"),
        DatedDocket.due("joint status report", "2027-01-04"));
    room.look();
    room.to("2026-09-28T20:00:00Z");
    room.entry(
        13,
        "2026-09-28",
        "MINUTE ORDER: extended to October 9.",
        DatedDocket.moved("status report", "2026-10-09", "2026-10-02"));
    room.look();
    room.to("2026-10-08T20:00:00Z");
    room.entry(14, "2026-10-08", "Joint STATUS REPORT by UNITED STATES OF AMERICA. (Doe, Jane)");
    room.look();
    List<DocketDate> before = room.deadlines.since(LocalDate.EPOCH);
    assertThat(before).extracting(DocketDate::state).containsExactly(State.MET, State.OPEN);
    for (int i = 0; i < room.docket.size(); i++) {
      room.docket.set(i, room.docket.get(i).with("pdf", "https://storage.example/" + i + ".pdf"));
    }
    room.to("2026-10-09T20:00:00Z");
    room.look();
    assertThat(room.deadlines.since(LocalDate.EPOCH)).isEqualTo(before);
  }
}
