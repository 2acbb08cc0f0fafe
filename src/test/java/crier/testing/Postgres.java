package crier.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A real PostgreSQL server of a test's own, on loopback, thrown away with its data. Its programs
 * come with the test dependencies: nobody has to install one, and no test is left out where there
 * is none.
 */
public final class Postgres implements AutoCloseable {

  private static final String USER = "postgres";

  private final EmbeddedPostgres server;

  private Postgres(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts a new, empty server on a free port. */
  public static Postgres start() {
    try {
      // A pool for each node of a test, and the test's own looks beside them.
      return new Postgres(
          EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
  }
}
