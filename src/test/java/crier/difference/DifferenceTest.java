package crier.difference;

import static org.assertj.core.api.Assertions.assertThat;

import crier.difference.Difference.Kind;
import crier.difference.Difference.Piece;
import crier.difference.Difference.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two texts side by side. */
class DifferenceTest {

  private static String shown(Difference difference) {
    return difference.rows().stream().map(DifferenceTest::shown).collect(Collectors.joining("\n"));
  }

  private static String shown(Row row) {
    return switch (row.kind()) {
      case SKIPPED -> "… " + row.skipped();
      case SAME -> "  " + shown(row.before());
      default -> shown(row.before()) + " | " + shown(row.after());
    };
  }

  private static String shown(List<Piece> pieces) {
    return pieces.stream()
        .map(piece ->
            switch (piece.kind()) {
              case DELETED -> "[-" + piece.text() + "-]";
              case INSERTED -> "[+" + piece.text() + "+]";
              case MOVED -> "[~" + piece.text() + "~]";
              default -> piece.text();
            })
        .collect(Collectors.joining());
  }

  @Test
  void onlyTheWordsThatChangedAreMarked() {
    assertThat(
            shown(
                Difference.of(
                    "The status report is due October 2. The stay remains.",
                    "The status report is due October 9. The stay remains.")))
        .isEqualTo(
            """
            The status report is due October [-2-]. | The status report is due October [+9+].
              The stay remains.\
            """);
  }

  @Test
  void sentencesFarFromAChangeAreCountedNotShown() {
    String before = sentences(1, 20) + " Last one stands.";
    String after = sentences(1, 20) + " Last one falls.";
    assertThat(shown(Difference.of(before, after)))
        .isEqualTo(
            """
            … 19
              Sentence number 20 stands here.
            Last one [-stands-]. | Last one [+falls+].\
            """);
  }

  @Test
  void aSentenceThatMovedIsSaidToHaveMoved() {
    String moved = "The Court will hold a hearing on the motion.";
    Difference difference =
        Difference.of(moved + " " + sentences(1, 3), sentences(1, 3) + " " + moved);
    assertThat(shown(difference))
        .isEqualTo(
            """
            [~%s~] |\s
              Sentence number 1 stands here.
              Sentence number 2 stands here.
              Sentence number 3 stands here.
             | [~%s~]\
            """
                .formatted(moved, moved));
  }

  @Test
  void whatIsReplacedIsMarkedWithoutTheSpaceBeforeIt() {
    assertThat(
            shown(
                Difference.of(
                    "The agency will correct this, and it has no date.",
                    "The agency will correct this, and it plans December.")))
        .isEqualTo(
            "The agency will correct this, and it [-has no date-]."
                + " | The agency will correct this, and it [+plans December+].");
  }

  @Test
  void aNumberIsOneWord() {
    assertThat(shown(Difference.of("It has 1,501 bytes in all.", "It has 1,533 bytes in all.")))
        .isEqualTo("It has [-1,501-] bytes in all. | It has [+1,533+] bytes in all.");
  }

  @Test
  void textsWithNothingInCommonAreNotMixedWordByWord() {
    Difference difference =
        Difference.of("Granted in part by the judge.", "Nothing of what stood remains there now.");
    assertThat(shown(difference))
        .isEqualTo(
            "[-Granted in part by the judge.-] | [+Nothing of what stood remains there now.+]");
  }

  @Test
  void whiteSpaceAndLineBreaksAreNoDifference() {
    assertThat(Difference.of("One  line\there.\n\nNext.", "One line here.\nNext.").isEmpty())
        .isTrue();
    assertThat(Difference.of(null, "").isEmpty()).isTrue();
    assertThat(Difference.of("same", "same").isEmpty()).isTrue();
  }

  @Test
  void whatCameIsNotHeldAgainstNothing() {
    assertThat(shown(Difference.of(null, "It is so ordered.")))
        .isEqualTo(" | [+It is so ordered.+]");
    assertThat(shown(Difference.of("It is so ordered.", ""))).isEqualTo("[-It is so ordered.-] | ");
  }

  @Test
  void anAbbreviationEndsNoSentence() {
    assertThat(
            Sentences.of(
                "See Doe v. Roe, No. 5, Fed. R. Civ. P. 12(b). Do so. “Granted.” Done. 3 remain."))
        .extracting(Sentences.Sentence::text)
        .containsExactly(
            "See Doe v. Roe, No. 5, Fed. R. Civ. P. 12(b).",
            "Do so.",
            "“Granted.”",
            "Done.",
            "3 remain.");
  }

  /** Whatever is marked, each side still says what it said; else a quote would be false. */
  @Test
  void theSidesSayWhatTheTextsSay() {
    Random random = new Random(20260608);
    for (int round = 0; round < 500; round++) {
      String before = text(random, random.nextInt(60));
      String after = edited(before, random);
      WordDifference words = WordDifference.of(before, after);
      assertThat(joined(words.before())).isEqualTo(before);
      assertThat(joined(words.after())).isEqualTo(after);
      Difference difference = Difference.of(before, after);
      assertThat(difference.isEmpty())
          .isEqualTo(Sentences.of(before).toString().equals(Sentences.of(after).toString()));
    }
  }

  @Test
  void aLateChangeInALongTextIsFound() {
    String before = sentences(1, 5_000) + " The stay remains in force.";
    String after = sentences(1, 5_000) + " The stay is lifted today.";
    assertThat(shown(Difference.of(before, after))).contains("[-remains").contains("[+is lifted");
  }

  @Test
  void longTextsWithNothingInCommonAreCutAndSaySo() {
    String before = sentences(1, 4_000);
    String after = sentences(10_000, 14_000).replace("stands here", "went away");
    Difference difference = Difference.of(before, after);
    assertThat(difference.cut()).isTrue();
    assertThat(shown(difference).length()).isLessThan(70_000);
    assertThat(difference.isEmpty()).isFalse();
  }

  private static String sentences(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj("Sentence number %d stands here."::formatted)
        .collect(Collectors.joining(" "));
  }

  private static String joined(List<Piece> pieces) {
    return pieces.stream().map(Piece::text).collect(Collectors.joining());
  }

  private static String text(Random random, int words) {
    List<String> all =
        List.of("the", "stay", "Court", "is", "lifted.", "ordered,", "62", "a", "𝒜", "é");
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < words; i++) {
      chosen.add(all.get(random.nextInt(all.size())));
    }
    return String.join(random.nextInt(10) == 0 ? "\n" : " ", chosen);
  }

  private static String edited(String text, Random random) {
    List<String> words = new ArrayList<>(List.of(text.split(" ", -1)));
    for (int i = random.nextInt(5); i > 0; i--) {
      int place = random.nextInt(words.size());
      if (random.nextBoolean()) {
        words.add(place, "new" + random.nextInt(3));
      } else {
        words.set(place, random.nextBoolean() ? "" : "changed.");
      }
    }
    return String.join(" ", words);
  }

  @Test
  void kindsOfRowsAreTheOnesTheTemplateKnows() {
    assertThat(Difference.of("One stands here.", "One stands there.").rows())
        .extracting(Row::kind)
        .containsExactly(Kind.CHANGED);
  }
}
