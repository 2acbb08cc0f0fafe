package crier.store;

import crier.model.Snapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** What was seen and when: snapshots and captures, for people who look back. */
public final class History {

  private static final TypeReference<Map<String, List<String>>> HEADERS = new TypeReference<>() {};
  private static final TypeReference<List<String>> ADDRESSES = new TypeReference<>() {};

  private final Database database;

  public History(Database database) {
    this.database = database;
  }

  /** Hearings and due dates that docket entries set. */
  public Deadlines deadlines() {
    return new Deadlines(database);
  }

  /** Items' own pages, which are followed. */
  public Follows follows() {
    return new Follows(database);
  }

  /**
   * A snapshot without its content.
   *
   * @param summary one line: what it holds, what changed
   * @param sha256 of the capture it was read from, or null
   */
  public record Taken(
      long id,
      String watch,
      Instant at,
      String summary,
      @Nullable Long capture,
      @Nullable String sha256) {}

  /**
   * A capture without its bytes.
   *
   * @param previousSha256 hash of the watch's capture before it, or null for the first
   */
  public record Kept(
      long id,
      String watch,
      String url,
      String finalUrl,
      List<String> redirects,
      int status,
      Map<String, List<String>> headers,
      Instant fetchedAt,
      String sha256,
      long length,
      @Nullable String previousSha256) {}

  /** Snapshots of a watch, the newest first. */
  public List<Taken> snapshots(String watch, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT s.id, s.watch_id, s.taken_at, s.summary, s.capture_id, c.sha256
                FROM snapshot s LEFT JOIN capture c ON c.id = s.capture_id
                WHERE s.watch_id = :watch ORDER BY s.id DESC LIMIT :limit\
                """)
            .bind("watch", watch)
            .bind("limit", limit)
            .map((row, context) ->
                new Taken(
                    row.getLong("id"),
                    row.getString("watch_id"),
                    row.getObject("taken_at", OffsetDateTime.class).toInstant(),
                    row.getString("summary"),
                    row.getObject("capture_id", Long.class),
                    row.getString("sha256")))
            .list());
  }

  /** Numbers and times of all snapshots of a watch, the oldest first. */
  public List<Taken> all(String watch) {
    return snapshots(watch, Integer.MAX_VALUE).reversed();
  }

  /** A snapshot's content; empty when there is none of this id. */
  public Optional<Snapshot> snapshot(long id) {
    return database.read(handle -> Snapshots.find(handle, id));
  }

  /** The watch that a snapshot belongs to. */
  public Optional<String> watchOf(long snapshot) {
    return database.read(handle ->
        handle
            .createQuery("SELECT watch_id FROM snapshot WHERE id = :id")
            .bind("id", snapshot)
            .mapTo(String.class)
            .findOne());
  }

  public Optional<Kept> capture(long id) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM capture WHERE id = :id")
            .bind("id", id)
            .map(History::kept)
            .findOne());
  }

  /** A capture's bytes; empty when retention has dropped them. */
  public Optional<byte[]> body(Kept capture) {
    return database.read(handle -> Bodies.find(handle, capture.sha256()));
  }

  /**
   * Drops the bytes of captures fetched before {@code now - age}; their rows, hashes and times
   * stay. Bytes that a younger capture or any snapshot shares are kept.
   *
   * @return pieces dropped
   */
  public int dropBodiesOlderThan(Duration age, Instant now) {
    return database.inTransaction(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM body_piece WHERE sha256 IN
                    (SELECT sha256 FROM capture WHERE fetched_at < :limit)
                  AND sha256 NOT IN (SELECT sha256 FROM capture WHERE fetched_at >= :limit)
                  AND sha256 NOT IN (SELECT sha256 FROM snapshot)\
                """)
            .bind("limit", now.minus(age).atOffset(ZoneOffset.UTC))
            .execute());
  }

  private static Kept kept(ResultSet row, StatementContext context) throws SQLException {
    return new Kept(
        row.getLong("id"),
        row.getString("watch_id"),
        row.getString("url"),
        row.getString("final_url"),
        Json.read(row.getString("redirects"), ADDRESSES),
        row.getInt("status"),
        Json.read(row.getString("headers"), HEADERS),
        row.getObject("fetched_at", OffsetDateTime.class).toInstant(),
        row.getString("sha256"),
        row.getLong("length"),
        row.getString("previous_sha256"));
  }
}
