package crier.app;

import crier.alert.SendResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs that deliveries fail, without a word of whom they were for: at once, then once a minute with
 * their number, so that an outage is not a flood of lines. Safe for many threads.
 */
final class FailedDeliveries {

  private static final Logger LOG = LoggerFactory.getLogger(FailedDeliveries.class);
  private static final long QUIET = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanos;
  private final Map<String, Told> told = new ConcurrentHashMap<>();

  private record Told(long at, long since) {}

  FailedDeliveries(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Notes what came of a delivery. */
  void told(String channel, SendResult result) {
    switch (result) {
      case SendResult.Accepted _ -> {}
      case SendResult.TryLater(String reason, _) -> failed(channel, "is tried again", reason);
      case SendResult.Rejected(String reason) -> failed(channel, "is a dead letter", reason);
      case SendResult.OperatorProblem(String reason) ->
          failed(channel, "waits until the operator has mended it", reason);
    }
  }

  private void failed(String channel, String then, String reason) {
    long now = nanos.getAsLong();
    String kind = channel + " " + then;
    Told latest =
        told.merge(
            kind,
            new Told(now, 0),
            (last, _) ->
                now - last.at() >= QUIET
                    ? new Told(now, 0)
                    : new Told(last.at(), last.since() + 1));
    if (latest.since() == 0) {
      LOG.warn(
          "a delivery by {} failed and {}: {} (`crier deliveries list` shows each)",
          channel,
          then,
          withoutAddresses(reason));
    }
  }

  /** Servers repeat in their answers whom they were asked to reach. */
  static String withoutAddresses(String reason) {
    return reason
        .replaceAll("\\b[a-z][a-z0-9+.-]*://\\S+", "(address)")
        .replaceAll("\\S+@\\S+", "(address)");
  }
}
