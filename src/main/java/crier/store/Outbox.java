package crier.store;

import crier.model.Alert;
import crier.model.Delivery;
import crier.model.DeliveryState;
import crier.model.Significance;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Alerts on their way. Routing writes a delivery for each recipient, once; senders claim what is
 * due with a lease, and settle it. What is delivered was accepted by its receiver; what is not is
 * still here.
 */
public final class Outbox {

  private final Database database;

  public Outbox(Database database) {
    this.database = database;
  }

  /**
   * A delivery to be made.
   *
   * @param id stable over retries
   * @param recipient id of a destination or subscriber
   * @param dueAt not before
   */
  public record Due(String id, String recipient, String channel, Instant dueAt) {}

  /**
   * How one claimed delivery ended.
   *
   * @param state where it stands now
   * @param attempted whether this counts as a try
   * @param note receipt or error, without secrets or addresses
   */
  public record Settled(String id, DeliveryState state, boolean attempted, String note) {}

  /** What is waiting, for metrics and pages. */
  public record Counts(long pending, long dead) {}

  /** Alerts that nobody has been chosen for yet, the oldest first. */
  public List<Alert> unrouted(int limit) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM alert WHERE routed_at IS NULL ORDER BY seq LIMIT :limit")
            .bind("limit", limit)
            .map(Alerts::row)
            .list());
  }

  /**
   * Writes the deliveries of an alert and marks it as routed, in one transaction. Doing it again
   * adds nothing: a recipient gets an alert once.
   */
  public void route(String alert, List<Due> deliveries, Instant now) {
    database.durably(handle -> route(handle, alert, deliveries, now));
  }

  /** As {@link #route(String, List, Instant)}, inside the transaction of the alert itself. */
  static int route(Handle handle, String alert, List<Due> deliveries, Instant now) {
    deliver(handle, alert, deliveries, now);
    return handle
        .createUpdate("UPDATE alert SET routed_at = :now WHERE id = :alert")
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bind("alert", alert)
        .execute();
  }

  private static void deliver(Handle handle, String alert, List<Due> deliveries, Instant now) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO delivery (id, alert_id, recipient, channel, state, due_at, attempts,
              created_at)
            SELECT CAST(:id AS VARCHAR), CAST(:alert AS VARCHAR), CAST(:recipient AS VARCHAR),
              CAST(:channel AS VARCHAR), 'pending',
              CAST(:due AS TIMESTAMP(6) WITH TIME ZONE), 0,
              CAST(:now AS TIMESTAMP(6) WITH TIME ZONE)
            WHERE NOT EXISTS (SELECT 1 FROM delivery d
              WHERE d.alert_id = :alert AND d.recipient = :recipient)\
            """);
    for (Due due : deliveries) {
      batch
          .bind("id", due.id())
          .bind("alert", alert)
          .bind("recipient", due.recipient())
          .bind("channel", due.channel())
          .bind("due", due.dueAt().atOffset(ZoneOffset.UTC))
          .bind("now", now.atOffset(ZoneOffset.UTC))
          .add();
    }
    if (!deliveries.isEmpty()) {
      batch.execute();
    }
  }

  /**
   * A watch saw what alerts of other watches had told.
   *
   * @param alerts what was told of the entry so far, the first first
   * @param story of the watch that saw it too, or null
   * @param significance the rank it has there
   */
  public record SeenToo(
      long id,
      List<Alert> alerts,
      String watch,
      @Nullable String story,
      Significance significance) {
    public SeenToo {
      alerts = List.copyOf(alerts);
    }
  }

  /** Sightings whose watches' followers may not have been told, the oldest first. */
  public List<SeenToo> unroutedSightings(int limit) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM sighting WHERE routed_at IS NULL ORDER BY id LIMIT :limit")
            .bind("limit", limit)
            .map((row, context) ->
                new SeenToo(
                    row.getLong("id"),
                    telling(handle, row.getLong("entry_id")),
                    row.getString("watch_id"),
                    row.getString("story_id"),
                    Significance.valueOf(row.getString("significance"))))
            .list());
  }

  private static List<Alert> telling(Handle handle, long entry) {
    return handle
        .createQuery(
            """
            SELECT * FROM alert WHERE id IN
              (SELECT alert_id FROM sighting WHERE entry_id = :entry AND alert_id IS NOT NULL)
            ORDER BY seq\
            """)
        .bind("entry", entry)
        .map(Alerts::row)
        .list();
  }

  /**
   * As {@link #route}, for those who hear of alerts because another watch saw the same.
   *
   * @param deliveries by the alert's id
   */
  public void route(SeenToo seen, Map<String, List<Due>> deliveries, Instant now) {
    database.durably(handle -> {
      deliveries.forEach((alert, due) -> deliver(handle, alert, due, now));
      return handle
          .createUpdate("UPDATE sighting SET routed_at = :now WHERE id = :id")
          .bind("now", now.atOffset(ZoneOffset.UTC))
          .bind("id", seen.id())
          .execute();
    });
  }

  /** Claims deliveries that are due, in the order of their alerts. */
  public List<Delivery> claim(String sender, Instant now, Instant until, int limit) {
    return database.inTransaction(handle -> {
      List<Delivery> due =
          handle
              .createQuery(
                  """
                  SELECT * FROM delivery
                  WHERE (state = 'pending' AND due_at <= :now)
                     OR (state = 'leased' AND lease_until <= :now)
                  ORDER BY created_at, id LIMIT :limit FOR UPDATE SKIP LOCKED\
                  """)
              .bind("now", now.atOffset(ZoneOffset.UTC))
              .bind("limit", limit)
              .map(Outbox::row)
              .list();
      if (!due.isEmpty()) {
        PreparedBatch batch =
            handle.prepareBatch(
                """
                UPDATE delivery SET state = 'leased', lease_owner = :sender,
                  lease_until = :until WHERE id = :id\
                """);
        for (Delivery delivery : due) {
          batch
              .bind("sender", sender)
              .bind("until", until.atOffset(ZoneOffset.UTC))
              .bind("id", delivery.id())
              .add();
        }
        batch.execute();
      }
      return due;
    });
  }

  /** Records what came of claimed deliveries; on the disk when this returns. */
  public void settle(List<Settled> settled, Instant now) {
    if (settled.isEmpty()) {
      return;
    }
    database.durably(handle -> {
      PreparedBatch batch =
          handle.prepareBatch(
              """
              UPDATE delivery SET state = :state, due_at = :due,
                lease_owner = NULL, lease_until = NULL,
                attempts = attempts + :tries, last_error = :error, receipt = :receipt,
                finished_at = :finished WHERE id = :id\
              """);
      for (Settled one : settled) {
        boolean delivered = one.state() instanceof DeliveryState.Delivered;
        boolean over = delivered || one.state() instanceof DeliveryState.Dead;
        Instant due = one.state() instanceof DeliveryState.Pending(Instant at) ? at : now;
        batch
            .bind("state", one.state().word())
            .bind("due", due.atOffset(ZoneOffset.UTC))
            .bind("tries", one.attempted() ? 1 : 0)
            .bind("error", delivered ? null : one.note())
            .bind("receipt", delivered ? one.note() : null)
            .bind("finished", over ? now.atOffset(ZoneOffset.UTC) : null)
            .bind("id", one.id())
            .add();
      }
      return batch.execute();
    });
  }

  /**
   * Frees every lease. Only for a process that has the database to itself: whoever held them is
   * dead.
   */
  public void freeAll(Instant now) {
    database.useTransaction(handle ->
        handle
            .createUpdate(
                """
                UPDATE delivery SET state = 'pending', lease_owner = NULL, lease_until = NULL,
                  due_at = :now WHERE state = 'leased'\
                """)
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .execute());
  }

  /** Deliveries, dead letters first, then by what is due first; finished ones only on request. */
  public List<Delivery> list(boolean finished, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT * FROM delivery WHERE :finished OR state <> 'delivered'
                ORDER BY CASE state WHEN 'dead' THEN 0 WHEN 'leased' THEN 1
                  WHEN 'pending' THEN 2 ELSE 3 END, due_at, id LIMIT :limit\
                """)
            .bind("finished", finished)
            .bind("limit", limit)
            .map(Outbox::row)
            .list());
  }

  /** Makes dead letters pending again, all or those whose id begins so; returns how many. */
  public int retry(@Nullable String idPrefix, Instant now) {
    return database.durably(handle ->
        handle
            .createUpdate(
                """
                UPDATE delivery SET state = 'pending', due_at = :now, attempts = 0,
                  finished_at = NULL WHERE state = 'dead' AND id LIKE :prefix\
                """)
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .bind("prefix", (idPrefix == null ? "" : idPrefix) + "%")
            .execute());
  }

  /** Removes undelivered deliveries whose id begins so; returns how many. */
  public int drop(String idPrefix) {
    return database.durably(handle ->
        handle
            .createUpdate(
                "DELETE FROM delivery WHERE state IN ('dead', 'pending') AND id LIKE :prefix")
            .bind("prefix", idPrefix + "%")
            .execute());
  }

  /** Removes what waits for a recipient: they have left, and nothing more may reach them. */
  public void cancelFor(String recipient) {
    database.durably(handle ->
        handle
            .createUpdate(
                "DELETE FROM delivery WHERE recipient = :recipient AND state IN ('pending', 'dead')")
            .bind("recipient", recipient)
            .execute());
  }

  public Counts counts() {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT count(*) FILTER (WHERE state IN ('pending', 'leased')) AS waiting,
                  count(*) FILTER (WHERE state = 'dead') AS dead FROM delivery\
                """)
            .map((row, _) -> new Counts(row.getLong("waiting"), row.getLong("dead")))
            .one());
  }

  /** When the next delivery is due; empty when none is waiting. */
  public Optional<Instant> nextDue() {
    return database.read(handle ->
        handle
            .createQuery("SELECT min(due_at) AS due FROM delivery WHERE state = 'pending'")
            .map((row, _) -> Optional.ofNullable(row.getObject("due", OffsetDateTime.class)))
            .one()
            .map(OffsetDateTime::toInstant));
  }

  /** Deliveries of one alert. */
  public List<Delivery> of(String alert) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM delivery WHERE alert_id = :alert ORDER BY id")
            .bind("alert", alert)
            .map(Outbox::row)
            .list());
  }

  /** Removes deliveries that were accepted before {@code now - age}; returns how many. */
  public int forgetOlderThan(Duration age, Instant now) {
    return database.inTransaction(handle ->
        handle
            .createUpdate("DELETE FROM delivery WHERE state = 'delivered' AND finished_at < :limit")
            .bind("limit", now.minus(age).atOffset(ZoneOffset.UTC))
            .execute());
  }

  private static Delivery row(ResultSet row, StatementContext context) throws SQLException {
    return new Delivery(
        row.getString("id"),
        row.getString("alert_id"),
        row.getString("recipient"),
        row.getString("channel"),
        state(row),
        row.getInt("attempts"),
        row.getString("last_error"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private static DeliveryState state(ResultSet row) throws SQLException {
    Instant finished = instant(row, "finished_at");
    Instant due = instant(row, "due_at");
    return switch (row.getString("state")) {
      case "leased" ->
          new DeliveryState.Leased(
              String.valueOf(row.getString("lease_owner")), instant(row, "lease_until"));
      case "delivered" ->
          new DeliveryState.Delivered(
              finished, Optional.ofNullable(row.getString("receipt")).orElse(""));
      case "dead" -> new DeliveryState.Dead(finished);
      default -> new DeliveryState.Pending(due);
    };
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? Instant.EPOCH : value.toInstant();
  }

  /** All recipients' ids that something waits for; for tests and pages. */
  public List<String> waitingRecipients() {
    return new ArrayList<>(
        database.read(handle ->
            handle
                .createQuery(
                    "SELECT DISTINCT recipient FROM delivery WHERE state IN ('pending', 'leased')")
                .mapTo(String.class)
                .list()));
  }
}
