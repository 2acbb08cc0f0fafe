package crier.source.listing;

import static crier.source.Read.NOW;
import static crier.source.Read.URL;
import static crier.source.Read.capture;
import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Capture;
import crier.model.Extracted;
import crier.model.Item;
import crier.model.Listing;
import crier.source.Guess;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages of opinions and reports in the layouts that courts and offices use, guessed. */
class LayoutsTest {

  record Layout(String name, String html, List<String> rows) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Layout> layouts() throws Exception {
    try (InputStream in = LayoutsTest.class.getResourceAsStream("layouts.txt")) {
      String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(all.split("\n## ")).skip(1).map(LayoutsTest::layout);
    }
  }

  private static Layout layout(String text) {
    int line = text.indexOf('\n');
    int arrow = text.indexOf("\n->\n");
    return new Layout(
        text.substring(0, line),
        text.substring(line + 1, arrow),
        text.substring(arrow + 4).lines().filter(row -> !row.isBlank()).toList());
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void theRowsAreGuessedAndTheProposedEntryReadsTheSame(Layout layout) {
    Capture page =
        capture("<html><head><title>T</title></head><body>" + layout.html + "</body></html>");
    Guess guess = Guess.of(URL.toString(), Map.of(), page, NOW);
    assertThat(lines(guess.extracted())).isEqualTo(layout.rows);
    if (!layout.rows.isEmpty()) {
      assertThat(ListingSource.read(guess.spec(), page, NOW)).isEqualTo(guess.extracted());
    }
  }

  private static List<String> lines(Extracted extracted) {
    return extracted instanceof Listing(var items, _)
        ? items.stream().map(LayoutsTest::line).toList()
        : List.of();
  }

  private static String line(Item item) {
    return "%s | %s | %s"
        .formatted(
            item.published() == null ? "undated" : item.published().day(),
            item.title(),
            String.valueOf(item.link()).replace("https://www.example.gov", ""));
  }
}
