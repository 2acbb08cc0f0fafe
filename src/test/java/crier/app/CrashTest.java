package crier.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crier.store.Database;
import crier.store.DatabaseSettings;
import crier.store.Watches;
import crier.watch.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills the real process between its stages and starts it again: nothing is lost, nothing told
 * twice.
 */
@Tag("slow")
class CrashTest {

  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir private Path folder;
  private Newsroom newsroom;
  private Path config;
  private final List<Process> processes = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    newsroom = new Newsroom(folder);
    newsroom.baseline();
    String origin = newsroom.origin.baseUrl().replace("localhost", "127.0.0.1");
    config =
        Files.writeString(
            folder.resolve("crier.yaml"),
            """
            server: { port: 0 }
            database: { url: "jdbc:h2:file:%s/crier" }
            fetch: { allow-private-addresses: true, per-host: { concurrency: 8, min-interval: 0s } }
            watches:
              - { id: tigta, name: TIGTA, source: { type: json, url: "%s/reports.json" }, every: 1s }
            destinations:
              - { id: slack, type: slack, url: "%s/slack" }
            """
                .formatted(folder, origin, origin));
  }

  @AfterEach
  void close() {
    processes.forEach(Process::destroyForcibly);
    newsroom.close();
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void aKillAfterAnyStageLosesNothingAndRepeatsNothing(Stage stage) throws Exception {
    takeBaseline();
    newsroom.serve("/reports.json", "application/json", "tigta-reports.t1.json");
    Process killed = start(stage.name(), "tigta");
    assertThat(killed.waitFor(40, TimeUnit.SECONDS)).isTrue();
    assertThat(killed.exitValue()).isEqualTo(137);

    Process again = start();
    await().atMost(SOON).until(() -> !newsroom.posts().isEmpty());
    stop(again);
    assertThat(newsroom.posts()).hasSize(1);
    assertThat(newsroom.posts().getFirst()).contains("2026ier031fr.pdf");
  }

  @Test
  void aKillBetweenTheReceiversYesAndOurRecordRepeatsOnceWithTheSameWords() throws Exception {
    takeBaseline();
    newsroom.origin.stubFor(
        post(urlPathEqualTo("/slack"))
            .willReturn(aResponse().withBody("ok").withFixedDelay(60_000)));
    newsroom.serve("/reports.json", "application/json", "tigta-reports.t1.json");
    Process killed = start();
    await().atMost(SOON).until(() -> newsroom.posts().size() == 1);
    stop(killed);

    newsroom.origin.stubFor(post(urlPathEqualTo("/slack")).willReturn(aResponse().withBody("ok")));
    Process again = start();
    await().atMost(SOON).until(() -> newsroom.posts().size() == 2);
    stop(again);
    assertThat(newsroom.posts().getLast()).isEqualTo(newsroom.posts().getFirst());
  }

  @Test
  void aSecondDaemonOnTheSameDataIsRefusedAndTheFirstGoesOn() throws Exception {
    takeBaseline();
    Process first = start();
    await()
        .atMost(SOON)
        .until(() -> Files.readString(folder.resolve("daemon-1.log")).contains("started on"));
    Process second = start();
    assertThat(second.waitFor(40, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isNotZero();
    assertThat(Files.readString(folder.resolve("daemon-2.log")))
        .contains("is in use by another process");

    newsroom.serve("/reports.json", "application/json", "tigta-reports.t1.json");
    await().atMost(SOON).until(() -> newsroom.posts().size() == 1);
    stop(first);
  }

  /** Runs until the first look is stored, and ends it as roughly as everything else here. */
  private void takeBaseline() throws Exception {
    Process first = start();
    await()
        .atMost(SOON)
        .until(() ->
            newsroom
                    .origin
                    .findAll(
                        com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor(
                            urlPathEqualTo("/reports.json")))
                    .size()
                >= 2);
    stop(first);
    try (Database database =
        Database.open(new DatabaseSettings("jdbc:h2:file:" + folder + "/crier", "", ""))) {
      assertThat(new Watches(database).state("tigta").orElseThrow().snapshot()).isNotNull();
    }
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  private Process start(String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                HaltedDaemon.class.getName(),
                config.toString()));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("daemon-" + processes.size() + ".log").toFile())
            .start();
    processes.add(process);
    return process;
  }
}
