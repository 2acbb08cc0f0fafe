package crier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import crier.model.Significance;
import crier.model.Subscriber;
import crier.model.Subscription;
import crier.testing.Databases;
import crier.testing.Postgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The embedded database's files: whose they are, what is left in them, and when they are refused.
 */
@Tag("slow")
class DataFilesTest {

  private static final Instant NOW = Instant.parse("2026-06-08T12:00:00Z");

  @TempDir private Path folder;

  @Test
  void folderAndFileAreTheirOwnersOnly() throws IOException {
    Path data = folder.resolve("new/data");
    Databases.in(data).close();
    assertThat(mode(data)).isEqualTo("rwx------");
    assertThat(mode(data.resolve("crier.mv.db"))).isEqualTo("rw-------");
    // as an earlier version left them
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(
        data.resolve("crier.mv.db"), PosixFilePermissions.fromString("rw-r--r--"));
    Databases.in(data).close();
    assertThat(mode(data)).isEqualTo("rwx------");
    assertThat(mode(data.resolve("crier.mv.db"))).isEqualTo("rw-------");
  }

  @Test
  void aFolderThatHoldsOtherThingsKeepsItsMode() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "mine");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Databases.in(folder).close();
    assertThat(mode(folder)).isEqualTo("rwxr-xr-x");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 100, 4096, 8192})
  void aDatabaseThatIsGoneBesideItsKeyIsRefusedAndNotTouched(long left) throws IOException {
    Databases.in(folder).close();
    Files.writeString(folder.resolve("crier.key"), "a key");
    cut(left);
    assertThatThrownBy(() -> Databases.in(folder))
        .isInstanceOf(Database.Unusable.class)
        .hasMessageContaining("crier restore FILE")
        .hasMessageContaining("--begin-anew");
    assertThat(Files.exists(folder.resolve("crier.mv.db"))).isEqualTo(left >= 0);
    if (left >= 0) {
      assertThat(Files.size(folder.resolve("crier.mv.db"))).isEqualTo(left);
    }
  }

  @Test
  void aDatabaseThatIsBehindItsMarkIsRefused() throws IOException {
    DatabaseSettings settings = Databases.settings(folder);
    Path file = folder.resolve("crier.mv.db");
    try (Database database = Databases.in(folder)) {
      DataFiles.mark(database, settings);
    }
    Path earlier = Files.copy(file, folder.resolve("earlier"));
    try (Database database = Databases.in(folder)) {
      DataFiles.check(database, settings);
      DataFiles.mark(database, settings);
    }
    Files.copy(earlier, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    try (Database database = Databases.in(folder)) {
      assertThatThrownBy(() -> DataFiles.check(database, settings))
          .isInstanceOf(Database.Unusable.class)
          .hasMessageContaining("older than what was stored last (1 of 2)")
          .hasMessageContaining("crier.mark");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 8192, 100_000})
  void aFileThatIsCutShortInUseIsNoticedAndNotWrittenAnyMore(long left) throws IOException {
    Path file = folder.resolve("crier.mv.db");
    try (Database database = Databases.in(folder)) {
      assertThat(Files.size(file)).isGreaterThan(100_000);
      cut(left);
      await().atMost(Duration.ofSeconds(30)).until(database::isBeyondHelp);
      assertThat(database.isReachable()).isFalse();
      assertThatThrownBy(() -> new NamedValues(database).find("mark"))
          .isInstanceOf(Database.Away.class);
      assertThat(Files.exists(file)).isEqualTo(left >= 0);
    }
    if (left >= 0) {
      assertThat(Files.size(file)).isEqualTo(left);
    }
  }

  @Test
  void aServersDatabaseThatWasEmptiedIsRefusedUntilToldToBeginAnew() throws Exception {
    try (Postgres postgres = Postgres.start()) {
      DatabaseSettings settings = new DatabaseSettings(postgres.url(), postgres.user(), "");
      Path data = folder.resolve("data");
      ServerPast.check(settings, data);
      Database.open(settings).close();
      ServerPast.remember(settings, data);
      ServerPast.check(settings, data);
      try (var connection = DriverManager.getConnection(postgres.url(), postgres.user(), "");
          var statement = connection.createStatement()) {
        statement.execute("DROP SCHEMA public CASCADE");
        statement.execute("CREATE SCHEMA public");
      }
      assertThatThrownBy(() -> ServerPast.check(settings, data))
          .isInstanceOf(Database.Unusable.class)
          .hasMessageContaining("holds nothing")
          .hasMessageContaining("crier restore FILE")
          .hasMessageContaining("--begin-anew");
      Files.delete(data.resolve("crier.past"));
      ServerPast.check(settings, data);
      Files.writeString(data.resolve("crier.key"), "a key");
      assertThatThrownBy(() -> ServerPast.check(settings, data))
          .hasMessageContaining("crier.key says that there was one");
    }
  }

  @Test
  void whatIsLeftIsPutAsideUnderAnotherName() throws IOException {
    Databases.in(folder).close();
    Files.writeString(folder.resolve("crier.key"), "a key");
    cut(4096);
    Path aside = DataFiles.putAside(Databases.settings(folder), NOW);
    assertThat(aside).isEqualTo(folder.resolve("crier.before-20260608T120000Z.mv.db")).exists();
    Databases.in(folder).close();
    assertThat(folder.resolve("crier.before-20260608T120000Z.key")).exists();
  }

  @Test
  void aFileThatH2Version25WroteAndWasKilledOverIsOpened() throws IOException {
    try (InputStream packed =
            Objects.requireNonNull(
                DataFilesTest.class.getResourceAsStream(
                    "/crier/store/h2-2.5.252-killed.mv.db.gz"));
        InputStream whole = new GZIPInputStream(packed)) {
      Files.copy(whole, folder.resolve("crier.mv.db"));
    }
    try (Database database = Databases.in(folder)) {
      assertThat(EndlessWriter.last(database)).isPositive();
      new NamedValues(database).keepDurably("row 0", "999 ");
    }
    try (Database database = Databases.in(folder)) {
      assertThat(EndlessWriter.last(database)).isEqualTo(999);
    }
  }

  @Test
  void anErasedAddressIsNotInTheFileWhileTheDatabaseIsOpenNorAfter() throws IOException {
    String address = "eva.example@paper.example";
    Path file = folder.resolve("crier.mv.db");
    try (Database database = Databases.in(folder)) {
      Subscribers subscribers = new Subscribers(database);
      subscribers.add(subscriber("s1", address));
      subscribers.add(subscriber("s2", "other@paper.example"));
      assertThat(contains(file, address)).isTrue();
      subscribers.erase("s1");
      assertThat(contains(file, address)).isFalse();
      assertThat(mode(file)).isEqualTo("rw-------");
      assertThat(subscribers.all()).hasSize(1);
      subscribers.stand("s2", Subscriber.Standing.UNSUBSCRIBED);
    }
    assertThat(contains(file, address)).isFalse();
    try (Database database = Databases.in(folder)) {
      assertThat(new Subscribers(database).all())
          .extracting(Subscriber::standing)
          .containsExactly(Subscriber.Standing.UNSUBSCRIBED);
    }
  }

  @Test
  void whoWritesWhileTheFileIsWrittenAnewWaitsAndLosesNothing() throws Exception {
    try (Database database = Databases.in(folder);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      NamedValues values = new NamedValues(database);
      CyclicBarrier together = new CyclicBarrier(9);
      List<Future<?>> writers =
          java.util.stream.IntStream.range(0, 8)
              .<Future<?>>mapToObj(writer ->
                  threads.submit(() -> {
                    together.await();
                    for (int i = 1; i <= 50; i++) {
                      values.keep("writer " + writer, Integer.toString(i));
                    }
                    return writer;
                  }))
              .toList();
      together.await();
      database.forgetDeleted();
      database.forgetDeleted();
      for (Future<?> writer : writers) {
        writer.get();
      }
      for (int writer = 0; writer < 8; writer++) {
        assertThat(values.find("writer " + writer)).contains("50");
      }
    }
  }

  @Test
  void nodesThatKeepAPersonsFirstTokenAtOnceBothHaveIt() throws Exception {
    try (Database database = Databases.in(folder)) {
      keepAtOnce(database);
    }
  }

  @Test
  void onPostgresToo() throws Exception {
    try (Postgres server = Postgres.start();
        Database database = Database.open(new DatabaseSettings(server.url(), server.user(), ""))) {
      keepAtOnce(database);
    }
  }

  /** In constant use a pool never tests its connections, and these are bound to what was closed. */
  @Test
  void aFileThatClosedItselfUnderConstantUseIsUsedAgainAndStaysSo() throws Exception {
    AtomicInteger inARow = new AtomicInteger();
    AtomicInteger failures = new AtomicInteger();
    try (Database database = Databases.in(folder);
        var threads = Executors.newScheduledThreadPool(1)) {
      var asking =
          threads.scheduleWithFixedDelay(
              () -> {
                try {
                  database.read(handle -> handle.execute("SELECT 1"));
                  inARow.incrementAndGet();
                } catch (RuntimeException _) {
                  // caught in the midst of the end, H2 says more than that it is away
                  inARow.set(0);
                  failures.incrementAndGet();
                }
              },
              0,
              50,
              TimeUnit.MILLISECONDS);
      await().until(() -> inARow.get() > 5);
      try (var connection =
              DriverManager.getConnection(Databases.settings(folder).url() + ";WRITE_DELAY=0");
          var statement = connection.createStatement()) {
        statement.execute("SHUTDOWN IMMEDIATELY");
      }
      await().until(() -> failures.get() > 0);
      await().atMost(Duration.ofSeconds(30)).until(() -> inARow.get() >= 60);
      asking.cancel(true);
    }
  }

  private static void keepAtOnce(Database database) throws Exception {
    TokenHashes hashes = new TokenHashes(database);
    CyclicBarrier together = new CyclicBarrier(6);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 10; round++) {
        String token = "token " + round;
        var kept =
            new TokenHashes.Kept(TokenHashes.hash(token), "unsubscribe", "s1", NOW, null, null);
        List<Future<Integer>> nodes =
            java.util.stream.IntStream.range(0, 6)
                .mapToObj(node ->
                    threads.submit(() -> {
                      together.await();
                      hashes.keep(List.of(kept));
                      return node;
                    }))
                .toList();
        for (Future<Integer> node : nodes) {
          node.get();
        }
        assertThat(hashes.find("unsubscribe", token)).isPresent();
      }
    }
  }

  private static Subscriber subscriber(String id, String address) {
    return new Subscriber(
        id,
        address,
        Subscriber.Standing.CONFIRMED,
        Subscription.immediate(List.of(), Significance.ROUTINE, ZoneOffset.UTC),
        "a test",
        NOW,
        NOW);
  }

  private void cut(long left) throws IOException {
    Path file = folder.resolve("crier.mv.db");
    if (left < 0) {
      Files.delete(file);
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(left);
    }
  }

  private static boolean contains(Path file, String text) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
