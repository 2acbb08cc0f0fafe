package crier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crier.config.ConfigWatch;
import crier.watch.Stage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
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

  @Test
  void whatAnEditTakesAwayIsToldToWhoWasThereBeforeAndARestartIsAskedForOnce() throws Exception {
    try (Newsroom newsroom = new Newsroom(folder)) {
      newsroom.baseline();
      Path file = folder.resolve("crier.yaml");
      write(
          file,
          newsroom,
          "  - { id: more, name: More reports, source: { type: listing, url: \"ORIGIN/oig\" }, every: 1s }\noperator: { destinations: [slack] }\n");
      ConfigWatch config = new ConfigWatch(VerbContext.reader(Map.of()), file);
      try (Daemon daemon =
          new Daemon(
              VerbContext.valid(config.load()),
              Optional.of(config),
              result -> {},
              Stage.Observer.NONE)) {
        write(file, newsroom, "operator: { destinations: [slack] }\n");
        rewrite(file, "port: 0", "port: 1");
        await().atMost(SOON).until(() -> newsroom.posts().size() == 2);
        assertThat(newsroom.posts())
            .anyMatch(told -> told.contains("1 watch") && told.contains("More reports (more)"))
            .anyMatch(told -> told.contains("A restart is needed: `server.port` changed"));
        assertThat(status(daemon)).contains("`server.port` takes effect at the next start");

        rewrite(
            file,
            "  - . id: slack, type: slack, url: .*",
            "  - { id: desk, type: email, address: d@paper.test }");
        rewrite(file, "operator: .*", "");
        await().atMost(SOON).until(() -> newsroom.posts().size() == 3);
        assertThat(newsroom.posts().getLast())
            .contains("1 receiver", "slack (slack)", "Nobody is told about the machine itself");

        rewrite(file, "port: 1", "port: 0");
        await().atMost(SOON).until(() -> !status(daemon).contains("About the configuration"));
        assertThat(daemon.crier().incidents.open()).isEmpty();
        assertThat(newsroom.posts()).as("it is no receiver any more").hasSize(3);
      }
    }
  }

  @Test
  void aFileThatCannotBeReadSaysNothingOfADaemonThatIsWell() throws Exception {
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
        await()
            .atMost(SOON)
            .until(
                () -> daemon.crier().watches.states().stream().allMatch(s -> s.snapshot() != null));
        for (String broken : List.of("wacthes: []", "", "watches: [", "database: { url: x }")) {
          Files.writeString(file, broken);
          StringWriter said = new StringWriter();
          assertThat(run(said, "health", "-c", file.toString())).as(broken).isZero();
          assertThat(run(said, "history", "tigta", "-c", file.toString())).as(broken).isZero();
          assertThat(said.toString()).as(broken).contains("ok", "first look: 4 items");
        }
        Files.delete(file);
        assertThat(run(new StringWriter(), "health", "-c", file.toString())).isZero();
        assertThat(run(new StringWriter(), "validate", "-c", file.toString())).isEqualTo(2);
      }
      write(file, newsroom, ""); // without it the usual address is asked, where another may be
      assertThat(run(new StringWriter(), "health", "-c", file.toString())).isEqualTo(1);
    }
  }

  private static int run(StringWriter said, String... args) {
    PrintWriter out = new PrintWriter(said, true);
    return Main.run(List.of(args), Map.of(), out, out);
  }

  private static void rewrite(Path file, String before, String after) throws IOException {
    String changed = Files.readString(file).replaceFirst(before, after);
    Files.writeString(file, changed);
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
