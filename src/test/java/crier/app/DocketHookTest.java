package crier.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crier.watch.Stage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CourtListener's webhook, against a daemon whose watches look by themselves once a day. */
@Tag("slow")
class DocketHookTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private static final String POST =
      """
      {"webhook":{"event_type":1,"version":2,"date_created":"2026-11-20T17:00:00+00:00","deprecation_date":null},
       "payload":{"results":[{"id":459000100,"docket":69714586,"entry_number":null,"description":"",
         "recap_documents":[{"description":"Order on Motion to Lift Stay","document_number":""}]}]}}
      """;

  @TempDir private Path folder;
  private Newsroom newsroom;
  private Daemon daemon;

  @BeforeEach
  void open() {
    newsroom = new Newsroom(folder);
    newsroom.looksEvery("1d");
    newsroom.baseline();
    daemon = new Daemon(newsroom.settings(), Optional.empty(), result -> {}, Stage.Observer.NONE);
    await()
        .atMost(SOON)
        .until(() -> daemon.crier().watches.states().stream().allMatch(s -> s.snapshot() != null));
    newsroom.serve("/docket/69714586/feed/", "application/atom+xml", "docket-feed.t5.xml");
  }

  @AfterEach
  void close() {
    daemon.close();
    newsroom.close();
  }

  @Test
  void aPostAboutADocketIsAlertedAtOnceAndItsRepeatsChangeNothing() throws Exception {
    assertThat(post(Newsroom.HOOK, "one", POST)).isEqualTo(202);
    await().atMost(SOON).until(() -> newsroom.posts().size() == 1);
    assertThat(newsroom.posts().getFirst()).contains("granting 62 Motion to Lift Stay");

    var looks = daemon.crier().watches.state("docket").orElseThrow();
    assertThat(post(Newsroom.HOOK, "one", POST)).isEqualTo(202);
    assertThat(daemon.crier().watches.state("docket").orElseThrow()).isEqualTo(looks);
  }

  @Test
  void aWrongSecretIsAnAddressWhereThereIsNothing() throws Exception {
    var before = daemon.crier().watches.state("docket").orElseThrow();
    assertThat(post("0f9c1d2e3b4a59687786951a2b3c4d5f", "two", POST)).isEqualTo(404);
    assertThat(daemon.crier().watches.state("docket").orElseThrow()).isEqualTo(before);
  }

  @Test
  void whatIsNoJsonOrAboutAnotherDocketIsKeptAndCausesNoLook() throws Exception {
    var before = daemon.crier().watches.state("docket").orElseThrow();
    assertThat(post(Newsroom.HOOK, "three", "<html>")).isEqualTo(202);
    assertThat(post(Newsroom.HOOK, "four", POST.replace("69714586", "1"))).isEqualTo(202);
    assertThat(daemon.crier().watches.state("docket").orElseThrow()).isEqualTo(before);
  }

  @Test
  void aPostIsAnsweredWithinASecondThoughTheDocketIsSlow() throws Exception {
    newsroom.origin.stubFor(
        get(urlPathEqualTo("/docket/69714586/feed/"))
            .willReturn(aResponse().withStatus(200).withFixedDelay(3_000)));
    long began = System.nanoTime();
    assertThat(post(Newsroom.HOOK, "slow", POST)).isEqualTo(202);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void aRetryThatIsRenderedAnewIsTheSamePost() throws Exception {
    assertThat(post(Newsroom.HOOK, "again", POST)).isEqualTo(202);
    await().atMost(SOON).until(() -> newsroom.posts().size() == 1);
    var looks = daemon.crier().watches.state("docket").orElseThrow();
    String again =
        "{\"payload\":{\"results\":[{\"docket\":69714586,\"id\":459000100}]},\"webhook\":{}}";
    assertThat(post(Newsroom.HOOK, "again", again)).isEqualTo(202);
    assertThat(daemon.crier().watches.state("docket").orElseThrow()).isEqualTo(looks);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"webhook\":{\"event_type\":1,\"version\":1,\"deprecation_date\":\"2024-11-18T00:00:00+00:00\"},\"payload\":{\"results\":[{\"docket\":69714586}]}} | true",
        "{\"webhook\":{\"event_type\":1},\"payload\":{\"results\":[{\"docket\":\"https://x/api/rest/v4/dockets/69714586/\"}]}} | true",
        "{\"webhook\":{\"event_type\":2},\"payload\":{\"alert\":{\"id\":1},\"results\":[{\"docket_id\":69714586}]}} | true",
        "{\"webhook\":{\"event_type\":2,\"version\":1},\"payload\":{\"results\":[{\"docket_id\":2668808}]}} | false",
        "{\"webhook\":{\"event_type\":3},\"payload\":{\"id\":1,\"docket\":69714586,\"recap_document\":10}} | true",
        "{\"webhook\":{\"event_type\":3},\"payload\":{\"id\":1,\"docket\":null,\"recap_document\":10}} | false",
        "{\"webhook\":{\"event_type\":4},\"payload\":{\"old_alerts\":[{\"docket\":69714586}],\"disabled_alerts\":[{\"docket\":1}]}} | false",
        "{\"webhook\":{\"event_type\":5},\"payload\":{\"id\":1234,\"status\":2,\"recap_document\":436149610}} | false",
        "{\"payload\":[]} | false",
        "[1] | false",
        "null | false",
      })
  void everyKindOfPostIsKeptAndMakesTheWatchesOfItsDocketsDue(String body, boolean due)
      throws Exception {
    var before = daemon.crier().watches.state("docket").orElseThrow();
    assertThat(post(Newsroom.HOOK, "kind", body)).isEqualTo(202);
    if (due) {
      await().atMost(SOON).until(() -> newsroom.posts().size() == 1);
    } else {
      assertThat(daemon.crier().watches.state("docket").orElseThrow()).isEqualTo(before);
    }
  }

  private int post(String secret, String key, String body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://127.0.0.1:" + daemon.port() + "/hooks/courtlistener/" + secret))
                  .header("Content-Type", "application/json")
                  .header("Idempotency-Key", key)
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
