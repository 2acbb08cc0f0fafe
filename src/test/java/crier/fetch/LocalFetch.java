package crier.fetch;

import java.time.Duration;
import java.util.Map;

/** How tests ask servers of their own on loopback: with no pause between two requests. */
public final class LocalFetch {

  public static final FetchSettings SETTINGS =
      FetchSettings.of("desk@example.org")
          .within(Duration.ofSeconds(10), 1 << 20)
          .withPrivateAddresses(true)
          .withManners(
              new FetchSettings.HostSettings(64, Duration.ZERO, Map.of(), false), Map.of());

  private LocalFetch() {}
}
