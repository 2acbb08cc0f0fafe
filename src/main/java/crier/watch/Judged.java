package crier.watch;

import crier.model.Alert;
import crier.model.Change;
import crier.model.Memo;
import crier.model.Outcome;
import crier.model.WatchState;
import crier.store.Watches;
import crier.store.Watches.Checked;
import crier.watch.Tick.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything a check found out, before anything is stored. */
record Judged(
    Instant at,
    Outcome outcome,
    @Nullable String trouble,
    Memo memo,
    boolean whole,
    int goneLooks,
    boolean unsettled,
    boolean stopped,
    Optional<Duration> retryAfter,
    Watches.@Nullable Seen seen,
    Follower.Outcome followed,
    @Nullable Alert alert) {

  List<Change> changes() {
    return followed.changes();
  }

  Checked checked(Task task, WatchState state, String owner, Cadence cadence) {
    Instant next;
    if (stopped) {
      next = WatchState.NEVER;
    } else if (!outcome.looked()) {
      boolean second = outcome == Outcome.GONE && goneLooks == 1;
      next =
          second
              ? cadence.secondLook(task.watch(), at)
              : cadence.afterFailure(task.watch(), at, state.failures() + 1, retryAfter);
    } else if (unsettled) {
      next = cadence.secondLook(task.watch(), at);
    } else {
      next = cadence.next(task.watch(), at);
    }
    Instant again = stopped ? next : memo.again().filter(at::isBefore).orElse(next);
    next = again.isBefore(next) ? again : next;
    return new Checked(
        task.watch().id(),
        owner,
        state.spec(),
        at,
        outcome,
        trouble,
        next,
        memo,
        whole,
        goneLooks,
        seen,
        followed.kept(),
        alert);
  }

  Tick.Result result(Task task, WatchState state, Watches.Committed stored, Duration took) {
    int failures = outcome.looked() ? 0 : state.failures() + 1;
    return new Tick.Result(
        task.watch(),
        outcome,
        trouble,
        at,
        failures,
        changes(),
        stored.alert(),
        stored.others(),
        took);
  }
}
