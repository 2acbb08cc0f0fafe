package crier.web;

import crier.model.Significance;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/** The numbers that scripts and dashboards rely on, by the names they rely on. */
public final class Metrics {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, AtomicLong> lastSuccess = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> failures = new ConcurrentHashMap<>();

  /** Counts a check; {@code outcome} is changed, unchanged, blocked, failed or throttled. */
  public void checked(String watch, String outcome, Duration took) {
    registry.counter("crier_checks", "watch", watch, "outcome", outcome).increment();
    Timer.builder("crier_check").register(registry).record(took);
  }

  /** Notes how a watch fares after a look. */
  public void fares(String watch, int failuresInARow, boolean looked, Instant at) {
    gauge(failures, "crier_watch_failures", watch).set(failuresInARow);
    AtomicLong last = gauge(lastSuccess, "crier_watch_last_success_timestamp_seconds", watch);
    if (looked) {
      last.set(at.getEpochSecond());
    }
  }

  private AtomicLong gauge(Map<String, AtomicLong> gauges, String name, String watch) {
    return gauges.computeIfAbsent(
        watch,
        id -> {
          AtomicLong value = new AtomicLong();
          registry.gauge(name, Tags.of("watch", id), value);
          return value;
        });
  }

  public void changed(String type) {
    registry.counter("crier_changes", "type", type).increment();
  }

  public void alerted(Significance significance) {
    registry.counter("crier_alerts", "significance", significance.word()).increment();
  }

  /** Counts a message's end; an accepted one is timed from the alert's storing. */
  public void delivered(String channel, String outcome, Duration sinceAlert) {
    registry.counter("crier_deliveries", "channel", channel, "outcome", outcome).increment();
    if (outcome.equals("accepted")) {
      Timer.builder("crier_delivery").register(registry).record(sinceAlert);
    }
  }

  /** A number that is asked for when it is wanted. */
  public <T> void ask(String name, T owner, ToDoubleFunction<T> number) {
    registry.gauge(name, owner, number);
  }

  /** Everything, in Prometheus' text form. */
  public String scrape() {
    return registry.scrape();
  }
}
