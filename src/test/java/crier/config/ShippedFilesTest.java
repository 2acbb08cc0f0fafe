package crier.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import crier.model.Event;
import crier.model.Significance;
import crier.model.Watch;
import crier.source.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What ships in {@code config/}: the files a newcomer begins with, and the schema. */
class ShippedFilesTest {

  private static final Path FOLDER = Path.of("config");

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void isValidAsItShipsAndAsksForAContact(Path file) {
    Loaded.Valid valid = (Loaded.Valid) ConfigFile.load(file, Map.of());
    assertThat(valid.settings().watches()).isNotEmpty();
    assertThat(valid.settings().fetch().contact()).isEmpty();
    assertThat(valid.warnings()).singleElement().asString().contains("nobody's address");
  }

  @ParameterizedTest
  @MethodSource("files")
  void isReadyOnceTheContactIsWritten(Path file) {
    Loaded.Valid valid =
        (Loaded.Valid) ConfigFile.load(file, Map.of("CRIER_CONTACT", "desk@paper.test"));
    assertThat(valid.warnings()).isEmpty();
    assertThat(valid.settings().fetch().contact()).isEqualTo("desk@paper.test");
  }

  @ParameterizedTest
  @MethodSource("files")
  void everySourceCanBeMade(Path file) {
    Settings settings = ((Loaded.Valid) ConfigFile.load(file, Map.of())).settings();
    Sources sources = new Sources(settings.sources());
    for (Watch watch : settings.watches()) {
      assertThatCode(() -> sources.source(watch.source()))
          .as(watch.id())
          .doesNotThrowAnyException();
    }
  }

  /** The four dockets of the coverage, by CourtListener's ids. */
  @Test
  void theStoryPackHasTheFourDocketsAndTheEightQuestions() {
    Settings settings =
        ((Loaded.Valid) ConfigFile.load(FOLDER.resolve("irs-ice.yaml"), Map.of())).settings();
    assertThat(settings.watches())
        .flatMap(watch -> watch.source().text("docket").stream().toList())
        .containsExactlyInAnyOrder("69714586", "70333067", "69646607", "72135139");
    assertThat(settings.stories().getFirst().questions()).hasSize(8);
    assertThat(settings.watches()).allMatch(watch -> "irs-ice".equals(watch.story()));
  }

  @Test
  void theSchemaKnowsTheEventsAndRanksThatTheProgramKnows() throws IOException {
    JsonNode schema = JsonMapper.shared().readTree(FOLDER.resolve("crier.schema.json").toFile());
    assertThat(words(schema.at("/$defs/event/enum")))
        .containsExactlyElementsOf(Arrays.stream(Event.values()).map(Event::name).toList());
    assertThat(words(schema.at("/$defs/significance/enum")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Significance.values()).map(Significance::word).toList());
  }

  @Test
  void everySourceTypeOfTheProgramIsInTheSchema() throws IOException {
    JsonNode schema = JsonMapper.shared().readTree(FOLDER.resolve("crier.schema.json").toFile());
    Settings settings =
        ((Loaded.Valid) ConfigFile.load(FOLDER.resolve("crier.yaml"), Map.of())).settings();
    assertThat(words(schema.at("/$defs/source/properties/type/enum")))
        .containsAll(new Sources(settings.sources()).types());
  }

  private static List<String> words(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString).toList();
  }
}
