package crier.fetch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;

/**
 * The client that asks the servers. Asks no more than {@link FetchSettings} allow, leaves a host
 * alone as long as it asked to be, and gives back nothing but the page asked for. What it remembers
 * of hosts lives as long as the object; make one for the whole process.
 */
public final class HttpFetch implements Fetch, AutoCloseable {

  final FetchSettings settings;
  final Quota quota;
  final InstantSource clock;
  final Waiter waiter;
  final HttpHop wire;
  final Browser browser;
  final Pace pace;
  final HostRests rests;
  final Robots robots;

  /** Where the last accepted answer to an address came from, when it was redirected. */
  final Cache<URI, URI> answeredBy;

  public HttpFetch(FetchSettings settings, Quota quota, InstantSource clock) {
    this(settings, quota, clock, Waiter.REAL, UnaryOperator.identity());
  }

  /**
   * @param adjust last word on the client: the tests' resolver and trust
   */
  HttpFetch(
      FetchSettings settings,
      Quota quota,
      InstantSource clock,
      Waiter waiter,
      UnaryOperator<OkHttpClient.Builder> adjust) {
    this.settings = settings;
    this.quota = quota;
    this.clock = clock;
    this.waiter = waiter;
    this.wire = new HttpHop(settings, adjust);
    this.browser = new Browser(settings, waiter);
    this.pace = new Pace(settings.concurrency(), waiter);
    this.rests = new HostRests();
    this.robots = new Robots(clock);
    this.answeredBy = Caffeine.newBuilder().maximumSize(10_000).build();
  }

  @Override
  public Fetched fetch(Request request) {
    try {
      return new RequestChain(this, request).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Fetched.Failed("interrupted: the program is being stopped", Optional.empty());
    }
  }

  /** Breaks off what is under way and closes all connections. */
  @Override
  public void close() {
    browser.close();
    wire.close();
  }
}
