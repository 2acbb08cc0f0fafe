package crier.app;

import crier.alert.SendResult;
import crier.model.Alert;
import crier.model.Outcome;
import crier.watch.Tick;
import crier.web.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs what looks and deliveries come to. */
final class Observations {

  private static final Logger LOG = LoggerFactory.getLogger(Observations.class);

  private final Metrics metrics;
  private final FailedDeliveries failures = new FailedDeliveries(System::nanoTime);

  Observations(Metrics metrics) {
    this.metrics = metrics;
  }

  /** A look's result, and whether there is something to be told. */
  boolean checked(Tick.Result result) {
    String outcome =
        switch (result.outcome()) {
          case UNRECOGNISED, GONE, NEW -> Outcome.FAILED.word();
          case CHANGED, UNCHANGED, BLOCKED, FAILED, THROTTLED -> result.outcome().word();
        };
    List<Alert> told = Stream.concat(result.alert().stream(), result.others().stream()).toList();
    metrics.checked(result.watch().id(), outcome, result.took());
    result.changes().forEach(change -> metrics.changed(change.getClass().getSimpleName()));
    told.forEach(alert -> metrics.alerted(alert.significance()));
    metrics.fares(result.watch().id(), result.failures(), result.outcome().looked(), result.at());
    if (!result.outcome().looked()) {
      LOG.warn(
          "{}: could not look ({}): {}",
          result.watch().id(),
          result.outcome().word(),
          result.trouble());
    }
    for (Alert alert : told) {
      LOG.info("{}: {} [{}]", alert.watch(), alert.subject(), alert.significance().word());
    }
    return !told.isEmpty();
  }

  /** A message's end. */
  void sent(String channel, SendResult result, Duration sinceAlert) {
    String outcome =
        switch (result) {
          case SendResult.Accepted _ -> "accepted";
          case SendResult.TryLater _ -> "retry";
          case SendResult.Rejected _ -> "rejected";
          case SendResult.OperatorProblem _ -> "operator";
        };
    metrics.delivered(channel, outcome, sinceAlert);
    failures.told(channel, result);
  }
}
