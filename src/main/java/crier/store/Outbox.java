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
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Alerts on their way. Routing writes a delivery for each recipient, once; senders take them from
 * here through {@link Claims}. What is delivered was accepted by its receiver; what is not is still
 * here.
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
   * @param lane what fails together with it
   * @param dueAt not before
   * @param gathered whether all that is due goes out in one message
   */
  public record Due(
      String id, String recipient, String channel, String lane, Instant dueAt, boolean gathered) {}

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
   * Writes deliveries of an alert, as long as it is not routed. Doing it again adds nothing: a
   * recipient gets an alert once.
   *
   * @param begun whether some may be written already
   * @return false when the alert is routed already, by another node
   */
  public boolean route(String alert, List<Due> deliveries, boolean begun, Instant now) {
    return database.durably(handle -> {
      Optional<Routing> routing =
          handle
              .createQuery(
                  """
                  SELECT seq, watch_id FROM alert
                  WHERE id = :alert AND routed_at IS NULL FOR UPDATE\
                  """)
              .bind("alert", alert)
              .map((row, _) -> new Routing(row.getLong("seq"), row.getString("watch_id")))
              .findOne();
      routing.ifPresent(of -> write(handle, alert, of, deliveries, begun, now));
      return routing.isPresent();
    });
  }

  private record Routing(long order, @Nullable String watch) {}

  private static Optional<Routing> routing(Handle handle, String alert) {
    return handle
        .createQuery("SELECT seq, watch_id FROM alert WHERE id = :alert")
        .bind("alert", alert)
        .map((row, _) -> new Routing(row.getLong("seq"), row.getString("watch_id")))
        .findOne();
  }

  /** Routes an alert for one recipient only, inside the transaction of the alert itself. */
  static void route(Handle handle, String alert, Due delivery, Instant now) {
    routing(handle, alert).ifPresent(of -> write(handle, alert, of, List.of(delivery), false, now));
    markRouted(handle, alert, now);
  }

  private static int markRouted(Handle handle, String alert, Instant now) {
    return handle
        .createUpdate("UPDATE alert SET routed_at = :now WHERE id = :alert")
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bind("alert", alert)
        .execute();
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

  /** Writes deliveries of an alert that is routed, for those who hear of it by another watch. */
  public void add(String alert, List<Due> deliveries, Instant now) {
    database.durably(handle -> {
      routing(handle, alert).ifPresent(of -> write(handle, alert, of, deliveries, true, now));
      return deliveries.size();
    });
  }

  /** Marks a sighting as routed. */
  public void routed(SeenToo seen, Instant now) {
    database.durably(handle ->
        handle
            .createUpdate("UPDATE sighting SET routed_at = :now WHERE id = :id")
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .bind("id", seen.id())
            .execute());
  }

  private static void write(
      Handle handle, String alert, Routing of, List<Due> deliveries, boolean begun, Instant now) {
    if (deliveries.isEmpty()) {
      return;
    }
    Set<String> known = begun ? known(handle, alert, deliveries) : Set.of();
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO delivery (id, alert_id, recipient, channel, lane, state, due_at, wanted_at,
              gathered, attempts, created_at, watch_id, alert_seq)
            VALUES (:id, :alert, :recipient, :channel, :lane, 'pending', :due, :due,
              :gathered, 0, :now, :watch, :order)\
            """);
    deliveries.stream()
        .filter(due -> !known.contains(due.recipient()))
        .forEach(due ->
            batch
                .bind("id", due.id())
                .bind("alert", alert)
                .bind("recipient", due.recipient())
                .bind("channel", due.channel())
                .bind("lane", due.lane())
                .bind("due", due.dueAt().atOffset(ZoneOffset.UTC))
                .bind("gathered", due.gathered())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("watch", of.watch())
                .bind("order", of.order())
                .add());
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  private static Set<String> known(Handle handle, String alert, List<Due> deliveries) {
    return handle
        .createQuery(
            """
            SELECT recipient FROM delivery
            WHERE alert_id = :alert AND recipient IN (<recipients>)\
            """)
        .bind("alert", alert)
        .bindList("recipients", deliveries.stream().map(Due::recipient).toList())
        .mapTo(String.class)
        .set();
  }

  /** Whether deliveries of an alert have been written. */
  public boolean isBegun(String alert) {
    return database.read(handle ->
        handle
            .createQuery("SELECT 1 FROM delivery WHERE alert_id = :alert LIMIT 1")
            .bind("alert", alert)
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }

  /** Marks an alert as routed: every delivery that it needs is written. */
  public void routed(String alert, Instant now) {
    database.durably(handle -> markRouted(handle, alert, now));
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

  /**
   * Makes dead letters pending again, all or those of which an id begins so; returns how many
   * deliveries.
   */
  public int retry(@Nullable String idPrefix, Instant now) {
    if (idPrefix != null && !isPlain(idPrefix)) {
      return 0;
    }
    return database.durably(handle ->
        handle
            .createUpdate(
                """
                UPDATE delivery SET state = 'pending', due_at = :now, wanted_at = :now,
                  attempts = 0, finished_at = NULL WHERE state = 'dead' AND (id LIKE :prefix
                    OR message IN (SELECT message FROM delivery
                      WHERE state = 'dead' AND id LIKE :prefix))\
                """)
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .bind("prefix", (idPrefix == null ? "" : idPrefix) + "%")
            .execute());
  }

  /** Removes undelivered deliveries whose id begins so; returns how many. */
  public int drop(String idPrefix) {
    if (!isPlain(idPrefix)) {
      return 0;
    }
    return database.durably(handle ->
        handle
            .createUpdate(
                "DELETE FROM delivery WHERE state IN ('dead', 'pending') AND id LIKE :prefix")
            .bind("prefix", idPrefix + "%")
            .execute());
  }

  /** Ids are letters, digits and hyphens; a sign that LIKE understands would match them all. */
  private static boolean isPlain(String idPrefix) {
    return idPrefix.matches("[A-Za-z0-9-]+");
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
                SELECT (SELECT count(*) FROM delivery WHERE state IN ('pending', 'leased')) AS waiting,
                  (SELECT count(*) FROM delivery WHERE state = 'dead') AS dead\
                """)
            .map((row, _) -> new Counts(row.getLong("waiting"), row.getLong("dead")))
            .one());
  }

  /**
   * Whether something should have been sent or routed before {@code limit} and was not.
   *
   * @param limit a bound in the past
   */
  public boolean isBehind(Instant limit) {
    return database.read(handle ->
        handle
                .createQuery(
                    """
                    SELECT (SELECT count(*) FROM delivery
                        WHERE state IN ('pending', 'leased') AND due_at < :limit)
                      + (SELECT count(*) FROM alert
                        WHERE routed_at IS NULL AND first_seen_at < :limit) AS late\
                    """)
                .bind("limit", limit.atOffset(ZoneOffset.UTC))
                .mapTo(Long.class)
                .one()
            > 0);
  }

  /**
   * The first of some alerts that this recipient was told of.
   *
   * @param letter id of the alert that gave the message its name
   * @param receipt what the receiver answered
   */
  public record Told(String alert, String letter, String receipt) {}

  /** The earliest of these alerts that a recipient has got. */
  public Optional<Told> told(String recipient, List<String> alerts) {
    return alerts.isEmpty()
        ? Optional.empty()
        : database.read(handle ->
            handle
                .createQuery(
                    """
                    SELECT d.alert_id, d.receipt, f.alert_id AS letter FROM delivery d
                    LEFT JOIN delivery f ON f.id = d.message
                    WHERE d.recipient = :recipient AND d.alert_id IN (<alerts>)
                      AND d.state = 'delivered' ORDER BY d.alert_seq LIMIT 1\
                    """)
                .bind("recipient", recipient)
                .bindList("alerts", alerts)
                .map((row, _) ->
                    new Told(
                        row.getString("alert_id"),
                        Optional.ofNullable(row.getString("letter"))
                            .orElse(row.getString("alert_id")),
                        Optional.ofNullable(row.getString("receipt")).orElse("")))
                .findOne());
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

  static Delivery row(ResultSet row, StatementContext context) throws SQLException {
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
