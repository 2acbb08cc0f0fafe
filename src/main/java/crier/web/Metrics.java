package crier.web;

import crier.model.Allowance;
import crier.model.Significance;
import crier.model.WatchState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/** The numbers that scripts and dashboards rely on, by the names they rely on. */
public final class Metrics {

  private static final String WATCH = "watch";
  private static final String FAILURES = "crier_watch_failures";
  private static final String LAST_SUCCESS = "crier_watch_last_success_timestamp_seconds";
  private static final String QUOTA_LEFT = "crier_quota_left";
  private static final String QUOTA_LIMIT = "crier_quota_limit";
  private static final String QUOTA_STOPPED = "crier_quota_stopped";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, AtomicLong> lastSuccess = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> failures = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> quotaLeft = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> quotaLimit = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> quotaStopped = new ConcurrentHashMap<>();
  private final Timer checks = timer("crier_check", Duration.ofMillis(100), Duration.ofMinutes(1));
  private final Timer deliveries =
      timer("crier_delivery", Duration.ofMillis(50), Duration.ofMinutes(10));

  /** What each number says, for whoever reads it on a dashboard. */
  private static final Map<String, String> HELP =
      Map.ofEntries(
          Map.entry("crier_alerts", "Alerts stored, by rank."),
          Map.entry("crier_changes", "Changes found, by kind."),
          Map.entry("crier_check", "How long a look at a watch took."),
          Map.entry("crier_checks", "Looks at a watch, by what came of them."),
          Map.entry(
              "crier_deliveries", "Messages tried, by channel and by what the receiver answered."),
          Map.entry("crier_delivery", "From an alert's storing to a receiver's acceptance."),
          Map.entry(
              "crier_outbox_dead", "Dead letters in the outbox, which a person must look at."),
          Map.entry("crier_outbox_pending", "Messages in the outbox that wait to be sent."),
          Map.entry(FAILURES, "Looks at a watch that failed in a row; 0 when the last succeeded."),
          Map.entry(LAST_SUCCESS, "When a look at a watch last succeeded."),
          Map.entry(QUOTA_LEFT, "Requests to CourtListener left in a window."),
          Map.entry(QUOTA_LIMIT, "Requests to CourtListener that a window allows."),
          Map.entry(QUOTA_STOPPED, "1 when an API refuses the token, else 0."));

  public Metrics() {
    // From the start, so that the first alert is an increase and not a new series.
    for (Significance significance : Significance.values()) {
      var _ = count("crier_alerts", "significance", significance.word());
    }
  }

  private static String help(String name) {
    return Objects.requireNonNull(HELP.get(name), name);
  }

  private Counter count(String name, String... tags) {
    return Counter.builder(name).description(help(name)).tags(tags).register(registry);
  }

  private Timer timer(String name, Duration least, Duration most) {
    return Timer.builder(name)
        .description(help(name))
        .publishPercentileHistogram()
        .minimumExpectedValue(least)
        .maximumExpectedValue(most)
        .register(registry);
  }

  /** Counts a check; {@code outcome} is changed, unchanged, blocked, failed or throttled. */
  public void checked(String watch, String outcome, Duration took) {
    count("crier_checks", "watch", watch, "outcome", outcome).increment();
    checks.record(took);
  }

  /** Notes how a watch fares after a look. */
  public void fares(String watch, int failuresInARow, boolean looked, Instant at) {
    gauge(failures, FAILURES, WATCH, watch).set(failuresInARow);
    if (looked) {
      gauge(lastSuccess, LAST_SUCCESS, WATCH, watch).set(at.getEpochSecond());
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
      gauge(failures, FAILURES, WATCH, state.watch()).set(state.failures());
      Instant success = state.lastSuccessAt();
      if (success != null) {
        gauge(lastSuccess, LAST_SUCCESS, WATCH, state.watch()).set(success.getEpochSecond());
      }
    }
    forgetOthers(failures, FAILURES, WATCH, inForce);
    forgetOthers(lastSuccess, LAST_SUCCESS, WATCH, inForce);
  }

  /** Notes what is left of the requests to CourtListener; nothing where no token is set. */
  void quota(Allowance allowance) {
    Set<String> inForce = new HashSet<>();
    for (Allowance.Window window : allowance.windows()) {
      String name = Words.window(window.length());
      inForce.add(name);
      gauge(quotaLeft, QUOTA_LEFT, "window", name).set(window.left());
      gauge(quotaLimit, QUOTA_LIMIT, "window", name).set(window.limit());
    }
    Set<String> api = allowance.token() ? Set.of("courtlistener") : Set.of();
    for (String name : api) {
      gauge(quotaStopped, QUOTA_STOPPED, "api", name).set(allowance.stopped() == null ? 0 : 1);
    }
    forgetOthers(quotaLeft, QUOTA_LEFT, "window", inForce);
    forgetOthers(quotaLimit, QUOTA_LIMIT, "window", inForce);
    forgetOthers(quotaStopped, QUOTA_STOPPED, "api", api);
  }

  private void forgetOthers(
      Map<String, AtomicLong> gauges, String name, String label, Set<String> inForce) {
    for (String id : List.copyOf(gauges.keySet())) {
      if (!inForce.contains(id)) {
        gauges.remove(id);
        registry.find(name).tag(label, id).meters().forEach(registry::remove);
      }
    }
  }

  private AtomicLong gauge(Map<String, AtomicLong> gauges, String name, String label, String of) {
    return gauges.computeIfAbsent(
        of,
        id -> {
          AtomicLong value = new AtomicLong();
          Gauge.builder(name, value, AtomicLong::get)
              .description(help(name))
              .tags(label, id)
              .register(registry);
          return value;
        });
  }

  public void changed(String type) {
    count("crier_changes", "type", type).increment();
  }

  public void alerted(Significance significance) {
    count("crier_alerts", "significance", significance.word()).increment();
  }

  /** Counts a message's end; an accepted one is timed from the alert's storing. */
  public void delivered(String channel, String outcome, Duration sinceAlert) {
    count("crier_deliveries", "channel", channel, "outcome", outcome).increment();
    if (outcome.equals("accepted")) {
      deliveries.record(sinceAlert);
    }
  }

  /** A number that is asked for when it is wanted. */
  public <T> void ask(String name, T owner, ToDoubleFunction<T> number) {
    Gauge.builder(name, owner, number).description(help(name)).register(registry);
  }

  /** Everything, in Prometheus' text form. */
  public String scrape() {
    return registry.scrape();
  }
}
