package crier.config;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.SourceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One small file for each fault, {@code conf.<fault>.yml}; what must be said about it stands in the
 * file itself, below, behind {@code # =>}. All of it must be said, and nothing else.
 */
class FaultsTest {

  private static final Path FOLDER = Path.of("src/test/resources/crier/config/faults");

  private static final String SECRET = "correct-horse-battery";

  static Stream<String> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFaultIsToldWithItsPlaceAndARemedy(String name) throws IOException {
    String text = Files.readString(FOLDER.resolve(name));
    List<String> expected =
        text.lines()
            .filter(line -> line.startsWith("# => "))
            .map(line -> name + ":" + line.substring("# => ".length()))
            .toList();
    assertThat(expected).as("what %s expects", name).isNotEmpty();
    assertThat(told(name, text)).containsExactlyElementsOf(expected);
    assertThat(told(name, text))
        .noneMatch(line -> line.contains("hunter2"))
        .noneMatch(line -> line.contains(SECRET));
  }

  private static List<String> told(String name, String text) {
    return switch (reader().load(name, text)) {
      case Loaded.Valid valid -> valid.warnings();
      case Loaded.Invalid(List<Mistake> mistakes) ->
          mistakes.stream().map(Mistake::toString).toList();
    };
  }

  private static ConfigFile reader() {
    return new ConfigFile(
        Map.of("SECRET", SECRET),
        cron -> cron.startsWith("*") ? Optional.of("a field is missing") : Optional.empty(),
        FaultsTest::sourceProblem);
  }

  private static Optional<String> sourceProblem(SourceSpec spec) {
    return spec.options().containsKey("court") && !spec.options().containsKey("docket")
        ? Optional.of("a docket is named by `docket`, not by %s".formatted(spec.options()))
        : Optional.empty();
  }
}
