package crier.fetch;

import crier.fetch.recognition.Recognition;
import crier.model.Capture;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** One request from its first hop to its last: who may be asked, when, and what the answer is. */
final class RequestChain {

  /** More redirects than this are a loop or a maze. */
  private static final int HOPS = 5;

  private final HttpFetch fetch;
  private final HttpFetch.Terms terms;
  private final Request request;
  private final List<URI> passed = new ArrayList<>();

  /** Time left on the wire; waiting for a turn is not counted. */
  private Duration time;

  private boolean movedForGood = true;
  private @Nullable URI movedTo;

  /** Where a browser came to on its own way of redirects. */
  private @Nullable HttpUrl shownAt;

  RequestChain(HttpFetch fetch, Request request) {
    this.fetch = fetch;
    this.terms = fetch.terms();
    this.request = request;
    this.time = terms.settings().timeout();
  }

  Fetched run() throws InterruptedException {
    HttpUrl first = HttpUrl.parse(request.url().toString());
    Optional<Fetched> unfit = Hosts.unfit(first);
    if (first == null || unfit.isPresent()) {
      return unfit.orElseThrow();
    }
    HttpUrl url = first.newBuilder().fragment(null).build();
    while (true) {
      RequestHeaders headlines;
      try {
        headlines = RequestHeaders.of(fetch, terms.settings(), request, url, first);
      } catch (IllegalArgumentException e) {
        return new Fetched.Failed(url.host() + " was not asked: " + e.getMessage());
      }
      Result result = hop(url, headlines);
      if (result instanceof Result.Over(Fetched fetched)) {
        return fetched;
      }
      Answer.Got got = ((Result.Answered) result).got();
      if (shownAt != null && !shownAt.equals(url)) {
        pass(url, 302, shownAt);
        return conclude(got, shownAt, false);
      }
      if (!redirect(got)) {
        return conclude(got, url, headlines.conditional());
      }
      HttpUrl next = url.resolve(String.valueOf(got.headers().get("Location")));
      Optional<Fetched> astray = astray(next, url);
      if (next == null || astray.isPresent()) {
        return astray.orElseThrow();
      }
      pass(url, got.status(), next);
      url = next.newBuilder().fragment(null).build();
    }
  }

  private sealed interface Result {
    record Over(Fetched fetched) implements Result {}

    record Answered(Answer.Got got) implements Result {}
  }

  private Result hop(HttpUrl url, RequestHeaders headlines) throws InterruptedException {
    String host = Hosts.key(url);
    Optional<Fetched> notNow = resting(host);
    if (notNow.isEmpty() && !request.trusted()) {
      notNow = fetch.robots.objection(url, this::robotsFile);
    }
    if (notNow.isPresent()) {
      return new Result.Over(notNow.get());
    }
    return ask(url, host, headlines);
  }

  private Result ask(HttpUrl url, String host, RequestHeaders headlines)
      throws InterruptedException {
    FetchSettings.HostSettings manners = terms.settings().host(url.host());
    Answer answer;
    Optional<Pace.Turn> turn = fetch.pace.turn(host, manners);
    if (turn.isEmpty()) {
      return new Result.Over(
          new Fetched.TryLater(host + ": too many requests are waiting for it", Pace.PATIENCE));
    }
    try (Pace.Turn _ = turn.get()) {
      // while we waited for our turn another answer may have asked for rest
      Optional<Fetched> notNow = resting(host);
      if (notNow.isPresent()) {
        return new Result.Over(notNow.get());
      }
      Quota.Leave leave = leave();
      if (leave instanceof Quota.Leave.Wait wait) {
        return new Result.Over(later(wait));
      }
      answer = timed(() -> answer(url, headlines, manners.http1() || request.http1()));
      if (answer instanceof Answer.Got got) {
        heed(got, host);
      }
      Optional<Fetched> broke = settle(leave, answer);
      if (broke.isPresent()) {
        return new Result.Over(broke.get());
      }
    }
    return switch (answer) {
      case Answer.Nothing(String why) ->
          new Result.Over(new Fetched.Failed(url.host() + ": " + why));
      case Answer.Got got -> new Result.Answered(got);
    };
  }

  private Answer answer(HttpUrl url, RequestHeaders headlines, boolean http1)
      throws InterruptedException {
    if (request.render() == null) {
      return terms.wire().get(url, headlines.headers(), http1, time);
    }
    Browser.Shown shown = terms.browser().look(url, request.render(), time);
    shownAt = shown.address();
    return shown.answer();
  }

  /** Something that asks once, and is measured. */
  private interface Asking {
    Answer ask() throws InterruptedException;
  }

  private Answer timed(Asking asking) throws InterruptedException {
    long start = fetch.waiter.nanos();
    Answer answer = asking.ask();
    time = time.minusNanos(fetch.waiter.nanos() - start);
    if (!time.isPositive()) {
      time = Duration.ofMillis(1);
    }
    return answer;
  }

  private Optional<Fetched> resting(String host) {
    Instant now = fetch.clock.instant();
    return fetch
        .rests
        .left(host, now)
        .or(() -> request.quota() == null ? Optional.empty() : fetch.rests.left(payer(host), now))
        .map(left -> new Fetched.TryLater(host + " asked to be left alone for a while", left));
  }

  /**
   * Who has to rest after a 429. It says that the asker asked too much, and who pays with a token
   * is counted by the token: pages of the same host that cost none may still be asked.
   */
  private String payer(String host) {
    return request.quota() == null ? host : host + " for " + request.quota();
  }

  private Quota.Leave leave() {
    String budget = request.quota();
    return budget == null
        ? new Quota.Leave.Granted("", 0)
        : terms.quota().take(budget, request.priority());
  }

  /** Tells the budget what came of it; whoever cannot pay has learnt nothing about the page. */
  private Optional<Fetched> settle(Quota.Leave leave, Answer answer) {
    if (request.quota() == null || !(leave instanceof Quota.Leave.Granted granted)) {
      return Optional.empty();
    }
    return switch (answer) {
      case Answer.Nothing _ -> {
        terms.quota().unanswered(granted);
        yield Optional.empty();
      }
      case Answer.Got got -> {
        String body = got.status() / 100 == 2 ? "" : new String(got.body(), StandardCharsets.UTF_8);
        Optional<Duration> asked =
            RetryAfter.parse(got.headers().get("Retry-After"), fetch.clock.instant());
        yield terms
            .quota()
            .answered(granted, new Quota.Answered(got.status(), asked, body))
            .map(RequestChain::later);
      }
    };
  }

  private static Fetched later(Quota.Leave.Wait wait) {
    return new Fetched.TryLater(wait.why(), wait.after());
  }

  /** Remembers what an answer says about asking again. */
  private void heed(Answer.Got got, String host) {
    Instant now = fetch.clock.instant();
    Optional<Duration> asked = RetryAfter.parse(got.headers().get("Retry-After"), now);
    if (got.status() == 429) {
      fetch.rests.rest(payer(host), now.plus(asked.orElse(RetryAfter.UNSAID)));
    } else if (got.status() == 503) {
      asked.ifPresent(wait -> fetch.rests.rest(host, now.plus(wait)));
    }
  }

  private static boolean redirect(Answer.Got got) {
    return switch (got.status()) {
      case 301, 302, 303, 307, 308 -> got.headers().get("Location") != null;
      default -> false;
    };
  }

  private Optional<Fetched> astray(@Nullable HttpUrl next, HttpUrl from) {
    if (next == null) {
      return Optional.of(
          new Fetched.Failed(from.host() + " redirects to something that is no web address"));
    }
    if (passed.size() == HOPS) {
      return Optional.of(
          new Fetched.Failed("%s redirects more than %d times".formatted(from.host(), HOPS)));
    }
    return Hosts.unfit(next);
  }

  private void pass(HttpUrl url, int status, HttpUrl next) {
    passed.add(passed.isEmpty() ? request.url() : url.uri());
    movedForGood &= status == 301 || status == 308;
    if (movedForGood) {
      movedTo = next.uri();
    }
  }

  private Fetched conclude(Answer.Got got, HttpUrl url, boolean conditional) {
    URI finalUrl = passed.isEmpty() ? request.url() : url.uri();
    Request.Known known = request.known();
    Optional<Duration> wait =
        RetryAfter.parse(got.headers().get("Retry-After"), fetch.clock.instant());
    Map<String, List<String>> headers = headers(got);
    if (got.status() == 304) {
      return conditional
          ? new Fetched.NotModified(headers, false)
          : new Fetched.Failed(url.host() + " answered 304 though nothing was asked conditionally");
    }
    if (got.status() == 200 && known != null && got.sha256().equals(known.sha256())) {
      remember(finalUrl);
      return new Fetched.NotModified(headers, true);
    }
    Optional<Fetched> objection =
        Recognition.objection(
            new Recognition.Page(
                got.status(), headers, got.body(), request.expect(), request.url(), finalUrl),
            wait);
    if (objection.isPresent()) {
      return objection.get();
    }
    remember(finalUrl);
    return new Fetched.Fresh(
        new Capture(
            request.url(),
            finalUrl,
            passed,
            got.status(),
            headers,
            got.body(),
            fetch.clock.instant(),
            got.sha256()));
  }

  /**
   * What the server said, and where the page has moved for good, which its answers on the way did.
   */
  private Map<String, List<String>> headers(Answer.Got got) {
    Map<String, List<String>> headers = new TreeMap<>(got.headers().toMultimap());
    headers.remove(Capture.MOVED);
    if (movedTo != null) {
      headers.put(Capture.MOVED, List.of(movedTo.toString()));
    }
    return headers;
  }

  private void remember(URI finalUrl) {
    if (passed.isEmpty()) {
      fetch.answeredBy.invalidate(request.url());
    } else {
      fetch.answeredBy.put(request.url(), finalUrl);
    }
  }

  /** Asks for a robots.txt: at the host's pace, out of nobody's budget. */
  private Answer robotsFile(HttpUrl url) throws InterruptedException {
    FetchSettings.HostSettings manners = terms.settings().host(url.host());
    Optional<Pace.Turn> turn = fetch.pace.turn(Hosts.key(url), manners);
    if (turn.isEmpty()) {
      return new Answer.Nothing("too many requests are waiting for it");
    }
    try (Pace.Turn _ = turn.get()) {
      return terms
          .wire()
          .get(
              url,
              RequestHeaders.bare(terms.settings(), url),
              manners.http1() || request.http1(),
              terms.settings().timeout(),
              Robots.MOST_BYTES,
              true);
    }
  }
}
