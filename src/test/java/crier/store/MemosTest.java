package crier.store;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Memo;
import crier.model.PageMemory;
import crier.model.WatchMemory;
import crier.model.WatchState;
import crier.testing.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that an earlier version wrote, in which everybody's memory was one flat map of texts. */
@Tag("slow")
class MemosTest {

  private static final Instant NOW = Instant.parse("2026-06-08T12:00:00Z");

  private static final String FLAT =
      """
      {"again":"2026-06-08T13:00:00Z","case":"dcd 1:25-cv-00677","edits told":"0a\\ttitle\\t1780000000",
       "edits waiting":"0a\\ttitle\\tff\\t1780000000\\tAudit of grants","etag https://a.example/list":"\\"e\\"",
       "gone since":"2026-06-08T11:00:00Z","modified https://a.example/list":"then","odd since":"2026-06-08T10:00:00Z",
       "patient":"2026-06-08T14:00:00Z","restless":"0b\\tcount\\t3\\t1780000000\\tA counter","sha256 https://a.example/list":"abc",
       "shown":"17","shown last":"17","twin 4 5":"6","unsettled":"yes","usual":"20"}\
      """;

  @TempDir private Path folder;

  @Test
  void onH2AFlatMemoIsReadAndIsWrittenInRoomsWithTheNextLook() {
    try (Database database =
        Database.open(new DatabaseSettings("jdbc:h2:file:" + folder + "/crier", "", ""))) {
      migrates(database);
    }
  }

  @Test
  void onPostgresAFlatMemoIsReadAndIsWrittenInRoomsWithTheNextLook() throws Exception {
    try (Postgres postgres = Postgres.start();
        Database database =
            Database.open(new DatabaseSettings(postgres.url(), postgres.user(), ""))) {
      migrates(database);
    }
  }

  private static void migrates(Database database) {
    Watches watches = new Watches(database);
    watches.configure(Map.of("w", "spec", "new", "spec"), NOW);
    row(database, "UPDATE watch_state SET memo = :memo WHERE watch_id = 'w'", FLAT);
    Memo memo = watches.state("w").orElseThrow().memo();
    Instant then = Instant.ofEpochSecond(1_780_000_000);
    WatchMemory watch = memo.watch();
    assertThat(watch.timing())
        .isEqualTo(
            new WatchMemory.Timing(
                null, NOW.plus(Duration.ofHours(1)), NOW.plus(Duration.ofHours(2))));
    assertThat(watch.doubts())
        .isEqualTo(new WatchMemory.Doubts(false, true, NOW.minus(Duration.ofHours(1))));
    assertThat(watch.experience())
        .isEqualTo(new WatchMemory.Experience(20, 17, NOW.minus(Duration.ofHours(2))));
    assertThat(watch.edits())
        .isEqualTo(
            new WatchMemory.Edits(
                List.of(new WatchMemory.Waiting("0a", "title", "ff", then, "Audit of grants")),
                List.of(new WatchMemory.Restless("0b", "count", 3, then, "A counter")),
                List.of(new WatchMemory.Told("0a", "title", then))));
    assertThat(memo.pages())
        .isEqualTo(Map.of("https://a.example/list", new PageMemory("abc", "\"e\"", "then")));
    assertThat(memo.source())
        .isEqualTo(Map.of("case", "dcd 1:25-cv-00677", "shown", "17", "twin 4 5", "6"));
    assertThat(watches.state("new").orElseThrow().memo()).isEqualTo(Memo.EMPTY);

    WatchState claimed = watches.claim("me", Duration.ofMinutes(1), List.of("w")).getFirst();
    watches.commit(
        new Watches.Checked(
            "w",
            "me",
            NOW,
            crier.model.Outcome.UNCHANGED,
            null,
            NOW.plusSeconds(60),
            claimed.memo(),
            false,
            0,
            null,
            null));
    assertThat(watches.state("w").orElseThrow().memo()).isEqualTo(memo);
    String written =
        database.read(handle ->
            handle
                .createQuery("SELECT memo FROM watch_state WHERE watch_id = 'w'")
                .mapTo(String.class)
                .one());
    assertThat(written).contains("\"watch\":{", "\"pages\":{", "\"source\":{");

    watches.configure(Map.of("w", "another", "new", "spec"), NOW);
    assertThat(watches.state("w").orElseThrow().memo()).isEqualTo(Memo.described());
    row(
        database,
        "UPDATE watch_state SET memo = :memo WHERE watch_id = 'w'",
        "{\"corrected\":\"yes\"}");
    assertThat(watches.state("w").orElseThrow().memo()).isEqualTo(Memo.described());
  }

  private static void row(Database database, String sql, String memo) {
    database.useTransaction(handle -> handle.createUpdate(sql).bind("memo", memo).execute());
  }
}
