package crier.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections, and what becomes of them when the database is gone: a disk is full, a server is
 * started anew. Said once; from then on everything is refused at once, until a write has reached
 * the disk again, which is tried every second. Safe for use by many threads.
 */
final class Connections implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  private static final Duration PROBE = Duration.ofMillis(500);

  /** A database that takes longer to say one word does not answer. */
  private static final Duration OVERDUE = Duration.ofSeconds(1);

  /** The cause has ended, and for so long it has been of no use: only a new process may help. */
  private static final Duration FOR_GOOD = Duration.ofMinutes(1);

  /** An episode that begins so soon after another is a part of it, and is not told again. */
  private static final Duration SAME = Duration.ofMinutes(1);

  /** With less than this on the disk H2 would close at the next write, and again at the next. */
  private static final long ROOM = 4L << 20;

  /**
   * SQLSTATE classes: no connection, no resources, an operator stepped in, a fault of the system.
   */
  private static final Set<String> AWAY_CLASSES = Set.of("08", "53", "57", "58");

  /** H2: closed, connection broken, closed object, reading or writing failed, file damaged. */
  private static final Set<Integer> AWAY_CODES =
      Set.of(90098, 90121, 90067, 90007, 90028, 90031, 90030, 50000);

  /** A server that has become somebody's copy for reading. */
  private static final String READ_ONLY = "25006";

  private final HikariConfig config;
  private final boolean embedded;
  private final Optional<Path> folder;
  private final Optional<Path> database;

  /** Held for reading by whoever uses a connection, for writing while the file is written anew. */
  private final ReentrantReadWriteLock file = new ReentrantReadWriteLock();

  private final AtomicReference<@Nullable Episode> away = new AtomicReference<>();
  private final ScheduledExecutorService prober;
  private volatile HikariDataSource pool;
  private volatile Jdbi jdbi;
  private volatile long probing;
  private volatile long hopeless;
  private volatile boolean cut;
  private volatile long lastEnd = System.nanoTime() - SAME.toNanos();
  private @Nullable Connection own;
  private boolean closed;

  private record Episode(long began, boolean told) {}

  /**
   * Watches over an open pool.
   *
   * @param database an embedded database's file; empty for others
   */
  Connections(
      HikariConfig config, HikariDataSource pool, Optional<Path> database, boolean embedded) {
    this.config = config;
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    this.database = database;
    this.folder = database.map(Path::getParent);
    this.embedded = embedded;
    this.prober =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("database").factory());
    var _ =
        prober.scheduleWithFixedDelay(
            this::probe, PROBE.toMillis(), PROBE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Uses a connection.
   *
   * @throws Database.Away when the database cannot be used at the moment
   */
  <T> T use(Function<Jdbi, T> work) {
    if (away.get() != null) {
      throw new Database.Away();
    }
    file.readLock().lock();
    try {
      return work.apply(jdbi);
    } catch (RuntimeException e) {
      if (isAway(e)) {
        begin(e);
        throw new Database.Away(e);
      }
      throw e;
    } finally {
      file.readLock().unlock();
    }
  }

  /** Whether the database answers now. */
  boolean answers() {
    long since = probing;
    return away.get() == null && (since == 0 || System.nanoTime() - since < OVERDUE.toNanos());
  }

  /** Whether nothing is left to try but a new process. */
  boolean isBeyondHelp() {
    long since = hopeless;
    return cut || (since != 0 && System.nanoTime() - since > FOR_GOOD.toNanos());
  }

  static boolean isAway(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException
          || (cause instanceof SQLException sql
              && (AWAY_CODES.contains(sql.getErrorCode())
                  || READ_ONLY.equals(sql.getSQLState())
                  || AWAY_CLASSES.contains(stateClass(sql))))) {
        return true;
      }
    }
    return false;
  }

  private static String stateClass(SQLException sql) {
    String state = String.valueOf(sql.getSQLState());
    return state.length() == 5 ? state.substring(0, 2) : "";
  }

  private void begin(Throwable why) {
    boolean told = System.nanoTime() - lastEnd < SAME.toNanos();
    if (away.compareAndSet(null, new Episode(System.nanoTime(), told)) && !told) {
      LOG.error(
          "the database cannot be used; nothing is looked at or sent until it can, which is tried every second: {}",
          reason(why));
    }
    LOG.debug("the database cannot be used", why);
  }

  /** Without what an exception quotes of the statement: addresses may be in it. */
  private static String reason(Throwable why) {
    String reason = why.getClass().getSimpleName();
    for (Throwable cause = why; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        reason = "SQLSTATE %s".formatted(sql.getSQLState());
      } else if (cause instanceof IOException io) {
        return String.valueOf(io.getMessage());
      }
    }
    return reason;
  }

  /** One turn; nothing that it meets with ends the turns. */
  private synchronized void probe() {
    if (closed || cut) {
      return;
    }
    try {
      if (away.get() == null) {
        look();
      } else {
        recover();
      }
    } catch (SQLException | RuntimeException e) {
      LOG.debug("the database was probed in vain", e);
    }
  }

  private void look() throws SQLException {
    probing = System.nanoTime();
    try (Statement statement = own().createStatement()) {
      statement.execute("SELECT 1");
      if (database.isPresent() && isCut(statement, database.get())) {
        stop(statement, database.get());
      }
    } catch (SQLException e) {
      closeOwn();
      if (isAway(e)) {
        begin(e);
      }
    } finally {
      probing = 0;
    }
  }

  /**
   * Whether the file ends before H2 believes it does, or is gone: what it has in memory it would go
   * on writing, and nobody could open the file again. Twice, for H2 makes it shorter itself.
   */
  private static boolean isCut(Statement statement, Path file) throws SQLException {
    for (int look = 0; look < 2; look++) {
      try (ResultSet row =
          statement.executeQuery(
              "SELECT setting_value FROM information_schema.settings"
                  + " WHERE setting_name = 'info.FILE_SIZE'")) {
        if (!row.next() || size(file) >= row.getLong(1)) {
          return false;
        }
      }
    }
    return true;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException _) {
      return 0;
    }
  }

  /** Nothing more is written; only a person can help. */
  private void stop(Statement statement, Path file) {
    cut = true;
    away.set(new Episode(System.nanoTime(), true));
    LOG.error(
        "the database file {} was cut short or taken away while it was in use; nothing is looked at, stored or sent any more: stop this process, restore a backup with `crier restore FILE`, and start it again",
        file);
    try {
      statement.execute("SHUTDOWN IMMEDIATELY");
    } catch (SQLException _) {
      // The connection that runs it dies of it.
    }
    closeOwn();
  }

  private Connection own() throws SQLException {
    Connection open = own;
    if (open == null || open.isClosed()) {
      var properties = new java.util.Properties();
      properties.putAll(config.getDataSourceProperties());
      if (config.getUsername() != null) {
        properties.setProperty("user", config.getUsername());
        properties.setProperty("password", config.getPassword());
      }
      open = DriverManager.getConnection(config.getJdbcUrl(), properties);
      own = open;
    }
    return open;
  }

  private void recover() throws SQLException {
    try {
      if (!hasRoom()) {
        hopeless = 0;
        return;
      }
      closeOwn();
      if (folder.isPresent()) {
        // What was opened before stays bound to the database that closed itself, though the file
        // can be opened by others; in constant use, the pool never tests it.
        openAnew();
      } else {
        pool.getHikariPoolMXBean().softEvictConnections();
      }
      write(own());
    } catch (SQLException e) {
      // Where a server does not answer, the cause goes on; whatever else is wrong may stay so.
      hopeless = isAway(e) && !embedded ? 0 : hopeless == 0 ? System.nanoTime() : hopeless;
      throw e;
    }
    hopeless = 0;
    lastEnd = System.nanoTime();
    Episode over = away.getAndSet(null);
    if (over != null && !over.told()) {
      LOG.info(
          "the database can be used again, after {} s",
          Duration.ofNanos(System.nanoTime() - over.began()).toSeconds());
    }
  }

  /**
   * Writes an embedded database's file anew, with nothing in it but what is stored: H2 leaves what
   * was deleted where it is until the space is used again. Whoever needs the database waits.
   */
  void writeAnew() {
    if (folder.isEmpty()) {
      return;
    }
    file.writeLock().lock();
    try {
      synchronized (this) {
        // H2 closes the file with the last connection, and then belongs to the next one alone.
        closeOwn();
        pool.close();
        try (Connection alone = own();
            Statement statement = alone.createStatement()) {
          statement.execute("SHUTDOWN COMPACT");
        }
        own = null;
        openAnew();
      }
    } catch (SQLException e) {
      begin(e);
      throw new Database.Away(e);
    } finally {
      file.writeLock().unlock();
    }
  }

  private boolean hasRoom() {
    try {
      return folder.isEmpty() || Files.getFileStore(folder.get()).getUsableSpace() >= ROOM;
    } catch (IOException _) {
      return false;
    }
  }

  private void openAnew() throws SQLException {
    pool.close();
    try {
      HikariDataSource fresh = new HikariDataSource(config);
      pool = fresh;
      jdbi = Jdbi.create(fresh);
    } catch (PoolInitializationException e) {
      throw e.getCause() instanceof SQLException sql ? sql : new SQLException(e);
    }
  }

  /** Reading alone proves nothing: a full disk can be read. */
  private void write(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      if (statement.executeUpdate(
              "UPDATE keepsake SET content = '%d' WHERE name = 'last trouble'"
                  .formatted(System.nanoTime()))
          == 0) {
        statement.executeUpdate(
            "INSERT INTO keepsake (name, content) VALUES ('last trouble', '%d')"
                .formatted(System.nanoTime()));
      }
      if (embedded) {
        statement.execute("CHECKPOINT SYNC");
      }
    }
  }

  private void closeOwn() {
    Connection open = own;
    own = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException _) {
        // It is of no use any more, closed or not.
      }
    }
  }

  /** Nobody is interrupted: H2's file would be closed under them. */
  @Override
  public void close() {
    prober.shutdown();
    synchronized (this) {
      closed = true;
      closeOwn();
    }
    if (embedded && !cut) {
      try (Connection last = pool.getConnection();
          Statement statement = last.createStatement()) {
        statement.execute("SHUTDOWN");
      } catch (SQLException _) {
        // The connection that runs SHUTDOWN may die of it.
      }
    }
    pool.close();
  }
}
