package crier.app;

import crier.model.Change;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Outcome;
import crier.model.Watch;
import crier.watch.Tick.Result;
import crier.web.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks watches once, now, and prints what changed. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Check all (or the named) watches once, now; print what changed.")
final class CheckVerb extends Verb {

  @Parameters(paramLabel = "WATCH", arity = "0..*", description = "Ids of watches; none: all.")
  private List<String> ids = List.of();

  @Option(names = "--dry-run", description = "Store and send nothing.")
  private boolean dryRun;

  @Option(names = "--fail-on-change", description = "Exit with 3 when something changed.")
  private boolean failOnChange;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean asJson;

  @Override
  public Integer call() {
    return context().with(this::check);
  }

  private int check(Crier crier) {
    List<String> all = crier.settings().watches().stream().map(Watch::id).toList();
    for (String id : ids) {
      if (!all.contains(id)) {
        throw Refused.usage(
            "there is no watch `%s`; there are %s".formatted(id, String.join(", ", all)));
      }
    }
    List<String> wanted = ids.isEmpty() ? all : ids;
    main().progress().begin("checking", dryRun ? 0 : wanted.size());
    List<Result> results = dryRun ? crier.rounds.rehearse(wanted) : checked(crier, wanted);
    results.forEach(result -> print(result));
    main().progress().begin("sending", 0);
    int sent = dryRun ? 0 : crier.dispatcher.run();
    long failed = results.stream().filter(result -> !result.outcome().looked()).count();
    long changed = results.stream().filter(result -> !result.changes().isEmpty()).count();
    if (!asJson) {
      out()
          .printf(
              "%d checked: %d changed, %d could not be looked at; %s sent%n",
              results.size(), changed, failed, Words.count(sent, "message", "messages"));
    }
    if (results.size() < wanted.size()) {
      err()
          .printf(
              "%d are being checked by another process just now%n", wanted.size() - results.size());
    }
    if (failOnChange && changed > 0) {
      return ExitCode.CHANGED;
    }
    return failed > 0 ? ExitCode.FAILED : ExitCode.DONE;
  }

  /** Checked and stored; what the checks met with is known to the operator before all is sent. */
  private static List<Result> checked(Crier crier, List<String> wanted) {
    crier.concerns.lookAfterToken();
    List<Result> results = crier.rounds.checkNow(wanted);
    crier.reckoning.run();
    crier.concerns.lookAfterToken();
    crier.lookAfterDockets();
    return results;
  }

  private void print(Result result) {
    if (asJson) {
      json(described(result));
      return;
    }
    if (!result.outcome().looked()) {
      out()
          .printf(
              "%s: could not look (%s): %s%n",
              result.watch().id(), result.outcome().word(), result.trouble());
    } else if (result.trouble() != null) {
      out().printf("%s: in part: %s%n", result.watch().id(), result.trouble());
    }
    Stream.concat(result.alert().stream(), result.others().stream())
        .forEach(alert -> {
          out()
              .printf("%s: %s [%s]%n", alert.watch(), alert.subject(), alert.significance().word());
          for (Finding finding : alert.findings()) {
            out().printf("  %s: %s%n", finding.headline(), finding.title());
            if (!finding.quote().isBlank()) {
              out().printf("    > %s%n", finding.quote().replace("\n", "\n    > "));
            }
            if (finding.link() != null) {
              out().printf("    %s%n", finding.link());
            }
          }
        });
    if (result.outcome() == Outcome.CHANGED && result.alert().isEmpty()) {
      out()
          .printf(
              "%s: changed; nothing to tell: a rule silences it, or another watch told it%n",
              result.watch().id());
    }
  }

  /** One change as the webhook has it: by the event that it is, and its others. */
  private static Map<String, Object> described(Result result, Change change) {
    Map<String, Object> object = new LinkedHashMap<>();
    String key = DifferencePrint.key(change);
    List<Event> events =
        Stream.concat(result.alert().stream(), result.others().stream())
            .flatMap(alert -> alert.findings().stream())
            .filter(finding -> finding.key().equals(key))
            .flatMap(finding -> finding.events().stream())
            .distinct()
            .toList();
    object.put("type", events.isEmpty() ? DifferencePrint.event(change) : events.getFirst());
    object.put("key", key);
    object.put("title", DifferencePrint.title(change, result.watch().name()));
    String link = DifferencePrint.link(change);
    object.put("url", link == null ? result.watch().source().text("url").orElse(null) : link);
    object.put("events", events);
    return object;
  }

  private static Map<String, Object> described(Result result) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("watch", result.watch().id());
    object.put("outcome", result.outcome().word());
    object.put("trouble", result.trouble());
    object.put(
        "changes", result.changes().stream().map(change -> described(result, change)).toList());
    object.put(
        "alert",
        result
            .alert()
            .map(alert ->
                Map.of(
                    "id", alert.id(),
                    "subject", alert.subject(),
                    "significance", alert.significance().word(),
                    "events", alert.events()))
            .orElse(null));
    return object;
  }
}
