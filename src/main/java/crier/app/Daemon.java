package crier.app;

import crier.alert.SendResult;
import crier.config.ConfigWatch;
import crier.config.Loaded;
import crier.config.Settings;
import crier.model.Alert;
import crier.model.Outcome;
import crier.store.DataFiles;
import crier.store.Database;
import crier.store.HookPosts;
import crier.store.Incidents;
import crier.watch.Stage;
import crier.watch.Tick;
import crier.web.Metrics;
import crier.web.OperatorDesk;
import crier.web.WebContext;
import crier.web.WebServer;
import crier.web.Words;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs until it is stopped: ticks, looks, tells, serves, and takes an edited configuration. */
final class Daemon implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration RELOAD = Duration.ofSeconds(1);
  private static final Duration SILENCE = Duration.ofMinutes(1);
  private static final Duration DATES = Duration.ofSeconds(15);
  private static final Duration TOKEN = Duration.ofSeconds(20);
  private static final Duration FORGET = Duration.ofHours(6);
  private static final Duration STILL = Duration.ofMinutes(2);

  private final Optional<ConfigWatch> config;
  private final Metrics metrics = new Metrics();
  private final FailedDeliveries failures = new FailedDeliveries(System::nanoTime);
  private final Reloads reloads = new Reloads(System::nanoTime);
  private final AtomicReference<Crier> crier = new AtomicReference<>();
  private final AtomicReference<String> trouble = new AtomicReference<>("");
  private final Database database;
  private final Ticker ticker;
  private final WebServer web;
  private final Optional<DaemonFile> daemonFile;
  private final Consumer<Tick.Result> heard;
  private final Stage.Observer stages;

  /**
   * Starts everything.
   *
   * @param config watched for edits; empty when there is no file
   * @param heard is told of every check, beside the metrics
   * @throws Refused when something it needs cannot be had
   */
  Daemon(
      Settings settings,
      Optional<ConfigWatch> config,
      Consumer<Tick.Result> heard,
      Stage.Observer stages) {
    this.config = config;
    this.heard = heard;
    this.stages = stages;
    this.database = VerbContext.openDatabase(settings.database());
    this.daemonFile = DaemonFile.of(settings.database());
    String token = DaemonFile.newToken(new SecureRandom());
    WebServer server = null;
    try {
      crier.set(wired(settings));
      crier.get().takeOver();
      this.ticker =
          new Ticker(
              "crier-" + ProcessHandle.current().pid() + "-" + System.nanoTime(),
              Clock.systemUTC());
      server = WebServer.start(settings.server(), deps(token));
      this.web = server;
      tick();
      announce(token);
    } catch (SchedulerException | IOException | RuntimeException e) {
      if (server != null) {
        server.close();
      }
      if (crier.get() != null) {
        crier.get().close();
      } else {
        database.close();
      }
      throw e instanceof RuntimeException unchecked && !(e instanceof WebServer.PortInUse)
          ? unchecked
          : Refused.failed(String.valueOf(e.getMessage()));
    }
  }

  private Crier wired(Settings settings) {
    return new Crier(
        settings,
        database,
        Clock.systemUTC(),
        "daemon-" + ProcessHandle.current().pid(),
        new Crier.Observers(this::checked, this::sent, stages));
  }

  private WebContext deps(String token) {
    return new WebContext(
        () -> crier.get().settings.site(),
        () -> crier.get().settings.stories(),
        () -> crier.get().settings.watches(),
        crier.get().alerts,
        crier.get().watches,
        crier.get().history,
        crier.get().outbox,
        Clock.systemUTC(),
        () -> ticker().alive("look", STILL) && !database.isBeyondHelp(),
        database::isReachable,
        trouble::get,
        () -> crier.get().budget.allowance(),
        () -> crier.get().optIn,
        metrics,
        this::runVerb,
        token,
        () -> crier.get().settings.sources().webhookSecret(),
        new DocketHook(
            new HookPosts(database),
            crier.get().watches,
            () -> crier.get().settings,
            Clock.systemUTC()),
        new Desk(crier::get),
        new DocketDesk(crier::get));
  }

  /** What the operator's pages can do, with whatever configuration is in force. */
  private record Desk(Supplier<Crier> crier) implements OperatorDesk {
    @Override
    public String token() {
      return crier.get().settings.server().operatorToken();
    }

    @Override
    public List<Incidents.Open> notices() {
      return crier.get().incidents.told();
    }

    @Override
    public Optional<String> address(String recipient) {
      return crier.get().mailAddress(recipient);
    }

    @Override
    public void sendNow() {
      crier.get().dispatcher.lift();
    }
  }

  private Ticker ticker() {
    return ticker;
  }

  private void tick() throws SchedulerException {
    metrics.ask("crier_outbox_pending", crier.get().outbox, outbox -> outbox.counts().pending());
    metrics.ask("crier_outbox_dead", crier.get().outbox, outbox -> outbox.counts().dead());
    ticker.every(LOOK, "look", () -> crier.get().rounds.begin());
    ticker.every(LOOK, "letters", () -> crier.get().optIn.run());
    ticker.every(DATES, "dates", this::reckon);
    ticker.every(SILENCE, "silence", () -> crier.get().lookAfterSilence());
    ticker.every(SILENCE, "dockets", this::lookAfterDockets);
    ticker.every(SILENCE, "mark", () -> DataFiles.mark(database, crier.get().settings.database()));
    ticker.every(SILENCE, "lanes", () -> crier.get().dispatcher.lookAfterLanes());
    ticker.every(SILENCE, "quota", () -> crier.get().lookAfterQuota());
    ticker.every(
        SILENCE,
        "disk",
        () -> new Disk(crier.get().notices, Disk::free).look(crier.get().settings));
    Heartbeat heartbeat =
        new Heartbeat(crier::get, () -> ticker().alive("look", STILL), System::nanoTime);
    ticker.every(RELOAD, "heartbeat", heartbeat::turn);
    ticker.every(TOKEN, "token", this::lookAfterToken);
    ticker.every(FORGET, "forget", () -> crier.get().forget());
    ticker.every(RELOAD, "reload", this::reloadIfEdited);
    ticker.start();
    crier.get().dispatcher.start();
  }

  private void reckon() {
    if (crier.get().reckoning.run() > 0) {
      crier.get().dispatcher.wake();
    }
  }

  private void announce(String token) throws IOException {
    if (daemonFile.isPresent()) {
      daemonFile.get().write(new DaemonFile.Daemon("http://127.0.0.1:" + port(), token));
    }
  }

  /** What is to be watched by itself is in force as if the configuration had it. */
  private synchronized void lookAfterDockets() {
    if (crier.get().lookAfterDockets()) {
      take(crier.get().configured);
    }
  }

  /** Apart from the ticker, so that a server that is slow to answer does not hold up a stop. */
  private void lookAfterToken() {
    Thread.ofVirtual()
        .start(() -> {
          try {
            crier.get().lookAfterToken();
          } catch (Database.Away _) {
            // said already
          } catch (RuntimeException e) {
            LOG.warn("how CourtListener's token stands was not looked at: {}", e.toString());
          }
        });
  }

  private void checked(Tick.Result result) {
    String outcome =
        switch (result.outcome()) {
          case UNRECOGNISED, GONE, NEW -> Outcome.FAILED.word();
          case CHANGED, UNCHANGED, BLOCKED, FAILED, THROTTLED -> result.outcome().word();
        };
    metrics.checked(result.watch().id(), outcome, result.took());
    result.changes().forEach(change -> metrics.changed(change.getClass().getSimpleName()));
    told(result).forEach(alert -> metrics.alerted(alert.significance()));
    metrics.fares(result.watch().id(), result.failures(), result.outcome().looked(), result.at());
    if (!result.outcome().looked()) {
      LOG.warn(
          "{}: could not look ({}): {}",
          result.watch().id(),
          result.outcome().word(),
          result.trouble());
    }
    for (Alert alert : told(result)) {
      LOG.info("{}: {} [{}]", alert.watch(), alert.subject(), alert.significance().word());
    }
    heard.accept(result);
    if (!told(result).isEmpty()) {
      crier.get().dispatcher.wake();
    }
  }

  private static List<Alert> told(Tick.Result result) {
    return Stream.concat(result.alert().stream(), result.others().stream()).toList();
  }

  private void sent(String channel, SendResult result, Duration sinceAlert) {
    String outcome =
        switch (result) {
          case SendResult.Accepted _ -> "accepted";
          case SendResult.TryLater _ -> "retry";
          case SendResult.Rejected _ -> "rejected";
          case SendResult.OperatorProblem _ -> "operator";
        };
    metrics.delivered(channel, outcome, sinceAlert);
    failures.told(channel, result);
  }

  private int runVerb(List<String> args, Consumer<String> out, Consumer<String> err) {
    return Main.runWith(
        VerbContext.into(crier.get()),
        args,
        new PrintWriter(new Lines(out), true),
        new PrintWriter(new Lines(err), true));
  }

  /** Applies an edited file; an invalid one leaves what is in force in force, and says so. */
  private void reloadIfEdited() {
    config.ifPresent(watch ->
        watch
            .poll()
            .map(loaded -> VerbContext.watching(loaded, watch.file()))
            .ifPresent(this::apply));
    reloads.tell(crier.get());
  }

  /** Applies the file now, edited or not: somebody sent a signal. */
  void reload() {
    config.ifPresent(watch -> apply(VerbContext.watching(watch.load(), watch.file())));
  }

  private synchronized void apply(Loaded loaded) {
    switch (loaded) {
      case Loaded.Invalid(var mistakes) -> {
        trouble.set(String.valueOf(mistakes.getFirst()));
        reloads.refused(mistakes);
        mistakes.forEach(
            mistake -> LOG.error("the edited configuration is not taken: {}", mistake));
      }
      case Loaded.Valid(Settings settings, var warnings) -> {
        warnings.forEach(warning -> LOG.warn("{}", warning));
        reloads.taken(crier.get(), settings);
        take(settings);
      }
    }
  }

  private void take(Settings settings) {
    Settings before = crier.get().settings;
    if (!settings.database().equals(before.database())
        || !settings.server().equals(before.server())
        || !settings.subscribers().key().equals(before.subscribers().key())) {
      trouble.set(
          "`database`, `server` and `subscribers.key` take effect at the next start; the rest is in"
              + " force");
      LOG.warn("{}", trouble.get());
    } else {
      trouble.set("");
    }
    Crier old = crier.get();
    old.quiesce();
    Crier successor = wired(settings.keeping(before.subscribers().key()));
    crier.set(successor);
    successor.dispatcher.start();
    // What it has in hand it settles; what it has not begun the successor finds again.
    old.release();
    LOG.info(
        "the edited configuration is in force: {}",
        Words.count(settings.watches().size(), "watch", "watches"));
  }

  int port() {
    return web.port();
  }

  Crier crier() {
    return crier.get();
  }

  @Override
  public void close() {
    ticker.close();
    web.close();
    daemonFile.ifPresent(DaemonFile::delete);
    crier.get().close();
  }

  /** Hands over whole lines. */
  private static final class Lines extends Writer {
    private final StringWriter line = new StringWriter();
    private final Consumer<String> to;

    Lines(Consumer<String> to) {
      this.to = to;
    }

    @Override
    public void write(char[] signs, int from, int length) {
      for (int i = from; i < from + length; i++) {
        if (signs[i] == '\n') {
          to.accept(line.toString());
          line.getBuffer().setLength(0);
        } else if (signs[i] != '\r') {
          line.append(signs[i]);
        }
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      if (line.getBuffer().length() > 0) {
        to.accept(line.toString());
      }
    }
  }
}
