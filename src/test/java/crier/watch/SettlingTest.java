package crier.watch;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Change;
import crier.model.Content;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Memo;
import crier.model.Published;
import crier.model.Snapshot;
import crier.model.Text;
import crier.watch.Comparison.Expectation;
import crier.watch.Comparison.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SettlingTest {

  private static final Duration SECOND = Duration.ofMinutes(10);

  private Instant now = Instant.parse("2026-06-08T12:00:00Z");
  private Snapshot known = new Snapshot(new Text("", ""), List.of());
  private Memo memo = Memo.EMPTY;
  private boolean unsettled;

  @Test
  void anEditIsToldAtTheSecondLookAndOnce() {
    begin(list("Audit of grants"));
    assertThat(look(list("Audit of grants, revised"))).isEmpty();
    assertThat(unsettled).isTrue();
    assertThat(look(list("Audit of grants, revised")))
        .singleElement()
        .isInstanceOfSatisfying(
            Change.Edited.class,
            edit -> assertThat(edit.before().title()).isEqualTo("Audit of grants"));
    assertThat(look(list("Audit of grants, revised"))).isEmpty();
    assertThat(unsettled).isFalse();
  }

  @Test
  void secondsLaterIsNoSecondLook() {
    begin(list("Audit of grants"));
    look(list("Audit of grants, revised"));
    assertThat(look(list("Audit of grants, revised"), Duration.ofSeconds(20))).isEmpty();
    assertThat(look(list("Audit of grants, revised"), SECOND)).hasSize(1);
  }

  @Test
  void anEditThatIsTakenBackIsNeverTold() {
    begin(list("Audit of grants"));
    look(list("Audit of goats"));
    assertThat(look(list("Audit of grants"))).isEmpty();
    assertThat(look(list("Audit of grants"))).isEmpty();
  }

  @Test
  void whatSaysSomethingElseAtEveryLookIsNeverToldAndNamed() {
    begin(list("Audit of grants; offer 0", "Review of boats; offer 0", "Letter on cars; offer 0"));
    for (int i = 1; i < 30; i++) {
      assertThat(
              look(
                  list(
                      "Audit of grants; offer " + i,
                      "Review of boats; offer " + i,
                      "Letter on cars; offer " + i)))
          .isEmpty();
    }
    assertThat(memo.restless()).contains("title");
    assertThat(unsettled).isFalse();
  }

  @Test
  void aNewItemBesideWhatIsRestlessIsToldAtFirstSight() {
    begin(list("Audit of grants; offer 0"));
    look(list("Audit of grants; offer 1"));
    assertThat(look(list("Audit of grants; offer 2", "Letter to the board")))
        .singleElement()
        .isInstanceOf(Change.Added.class);
  }

  @Test
  void anotherWritingOfTheSameWordsIsNoEdit() {
    String words = "Review of IRS's \"data safeguards\" - part 5";
    begin(list(words));
    for (String written :
        List.of(
            "Review of IRS’s “data safeguards” – part 5",
            "REVIEW OF IRS'S \"DATA SAFEGUARDS\" - PART 5",
            "NEW! " + words,
            words + " (New)",
            words + " (1,204 views)",
            words + " | 12 downloads",
            words + " [PDF, 2.1 MB]",
            words + " (PDF)",
            words + " (14 pages, Word document)",
            words + " (3 hours ago)")) {
      assertThat(look(list(written))).as(written).isEmpty();
      assertThat(unsettled).as(written).isFalse();
    }
    look(list("Review of IRS's data safeguards - part 6"));
    assertThat(look(list("Review of IRS's data safeguards - part 6"))).hasSize(1);
  }

  @Test
  void aParagraphThatIsAddedToAPageIsToldAtOnceAndAnEditOfOneWhenItHasStood() {
    begin(new Text("Room", "Signed in April.\nAnswered in thirty days."));
    assertThat(look(new Text("Room", "Signed in April.\nAnswered in thirty days.\nA plan came.")))
        .hasSize(1);
    Text edited = new Text("Room", "Signed in May.\nAnswered in thirty days.\nA plan came.");
    assertThat(look(edited)).isEmpty();
    assertThat(look(edited))
        .singleElement()
        .isInstanceOfSatisfying(
            Change.TextChanged.class,
            change -> assertThat(change.after().text()).contains("Signed in May."));
    assertThat(look(edited)).isEmpty();
  }

  @Test
  void anEditBesideACarouselIsToldAndTheCarouselIsNot() {
    begin(new Text("Room", "Quote 0 of the day\nIt is now 10:00:00\nThe stay remains in force."));
    List<Change> told = new ArrayList<>();
    for (int i = 1; i < 20; i++) {
      String stay = i < 5 ? "The stay remains in force." : "The stay was lifted.";
      told.addAll(
          look(
              new Text(
                  "Room", "Quote " + i + " of the day\nIt is now 10:00:0" + i % 10 + "\n" + stay)));
    }
    assertThat(told)
        .singleElement()
        .isInstanceOfSatisfying(
            Change.TextChanged.class,
            change -> {
              assertThat(change.after().text()).contains("The stay was lifted.");
              assertThat(change.after().text()).contains("Quote 0 of the day");
            });
  }

  @Test
  void linesInAnotherOrderAreNoChange() {
    begin(new Text("Room", "One thing\nAnother thing\nA third thing"));
    assertThat(look(new Text("Room", "A third thing\nOne thing\nAnother thing"))).isEmpty();
    assertThat(look(new Text("Room", "Another thing\nOne thing\nA third thing"))).isEmpty();
  }

  @Test
  void anOldDocketEntrysEditIsToldAtFirstSight() {
    begin(entry("ORDER setting a hearing."));
    assertThat(look(entry("ORDER vacating a hearing."))).hasSize(1);
  }

  private void begin(Content content) {
    known = new Snapshot(content, List.of());
  }

  private List<Change> look(Content content) {
    return look(content, SECOND);
  }

  private List<Change> look(Content content, Duration later) {
    now = now.plus(later);
    Settling settling = Settling.of(memo, now, false);
    Result result = Comparison.of(known, content, now, Expectation.NONE, settling);
    memo = settling.noted(memo);
    unsettled = settling.unsettled();
    if (result instanceof Result.Different(Snapshot after, List<Change> changes)) {
      known = after;
      return changes;
    }
    assertThat(result).isInstanceOf(Result.Same.class);
    return List.of();
  }

  private static Listing list(String... titles) {
    List<Item> items = new ArrayList<>();
    for (String title : titles) {
      items.add(item(Item.Kind.REPORT, "2026-00" + items.size(), title, ""));
    }
    return new Listing(items, false);
  }

  private static Listing entry(String text) {
    return new Listing(List.of(item(Item.Kind.DOCKET_ENTRY, "entry-5", "Entry 5", text)), false);
  }

  private static Item item(Item.Kind kind, String key, String title, String text) {
    return new Item(
        kind, key, title, null, Published.on(LocalDate.of(2026, 6, 1)), text, new TreeMap<>());
  }
}
