package crier.watch;

import crier.model.Alert;
import crier.model.Deadline;
import crier.model.DocketDate;
import crier.model.DocketDate.Told;
import crier.model.Finding;
import crier.model.Ids;
import crier.model.Proof;
import crier.model.Watch;
import crier.model.WatchState;
import crier.store.Alerts;
import crier.store.Deadlines;
import crier.store.Watches;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells of hearings and due dates that have passed with nothing seen that answers them, once each,
 * and reminds those who asked the day before. What it tells and that it told it are one
 * transaction.
 */
public final class Reckoning {

  private static final int AT_ONCE = 1_000;

  /** Who asks so soon after nine says nine. */
  private static final Duration ABOUT = Duration.ofMinutes(15);

  private final Deadlines deadlines;
  private final Watches watches;
  private final Alerts alerts;
  private final Function<String, Optional<Watch>> inForce;
  private final InstantSource clock;
  private final Ids ids;

  /**
   * Reckons with the dates of these watches.
   *
   * @param inForce the watch of an id, when it is in force
   */
  public Reckoning(
      Deadlines deadlines,
      Watches watches,
      Alerts alerts,
      Function<String, Optional<Watch>> inForce,
      InstantSource clock,
      Ids ids) {
    this.deadlines = deadlines;
    this.watches = watches;
    this.alerts = alerts;
    this.inForce = inForce;
    this.clock = clock;
    this.ids = ids;
  }

  /** Tells what is to be told by now; returns how many alerts and reminders. */
  public int run() {
    Instant now = clock.instant();
    int told = 0;
    for (DocketDate date : deadlines.toAsk(now, AT_ONCE)) {
      told += ask(date, now) ? 1 : 0;
    }
    for (DocketDate date : deadlines.toRemind(now, AT_ONCE)) {
      told += remind(date, now) ? 1 : 0;
    }
    return told;
  }

  private boolean ask(DocketDate date, Instant now) {
    Optional<Watch> watch = inForce.apply(date.owner().watch());
    Optional<WatchState> state = watches.state(date.owner().watch());
    if (watch.isEmpty() || state.isEmpty()) {
      return false;
    }
    boolean due = date.deadline().kind() == Deadline.Kind.DUE;
    if (due && !Paper.isOwed(date.deadline())) {
      deadlines.pass(date, date.passed(), null);
      return false;
    }
    Instant looked = state.get().lastSuccessAt();
    if (looked != null && !looked.isBefore(DateTimes.over(date))) {
      return deadlines.pass(
          date, date.toldOf(Told.NONE_SEEN, now), noneSeen(date, watch.get(), looked, now));
    }
    Instant since = state.get().failingSince();
    return since != null
        && date.told() == Told.NOTHING
        && deadlines.pass(
            date,
            date.toldOf(Told.COULD_NOT_LOOK, now),
            couldNotLook(date, state.get(), since, now));
  }

  private Alert noneSeen(DocketDate date, Watch watch, Instant looked, Instant now) {
    Instant asked = date.askAt() == null ? now : date.askAt();
    boolean onTime =
        now.isBefore(asked.plus(ABOUT)) && !looked.isAfter(asked) && !now.isBefore(asked);
    Instant by = onTime ? asked : now.truncatedTo(ChronoUnit.MINUTES);
    String lag =
        watch.source().type().startsWith("courtlistener-")
            ? "CourtListener can lag"
            : "the court's feed can lag";
    return alert(
        date,
        DateWords.noneSeen(date, by, looked, lag, now),
        "a date has passed, and no entry was seen that answers it",
        "Not seen is not the same as not filed: " + lag + ", and what is sealed never shows.",
        now);
  }

  private Alert couldNotLook(DocketDate date, WatchState state, Instant since, Instant now) {
    return alert(
        date,
        DateWords.couldNotLook(date, since, now),
        "a date has passed, and the docket could not be looked at",
        state.lastSuccessAt() == null
            ? ""
            : "Last look that succeeded: %s."
                .formatted(DateWords.moment(state.lastSuccessAt(), date.zone(), now)),
        now);
  }

  private Alert alert(
      DocketDate date, String headline, String because, String measured, Instant now) {
    Finding finding =
        DateLedger.finding(date, date.setBy(), DateLedger.rank(date), headline, because, measured);
    return DateLedger.alert(ids.next(now), date.owner(), List.of(proven(date, finding)), now);
  }

  /** The quote stands in the capture that the entry's own alert cites, when there was one. */
  private Finding proven(DocketDate date, Finding finding) {
    if (finding.key().isEmpty()) {
      return finding;
    }
    return alerts.about(date.owner().watch(), finding.key()).stream()
        .flatMap(id -> alerts.find(id).stream())
        .flatMap(alert -> alert.findings().stream())
        .filter(told -> told.key().equals(finding.key()) && told.quote().contains(finding.quote()))
        .map(Finding::proof)
        .filter(proof -> proof.sha256() != null)
        .findFirst()
        .map(proof ->
            finding.with(
                new Proof(
                    List.of(),
                    finding.proof().measured(),
                    proof.sha256(),
                    proof.capture(),
                    proof.page())))
        .orElse(finding);
  }

  private boolean remind(DocketDate date, Instant now) {
    LocalDate day = date.day();
    boolean late = day == null || !now.isBefore(day.atStartOfDay(date.zone()).toInstant());
    Alert alert = late ? null : reminder(date, now);
    return deadlines.pass(date, date.reminded(), alert) && !late;
  }

  private Alert reminder(DocketDate date, Instant now) {
    Alert told = alert(date, DateWords.reminder(date, now), "reminders are asked for", "", now);
    return new Alert(
        told.id(),
        Alert.Kind.DUE,
        told.watch(),
        told.watchName(),
        told.story(),
        told.subject(),
        told.significance(),
        told.firstSeen(),
        told.findings(),
        told.text(),
        null,
        null);
  }
}
