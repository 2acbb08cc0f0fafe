package crier.app;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import crier.config.Loaded;
import crier.model.Alert;
import crier.model.Awaited.Turn;
import crier.model.Consequences;
import crier.model.Consequences.Relative;
import crier.model.Consequences.Scope;
import crier.model.Consequences.WaitsFor;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Significance;
import crier.model.Watch;
import crier.rules.docket.ConsequenceReader;
import crier.store.Alerts;
import crier.store.Database;
import crier.testing.SetClock;
import crier.watch.Leads;
import crier.watch.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a stay waits for, and dockets that name each other, over real sockets and a real database.
 * The reading of entries is made by hand here: what is tested is what becomes of it.
 */
@Tag("slow")
class AwaitedTest {

  private static final String STAY =
      "MINUTE ORDER granting 60 Motion to Stay. This case is STAYED pending the D.C. Circuit's decision in Center for Taxpayer Rights v. IRS, No. 26-5006.";
  private static final String OPINION =
      "OPINION filed [2100001] (Pages: 40) for the Court by Judge Rao [26-5006]";
  private static final String JUDGMENT =
      "PER CURIAM JUDGMENT filed [2100002] that the order of the District Court appealed from in this cause be affirmed [26-5006]";

  private static final String WAITING =
      """
      - { id: waiting, name: Centro v. Bessent, story: s, source: { type: courtlistener-docket, docket: 1, court: dcd, docket-number: "1:25-cv-00677" } }
      """;
  private static final String APPEAL =
      """
      - { id: appeal, name: Center v. IRS, story: s, source: { type: courtlistener-docket, docket: 2, court: cadc, docket-number: "26-5006" } }
      """;

  @TempDir private Path folder;
  private final SetClock clock = new SetClock("2026-03-05T18:00:00Z");
  private final Dockets court = new Dockets();
  private String database = "";

  @SuppressWarnings("NullAway.Init") // each test opens its own
  private Crier crier;

  @BeforeEach
  void dockets() {
    database = "jdbc:h2:file:" + folder.resolve("crier");
    court.file(1, 1, "2025-03-07", "COMPLAINT against All Defendants.");
    court.file(2, 1, "2026-01-05", "US CIVIL CASE docketed. [26-5006]");
    court.file(3, 1, "2026-02-01", "COMPLAINT against All Defendants.");
  }

  @AfterEach
  void close() {
    crier.close();
    court.close();
  }

  private void open(String watches) {
    open(watches, AwaitedTest::read);
  }

  private void open(String watches, Leads.Reader reader) {
    var settings = court.settings(database, watches);
    crier =
        new Crier(
            settings,
            Database.open(settings.database()),
            clock,
            "here",
            new Crier.Observers(_ -> {}, (_, _, _) -> {}, Stage.Observer.NONE, reader));
    crier.takeOver();
  }

  private void reopen(String watches) {
    crier.close();
    open(watches);
  }

  /** Reads by hand: "pending X, No. N" and "Case Number N". */
  private static Consequences byHand(String text) {
    Matcher waits =
        Pattern.compile("STAYED (?:pending|until) (.*?), No\\. ([0-9-]+(?:cv-)?[0-9]*)")
            .matcher(text);
    Matcher names = Pattern.compile("USCA Case Number ([0-9-]+)").matcher(text);
    Matcher from = Pattern.compile("Originating case number: (\\S+)").matcher(text);
    WaitsFor waitsFor =
        waits.find()
            ? new WaitsFor(
                List.of(waits.group(2)), "", waits.group(1), null, Scope.OTHER, waits.group())
            : null;
    List<Relative> relatives =
        names.find()
            ? List.of(new Relative(Relative.Kind.APPEAL, names.group(1), "", names.group()))
            : from.find()
                ? List.of(new Relative(Relative.Kind.ORIGIN, from.group(1), "dcd", from.group()))
                : List.of();
    return new Consequences(List.of(), waitsFor, relatives, List.of());
  }

  private static Consequences read(
      String text,
      @Nullable String court,
      @Nullable String number,
      java.time.@Nullable LocalDate filed) {
    return byHand(text);
  }

  private void look(String... watches) {
    clock.advance(Duration.ofHours(1));
    for (String watch : watches) {
      assertThat(crier.rounds.checkNow(List.of(watch)).getFirst().outcome().looked()).isTrue();
    }
  }

  private List<Alert> told(String watch) {
    return crier.alerts.newest(Alerts.Wanted.ALL, 99).reversed().stream()
        .filter(alert -> watch.equals(alert.watch()))
        .filter(alert -> alert.subject().startsWith("What the "))
        .toList();
  }

  /** Nobody sends here, so none leaves the outbox. */
  private List<Alert> notices() {
    return crier.outbox.unrouted(99).stream()
        .filter(alert -> alert.kind() == Alert.Kind.NOTICE)
        .toList();
  }

  @Test
  void twoEntriesOfOneLookThatNameTheSameDocketAreLookedAtAndItIsProposedOnce() {
    court.file(1, 11, "2026-03-05", "NOTICE OF APPEAL by A. USCA Case Number 26-5399 assigned.");
    court.file(1, 12, "2026-03-06", "USCA Case Number 26-5399 for 11 Notice of Appeal filed by A.");
    open(WAITING);
    look("waiting");
    court.file(1, 13, "2026-03-07", "USCA Case Number 26-5400 for 11 Notice of Appeal.");
    court.file(1, 14, "2026-03-07", "USCA Case Number 26-5400 for 12 Notice of Appeal.");
    look("waiting");
    crier.lookAfterDockets();
    assertThat(notices())
        .singleElement()
        .satisfies(notice -> {
          assertThat(notice.text())
              .containsOnlyOnce("id: cadc-26-5399")
              .containsOnlyOnce("id: cadc-26-5400");
          String pasted =
              notice.text().lines().filter(line -> line.matches("  .*")).collect(joining("\n"));
          String file =
              "fetch: { contact: desk@newsroom.org }\nstories: [{ id: s, name: S }]\nwatches:\n%s\n"
                  .formatted(pasted);
          assertThat(VerbContext.reader(Map.of()).load("x.yaml", file))
              .as(pasted)
              .isInstanceOf(Loaded.Valid.class);
        });
  }

  @Test
  void theDecisionThatAStayWaitsForIsToldInTheWaitingCaseOnceWithBothQuotesAndLinks() {
    court.file(1, 61, "2026-03-05", STAY);
    open(WAITING + APPEAL);
    look("waiting", "appeal");
    assertThat(told("waiting")).isEmpty();

    court.file(2, 40, "2026-06-01", OPINION);
    look("appeal", "waiting");

    Alert alert = told("waiting").getFirst();
    assertThat(alert.subject())
        .isEqualTo("What the stay waits for has happened: Centro v. Bessent (1:25-cv-00677)");
    assertThat(alert.significance()).isEqualTo(Significance.CRITICAL);
    assertThat(alert.story()).isEqualTo("s");
    assertThat(alert.questions()).containsExactly("stay");
    assertThat(alert.events()).contains(Event.OPINION_ISSUED);
    assertThat(alert.findings())
        .extracting(Finding::quote)
        .containsExactly(OPINION, STAY.substring(STAY.indexOf("STAYED"), STAY.length() - 1));
    assertThat(alert.findings())
        .extracting(Finding::link)
        .containsExactly(court.link(2, 40), court.link(1, 61));
    assertThat(alert.capture()).isNotNull();

    court.file(2, 41, "2026-06-01", JUDGMENT);
    court.file(2, 42, "2026-07-24", "MANDATE ISSUED to Clerk, U.S. District Court [26-5006]");
    look("appeal", "waiting");
    reopen(WAITING + APPEAL);
    look("appeal", "waiting");
    crier.lookAfterDockets();
    assertThat(told("waiting")).hasSize(1);
  }

  @Test
  void whatDecidesNothingIsNotTold() {
    court.file(1, 61, "2026-03-05", STAY);
    open(WAITING + APPEAL);
    look("waiting", "appeal");
    court.file(
        2,
        30,
        "2026-04-01",
        "PER CURIAM ORDER filed denying motion for stay pending appeal [26-5006]");
    court.file(
        2,
        31,
        "2026-04-02",
        "CLERK'S ORDER filed granting motion to extend time to file brief [26-5006]");
    court.file(
        2,
        32,
        "2026-04-03",
        "CLERK'S ORDER filed scheduling oral argument on Tuesday, 05/12/2026 [26-5006]");
    court.file(
        2, 33, "2026-04-04", "PER CURIAM ORDER filed granting motion to intervene [26-5006]");
    court.file(2, 34, "2026-04-05", "PETITION for rehearing en banc filed by Appellants [26-5006]");
    court.file(
        2, 35, "2026-04-06", "APPELLEE BRIEF filed: the judgment should be affirmed [26-5006]");
    look("appeal", "waiting");
    assertThat(told("waiting")).isEmpty();
  }

  @Test
  void aRehearingAfterTheDecisionResumesTheWaitingAndTheNextDecisionIsToldAgain() {
    court.file(1, 61, "2026-03-05", STAY);
    open(WAITING + APPEAL);
    look("waiting", "appeal");
    court.file(2, 40, "2026-06-01", JUDGMENT);
    look("appeal");
    court.file(
        2,
        45,
        "2026-07-20",
        "PER CURIAM ORDER, En Banc, filed granting petition for rehearing en banc; the judgment filed June 1, 2026 is vacated [26-5006]");
    look("appeal");
    assertThat(told("waiting"))
        .extracting(Alert::subject)
        .containsExactly(
            "What the stay waits for has happened: Centro v. Bessent (1:25-cv-00677)",
            "What the stay waits for is open again: Centro v. Bessent (1:25-cv-00677)");
    court.file(2, 60, "2027-01-11", OPINION);
    look("appeal");
    assertThat(told("waiting")).hasSize(3);
    assertThat(crier.dockets.links.state().steps())
        .extracting(step -> step.turn())
        .containsExactly(Turn.HAPPENED, Turn.RESUMED, Turn.HAPPENED);
  }

  @Test
  void twoCasesThatWaitForOneNumberAreBothTold() {
    String second =
        """
        - { id: second, name: Second v. Third, story: s, source: { type: courtlistener-docket, docket: 3, court: mdd, docket-number: "8:26-cv-00042" } }
        """;
    court.file(1, 61, "2026-03-05", STAY);
    court.file(
        3,
        9,
        "2026-03-09",
        "ORDER. This case is STAYED until the mandate in Center v. IRS, No. 26-5006.");
    open(WAITING + APPEAL + second, (text, _, _, _) -> circuit(byHand(text)));
    look("waiting", "appeal", "second");
    court.file(2, 40, "2026-06-01", OPINION);
    look("appeal");
    assertThat(told("waiting")).hasSize(1);
    assertThat(told("second")).isEmpty(); // it waits for the mandate

    court.file(2, 42, "2026-07-24", "MANDATE ISSUED to Clerk, U.S. District Court [26-5006]");
    look("appeal");
    assertThat(told("waiting")).hasSize(1);
    assertThat(told("second")).hasSize(1);
  }

  private static Consequences circuit(Consequences read) {
    WaitsFor waits = read.waitsFor();
    return waits == null
        ? read
        : new Consequences(
            List.of(),
            new WaitsFor(
                waits.docketNumbers(), "cadc", waits.event(), null, Scope.OTHER, waits.quote()),
            List.of(),
            List.of());
  }

  @Test
  void aConditionThatNamesANumberNobodyWatchesIsProposedOnceAndWhatTheNewWatchShowsIsTold() {
    court.file(1, 61, "2026-03-05", STAY);
    open(WAITING);
    look("waiting");
    crier.lookAfterDockets();
    crier.lookAfterDockets();
    Alert notice = notices().getFirst();
    assertThat(notice.subject())
        .isEqualTo("Not watched: 26-5006 (D.C. Cir.), which Centro v. Bessent waits for");
    assertThat(notice.text())
        .contains("source: { type: courtlistener-docket, court: cadc, docket-number: \"26-5006\" }")
        .contains("story: s");

    // the decision came before the operator pasted the entry: it is no mere baseline
    court.file(2, 40, "2026-03-20", OPINION);
    clock.set(Instant.parse("2026-03-21T14:00:00Z"));
    reopen(WAITING + APPEAL);
    look("appeal");
    crier.lookAfterDockets();
    assertThat(notices()).hasSize(1);
    assertThat(told("waiting")).hasSize(1);
  }

  @Test
  void whatWasDecidedBeforeAnybodyLookedIsShownAndNotTold() {
    court.file(1, 61, "2026-03-05", STAY);
    court.file(2, 40, "2026-03-06", OPINION);
    open(WAITING + APPEAL);
    look("waiting", "appeal");
    assertThat(told("waiting")).isEmpty();
    assertThat(crier.dockets.links.state().steps())
        .singleElement()
        .satisfies(step -> {
          assertThat(step.alert()).isNull();
          assertThat(step.turn()).isEqualTo(Turn.HAPPENED);
        });
  }

  @Test
  void aDecisionIsToldThoughTheWaitingWatchIsPausedAndAConditionThatComesLateFindsIt() {
    open(WAITING + APPEAL);
    look("waiting", "appeal");
    court.file(2, 40, "2026-03-08", OPINION);
    look("appeal");
    court.file(1, 61, "2026-03-05", STAY);
    look("waiting");
    assertThat(told("waiting")).hasSize(1);

    court.file(
        2,
        45,
        "2026-07-20",
        "PER CURIAM ORDER filed granting petition for rehearing en banc [26-5006]");
    crier.watches.pause("waiting", true);
    look("appeal");
    assertThat(told("waiting")).hasSize(2);
  }

  @Test
  void aLiftedStayWaitsForNothing() {
    court.file(1, 61, "2026-03-05", STAY);
    open(WAITING + APPEAL);
    look("waiting", "appeal");
    court.file(
        1, 62, "2026-04-01", "MINUTE ORDER granting 61 Motion to Lift Stay. The stay is LIFTED.");
    look("waiting");
    court.file(2, 40, "2026-06-01", OPINION);
    look("appeal");
    assertThat(told("waiting")).isEmpty();
  }

  @Test
  void whatIsWrittenByHandWaitsToo() {
    open(WAITING.replace("story: s,", "story: s, waits-for: [appeal],") + APPEAL);
    look("waiting", "appeal");
    court.file(2, 40, "2026-06-01", OPINION);
    look("appeal");
    assertThat(told("waiting").getFirst().subject())
        .isEqualTo("What the case waits for has happened: Centro v. Bessent (1:25-cv-00677)");
    assertThat(told("waiting").getFirst().findings()).hasSize(1);
  }

  @Test
  void anAppealIsFollowedByItselfToldOnceAndStaysInForceAfterARestart() {
    String following = WAITING.replace("story: s,", "story: s, follow-appeals: true,");
    open(following);
    look("waiting");
    court.file(1, 48, "2026-03-10", "USCA Case Number 26-5100 for 47 Notice of Appeal");
    look("waiting");
    assertThat(crier.lookAfterDockets()).isTrue();
    reopen(following);
    Watch followed = crier.settings().watch("cadc-26-5100").orElseThrow();
    assertThat(followed.story()).isEqualTo("s");
    assertThat(followed.source().text("docket-number")).contains("26-5100");
    assertThat(crier.lookAfterDockets()).isFalse();
    assertThat(crier.alerts.newest(Alerts.Wanted.ALL, 99))
        .extracting(Alert::subject)
        .filteredOn(subject -> subject.startsWith("Now also watching"))
        .containsExactly(
            "Now also watching an appeal 26-5100 (D.C. Cir.): Centro v. Bessent (1:25-cv-00677)");
    assertThat(notices()).isEmpty();

    reopen(WAITING);
    assertThat(crier.settings().watch("cadc-26-5100")).isEmpty();
  }

  @Test
  void aDocketFullOfAppealsBringsFiveAlongAndProposesTheRest() {
    String following = WAITING.replace("story: s,", "story: s, follow-appeals: true,");
    for (int i = 0; i < 7; i++) {
      court.file(
          1, 50 + i, "2026-03-1" + i, "USCA Case Number 26-510" + i + " for 47 Notice of Appeal");
    }
    open(following);
    look("waiting");
    crier.lookAfterDockets();
    reopen(following);
    assertThat(crier.settings().watches()).hasSize(6);
    assertThat(notices())
        .singleElement()
        .satisfies(notice -> assertThat(notice.text()).contains("26-5105", "26-5106"));
  }

  @Test
  void anAppealThatNamesItsOriginBeforeTheDistrictCourtSaysSoIsOfItsFamily() {
    String feed =
        """
        - { id: upper, name: Center v. IRS, source: { type: courtlistener-docket, docket: 2, court: cadc, docket-number: "26-5006" } }
        """;
    open(WAITING + feed);
    look("waiting", "upper");
    court.file(
        2,
        2,
        "2026-03-06",
        "NOTICE OF APPEAL docketed. Originating case number: 1:25-cv-00677-DLF [26-5006]");
    look("upper");
    crier.lookAfterDockets();
    assertThat(notices()).isEmpty(); // both are watched: one family
    assertThat(crier.dockets.inForce().deciding("dcd", "1:25-cv-00677")).contains("waiting");
    assertThat(crier.dockets.links.kin())
        .extracting(kin -> kin.kind())
        .containsExactly(Relative.Kind.ORIGIN);
  }

  @Test
  void theReaderOfTheProgramReadsTheStayToo() {
    court.file(1, 61, "2026-03-05", STAY);
    open(WAITING + APPEAL, new ConsequenceReader()::read);
    look("waiting", "appeal");
    court.file(2, 40, "2026-06-01", OPINION);
    look("appeal");
    assertThat(told("waiting")).hasSize(1);
  }
}
