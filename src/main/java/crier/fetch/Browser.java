package crier.fetch;

import crier.fetch.recognition.Body;
import crier.fetch.recognition.Challenge;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Pages whose words a script puts in, as a browser shows them. Never the default, and never a way
 * past a challenge: whatever stands before the page is given back as it is, and told as such.
 */
final class Browser implements AutoCloseable {

  /** Browsers are large: so many at once. */
  private static final int AT_ONCE = 2;

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  /** A page at rest has as many elements in so many looks in a row. */
  private static final int STILL = 3;

  private static final String STATE =
      """
      const n = performance.getEntriesByType('navigation')[0];
      const bare = a => a.split('#')[0];
      const there = s => {
        try { return document.querySelector(s) !== null; } catch { return 'no selector'; }
      };
      return {
        complete: document.readyState === 'complete',
        status: n && n.responseStatus || 0,
        again: !!n && n.type === 'reload'
            || document.referrer !== '' && bare(document.referrer) === bare(location.href),
        began: performance.timeOrigin,
        type: document.contentType,
        address: bare(location.href),
        elements: document.getElementsByTagName('*').length,
        there: arguments[0] !== '' && there(arguments[0])
      }
      """;

  private final FetchSettings settings;
  private final Waiter waiter;
  private final AddressGuard guard;
  private final @Nullable WebDriver driver;
  private final OkHttpClient client;
  private final Semaphore places;

  Browser(FetchSettings settings, Waiter waiter) {
    this(settings, waiter, WebDriver.client(), new Semaphore(AT_ONCE, true));
  }

  private Browser(FetchSettings settings, Waiter waiter, OkHttpClient client, Semaphore places) {
    this.settings = settings;
    this.waiter = waiter;
    this.client = client;
    this.places = places;
    this.guard = new AddressGuard(settings.allowPrivateAddresses(), settings.contact().isBlank());
    HttpUrl address = WebDriver.address(settings.webdriver());
    this.driver =
        address == null
            ? null
            : new WebDriver(
                client,
                address,
                settings.webdriverArguments(),
                RequestHeaders.userAgent(settings.contact()),
                // in JSON a sign may take six bytes
                6 * settings.maxBody() + 64 * 1024);
  }

  /** One by these settings; with this one it shares its connections and its two places. */
  Browser with(FetchSettings now) {
    return new Browser(now, waiter, client, places);
  }

  /**
   * What a browser shows.
   *
   * @param address where it came to, null when it came to nothing
   */
  record Shown(Answer answer, @Nullable HttpUrl address) {
    static Shown nothing(String why) {
      return new Shown(new Answer.Nothing(why), null);
    }
  }

  /**
   * Has a browser build a page.
   *
   * @param until CSS selector of what the page is waited for, or empty
   * @param time for all of it, once there is a browser
   */
  Shown look(HttpUrl url, String until, Duration time) throws InterruptedException {
    if (driver == null) {
      return Shown.nothing("a page can be rendered only where `fetch.webdriver` names a WebDriver");
    }
    Optional<String> refusal = refusal(url);
    if (refusal.isPresent()) {
      return Shown.nothing(refusal.get());
    }
    if (!places.tryAcquire(Pace.PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
      return Shown.nothing("too many pages are waiting for a browser");
    }
    try (WebDriver.Session session = driver.open(settings.timeout())) {
      return new Visit(session, until, time).to(url);
    } catch (WebDriver.Unable e) {
      return Shown.nothing(e.why());
    } finally {
      places.release();
    }
  }

  /**
   * Why an address may not be asked. The browser resolves the name once more and fetches what the
   * page refers to: those cannot be guarded from here.
   */
  private Optional<String> refusal(HttpUrl url) {
    try {
      for (InetAddress resolved : InetAddress.getAllByName(url.host())) {
        String refusal = guard.refusal(resolved);
        if (refusal != null) {
          return Optional.of(refusal);
        }
      }
      return Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.of(Trouble.of(e));
    }
  }

  /** One page in one browser. */
  private final class Visit {
    private final WebDriver.Session session;
    private final String until;
    private final long end;

    Visit(WebDriver.Session session, String until, Duration time) {
      this.session = session;
      this.until = until;
      this.end = waiter.nanos() + time.toNanos();
    }

    private Duration left() {
      return Duration.ofNanos(Math.max(Duration.ofMillis(500).toNanos(), end - waiter.nanos()));
    }

    Shown to(HttpUrl url) throws WebDriver.Unable, InterruptedException {
      session.go(url, left());
      double document = -1;
      int elements = -1;
      int still = 0;
      while (waiter.nanos() < end) {
        JsonNode state = session.script(STATE, List.of(until), left());
        if (state.path("there").isString()) {
          return Shown.nothing(
              "`render-wait: %s` is no CSS selector to the browser".formatted(until));
        }
        if (state.path("again").asBoolean(false)) {
          return Shown.nothing("the page loads itself anew at once, as challenges do");
        }
        if (state.path("began").asDouble() != document) {
          document = state.path("began").asDouble();
          still = 0;
          Optional<Shown> challenge = challenge(state);
          if (challenge.isPresent()) {
            return challenge.get();
          }
        }
        int now = state.path("elements").asInt(0);
        boolean ready =
            until.isEmpty()
                ? now == elements && state.path("complete").asBoolean(false)
                : state.path("there").asBoolean(false);
        elements = now;
        still = ready ? still + 1 : 0;
        if (still >= STILL) {
          return page(state);
        }
        waiter.pause(LOOK_AGAIN);
      }
      return Shown.nothing(
          until.isEmpty()
              ? "the page did not come to rest in %d s; say what to wait for with `render-wait`"
                  .formatted(settings.timeout().toSeconds())
              : "`render-wait: %s` did not show in %d s"
                  .formatted(until, settings.timeout().toSeconds()));
    }

    /** A challenge, as it first shows: before its script has had the time to let the browser by. */
    private Optional<Shown> challenge(JsonNode state) throws WebDriver.Unable {
      Body body = Body.of(session.source(left()).getBytes(StandardCharsets.UTF_8));
      return body.kind() == Body.Kind.HTML && Challenge.certain(body.markup()).isPresent()
          ? Optional.of(shown(state, body.bytes()))
          : Optional.empty();
    }

    private Shown page(JsonNode state) throws WebDriver.Unable {
      String type = state.path("type").asString("").toLowerCase(Locale.ROOT);
      if (!type.contains("html") && !type.equals("text/plain")) {
        return Shown.nothing("sent %s where an HTML page was expected".formatted(type));
      }
      byte[] source = session.source(left()).getBytes(StandardCharsets.UTF_8);
      return source.length > settings.maxBody()
          ? Shown.nothing(
              "the page is longer than fetch.max-body, %d bytes".formatted(settings.maxBody()))
          : shown(state, source);
    }

    private Shown shown(JsonNode state, byte[] source) {
      HttpUrl address = HttpUrl.parse(state.path("address").asString(""));
      if (address == null) {
        return Shown.nothing("the browser shows something that is no web page");
      }
      Optional<String> refusal = refusal(address);
      if (refusal.isPresent()) {
        return Shown.nothing("redirects to %s: %s".formatted(address.host(), refusal.get()));
      }
      int status = state.path("status").asInt(0);
      return new Shown(
          new Answer.Got(
              // WebDriver tells no status; the page's own record of its loading does, where it can.
              status == 0 ? 200 : status,
              Headers.of(
                  "content-type", "text/html; charset=utf-8", "crier-rendered-by", session.browser),
              source,
              HttpHop.hash(source)),
          address);
    }
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
  }
}
