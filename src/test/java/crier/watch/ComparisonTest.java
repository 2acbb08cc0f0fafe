package crier.watch;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Change;
import crier.model.Content;
import crier.model.Document;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Published;
import crier.model.Snapshot;
import crier.model.Snapshot.Standing;
import crier.model.Text;
import crier.watch.Comparison.Result;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Instant NOON = Instant.parse("2026-06-08T16:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(600);

  @Test
  void firstSightTellsNothing() {
    assertThat(Comparison.of(null, list("a", "b"), NOON)).isInstanceOf(Result.FirstSight.class);
  }

  @Test
  void anItemNotKnownIsAdded() {
    assertThat(changes(snapshot("a", "b"), list("c", "a", "b")))
        .containsExactly(new Change.Added(item("c")));
  }

  @Test
  void anItemInsertedInTheMiddleIsAddedToo() {
    assertThat(changes(snapshot("a", "c"), list("a", "b", "c")))
        .containsExactly(new Change.Added(item("b")));
  }

  @Test
  void aSortedAnewListIsTheSame() {
    assertThat(Comparison.of(snapshot("a", "b", "c"), list("c", "a", "b"), NOON))
        .isInstanceOf(Result.Same.class);
  }

  @Test
  void anItemPushedOffTheEndIsNotWithdrawn() {
    Result.Different pushed = different(snapshot("b", "c", "d"), list("a", "b", "c"), NOON);
    assertThat(pushed.changes()).containsExactly(new Change.Added(item("a")));
    assertThat(pushed.after().absent())
        .extracting(Snapshot.Absent::standing)
        .containsExactly(Standing.OFF_THE_END);
  }

  @Test
  void anItemPushedOffTheEndIsNotNewWhenItComesBack() {
    Snapshot after = different(snapshot("b", "c", "d"), list("a", "b", "c"), NOON).after();
    assertThat(changes(after, list("b", "c", "d", "a"))).isEmpty();
  }

  @Test
  void anItemGoneFromTheMiddleIsToldOnlyAfterASecondLook() {
    Result.Different first = different(snapshot("a", "b", "c"), list("a", "c"), NOON);
    assertThat(first.changes()).isEmpty();
    assertThat(first.after().unsettled()).isTrue();

    Result.Different second = different(first.after(), list("a", "c"), LATER);
    assertThat(second.changes()).containsExactly(new Change.Withdrawn(item("b")));
    assertThat(second.after().unsettled()).isFalse();

    assertThat(Comparison.of(second.after(), list("a", "c"), LATER.plusSeconds(600)))
        .isInstanceOf(Result.Same.class);
  }

  @Test
  void whatIsNewInAListThatShrankIsToldAndWhatIsMissingIsNotBelieved() {
    Result result =
        Comparison.of(snapshot("a", "b", "c", "d", "e", "f", "g", "h"), list("n", "a", "h"), NOON);
    assertThat(result).isInstanceOf(Result.Partly.class);
    Result.Partly partly = (Result.Partly) result;
    assertThat(partly.changes()).containsExactly(new Change.Added(item("n")));
    assertThat(partly.why()).contains("shrank");
    assertThat(partly.after().absent()).isEmpty();
    assertThat(changes(partly.after(), list("n", "a", "b", "c", "d", "e", "f", "g", "h")))
        .isEmpty();
  }

  @Test
  void aWindowThatIsSortedOtherwiseTellsNeitherWhatCameIntoViewNorWhatWentOut() {
    Snapshot newest = new Snapshot(days(8, 7, 6, 5, 4, 3), List.of());
    Result.Different turned = different(newest, days(1, 2, 3, 4, 5, 6), NOON);
    assertThat(turned.changes()).isEmpty();
    assertThat(Comparison.of(turned.after(), days(1, 2, 3, 4, 5, 6), LATER))
        .isInstanceOf(Result.Same.class);
    assertThat(changes(turned.after(), days(9, 8, 7, 6, 5, 4)))
        .singleElement()
        .isInstanceOfSatisfying(
            Change.Added.class, added -> assertThat(added.item().key()).isEqualTo("report 9"));
  }

  /** A window of reports, each called by its day. */
  private static Listing days(int... days) {
    return new Listing(
        Arrays.stream(days)
            .mapToObj(day ->
                new Item(
                    Item.Kind.ITEM,
                    "report " + day,
                    "Report " + day,
                    null,
                    Published.on(LocalDate.of(2026, 6, day)),
                    "",
                    new TreeMap<>()))
            .toList(),
        false);
  }

  @Test
  void anItemMissingOnceOnlyIsNeverTold() {
    Snapshot once = different(snapshot("a", "b", "c"), list("a", "c"), NOON).after();
    assertThat(changes(once, list("a", "b", "c"))).isEmpty();
  }

  @Test
  void aWithdrawnItemThatIsBackIsToldAsSuch() {
    Snapshot once = different(snapshot("a", "b", "c"), list("a", "c"), NOON).after();
    Snapshot twice = different(once, list("a", "c"), LATER).after();
    assertThat(changes(twice, list("a", "b", "c")))
        .containsExactly(new Change.Reappeared(item("b")));
  }

  @Test
  void aWholeListThatLosesItsLastItemMissesIt() {
    Snapshot known = new Snapshot(new Listing(items("a", "b", "c"), true), List.of());
    Result.Different result = different(known, new Listing(items("a", "b"), true), NOON);
    assertThat(result.after().absent())
        .extracting(Snapshot.Absent::standing)
        .containsExactly(Standing.MISSING);
  }

  @Test
  void anEmptyListIsNeverTakenForEverythingWithdrawn() {
    assertThat(Comparison.of(snapshot("a", "b"), list(), NOON))
        .isInstanceOf(Result.Implausible.class);
  }

  @Test
  void aListThatLostMostOfItsItemsIsTakenForBroken() {
    assertThat(
            Comparison.of(
                new Snapshot(new Listing(items("a", "b", "c", "d", "e"), true), List.of()),
                new Listing(items("a", "b"), true),
                NOON))
        .isInstanceOf(Result.Implausible.class);
  }

  @Test
  void anOlderItemPulledUpByAWithdrawalIsNoNews() {
    Listing before = dated("a 5", "b 4", "c 3", "d 2");
    Result.Different first =
        different(new Snapshot(before, List.of()), dated("a 5", "c 3", "d 2", "z 1"), NOON);
    assertThat(first.changes()).isEmpty();
    assertThat(different(first.after(), dated("a 5", "c 3", "d 2", "z 1"), LATER).changes())
        .containsExactly(new Change.Withdrawn(before.items().get(1)));
  }

  @Test
  void aPageThatShowsMoreThanItDidTellsNoOldItemsAsNew() {
    Listing longer =
        dated("n 9", "a 8", "b 7", "c 6", "d 5", "e 4", "f 4", "g 3", "h 2", "i 1", "j 1");
    assertThat(changes(new Snapshot(dated("a 8", "b 7", "c 6", "d 5"), List.of()), longer))
        .extracting(change -> ((Change.Added) change).item().title())
        .containsExactly("n");
  }

  @Test
  void anItemInsertedAtTheEndIsNewHoweverOldItsDate() {
    assertThat(changes(new Snapshot(dated("a 5", "b 4"), List.of()), dated("a 5", "b 4", "late 1")))
        .hasSize(1);
  }

  @Test
  void aListSortedOtherwiseThatShowsOnlyOldItemsIsNotAllNew() {
    Result result =
        Comparison.of(
            new Snapshot(dated("a 9", "b 8", "c 7", "d 6"), List.of()),
            dated("k 1", "l 1", "m 2", "n 3"),
            NOON);
    assertThat(((Result.Implausible) result).why()).contains("sorted otherwise");
  }

  @Test
  void aRepeatedTitleWithoutADateIsAnotherItemAndNotTheOneThatFellOffTheEnd() {
    Listing before = new Listing(List.of(briefing("4"), briefing("3"), briefing("2")), false);
    Listing now = new Listing(List.of(briefing("5"), briefing("4"), briefing("3")), false);
    assertThat(changes(new Snapshot(before, List.of()), now))
        .containsExactly(new Change.Added(briefing("5")));
  }

  @Test
  void aBumpedDateAloneIsNoEditOfARelease() {
    assertThat(changes(new Snapshot(dated("a 5", "b 4"), List.of()), dated("a 6", "b 4")))
        .isEmpty();
  }

  @Test
  void aWindowShorterThanUsualIsTakenForBrokenUntilItHasStood() {
    Snapshot known = snapshot("a", "b", "c", "d", "e", "f", "g", "h");
    Comparison.Expectation shrunk = new Comparison.Expectation(8, 2, false, false);
    assertThat(Comparison.of(known, list("a", "b"), NOON, shrunk))
        .isInstanceOf(Result.Implausible.class);
    assertThat(
            Comparison.of(
                known, list("a", "b"), NOON, new Comparison.Expectation(8, 2, true, false)))
        .isInstanceOf(Result.Different.class);
  }

  @Test
  void aListThatStartsAnewEachMonthMaySaySo() {
    Comparison.Expectation anew = new Comparison.Expectation(40, 1, false, true);
    Result result = Comparison.of(snapshot("a", "b", "c", "d", "e"), list("n"), NOON, anew);
    assertThat(((Result.Different) result).changes()).containsExactly(new Change.Added(item("n")));
  }

  private static Item briefing(String key) {
    return new Item(Item.Kind.ITEM, key, "Daily briefing", null, null, "", new TreeMap<>());
  }

  /** Items of June 2026, each a name and a day. */
  private static Listing dated(String... items) {
    return new Listing(
        Arrays.stream(items)
            .map(text -> text.split(" "))
            .map(parts ->
                new Item(
                    Item.Kind.ITEM,
                    parts[0],
                    parts[0],
                    null,
                    Published.on(LocalDate.of(2026, 6, Integer.parseInt(parts[1]))),
                    "",
                    new TreeMap<>()))
            .toList(),
        false);
  }

  @Test
  void afterALongAbsenceAWindowOfOnlyNewItemsIsAllNew() {
    assertThat(changes(snapshot("a", "b", "c", "d", "e"), list("v", "w", "x", "y", "z")))
        .hasSize(5)
        .allMatch(Change.Added.class::isInstance);
  }

  @Test
  void anEditSaysWhichFieldAndBothValues() {
    Item before = item("a").with("number", "2026-1");
    Item after = item("a").with("number", "2026-2");
    assertThat(changes(snapshot(before), listing(after)))
        .containsExactly(
            new Change.Edited(
                before, after, List.of(new Change.FieldEdit("number", "2026-1", "2026-2"))));
  }

  @Test
  void aMovedAddressIsNoNewsButIsKept() {
    Item before = item("a");
    Item after =
        new Item(
            before.kind(),
            "a",
            before.title(),
            "https://elsewhere.example/a",
            before.published(),
            "",
            before.fields());
    Result.Different result = different(snapshot(before), listing(after), NOON);
    assertThat(result.changes()).isEmpty();
    assertThat(result.after().content()).isEqualTo(listing(after));
  }

  @Test
  void theSameTitleOfTheSameDayUnderAnotherKeyIsTheSameItem() {
    Item moved =
        new Item(
            Item.Kind.ITEM, "a-0", "Title a", null, item("a").published(), "", new TreeMap<>());
    assertThat(changes(snapshot("a", "b"), listing(moved, item("b")))).isEmpty();
  }

  @Test
  void twoDocketEntriesOfOneTitleAndDayAreTwo() {
    assertThat(
            changes(
                snapshot(entry("minute-1"), entry("entry-5")),
                listing(entry("minute-2"), entry("minute-1"), entry("entry-5"))))
        .containsExactly(new Change.Added(entry("minute-2")));
  }

  @Test
  void aSourcesOwnMarksAreKeptAndNeverCompared() {
    Item marked = entry("entry-5").with(".sha1", "aa");
    assertThat(changes(snapshot(entry("entry-5")), listing(marked))).isEmpty();
  }

  @Test
  void whatStoodThereBeforeAnybodyLookedIsNotNew() {
    assertThat(
            changes(
                snapshot(entry("entry-5")),
                listing(entry("entry-5"), entry("entry-4").with(Item.HISTORY, "yes"))))
        .isEmpty();
  }

  @Test
  void aBetterAccountOfWhatWasKnownIsNoEditAndLaterEditsAre() {
    Item learnt = entry("entry-5").with("pdf", "yes").with(Item.LEARNT, "yes");
    assertThat(changes(snapshot(entry("entry-5")), listing(learnt))).isEmpty();
    assertThat(changes(snapshot(learnt), listing(learnt.with("pdf", null)))).hasSize(1);
  }

  @Test
  void aDateThatCanNoLongerBeReadIsNoEdit() {
    Item before = item("a");
    Item after =
        new Item(before.kind(), "a", before.title(), before.link(), null, "", before.fields());
    assertThat(changes(snapshot(before), listing(after))).isEmpty();
  }

  @Test
  void textThatAllButVanishesIsTakenForABrokenPage() {
    Snapshot known = new Snapshot(new Text("Page", "words ".repeat(500)), List.of());
    assertThat(Comparison.of(known, new Text("Page", "Loading"), NOON))
        .isInstanceOf(Result.Implausible.class);
  }

  @Test
  void aListThatReadsAsATextIsTakenForABrokenPage() {
    assertThat(Comparison.of(snapshot("a"), new Text("Page", "words"), NOON))
        .isInstanceOf(Result.Implausible.class);
  }

  @Test
  void theSameBytesThatCanBeReadAtLastAreKeptAndNotTold() {
    Document before =
        new Document("R", "application/pdf", 1, "a", "busy", List.of(), List.of(), List.of());
    Document now =
        new Document("R", "application/pdf", 1, "a", null, List.of("p"), List.of(0), List.of(0));
    Result.Different result = different(new Snapshot(before, List.of()), now, NOON);
    assertThat(result.changes()).isEmpty();
    assertThat(result.after().content()).isEqualTo(now);
  }

  private static List<Change> changes(Snapshot before, Content now) {
    return switch (Comparison.of(before, now, NOON)) {
      case Result.Different(_, var changes) -> changes;
      case Result.Same() -> List.of();
      case Result.FirstSight(_) -> throw new AssertionError("first sight");
      case Result.Partly(_, _, String why) -> throw new AssertionError(why);
      case Result.Implausible(String why, _) -> throw new AssertionError(why);
    };
  }

  private static Result.Different different(Snapshot before, Content now, Instant at) {
    return (Result.Different) Comparison.of(before, now, at);
  }

  private static Snapshot snapshot(String... keys) {
    return new Snapshot(list(keys), List.of());
  }

  private static Snapshot snapshot(Item... items) {
    return new Snapshot(listing(items), List.of());
  }

  private static Listing list(String... keys) {
    return new Listing(items(keys), false);
  }

  private static Listing listing(Item... items) {
    return new Listing(List.of(items), false);
  }

  private static List<Item> items(String... keys) {
    return Arrays.stream(keys).map(ComparisonTest::item).toList();
  }

  private static Item item(String key) {
    return new Item(
        Item.Kind.ITEM,
        key,
        "Title " + key,
        "https://example.gov/" + key,
        Published.on(LocalDate.of(2026, 6, 8)),
        "",
        new TreeMap<>());
  }

  private static Item entry(String key) {
    return new Item(
        Item.Kind.DOCKET_ENTRY,
        key,
        "MINUTE ORDER",
        null,
        Published.on(LocalDate.of(2026, 6, 8)),
        "",
        new TreeMap<>());
  }
}
