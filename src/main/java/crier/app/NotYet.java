package crier.app;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Verbs that are promised and not made yet: they say so, in the help and when called. */
abstract class NotYet extends Verb {

  @Unmatched private final List<String> ignored = new ArrayList<>();

  @Override
  public Integer call() {
    err().println("not yet: this verb is promised and not made");
    return ExitCode.USAGE;
  }

  @Command(
      name = "backup",
      mixinStandardHelpOptions = true,
      description = "(not yet) A consistent copy of the database.")
  static final class Backup extends NotYet {}

  @Command(
      name = "restore",
      mixinStandardHelpOptions = true,
      description = "(not yet) Bring a backup back.")
  static final class Restore extends NotYet {}

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "(not yet) The stored captures as a WARC file.")
  static final class Export extends NotYet {}
}
