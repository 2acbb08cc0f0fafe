package crier.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import crier.fetch.Request.Expect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a host, or a budget, asked for is kept by everybody who would ask it next. */
class MannersTest {

  private final Asked.Clock clock = new Asked.Clock();

  private HttpFetch client(Quota quota) {
    return new HttpFetch(Asked.settings(Asked.UNPACED), quota, clock);
  }

  private static Rawly busy(String status, String header) throws IOException {
    return Rawly.saying("HTTP/1.1 " + status + "\r\n" + header + "Content-Length: 0\r\n\r\n");
  }

  @Test
  void aHostThatAskedForRestIsLeftAloneByAllItsWatches() throws IOException {
    try (Rawly busy = busy("429 Too Many Requests", "Retry-After: 120\r\n");
        Rawly other = Rawly.saying("HTTP/1.1 200 OK\r\n\r\n" + Asked.PAGE);
        HttpFetch fetch = client(Quota.UNLIMITED)) {
      fetch.fetch(Request.to(busy.url("/a"), Expect.HTML));
      clock.pass(Duration.ofSeconds(119));

      Fetched second = fetch.fetch(Request.to(busy.url("/b"), Expect.FEED));

      assertThat(((Fetched.TryLater) second).after()).isEqualTo(Duration.ofSeconds(1));
      assertThat(busy.requests).hasSize(1);
      assertThat(fetch.fetch(Request.to(other.url("/"), Expect.HTML)))
          .isInstanceOf(Fetched.Fresh.class);
      clock.pass(Duration.ofSeconds(1));
      fetch.fetch(Request.to(busy.url("/b"), Expect.FEED));
      assertThat(busy.requests).hasSize(2);
    }
  }

  @Test
  void a429WithoutATimeIsRestedFromToo() throws IOException {
    try (Rawly busy = busy("429 Too Many Requests", "Retry-After: whenever\r\n");
        HttpFetch fetch = client(Quota.UNLIMITED)) {
      for (int i = 0; i < 3; i++) {
        Fetched fetched = fetch.fetch(Request.to(busy.url("/a"), Expect.HTML));
        assertThat(((Fetched.TryLater) fetched).after()).isEqualTo(RetryAfter.UNSAID);
      }
      assertThat(busy.requests).hasSize(1);
    }
  }

  @Test
  void a503WithATimeRestsTheHostAndWithoutOneOnlyThePage() throws IOException {
    try (Rawly timed = busy("503 Unavailable", "Retry-After: 600\r\n");
        Rawly untimed = busy("503 Unavailable", "");
        HttpFetch fetch = client(Quota.UNLIMITED)) {
      for (Rawly server : List.of(timed, untimed)) {
        for (String page : List.of("/a", "/b")) {
          assertThat(fetch.fetch(Request.to(server.url(page), Expect.HTML)))
              .isInstanceOf(Fetched.TryLater.class);
        }
      }
      assertThat(timed.requests).hasSize(1);
      assertThat(untimed.requests).hasSize(2);
    }
  }

  @Test
  void aFailingServersWishIsPassedOn() throws IOException {
    try (Rawly broken = busy("500 Oops", "Retry-After: 30\r\n");
        HttpFetch fetch = client(Quota.UNLIMITED)) {
      Fetched fetched = fetch.fetch(Request.to(broken.url("/a"), Expect.HTML));

      assertThat(((Fetched.Failed) fetched).retryAfter()).contains(Duration.ofSeconds(30));
    }
  }

  @Test
  void anEmptyBudgetAsksNobody() throws IOException {
    Quota empty =
        new Quota() {
          @Override
          public Optional<Duration> take(String name) {
            return name.equals("token") ? Optional.of(Duration.ofHours(1)) : Optional.empty();
          }

          @Override
          public void answered(String name, int status, Optional<Duration> retryAfter) {}
        };
    try (Rawly server = Rawly.saying("HTTP/1.1 200 OK\r\n\r\n" + Asked.PAGE);
        HttpFetch fetch = client(empty)) {
      Request request = Request.to(server.url("/"), Expect.HTML);

      assertThat(((Fetched.TryLater) fetch.fetch(request.paidFrom("token"))).after())
          .isEqualTo(Duration.ofHours(1));
      assertThat(server.requests).isEmpty();
      assertThat(fetch.fetch(request)).isInstanceOf(Fetched.Fresh.class);
    }
  }

  @Test
  void aTokenThatAskedTooMuchDoesNotSilenceWhatCostsNone() throws IOException {
    try (Rawly host =
            Rawly.saying((request, out) ->
                out.write(
                    (request.startsWith("GET /api")
                            ? "HTTP/1.1 429 Slow\r\nRetry-After: 41211\r\n\r\n"
                            : "HTTP/1.1 200 OK\r\n\r\n" + Asked.PAGE)
                        .getBytes(StandardCharsets.UTF_8)));
        HttpFetch fetch = client(Quota.UNLIMITED)) {
      Request paid = Request.to(host.url("/api/1"), Expect.JSON).paidFrom("token");
      fetch.fetch(paid);

      assertThat(fetch.fetch(paid)).isInstanceOf(Fetched.TryLater.class);
      assertThat(host.requests).hasSize(1);
      assertThat(fetch.fetch(Request.to(host.url("/feed"), Expect.HTML)))
          .isInstanceOf(Fetched.Fresh.class);
    }
  }

  @Test
  void theBudgetHearsWhatWasAnswered() throws IOException {
    List<String> heard = new ArrayList<>();
    Quota hearing =
        new Quota() {
          @Override
          public Optional<Duration> take(String name) {
            return Optional.empty();
          }

          @Override
          public void answered(String name, int status, Optional<Duration> retryAfter) {
            heard.add(name + " " + status + " " + retryAfter);
          }
        };
    try (Rawly busy = busy("429 Too Many Requests", "Retry-After: 86399\r\n");
        HttpFetch fetch = client(hearing)) {
      Request request = Request.to(busy.url("/"), Expect.JSON).paidFrom("token");
      fetch.fetch(request);
      fetch.fetch(request);

      assertThat(heard).containsExactly("token 429 Optional[PT23H59M59S]");
    }
  }
}
