package crier.app;

import crier.model.WatchState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for an address again and again, as long as checks and deliveries really flow: when it stops,
 * a dead-man's switch outside notices, even if this machine is gone.
 */
final class Heartbeat {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private static final Duration LATE = Duration.ofMinutes(15);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Crier crier;
  private final BooleanSupplier ticks;
  private final LongSupplier nanos;
  private long last;
  private boolean begun;

  /**
   * Makes one.
   *
   * @param ticks whether the scheduler goes on
   */
  Heartbeat(Crier crier, BooleanSupplier ticks, LongSupplier nanos) {
    this.crier = crier;
    this.ticks = ticks;
    this.nanos = nanos;
  }

  /** Beats when it is time to. */
  void turn() {
    URI address = crier.settings().operator().heartbeat();
    long every = crier.settings().operator().every().toNanos();
    if (address == null || (begun && nanos.getAsLong() - last < every)) {
      return;
    }
    begun = true;
    last = nanos.getAsLong();
    if (flows()) {
      ask(address);
    } else {
      LOG.warn("no heartbeat: checks or deliveries are behind");
    }
  }

  /** Whether every watch that was due has been looked at, and what was due has been sent. */
  private boolean flows() {
    Instant limit = crier.clock.instant().minus(LATE);
    return ticks.getAsBoolean()
        && crier.watches.states().stream().noneMatch(state -> isBehind(state, limit))
        && !crier.outbox.isBehind(limit);
  }

  private static boolean isBehind(WatchState state, Instant limit) {
    return !state.paused() && state.nextCheckAt().isBefore(limit);
  }

  private static void ask(URI address) {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      HttpResponse<Void> answer =
          client.send(
              HttpRequest.newBuilder(address).timeout(TIMEOUT).GET().build(),
              HttpResponse.BodyHandlers.discarding());
      if (answer.statusCode() / 100 != 2) {
        LOG.warn("the heartbeat was answered with {}", answer.statusCode());
      }
    } catch (IOException e) {
      // Neither the address nor what an exception says of it is written down: it is a secret.
      LOG.warn("the heartbeat could not be sent: {}", e.getClass().getSimpleName());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
