package crier.watch;

import crier.model.Snapshot;
import crier.model.WatchState;
import crier.store.History;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The snapshot in force, read when it is asked for: an unchanged page never asks. */
final class Remembered implements Supplier<@Nullable Snapshot> {

  private final History history;
  private final WatchState state;
  private @Nullable Snapshot snapshot;

  Remembered(History history, WatchState state) {
    this.history = history;
    this.state = state;
  }

  @Override
  public @Nullable Snapshot get() {
    if (snapshot == null && state.snapshot() != null) {
      snapshot = history.snapshot(state.snapshot()).orElse(null);
    }
    return snapshot;
  }
}
