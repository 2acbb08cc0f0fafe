package crier.watch;

import crier.fetch.Fetch;
import crier.fetch.Fetched;
import crier.source.Look;
import crier.source.Source;
import crier.source.Step;
import crier.source.Visit;
import java.util.Optional;

/** Walks through the steps of a look, doing the asking that a source only describes. */
final class StepRunner {

  /** No look needs more; a source that asks on for ever is a fault, not a reason to hang. */
  private static final int STEPS = 60;

  private final Fetch fetch;

  StepRunner(Fetch fetch) {
    this.fetch = fetch;
  }

  Look look(Source source, Visit visit) {
    Step step = source.look(visit);
    for (int i = 0; i < STEPS; i++) {
      switch (step) {
        case Step.Done(Look look) -> {
          return look;
        }
        case Step.Ask ask -> {
          Fetched answer = fetch.fetch(ask.request());
          step = ask.then().apply(answer);
        }
      }
    }
    return new Look.CouldNot(
        Look.Reason.FAILED,
        "the look did not come to an end after %d requests".formatted(STEPS),
        Optional.empty());
  }
}
