package crier.web;

import crier.model.Significance;
import crier.model.WatchState;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/** The numbers that scripts and dashboards rely on, by the names they rely on. */
public final class Metrics {

  private static final String FAILURES = "crier_watch_failures";
  private static final String LAST_SUCCESS = "crier_watch_last_success_timestamp_seconds";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, AtomicLong> lastSuccess = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> failures = new ConcurrentHashMap<>();
  private final Timer checks = timer("crier_check", Duration.ofMillis(100), Duration.ofMinutes(1));
  private final Timer deliveries =
      timer("crier_delivery", Duration.ofMillis(50), Duration.ofMinutes(10));

  public Metrics() {
    // From the start, so that the first alert is an increase and not a new series.
    for (Significance significance : Significance.values()) {
      registry.counter("crier_alerts", "significance", significance.word());
    }
  }

  private Timer timer(String name, Duration least, Duration most) {
    return Timer.builder(name)
        .publishPercentileHistogram()
        .minimumExpectedValue(least)
        .maximumExpectedValue(most)
        .register(registry);
  }

  /** Counts a check; {@code outcome} is changed, unchanged, blocked, failed or throttled. */
  public void checked(String watch, String outcome, Duration took) {
    registry.counter("crier_checks", "watch", watch, "outcome", outcome).increment();
    checks.record(took);
  }

  /** Notes how a watch fares after a look. */
  public void fares(String watch, int failuresInARow, boolean looked, Instant at) {
    gauge(failures, FAILURES, watch).set(failuresInARow);
    if (looked) {
      gauge(lastSuccess, LAST_SUCCESS, watch).set(at.getEpochSecond());
    }
  }

  /**
   * Notes how all watches in force fare, and forgets those no longer in force. What is stored knows
   * more than this process: it outlives restarts, and other nodes look too.
   */
  void fares(List<WatchState> states) {
    Set<String> inForce = new HashSet<>();
    for (WatchState state : states) {
      inForce.add(state.watch());
      gauge(failures, FAILURES, state.watch()).set(state.failures());
      Instant success = state.lastSuccessAt();
      if (success != null) {
        gauge(lastSuccess, LAST_SUCCESS, state.watch()).set(success.getEpochSecond());
      }
    }
    forgetOthers(failures, FAILURES, inForce);
    forgetOthers(lastSuccess, LAST_SUCCESS, inForce);
  }

  private void forgetOthers(Map<String, AtomicLong> gauges, String name, Set<String> inForce) {
    for (String watch : List.copyOf(gauges.keySet())) {
      if (!inForce.contains(watch)) {
        gauges.remove(watch);
        registry.find(name).tag("watch", watch).meters().forEach(registry::remove);
      }
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
      deliveries.record(sinceAlert);
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
