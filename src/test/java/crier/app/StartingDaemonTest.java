package crier.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import crier.store.DatabaseSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verb that comes while the daemon has opened its database and does not serve yet. */
@Tag("slow")
class StartingDaemonTest {

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();

  @Test
  void aVerbWaitsForADaemonThatIsStillStarting() throws Exception {
    String database = "jdbc:h2:file:" + folder.resolve("crier");
    Path config =
        Files.writeString(
            folder.resolve("crier.yaml"),
            """
            database: { url: "%s" }
            fetch: { contact: newsroom@paper.test, allow-private-addresses: true }
            watches:
              - { id: page, source: { type: page, url: "http://127.0.0.1:9/" } }
            """
                .formatted(database));
    assertThat(run("subscribers", "list", "-c", config.toString())).isZero();
    AtomicInteger asked = new AtomicInteger();
    HttpServer daemon =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    daemon.createContext(
        "/internal/verbs",
        exchange -> {
          asked.incrementAndGet();
          byte[] answer = "{\"out\":\"done over there\"}\n{\"exit\":0}\n".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    daemon.start();
    try (FileChannel file =
            FileChannel.open(
                folder.resolve("crier.mv.db"), StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      assertThat(lock.isValid()).isTrue();
      CompletableFuture<Integer> verb =
          CompletableFuture.supplyAsync(
              () -> run("subscribers", "add", "ann@paper.test", "-c", config.toString()));
      await().during(Duration.ofSeconds(2)).until(() -> !verb.isDone());
      DaemonFile.of(new DatabaseSettings(database, "", ""))
          .orElseThrow()
          .write(
              new DaemonFile.Daemon("http://127.0.0.1:" + daemon.getAddress().getPort(), "token"));
      await().atMost(Duration.ofSeconds(20)).until(verb::isDone);
      assertThat(Objects.requireNonNull(verb.get())).isZero();
    } finally {
      daemon.stop(0);
    }
    assertThat(asked).hasValue(1);
    assertThat(out.toString()).contains("done over there");
  }

  private int run(String... args) {
    PrintWriter writer = new PrintWriter(out, true);
    return Main.run(List.of(args), Map.of(), writer, writer);
  }
}
