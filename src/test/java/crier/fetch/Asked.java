package crier.fetch;

import crier.fetch.FetchSettings.HostSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Settings and a clock for tests. */
public final class Asked {

  static final HostSettings UNPACED = new HostSettings(64, Duration.ZERO, Map.of(), false);

  public static final String PAGE =
      "<!DOCTYPE html><html><head><title>Reports</title></head><body><h1>Reports</h1>"
          + "<ul><li><a href=\"/r/1\">Audit of the address matching</a></li></ul></body></html>";

  private Asked() {}

  static FetchSettings settings(HostSettings manners) {
    return settings(manners, Duration.ofSeconds(20), 1 << 20);
  }

  static FetchSettings settings(HostSettings manners, Duration timeout, long maxBody) {
    return LocalFetch.SETTINGS.within(timeout, maxBody).withManners(manners, Map.of());
  }

  static HttpFetch client() {
    return client(settings(UNPACED));
  }

  static HttpFetch client(FetchSettings settings) {
    return new HttpFetch(settings, Quota.UNLIMITED, new Clock());
  }

  /** A clock that stands until it is moved. */
  static final class Clock implements InstantSource {
    private final AtomicReference<Instant> now =
        new AtomicReference<>(Instant.parse("2026-06-08T15:00:00Z"));

    @Override
    public Instant instant() {
      return now.get();
    }

    void pass(Duration time) {
      now.updateAndGet(at -> at.plus(time));
    }
  }
}
