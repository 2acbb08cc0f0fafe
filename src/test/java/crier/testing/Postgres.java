package crier.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server of a test's own, on loopback, thrown away with its data. Its programs
 * come with the test dependencies: nobody has to install one, and no test is left out where there
 * is none.
 */
public final class Postgres implements AutoCloseable {

  private static final String USER = "postgres";

  private final Path data;
  private EmbeddedPostgres server;

  private Postgres(Path data) throws IOException {
    this.data = data;
    this.server = builder(data).start();
  }

  /** A pool for each node of a test, and the test's own looks beside them. */
  private static EmbeddedPostgres.Builder builder(Path data) {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setServerConfig("max_connections", "200");
  }

  /** Starts a new, empty server on a free port. */
  public static Postgres start() {
    try {
      return new Postgres(Files.createTempDirectory("crier-postgres"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops it; its connections break. */
  public void stop() throws IOException {
    server.close();
  }

  /** Starts it again where it was, with the data it had. */
  public void startAgain() throws IOException {
    server = builder(data).setPort(server.getPort()).start();
  }

  /** Of its one database. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.getPort());
  }

  public String user() {
    return USER;
  }

  @Override
  public void close() throws IOException {
    server.close();
    try (Stream<Path> all = Files.walk(data)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(one);
      }
    }
  }
}
