package crier.app;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job with nothing to configure. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "The main job with nothing to configure: the IRS–ICE story, replayed on loopback.")
final class DemoVerb extends Verb {

  @Option(names = "--once", description = "Run the story to its end and exit.")
  private boolean once;

  @Option(names = "--fresh", description = "Forget earlier runs and tell the story anew.")
  private boolean fresh;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Where the demo keeps its database and mails (default: data/demo).")
  private Path data = Path.of("data", "demo");

  @Override
  boolean endsByItself() {
    return false;
  }

  @Override
  public Integer call() throws Exception {
    new Demo(data, fresh, out(), err()).play(once);
    return ExitCode.DONE;
  }
}
