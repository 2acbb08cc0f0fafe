package crier.alert.channel;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import crier.alert.Channel;
import crier.alert.Message;
import crier.alert.Pacing;
import crier.alert.Recipient;
import crier.alert.SendResult;
import crier.alert.channel.discord.DiscordChannel;
import crier.alert.channel.mattermost.MattermostChannel;
import crier.alert.channel.ntfy.NtfyChannel;
import crier.alert.channel.slack.SlackChannel;
import crier.alert.channel.teams.TeamsChannel;
import crier.alert.channel.webhook.WebhookChannel;
import crier.fetch.LocalFetch;
import crier.fetch.Post;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every channel that posts, with every kind of message, against every kind of answer. */
@Tag("slow")
class ChannelContractTest {

  /** Stands in every address, token and secret of these tests, and may stand nowhere else. */
  private static final String SEEDED = "SEEDED0SECRET";

  private static final Duration PATIENT = Duration.ofSeconds(15);

  private static final Map<String, String> YES = new LinkedHashMap<>();

  static {
    YES.put("slack", "ok");
    YES.put("slack-bot", "{\"ok\":true,\"ts\":\"1758222000.000100\"}");
    YES.put("discord", "{\"id\":\"1234567890\"}");
    YES.put("teams", "");
    YES.put("mattermost", "ok");
    YES.put("ntfy", "{\"id\":\"hwQ2YpKdmg\"}");
    YES.put("webhook", "");
  }

  private static final WireMockServer RECEIVER = new WireMockServer(options().dynamicPort());
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger log = (Logger) LoggerFactory.getLogger("crier");
  private final Level before = log.getLevel();
  private final InstantSource clock = InstantSource.fixed(Samples.AT);
  private final Pacing pacing = new Pacing(Duration.ZERO, Pacing.Pause.REAL);
  private Post post = post(true, PATIENT);

  @BeforeAll
  static void start() {
    RECEIVER.start();
  }

  @AfterAll
  static void stop() {
    RECEIVER.stop();
  }

  @BeforeEach
  void open() {
    logged.start();
    log.addAppender(logged);
    log.setLevel(Level.TRACE);
  }

  /** However a test ended: nothing that was logged held a secret. */
  @AfterEach
  void close() {
    log.setLevel(before);
    log.detachAppender(logged);
    post.close();
    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(ChannelContractTest::tells);
  }

  private static boolean tells(String text) {
    return text.contains(SEEDED)
        || text.contains("UNSUBSCRIBE-SECRET")
        || text.contains("PREFERENCES-SECRET");
  }

  static Stream<String> names() {
    return YES.keySet().stream();
  }

  static Stream<Arguments> namesAndSamples() {
    return names()
        .flatMap(name -> Stream.of(Samples.values()).map(sample -> Arguments.of(name, sample)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatFindsNoRoomIsNamedWithItsLinkAndTheRestCounted(String name) {
    answers(aResponse().withStatus(200).withBody(YES.get(name)));
    if (name.equals("webhook")) {
      return; // one alert a post
    }
    assertThat(linked(name, Samples.DIGEST_OF_THIRTY, 30)).isEqualTo(name.equals("ntfy") ? 20 : 30);
    assertThat(linked(name, Samples.DIGEST_OF_256, 256)).isGreaterThanOrEqualTo(15);
  }

  /** How many alerts' pages a message leads to; what it does not lead to is counted in it. */
  private int linked(String name, Samples sample, int all) {
    RECEIVER.resetRequests();
    channel(name).send(sample.to(recipient(name)));
    String body = RECEIVER.getAllServeEvents().getFirst().getRequest().getBodyAsString();
    int linked =
        (int)
            java.util.regex.Pattern.compile("/alerts/([0-9A-Z]+)")
                .matcher(body)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .count();
    if (!name.equals("ntfy") && linked < all) {
      assertThat(body).contains("…and %d more".formatted(all - linked));
    }
    return linked;
  }

  @ParameterizedTest
  @MethodSource("namesAndSamples")
  void everyKindOfMessageIsTakenAndKeepsToTheLimits(String name, Samples sample) {
    answers(aResponse().withStatus(200).withBody(YES.get(name)));
    Message message = sample.to(recipient(name));
    assertThat(channel(name).send(message)).isInstanceOf(SendResult.Accepted.class);
    assertThat(message.toString()).doesNotContain(SEEDED);
    for (ServeEvent event : RECEIVER.getAllServeEvents()) {
      String body = event.getRequest().getBodyAsString();
      JsonNode json = JsonMapper.shared().readTree(body);
      Limits.check(name, json, event.getRequest().getBody().length);
      if (!name.equals("webhook")) {
        assertThat(texts(json)).doesNotContain("\u202E", "\u2066", "\u0007", "\0");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("namesAndSamples")
  void aRetryIsTheSameToTheByte(String name, Samples sample) {
    answers(aResponse().withStatus(200).withBody(YES.get(name)));
    channel(name).send(sample.to(recipient(name)));
    List<String> first = bodies();
    RECEIVER.resetRequests();
    channel(name).send(sample.to(recipient(name)));
    assertThat(bodies()).isEqualTo(first);
  }

  static Stream<Arguments> namesAndAnswers() {
    return names().flatMap(name -> Answer.ALL.stream().map(answer -> Arguments.of(name, answer)));
  }

  @ParameterizedTest
  @MethodSource("namesAndAnswers")
  void everyKindOfAnswerIsUnderstood(String name, Answer answer) {
    answers(answer.given());
    if (answer.slow()) {
      post.close();
      post = post(true, Duration.ofMillis(300));
    }
    SendResult result = channel(name).send(Samples.ONE_FINDING.to(recipient(name)));
    assertThat(result.getClass().getSimpleName()).isEqualTo(answer.expected());
    assertThat(result.toString()).doesNotContain(SEEDED, "127.0.0.1");
    assertThat(RECEIVER.getAllServeEvents().size()).isLessThanOrEqualTo(1);
  }

  /** What a receiver may answer, and what that means whoever it is. */
  record Answer(String name, ResponseDefinitionBuilder given, String expected) {

    static final List<Answer> ALL =
        List.of(
            new Answer(
                "301",
                aResponse().withStatus(301).withHeader("Location", "/in"),
                "OperatorProblem"),
            new Answer(
                "302 to a login",
                aResponse().withStatus(302).withHeader("Location", "/in"),
                "OperatorProblem"),
            new Answer(
                "307",
                aResponse().withStatus(307).withHeader("Location", "/in"),
                "OperatorProblem"),
            new Answer("400", aResponse().withStatus(400), "Rejected"),
            new Answer("401", aResponse().withStatus(401), "OperatorProblem"),
            new Answer("403", aResponse().withStatus(403), "OperatorProblem"),
            new Answer("404", aResponse().withStatus(404), "OperatorProblem"),
            new Answer("408", aResponse().withStatus(408), "TryLater"),
            new Answer("410", aResponse().withStatus(410), "OperatorProblem"),
            new Answer("413", aResponse().withStatus(413), "Rejected"),
            new Answer(
                "429", aResponse().withStatus(429).withHeader("Retry-After", "30"), "TryLater"),
            new Answer("500", aResponse().withStatus(500).withBody("SEEDED0SECRET"), "TryLater"),
            new Answer(
                "503 at once",
                aResponse().withStatus(503).withHeader("Retry-After", "0"),
                "TryLater"),
            new Answer("no answer in time", aResponse().withFixedDelay(20_000), "TryLater"),
            new Answer(
                "an answer that drips",
                aResponse()
                    .withStatus(500)
                    .withBody("x".repeat(9_000))
                    .withChunkedDribbleDelay(100, 20_000),
                "TryLater"),
            new Answer(
                "hang-up", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), "TryLater"),
            new Answer("nothing", aResponse().withFault(Fault.EMPTY_RESPONSE), "TryLater"),
            new Answer("noise", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE), "TryLater"));

    boolean slow() {
      return name.equals("no answer in time") || name.equals("an answer that drips");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "slack",
    "slack-bot",
    "discord",
    "teams",
    "mattermost",
    "ntfy",
  })
  void aLoginPageIsNoYes(String name) {
    answers(aResponse().withStatus(200).withBody("<html>Please log in</html>"));
    assertThat(channel(name).send(Samples.ONE_FINDING.to(recipient(name))))
        .isInstanceOf(SendResult.TryLater.class);
  }

  @ParameterizedTest
  @CsvSource({
    "slack, 30, '', 30",
    "slack, '', '{\"retry_after\": 1, \"error\": \"rate_limited\"}', 1",
    "discord, '', '{\"retry_after\": 64.57, \"global\": false}', 65",
    "discord, 1.2, '', 2",
    "teams, 'Fri, 18 Sep 2026 19:02:00 GMT', '', 120",
    "mattermost, soon, '', 30",
    "ntfy, 99999999999, '', 86400",
    "webhook, '', '', 30",
  })
  void theTimeThatAReceiverNamesIsKept(String name, String header, String body, long seconds) {
    ResponseDefinitionBuilder answer = aResponse().withStatus(429).withBody(body);
    answers(header.isEmpty() ? answer : answer.withHeader("Retry-After", header));
    assertThat(channel(name).send(Samples.ONE_FINDING.to(recipient(name))))
        .isInstanceOfSatisfying(
            SendResult.TryLater.class,
            later -> assertThat(later.after()).contains(Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void aPrivateAddressIsRefusedUnlessAllowed(String name) {
    answers(aResponse().withStatus(200).withBody(YES.get(name)));
    post.close();
    post = post(false, PATIENT);
    SendResult result = channel(name).send(Samples.ONE_FINDING.to(recipient(name)));
    assertThat(result).isInstanceOf(SendResult.OperatorProblem.class);
    assertThat(result.toString()).doesNotContain(SEEDED);
    assertThat(RECEIVER.getAllServeEvents()).isEmpty();
  }

  @Test
  void anAddressThatIsNoneIsTheOperatorsToMend() {
    Recipient broken = Samples.recipient("slack", "https://ex ample/" + SEEDED, Map.of());
    assertThat(channel("slack").send(Samples.ONE_FINDING.to(broken)))
        .isInstanceOf(SendResult.OperatorProblem.class)
        .asString()
        .doesNotContain(SEEDED);
  }

  @Test
  void slackIsWrittenToOnceASecond() {
    StringBuilder waits = new StringBuilder();
    Pacing paced =
        new Pacing(
            Duration.ofSeconds(1),
            new Pacing.Pause() {
              @Override
              public long nanos() {
                return 5;
              }

              @Override
              public void last(Duration time) {
                waits.append(time).append(' ');
              }
            });
    answers(aResponse().withStatus(200).withBody("ok"));
    Channel slack = new SlackChannel(post, clock, paced);
    for (int i = 0; i < 3; i++) {
      slack.send(Samples.ONE_FINDING.to(recipient("slack")));
    }
    assertThat(waits.toString()).isEqualTo("PT1S PT2S ");
  }

  private List<String> bodies() {
    return RECEIVER.getAllServeEvents().stream()
        .map(event -> event.getRequest().getBodyAsString())
        .toList();
  }

  /** All that a reader may see, whatever it is called. */
  private static String texts(JsonNode json) {
    StringBuilder texts = new StringBuilder(json.isString() ? json.asString() : "");
    json.forEach(each -> texts.append(texts(each)));
    return texts.toString();
  }

  private void answers(ResponseDefinitionBuilder answer) {
    RECEIVER.resetAll();
    RECEIVER.stubFor(any(anyUrl()).willReturn(answer));
  }

  private Recipient recipient(String name) {
    String address = "http://127.0.0.1:%d/hook/%s".formatted(RECEIVER.port(), SEEDED);
    Map<String, Object> options =
        switch (name) {
          case "slack-bot" -> Map.of("token", "xoxb-" + SEEDED, "channel", "#desk");
          case "ntfy" -> Map.of("token", "tk_" + SEEDED, "topic", "desk");
          case "webhook" ->
              Map.of(
                  "secrets",
                  List.of(
                      "whsec_"
                          + Base64.getEncoder()
                              .encodeToString(
                                  (SEEDED + SEEDED).getBytes(StandardCharsets.US_ASCII))));
          default -> Map.of();
        };
    return Samples.recipient(name.replace("-bot", ""), address, options);
  }

  private Channel channel(String name) {
    return switch (name) {
      case "slack", "slack-bot" -> new SlackChannel(post, clock, pacing);
      case "discord" -> new DiscordChannel(post, clock);
      case "teams" -> new TeamsChannel(post, clock);
      case "mattermost" -> new MattermostChannel(post, clock);
      case "ntfy" -> new NtfyChannel(post, clock);
      default -> new WebhookChannel(post, clock);
    };
  }

  private static Post post(boolean privateToo, Duration timeout) {
    return new Post(LocalFetch.SETTINGS.within(timeout, 1 << 20).withPrivateAddresses(privateToo));
  }
}
