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
 * of hosts lives as long as the object; make one for the whole process, and {@link #apply} to it
 * what a configuration changes.
 */
public final class HttpFetch implements Fetch, AutoCloseable {

  final InstantSource clock;
  final Waiter waiter;
  final Pace pace;
  final HostRests rests;
  final Robots robots;

  /** Where the last accepted answer to an address came from, when it was redirected. */
  final Cache<URI, URI> answeredBy;

  private volatile Terms terms;

  /** What a configuration says of requests; one that is under way keeps those it began with. */
  record Terms(FetchSettings settings, Quota quota, HttpHop wire, Browser browser) {}

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
    this.clock = clock;
    this.waiter = waiter;
    this.pace = new Pace(settings.concurrency(), waiter);
    this.rests = new HostRests();
    this.robots = new Robots(clock);
    this.answeredBy = Caffeine.newBuilder().maximumSize(10_000).build();
    this.terms =
        new Terms(settings, quota, new HttpHop(settings, adjust), new Browser(settings, waiter));
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

  /**
   * Asks by these settings and from this budget from the next request on. What is remembered of
   * hosts stays: their rests, when each was asked last, their robots.txt; so do open connections,
   * unless the settings say that other addresses may be asked.
   */
  public synchronized void apply(FetchSettings settings, Quota quota) {
    Terms before = terms;
    terms =
        settings.equals(before.settings())
            ? new Terms(settings, quota, before.wire(), before.browser())
            : new Terms(
                settings, quota, before.wire().with(settings), before.browser().with(settings));
    pace.allow(settings.concurrency());
  }

  Terms terms() {
    return terms;
  }

  /** Breaks off what is under way and closes all connections. */
  @Override
  public void close() {
    terms.browser().close();
    terms.wire().close();
  }
}
