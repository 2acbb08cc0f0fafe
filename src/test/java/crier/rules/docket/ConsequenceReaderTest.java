package crier.rules.docket;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Consequences;
import crier.model.Deadline;
import crier.model.Deadline.Kind;
import crier.model.Deadline.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsequenceReaderTest {

  private static final ConsequenceReader READER = new ConsequenceReader();
  private static final LocalDate FILED = LocalDate.of(2026, 9, 18);
  private static final int CELLS = 7;

  /** An entry of our own and what it leads to, as {@code entries.txt} has it. */
  record Labelled(
      String court,
      String number,
      LocalDate filed,
      String deadlines,
      String waits,
      String relatives,
      String text) {

    @Override
    public String toString() {
      return court + " " + text.substring(0, Math.min(60, text.length()));
    }
  }

  static Stream<Labelled> entries() {
    try (InputStream in =
        ConsequenceReaderTest.class.getResourceAsStream("consequence/entries.txt")) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return all.lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> line.split(" \\| ", CELLS))
          .map(
              c -> new Labelled(c[0], c[1], LocalDate.parse(c[2]), c[3], c[4], c[5], c[6].strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("entries")
  void anEntryLeadsToJustThis(Labelled entry) {
    Consequences read = READER.read(entry.text, entry.court, entry.number, entry.filed);
    assertThat(read.deadlines().stream().map(ConsequenceReaderTest::said))
        .containsExactlyInAnyOrderElementsOf(cell(entry.deadlines));
    assertThat(said(read.waitsFor())).isEqualTo(entry.waits.strip());
    assertThat(
            read.relatives().stream()
                .map(r ->
                    word(r.kind())
                        + " "
                        + (r.court().isEmpty() ? "-" : r.court())
                        + " "
                        + r.docketNumber()))
        .containsExactlyInAnyOrderElementsOf(cell(entry.relatives));
    verbatim(entry.text, read);
  }

  private static List<String> cell(String cell) {
    return cell.strip().equals("-") ? List.of() : List.of(cell.strip().split("; ", -1));
  }

  private static String said(Deadline deadline) {
    Deadline.Period period = deadline.period();
    String when =
        period == null
            ? deadline.date() == null ? "-" : deadline.date()
            : period.count()
                + period.unit().replace(" ", "")
                + (period.before() ? " before" : " after");
    String computed = deadline.computed() == null ? "" : " =" + deadline.computed();
    return word(deadline.kind()) + " " + when + " " + word(deadline.status()) + computed;
  }

  private static String said(Consequences.@Nullable WaitsFor wait) {
    if (wait == null) {
      return "-";
    }
    return switch (wait.scope()) {
      case SAME -> "same";
      case DATE -> "date " + wait.until();
      case OTHER ->
          ("other "
                  + (wait.court().isEmpty() ? "-" : wait.court())
                  + " "
                  + String.join(" ", wait.docketNumbers()))
              .strip();
    };
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static void verbatim(String text, Consequences read) {
    List<String> quotes = new ArrayList<>();
    read.deadlines().forEach(d -> quotes.add(d.quote()));
    read.relatives().forEach(r -> quotes.add(r.quote()));
    read.answers().forEach(a -> quotes.add(a.quote()));
    if (read.waitsFor() != null) {
      quotes.add(read.waitsFor().quote());
      quotes.addAll(read.waitsFor().docketNumbers());
    }
    assertThat(quotes).allSatisfy(quote -> assertThat(text).contains(quote));
    assertThat(quotes).noneMatch(String::isEmpty);
  }

  private static final List<String[]> DATES =
      List.of(
          new String[] {"10/5/2026", "2026-10-05"},
          new String[] {"10/05/2026", "2026-10-05"},
          new String[] {"10/5/26", "2026-10-05"},
          new String[] {"10-5-2026", "2026-10-05"},
          new String[] {"2026-10-05", "2026-10-05"},
          new String[] {"October 5, 2026", "2026-10-05"},
          new String[] {"OCTOBER 5, 2026", "2026-10-05"},
          new String[] {"October 5th, 2026", "2026-10-05"},
          new String[] {"Oct. 5, 2026", "2026-10-05"},
          new String[] {"5 October 2026", "2026-10-05"},
          new String[] {"the 5th day of October, 2026", "2026-10-05"},
          new String[] {"Monday, October 5, 2026", "2026-10-05"},
          new String[] {"Monday, October 5", "2026-10-05"},
          new String[] {"Monday, 10/5", "2026-10-05"},
          new String[] {"October 5", "2026-10-05"},
          new String[] {"January 8", "2027-01-08"},
          new String[] {"October 5, 2026 at 10:00 AM", "2026-10-05T10:00"},
          new String[] {"October 5, 2026, at 1:30 p.m.", "2026-10-05T13:30"},
          new String[] {"October 5, 2026 @ 1:30pm", "2026-10-05T13:30"},
          new String[] {"10/5/2026 09:00 AM", "2026-10-05T09:00"},
          new String[] {"10/5/2026 at 2:00", "2026-10-05T14:00"},
          new String[] {"10/5/26 at noon", "2026-10-05T12:00"},
          new String[] {"Monday, October 5, at 12pm", "2026-10-05T12:00"},
          new String[] {"5:00 p.m. on October 5, 2026", "2026-10-05T17:00"},
          new String[] {"5:00 PM EST on 10/5/2026", "2026-10-05T17:00"},
          new String[] {"noon on October 5, 2026", "2026-10-05T12:00"});

  private static final List<Object[]> ORDERS =
      List.of(
          new Object[] {
            "MINUTE ORDER: Defendants shall file an answer by %s.", Kind.DUE, Status.SET
          },
          new Object[] {
            "ORDER. The parties shall, on or before %s, submit a joint status report.",
            Kind.DUE,
            Status.SET
          },
          new Object[] {
            "ORDER: Plaintiff must respond to the motion no later than %s.", Kind.DUE, Status.SET
          },
          new Object[] {
            "Set/Reset Deadlines/Hearings: Joint Status Report due by %s.", Kind.DUE, Status.SET
          },
          new Object[] {"ORDER: Plaintiffs' opposition is due %s.", Kind.DUE, Status.SET},
          new Object[] {"ORDER: Any reply shall be filed on or before %s.", Kind.DUE, Status.SET},
          new Object[] {
            "ORDER: The deadline to complete discovery is extended to %s.", Kind.DUE, Status.MOVED
          },
          new Object[] {
            "ORDER granting 12 Motion for Extension of Time. Answer due %s.", Kind.DUE, Status.MOVED
          },
          new Object[] {
            "ORDER: Defendant shall have to and including %s to answer.", Kind.DUE, Status.SET
          },
          new Object[] {"MINUTE entry: Status hearing set for %s.", Kind.HEARING, Status.SET},
          new Object[] {
            "ORDER: A hearing on the motion will be held on %s.", Kind.HEARING, Status.SET
          },
          new Object[] {
            "MINUTE entry: Motion hearing held. Status hearing continued to %s.",
            Kind.HEARING,
            Status.MOVED
          },
          new Object[] {
            "NOTICE of Resetting. Sentencing reset for %s.", Kind.HEARING, Status.MOVED
          },
          new Object[] {"ORDER: Status Conference set for %s.", Kind.CONFERENCE, Status.SET},
          new Object[] {
            "ORDER: The pretrial conference is adjourned to %s.", Kind.CONFERENCE, Status.MOVED
          },
          new Object[] {"ORDER: Jury Trial set for %s.", Kind.TRIAL, Status.SET},
          new Object[] {"ORDER: The bench trial is rescheduled to %s.", Kind.TRIAL, Status.MOVED},
          new Object[] {"ORDER: The hearing set for %s is VACATED.", Kind.HEARING, Status.VACATED},
          new Object[] {
            "ORDER: The Court cancels the status conference scheduled for %s.",
            Kind.CONFERENCE,
            Status.VACATED
          });

  static Stream<Arguments> everyDateInEveryOrder() {
    return DATES.stream()
        .flatMap(date ->
            ORDERS.stream()
                .map(order ->
                    Arguments.of(
                        ((String) order[0]).formatted(date[0]), order[1], order[2], date[1])));
  }

  @ParameterizedTest
  @MethodSource("everyDateInEveryOrder")
  void aDateIsReadInEachFormAndOrder(String text, Kind kind, Status status, String date) {
    Consequences read = READER.read(text, "dcd", "1:26-cv-00123", FILED);
    assertThat(read.deadlines())
        .singleElement()
        .satisfies(deadline -> {
          assertThat(deadline.kind()).isEqualTo(kind);
          assertThat(deadline.status()).isEqualTo(status);
          assertThat(deadline.date()).isEqualTo(date);
        });
    verbatim(text, read);
  }

  static Stream<String> everyEnvelope() {
    return ORDERS.stream()
        .map(order -> ((String) order[0]).formatted("October 5, 2026"))
        .flatMap(text ->
            Stream.of(
                "ENTERED IN ERROR. " + text,
                text + " ENTERED IN ERROR.",
                "STRICKEN PURSUANT TO THE ORDER FILED ON 9/19/2026....." + text,
                "[PROPOSED] " + text,
                "***VACATED per 31 ORDER***" + text));
  }

  @ParameterizedTest
  @MethodSource("everyEnvelope")
  void anEnvelopeSilencesEveryOrder(String text) {
    assertThat(READER.read(text, "dcd", null, FILED)).isEqualTo(Consequences.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Consent MOTION for Extension of Time to October 5, 2026 to File Answer by A. B.",
        "MOTION to Continue Trial to October 5, 2026 filed by Harbor Bank.",
        "Joint MOTION to Stay pending the D.C. Circuit's decision in A v. B, No. 26-5031 by A.",
        "STIPULATION WITH PROPOSED ORDER Continuing Hearing to October 5, 2026 filed by A.",
        "LETTER MOTION to Adjourn Conference scheduled for October 5, 2026 by A.",
        "REPLY re 12 MOTION to Stay pending appeal filed by A. (Attachments: # 1 Order of 10/5/2026)",
        "ORDER denying 20 Motion to Continue Trial to October 5, 2026.",
        "ORDER denying 12 Motion to Stay pending the Ninth Circuit's decision in No. 26-1234.",
        "ORDER. The stay pending the appeal in No. 26-5006 is LIFTED.",
        "ORDER. The case is stayed pending further order of the Court.",
        "TRANSCRIPT of Proceedings held on September 3, 2026 before Judge A.",
        "ORDER. Signed by Judge A. Rowan on 9/18/2026. (Entered: 09/19/2026)",
        "ORDER re the order of October 5, 2025 (ECF Nos. 214 and 247). See 92 F.4th 13.",
        "Minute Entry: Sentencing held on 9/18/2026. 60 months imprisonment, 36 months supervised release.",
      })
  void whatIsAskedDeniedOverOrToldOfLeadsToNothing(String text) {
    Consequences read = READER.read(text, "dcd", "1:26-cv-00123", FILED);
    assertThat(read.deadlines()).isEmpty();
    assertThat(read.waitsFor()).isNull();
    assertThat(read.relatives()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STAYED pending the D.C. Circuit's decision in A v. B, No. 26-5006 | other cadc 26-5006",
        "STAYED until the Ninth Circuit issues its mandate in No. 26-1234 | other ca9 26-1234",
        "held in abeyance pending the Supreme Court's decision in A v. B, No. 25-966 | other scotus 25-966",
        "administratively closed pending the conclusion of arbitration | other -",
        "STAYED pending the decision in the related case, No. 1:25-cv-00900 | other dcd 1:25-cv-00900",
        "stayed pending ruling on the motion to dismiss | same",
        "stayed until October 30, 2026 | date 2026-10-30",
        "stayed for 30 days | date 2026-10-18",
      })
  void whatAStayWaitsForIsRead(String words, String expected) {
    String text = "MINUTE ORDER. This case is " + words + ". So ORDERED.";
    Consequences read = READER.read(text, "dcd", "1:26-cv-00123", FILED);
    assertThat(said(read.waitsFor())).isEqualTo(expected);
    verbatim(text, read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "within 14 days of this Order | 14 days | 2026-10-02",
        "within fourteen (14) days of the date of this order | 14 days | 2026-10-02",
        "no later than twenty-one days after entry of this order | 21 days | 2026-10-09",
        "within 3 business days | 3 business days | 2026-09-23",
        "within two weeks of this order | 2 weeks | 2026-10-02",
        "within 24 days of this order | 24 days | 2026-10-13",
        "within 14 days after the mandate issues | 14 days |",
        "within 48 hours of the decision of the Board | 48 hours |",
        "no later than seven days before the hearing | 7 days |",
      })
  void aPeriodIsComputedWhenItRunsFromThisEntry(String period, String count, String computed) {
    String text = "ORDER. The parties shall file a joint status report " + period + ".";
    Consequences read = READER.read(text, "dcd", null, FILED);
    Deadline due = read.deadlines().getFirst();
    assertThat(read.deadlines()).hasSize(1);
    Deadline.Period stated = java.util.Objects.requireNonNull(due.period());
    assertThat(stated.count() + " " + stated.unit()).isEqualTo(count);
    assertThat(due.computed()).isEqualTo(computed);
    assertThat(due.what()).contains("status report");
    verbatim(text, read);
  }

  @Test
  void theStatedDateBindsWhereAPeriodIsMiscounted() {
    String text = "ORDER. Opening brief due within 14 days, by October 5, 2026.";
    assertThat(READER.read(text, "dcd", null, FILED).deadlines())
        .singleElement()
        .satisfies(due -> assertThat(due.date()).isEqualTo("2026-10-05"));
  }

  @Test
  void theWeekdayTellsTheYear() {
    String text = "MINUTES: Sentencing continued until Friday, 1/15/2026 at 11:30.";
    assertThat(READER.read(text, "rid", null, FILED).deadlines())
        .singleElement() // January 15 is a Friday in 2027
        .satisfies(hearing -> assertThat(hearing.date()).isEqualTo("2027-01-15T11:30"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\0\0", "((((", "ORDER", "[Entered: ", "due by due by 13/45/2026"})
  void textWithoutMeaningLeadsToNothing(String text) {
    assertThat(READER.read(text, null, null, null)).isEqualTo(Consequences.NONE);
  }

  @Test
  void aLongTextComesToAnEnd() {
    String text =
        "ORDER "
            + "the hearing set for 10/5/2026 pending within 14 days of No. 26-5 ".repeat(5_000);
    verbatim(text, READER.read(text, "dcd", null, FILED));
  }
}
