package crier.difference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which page became which. */
class PageDifferenceTest {

  private static final String A = page("alpha");
  private static final String B = page("beta");
  private static final String C = page("gamma");

  @Test
  void aPagePutInShiftsThoseBehindItAndChangesNone() {
    assertThat(shown(List.of(A, B, C), List.of(A, "A letter of transmittal", B, C)))
        .isEqualTo("SAME Page 1, INSERTED Page 2, new, SAME Page 2 (now 3), SAME Page 3 (now 4)");
  }

  @Test
  void aPageTakenOutIsGone() {
    assertThat(shown(List.of(A, B, C), List.of(A, C)))
        .isEqualTo("SAME Page 1, REMOVED Page 2, gone, SAME Page 3 (now 2)");
  }

  @Test
  void aPagePutElsewhereMoved() {
    assertThat(shown(List.of(A, B, C), List.of(B, C, A)))
        .isEqualTo("SAME Page 2 (now 1), SAME Page 3 (now 2), MOVED Page 1 moved, now 3");
  }

  @Test
  void aPagePutInBeforeOneThatChangedIsToldFromIt() {
    assertThat(shown(List.of(A, B), List.of(A, "Something new stands here.", B + " And more.")))
        .isEqualTo("SAME Page 1, INSERTED Page 2, new, CHANGED Page 2 (now 3)");
  }

  @Test
  void aPageWithoutAWordInCommonWithTheOneInItsPlaceBecameIt() {
    assertThat(shown(List.of(A, "████", C), List.of(A, B, C)))
        .isEqualTo("SAME Page 1, CHANGED Page 2, SAME Page 3");
  }

  @Test
  void aThousandPagesAreComparedInTime() {
    List<String> before = IntStream.range(0, 1_000).mapToObj(i -> page("word" + i)).toList();
    List<String> after =
        IntStream.range(0, 1_001).mapToObj(i -> page("other" + i) + " changed").toList();
    org.junit.jupiter.api.Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () -> assertThat(PageDifference.of(before, after).pages()).hasSize(1_001));
  }

  @Test
  void linesThatOnlyThePapersWidthBrokeAreOneParagraph() {
    String page =
        """
        WHAT WE FOUND
        The agency matched the requests against its files by name and
        number, and accepted what it found.
        • The first of the points that are made in a list and go on
        • The second of them\
        """;
    assertThat(Paragraphs.of(page))
        .isEqualTo(
            """
            WHAT WE FOUND
            The agency matched the requests against its files by name and number, and accepted what it found.
            • The first of the points that are made in a list and go on
            • The second of them\
            """);
  }

  @Test
  void aParagraphSetAnewIsNoDifference() {
    String narrow =
        "The agency matched the requests against its files by name and\nnumber, and accepted what it found.";
    String wide =
        "The agency matched the requests against its files by name and number, and\naccepted what it found.";
    assertThat(Passage.between(Paragraphs.of(narrow), Paragraphs.of(wide))).isEmpty();
  }

  private static String shown(List<String> before, List<String> after) {
    return PageDifference.of(before, after).pages().stream()
        .map(pair -> pair.kind() + " " + pair.label())
        .collect(Collectors.joining(", "));
  }

  private static String page(String word) {
    return IntStream.range(0, 30).mapToObj(i -> word + i).collect(Collectors.joining(" "));
  }
}
