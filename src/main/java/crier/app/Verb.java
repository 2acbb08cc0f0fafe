package crier.app;

import crier.model.Watch;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** What all verbs have: the way to the program, and where results and progress go. */
abstract class Verb implements Callable<Integer> {

  @ParentCommand private @Nullable Main main;
  @Spec private @Nullable CommandSpec spec;

  Main main() {
    return Objects.requireNonNull(main);
  }

  VerbContext context() {
    return main().context();
  }

  /**
   * The arguments with which the daemon carries this verb out, having none of this process' own
   * input.
   */
  List<String> argsFor(List<String> args) {
    return args;
  }

  /** Whether a bar says how long it goes on: not where a person or a pipe writes, or decides. */
  boolean endsByItself() {
    return true;
  }

  /** Results. */
  PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  /** Progress and complaints. */
  PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }

  /**
   * Refuses names of watches that nobody knows; what was watched once and is still kept is known.
   *
   * @throws Refused bad usage, with the names there are
   */
  static void known(Crier crier, List<String> ids) {
    List<String> all = crier.settings().watches().stream().map(Watch::id).toList();
    for (String id : ids) {
      if (!all.contains(id) && crier.watches.state(id).isEmpty()) {
        throw Refused.usage(
            "there is no watch `%s`; there are %s".formatted(id, String.join(", ", all)));
      }
    }
  }

  /** One JSON object on a line of its own. */
  void json(Map<String, ?> object) {
    out().println(JsonMapper.shared().writeValueAsString(object));
  }
}
