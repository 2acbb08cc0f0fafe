package crier.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GapsTest {

  @Test
  void holesBetweenTheLowestAndTheHighestAreNamed() {
    assertThat(gaps("61", "63", "67", "60")).hasToString("62, 64–66");
  }

  @Test
  void withoutAHoleThereIsNothingToName() {
    assertThat(gaps("1", "2", "3").isEmpty()).isTrue();
    assertThat(gaps().isEmpty()).isTrue();
  }

  @Test
  void documentsIdsInPlaceOfNumbersAreNoHoles() {
    assertThat(gaps("12", "1208765432", "01208765433").isEmpty()).isTrue();
  }

  @Test
  void manyHolesAreCounted() {
    String[] odd = new String[30];
    Arrays.setAll(odd, i -> String.valueOf(2 * i + 1));
    assertThat(gaps(odd).toString()).endsWith("and 17 more holes");
  }

  private static Gaps gaps(String... numbers) {
    return Gaps.of(
        new Listing(
            Arrays.stream(numbers)
                .map(number ->
                    new Item(
                            Item.Kind.DOCKET_ENTRY,
                            "entry-" + number,
                            "Entry",
                            null,
                            null,
                            "",
                            new TreeMap<>())
                        .with(Item.NUMBER, number))
                .toList(),
            false));
  }
}
