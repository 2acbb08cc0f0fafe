package crier.app;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Change;
import crier.model.Change.FieldEdit;
import crier.model.Document;
import crier.model.Item;
import crier.model.Text;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What {@code diff} prints. */
class DifferencePrintTest {

  @Test
  void anEditNamesItsFieldAndMarksItsWords() {
    Item item = new Item(Item.Kind.ITEM, "a", "A release", null, null, "", new TreeMap<>());
    assertThat(
            DifferencePrint.lines(
                new Change.Edited(
                    item, item, List.of(new FieldEdit("title", "A bad day", "A good day")))))
        .containsExactly("~ A release", "  title:", "  - A [-bad-] day", "  + A {+good+} day");
  }

  @Test
  void aPassageThatMovedIsSaidToHaveMoved() {
    String moved = "The Court will hold a hearing on the motion.";
    assertThat(
            DifferencePrint.lines(
                new Change.TextChanged(
                    new Text("", moved + " One stands here. Two stands here. Three does."),
                    new Text("", "One stands here. Two stands here. Three does. " + moved))))
        .containsExactly(
            "< moved away: " + moved,
            "  One stands here.",
            "  Two stands here.",
            "  Three does.",
            "> moved here: " + moved);
  }

  @Test
  void aDocumentIsShownPageByPageWithItsRedactions() {
    Change change =
        new Change.DocumentReplaced(
            new Document(
                "R",
                "application/pdf",
                1,
                "a",
                null,
                List.of("p", "It was ████."),
                List.of(0, 1),
                null),
            new Document(
                "R",
                "application/pdf",
                2,
                "b",
                null,
                List.of("p", "It was 7."),
                List.of(0, 0),
                null));
    assertThat(DifferencePrint.lines(change))
        .containsExactly(
            "- 1 bytes, 2 pages, 1 redactions, SHA-256 a",
            "+ 2 bytes, 2 pages, 0 redactions, SHA-256 b",
            "@@ Page 2, redactions 1 before, 0 now @@",
            "- It was [-████-].",
            "+ It was {+7+}.");
    assertThat(DifferencePrint.object(change).toString())
        .contains("redactions_before=1")
        .contains("redactions_after=0");
  }
}
