package crier.store;

import crier.model.Bounce;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Mail that came back, by subscriber. Erasing a subscriber erases it. */
public final class Bounced {

  private final Database database;

  public Bounced(Database database) {
    this.database = database;
  }

  /** Keeps one, and forgets what is older than {@code age}; false when nobody has this id. */
  public boolean keep(String subscriber, Bounce bounce, Duration age) {
    return database.durably(handle -> {
      handle
          .createUpdate("DELETE FROM bounce WHERE at < :limit")
          .bind("limit", bounce.at().minus(age).atOffset(ZoneOffset.UTC))
          .execute();
      return handle
              .createUpdate(
                  """
                  INSERT INTO bounce (subscriber_id, kind, status, at)
                  SELECT id, CAST(:kind AS VARCHAR), CAST(:status AS VARCHAR),
                    CAST(:at AS TIMESTAMP(6) WITH TIME ZONE)
                  FROM subscriber WHERE id = :subscriber\
                  """)
              .bind("kind", bounce.kind().name())
              .bind("status", bounce.status())
              .bind("at", bounce.at().atOffset(ZoneOffset.UTC))
              .bind("subscriber", subscriber)
              .execute()
          > 0;
    });
  }

  /** Those of one subscriber, the newest first. */
  public List<Bounce> of(String subscriber) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT * FROM bounce WHERE subscriber_id = :subscriber ORDER BY at DESC, id DESC")
            .bind("subscriber", subscriber)
            .map((row, _) ->
                new Bounce(
                    Bounce.Kind.valueOf(row.getString("kind")),
                    row.getString("status"),
                    row.getObject("at", OffsetDateTime.class).toInstant()))
            .list());
  }

  /** Forgets those of one subscriber: their address is to be tried anew. */
  public void forget(String subscriber) {
    database.durably(handle ->
        handle
            .createUpdate("DELETE FROM bounce WHERE subscriber_id = :subscriber")
            .bind("subscriber", subscriber)
            .execute());
  }
}
