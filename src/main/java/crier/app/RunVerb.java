package crier.app;

import crier.config.ConfigWatch;
import crier.config.Settings;
import crier.watch.Stage;
import crier.web.Words;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** The daemon. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "The daemon: look, compare, alert, serve the pages, until stopped.")
final class RunVerb extends Verb {

  private static final Logger LOG = LoggerFactory.getLogger(RunVerb.class);

  @Override
  boolean endsByItself() {
    return false;
  }

  @Override
  public Integer call() throws InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    ConfigWatch config =
        new ConfigWatch(VerbContext.reader(main().environment()), main().configFile());
    Settings settings = VerbContext.valid(VerbContext.watching(config.load(), main().configFile()));
    if (main().beginsAnew() || !settings.database().isEmbedded()) {
      VerbContext.openDatabase(settings.database(), main().beginsAnew()).close();
    }
    try (Daemon daemon =
        new Daemon(settings, Optional.of(config), result -> {}, Stage.Observer.NONE)) {
      HangupSignal.then(daemon::reload);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> {
                stop.countDown();
                try {
                  stopped.await();
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
              }));
      LOG.info(
          "looking at {}; pages at http://{}:{}/",
          Words.count(daemon.crier().settings().watches().size(), "watch", "watches"),
          daemon.crier().settings().server().host(),
          daemon.port());
      stop.await();
      LOG.info("stopping");
    } finally {
      stopped.countDown();
    }
    return ExitCode.DONE;
  }
}
