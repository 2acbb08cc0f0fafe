package crier.app;

import crier.config.ConfigWatch;
import crier.config.Settings;
import crier.store.DataFiles;
import crier.store.Database;
import crier.store.HookPosts;
import crier.watch.Stage;
import crier.watch.Tick;
import crier.web.Metrics;
import crier.web.WebContext;
import crier.web.WebServer;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
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

  private final Metrics metrics = new Metrics();
  private final Observations observations = new Observations(metrics);
  private final Consumer<Tick.Result> heard;
  private final Database database;
  private final Crier crier;
  private final Reload reload;
  private final Ticker ticker;
  private final WebServer web;
  private final Announcement announcement;

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
    this.heard = heard;
    this.database = VerbContext.openDatabase(settings.database());
    this.announcement = new Announcement(settings.database(), config.map(ConfigWatch::file));
    Crier wired = null;
    WebServer server = null;
    try {
      wired =
          new Crier(
              settings,
              database,
              Clock.systemUTC(),
              "daemon-" + ProcessHandle.current().pid(),
              new Crier.Observers(this::checked, observations::sent, stages));
      this.crier = wired;
      crier.takeOver();
      this.reload = new Reload(crier, config, this::taken, System::nanoTime);
      this.ticker =
          new Ticker(
              "crier-" + ProcessHandle.current().pid() + "-" + System.nanoTime(),
              Clock.systemUTC());
      String token = DaemonFile.newToken(new SecureRandom());
      server = WebServer.start(settings.server(), deps(token));
      this.web = server;
      reload.started();
      tick();
      announcement.publish(settings.server().host(), web.port(), token);
    } catch (SchedulerException | IOException | RuntimeException e) {
      if (server != null) {
        server.close();
      }
      if (wired != null) {
        wired.close();
      } else {
        database.close();
      }
      throw e instanceof RuntimeException unchecked && !(e instanceof WebServer.PortInUse)
          ? unchecked
          : Refused.failed(String.valueOf(e.getMessage()));
    }
  }

  private WebContext deps(String token) {
    return new WebContext(
        () -> crier.settings().site(),
        () -> crier.settings().stories(),
        () -> crier.settings().watches(),
        crier.alerts,
        crier.watches,
        crier.history,
        crier.outbox,
        crier.clock,
        () -> ticker().alive("look", STILL) && !database.isBeyondHelp(),
        database::isReachable,
        reload::trouble,
        () -> crier.budget().allowance(),
        () -> crier.optIn,
        metrics,
        new VerbHost(crier),
        token,
        () -> crier.settings().sources().webhookSecret(),
        new DocketHook(new HookPosts(database), crier.watches, crier::settings, crier.clock),
        new CrierDesk(crier),
        new DocketDesk(crier));
  }

  private Ticker ticker() {
    return ticker;
  }

  private void tick() throws SchedulerException {
    metrics.ask("crier_outbox_pending", crier.outbox, outbox -> outbox.counts().pending());
    metrics.ask("crier_outbox_dead", crier.outbox, outbox -> outbox.counts().dead());
    Disk disk = new Disk(crier.notices, Disk::free);
    Heartbeat heartbeat =
        new Heartbeat(crier, () -> ticker().alive("look", STILL), System::nanoTime);
    Retention retention =
        new Retention(
            () -> crier.settings().retention(),
            crier.history,
            crier.outbox,
            crier.optIn,
            new HookPosts(database),
            crier.clock);
    ticker.every(LOOK, "look", crier.rounds::begin);
    ticker.every(LOOK, "letters", crier.optIn::run);
    ticker.every(DATES, "dates", this::reckon);
    ticker.every(SILENCE, "silence", crier.concerns::lookAfterSilence);
    ticker.every(SILENCE, "dockets", crier::lookAfterDockets);
    ticker.every(SILENCE, "mark", () -> DataFiles.mark(database, crier.settings().database()));
    ticker.every(SILENCE, "lanes", crier.dispatcher::lookAfterLanes);
    ticker.every(SILENCE, "quota", crier.concerns::lookAfterQuota);
    ticker.every(SILENCE, "disk", () -> disk.look(crier.settings()));
    ticker.every(RELOAD, "heartbeat", heartbeat::turn);
    ticker.every(TOKEN, "token", this::lookAfterToken);
    ticker.every(FORGET, "forget", retention::run);
    ticker.every(RELOAD, "reload", reload::turn);
    ticker.start();
    crier.dispatcher.start();
  }

  private void reckon() {
    if (crier.reckoning.run() > 0) {
      crier.dispatcher.wake();
    }
  }

  /** Apart from the ticker, so that a server that is slow to answer does not hold up a stop. */
  private void lookAfterToken() {
    Thread.ofVirtual()
        .start(() -> {
          try {
            crier.concerns.lookAfterToken();
          } catch (Database.Away _) {
            // said already
          } catch (RuntimeException e) {
            LOG.warn("how CourtListener's token stands was not looked at: {}", e.toString());
          }
        });
  }

  private void checked(Tick.Result result) {
    boolean told = observations.checked(result);
    heard.accept(result);
    if (told) {
      crier.dispatcher.wake();
    }
  }

  private void taken(Settings settings) {
    web.trust(settings.server().trustedProxies());
  }

  /** Applies the file now, edited or not: somebody sent a signal. */
  void reload() {
    reload.now();
  }

  int port() {
    return web.port();
  }

  Crier crier() {
    return crier;
  }

  @Override
  public void close() {
    ticker.close();
    web.close();
    announcement.withdraw();
    crier.close();
  }
}
