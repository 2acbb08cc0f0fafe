package crier.alert.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import crier.alert.Message;
import crier.alert.Message.Earlier;
import crier.alert.Message.Telling;
import crier.alert.channel.Samples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A body that is filled in says to the byte what one composed anew says. */
class MailBodyTest {

  private static final String ONE = "AbC-_9zYxWvUtSrQpOnM12";
  private static final String OTHER = "_aaaaaaaaaaaaaaaaaaaa-";

  @ParameterizedTest
  @EnumSource(Samples.class)
  void theSecondToGetItGetsWhatTheFirstWouldHave(Samples sample) throws Exception {
    MailBody used = new MailBody();
    used.of(message(sample, link(ONE)), "=_b");
    assertThat(used.of(message(sample, link(OTHER)), "=_b"))
        .isEqualTo(new MailBody().of(message(sample, link(OTHER)), "=_b"));
    assertThat(used.of(message(sample, link(ONE)), "=_b"))
        .isEqualTo(new MailBody().of(message(sample, link(ONE)), "=_b"));
  }

  /** Wherever the line ends: within the token, before it, after it. */
  @Test
  void aTokenBrokenOverTwoLinesIsFilledInToo() throws Exception {
    List<String> sites =
        IntStream.range(0, 80)
            .mapToObj(length -> "https://%sx.example/u?token=".formatted("x".repeat(length)))
            .toList();
    for (String site : sites) {
      MailBody used = new MailBody();
      used.of(message(Samples.ONE_FINDING, site + ONE), "=_b");
      byte[] filled = used.of(message(Samples.ONE_FINDING, site + OTHER), "=_b");
      assertThat(filled)
          .isEqualTo(new MailBody().of(message(Samples.ONE_FINDING, site + OTHER), "=_b"));
      String text = new String(filled, StandardCharsets.US_ASCII).replace("=\r\n", "");
      assertThat(text).contains(OTHER).doesNotContain(ONE);
    }
  }

  @Test
  void whoWasToldOfAnotherAlertBeforeGetsAnotherBody() throws Exception {
    MailBody used = new MailBody();
    used.of(earlier("A0", "one receipt", ONE), "=_b");
    String filled =
        new String(used.of(earlier("A00", "other", OTHER), "=_b"), StandardCharsets.US_ASCII);
    assertThat(filled).contains("/alerts/A00").contains(OTHER).doesNotContain(ONE);
  }

  /** Such a link has no place of a known length. */
  @Test
  void aLinkWithoutATokenIsWrittenAnew() throws Exception {
    MailBody body = new MailBody();
    body.of(message(Samples.ONE_FINDING, "https://crier.example.org/u?t=short"), "=_b");
    String other =
        new String(
            body.of(message(Samples.ONE_FINDING, "https://crier.example.org/u?t=other"), "=_b"),
            StandardCharsets.US_ASCII);
    assertThat(other).contains("t=3Dother").doesNotContain("short");
  }

  private static String link(String token) {
    return "https://crier.example.org/unsubscribe?token=" + token;
  }

  private static Message message(Samples sample, String link) {
    Message message = sample.to(Samples.recipient("email", "desk@example.org", Map.of()));
    return with(message, message.tellings(), link);
  }

  private static Message earlier(String alert, String receipt, String token) {
    Message message = message(Samples.LATER_FACT, link(token));
    Telling told = message.first();
    Telling later =
        new Telling(
            told.alert(),
            told.storyName(),
            told.questions(),
            told.page(),
            told.captureUrl(),
            told.captureSha256(),
            told.because(),
            told.thread(),
            told.follows(),
            new Earlier(alert, alert, receipt));
    return with(message, List.of(later), link(token));
  }

  private static Message with(Message message, List<Telling> tellings, String link) {
    return new Message(
        message.id(),
        message.recipient(),
        tellings,
        message.site(),
        link,
        message.preferences(),
        message.createdAt());
  }
}
