package crier.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigWatchTest {

  private Path file = Path.of("crier.yaml");
  private ConfigWatch watch = new ConfigWatch(reader(), file);

  @BeforeEach
  void begin(@TempDir Path folder) throws IOException {
    file = Files.writeString(folder.resolve("crier.yaml"), "site: { name: One }\n");
    watch = new ConfigWatch(reader(), file);
    assertThat(watch.load()).isInstanceOf(Loaded.Valid.class);
  }

  @Test
  void anUneditedFileIsNotReadAgain() throws IOException {
    assertThat(watch.poll()).isEmpty();
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
    assertThat(watch.poll()).isEmpty();
    assertThat(watch.poll()).isEmpty();
  }

  @Test
  void anEditIsReadOnceItHasSettled() throws IOException {
    Files.writeString(file, "site: { name: T");
    assertThat(watch.poll()).isEmpty();
    Files.writeString(file, "site: { name: Two }\n");
    assertThat(watch.poll()).isEmpty();
    assertThat(watch.poll()).containsInstanceOf(Loaded.Valid.class);
    assertThat(name()).isEqualTo("Two");
    assertThat(watch.poll()).isEmpty();
  }

  @Test
  void anEditThatKeepsTimeAndSizeIsNoticed() throws IOException {
    FileTime before = Files.getLastModifiedTime(file);
    Files.writeString(file, "site: { name: Two }\n");
    Files.setLastModifiedTime(file, before);
    assertThat(watch.poll()).isEmpty();
    assertThat(watch.poll()).isPresent();
  }

  @Test
  void anInvalidEditLeavesTheOldSettingsInForceAndIsToldOnce() throws IOException {
    Files.writeString(file, "site: { nome: Two }\n");
    assertThat(watch.poll()).isEmpty();
    assertThat(watch.poll()).containsInstanceOf(Loaded.Invalid.class);
    assertThat(watch.poll()).isEmpty();
    assertThat(name()).isEqualTo("One");
  }

  @Test
  void aFileThatIsGoneForGoodIsInvalidAndItsReturnIsAnEdit() throws IOException {
    Files.delete(file);
    assertThat(watch.poll()).isEmpty();
    assertThat(watch.poll()).containsInstanceOf(Loaded.Invalid.class);
    assertThat(name()).isEqualTo("One");
    Files.writeString(file, "site: { name: One }\n");
    assertThat(watch.poll()).isEmpty();
    assertThat(watch.poll()).containsInstanceOf(Loaded.Valid.class);
  }

  @Test
  void aSignalReadsTheFileAtOnce() throws IOException {
    Files.writeString(file, "site: { name: Two }\n");
    assertThat(watch.load()).isInstanceOf(Loaded.Valid.class);
    assertThat(name()).isEqualTo("Two");
    assertThat(watch.poll()).isEmpty();
  }

  private String name() {
    return watch.inForce().map(settings -> settings.site().name()).orElse("");
  }

  private static ConfigFile reader() {
    return new ConfigFile(Map.of(), cron -> Optional.empty(), spec -> Optional.empty());
  }
}
