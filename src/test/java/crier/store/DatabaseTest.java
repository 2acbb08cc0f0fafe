package crier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crier.testing.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class DatabaseTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"299901010000", "202611230002"})
  void aDatabaseNewerThanTheProgramIsRefusedAndNotTouched(String version) throws SQLException {
    Databases.in(folder).close();
    try (var connection = DriverManager.getConnection(Databases.settings(folder).url());
        var statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO "flyway_schema_history" ("installed_rank", "version", "description", "type",
            "script", "checksum", "installed_by", "execution_time", "success")
          VALUES (99, '%s', 'later', 'SQL', 'V299901010000__later.sql', 1, 'x', 1, TRUE)\
          """
              .formatted(version));
    }
    assertThatThrownBy(() -> Databases.in(folder))
        .isInstanceOf(Database.Unusable.class)
        .hasMessageContaining("made by a newer Crier")
        .hasMessageNotContaining("repair");
  }

  @Test
  void aDamagedFileIsRefusedAndNotReplaced() throws IOException {
    Databases.in(folder).close();
    Path file = folder.resolve("crier.mv.db");
    byte[] damaged = Files.readAllBytes(file);
    Arrays.fill(damaged, 0, Math.min(damaged.length, 16_384), (byte) 0);
    byte[] noise = new byte[3_000];
    new java.util.Random(1).nextBytes(noise);
    for (byte[] bytes : List.of(damaged, noise)) {
      Files.write(file, bytes);
      assertThatThrownBy(() -> Databases.in(folder))
          .isInstanceOf(Database.Unusable.class)
          .hasMessageContaining("is damaged; it was not touched");
      assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }
  }

  /**
   * H2 would take the result of a subquery from before the write, and say that the row is not
   * there.
   */
  @Test
  void aTransactionSeesWhatItWroteInEverySubquery() {
    String once =
        """
        INSERT INTO keepsake (name, content) SELECT CAST(? AS VARCHAR), CAST(? AS VARCHAR)
        WHERE NOT EXISTS (SELECT 1 FROM keepsake k WHERE k.name = ?)\
        """;
    String there =
        "SELECT 1 FROM keepsake a WHERE a.name = 'a' AND EXISTS (SELECT 1 FROM keepsake b WHERE b.name = ?)";
    try (Database database = Databases.in(folder)) {
      database.useTransaction(handle -> {
        assertThat(handle.execute(once, "a", "first", "a")).isEqualTo(1);
        assertThat(handle.execute(once, "a", "second", "a")).isZero();
        assertThat(handle.select(there, "b").mapTo(int.class).list()).isEmpty();
        assertThat(handle.execute(once, "b", "third", "b")).isEqualTo(1);
        assertThat(handle.select(there, "b").mapTo(int.class).list()).hasSize(1);
      });
    }
  }

  @Test
  void bytesLargerThanAPieceComeBackAsTheyWere() {
    byte[] bytes = new byte[3 << 20];
    new java.util.Random(7).nextBytes(bytes);
    try (Database database = Databases.inMemory()) {
      String hash = database.inTransaction(handle -> Bodies.keep(handle, bytes));
      byte[] back = database.read(handle -> Bodies.find(handle, hash)).orElseThrow();
      assertThat(back).isEqualTo(bytes);
    }
  }

  @Test
  void manyChecksMayKeepTheSameBytesAtOnce() throws Exception {
    byte[] bytes = "the same page".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    try (Database database = Databases.inMemory();
        var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      var together = new java.util.concurrent.CyclicBarrier(8);
      List<java.util.concurrent.Future<String>> kept = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        kept.add(
            threads.submit(() -> {
              together.await();
              return database.durably(handle -> Bodies.keep(handle, bytes));
            }));
      }
      for (var one : kept) {
        assertThat(one.get()).isEqualTo(Bodies.sha256(bytes));
      }
    }
  }

  @Test
  void aKeepsakeIsReplacedByItsNextValue() {
    try (Database database = Databases.inMemory()) {
      NamedValues values = new NamedValues(database);
      values.keep("a", "1");
      values.keep("a", "2");
      assertThat(values.find("a")).contains("2");
    }
  }
}
