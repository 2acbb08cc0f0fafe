package crier.alert.channel.slack;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import crier.alert.Pacing;
import crier.alert.SendResult;
import crier.alert.channel.Samples;
import crier.fetch.LocalFetch;
import crier.fetch.Post;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Slack's own words, and its threads. */
class SlackTest {

  private final WireMockServer receiver = new WireMockServer(options().dynamicPort());
  private Post post;

  @BeforeEach
  void open() {
    receiver.start();
    post = new Post(LocalFetch.SETTINGS);
  }

  @AfterEach
  void close() {
    post.close();
    receiver.stop();
  }

  @ParameterizedTest
  @CsvSource({
    "200, ok, Accepted",
    "400, invalid_payload, Rejected",
    "400, user_not_found, Rejected",
    "400, no_text, Rejected",
    "400, invalid_blocks, Rejected",
    "400, invalid_token, OperatorProblem",
    "403, action_prohibited, OperatorProblem",
    "403, invalid_token, OperatorProblem",
    "403, posting_to_general_channel_denied, OperatorProblem",
    "404, channel_not_found, OperatorProblem",
    "404, no_service, OperatorProblem",
    "404, no_team, OperatorProblem",
    "410, channel_is_archived, OperatorProblem",
    "500, rollup_error, TryLater",
    "200, <html>login</html>, TryLater",
    "200, channel_is_archived, TryLater",
  })
  void aWebhooksWordsAreToldApart(int status, String body, String expected) {
    answers(status, body);
    SendResult result = slack().send(Samples.ONE_FINDING.to(recipient(Map.of())));
    assertThat(result.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(result.toString()).doesNotContain("<html>");
  }

  @ParameterizedTest
  @CsvSource({
    "not_in_channel, OperatorProblem",
    "channel_not_found, OperatorProblem",
    "is_archived, OperatorProblem",
    "invalid_auth, OperatorProblem",
    "token_revoked, OperatorProblem",
    "missing_scope, OperatorProblem",
    "msg_blocks_too_long, Rejected",
    "invalid_blocks, Rejected",
    "ratelimited, TryLater",
    "internal_error, TryLater",
    "something_new, TryLater",
  })
  void theApisErrorsAreToldApart(String error, String expected) {
    answers(200, "{\"ok\":false,\"error\":\"" + error + "\"}");
    SendResult result = slack().send(Samples.ONE_FINDING.to(recipient(bot())));
    assertThat(result.getClass().getSimpleName()).isEqualTo(expected);
  }

  @Test
  void aLaterFactAnswersInTheThreadOfTheFirstAndKeepsItsReceipt() {
    answers(200, "{\"ok\":true,\"ts\":\"1758229999.000200\"}");
    assertThat(slack().send(Samples.LATER_FACT.to(recipient(bot()))))
        .isEqualTo(new SendResult.Accepted("1758222000.000100"));
    assertThat(sent().path("thread_ts").asString()).isEqualTo("1758222000.000100");
    assertThat(sent().path("channel").asString()).isEqualTo("#desk");
    assertThat(receiver.getAllServeEvents().getFirst().getRequest().getHeader("Authorization"))
        .isEqualTo("Bearer xoxb-1");
  }

  @Test
  void whereThereAreNoThreadsALaterFactLinksToTheFirst() {
    answers(200, "ok");
    slack().send(Samples.LATER_FACT.to(recipient(Map.of())));
    assertThat(sent().has("thread_ts")).isFalse();
    assertThat(sent().toString())
        .contains("<https://crier.example.org/alerts/A1|told before about this>");
  }

  @Test
  void aTitleCannotShoutAtAChannelOrPassForALink() {
    answers(200, "ok");
    slack().send(Samples.HOSTILE.to(recipient(Map.of())));
    assertThat(sent().path("text").asString()).contains("&lt;!channel&gt;");
    assertThat(sent().path("blocks").toString())
        .contains("&lt;!channel&gt;")
        .doesNotContain("|x>", "<https://evil.example|");
  }

  private JsonNode sent() {
    return JsonMapper.shared()
        .readTree(receiver.getAllServeEvents().getFirst().getRequest().getBodyAsString());
  }

  private void answers(int status, String body) {
    receiver.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
  }

  private static Map<String, Object> bot() {
    return Map.of("token", "xoxb-1", "channel", "#desk");
  }

  private crier.alert.Recipient recipient(Map<String, Object> options) {
    String address = "http://127.0.0.1:%d/hook".formatted(receiver.port());
    return Samples.recipient("slack", address, options);
  }

  private SlackChannel slack() {
    return new SlackChannel(
        post, InstantSource.fixed(Samples.AT), new Pacing(Duration.ZERO, Pacing.Pause.REAL));
  }
}
