package crier.app;

import crier.config.ConfigWatch;
import crier.config.Loaded;
import crier.config.Mistake;
import crier.config.Settings;
import crier.store.Database;
import crier.web.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an edited configuration file, or leaves what is in force in force, and tells the operator
 * of either what he could not know: that the file was not taken, once it has stood so for a while;
 * what it takes away; what it changes only at the next start. It is told to the receivers that were
 * in force when it happened.
 */
final class Reload {

  private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

  private static final String REFUSED = "configuration";

  private static final String RESTART = "restart";

  /** A file that is written in several steps is whole by then. */
  private static final Duration STANDS = Duration.ofSeconds(10);

  private static final int SHOWN = 20;

  private final Crier crier;
  private final Optional<ConfigWatch> file;
  private final Consumer<Settings> taken;
  private final LongSupplier nanos;

  /** Read and not dealt with yet; the database may be away. */
  private @Nullable Loaded pending;

  /** Whether what it takes away has been told. */
  private boolean told;

  private @Nullable List<Mistake> mistakes;
  private long refusedAt;
  private volatile String trouble = "";

  /**
   * Makes one.
   *
   * @param file empty when there is none
   * @param taken is told of settings that are in force now
   */
  Reload(Crier crier, Optional<ConfigWatch> file, Consumer<Settings> taken, LongSupplier nanos) {
    this.crier = crier;
    this.file = file;
    this.taken = taken;
    this.nanos = nanos;
  }

  /** What is wrong with the file on the disk, in a line; empty when it is in force. */
  String trouble() {
    return trouble;
  }

  /** The process has been started with the file as it stands: what waited for that is over. */
  synchronized void started() {
    clearRefused();
    clearRestart();
  }

  /** To be called every second or so: takes the file if it was edited. */
  synchronized void turn() {
    file.flatMap(ConfigWatch::poll).ifPresent(this::read);
    takePending();
    tellRefused();
  }

  /** Takes the file now, edited or not: somebody sent a signal. */
  synchronized void now() {
    file.map(ConfigWatch::load).ifPresent(this::read);
    try {
      takePending();
    } catch (Database.Away _) {
      // said already; the next turn takes it
    }
  }

  private void read(Loaded loaded) {
    pending = file.map(watch -> VerbContext.watching(loaded, watch.file())).orElse(loaded);
    told = false;
    if (pending instanceof Loaded.Valid(_, List<String> warnings)) {
      warnings.forEach(warning -> LOG.warn("{}", warning));
    }
  }

  private void takePending() {
    switch (pending) {
      case null -> {}
      case Loaded.Invalid(List<Mistake> wrong) -> refuse(wrong);
      case Loaded.Valid(Settings settings, _) -> {
        try {
          take(settings);
        } catch (Database.Away e) {
          throw e; // it is not the file's fault, and taken at a later turn
        } catch (RuntimeException e) {
          LOG.error("the edited configuration could not be put in force", e);
          refuse(
              List.of(
                  new Mistake(
                      file.map(watch -> watch.file().toString()).orElse("the configuration"),
                      1,
                      1,
                      "this could not be put in force: " + e.getMessage(),
                      "the log has more; what was in force before still is")));
        }
      }
    }
  }

  private void refuse(List<Mistake> wrong) {
    pending = null;
    if (mistakes == null) {
      refusedAt = nanos.getAsLong();
    }
    mistakes = List.copyOf(wrong);
    trouble = String.valueOf(wrong.getFirst());
    wrong.forEach(mistake -> LOG.error("the edited configuration is not taken: {}", mistake));
  }

  /** Tells of a refusal that stands. */
  private void tellRefused() {
    if (mistakes != null && nanos.getAsLong() - refusedAt >= STANDS.toNanos()) {
      String lines =
          mistakes.stream().limit(SHOWN).map(Mistake::toString).collect(Collectors.joining("\n"));
      boolean news =
          crier.notices.raise(
              REFUSED,
              "The edited configuration is not taken",
              lines + "\nThe configuration before stays in force.");
      if (news) {
        crier.dispatcher.wake();
      }
    }
  }

  private void take(Settings settings) {
    Crier.Edit edit = crier.prepare(settings);
    if (!told) {
      clearRefused();
      TakenAway gone = TakenAway.between(crier.settings(), edit.configuration().settings());
      if (!gone.isNothing()) {
        crier.notices.once(gone.subject(), gone.text());
      }
      told = true;
    }
    // to whom it concerned so far: the next line may take the operator's own receivers away
    crier.dispatcher.routeNow();
    crier.configure(edit);
    pending = null;
    mistakes = null;
    restart(edit.atNextStart());
    taken.accept(crier.settings());
    LOG.info(
        "the edited configuration is in force: {}",
        Words.count(crier.settings().watches().size(), "watch", "watches"));
  }

  private void restart(List<String> names) {
    if (names.isEmpty()) {
      trouble = "";
      clearRestart();
    } else {
      String settings = "`%s`".formatted(String.join("`, `", names));
      trouble =
          "%s %s effect at the next start; the rest is in force"
              .formatted(settings, names.size() == 1 ? "takes" : "take");
      LOG.warn("{}", trouble);
      crier.notices.raise(
          RESTART,
          "A restart is needed: %s changed".formatted(settings),
          "The rest of the edited configuration is in force. Until the next start of Crier what was before holds for "
              + settings
              + ".");
    }
    crier.dispatcher.wake();
  }

  private void clearRestart() {
    crier.notices.clear(RESTART, "Nothing waits for a restart any more");
  }

  private void clearRefused() {
    crier.notices.clear(REFUSED, "The configuration on the disk is in force");
  }
}
