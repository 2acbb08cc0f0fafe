package crier.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import crier.config.ConfigWatch;
import crier.model.Alert;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Published;
import crier.model.Significance;
import crier.testing.HttpSink;
import crier.testing.HttpSink.Answer;
import crier.watch.Stage;
import crier.watch.Tick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file is edited again and again while looks and deliveries are in hand. */
@Tag("slow")
class ReloadsUnderLoadTest {

  private static final int RELOADS = 200;
  private static final int WATCHES = 16;
  private static final int LETTERS = 30;

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** The next look is planned a tenth of the interval earlier or later. */
  private static final Duration PLANNED = Duration.ofMillis(1_100);

  private static final Duration LATEST = INTERVAL.plusSeconds(1);
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private final WireMockServer origin = new WireMockServer(options().dynamicPort());
  private final WireMockServer resting = new WireMockServer(options().dynamicPort());
  private final HttpSink sink = new HttpSink();
  private final Looks looks = new Looks();

  /** When each watch was looked at, and how late. */
  private static final class Looks {
    final Map<String, Instant> last = new ConcurrentHashMap<>();
    final List<String> late = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger begun = new AtomicInteger();
    final AtomicInteger over = new AtomicInteger();
    final Semaphore news = new Semaphore(0);

    void reached(Stage stage, String watch) {
      if (stage == Stage.CLAIMED) {
        begun.incrementAndGet();
        judge(watch);
      }
    }

    void heard(Tick.Result result) {
      last.put(result.watch().id(), result.at());
      over.incrementAndGet();
      news.release();
    }

    /** A look that begins now, or should have begun. */
    void judge(String watch) {
      Instant before = last.get(watch);
      if (before != null && watch.startsWith("steady")) {
        Duration waited = Duration.between(before.plus(PLANNED), Clock.systemUTC().instant());
        if (waited.compareTo(LATEST) > 0) {
          late.add(watch + " by " + waited.toMillis() + " ms");
        }
      }
    }
  }

  @AfterEach
  void close() {
    origin.stop();
    resting.stop();
    sink.close();
  }

  @Test
  void twoHundredEditsMakeNoWatchLateWakeNoHostAndLoseNoProgress() throws Exception {
    serve();
    Path file = folder.resolve("crier.yaml");
    edit(file, 0);
    ConfigWatch config = new ConfigWatch(VerbContext.reader(Map.of()), file);
    try (Daemon daemon =
        new Daemon(
            VerbContext.valid(config.load()), Optional.of(config), looks::heard, looks::reached)) {
      await().atMost(SOON).until(() -> looks.last.size() == WATCHES + 2);
      assertThat(resting.findAll(getRequestedFor(anyUrl()))).hasSize(1);
      for (int i = 0; i < LETTERS; i++) {
        daemon.crier().alerts.add(alert(daemon.crier(), i));
      }
      daemon.crier().dispatcher.wake();
      await().atMost(SOON).until(() -> !sink.posts("/dead").isEmpty());

      int inHand = 0;
      for (int i = 1; i <= RELOADS; i++) {
        edit(file, i);
        inHand += looks.begun.get() > looks.over.get() ? 1 : 0;
        daemon.reload();
        assertThat(daemon.crier().settings().site().name()).isEqualTo("Edit " + i);
        assertThat(looks.news.tryAcquire(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
      }

      assertThat(inHand).as("edits while looks were in hand").isGreaterThan(RELOADS / 2);
      IntStream.range(0, WATCHES).forEach(i -> looks.judge("steady-" + i));
      assertThat(looks.late).isEmpty();
      assertThat(resting.findAll(getRequestedFor(anyUrl()))).hasSize(1);
      assertThat(sink.posts("/dead")).hasSize(1);
      await().atMost(SOON).until(() -> sink.posts("/slow").size() >= LETTERS);
      assertThat(sink.letters())
          .filteredOn(letter -> letter.path().equals("/slow"))
          .extracting(HttpSink.Letter::id)
          .hasSize(LETTERS)
          .doesNotHaveDuplicates();
      await().atMost(SOON).until(() -> sink.posts("/operator").size() >= RELOADS / 10);
      assertThat(sink.posts("/operator"))
          .hasSize(RELOADS / 10)
          .allMatch(told -> told.contains("No longer in the configuration: 1 watch"));
      Instant end = Clock.systemUTC().instant();
      await()
          .atMost(SOON)
          .until(() -> Objects.requireNonNull(looks.last.get("changing")).isAfter(end));
      assertThat(daemon.crier().outbox.counts().dead()).isZero();
    }
  }

  private void serve() {
    origin.start();
    resting.start();
    for (int i = 0; i < WATCHES; i++) {
      origin.stubFor(get(urlPathEqualTo("/steady/" + i)).willReturn(page(i % 4 * 400)));
    }
    origin.stubFor(get(urlPathEqualTo("/changing")).willReturn(page(900)));
    resting.stubFor(
        get(anyUrl()).willReturn(status(429).withHeader("Retry-After", "600").withBody("later")));
    sink.behave((path, _) ->
        switch (path) {
          case "/dead" -> new Answer(503, "later", Map.of("Retry-After", "600"));
          case "/slow" -> {
            pause();
            yield Answer.OK;
          }
          default -> Answer.OK;
        });
  }

  private static ResponseDefinitionBuilder page(int delay) {
    return aResponse()
        .withFixedDelay(delay)
        .withHeader("Content-Type", "text/html")
        .withBody(
            "<html><head><title>Reports</title></head><body><h1>Reports</h1><main><p>What stands"
                + " here stands here for long, in a sentence or two.</p></main><div><p>What stands"
                + " there is another text altogether, and stands there, too.</p></div></body></html>");
  }

  /** A receiver takes its time; that is no wait of the test's. */
  private static void pause() {
    try {
      Thread.sleep(400);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Every edit changes something of everything that a configuration holds. */
  private void edit(Path file, int number) throws IOException {
    StringBuilder yaml =
        new StringBuilder(
            """
            site: { name: Edit NUMBER }
            server: { port: 0 }
            database: { url: "jdbc:h2:file:FOLDER/crier" }
            fetch:
              contact: edit-NUMBER@paper.test
              allow-private-addresses: true
              concurrency: CONCURRENCY
              per-host: { concurrency: 32, min-interval: 0s }
            mail: { directory: "FOLDER/mail-NUMBER" }
            destinations:
              - { id: dead, type: slack, url: "SINK/dead", minimum: routine }
              - { id: slow, type: webhook, url: "SINK/slow", minimum: routine, secrets: ["whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="] }
              - { id: ops, type: slack, url: "SINK/operator", stories: [none] }
            operator: { destinations: [ops] }
            stories: [{ id: none, name: "None NUMBER" }]
            watches:
              - { id: resting, source: { type: page, url: "RESTING/" }, every: 1s }
              - { id: changing, source: { type: page, url: "ORIGIN/changing", select: PART }, every: 1s }
            """);
    for (int i = 0; i < WATCHES; i++) {
      yaml.append(
          "  - { id: steady-%d, name: Steady NUMBER, source: { type: page, url: \"ORIGIN/steady/%d\" }, every: 1s }\n"
              .formatted(i, i));
    }
    if (number % 10 == 5) {
      // due at once, and not asked: its host rests
      yaml.append(
          "  - { id: new-NUMBER, source: { type: page, url: \"RESTING/new\" }, every: 1s }\n");
    }
    Files.writeString(
        file,
        yaml.toString()
            .replace("NUMBER", String.valueOf(number))
            .replace("CONCURRENCY", String.valueOf(32 + number % 8))
            .replace("PART", number / 5 % 2 == 0 ? "main" : "div")
            .replace("FOLDER", folder.toString())
            .replace("SINK", sink.address(""))
            .replace("RESTING", "http://127.0.0.1:" + resting.port())
            .replace("ORIGIN", "http://127.0.0.1:" + origin.port()));
  }

  private static Alert alert(Crier crier, int number) {
    Instant now = crier.clock.instant();
    Finding finding =
        new Finding(
            "entry-" + number,
            List.of(Event.STAY_LIFTED),
            Significance.CRITICAL,
            "usual for a lifted stay",
            "Stay lifted",
            "Order granting motion to lift the stay",
            "https://court.example/docket/" + number,
            Published.on(LocalDate.of(2026, 6, 8)),
            "The stay is LIFTED.",
            "",
            "",
            List.of(),
            List.of(),
            null);
    return new Alert(
        crier.ids.next(now),
        Alert.Kind.ALERT,
        "docket",
        "Centro v. Bessent",
        null,
        "Stay lifted: Centro v. Bessent",
        Significance.CRITICAL,
        now,
        List.of(finding),
        "",
        null,
        null);
  }
}
