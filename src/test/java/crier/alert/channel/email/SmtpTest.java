package crier.alert.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import crier.alert.Message;
import crier.alert.SendResult;
import crier.alert.channel.Samples;
import crier.alert.channel.email.MailSettings.Security;
import crier.alert.channel.email.MailSettings.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Mail over real conversations, with a server that answers as badly as servers do. */
class SmtpTest {

  private final List<String> refused = new ArrayList<>();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger log = (Logger) LoggerFactory.getLogger("crier");
  private final Level before = log.getLevel();
  private SmtpScript server;

  @BeforeEach
  void open() throws IOException {
    server = new SmtpScript();
    logged.start();
    log.addAppender(logged);
    log.setLevel(Level.TRACE);
  }

  @AfterEach
  void close() throws IOException {
    log.setLevel(before);
    log.detachAppender(logged);
    server.close();
    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(text -> text.contains("desk@") || text.contains("PASSWORD"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RCPT | 550 5.1.1 no such user            | Rejected        | 5.1.1",
        "RCPT | 550 no such user                  | Rejected        | 5.0.0",
        "RCPT | 553 5.1.3 bad address             | Rejected        | 5.1.3",
        "RCPT | 521 5.2.1 host takes no mail      | Rejected        | 5.2.1",
        "RCPT | 552 5.2.2 mailbox full            | TryLater        | ''",
        "RCPT | 450 4.2.1 greylisted              | TryLater        | ''",
        "RCPT | 451 4.7.1 greylisted              | TryLater        | ''",
        "RCPT | 452 4.2.2 full                    | TryLater        | ''",
        "RCPT | 421 4.3.2 shutting down           | TryLater        | ''",
        "RCPT | 550 5.7.1 not allowed             | TryLater        | ''",
        "RCPT | 530 5.7.0 must authenticate first | OperatorProblem | ''",
        "RCPT | HANG UP                           | TryLater        | ''",
        "MAIL | 550 5.7.1 sender refused          | OperatorProblem | ''",
        "MAIL | 451 4.3.0 later                   | TryLater        | ''",
        "MAIL | 421 4.3.2 shutting down           | TryLater        | ''",
        "MAIL | 552 5.3.4 too big                 | Rejected        | ''",
        "MAIL | HANG UP                           | TryLater        | ''",
        "DATA | 554 5.7.1 policy                  | OperatorProblem | ''",
        "DATA | 451 4.3.0 later                   | TryLater        | ''",
        "DATA | HANG UP                           | TryLater        | ''",
        ".    | 554 5.7.1 spam                    | OperatorProblem | ''",
        ".    | 552 5.3.4 too big                 | Rejected        | ''",
        ".    | 550 5.6.0 content                 | Rejected        | ''",
        ".    | 451 4.7.1 later                   | TryLater        | ''",
        ".    | HANG UP                           | TryLater        | ''",
        "EHLO | 554 5.0.0 go away                 | OperatorProblem | ''",
        "GREETING | 554 5.7.1 you are blocked     | OperatorProblem | ''",
        "GREETING | 421 4.3.2 too many            | TryLater        | ''",
        "GREETING | HANG UP                       | TryLater        | ''",
      })
  void answersAreToldApartByCode(String command, String answer, String expected, String status) {
    server.answers(command, answer);
    if (command.equals("EHLO")) {
      server.answers("HELO", answer);
    }
    try (EmailChannel channel = channel(Security.NONE, "")) {
      SendResult result = channel.send(mail());
      assertThat(result.getClass().getSimpleName()).isEqualTo(expected);
      assertThat(result.toString()).doesNotContain("desk", "no such user");
    }
    assertThat(refused)
        .isEqualTo(
            status.isEmpty()
                ? List.of()
                : List.of("subscriber:01JABCDEFGHJKMNPQRSTVWXYZ0 " + status));
  }

  @Test
  void aLostYesIsTriedAgainWithTheSameMessageIdAndTheSameBytes() {
    server.answers(".", SmtpScript.HANG_UP);
    try (EmailChannel channel = channel(Security.NONE, "")) {
      assertThat(channel.send(mail())).isInstanceOf(SendResult.TryLater.class);
      server.answers(".", "250 ok");
      assertThat(channel.send(mail())).isInstanceOf(SendResult.Accepted.class);
    }
    assertThat(server.mails).hasSize(2);
    assertThat(server.mails.get(0)).isEqualTo(server.mails.get(1)).contains("Message-ID: <A1.");
  }

  @Test
  void aConnectionIsUsedAgainAlsoAfterARefusedRecipient() {
    try (EmailChannel channel = channel(Security.NONE, "")) {
      channel.send(mail());
      channel.send(mail());
      server.answers("RCPT", "550 5.1.1 no");
      channel.send(mail());
      server.answers("RCPT", "250 ok");
      assertThat(channel.send(mail())).isInstanceOf(SendResult.Accepted.class);
    }
    assertThat(server.heard).containsOnlyOnce("CONNECT");
    assertThat(server.mails).hasSize(3);
  }

  @Test
  void aKeptConnectionThatTheServerHasLeftIsReplacedAtOnce() {
    try (EmailChannel channel = channel(Security.NONE, "")) {
      channel.send(mail());
      // at the next command it hangs up, as after its own time-out
      server.answers("MAIL", "421 4.4.2 timeout");
      assertThat(channel.send(mail())).isInstanceOf(SendResult.TryLater.class);
      assertThat(server.heard).filteredOn("CONNECT"::equals).hasSize(2);
    }
  }

  @Test
  void theReceiptNamesNobody() {
    try (EmailChannel channel = channel(Security.NONE, "")) {
      assertThat(channel.send(mail()))
          .isEqualTo(new SendResult.Accepted("250 2.0.0 queued as 1 for …"));
    }
  }

  @Test
  void whenEverybodyIsRefusedTheFaultIsNotTheirs() {
    server.answers("RCPT", "550 5.1.1 user database is away");
    try (EmailChannel channel = channel(Security.NONE, "")) {
      List<SendResult> results = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        results.add(channel.send(mailTo("subscriber:" + i, "desk@example.org")));
      }
      assertThat(results.subList(0, 4)).allMatch(SendResult.Rejected.class::isInstance);
      assertThat(results.subList(4, 6)).allMatch(SendResult.OperatorProblem.class::isInstance);
    }
    assertThat(refused).hasSize(4);
  }

  @Test
  void starttlsAskedForAndNotOfferedSendsNothingInClear() {
    try (EmailChannel channel = channel(Security.STARTTLS, "")) {
      assertThat(channel.send(mail()))
          .isInstanceOf(SendResult.OperatorProblem.class)
          .asString()
          .contains("never sent in clear");
    }
    assertThat(server.heard).noneMatch(line -> line.startsWith("MAIL"));
  }

  @Test
  void aServerThatOffersNoLoginIsNotMailedWithoutOne() {
    try (EmailChannel channel = channel(Security.NONE, "user")) {
      assertThat(channel.send(mail()))
          .isInstanceOf(SendResult.OperatorProblem.class)
          .asString()
          .contains("offers no login");
    }
    assertThat(server.mails).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "535 5.7.8 no, OperatorProblem",
    "534 5.7.9 no, OperatorProblem",
    "454 4.7.0 not now, TryLater",
    "421 4.7.0 too many tries, TryLater",
  })
  void aRefusedLoginIsTheOperatorsUnlessItIsForNow(String answer, String expected) {
    server.answers("EHLO", "250-test\r\n250 AUTH PLAIN LOGIN").answers("AUTH", answer);
    try (EmailChannel channel = channel(Security.NONE, "user")) {
      SendResult result = channel.send(mail());
      assertThat(result.getClass().getSimpleName()).isEqualTo(expected);
      assertThat(result.toString()).doesNotContain("PASSWORD");
    }
  }

  @Test
  void lettersBeyondAsciiInAnAddressNeedAServerThatCarriesThem() {
    Message message = mailTo("subscriber:X", "стол@пример.рф");
    try (EmailChannel channel = channel(Security.NONE, "")) {
      assertThat(channel.send(message)).isInstanceOf(SendResult.Rejected.class);
      server.answers("EHLO", "250-test\r\n250 SMTPUTF8");
      assertThat(channel.send(message)).isInstanceOf(SendResult.Accepted.class);
      channel.send(mail());
    }
    assertThat(server.heard)
        .contains("RCPT TO:<стол@xn--e1afmkfd.xn--p1ai>")
        .filteredOn(line -> line.startsWith("MAIL"))
        .hasSize(2)
        .satisfiesExactly(
            first -> assertThat(first).endsWith(" SMTPUTF8"),
            second -> assertThat(second).doesNotContain("SMTPUTF8"));
  }

  @Test
  void theEnvelopeNamesTheRecipientByATokenAndNotByAddress() {
    MailSettings settings =
        new MailSettings(
            Transport.SMTP,
            Path.of("unused"),
            "Crier <crier@crier.example.org>",
            smtp(Security.NONE, "", server.port()),
            "bounce@crier.example.org",
            null);
    try (EmailChannel channel = new EmailChannel(settings, new byte[32], this::note)) {
      channel.send(mail());
    }
    String mail =
        server.heard.stream().filter(line -> line.startsWith("MAIL")).findFirst().orElseThrow();
    assertThat(mail)
        .matches(
            "MAIL FROM:<bounce\\+bs01jabcdefghjkmnpqrstvwxyz0-[a-z2-7]{16}@crier.example.org>");
    ReturnPath path = new ReturnPath("bounce@crier.example.org", new byte[32]);
    assertThat(path.read(mail.substring("MAIL FROM:<".length(), mail.length() - 1)))
        .contains(
            new ReturnPath.Named(
                ReturnPath.Purpose.BOUNCE, "subscriber:01JABCDEFGHJKMNPQRSTVWXYZ0"));
  }

  private static Message mail() {
    return Samples.ONE_FINDING.to(Samples.recipient("email", "desk@example.org", Map.of()));
  }

  private static Message mailTo(String id, String address) {
    var recipient = Samples.recipient("email", address, Map.of());
    return Samples.ONE_FINDING.to(
        new crier.alert.Recipient(id, "email", address, Map.of(), recipient.subscription()));
  }

  private void note(String recipient, String status) {
    refused.add(recipient + " " + status);
  }

  private EmailChannel channel(Security security, String user) {
    return new EmailChannel(settings(security, user, server.port()), new byte[32], this::note);
  }

  private static MailSettings settings(Security security, String user, int port) {
    return new MailSettings(
        Transport.SMTP,
        Path.of("unused"),
        "Crier <crier@crier.example.org>",
        smtp(security, user, port));
  }

  private static MailSettings.Smtp smtp(Security security, String user, int port) {
    return new MailSettings.Smtp(
        "127.0.0.1", port, security, user, user.isEmpty() ? "" : "PASSWORD", 2);
  }
}
