package crier.app;

import crier.config.Loaded;
import crier.config.Mistake;
import crier.config.Settings;
import crier.web.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads the configuration and prints every mistake; touches no network. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = "Read the configuration, print every mistake; no network is touched.")
final class ValidateVerb extends Verb {

  @Option(
      names = "--json",
      description = "One JSON object a line: each mistake, or what the file holds.")
  private boolean asJson;

  @Override
  public Integer call() {
    Loaded loaded =
        VerbContext.watching(
            VerbContext.reader(main().environment()).load(main().configFile()),
            main().configFile());
    if (!asJson) {
      Settings settings = VerbContext.valid(loaded);
      out()
          .printf(
              "%s: %s, %s, %s; nothing is wrong%n",
              main().configFile(),
              Words.count(settings.watches().size(), "watch", "watches"),
              Words.count(settings.stories().size(), "story", "stories"),
              Words.count(settings.destinations().size(), "destination", "destinations"));
      return ExitCode.DONE;
    }
    return switch (loaded) {
      case Loaded.Valid(Settings settings, List<String> warnings) -> {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", main().configFile().toString());
        object.put("valid", true);
        object.put("watches", settings.watches().size());
        object.put("stories", settings.stories().size());
        object.put("destinations", settings.destinations().size());
        object.put("warnings", warnings);
        json(object);
        yield ExitCode.DONE;
      }
      case Loaded.Invalid(List<Mistake> mistakes) -> {
        mistakes.forEach(this::print);
        yield ExitCode.USAGE;
      }
    };
  }

  private void print(Mistake mistake) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("file", mistake.file());
    object.put("valid", false);
    object.put("line", mistake.line());
    object.put("column", mistake.column());
    object.put("what", mistake.what());
    object.put("remedy", mistake.remedy());
    json(object);
  }
}
