package crier.web;

import java.util.List;
import java.util.function.Consumer;

/** Runs a verb of the command line inside the daemon. */
@FunctionalInterface
public interface VerbRunner {

  /**
   * Runs it, handing over each line as it is printed.
   *
   * @return its exit code
   */
  int run(List<String> args, Consumer<String> out, Consumer<String> err);
}
