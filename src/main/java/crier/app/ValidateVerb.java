package crier.app;

import crier.config.Settings;
import crier.web.Words;
import picocli.CommandLine.Command;

/** Reads the configuration and prints every mistake; touches no network. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = "Read the configuration, print every mistake; no network is touched.")
final class ValidateVerb extends Verb {

  @Override
  public Integer call() {
    Settings settings = door().settings();
    out()
        .printf(
            "%s: %s, %s, %s; nothing is wrong%n",
            main().configFile(),
            Words.count(settings.watches().size(), "watch", "watches"),
            Words.count(settings.stories().size(), "story", "stories"),
            Words.count(settings.destinations().size(), "destination", "destinations"));
    return ExitCode.DONE;
  }
}
