package crier.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import java.io.EOFException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;

/**
 * The one door to the database: opens it, brings its schema up to date, runs transactions. Safe for
 * use by many threads.
 */
public final class Database implements AutoCloseable {

  private static final int H2_LOCKED = 90020;
  private static final int CONNECTIONS = 10;
  private static final Duration CONNECTING = Duration.ofSeconds(10);

  /**
   * SQLSTATEs of a unique key that is taken, a lock that was not to be had, a lost race, a
   * deadlock.
   */
  private static final Set<String> IN_THE_WAY = Set.of("23505", "HYT00", "40001", "40P01", "90131");

  private static final RetryPolicy<HikariDataSource> STARTING =
      RetryPolicy.<HikariDataSource>builder()
          .handle(PoolInitializationException.class)
          .withBackoff(Duration.ofMillis(500), Duration.ofSeconds(4))
          .withMaxRetries(4)
          .build();

  /**
   * Two transactions may keep the same bytes at the same moment, and the second finds their key
   * taken only when it writes. Done again, it finds them kept.
   */
  private static final RetryPolicy<Object> CLASHING =
      RetryPolicy.builder().handleIf(Database::isInTheWay).withMaxRetries(5).build();

  private final Connections connections;
  private final DatabaseSettings settings;
  private final boolean embedded;

  private Database(Connections connections, DatabaseSettings settings) {
    this.connections = connections;
    this.settings = settings;
    this.embedded = settings.isEmbedded();
  }

  /**
   * Opens the database and migrates it.
   *
   * @throws Unusable saying what is wrong and what to do about it
   */
  public static Database open(DatabaseSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(settings.isEmbedded() ? durable(settings.url()) : settings.url());
    if (!settings.user().isEmpty()) {
      config.setUsername(settings.user());
      config.setPassword(settings.password());
    }
    settings.file().ifPresent(file -> DataFiles.prepare(settings, file));
    config.setMaximumPoolSize(CONNECTIONS);
    config.setPoolName("crier");
    config.setInitializationFailTimeout(1);
    config.setConnectionTimeout(CONNECTING.toMillis());
    if (!settings.isEmbedded()) {
      // A server that is gone without a word is noticed; what the URL says of these goes first.
      config.addDataSourceProperty("connectTimeout", "5");
      config.addDataSourceProperty("socketTimeout", "60");
      config.addDataSourceProperty("tcpKeepAlive", "true");
    }
    HikariDataSource pool;
    try {
      // A server may still be starting, beside us in a compose file; our own file is there or not.
      pool =
          settings.isEmbedded()
              ? new HikariDataSource(config)
              : Failsafe.with(STARTING).get(() -> new HikariDataSource(config));
    } catch (PoolInitializationException e) {
      throw Unusable.of(settings, e);
    }
    try {
      migrate(pool, settings);
    } catch (Unusable e) {
      pool.close();
      throw e;
    } catch (FlywayException e) {
      pool.close();
      throw new Unusable(
          Unusable.Why.OTHER_SCHEMA,
          "the schema of the database %s could not be brought up to date; run the Crier that wrote it last, or restore a backup with `crier restore FILE` (%s)"
              .formatted(settings, Unusable.firstSentence(e)));
    }
    return new Database(
        new Connections(
            config, pool, settings.file().map(DataFiles::database), settings.isEmbedded()),
        settings);
  }

  /**
   * H2 writes commits half a second late unless told otherwise, and a killed process loses them.
   * DB_CLOSE_ON_EXIT would close it under the feet of our own orderly stop. A statement that it
   * keeps to use again keeps its subqueries' results, too, and they are stale in the transaction
   * that has just written: EXISTS says no of its own row.
   */
  private static String durable(String url) {
    String upper = url.toUpperCase(Locale.ROOT);
    StringBuilder result = new StringBuilder(url);
    if (!upper.contains(";WRITE_DELAY=")) {
      result.append(";WRITE_DELAY=0");
    }
    if (!upper.contains(";DB_CLOSE_ON_EXIT=")) {
      result.append(";DB_CLOSE_ON_EXIT=FALSE");
    }
    if (!upper.contains(";QUERY_CACHE_SIZE=")) {
      result.append(";QUERY_CACHE_SIZE=0");
    }
    if (!upper.contains(";TRACE_LEVEL_FILE=")) {
      // What goes wrong is thrown at us; a second log beside the data helps nobody.
      result.append(";TRACE_LEVEL_FILE=0");
    }
    return result.toString();
  }

  private static void migrate(HikariDataSource pool, DatabaseSettings settings) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(pool)
            .locations("classpath:crier/store/migrations")
            // A schema this program does not know must stop it; by default Flyway lets it pass.
            .ignoreMigrationPatterns(new String[0])
            .load();
    var all = flyway.info().applied();
    if (all.length == 0 && settings.file().filter(DataFiles::hadPast).isPresent()) {
      throw DataFiles.pastIsGone(settings, "holds nothing");
    }
    for (var applied : all) {
      // later than what this program knows, or between: only a newer one made it
      if (!applied.getState().isResolved()) {
        throw new Unusable(
            Unusable.Why.NEWER,
            "the database was made by a newer Crier (schema %s); run that version, or restore a backup made by this one"
                .formatted(applied.getVersion()));
      }
    }
    flyway.migrate();
  }

  /**
   * Runs work in one transaction, and again where another one was in its way: two nodes may write
   * the same key at the same moment. So work changes nothing but the database.
   */
  <T> T inTransaction(HandleCallback<T, RuntimeException> work) {
    return Failsafe.with(CLASHING).get(() -> connections.use(jdbi -> jdbi.inTransaction(work)));
  }

  /** As {@link #inTransaction}. */
  void useTransaction(HandleConsumer<RuntimeException> work) {
    inTransaction(handle -> {
      work.useHandle(handle);
      return true;
    });
  }

  /**
   * Runs work in one transaction whose outcome somebody relies on: it is on the disk, not only with
   * the operating system, when this returns. PostgreSQL does so at every commit; H2 on request.
   */
  <T> T durably(HandleCallback<T, RuntimeException> work) {
    T result = inTransaction(work);
    if (embedded) {
      connections.use(jdbi -> jdbi.withHandle(handle -> handle.execute("CHECKPOINT SYNC")));
    }
    return result;
  }

  private static boolean isInTheWay(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && IN_THE_WAY.contains(String.valueOf(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  /** Reads, without a transaction that spans statements. */
  <T> T read(HandleCallback<T, RuntimeException> work) {
    return connections.use(jdbi -> jdbi.withHandle(work));
  }

  /** Whether the file belongs to this process alone, so that no other node can hold a lease. */
  public boolean isEmbedded() {
    return embedded;
  }

  /** Whether the database answers; for readiness. Asks nothing, and so never waits. */
  public boolean isReachable() {
    return connections.answers();
  }

  /** Whether it stays away though what took it away has ended; a new process may help. */
  public boolean isBeyondHelp() {
    return connections.isBeyondHelp();
  }

  /**
   * Makes what was deleted unreadable in an embedded database's file too; takes a second or two, in
   * which everybody waits. A server's files are its operator's.
   */
  void forgetDeleted() {
    connections.writeAnew();
    settings.file().ifPresent(DataFiles::tighten);
  }

  /** Closes the pool; H2 is shut down in an orderly way first, which also writes what it holds. */
  @Override
  public void close() {
    connections.close();
  }

  /**
   * The database cannot be used at the moment. It has been logged, and it is tried again by itself:
   * who meets with this says nothing more, and tries again.
   */
  public static final class Away extends RuntimeException {

    private static final long serialVersionUID = 1;

    Away() {
      super("the database cannot be used at the moment; it is tried again by itself");
    }

    Away(Throwable cause) {
      super("the database cannot be used at the moment; it is tried again by itself", cause);
    }
  }

  /** The database cannot be used; the message says why and what to do. */
  public static final class Unusable extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Why why;

    Unusable(Why why, String message) {
      super(message);
      this.why = why;
    }

    /** What is wrong with it. */
    public Why why() {
      return why;
    }

    /** What can be wrong with a database. */
    public enum Why {
      IN_USE,
      NEWER,
      OTHER_SCHEMA,
      PAST_GONE,
      CORRUPT,
      UNREACHABLE
    }

    static Unusable of(DatabaseSettings settings, Exception failure) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException sql) {
          return new Unusable(why(sql), sentence(why(sql), settings, sql));
        }
      }
      return new Unusable(
          Why.UNREACHABLE,
          "the database %s cannot be used: %s".formatted(settings, failure.getMessage()));
    }

    private static Why why(SQLException sql) {
      return switch (sql.getErrorCode()) {
        case H2_LOCKED -> Why.IN_USE;
        // FILE_CORRUPTED_1, UNSUPPORTED_OLD_VERSION and their kin
        case 90030, 90048, 90047 -> Why.CORRUPT;
        // What the file says of itself leads beyond its end; H2 calls that an IO_EXCEPTION.
        default -> endsTooSoon(sql) ? Why.CORRUPT : Why.UNREACHABLE;
      };
    }

    private static boolean endsTooSoon(Throwable thrown) {
      return thrown instanceof EOFException
          || (thrown.getCause() != null && endsTooSoon(thrown.getCause()));
    }

    private static String sentence(Why why, DatabaseSettings settings, SQLException sql) {
      return switch (why) {
        case IN_USE ->
            "the database %s is in use by another process; stop that one, or let it do the work"
                .formatted(settings);
        case CORRUPT ->
            "the database file %s is damaged; it was not touched: restore a backup with `crier restore FILE`, or begin anew with --begin-anew, which keeps the file under another name"
                .formatted(settings);
        case NEWER, OTHER_SCHEMA, PAST_GONE, UNREACHABLE ->
            "the database %s cannot be opened: %s; check the address and the folder's permissions"
                .formatted(settings, firstLine(sql));
      };
    }

    /** What happened, without the advice that follows it: it is meant for who develops. */
    static String firstSentence(Exception failure) {
      return String.valueOf(failure.getMessage())
          .lines()
          .map(line -> line.replaceAll("[-:\\s]+$", "").strip())
          .filter(line -> !line.isEmpty())
          .findFirst()
          .orElse(failure.getClass().getSimpleName());
    }

    private static String firstLine(SQLException sql) {
      return String.valueOf(sql.getMessage())
          .lines()
          .findFirst()
          .orElse("")
          .replaceAll(" \\[.*", "");
    }
  }
}
