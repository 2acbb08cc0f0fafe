package crier.fetch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * What servers ask of robots (RFC 9309), for addresses learnt from content. An address the operator
 * wrote down is one page he asked for, not a crawl, and is not put to this.
 */
final class Robots {

  /** RFC 9309 §2.5 wants at least 500 KiB read. */
  static final long MOST_BYTES = 512 * 1024;

  /** RFC 9309 §2.3.1.2: at least five redirects. */
  private static final int HOPS = 5;

  /** RFC 9309 §2.4: no longer than a day. */
  private static final Duration KEPT = Duration.ofHours(24);

  private static final Duration KEPT_UNREACHABLE = Duration.ofHours(1);

  private final InstantSource clock;
  private final Cache<HttpUrl, Verdict> known = Caffeine.newBuilder().maximumSize(1_000).build();

  Robots(InstantSource clock) {
    this.clock = clock;
  }

  /** Fetches a robots.txt, one hop. */
  @FunctionalInterface
  interface Asking {
    Answer get(HttpUrl url) throws InterruptedException;
  }

  /**
   * @param rules null when the file could not be had: then nothing is allowed
   */
  private record Verdict(@Nullable RobotsRules rules, String trouble, Instant until) {}

  /** Why an address is not asked; empty when it may be. */
  Optional<Fetched> objection(HttpUrl url, Asking asking) throws InterruptedException {
    HttpUrl file = url.newBuilder().encodedPath("/robots.txt").query(null).fragment(null).build();
    Instant now = clock.instant();
    Verdict verdict = known.getIfPresent(file);
    if (verdict == null || !now.isBefore(verdict.until())) {
      verdict = read(file, asking, now);
      known.put(file, verdict);
    }
    if (verdict.rules() == null) {
      return Optional.of(
          new Fetched.Failed(
              "%s: its robots.txt could not be read (%s), so links to it are left alone for now"
                  .formatted(url.host(), verdict.trouble())));
    }
    return verdict.rules().allow(pathAndQuery(url))
        ? Optional.empty()
        : Optional.of(
            new Fetched.Blocked(url.host() + "'s robots.txt asks to leave this address alone"));
  }

  private static String pathAndQuery(HttpUrl url) {
    String query = url.encodedQuery();
    return query == null ? url.encodedPath() : url.encodedPath() + "?" + query;
  }

  private static Verdict read(HttpUrl file, Asking asking, Instant now)
      throws InterruptedException {
    HttpUrl at = file;
    for (int hop = 0; hop <= HOPS; hop++) {
      if (!(asking.get(at) instanceof Answer.Got got)) {
        return unreachable("no answer", now);
      }
      if (got.status() / 100 == 3 && got.headers().get("Location") != null) {
        HttpUrl next = at.resolve(String.valueOf(got.headers().get("Location")));
        if (next == null || Hosts.unfit(next).isPresent()) {
          return allowed("", now);
        }
        at = next;
        continue;
      }
      // RFC 9309 §2.3.1.3 and .4: 4xx is no rules, 5xx is all forbidden; 429 is no "no rules"
      if (got.status() == 429 || got.status() >= 500) {
        return unreachable("status " + got.status(), now);
      }
      boolean rules = got.status() / 100 == 2;
      return allowed(rules ? new String(got.body(), StandardCharsets.UTF_8) : "", now);
    }
    // RFC 9309 §2.3.1.2: after five redirects a robot may assume there is no file
    return allowed("", now);
  }

  private static Verdict allowed(String file, Instant now) {
    return new Verdict(RobotsRules.parse(file, "crier"), "", now.plus(KEPT));
  }

  private static Verdict unreachable(String trouble, Instant now) {
    return new Verdict(null, trouble, now.plus(KEPT_UNREACHABLE));
  }
}
