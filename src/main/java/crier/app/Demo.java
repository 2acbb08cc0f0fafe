package crier.app;

import crier.config.Loaded;
import crier.config.Settings;
import crier.model.Alert;
import crier.model.Finding;
import crier.model.Significance;
import crier.model.Subscriber;
import crier.model.Subscription;
import crier.watch.Stage;
import crier.watch.Tick;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Plays the story: a world on loopback moves on, and the real pipeline looks at it. */
final class Demo {

  private static final int FIRST_PORT = 8080;
  private static final int LAST_PORT = 8180;
  private static final int PAUSE_MILLIS = 2_500;

  private final Path data;
  private final PrintWriter out;
  private final PrintWriter err;

  Demo(Path data, boolean fresh, PrintWriter out, PrintWriter err) throws IOException {
    this.data = data.toAbsolutePath();
    this.out = out;
    this.err = err;
    if (fresh && Files.exists(this.data.resolve(DemoWorld.MARK))) {
      try (Stream<Path> files = Files.walk(this.data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(this.data);
  }

  void play(boolean once) throws IOException, InterruptedException {
    err.println(
        "A replay: the cases and offices are real, the chapters after June 2026 are invented.");
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
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
    try (DemoWorld world = new DemoWorld(data);
        Daemon daemon =
            new Daemon(settings(world), Optional.empty(), this::print, Stage.Observer.NONE)) {
      err.printf("Pages: http://127.0.0.1:%d/   Mails: %s%n", daemon.port(), data.resolve("mail"));
      subscribe(daemon.crier());
      look(daemon.crier());
      if (world.isOver()) {
        out.println(
            "The story has been told in an earlier run, and nobody is told twice; --fresh tells it anew.");
      }
      while (!world.isOver() && stop.getCount() > 0) {
        out.println("· " + world.moveOn());
        look(daemon.crier());
        if (!once) {
          stop.await(PAUSE_MILLIS, java.util.concurrent.TimeUnit.MILLISECONDS);
        }
      }
      settle(daemon.crier());
      out.printf("%d mails in %s%n", mails(), data.resolve("mail"));
      out.flush();
      if (!once) {
        err.println("The story is over; the pages stay up until Ctrl-C.");
        stop.await();
      }
    } finally {
      stopped.countDown();
    }
  }

  private Settings settings(DemoWorld world) throws IOException {
    String yaml;
    try (InputStream stream = Demo.class.getResourceAsStream("/crier/demo/demo.yaml")) {
      yaml = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    }
    Loaded loaded =
        VerbContext.reader(
                Map.of(
                    "WORLD",
                    world.address(),
                    "DATA",
                    data.toString(),
                    "PORT",
                    String.valueOf(freePort())))
            .load("demo.yaml", yaml);
    return switch (loaded) {
      case Loaded.Valid(Settings settings, var _) -> settings;
      case Loaded.Invalid(var mistakes) -> throw new IllegalStateException(mistakes.toString());
    };
  }

  /** The usual port, or one of the next: the links in the mails must lead somewhere. */
  private static int freePort() throws IOException {
    for (int port = FIRST_PORT; port < LAST_PORT; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
        return socket.getLocalPort();
      } catch (BindException _) {
        // the next, then
      }
    }
    throw Refused.failed(
        "no port from %d to %d is free for the pages; stop what listens there"
            .formatted(FIRST_PORT, LAST_PORT));
  }

  private static void subscribe(Crier crier) {
    var now = Clock.systemUTC().instant();
    var _ =
        crier.subscribers.add(
            new Subscriber(
                crier.ids.next(now),
                "reporter@example.org",
                Subscriber.Standing.CONFIRMED,
                Subscription.immediate(
                    List.of("irs-ice"), Significance.NOTABLE, crier.settings().site().zone()),
                "the demo's own subscriber",
                now,
                now));
  }

  /** The daemon looks by itself, too; whatever it has in hand just now is looked at once more. */
  private static void look(Crier crier) throws InterruptedException {
    Set<String> left = new HashSet<>();
    crier.settings().watches().forEach(watch -> left.add(watch.id()));
    while (!left.isEmpty()) {
      crier.rounds.checkNow(left).forEach(result -> left.remove(result.watch().id()));
      if (!left.isEmpty()) {
        Thread.sleep(20);
      }
    }
    crier.dispatcher.run();
  }

  /** What the daemon's own turn holds just now is sent before the story ends. */
  private static void settle(Crier crier) throws InterruptedException {
    while (crier.outbox.counts().pending() > 0) {
      crier.dispatcher.run();
      Thread.sleep(50);
    }
  }

  private long mails() throws IOException {
    Path folder = data.resolve("mail");
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".eml")).count();
    }
  }

  private synchronized void print(Tick.Result result) {
    if (!result.outcome().looked()) {
      out.printf("  could not look at %s: %s%n", result.watch().name(), result.trouble());
    }
    result.alert().ifPresent(this::print);
    result.others().forEach(this::print);
    out.flush();
  }

  private void print(Alert alert) {
    out.printf("  ALERT [%s] %s%n", alert.significance().word(), alert.subject());
    for (Finding finding : alert.findings()) {
      out.printf("    %s: %s%n", finding.headline(), finding.title());
      if (!finding.quote().isBlank()) {
        out.printf("    “%s”%n", finding.quote());
      }
    }
  }
}
