package crier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crier.config.Settings;
import crier.testing.Postgres;
import crier.watch.Stage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database goes away under a running daemon, and comes back: so does the daemon, by itself. */
@Tag("slow")
class OutageTest {

  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir private Path folder;
  private Newsroom newsroom;

  @BeforeEach
  void open() throws Exception {
    newsroom = new Newsroom(folder);
    newsroom.baseline();
  }

  @AfterEach
  void close() {
    newsroom.close();
  }

  @Test
  void postgresThatIsKilledAndStartedAgainIsUsedAgain() throws Exception {
    try (Postgres postgres = Postgres.start();
        Daemon daemon = start(newsroom.settings(postgres.url(), postgres.user()))) {
      awaitBaseline(daemon);
      postgres.stop();
      await().atMost(Duration.ofSeconds(5)).until(() -> asked(daemon, "/readyz") == 503);
      assertThat(asked(daemon, "/healthz")).isEqualTo(200);
      assertThat(asked(daemon, "/")).isEqualTo(503);
      newsroom.serve("/reports.json", "application/json", "tigta-reports.t1.json");
      postgres.startAgain();
      await().atMost(SOON).until(() -> asked(daemon, "/readyz") == 200);
      await().atMost(SOON).until(() -> newsroom.posts().size() == 1);
    }
    assertThat(newsroom.posts()).hasSize(1);
  }

  @Test
  void anEmbeddedDatabaseThatIsClosedBeneathIsOpenedAgain() throws Exception {
    Settings settings = newsroom.settings("jdbc:h2:file:" + folder.resolve("crier"), "");
    try (Daemon daemon = start(settings)) {
      awaitBaseline(daemon);
      try (var connection =
              DriverManager.getConnection(settings.database().url() + ";WRITE_DELAY=0");
          var statement = connection.createStatement()) {
        statement.execute("SHUTDOWN IMMEDIATELY");
      }
      newsroom.serve("/reports.json", "application/json", "tigta-reports.t1.json");
      await().atMost(SOON).until(() -> newsroom.posts().size() == 1);
      await().atMost(SOON).until(() -> asked(daemon, "/readyz") == 200);
    }
    assertThat(newsroom.posts()).hasSize(1);
  }

  private static Daemon start(Settings settings) {
    return new Daemon(settings, Optional.empty(), result -> {}, Stage.Observer.NONE);
  }

  private static void awaitBaseline(Daemon daemon) {
    await()
        .atMost(SOON)
        .until(() ->
            daemon.crier().watches.states().stream().allMatch(state -> state.snapshot() != null));
  }

  private static int asked(Daemon daemon, String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + daemon.port() + path))
                  .timeout(Duration.ofSeconds(2))
                  .GET()
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
