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
          public Leave take(String budget, Priority priority) {
            return budget.equals("token")
                ? new Leave.Wait("used up", Duration.ofHours(1))
                : new Leave.Granted(budget, 1);
          }

          @Override
          public Optional<Leave.Wait> answered(Leave.Granted leave, Answered answer) {
            return Optional.empty();
          }

          @Override
          public void unanswered(Leave.Granted leave) {}
        };
    try (Rawly server = Rawly.saying("HTTP/1.1 200 OK\r\n\r\n" + Asked.PAGE);
        HttpFetch fetch = client(empty)) {
      Request request = Request.to(server.url("/"), Expect.HTML);

      assertThat(
              ((Fetched.TryLater) fetch.fetch(request.paidFrom("token", Quota.Priority.MOVED)))
                  .after())
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
      Request paid =
          Request.to(host.url("/api/1"), Expect.JSON).paidFrom("token", Quota.Priority.MOVED);
      fetch.fetch(paid);

      assertThat(fetch.fetch(paid)).isInstanceOf(Fetched.TryLater.class);
      assertThat(host.requests).hasSize(1);
      assertThat(fetch.fetch(Request.to(host.url("/feed"), Expect.HTML)))
          .isInstanceOf(Fetched.Fresh.class);
    }
  }

  @Test
  void theBudgetHearsWhatWasAnsweredAndWhatWasNot() throws IOException {
    Hearing quota = new Hearing();
    try (Rawly busy = busy("429 Too Many Requests", "Retry-After: 86399\r\n");
        Unanswered nobody = new Unanswered();
        HttpFetch fetch = client(quota)) {
      Request request =
          Request.to(busy.url("/"), Expect.JSON).paidFrom("token", Quota.Priority.MOVED);
      fetch.fetch(request);
      fetch.fetch(request);
      fetch.fetch(
          Request.to(nobody.url("/"), Expect.JSON).paidFrom("token", Quota.Priority.RECONCILE));

      assertThat(quota.heard)
          .containsExactly(
              "MOVED", "token 7: 429 Optional[PT23H59M59S] ", "RECONCILE", "token 7: nothing");
    }
  }

  @Test
  void anAnswerAboutWhoeverPaysSaysNothingAboutThePage() throws IOException {
    Hearing quota = new Hearing();
    quota.broke = Optional.of(new Quota.Leave.Wait("the token is refused", Duration.ofHours(1)));
    try (Rawly server = Rawly.saying("HTTP/1.1 401 No\r\nContent-Length: 4\r\n\r\nnope");
        HttpFetch fetch = client(quota)) {
      Fetched fetched =
          fetch.fetch(
              Request.to(server.url("/"), Expect.JSON).paidFrom("token", Quota.Priority.MOVED));

      assertThat(fetched)
          .isEqualTo(new Fetched.TryLater("the token is refused", Duration.ofHours(1)));
      assertThat(quota.heard).containsExactly("MOVED", "token 7: 401 Optional.empty nope");
    }
  }

  private static final class Hearing implements Quota {
    private final List<String> heard = new ArrayList<>();
    private Optional<Leave.Wait> broke = Optional.empty();

    @Override
    public Leave take(String budget, Priority priority) {
      heard.add(priority.name());
      return new Leave.Granted(budget, 7);
    }

    @Override
    public Optional<Leave.Wait> answered(Leave.Granted leave, Answered answer) {
      heard.add(
          "%s %d: %d %s %s"
              .formatted(
                  leave.budget(),
                  leave.ticket(),
                  answer.status(),
                  answer.retryAfter(),
                  answer.body()));
      return broke;
    }

    @Override
    public void unanswered(Leave.Granted leave) {
      heard.add("%s %d: nothing".formatted(leave.budget(), leave.ticket()));
    }
  }
}
