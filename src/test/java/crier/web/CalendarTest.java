package crier.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Deadline;
import crier.model.DocketDate;
import crier.model.DocketDate.State;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;

/** Calendars, byte for byte and opened by a calendar library's strict reader. */
class CalendarTest {

  private static final Instant SEEN = Instant.parse("2026-09-18T20:10:00Z");

  @Test
  void aStrictReaderFindsADueDateAsADayAndAHearingAsATime() throws Exception {
    net.fortuna.ical4j.model.Calendar read =
        opened(
            "The agreement; part 1, “ICE”",
            coming(Deadline.Kind.DUE, "joint status report", "2026-10-02"),
            coming(Deadline.Kind.HEARING, "motion hearing", "2026-12-04T10:00"));

    assertThat(read.validate().hasErrors()).as(read.validate().toString()).isFalse();
    List<VEvent> events = read.getComponents(Component.VEVENT);
    assertThat(events).hasSize(2);
    assertThat(requireNonNull(events.getFirst().getDateTimeStart()).getDate())
        .isEqualTo(LocalDate.parse("2026-10-02"));
    assertThat(requireNonNull(events.getFirst().getDateTimeEnd()).getDate())
        .as("the day after, as all-day events end")
        .isEqualTo(LocalDate.parse("2026-10-03"));
    assertThat(Instant.from(requireNonNull(events.getLast().getDateTimeStart()).getDate()))
        .as("10 AM in Washington, in winter")
        .isEqualTo(Instant.parse("2026-12-04T15:00:00Z"));
    assertThat(Instant.from(requireNonNull(events.getLast().getDateTimeEnd()).getDate()))
        .isEqualTo(Instant.parse("2026-12-04T16:00:00Z"));
    assertThat(read.getProperty("NAME").orElseThrow().getValue())
        .isEqualTo("The agreement; part 1, “ICE”");
    assertThat(requireNonNull(events.getFirst().getDescription()).getValue())
        .contains("by 11:59 PM Eastern Time", "“The parties shall file, on or before");
  }

  @Test
  void aDateThatIsMovedIsTheSameEventWithAHigherSequence() throws Exception {
    Coming due = coming(Deadline.Kind.DUE, "joint status report", "2026-10-02");
    DocketDate moved =
        due.date()
            .moved(
                coming(Deadline.Kind.DUE, "joint status report", "2026-10-09").date().deadline(),
                due.date().setBy(),
                SEEN.plusSeconds(60));
    VEvent before = event(opened("a", due));
    VEvent after = event(opened("a", new Coming(moved, "A v. B", null)));
    assertThat(after.getUid()).isEqualTo(before.getUid()).isPresent();
    assertThat(requireNonNull(before.getSequence()).getSequenceNo()).isZero();
    assertThat(requireNonNull(after.getSequence()).getSequenceNo()).isEqualTo(1);
    assertThat(requireNonNull(after.getDateTimeStart()).getDate())
        .isEqualTo(LocalDate.parse("2026-10-09"));
    assertThat(requireNonNull(after.getLastModified()).getDate()).isEqualTo(SEEN.plusSeconds(60));
  }

  private static net.fortuna.ical4j.model.Calendar opened(String name, Coming... dates)
      throws Exception {
    return new CalendarBuilder().build(new StringReader(Calendar.write(name, List.of(dates))));
  }

  private static VEvent event(net.fortuna.ical4j.model.Calendar calendar) {
    return calendar.<VEvent>getComponents(Component.VEVENT).getFirst();
  }

  @Test
  void theSameDatesAreTheSameBytesAndOneThatIsVacatedIsCancelled() {
    Coming due = coming(Deadline.Kind.DUE, "joint status report", "2026-10-02");
    assertThat(Calendar.write("a", List.of(due))).isEqualTo(Calendar.write("a", List.of(due)));

    Coming gone =
        new Coming(
            due.date().ended(State.VACATED, due.date().setBy(), SEEN.plusSeconds(60)),
            "A v. B",
            null);
    assertThat(Calendar.write("a", List.of(gone)))
        .contains(
            "UID:" + due.date().uid() + "\r\n",
            "STATUS:CANCELLED\r\n",
            "SEQUENCE:1\r\n",
            "SUMMARY:CANCELLED: ",
            "DTSTAMP:20260918T201100Z\r\n");
  }

  @Test
  void linesEndAndFoldAtOctetsNeverInsideALetter() {
    String name = "Ω".repeat(100) + "𝄞".repeat(50);
    String text = Calendar.write(name, List.of());
    assertThat(text.replace("\r\n", "")).doesNotContain("\n", "\r");
    for (String line : text.split("\r\n", -1)) {
      assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
      assertThat(line).doesNotContain("\uFFFD");
    }
    assertThat(text.replace("\r\n ", "")).contains("NAME:" + name + "\r\n");
  }

  @Test
  void textIsEscaped() {
    assertThat(Calendar.escaped("a\\b;c,d\ne\r\nf\u0007")).isEqualTo("a\\\\b\\;c\\,d\\ne\\nf");
  }

  private static Coming coming(Deadline.Kind kind, String what, String day) {
    DocketDate.Entry entry =
        new DocketDate.Entry(
            "ctu",
            "entry-12",
            "12",
            "MINUTE ORDER",
            "https://www.courtlistener.com/docket/1/12/",
            LocalDate.parse("2026-09-18"),
            "The parties shall file, on or before October 2; a report.");
    Deadline deadline =
        new Deadline(
            kind, what, "", day, null, null, Deadline.Status.SET, entry.quote(), null, null, false);
    DocketDate date =
        DocketDate.read(
            DocketDate.uid("dcd 1:25-cv-00677", entry, deadline, 0),
            new DocketDate.Owner("ctu", "A v. B", null),
            deadline,
            entry,
            "dcd",
            ZoneId.of("America/New_York"),
            SEEN);
    return new Coming(date, "A v. B, 1:25-cv-00677", null);
  }
}
