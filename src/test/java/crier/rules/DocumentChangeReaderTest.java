package crier.rules;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Document;
import crier.model.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of a document that was replaced. */
class DocumentChangeReaderTest {

  private static final String LEGEND = "Redaction Legend:\n1 = Tax Return/Return Information";

  @Test
  void whatAppearedWhereAMarkStoodIsQuoted() {
    ChangeReader.Read read =
        DocumentChangeReader.replaced(
            document("a", List.of("One stays. Of all, ████ were wrong."), List.of(1)),
            document("b", List.of("One stays. Of all, 42,695 were wrong."), List.of(0)));
    assertThat(read.quote()).isEqualTo("Of all, 42,695 were wrong.");
    assertThat(read.headline()).isEqualTo("1 redaction gone on page 1 (1 before, 0 now)");
  }

  @Test
  void redactionsThatCameAreToldBesideThoseThatWent() {
    ChangeReader.Read read =
        DocumentChangeReader.replaced(
            document("a", List.of("A ████.", "B is told.", "C ████ ████."), List.of(1, 0, 2)),
            document("b", List.of("A one.", "B ████.", "C two three."), List.of(0, 1, 0)));
    assertThat(read.headline())
        .isEqualTo("3 redactions gone on pages 1, 3 and 1 new on page 2 (3 before, 1 now)");
    assertThat(read.events()).containsExactly(Event.REDACTION_CHANGED, Event.DOCUMENT_REPLACED);
  }

  @Test
  void aPagePutInMovesRedactionsAndChangesNone() {
    String page = "Of all the records that were reviewed, ████ were wrong in some way or other.";
    ChangeReader.Read read =
        DocumentChangeReader.replaced(
            document("a", List.of(page), List.of(1)),
            document("b", List.of("A letter.", page), List.of(0, 1)));
    assertThat(read.events()).containsExactly(Event.DOCUMENT_REPLACED);
    assertThat(read.after()).isEqualTo("A letter.");
  }

  @Test
  void bothHashesAreNamedEvenWhenNeitherCanBeRead() {
    ChangeReader.Read read = DocumentChangeReader.replaced(unreadable("aaa"), unreadable("bbb"));
    assertThat(read.events()).containsExactly(Event.DOCUMENT_REPLACED);
    assertThat(read.proof().measured())
        .contains("SHA-256 aaa", "SHA-256 bbb", "not readable: it is encrypted");
    assertThat(read.before() + read.after()).as("nobody is quoted").isEmpty();
  }

  @Test
  void aDocumentThatCanNoLongerBeReadLostNoRedactions() {
    ChangeReader.Read read =
        DocumentChangeReader.replaced(
            document("a", List.of("A ████."), List.of(1)), unreadable("b"));
    assertThat(read.events()).containsExactly(Event.DOCUMENT_REPLACED);
  }

  @Test
  void whatTheNumbersAmongTheAsterisksMeanIsSaid() {
    ChangeReader.Read read =
        DocumentChangeReader.replaced(
            document("a", List.of("It was ****1****.", LEGEND), List.of(1, 0)),
            document("b", List.of("It was 7.", LEGEND), List.of(0, 0)));
    assertThat(read.proof().measured())
        .contains("Redaction legend: 1 = Tax Return/Return Information");
  }

  private static Document document(String sha256, List<String> pages, List<Integer> redactions) {
    return new Document("R", "application/pdf", 1, sha256, null, pages, redactions, List.of());
  }

  private static Document unreadable(String sha256) {
    return new Document(
        "R", "application/pdf", 1, sha256, "it is encrypted", List.of(), List.of(), List.of());
  }
}
