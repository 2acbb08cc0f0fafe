package crier.app;

import crier.config.ConfigFile;
import crier.config.Loaded;
import crier.config.Mistake;
import crier.config.Settings;
import crier.model.SourceSpec;
import crier.source.SourceSettings;
import crier.source.Sources;
import crier.store.DataFiles;
import crier.store.Database;
import crier.store.DatabaseSettings;
import crier.store.ServerPast;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a verb gets at its settings and at the wired program: here by opening the database, in a
 * running daemon by being handed what is open.
 */
interface VerbContext {

  Logger LOG = LoggerFactory.getLogger(VerbContext.class);

  /**
   * The settings in force.
   *
   * @throws DaemonRuns when only a running daemon knows them: the file cannot be read by now
   */
  Settings settings();

  /**
   * Runs work with the wired program.
   *
   * @throws DaemonRuns when a daemon runs with this configuration file, which is to do it
   */
  <T> T with(Function<Crier, T> work);

  /** A daemon runs with this configuration file, and is to carry the verb out. */
  final class DaemonRuns extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient DaemonFile.Daemon daemon;

    DaemonRuns(DaemonFile.Daemon daemon) {
      super("a daemon runs with this configuration");
      this.daemon = daemon;
    }

    DaemonFile.Daemon daemon() {
      return daemon;
    }
  }

  /** A door that reads the file and opens the database for each piece of work. */
  static VerbContext local(Path config, Map<String, String> environment, Progress progress) {
    return local(config, environment, progress, false);
  }

  /**
   * As the other.
   *
   * @param beginAnew whether a database that has lost its past is put aside
   */
  static VerbContext local(
      Path config, Map<String, String> environment, Progress progress, boolean beginAnew) {
    return new VerbContext() {
      private @Nullable Settings read;

      @Override
      public Settings settings() {
        if (read == null) {
          Loaded loaded = reader(environment).load(config);
          if (loaded instanceof Loaded.Invalid) {
            askDaemon();
          }
          read = valid(loaded);
        }
        return read;
      }

      // What a daemon runs with is in force, whatever stands in the file by now.
      private void askDaemon() {
        Announcement.find(config)
            .ifPresent(daemon -> {
              throw new DaemonRuns(daemon);
            });
      }

      @Override
      public <T> T with(Function<Crier, T> work) {
        askDaemon();
        Settings settings = settings();
        try (Crier crier =
            new Crier(
                settings,
                openDatabase(settings.database(), beginAnew),
                Clock.systemUTC(),
                "verb-" + ProcessHandle.current().pid(),
                new Crier.Observers(
                    _ -> progress.step(),
                    Crier.Observers.NONE.sent(),
                    Crier.Observers.NONE.stages()))) {
          crier.takeOver();
          return work.apply(crier);
        }
      }
    };
  }

  /**
   * The settings, when they can be used.
   *
   * @throws Refused with all mistakes, when they cannot
   */
  static Settings valid(Loaded loaded) {
    return switch (loaded) {
      case Loaded.Valid(Settings settings, var warnings) -> {
        warnings.forEach(warning -> LOG.warn("{}", warning));
        yield settings;
      }
      case Loaded.Invalid(var mistakes) ->
          throw Refused.usage(
              mistakes.stream().map(Object::toString).collect(Collectors.joining("\n")));
    };
  }

  /** A configuration that watches nothing is a mistake to whoever runs it or wants it checked. */
  static Loaded watching(Loaded loaded, Path file) {
    return loaded instanceof Loaded.Valid(Settings settings, _) && settings.watches().isEmpty()
        ? new Loaded.Invalid(
            List.of(
                new Mistake(
                    file.toString(),
                    1,
                    1,
                    "nothing is watched: there is no watch in this file",
                    "write one below `watches:`; `crier try URL` prints one ready to paste")))
        : loaded;
  }

  /** A door into what is open already. */
  static VerbContext into(Crier crier) {
    return new VerbContext() {
      @Override
      public Settings settings() {
        return crier.settings();
      }

      @Override
      public <T> T with(Function<Crier, T> work) {
        return work.apply(crier);
      }
    };
  }

  /** A reader of configuration files that also knows Quartz and the source types. */
  static ConfigFile reader(Map<String, String> environment) {
    Sources sources =
        new Sources(
            new SourceSettings(
                URI.create("https://www.courtlistener.com"), "", "", ZoneId.of("UTC")));
    return new ConfigFile(environment, CronTimes::problem, spec -> problem(sources, spec));
  }

  private static Optional<String> problem(Sources sources, SourceSpec spec) {
    try {
      var _ = sources.source(spec);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Opens the database, and says in one sentence why not.
   *
   * @throws Database.Unusable when another process has it
   */
  static Database openDatabase(DatabaseSettings settings) {
    Optional<Path> file = file(settings);
    if (file.isPresent()) {
      Path folder = Objects.requireNonNullElse(file.get().getParent(), Path.of(""));
      try {
        // the folder itself is made by whoever opens the database, for its owner alone
        Path above = folder.getParent();
        if (above != null) {
          Files.createDirectories(above);
        }
      } catch (IOException e) {
        throw Refused.failed(
            "the data folder %s cannot be made; choose another `database.url`, or let this user write there"
                .formatted(folder));
      }
      if (!Files.isWritable(Files.exists(folder) ? folder : folder.resolve("..").normalize())) {
        throw Refused.failed(
            "the data folder %s cannot be written; choose another `database.url`, or let this user write there"
                .formatted(folder));
      }
    }
    Database database = Database.open(settings);
    try {
      DataFiles.check(database, settings);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    return database;
  }

  /**
   * As {@link #openDatabase(DatabaseSettings)}.
   *
   * @param beginAnew whether a database that is damaged or has lost its past is put aside, and
   *     another one made
   */
  static Database openDatabase(DatabaseSettings settings, boolean beginAnew) {
    try {
      if (!beginAnew) {
        ServerPast.check(settings, DATA);
      }
      Database whole = openDatabase(settings);
      ServerPast.remember(settings, DATA);
      if (beginAnew && settings.isEmbedded()) {
        LOG.warn("--begin-anew does nothing: the database {} is whole, and is used", settings);
      }
      return whole;
    } catch (Database.Unusable e) {
      if (!beginAnew
          || !(e.why() == Database.Unusable.Why.PAST_GONE
              || e.why() == Database.Unusable.Why.CORRUPT)) {
        throw e;
      }
      try {
        Path aside = DataFiles.putAside(settings, Clock.systemUTC().instant());
        LOG.warn(
            "begun anew, without subscribers and without a past; {}",
            aside == null ? "nothing was left" : "what was left is kept as " + aside);
      } catch (IOException failure) {
        throw Refused.failed(
            "what is left of the database %s cannot be put aside: %s"
                .formatted(settings, failure.getMessage()));
      }
      return openDatabase(settings);
    }
  }

  /** Where an embedded database is unless told otherwise; a server's leaves a note there. */
  Path DATA = Path.of("data");

  /** Whether opening the database would make none: it is a server's, or its file is there. */
  static boolean isThere(DatabaseSettings settings) {
    return file(settings).map(file -> Files.exists(Path.of(file + ".mv.db"))).orElse(true);
  }

  /** The file of an embedded database, without H2's ending. */
  private static Optional<Path> file(DatabaseSettings settings) {
    String prefix = "jdbc:h2:file:";
    return settings.url().startsWith(prefix)
        ? Optional.of(
            Path.of(settings.url().substring(prefix.length()).replaceAll(";.*", ""))
                .toAbsolutePath())
        : Optional.empty();
  }
}
