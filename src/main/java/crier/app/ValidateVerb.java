package crier.app;

import crier.config.Settings;
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
            "%s: %d watches, %d stories, %d destinations; nothing is wrong%n",
            main().configFile(),
            settings.watches().size(),
            settings.stories().size(),
            settings.destinations().size());
    return ExitCode.DONE;
  }
}
