package crier.app;

import crier.model.Change;
import crier.model.Snapshot;
import crier.store.History;
import crier.watch.Comparison;
import crier.watch.Comparison.Result;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What changed between two snapshots of a watch. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = "What changed between two snapshots (default: the last two).")
final class DiffVerb extends Verb {

  @Parameters(index = "0", paramLabel = "WATCH", description = "Id of a watch.")
  private String id = "";

  @Parameters(
      index = "1..*",
      arity = "0..2",
      paramLabel = "SNAPSHOT",
      description = "Two numbers that `history` shows.")
  private List<Long> numbers = List.of();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean asJson;

  @Override
  public Integer call() {
    if (numbers.size() == 1) {
      throw Refused.usage("name two snapshots, or none for the last two");
    }
    return context().with(this::diff);
  }

  private int diff(Crier crier) {
    known(crier, List.of(id));
    List<Long> two = numbers;
    if (two.isEmpty()) {
      two = crier.history.snapshots(id, 2).stream().map(History.Taken::id).toList().reversed();
      if (two.size() < 2) {
        throw Refused.failed("there are no two snapshots of `%s` yet".formatted(id));
      }
    }
    Snapshot before = snapshot(crier, two.get(0));
    Snapshot after = snapshot(crier, two.get(1));
    switch (Comparison.of(before, after.content(), crier.clock.instant())) {
      case Result.Same() -> nothing("same", "the two say the same");
      case Result.FirstSight(_) -> nothing("first", "there is nothing to compare with");
      case Result.Implausible(String why, _) ->
          nothing("incomparable", "these do not compare: " + why);
      case Result.Partly(_, _, String why) ->
          nothing("incomparable", "these do not compare: " + why);
      case Result.Different(_, List<Change> changes) -> changes.forEach(this::print);
    }
    return ExitCode.DONE;
  }

  private Snapshot snapshot(Crier crier, long number) {
    if (!crier.history.watchOf(number).orElse("").equals(id)) {
      throw Refused.usage(
          "`%s` has no snapshot %d; `crier history %s` lists them".formatted(id, number, id));
    }
    return crier
        .history
        .snapshot(number)
        .orElseThrow(() -> Refused.failed("snapshot %d is no longer kept".formatted(number)));
  }

  private void nothing(String result, String words) {
    if (asJson) {
      json(Map.of("result", result, "text", words));
    } else {
      out().println(words);
    }
  }

  private void print(Change change) {
    if (asJson) {
      json(DifferencePrint.object(change));
    } else {
      DifferencePrint.lines(change).forEach(out()::println);
    }
  }
}
