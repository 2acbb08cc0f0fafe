package crier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crier.watch.Stage;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole daemon over real sockets and real files. */
@Tag("slow")
class DaemonTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private Newsroom newsroom;
  private Daemon daemon;

  @BeforeEach
  void open() {
    newsroom = new Newsroom(folder);
    newsroom.baseline();
    daemon = start();
    await()
        .atMost(SOON)
        .until(() -> daemon.crier().watches.states().stream().allMatch(s -> s.snapshot() != null));
  }

  @AfterEach
  void close() {
    daemon.close();
    newsroom.close();
  }

  private Daemon start() {
    return new Daemon(newsroom.settings(), Optional.empty(), result -> {}, Stage.Observer.NONE);
  }

  @Test
  void aLiftedStayReachesMailAndSlackOnceAndARestartRepeatsNothing() throws Exception {
    newsroom.serve("/docket/69714586/feed/", "application/atom+xml", "docket-feed.t5.xml");
    await()
        .atMost(SOON)
        .until(
            () -> newsroom.posts().size() >= 1 && newsroom.mail.getReceivedMessages().length >= 1);

    MimeMessage mail = newsroom.mail.getReceivedMessages()[0];
    assertThat(mail.getSubject())
        .startsWith("[irs-ice] Stay lifted")
        .contains("Centro v. Bessent (1:25-cv-00677)");
    assertThat(mail.getMessageID()).matches("<[0-9A-Z]{26}\\.destination-desk@newsroom\\.example>");
    assertThat(mail.getHeader("X-Crier-Events", " ")).contains("STAY_LIFTED");
    assertThat(mail.getHeader("Auto-Submitted", " ")).isEqualTo("auto-generated");
    assertThat(newsroom.posts().getFirst())
        .contains("Stay lifted")
        .contains("granting 62 Motion to Lift Stay")
        .contains("Will the stay be lifted?");

    daemon.close();
    daemon = start();
    Instant again = lastCheck();
    await().atMost(SOON).until(() -> lastCheck().isAfter(again));
    assertThat(newsroom.posts()).hasSize(1);
    assertThat(newsroom.mail.getReceivedMessages()).hasSize(1);
  }

  @Test
  void aNewReportIsToldAndAResortedListIsNot() {
    newsroom.serve("/oig", "text/html", "dhs-oig.t2.html");
    newsroom.serve("/reports.json", "application/json", "tigta-reports.t1.json");
    await().atMost(SOON).until(() -> newsroom.posts().size() == 1);
    assertThat(newsroom.posts().getFirst()).contains("New report").contains("2026ier031fr.pdf");

    newsroom.serve("/reports.json", "application/json", "tigta-reports.t2.json");
    newsroom.serve("/oig", "text/html", "dhs-oig.t6.html");
    await().atMost(SOON).until(() -> newsroom.posts().size() == 2);
    assertThat(newsroom.posts().getLast()).contains("ICE's Use of Taxpayer Address");
  }

  @Test
  void aChallengePageIsCouldNotLookOnTheStatusPage() throws Exception {
    newsroom.serve("/oig", "text/html", "finance.t5.html");
    await().atMost(SOON).until(() -> get("/status").contains("could not look (blocked"));
    assertThat(newsroom.posts()).isEmpty();
  }

  /**
   * In a process of its own: within one JVM the embedded database lets itself be opened twice, and
   * whoever closes it closes it for both.
   */
  @Test
  void otherVerbsReachTheDaemonThatHoldsTheDatabase() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("crier.yaml"),
            "database: { url: \"jdbc:h2:file:" + folder + "/crier\" }\n");
    Path said = folder.resolve("history.out");
    Process verb =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "history",
                "tigta",
                "-c",
                config.toString())
            .redirectOutput(said.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(verb.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      verb.destroyForcibly();
    }
    assertThat(Files.readString(said)).contains("first look: 4 items");
    assertThat(verb.exitValue()).isZero();
  }

  @Test
  void theDaemonsTokenIsForItsOwnerOnlyAndOpensNothingElse() throws Exception {
    Path file = folder.resolve("crier.daemon");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> refused =
          client.send(
              HttpRequest.newBuilder(URI.create(address("/internal/verbs")))
                  .header("Authorization", "Bearer guess")
                  .POST(HttpRequest.BodyPublishers.ofString("{\"args\":[\"history\"]}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(404);
    }
  }

  @Test
  void everyPageAnswersWithItsGuards() throws Exception {
    newsroom.serve("/reports.json", "application/json", "tigta-reports.t1.json");
    await().atMost(SOON).until(() -> get("/alerts.json").contains("New report"));
    String alert =
        get("/alerts.json").replaceAll("(?s).*\"url\":\"[^\"]*(/alerts/[0-9A-Z]{26})\".*", "$1");
    for (String path :
        Arrays.asList(
            "/",
            "/stories/irs-ice",
            "/watches/tigta",
            alert,
            "/status",
            "/healthz",
            "/readyz",
            "/metrics",
            "/alerts.atom",
            "/captures/1")) {
      HttpResponse<String> answer = answer(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }
    assertThat(get("/metrics")).contains("crier_checks_total{").contains("crier_outbox_pending");
    assertThat(answer("/nowhere").statusCode()).isEqualTo(404);
    assertThat(
            answer(
                    "/alerts/x'\"<script>"
                        .replace("<", "%3C")
                        .replace(">", "%3E")
                        .replace("\"", "%22"))
                .body())
        .doesNotContain("<script>");
  }

  @Test
  void anUnchangedFeedAnswers304() throws Exception {
    HttpResponse<String> first = answer("/alerts.atom");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> second =
          client.send(
              HttpRequest.newBuilder(URI.create(address("/alerts.atom")))
                  .header("If-None-Match", tag)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(second.statusCode()).isEqualTo(304);
      assertThat(second.body()).isEmpty();
    }
  }

  private Instant lastCheck() {
    return Objects.requireNonNull(
        daemon.crier().watches.state("docket").orElseThrow().lastCheckAt());
  }

  private String get(String path) throws Exception {
    return answer(path).body();
  }

  private HttpResponse<String> answer(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(address(path))).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private String address(String path) {
    return "http://127.0.0.1:" + daemon.port() + path;
  }
}
