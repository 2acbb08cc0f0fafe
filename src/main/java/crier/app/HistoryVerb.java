package crier.app;

import crier.model.Watch;
import crier.store.History;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was seen and when. */
@Command(name = "history", mixinStandardHelpOptions = true, description = "What was seen and when.")
final class HistoryVerb extends Verb {

  private static final int MOST = 50;

  @Parameters(paramLabel = "WATCH", arity = "0..1", description = "Id of a watch; none: all.")
  private @Nullable String id;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean asJson;

  @Override
  public Integer call() {
    return context()
        .with(crier -> {
          List<String> wanted =
              id == null
                  ? crier.settings().watches().stream().map(Watch::id).toList()
                  : List.of(id);
          known(crier, wanted);
          wanted.forEach(watch -> crier.history.snapshots(watch, MOST).forEach(this::print));
          return ExitCode.DONE;
        });
  }

  private void print(History.Taken taken) {
    if (asJson) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("watch", taken.watch());
      object.put("snapshot", taken.id());
      object.put("at", taken.at().toString());
      object.put("summary", taken.summary());
      object.put("sha256", taken.sha256());
      json(object);
    } else {
      out().printf("%s  %s  #%d  %s%n", taken.at(), taken.watch(), taken.id(), taken.summary());
    }
  }
}
