package crier.rules;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Change;
import crier.model.Change.FieldEdit;
import crier.model.Document;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Item;
import crier.model.Published;
import crier.model.Question;
import crier.model.Rhythm;
import crier.model.Rule;
import crier.model.Significance;
import crier.model.SourceSpec;
import crier.model.Story;
import crier.model.Text;
import crier.model.Watch;
import crier.rules.docket.DocketClassifier;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RulebookTest {

  private static final Instant AT = Instant.parse("2026-09-18T19:00:00Z");
  private static final String LIFTED =
      "MINUTE ORDER granting 62 Motion to Lift Stay. It is ORDERED that the stay entered on March 5,"
          + " 2026, is LIFTED.";

  private final Rulebook rulebook = new Rulebook(new DocketClassifier());

  @Test
  void aLiftedStayIsCriticalQuotedAndBearsOnItsQuestion() {
    Finding finding = docket(new Change.Added(entry("minute-1", "Minute order", LIFTED)));
    assertThat(finding.events()).contains(Event.STAY_LIFTED);
    assertThat(finding.significance()).isEqualTo(Significance.CRITICAL);
    assertThat(LIFTED).contains(finding.quote().split(" … ", -1)[0]);
    assertThat(finding.questions()).containsExactly("stay");
  }

  @Test
  void aMotionToLiftIsNotALiftedStay() {
    Finding finding =
        docket(
            new Change.Added(entry("entry-62", "Entry 62", "MOTION to Lift Stay by PLAINTIFF.")));
    assertThat(finding.events()).containsExactly(Event.STAY_LIFT_REQUESTED);
    assertThat(finding.significance()).isEqualTo(Significance.NOTABLE);
    assertThat(finding.questions()).isEmpty();
  }

  @Test
  void aTextThatArrivesLaterTellsWhatItRecords() {
    Item stub = entry("minute-1", "Order on Motion to Lift Stay", "");
    Item text = entry("minute-1", "Order on Motion to Lift Stay", LIFTED);
    Finding finding =
        docket(new Change.Edited(stub, text, List.of(new FieldEdit("text", "", LIFTED))));
    assertThat(finding.events()).contains(Event.STAY_LIFTED);
    assertThat(finding.before()).isEmpty();
    assertThat(finding.after()).isEqualTo(LIFTED);
  }

  @Test
  void anEditThatRecordsNothingNewIsNotTheRulingOnceMore() {
    Item before = entry("minute-1", "Minute order", LIFTED);
    Item after = entry("minute-1", "Minute order", LIFTED + " Modified on 9/19/2026 (zz).");
    Finding finding =
        docket(
            new Change.Edited(
                before, after, List.of(new FieldEdit("text", before.text(), after.text()))));
    assertThat(finding.events()).containsExactly(Event.ITEM_EDITED);
  }

  @Test
  void aSealedDocumentIsTold() {
    Item before = entry("entry-9", "Entry 9", "NOTICE by DEFENDANT").with("pdf", "yes");
    Item after = before.with("pdf", null).with("sealed", "yes");
    Finding finding =
        docket(
            new Change.Edited(
                before,
                after,
                List.of(new FieldEdit("pdf", "yes", null), new FieldEdit("sealed", null, "yes"))));
    assertThat(finding.events()).contains(Event.SEALED);
    assertThat(finding.headline()).contains("sealed");
  }

  @Test
  void anAppearanceIsRoutine() {
    Finding finding =
        docket(
            new Change.Added(
                entry("entry-58", "Entry 58", "NOTICE of Appearance by A. Lawyer for PLAINTIFF")));
    assertThat(finding.significance()).isEqualTo(Significance.ROUTINE);
  }

  @Test
  void theFirstRuleThatFitsWinsAndSaysSo() {
    Watch watch =
        watch(
            new Rule(List.of("order"), List.of(), List.of(), Optional.of(Significance.ROUTINE)),
            new Rule(List.of(), List.of(), List.of(), Optional.of(Significance.CRITICAL)));
    Finding finding =
        rulebook
            .judge(watch, story(), List.of(new Change.Added(entry("m", "Minute", LIFTED))), AT)
            .getFirst();
    assertThat(finding.significance()).isEqualTo(Significance.ROUTINE);
    assertThat(finding.because()).contains("a rule of this watch").contains("ORDER");
  }

  @Test
  void aRuleCanSilence() {
    Watch watch = watch(new Rule(List.of("stay"), List.of(), List.of(), Optional.empty()));
    assertThat(
            rulebook.judge(
                watch, story(), List.of(new Change.Added(entry("m", "Minute", LIFTED))), AT))
        .isEmpty();
  }

  @Test
  void aReportOffTheStorysTermsIsRoutineAndOneOnThemQuotesTheMatch() {
    Story story = new Story("s", "Story", List.of("taxpayer addresses", "data sharing"), List.of());
    List<Finding> findings =
        rulebook.judge(
            watch(),
            story,
            List.of(
                new Change.Added(report("1", "Review of Telephone Service")),
                new Change.Added(report("2", "Disclosure of Taxpayer Addresses"))),
            AT);
    assertThat(findings)
        .extracting(Finding::title)
        .first()
        .isEqualTo("Disclosure of Taxpayer Addresses");
    assertThat(findings)
        .extracting(Finding::significance)
        .containsExactly(Significance.NOTABLE, Significance.ROUTINE);
    assertThat(findings.getFirst().events()).containsExactly(Event.NEW_REPORT);
  }

  @Test
  void theSentenceOfTheReportsOwnTextThatMatchedIsQuoted() {
    Finding finding =
        judged(
            List.of("IRS + ICE"),
            new Question("safe", "Is the data safe?", List.of(), List.of("safeguards"), List.of()),
            document("The Service is large. The IRS gave ICE addresses. No safeguards were seen."));
    assertThat(finding.significance()).isEqualTo(Significance.NOTABLE);
    assertThat(finding.quote()).isEqualTo("The IRS gave ICE addresses. … No safeguards were seen.");
    assertThat(finding.questions()).containsExactly("safe");
    assertThat(finding.because())
        .contains("the story's term “IRS + ICE” is in it")
        .contains("it bears on “Is the data safe?” by the words “safeguards”");
  }

  @Test
  void whatIsNotOfTheStoryBearsOnNoneOfItsQuestions() {
    Finding finding =
        judged(
            List.of("IRS + ICE"),
            new Question(
                "safe", "Safe?", List.of(Event.NEW_REPORT), List.of("safeguards"), List.of()),
            document("The IRS lost a laptop. No safeguards were seen."));
    assertThat(finding.significance()).isEqualTo(Significance.ROUTINE);
    assertThat(finding.questions()).isEmpty();
    assertThat(finding.because()).isEqualTo("none of the story's terms occurs in it");
  }

  @Test
  void aRuleThatRaisesAnItemMakesItTheStorys() {
    Question question =
        new Question("ref", "What of the referral?", List.of(), List.of("TIGTA"), List.of());
    Rule rule =
        new Rule(List.of("TIGTA"), List.of(), List.of(), Optional.of(Significance.CRITICAL));
    Finding finding =
        rulebook
            .judge(
                watch(rule),
                new Story("s", "Story", List.of("IRS + ICE"), List.of(question)),
                List.of(new Change.Added(document("Opened on a referral by TIGTA. It is new."))),
                AT)
            .getFirst();
    assertThat(finding.significance()).isEqualTo(Significance.CRITICAL);
    assertThat(finding.quote()).isEqualTo("Opened on a referral by TIGTA.");
    assertThat(finding.questions()).containsExactly("ref");
    assertThat(finding.because()).startsWith("a rule of this watch: text “TIGTA”");
  }

  @Test
  void aRuleMayAskForWordsForOthersToBeAbsentAndForAnEvent() {
    Rule rule =
        new Rule(
            List.of("audit"),
            List.of("filing season"),
            List.of(Event.NEW_REPORT),
            Optional.of(Significance.CRITICAL));
    assertThat(first(rule, report("1", "Audit of addresses"))).isEqualTo(Significance.CRITICAL);
    assertThat(first(rule, report("2", "Audit of the filing season")))
        .isEqualTo(Significance.NOTABLE);
    Item item = new Item(Item.Kind.ITEM, "3", "Audit", null, null, "", new TreeMap<>());
    assertThat(first(rule, item)).isEqualTo(Significance.NOTABLE);
  }

  @Test
  void anExclusionMakesAReportRoutine() {
    assertThat(
            judged(
                    List.of("taxpayer", "!filing season"),
                    null,
                    report("1", "Taxpayer Service in the Filing Season"))
                .significance())
        .isEqualTo(Significance.ROUTINE);
  }

  @Test
  void aQuestionIsHeldOnlyAgainstTheWatchesItNames() {
    Question question =
        new Question("q", "Q?", List.of(Event.NEW_REPORT), List.of(), List.of("another-watch"));
    assertThat(judged(List.of(), question, report("1", "Report")).questions()).isEmpty();
  }

  @Test
  void theEventThatAQuestionWaitsForIsNamed() {
    assertThat(docket(new Change.Added(entry("minute-1", "Minute order", LIFTED))).because())
        .contains("it bears on “Will the stay be lifted?” by the event Stay lifted");
  }

  @Test
  void redactionsThatCameOffAreCountedWithTheirPages() {
    Document before =
        new Document(
            "R",
            "application/pdf",
            10,
            "a",
            null,
            List.of("p1", "It was [REDACTED]."),
            List.of(0, 3),
            List.of());
    Document after =
        new Document(
            "R",
            "application/pdf",
            12,
            "b",
            null,
            List.of("p1", "It was 42,695."),
            List.of(0, 1),
            List.of());
    Finding finding =
        rulebook
            .judge(watch(), null, List.of(new Change.DocumentReplaced(before, after)), AT)
            .getFirst();
    assertThat(finding.events()).containsExactly(Event.REDACTION_CHANGED, Event.DOCUMENT_REPLACED);
    assertThat(finding.headline()).isEqualTo("2 redactions gone on page 2 (3 before, 1 now)");
    assertThat(finding.after()).contains("It was 42,695.");
  }

  @Test
  void aChangedTextQuotesOnlyTheSentencesThatDiffer() {
    Finding finding =
        rulebook
            .judge(
                watch(),
                null,
                List.of(
                    new Change.TextChanged(
                        new Text("P", "One stays. Two was here."),
                        new Text("P", "One stays. Two is gone."))),
                AT)
            .getFirst();
    assertThat(finding.before()).isEqualTo("Two was here.");
    assertThat(finding.after()).isEqualTo("Two is gone.");
  }

  @Test
  void aBackfillOfOldEntriesIsNoNewsAndEachIsThereForItself() {
    List<Change> changes =
        IntStream.range(0, 200)
            .<Change>mapToObj(i ->
                new Change.Added(
                    dated(entry("entry-" + i, "Entry " + i, LIFTED), LocalDate.of(2025, 5, 1))))
            .toList();
    List<Finding> findings = rulebook.judge(watch(), story(), changes, AT);
    assertThat(findings)
        .hasSize(200)
        .allSatisfy(finding -> {
          assertThat(finding.significance()).isEqualTo(Significance.ROUTINE);
          assertThat(finding.events()).contains(Event.STAY_LIFTED);
          assertThat(finding.quote()).containsIgnoringCase("stay");
          assertThat(finding.key()).startsWith("entry-");
          assertThat(finding.headline()).startsWith("Older entry filled in: Stay lifted");
        });
  }

  @Test
  void aNewEntryIsToldByItselfAmongManyThatFillInHistoryHoweverOldItsDate() {
    List<Change> changes =
        new java.util.ArrayList<>(
            IntStream.range(0, 40)
                .<Change>mapToObj(i ->
                    new Change.Added(
                        dated(
                            entry("entry-" + i, "Entry " + i, "NOTICE by X").with(Item.LATE, "yes"),
                            LocalDate.of(2026, 1, 17))))
                .toList());
    changes.add(
        new Change.Added(
            dated(
                entry("m", "Minute order", "NOTICE of appearance").with(Item.LATE, "no"),
                LocalDate.of(2026, 3, 5))));
    List<Finding> findings = rulebook.judge(watch(), story(), changes, AT);
    assertThat(findings).extracting(Finding::key).hasSize(41).startsWith("m");
    assertThat(findings.subList(1, 41))
        .allMatch(finding -> finding.headline().startsWith("Older entry filled in: "));
  }

  @Test
  void inAFloodTheRecentRulingIsStillToldByItself() {
    List<Change> changes =
        new java.util.ArrayList<>(
            IntStream.range(0, 40)
                .<Change>mapToObj(i ->
                    new Change.Added(
                        dated(
                            entry("entry-" + i, "Entry " + i, "NOTICE by X"),
                            LocalDate.of(2026, 9, 17))))
                .toList());
    changes.add(
        new Change.Added(dated(entry("m", "Minute order", LIFTED), LocalDate.of(2026, 9, 18))));
    List<Finding> findings = rulebook.judge(watch(), story(), changes, AT);
    assertThat(findings).hasSize(41);
    assertThat(findings.getFirst().events()).contains(Event.STAY_LIFTED);
    assertThat(findings).extracting(Finding::key).doesNotHaveDuplicates().doesNotContain("");
  }

  @Test
  void theMoreFinalComesBeforeTheEarlierAndTheNewerBeforeTheOlder() {
    String entered = "ORDER: The case is STAYED pending appeal. Signed by the Judge.";
    String judgment = "CLERK'S JUDGMENT entered in favor of plaintiffs.";
    assertThat(leads(List.of(entered, "NOTICE by X", LIFTED))).contains(Event.STAY_LIFTED);
    assertThat(leads(List.of(LIFTED, "NOTICE by X", entered))).contains(Event.STAY_ENTERED);
    assertThat(leads(List.of(judgment, LIFTED))).contains(Event.JUDGMENT_ENTERED);
  }

  /** Events of what leads, of entries made on one day after another. */
  private List<Event> leads(List<String> texts) {
    List<Change> changes =
        IntStream.range(0, texts.size())
            .<Change>mapToObj(i ->
                new Change.Added(
                    dated(
                        entry("entry-" + i, "Entry " + i, texts.get(i)),
                        LocalDate.of(2026, 9, 1 + i))))
            .toList();
    return rulebook.judge(watch(), story(), changes, AT).getFirst().events();
  }

  private Finding judged(List<String> terms, @Nullable Question question, Item item) {
    Story story = new Story("s", "Story", terms, question == null ? List.of() : List.of(question));
    return rulebook.judge(watch(), story, List.of(new Change.Added(item)), AT).getFirst();
  }

  private Significance first(Rule rule, Item item) {
    return rulebook
        .judge(watch(rule), null, List.of(new Change.Added(item)), AT)
        .getFirst()
        .significance();
  }

  private static Item document(String text) {
    return new Item(Item.Kind.REPORT, "r", "A report", null, null, text, new TreeMap<>());
  }

  private Finding docket(Change change) {
    return rulebook.judge(watch(), story(), List.of(change), AT).getFirst();
  }

  private static Watch watch(Rule... rules) {
    return new Watch(
        "ctu",
        "Centro v. Bessent",
        "s",
        new SourceSpec(
            "courtlistener-docket", Map.of("court", "dcd", "docket-number", "1:25-cv-677")),
        new Rhythm.Every(Duration.ofMinutes(10)),
        Duration.ofHours(6),
        Duration.ofDays(30),
        List.of(rules));
  }

  private static Story story() {
    return new Story(
        "s",
        "Story",
        List.of(),
        List.of(
            new Question(
                "stay",
                "Will the stay be lifted?",
                List.of(Event.STAY_LIFTED),
                List.of(),
                List.of("ctu"))));
  }

  private static Item entry(String key, String title, String text) {
    return new Item(Item.Kind.DOCKET_ENTRY, key, title, null, null, text, new TreeMap<>());
  }

  private static Item dated(Item item, LocalDate day) {
    return new Item(
        item.kind(),
        item.key(),
        item.title(),
        item.link(),
        Published.on(day),
        item.text(),
        item.fields());
  }

  private static Item report(String key, String title) {
    return new Item(Item.Kind.REPORT, key, title, null, null, "", new TreeMap<>());
  }
}
