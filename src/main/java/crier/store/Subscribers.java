package crier.store;

import crier.model.Subscriber;
import crier.model.Subscription;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** The mailing list. Addresses leave this class only for those who send mail. */
public final class Subscribers {

  private final Database database;

  public Subscribers(Database database) {
    this.database = database;
  }

  /** Adds somebody; false when the address is on the list already, whoever put it there. */
  public boolean add(Subscriber subscriber) {
    return database.durably(handle -> {
      String key = key(subscriber.address());
      boolean known =
          handle
              .createQuery("SELECT 1 FROM subscriber WHERE address_key = :key")
              .bind("key", key)
              .mapTo(Integer.class)
              .findOne()
              .isPresent();
      if (known) {
        return false;
      }
      handle
          .createUpdate(
              """
              INSERT INTO subscriber (id, address, address_key, standing, subscription, consent,
                created_at, confirmed_at)
              VALUES (:id, :address, :key, :standing, :subscription, :consent, :createdAt,
                :confirmedAt)\
              """)
          .bind("id", subscriber.id())
          .bind("address", subscriber.address())
          .bind("key", key)
          .bind("standing", subscriber.standing().name())
          .bind("subscription", Json.write(subscriber.subscription()))
          .bind("consent", subscriber.consent())
          .bind("createdAt", subscriber.createdAt().atOffset(ZoneOffset.UTC))
          .bind(
              "confirmedAt",
              subscriber.confirmedAt() == null
                  ? null
                  : subscriber.confirmedAt().atOffset(ZoneOffset.UTC))
          .execute();
      return true;
    });
  }

  /**
   * Addresses differ in nothing but letters' case: the local part's case means nothing in practice.
   */
  private static String key(String address) {
    return Bodies.sha256(address.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
  }

  public Optional<Subscriber> find(String id) {
    return one("id", id);
  }

  public Optional<Subscriber> byAddress(String address) {
    return one("address_key", key(address));
  }

  private Optional<Subscriber> one(String column, String value) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM subscriber WHERE <column> = :value")
            .define("column", column)
            .bind("value", value)
            .map(Subscribers::row)
            .findOne());
  }

  public List<Subscriber> all() {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM subscriber ORDER BY created_at, id")
            .map(Subscribers::row)
            .list());
  }

  /**
   * Those to whom mail may be sent, a page at a time.
   *
   * @param after id of the last one of the page before, or empty
   */
  public List<Subscriber> confirmed(String after, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT * FROM subscriber WHERE standing = 'CONFIRMED' AND id > :after
                ORDER BY id LIMIT :limit\
                """)
            .bind("after", after)
            .bind("limit", limit)
            .map(Subscribers::row)
            .list());
  }

  public void stand(String id, Subscriber.Standing standing) {
    database.durably(handle ->
        handle
            .createUpdate("UPDATE subscriber SET standing = :standing WHERE id = :id")
            .bind("standing", standing.name())
            .bind("id", id)
            .execute());
  }

  /** Removes a person, and every delivery that names them. */
  public boolean erase(String id) {
    return database.durably(handle -> {
      handle
          .createUpdate("DELETE FROM delivery WHERE recipient = :recipient")
          .bind("recipient", "subscriber:" + id)
          .execute();
      return handle.createUpdate("DELETE FROM subscriber WHERE id = :id").bind("id", id).execute()
          > 0;
    });
  }

  private static Subscriber row(ResultSet row, StatementContext context) throws SQLException {
    OffsetDateTime confirmed = row.getObject("confirmed_at", OffsetDateTime.class);
    return new Subscriber(
        row.getString("id"),
        row.getString("address"),
        Subscriber.Standing.valueOf(row.getString("standing")),
        Json.read(row.getString("subscription"), Subscription.class),
        row.getString("consent"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        confirmed == null ? null : confirmed.toInstant());
  }
}
