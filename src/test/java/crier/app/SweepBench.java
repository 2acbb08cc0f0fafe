package crier.app;

import com.sun.net.httpserver.HttpServer;
import crier.model.Outcome;
import crier.store.Database;
import crier.watch.Tick;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Sweeps over 1,000 unchanged pages of 70 KB on loopback, and, where urlwatch is installed, the
 * same pages with it, in one run: only the ratio means anything. A program, not a test.
 */
public final class SweepBench {

  private static final int PAGES = 1_000;
  private static final int SWEEPS = 12;

  private SweepBench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    // Without it each answer waits 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    Path folder = Files.createTempDirectory("sweep");
    HttpServer origin = origin();
    String base = "http://127.0.0.1:" + origin.getAddress().getPort();
    double best = crier(folder, base);
    double peer = urlwatch(folder, base);
    System.out.printf("crier, warm: %.0f checks/s%n", best);
    if (peer > 0) {
      System.out.printf("urlwatch: %.0f checks/s%nratio: %.1f%n", peer, best / peer);
    } else {
      System.out.println("urlwatch is not installed: no ratio");
    }
    origin.stop(0);
  }

  private static HttpServer origin() throws IOException {
    byte[] page =
        ("<html><body><main>"
                + "<p>A page that says the same. </p>".repeat(2_200)
                + "</main></body></html>")
            .getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            if ("\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
              exchange.sendResponseHeaders(304, -1);
            } else {
              exchange.sendResponseHeaders(200, page.length);
              exchange.getResponseBody().write(page);
            }
          }
        });
    server.start();
    return server;
  }

  /** Checks a second in the best of the sweeps after the first; fails unless all were unchanged. */
  private static double crier(Path folder, String base) {
    StringBuilder yaml =
        new StringBuilder(
            """
            database: { url: "jdbc:h2:file:%s/crier" }
            fetch: { allow-private-addresses: true, concurrency: 64, per-host: { concurrency: 64, min-interval: 0s } }
            mail: { directory: %s/mail }
            watches:
            """
                .formatted(folder, folder));
    IntStream.range(0, PAGES)
        .forEach(i ->
            yaml.append(
                "  - { id: w%d, source: { type: page, url: \"%s/%d\" }, every: 1h }\n"
                    .formatted(i, base, i)));
    var settings =
        VerbContext.valid(VerbContext.reader(Map.of()).load("bench.yaml", yaml.toString()));
    List<String> all = settings.watches().stream().map(watch -> watch.id()).toList();
    double best = 0;
    try (Crier crier =
        new Crier(
            settings,
            Database.open(settings.database()),
            Clock.systemUTC(),
            "bench",
            Crier.Observers.NONE)) {
      crier.rounds.checkNow(all);
      for (int sweep = 0; sweep < SWEEPS; sweep++) {
        long began = System.nanoTime();
        List<Tick.Result> results = crier.rounds.checkNow(all);
        double seconds = (System.nanoTime() - began) / 1e9;
        if (results.size() != PAGES
            || results.stream().anyMatch(r -> r.outcome() != Outcome.UNCHANGED)) {
          throw new IllegalStateException("not all were unchanged");
        }
        if (crier.history.snapshots("w0", 9).size() != 1) {
          throw new IllegalStateException("an unchanged check added a row");
        }
        System.out.printf("sweep %d: %.0f checks/s%n", sweep + 1, PAGES / seconds);
        best = Math.max(best, PAGES / seconds);
      }
    }
    return best;
  }

  /** Checks a second of the best of three runs after the first; 0 when it is not installed. */
  private static double urlwatch(Path folder, String base)
      throws IOException, InterruptedException {
    Path urls = folder.resolve("urls.yaml");
    StringBuilder yaml = new StringBuilder();
    IntStream.range(0, PAGES)
        .forEach(i ->
            yaml.append(i == 0 ? "" : "---\n")
                .append("kind: url\nurl: ")
                .append(base)
                .append('/')
                .append(i)
                .append('\n'));
    Files.writeString(urls, yaml);
    Path config =
        Files.writeString(folder.resolve("config.yaml"), "report: {stdout: {enabled: false}}\n");
    double best = 0;
    for (int run = 0; run < 4; run++) {
      long began = System.nanoTime();
      try {
        Process process =
            new ProcessBuilder(
                    "urlwatch",
                    "--urls",
                    urls.toString(),
                    "--config",
                    config.toString(),
                    "--hooks",
                    folder.resolve("none.py").toString(),
                    "--cache",
                    folder.resolve("cache.db").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("urlwatch.log").toFile())
                .start();
        if (process.waitFor() != 0) {
          return 0;
        }
      } catch (IOException _) {
        return 0;
      }
      if (run > 0) {
        best = Math.max(best, PAGES / ((System.nanoTime() - began) / 1e9));
      }
    }
    return best;
  }
}
