package crier.alert.channel.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import crier.alert.Message;
import crier.alert.SendResult;
import crier.alert.channel.Samples;
import crier.fetch.LocalFetch;
import crier.fetch.Post;
import crier.testing.SetClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Posts as a receiver sees them who has read Standard Webhooks 1.0 and nothing else. */
class WebhookTest {

  private static final String NEW = secret("the newest secret, 24 b.");
  private static final String OLD = secret("the oldest secret, 24 b.");

  private final WireMockServer receiver = new WireMockServer(options().dynamicPort());
  private final SetClock clock = new SetClock("2026-09-18T19:00:00Z");
  private Post post;
  private WebhookChannel channel;

  @BeforeEach
  void open() {
    receiver.start();
    receiver.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(204)));
    post = new Post(LocalFetch.SETTINGS);
    channel = new WebhookChannel(post, clock);
  }

  @AfterEach
  void close() {
    post.close();
    receiver.stop();
  }

  @Test
  void whileOneSecretIsReplacedByAnotherBothVerify() throws Exception {
    channel.send(message(Samples.ONE_FINDING, List.of(NEW, OLD)));
    assertThat(verifies(requests().getFirst(), NEW)).isTrue();
    assertThat(verifies(requests().getFirst(), OLD)).isTrue();
    assertThat(verifies(requests().getFirst(), secret("somebody else's, 24 byte"))).isFalse();
  }

  @Test
  void aRetryHasTheSameIdAndBodyAndATimestampOfItsOwn() throws Exception {
    channel.send(message(Samples.ONE_FINDING, NEW));
    clock.advance(Duration.ofHours(2));
    channel.send(message(Samples.ONE_FINDING, NEW));
    LoggedRequest first = requests().get(0);
    LoggedRequest second = requests().get(1);
    assertThat(second.getBody()).isEqualTo(first.getBody());
    assertThat(second.getHeader("webhook-id")).isEqualTo(first.getHeader("webhook-id"));
    assertThat(first.getHeader("webhook-timestamp")).isEqualTo("1789758000");
    assertThat(second.getHeader("webhook-timestamp")).isEqualTo("1789765200");
    assertThat(verifies(second, NEW)).isTrue();
  }

  @Test
  void theBodyIsWhatTheContractSays() {
    channel.send(message(Samples.EDITED_WITH_DIFFERENCE, NEW));
    JsonNode event = JsonMapper.shared().readTree(requests().getFirst().getBodyAsString());
    assertThat(event.propertyNames()).containsExactly("type", "timestamp", "data");
    assertThat(event.path("type").asString()).isEqualTo("alert.created");
    assertThat(event.path("timestamp").asString()).isEqualTo("2026-09-18T19:00:00Z");
    JsonNode data = event.path("data");
    assertThat(data.propertyNames())
        .containsExactly(
            "id",
            "story",
            "watch",
            "title",
            "url",
            "significance",
            "events",
            "published_at",
            "first_seen_at",
            "changes",
            "questions",
            "capture");
    assertThat(data.path("published_at").asString()).isEqualTo("2026-09-18");
    assertThat(data.path("questions").path(0).asString()).isEqualTo("stay");
    assertThat(data.path("capture").path("sha256").asString()).isEqualTo(Samples.SHA);
    JsonNode change = data.path("changes").path(0);
    assertThat(change.propertyNames())
        .containsExactly(
            "type",
            "key",
            "title",
            "url",
            "before",
            "after",
            "quote",
            "speaker",
            "significance",
            "events");
    assertThat(change.path("type").asString()).isEqualTo("ITEM_EDITED");
    assertThat(change.path("before").asString()).isEqualTo("The motion is taken under advisement.");
  }

  @Test
  void anIdIsItsAlertsWhateverStandsBesideItAndInWhichOrder() {
    Message digest = message(Samples.DIGEST_OF_THIRTY, NEW);
    channel.send(digest);
    List<Message.Telling> turned = digest.tellings().reversed();
    channel.send(
        new Message(
            "D2",
            digest.recipient(),
            turned.subList(0, 7),
            digest.site(),
            null,
            null,
            digest.createdAt()));
    assertThat(requests()).hasSize(37);
    assertThat(requests().stream().map(WebhookTest::idAndAlert).distinct()).hasSize(30);
    assertThat(requests().stream().map(r -> r.getHeader("webhook-id")).distinct()).hasSize(30);
  }

  private static String idAndAlert(LoggedRequest request) {
    JsonNode body = JsonMapper.shared().readTree(request.getBodyAsString());
    return request.getHeader("webhook-id") + " " + body.path("data").path("id").asString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "whsec_", "whsec_short", "plain text", "whsec_$$$$"})
  void withoutASoundSecretNothingIsPosted(String secret) {
    assertThat(channel.send(message(Samples.ONE_FINDING, secret)))
        .isInstanceOf(SendResult.OperatorProblem.class);
    assertThat(requests()).isEmpty();
  }

  private List<LoggedRequest> requests() {
    return receiver.getAllServeEvents().stream()
        .map(event -> event.getRequest())
        .sorted(Comparator.comparing(LoggedRequest::getLoggedDate))
        .toList();
  }

  private Message message(Samples sample, Object secrets) {
    String address = "http://127.0.0.1:%d/in".formatted(receiver.port());
    return sample.to(Samples.recipient("webhook", address, Map.of("secrets", secrets)));
  }

  private static boolean verifies(LoggedRequest request, String secret) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
    mac.update(
        (request.getHeader("webhook-id") + "." + request.getHeader("webhook-timestamp") + ".")
            .getBytes(StandardCharsets.UTF_8));
    String signature = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(request.getBody()));
    return Arrays.asList(request.getHeader("webhook-signature").split(" ", -1)).contains(signature);
  }

  private static String secret(String key) {
    return "whsec_" + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII));
  }
}
