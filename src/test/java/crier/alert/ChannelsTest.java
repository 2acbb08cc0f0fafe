package crier.alert;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import crier.alert.channel.email.EmailChannel;
import crier.alert.channel.email.MailSettings;
import crier.alert.channel.email.MailSettings.Security;
import crier.alert.channel.email.MailSettings.Transport;
import crier.alert.channel.slack.SlackChannel;
import crier.fetch.FetchSettings;
import crier.fetch.Post;
import crier.model.Alert;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Significance;
import crier.model.Site;
import crier.model.Subscription;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels over real sockets, against every kind of answer. */
class ChannelsTest {

  private static final Instant AT = Instant.parse("2026-09-18T19:00:00Z");
  private static final Site SITE =
      new Site("Crier", URI.create("https://crier.example.org"), ZoneId.of("America/New_York"));

  private final WireMockServer receiver = new WireMockServer(options().dynamicPort());
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private Post post;

  @TempDir private Path folder;

  @BeforeEach
  void open() {
    receiver.start();
    server.start();
    post =
        new Post(
            new FetchSettings(
                "x@example.org",
                4,
                Duration.ofSeconds(5),
                1 << 20,
                "",
                true,
                new FetchSettings.HostSettings(4, Duration.ZERO, Map.of(), false),
                Map.of()));
  }

  @AfterEach
  void close() {
    post.close();
    receiver.stop();
    server.stop();
  }

  @ParameterizedTest
  @CsvSource({
    "200, ok, Accepted",
    "200, <html>login</html>, TryLater",
    "400, invalid_payload, Rejected",
    "403, action_prohibited, OperatorProblem",
    "404, no_service, OperatorProblem",
    "410, channel_is_archived, OperatorProblem",
    "500, rollup_error, TryLater",
    "302, moved, TryLater",
  })
  void slacksAnswersAreToldApart(int status, String body, String expected) {
    receiver.stubFor(
        post(urlEqualTo("/hook"))
            .willReturn(
                aResponse().withStatus(status).withBody(body).withHeader("Location", "/login")));
    SendResult result = new SlackChannel(post).send(message("slack", hook()));
    assertThat(result.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(result.toString()).doesNotContain("/hook");
  }

  @Test
  void slacksRetryAfterIsObeyed() {
    receiver.stubFor(
        post(urlEqualTo("/hook"))
            .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "30")));
    assertThat(new SlackChannel(post).send(message("slack", hook())))
        .isEqualTo(
            new SendResult.TryLater(
                "Slack answered 429: an answer that is not Slack's",
                Optional.of(Duration.ofSeconds(30))));
  }

  @Test
  void aTitleCannotShoutAtAChannel() {
    receiver.stubFor(post(urlEqualTo("/hook")).willReturn(aResponse().withBody("ok")));
    new SlackChannel(post).send(message("slack", hook()));
    assertThat(receiver.getAllServeEvents().getFirst().getRequest().getBodyAsString())
        .contains("|Entry 62 &lt;!channel&gt;")
        .contains("\"text\":\"[irs-ice] Stay lifted: Entry 62 &lt;!channel&gt;");
  }

  @Test
  void aMailHasItsHeadersAndBothPartsAndTheSameIdAtEveryTry() throws Exception {
    try (EmailChannel channel = new EmailChannel(settings(Transport.SMTP, Security.NONE))) {
      assertThat(channel.send(message("email", "desk@example.org")))
          .isInstanceOf(SendResult.Accepted.class);
      assertThat(channel.send(message("email", "desk@example.org")))
          .isInstanceOf(SendResult.Accepted.class);
    }
    MimeMessage[] mails = server.getReceivedMessages();
    assertThat(mails).hasSize(2);
    assertThat(mails[0].getMessageID())
        .isEqualTo("<A1.destination-d@crier.example.org>")
        .isEqualTo(mails[1].getMessageID());
    assertThat(mails[0].getHeader("References", " ")).isEqualTo("<watch.ctu@crier.example.org>");
    assertThat(mails[0].getHeader("X-Crier-Events", " ")).isEqualTo("STAY_LIFTED");
    assertThat(mails[0].getContentType()).startsWith("multipart/alternative");
    assertThat(mails[0].getSubject()).startsWith("[irs-ice] Stay lifted: ");
  }

  @Test
  void aLineBreakInATitleBeginsNoHeader() throws Exception {
    try (EmailChannel channel = new EmailChannel(settings(Transport.DIRECTORY, Security.NONE))) {
      channel.send(message("email", "desk@example.org"));
    }
    try (var files = Files.list(folder)) {
      String mail = Files.readString(files.findFirst().orElseThrow());
      assertThat(mail.lines().takeWhile(line -> !line.isEmpty()))
          .noneMatch(line -> line.startsWith("Bcc"));
    }
  }

  @Test
  void starttlsAskedForAndNotOfferedSendsNothingInClear() {
    try (EmailChannel channel = new EmailChannel(settings(Transport.SMTP, Security.STARTTLS))) {
      assertThat(channel.send(message("email", "desk@example.org")))
          .isInstanceOf(SendResult.OperatorProblem.class);
    }
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "two@a.example,three@b.example",
        "<@evil:a@b.example>",
        "a b@c.example",
        "nobody",
        "x@y.example\r\nBcc: z@z.example"
      })
  void anAddressThatIsNotOnePlainAddressIsRejected(String address) {
    try (EmailChannel channel = new EmailChannel(settings(Transport.DIRECTORY, Security.NONE))) {
      assertThat(channel.send(message("email", address))).isInstanceOf(SendResult.Rejected.class);
    }
  }

  @Test
  void aServerThatIsAwayIsTriedLater() {
    int port = server.getSmtp().getPort();
    server.stop();
    try (EmailChannel channel = new EmailChannel(settings(Transport.SMTP, Security.NONE, port))) {
      SendResult result = channel.send(message("email", "desk@example.org"));
      assertThat(result).isInstanceOf(SendResult.TryLater.class);
      assertThat(result.toString()).doesNotContain("desk@");
    }
  }

  private String hook() {
    return "http://127.0.0.1:" + receiver.port() + "/hook";
  }

  private MailSettings settings(Transport transport, Security security) {
    return settings(transport, security, server.getSmtp().getPort());
  }

  private MailSettings settings(Transport transport, Security security, int port) {
    return new MailSettings(
        transport,
        folder,
        "Crier <crier@crier.example.org>",
        new MailSettings.Smtp("127.0.0.1", port, security, "", "", 2));
  }

  private static Message message(String channel, String address) {
    Finding finding =
        new Finding(
            "entry-62",
            List.of(Event.STAY_LIFTED),
            Significance.CRITICAL,
            "because",
            "Stay lifted",
            "Entry 62 <!channel>\r\nBcc: evil@example.org",
            "https://cl.example/62",
            null,
            "the stay is LIFTED",
            null,
            null,
            List.of(),
            List.of(),
            null);
    Alert alert =
        new Alert(
            "A1",
            Alert.Kind.ALERT,
            "ctu",
            "Centro",
            "irs-ice",
            "Stay lifted: Entry 62 <!channel>\r\nBcc: evil@example.org",
            Significance.CRITICAL,
            AT,
            List.of(finding),
            "",
            null,
            null);
    Subscription all =
        new Subscription(
            List.of(),
            List.of(),
            Significance.ROUTINE,
            List.of(),
            List.of(),
            List.of(),
            new Subscription.Cadence.Immediate(),
            null,
            SITE.zone());
    return new Message(
        "D1",
        new Recipient("destination:d", channel, address, Map.of(), all),
        List.of(
            new Message.Telling(
                alert,
                "The story",
                List.of(),
                SITE.link("/alerts/A1"),
                null,
                null,
                "you follow it",
                "ctu",
                null)),
        SITE,
        null,
        null,
        AT);
  }
}
