package crier.watch;

import static org.assertj.core.api.Assertions.assertThat;

import crier.fetch.Fetched;
import crier.model.Alert;
import crier.model.Capture;
import crier.model.Consequences;
import crier.model.Deadline;
import crier.model.DocketDate;
import crier.model.DocketDate.State;
import crier.model.Finding;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Published;
import crier.model.Rhythm;
import crier.model.Significance;
import crier.model.SourceSpec;
import crier.model.Watch;
import crier.rules.Rulebook;
import crier.rules.docket.DocketClassifier;
import crier.source.Look;
import crier.source.Source;
import crier.source.Step;
import crier.source.Visit;
import crier.store.Alerts;
import crier.store.Database;
import crier.store.Deadlines;
import crier.store.History;
import crier.store.Watches;
import crier.testing.CountedIds;
import crier.testing.Databases;
import crier.testing.SetClock;
import crier.watch.Tick.Task;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a docket's dates, over a real database; what each entry leads to is given. */
class DeadlinesTest {

  private static final URI PAGE = URI.create("https://www.courtlistener.com/docket/1/feed/");
  private static final String ORDER =
      "MINUTE ORDER: The parties shall file a joint status report on or before October 2, 2026.";

  @TempDir private Path folder;
  private final SetClock clock = new SetClock("2026-09-18T20:00:00Z");
  private final Map<String, Consequences> leads = new HashMap<>();
  private final List<Item> docket = new ArrayList<>();
  private @Nullable Fetched failure;
  private boolean unread;
  private Database database;
  private Deadlines deadlines;
  private Alerts alerts;
  private Rounds rounds;
  private Reckoning reckoning;

  @BeforeEach
  void open() {
    open("here");
  }

  private void open(String node) {
    database = Databases.in(folder);
    deadlines = new Deadlines(database);
    alerts = new Alerts(database);
    Watches watches = new Watches(database);
    CountedIds ids = new CountedIds();
    for (int i = 0; i < alerts.newest(Alerts.Wanted.ALL, 100).size() + 50; i++) {
      ids.next(clock.instant()); // never one of an earlier run
    }
    DocketClassifier classifier = new DocketClassifier();
    Tick tick =
        new Tick(
            _ -> failure == null ? page() : failure,
            new Rulebook(classifier),
            new History(database),
            watches,
            new Cadence((_, after) -> after.plusSeconds(60), new Random(1)),
            clock,
            ids,
            Stage.Observer.NONE,
            new Leads(
                (text, _, _, _) -> leads.getOrDefault(text, Consequences.NONE),
                deadlines::isRead,
                unread ? List.of() : List.of(new DateLedger(classifier, ids))));
    rounds = new Rounds(tick, watches, clock, node, 8, _ -> {});
    Watch watch = watch();
    rounds.configure(
        Map.of("ctu", new Task(watch, null, new DocketSource(), Cases.of(List.of(watch)))));
    reckoning = new Reckoning(deadlines, watches, alerts, rounds::watch, clock, ids);
  }

  @AfterEach
  void close() {
    rounds.close();
    database.close();
  }

  private void restart() {
    close();
    open("here again");
  }

  @Test
  void aReportFiledLateIsToldAsNotSeenOnceAndCorrectedOnce() {
    baseline();
    entry(12, "2026-09-18", ORDER, due("joint status report", "2026-10-02"));
    assertThat(look().orElseThrow().subject()).startsWith("Status report ordered");
    assertThat(dates()).extracting(DocketDate::state).containsExactly(State.OPEN);

    to("2026-10-03T12:50:00Z"); // a Saturday: nobody is expected to file, nobody is asked
    look();
    assertThat(reckoning.run()).isZero();
    to("2026-10-05T12:50:00Z");
    look();
    assertThat(reckoning.run()).as("before nine").isZero();
    to("2026-10-05T13:00:20Z");
    assertThat(reckoning.run()).isEqualTo(1);
    assertThat(reckoning.run()).isZero();
    restart();
    assertThat(reckoning.run()).as("after a restart").isZero();

    Alert told = newest();
    assertThat(told.subject())
        .startsWith(
            "Joint status report due October 2: none seen by October 5, 9 AM Eastern (last look"
                + " 8:50 AM; CourtListener can lag)");
    assertThat(told.findings().getFirst().quote()).isEqualTo(ORDER);
    assertThat(told.significance()).isEqualTo(Significance.NOTABLE);
    assertThat(alerts.about("ctu", "entry-12")).hasSize(2).last().isEqualTo(told.id());

    to("2026-10-06T15:00:00Z");
    entry(13, "2026-10-05", "Joint STATUS REPORT by UNITED STATES OF AMERICA. (Doe, Jane)");
    assertThat(look().orElseThrow().subject()).startsWith("Status report filed");
    Alert corrected = newest();
    assertThat(corrected.subject())
        .startsWith("Joint status report due October 2: seen October 6: Centro v. Bessent");
    assertThat(corrected.findings().getFirst().quote()).startsWith("Joint STATUS REPORT");
    assertThat(alerts.about("ctu", "entry-12")).hasSize(3).last().isEqualTo(corrected.id());
    to("2026-10-07T15:00:00Z");
    assertThat(look()).isEmpty();
    assertThat(reckoning.run()).isZero();
    assertThat(dates()).extracting(DocketDate::state).containsExactly(State.MET);
  }

  @Test
  void aReportInTimeEndsItWithoutAWord() {
    baseline();
    entry(12, "2026-09-18", ORDER, due("joint status report", "2026-10-02"));
    look();
    to("2026-10-02T20:00:00Z");
    entry(13, "2026-10-02", "Joint STATUS REPORT by UNITED STATES OF AMERICA. (Doe, Jane)");
    assertThat(look().orElseThrow().subject()).startsWith("Status report filed:");
    to("2026-10-05T14:00:00Z");
    look();
    assertThat(reckoning.run()).isZero();
    assertThat(dates().getFirst().endedBy())
        .extracting(DocketDate.Entry::key)
        .isEqualTo("entry-13");
  }

  @Test
  void whatAsksForMoreTimeAnswersNothing() {
    baseline();
    entry(12, "2026-09-18", ORDER, due("joint status report", "2026-10-02"));
    look();
    to("2026-10-01T20:00:00Z");
    entry(13, "2026-10-01", "Joint MOTION for Extension of Time to File Joint Status Report");
    look();
    assertThat(dates()).extracting(DocketDate::state).containsExactly(State.OPEN);
  }

  @Test
  void aDeadlineMovedTwiceIsOneDeadlineAndIsAskedAboutOnItsLastDay() {
    baseline();
    entry(12, "2026-09-18", ORDER, due("joint status report", "2026-10-02"));
    look();
    String uid = dates().getFirst().uid();
    to("2026-09-28T20:00:00Z");
    entry(
        13,
        "2026-09-28",
        "MINUTE ORDER: extended to October 9.",
        moved("status report", "2026-10-09", "2026-10-02"));
    look();
    to("2026-10-08T20:00:00Z");
    entry(
        14,
        "2026-10-08",
        "MINUTE ORDER: further extended to October 16.",
        moved("status report", "2026-10-16", null));
    look();

    assertThat(dates()).hasSize(1);
    DocketDate date = dates().getFirst();
    assertThat(date.uid()).isEqualTo(uid);
    assertThat(date.day()).isEqualTo(LocalDate.parse("2026-10-16"));
    assertThat(date.before()).isEqualTo("2026-10-09");
    assertThat(date.sequence()).isEqualTo(2);
    to("2026-10-13T14:00:00Z");
    look();
    assertThat(reckoning.run()).isZero();
    to("2026-10-19T13:05:00Z");
    look();
    assertThat(reckoning.run()).isEqualTo(1);
    assertThat(newest().subject())
        .startsWith("Joint status report due October 16: none seen by October 19");
  }

  @Test
  void anExtensionDocketedAfterTheDayIsCorrectedAndTheNewDayIsAskedAbout() {
    baseline();
    entry(12, "2026-09-18", ORDER, due("joint status report", "2026-10-02"));
    look();
    to("2026-10-05T13:30:00Z");
    look();
    assertThat(reckoning.run()).isEqualTo(1);
    to("2026-10-06T15:00:00Z");
    entry(
        13,
        "2026-10-01",
        "MINUTE ORDER: extended to October 9.",
        moved("status report", "2026-10-09", "2026-10-02"));
    look();
    assertThat(newest().findings().getFirst().headline())
        .isEqualTo(
            "Joint status report due October 2: now due October 9, by an entry seen October 6");
    to("2026-10-13T15:00:00Z"); // the 12th is Columbus Day
    look();
    assertThat(reckoning.run()).isEqualTo(1);
  }

  @Test
  void aDeadlineOnAHolidayStaysOnItAndIsAskedAboutAfterTheNextWorkingDay() {
    baseline();
    entry(
        12,
        "2026-09-18",
        "ORDER: brief due by December 25, 2026.",
        due("opening brief", "2026-12-25"));
    look();
    assertThat(dates().getFirst().day()).isEqualTo(LocalDate.parse("2026-12-25"));
    to("2026-12-28T15:00:00Z"); // who takes Christmas for moved files on this Monday
    look();
    assertThat(reckoning.run()).isZero();
    to("2026-12-29T14:00:30Z");
    look();
    assertThat(reckoning.run()).isEqualTo(1);
    assertThat(newest().subject())
        .startsWith("Opening brief due December 25: none seen by December 29, 9 AM Eastern");
  }

  @Test
  void whereNobodyCouldLookThatIsSaidInsteadAndNothingElse() {
    baseline();
    entry(12, "2026-09-18", ORDER, due("joint status report", "2026-10-02"));
    look();
    to("2026-10-02T20:00:00Z");
    look();
    failure = new Fetched.Failed("connection refused");
    to("2026-10-02T22:00:00Z");
    look();
    to("2026-10-05T13:00:10Z");
    look();
    assertThat(reckoning.run()).isEqualTo(1);
    assertThat(reckoning.run()).isZero();
    assertThat(newest().subject())
        .startsWith(
            "Joint status report due October 2: could not look since October 2, 6 PM Eastern, so"
                + " whether it came is not known");

    failure = null;
    to("2026-10-05T17:00:00Z");
    entry(13, "2026-10-02", "Joint STATUS REPORT by UNITED STATES OF AMERICA. (Doe, Jane)");
    look();
    assertThat(newest().findings())
        .extracting(Finding::headline)
        .containsExactly("Joint status report due October 2: seen October 5");
    assertThat(reckoning.run()).isZero();
  }

  @Test
  void oldEntriesFillTheTableAndTellNobody() {
    entry(
        1,
        "2026-01-05",
        "ORDER: status report due January 20.",
        due("status report", "2026-01-20"));
    entry(2, "2026-09-01", ORDER, due("joint status report", "2026-10-02"));
    assertThat(look()).isEmpty();
    assertThat(dates()).extracting(DocketDate::state).containsExactly(State.OPEN);
    assertThat(reckoning.run()).isZero();
    assertThat(deadlines.since(LocalDate.EPOCH))
        .extracting(DocketDate::state)
        .containsExactly(State.PAST, State.OPEN);
  }

  @Test
  void whatAnInstallationKnewBeforeItReadDatesIsReadAtItsNextLook() {
    entry(2, "2026-09-01", ORDER);
    unread = true;
    restart();
    look();
    assertThat(dates()).isEmpty();
    unread = false;
    restart();
    leads.put(ORDER, set(due("joint status report", "2026-10-02")));
    to("2026-09-19T20:00:00Z");
    assertThat(look()).isEmpty();
    assertThat(dates()).extracting(DocketDate::state).containsExactly(State.OPEN);
  }

  @Test
  void whatIsVacatedOrEndsWithTheCaseIsNotAskedAbout() {
    baseline();
    entry(12, "2026-09-18", ORDER, due("joint status report", "2026-10-02"));
    entry(
        13, "2026-09-18", "ORDER setting hearing.", hearing("motion hearing", "2026-10-05T10:00"));
    look();
    to("2026-09-20T20:00:00Z");
    entry(
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
    look();
    to("2026-09-25T20:00:00Z");
    entry(
        15,
        "2026-09-25",
        "ORDER. It is hereby ORDERED that this case is DISMISSED without prejudice.");
    look();
    assertThat(deadlines.since(LocalDate.parse("2026-09-01")))
        .extracting(DocketDate::state)
        .containsExactly(State.VACATED, State.VACATED);
    to("2026-10-07T20:00:00Z");
    look();
    assertThat(reckoning.run()).isZero();
  }

  @Test
  void aHearingOfWhichNothingIsSeenIsRoutineAndOneThatWasHeldIsMet() {
    baseline();
    entry(
        12,
        "2026-09-18",
        "ORDER setting a hearing.",
        hearing("motion hearing", "2026-10-01T10:00"));
    entry(
        13,
        "2026-09-18",
        "ORDER setting a conference.",
        hearing("status conference", "2026-10-08T10:00"));
    look();
    to("2026-10-01T20:00:00Z");
    entry(
        14,
        "2026-10-01",
        "Minute Entry for proceedings held before Judge Doe: Motion Hearing held on 10/1/2026.");
    look();
    to("2026-10-09T13:00:00Z");
    look();
    assertThat(reckoning.run()).isEqualTo(1);
    Alert told = newest();
    assertThat(told.subject())
        .startsWith("Status conference set for October 8, 10 AM Eastern: none seen by October 9");
    assertThat(told.significance()).isEqualTo(Significance.ROUTINE);
  }

  @Test
  void whatWaitsForAnEventIsCountedFromIt() {
    baseline();
    String text =
        "ORDERED that the parties file a status report within seven days after the mandate issues.";
    entry(
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
    look();
    assertThat(dates()).extracting(DocketDate::state).containsExactly(State.WAITING);
    to("2026-10-06T15:00:00Z");
    entry(13, "2026-10-05", "MANDATE of USCA as to 9 Notice of Appeal; USCA Case Number 26-5006.");
    look();
    assertThat(dates()).extracting(DocketDate::state).containsExactly(State.OPEN);
    assertThat(dates().getFirst().day()).isEqualTo(LocalDate.parse("2026-10-13"));
    assertThat(dates().getFirst().isComputed()).isTrue();
  }

  @Test
  void whoAsksIsRemindedTheDayBeforeOnce() {
    baseline();
    entry(12, "2026-09-18", ORDER, due("joint status report", "2026-10-02"));
    look();
    to("2026-10-01T12:59:00Z");
    assertThat(reckoning.run()).isZero();
    to("2026-10-01T13:00:00Z");
    assertThat(reckoning.run()).isEqualTo(1);
    assertThat(reckoning.run()).isZero();
    restart();
    assertThat(reckoning.run()).isZero();
    assertThat(alerts.newest(Alerts.Wanted.ALL, 9)).as("no alert for everybody").hasSize(1);
  }

  @Test
  void entriesThatAreReadAgainChangeNothing() {
    baseline();
    entry(
        12,
        "2026-09-18",
        ORDER,
        due("joint status report", "2026-10-02"),
        due("joint status report", "2027-01-04"));
    look();
    to("2026-09-28T20:00:00Z");
    entry(
        13,
        "2026-09-28",
        "MINUTE ORDER: extended to October 9.",
        moved("status report", "2026-10-09", "2026-10-02"));
    look();
    to("2026-10-08T20:00:00Z");
    entry(14, "2026-10-08", "Joint STATUS REPORT by UNITED STATES OF AMERICA. (Doe, Jane)");
    look();
    List<DocketDate> before = deadlines.since(LocalDate.EPOCH);
    assertThat(before).extracting(DocketDate::state).containsExactly(State.MET, State.OPEN);
    for (int i = 0; i < docket.size(); i++) {
      docket.set(i, docket.get(i).with("pdf", "https://storage.example/" + i + ".pdf"));
    }
    to("2026-10-09T20:00:00Z");
    look();
    assertThat(deadlines.since(LocalDate.EPOCH)).isEqualTo(before);
  }

  private Alert newest() {
    return alerts.newest(Alerts.Wanted.ALL, 1).getFirst();
  }

  private void baseline() {
    entry(1, "2026-09-01", "COMPLAINT");
    assertThat(look()).isEmpty();
    to("2026-09-18T20:10:00Z");
  }

  private List<DocketDate> dates() {
    return deadlines.since(
        LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC).minusDays(30));
  }

  private void entry(int number, String day, String text, Deadline... set) {
    leads.put(text, set(set));
    docket.add(
        new Item(
            Item.Kind.DOCKET_ENTRY,
            "entry-" + number,
            text,
            "https://www.courtlistener.com/docket/1/" + number + "/",
            Published.on(LocalDate.parse(day)),
            text,
            new TreeMap<>(Map.of(Item.NUMBER, String.valueOf(number)))));
  }

  private static Consequences set(Deadline... deadlines) {
    return new Consequences(List.of(deadlines), null, List.of(), List.of());
  }

  private static Deadline due(String what, String day) {
    String quote = what.contains("brief") ? "ORDER: brief due by December 25, 2026." : ORDER;
    return new Deadline(
        Deadline.Kind.DUE,
        what,
        "",
        day,
        null,
        null,
        Deadline.Status.SET,
        quote,
        null,
        null,
        false);
  }

  private static Deadline hearing(String what, String at) {
    return new Deadline(
        Deadline.Kind.HEARING,
        what,
        "",
        at,
        null,
        null,
        Deadline.Status.SET,
        "ORDER setting",
        null,
        null,
        false);
  }

  private static Deadline moved(String what, String day, @Nullable String was) {
    return new Deadline(
        Deadline.Kind.DUE,
        what,
        "",
        day,
        null,
        null,
        Deadline.Status.MOVED,
        "extended to",
        was,
        null,
        false);
  }

  private void to(String time) {
    clock.set(Instant.parse(time));
  }

  private Optional<Alert> look() {
    return rounds.checkNow(List.of("ctu")).getFirst().alert();
  }

  private static Watch watch() {
    return new Watch(
        "ctu",
        "Centro v. Bessent",
        null,
        new SourceSpec(
            "courtlistener-docket",
            Map.of("docket", "1", "court", "dcd", "docket-number", "1:25-cv-00677")),
        new Rhythm.Every(Duration.ofMinutes(10)),
        Duration.ofHours(6),
        Duration.ofDays(30),
        List.of());
  }

  private Fetched page() {
    byte[] body = docket.toString().getBytes(StandardCharsets.UTF_8);
    return new Fetched.Fresh(
        new Capture(
            PAGE,
            PAGE,
            List.of(),
            200,
            Map.of(),
            body,
            Instant.EPOCH,
            Integer.toHexString(docket.size())));
  }

  private final class DocketSource implements Source {
    @Override
    public Step look(Visit visit) {
      return new Step.Ask(
          crier.fetch.Request.to(PAGE, crier.fetch.Request.Expect.HTML),
          fetched ->
              new Step.Done(
                  fetched instanceof Fetched.Fresh(Capture capture)
                      ? new Look.Seen(
                          new Listing(List.copyOf(docket), false),
                          List.of(capture),
                          visit.memo(),
                          List.of())
                      : Look.of(fetched)));
    }

    @Override
    public String address() {
      return PAGE.toString();
    }
  }
}
