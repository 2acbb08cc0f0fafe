package crier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crier.config.ConfigWatch;
import crier.watch.Stage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {

  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir private Path folder;

  @Test
  void anEditedFileIsTakenAndABrokenOneLeavesTheOldInForceAndIsShown() throws Exception {
    try (Newsroom newsroom = new Newsroom(folder)) {
      newsroom.baseline();
      Path file = folder.resolve("crier.yaml");
      write(file, newsroom, "");
      ConfigWatch config = new ConfigWatch(VerbContext.reader(Map.of()), file);
      try (Daemon daemon =
          new Daemon(
              VerbContext.valid(config.load()),
              Optional.of(config),
              result -> {},
              Stage.Observer.NONE)) {
        assertThat(daemon.crier().settings().watches()).hasSize(1);

        write(
            file,
            newsroom,
            "  - { id: more, source: { type: listing, url: \"ORIGIN/oig\" }, every: 1s }\n");
        await().atMost(SOON).until(() -> daemon.crier().settings().watches().size() == 2);
        await()
            .atMost(SOON)
            .until(() ->
                daemon.crier().watches.state("more").filter(s -> s.snapshot() != null).isPresent());

        Files.writeString(file, "");
        await().atMost(SOON).until(() -> status(daemon).contains("nothing is watched"));
        assertThat(daemon.crier().settings().watches()).hasSize(2);

        write(file, newsroom, "  - { id: broken }\n");
        await().atMost(SOON).until(() -> status(daemon).contains("`source` is missing"));
        assertThat(daemon.crier().settings().watches()).hasSize(2);

        newsroom.serve("/reports.json", "application/json", "tigta-reports.t1.json");
        await().atMost(SOON).until(() -> newsroom.posts().size() == 1);
      }
    }
  }

  private static void write(Path file, Newsroom newsroom, String more) throws IOException {
    String yaml =
        """
        server: { port: 0 }
        database: { url: "jdbc:h2:file:FOLDER/crier" }
        fetch: { allow-private-addresses: true, per-host: { concurrency: 8, min-interval: 0s } }
        destinations:
          - { id: slack, type: slack, url: "ORIGIN/slack" }
        watches:
          - { id: tigta, source: { type: json, url: "ORIGIN/reports.json" }, every: 1s }
        """
            + more;
    Files.writeString(
        file,
        yaml.replace("FOLDER", String.valueOf(file.getParent()))
            .replace("ORIGIN", newsroom.origin.baseUrl().replace("localhost", "127.0.0.1")));
  }

  private static String status(Daemon daemon) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + daemon.port() + "/status"))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
