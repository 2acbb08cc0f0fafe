package crier.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PostTest {

  private static final String HOOK = "/services/T0/B0/sekret";

  private final Post post = new Post(Asked.settings(Asked.UNPACED));

  @AfterEach
  void close() {
    post.close();
  }

  private Posted send(Rawly server) {
    return send(server, Duration.ofSeconds(20));
  }

  private Posted send(Rawly server, Duration timeout) {
    return send(server.url(HOOK), timeout);
  }

  private Posted send(URI url, Duration timeout) {
    return post.post(
        url,
        "{\"text\":\"x\"}".getBytes(UTF_8),
        "application/json",
        Map.of("Webhook-Id", "m1"),
        timeout);
  }

  @Test
  void aMessageIsPostedWithItsHeaders() throws IOException {
    try (Rawly server =
        Rawly.saying("HTTP/1.1 200 OK\r\nX-Slack: a\r\nContent-Length: 2\r\n\r\nok")) {
      Posted posted = send(server);

      assertThat(posted).isInstanceOf(Posted.Answered.class);
      Posted.Answered answered = (Posted.Answered) posted;
      assertThat(answered.status()).isEqualTo(200);
      assertThat(answered.body()).isEqualTo("ok");
      assertThat(answered.headers()).containsEntry("x-slack", "a");
      assertThat(server.requests.getFirst())
          .startsWith("POST " + HOOK + " HTTP/1.1")
          .contains("Content-Type: application/json\n")
          .contains("User-Agent: Crier/dev (+desk@example.org)\n")
          .contains("Webhook-Id: m1\n")
          .endsWith("{\"text\":\"x\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "408 Request Timeout\r\n",
        "503 Busy\r\nRetry-After: 0\r\n",
        "503 Busy\r\nRetry-After: 99999999999\r\n",
        "421 Misdirected\r\n",
        "401 No\r\nWWW-Authenticate: Basic realm=x\r\n"
      })
  void nothingMakesItPostTwice(String answer) throws IOException {
    try (Rawly server = Rawly.saying("HTTP/1.1 " + answer + "Content-Length: 0\r\n\r\n")) {
      assertThat(send(server)).isInstanceOf(Posted.Answered.class);
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void aReceiverThatHangsUpAfterEachAnswerGetsEveryMessageOnce() throws IOException {
    try (Rawly server = Rawly.saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
      for (int i = 1; i <= 20; i++) {
        assertThat(send(server)).isInstanceOf(Posted.Answered.class);
        assertThat(server.requests).hasSize(i);
      }
    }
  }

  @Test
  void theReceiversWaitIsPassedOnAsWritten() throws IOException {
    try (Rawly server =
        Rawly.saying("HTTP/1.1 429 Slow\r\nRetry-After: 30\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(((Posted.Answered) send(server)).headers()).containsEntry("retry-after", "30");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsAnAnswerAndNotFollowed(int status) throws IOException {
    try (Rawly login = Rawly.saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        Rawly server =
            Rawly.saying(
                "HTTP/1.1 %d Moved\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
                    .formatted(status, login.url("/login")))) {
      assertThat(((Posted.Answered) send(server)).status()).isEqualTo(status);
      assertThat(login.requests).isEmpty();
    }
  }

  @Test
  void aLongAnswerIsReadNoFurtherThanNeeded() throws IOException {
    try (Rawly server =
        Rawly.saying((_, out) -> {
          out.write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(UTF_8));
          byte[] more = "no".repeat(10_000).getBytes(UTF_8);
          while (true) {
            out.write(more);
          }
        })) {
      assertThat(((Posted.Answered) send(server)).body()).hasSize(Post.MOST_READ);
    }
  }

  @Test
  void aReceiverThatSaysNothingMayHaveGotIt() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    try (Rawly silent = Rawly.saying((_, _) -> never.await());
        Rawly hangsUp = Rawly.saying("")) {
      for (Posted posted : new Posted[] {send(silent, Duration.ofMillis(300)), send(hangsUp)}) {
        assertThat(posted).isInstanceOf(Posted.Unreachable.class);
        assertThat(((Posted.Unreachable) posted).maybeSent()).isTrue();
        assertThat(posted.toString()).doesNotContain("sekret").doesNotContain("127.0.0.1");
      }
      assertThat(hangsUp.requests).hasSize(1);
    }
  }

  @Test
  void aReceiverThatIsNotThereHasNotGotIt() throws IOException {
    try (Unanswered nobody = new Unanswered()) {
      Posted posted = send(nobody.url(HOOK), Duration.ofSeconds(20));

      assertThat(((Posted.Unreachable) posted).maybeSent()).isFalse();
      assertThat(posted.toString()).doesNotContain("sekret").doesNotContain("127.0.0.1");
    }
  }

  @Test
  void aPrivateAddressIsRefusedUnlessMeant() throws IOException {
    FetchSettings settings = LocalFetch.SETTINGS.withPrivateAddresses(false);
    try (Rawly canary = Rawly.saying("HTTP/1.1 200 OK\r\n\r\n");
        Post guarded = new Post(settings)) {
      Posted posted =
          guarded.post(
              canary.url(HOOK), new byte[1], "text/plain", Map.of(), Duration.ofSeconds(5));

      assertThat(posted).isInstanceOf(Posted.Refused.class);
      assertThat(posted.toString()).contains("allow-private-addresses").doesNotContain("sekret");
      assertThat(canary.requests).isEmpty();
    }
  }

  @Test
  void anAddressOrHeaderThatCannotBeIsRefused() throws IOException {
    assertThat(refusal("ftp://hooks.example/sekret", Map.of())).doesNotContain("sekret");
    assertThat(refusal("https://u:sekret@hooks.example/", Map.of())).doesNotContain("sekret");
    assertThat(refusal("http://127.0.0.1:9/", Map.of("X-A", "sekret\r\nX-B: 1")))
        .doesNotContain("sekret");
  }

  private String refusal(String url, Map<String, String> headers) {
    Posted posted =
        post.post(URI.create(url), new byte[1], "text/plain", headers, Duration.ofSeconds(5));
    assertThat(posted).isInstanceOf(Posted.Refused.class);
    return posted.toString();
  }
}
