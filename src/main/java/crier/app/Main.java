package crier.app;

import crier.store.Database;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "crier",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Watches dockets, report pages and press lists, and tells people what changed.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Exit codes: 0 done, 1 it ran and failed, 2 bad usage or bad configuration, 3 something changed",
      "(only from `check --fail-on-change`)."
    },
    subcommands = {
      DemoVerb.class,
      RunVerb.class,
      CheckVerb.class,
      ValidateVerb.class,
      TryVerb.class,
      ClassifyVerb.class,
      HistoryVerb.class,
      DiffVerb.class,
      ReplayVerb.class,
      SubscribersVerb.class,
      DeliveriesVerb.class,
      SendTestVerb.class,
      BounceVerb.class,
      HealthVerb.class,
      NotYet.Backup.class,
      NotYet.Restore.class,
      NotYet.Export.class
    })
public final class Main implements Runnable {

  /** How long a daemon may take from opening its database to answering. */
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(20);

  private final Map<String, String> environment;
  private final Progress progress;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      scope = CommandLine.ScopeType.INHERIT,
      description = "The configuration (default: config/crier.yaml, or $CRIER_CONFIG).")
  private @org.jspecify.annotations.Nullable Path config;

  @Option(
      names = "--begin-anew",
      scope = CommandLine.ScopeType.INHERIT,
      description =
          "Where the database is gone, emptied or damaged: begin without it; what is left is kept"
              + " under another name.")
  private boolean beginAnew;

  @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

  private @org.jspecify.annotations.Nullable VerbContext given;

  private Main(Map<String, String> environment, Progress progress) {
    this.environment = environment;
    this.progress = progress;
  }

  /** Runs the verb that the arguments name, and exits with its code. */
  public static void main(String[] args) {
    int code;
    try (Progress progress = Progress.on(new FileOutputStream(FileDescriptor.err))) {
      // Before anything logs: what is logged goes over the bar, too.
      System.setErr(new PrintStream(progress.over(System.err), true, StandardCharsets.UTF_8));
      PrintWriter out = new PrintWriter(progress.over(System.out), false, StandardCharsets.UTF_8);
      PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
      code = run(List.of(args), System.getenv(), out, err, progress);
      out.flush();
    }
    System.exit(code);
  }

  /** Runs a verb here; where the daemon holds the database, has the daemon run it. */
  static int run(
      List<String> args, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    return run(args, environment, out, err, Progress.NONE);
  }

  private static int run(
      List<String> args,
      Map<String, String> environment,
      PrintWriter out,
      PrintWriter err,
      Progress progress) {
    Main main = new Main(environment, progress);
    CommandLine line = main.commandLine(out, err);
    line.setExecutionStrategy(parsed -> {
      CommandLine last = parsed.asCommandLineList().getLast();
      if (last.getCommand() instanceof Verb verb && verb.endsByItself()) {
        progress.begin(last.getCommandName(), 0);
      }
      return new CommandLine.RunLast().execute(parsed);
    });
    line.setExecutionExceptionHandler((failure, command, _) -> {
      if (failure instanceof VerbContext.DaemonRuns there) {
        return byDaemon(there.daemon(), command, args, out, err);
      }
      if (failure instanceof Database.Unusable unusable
          && unusable.why() == Database.Unusable.Why.IN_USE) {
        Optional<Integer> there = main.byDaemon(command, args, out, err);
        if (there.isPresent()) {
          return there.get();
        }
      }
      return told(failure, err);
    });
    return line.execute(args.toArray(String[]::new));
  }

  /** Runs a verb inside the daemon, with what is open there. */
  static int runWith(VerbContext context, List<String> args, PrintWriter out, PrintWriter err) {
    Main main = new Main(System.getenv(), Progress.NONE);
    main.given = context;
    CommandLine line = main.commandLine(out, err);
    line.setExecutionExceptionHandler((failure, _, _) -> told(failure, err));
    return line.execute(args.toArray(String[]::new));
  }

  private CommandLine commandLine(PrintWriter out, PrintWriter err) {
    return new CommandLine(this)
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }

  /** One clear sentence; a trace only for faults of ours. */
  private static int told(Exception failure, PrintWriter err) {
    if (failure instanceof Refused refused) {
      err.println(refused.getMessage());
      return refused.exitCode();
    }
    if (failure instanceof Database.Unusable unusable) {
      err.println(unusable.getMessage());
      return ExitCode.FAILED;
    }
    if (failure instanceof Database.Away away) {
      err.println(away.getMessage());
      return ExitCode.FAILED;
    }
    failure.printStackTrace(err);
    err.println("this is a fault in Crier: please report it with the lines above");
    return ExitCode.FAILED;
  }

  private static List<String> argsThere(CommandLine command, List<String> args) {
    return command.getCommand() instanceof Verb verb ? verb.argsFor(args) : args;
  }

  private static int byDaemon(
      DaemonFile.Daemon daemon,
      CommandLine command,
      List<String> args,
      PrintWriter out,
      PrintWriter err) {
    try {
      return new Remote(daemon).run(argsThere(command, args), out, err);
    } catch (IOException e) {
      err.println("the daemon was to do this, and broke off: " + e.getMessage());
      return ExitCode.FAILED;
    }
  }

  private Optional<Integer> byDaemon(
      CommandLine command, List<String> args, PrintWriter out, PrintWriter err) {
    if (command.getCommand() instanceof RunVerb) {
      return Optional.empty();
    }
    List<String> argsThere = argsThere(command, args);
    Optional<DaemonFile> file = DaemonFile.of(context().settings().database());
    // Between opening the database and serving, a daemon that starts cannot be asked yet.
    long began = System.nanoTime();
    while (file.isPresent()) {
      Optional<DaemonFile.Daemon> daemon = file.flatMap(DaemonFile::read);
      try {
        if (daemon.isPresent()) {
          return Optional.of(new Remote(daemon.get()).run(argsThere, out, err));
        }
      } catch (Remote.Unreached _) {
        // not yet, or a file that a killed daemon left
      } catch (IOException _) {
        return Optional.empty();
      }
      if (System.nanoTime() - began > STARTS_WITHIN.toNanos() || !paused()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean paused() {
    try {
      Thread.sleep(200);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The configuration that the command line names; empty when it names none. */
  Optional<Path> namedFile() {
    return Optional.ofNullable(config);
  }

  /** The way to the settings and the program. */
  VerbContext context() {
    if (given == null) {
      given = VerbContext.local(configFile(), environment, progress, beginAnew);
    }
    return given;
  }

  boolean beginsAnew() {
    return beginAnew;
  }

  Map<String, String> environment() {
    return environment;
  }

  Progress progress() {
    return progress;
  }

  Path configFile() {
    if (config != null) {
      return config;
    }
    String named = environment.get("CRIER_CONFIG");
    return Path.of(named == null || named.isBlank() ? "config/crier.yaml" : named);
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(
          spec.commandLine(), "name a verb; `crier demo` shows what Crier does");
    }
  }

  /** The version that the jar names. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"crier " + (version == null ? "development" : version)};
    }
  }
}
