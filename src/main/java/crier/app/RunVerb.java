package crier.app;

import crier.watch.Stage;
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
  public Integer call() throws InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    try (Daemon daemon =
        new Daemon(
            door().settings(),
            main().configFile(),
            file -> Door.reader(main().environment()).load(file),
            result -> {},
            Stage.Observer.NONE)) {
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
          "looking at {} watches; pages at http://{}:{}/",
          daemon.crier().settings.watches().size(),
          daemon.crier().settings.server().host(),
          daemon.port());
      stop.await();
      LOG.info("stopping");
    } finally {
      stopped.countDown();
    }
    return ExitCode.DONE;
  }
}
