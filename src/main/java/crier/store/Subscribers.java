package crier.store;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import crier.model.Subscriber;
import crier.model.Subscription;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The mailing list. Addresses leave this class only for those who send mail. */
public final class Subscribers {

  private final Database database;
  private final Addresses addresses;

  /** Thousands choose alike, and all of them are read for every alert. */
  private final LoadingCache<String, Subscription> choices =
      Caffeine.newBuilder()
          .maximumSize(500)
          .executor(Runnable::run)
          .build(json -> Json.read(json, Subscription.class));

  /** A list whose addresses are stored as they are. */
  public Subscribers(Database database) {
    this(database, Addresses.with(""));
  }

  public Subscribers(Database database, Addresses addresses) {
    this.database = database;
    this.addresses = addresses;
  }

  /**
   * Encrypts what was stored before there was a key. To be called once after opening.
   *
   * @throws Addresses.WrongKey when what is stored was encrypted with another key
   */
  public void sealAll() {
    database.durably(handle -> {
      Map<String, String> stored =
          handle
              .createQuery("SELECT id, address FROM subscriber")
              .map((row, _) -> Map.entry(row.getString("id"), row.getString("address")))
              .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
      stored.values().forEach(addresses::open);
      if (addresses.seals()) {
        stored.forEach((id, address) -> {
          if (!Addresses.isSealed(address)) {
            handle
                .createUpdate(
                    "UPDATE subscriber SET address = :address, address_key = :key WHERE id = :id")
                .bind("address", addresses.seal(address))
                .bind("key", addresses.key(address))
                .bind("id", id)
                .execute();
          }
        });
      }
      return stored.size();
    });
  }

  /** Adds somebody; false when the address is on the list already, whoever put it there. */
  public boolean add(Subscriber subscriber) {
    return database.durably(handle -> {
      boolean unknown = byAddress(handle, subscriber.address()).isEmpty();
      if (unknown) {
        append(handle, subscriber);
      }
      return unknown;
    });
  }

  void append(Handle handle, Subscriber subscriber) {
    handle
        .createUpdate(
            """
            INSERT INTO subscriber (id, address, address_key, standing, subscription, consent,
              created_at, confirmed_at)
            VALUES (:id, :address, :key, :standing, :subscription, :consent, :createdAt,
              :confirmedAt)\
            """)
        .bind("id", subscriber.id())
        .bind("address", addresses.seal(subscriber.address()))
        .bind("key", addresses.key(subscriber.address()))
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
  }

  public Optional<Subscriber> find(String id) {
    return database.read(handle -> one(handle, "id", id));
  }

  /** Those of several who are on the list, by id. */
  public Map<String, Subscriber> find(List<String> ids) {
    return ids.isEmpty()
        ? Map.of()
        : database.read(handle ->
            handle
                .createQuery("SELECT * FROM subscriber WHERE id IN (<ids>)")
                .bindList("ids", ids)
                .map(this::row)
                .collect(Collectors.toMap(Subscriber::id, subscriber -> subscriber)));
  }

  public Optional<Subscriber> byAddress(String address) {
    return database.read(handle -> byAddress(handle, address));
  }

  Optional<Subscriber> byAddress(Handle handle, String address) {
    return one(handle, "address_key", addresses.key(address));
  }

  private Optional<Subscriber> one(Handle handle, String column, String value) {
    return handle
        .createQuery("SELECT * FROM subscriber WHERE <column> = :value")
        .define("column", column)
        .bind("value", value)
        .map(this::row)
        .findOne();
  }

  public List<Subscriber> all() {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM subscriber ORDER BY created_at, id")
            .map(this::row)
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
            .map(this::row)
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

  /** Sets what somebody wants to hear. */
  public void choose(String id, Subscription choices) {
    database.durably(handle ->
        handle
            .createUpdate("UPDATE subscriber SET subscription = :choices WHERE id = :id")
            .bind("choices", Json.write(choices))
            .bind("id", id)
            .execute());
  }

  /**
   * They said themselves that the address is theirs and what they want.
   *
   * @param consent what they agreed to, where and when
   */
  public void confirm(String id, Subscription choices, String consent, Instant now) {
    database.durably(handle ->
        handle
            .createUpdate(
                """
                UPDATE subscriber SET standing = 'CONFIRMED', subscription = :choices,
                  consent = :consent, confirmed_at = :now WHERE id = :id\
                """)
            .bind("choices", Json.write(choices))
            .bind("consent", consent)
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .bind("id", id)
            .execute());
  }

  /** They want no more: nothing that waits for them is sent. */
  public void leave(String id) {
    database.durably(handle -> {
      handle
          .createUpdate(
              "DELETE FROM delivery WHERE recipient = :recipient AND state IN ('pending', 'dead')")
          .bind("recipient", "subscriber:" + id)
          .execute();
      handle
          .createUpdate(
              "DELETE FROM subscriber_token WHERE subscriber_id = :id AND purpose = 'feed'")
          .bind("id", id)
          .execute();
      return handle
          .createUpdate("UPDATE subscriber SET standing = 'UNSUBSCRIBED' WHERE id = :id")
          .bind("id", id)
          .execute();
    });
  }

  /** What was sent to somebody, or waits to be: alert, state and times, the newest first. */
  public List<Map<String, String>> deliveries(String id) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT d.alert_id, a.subject, d.state, d.created_at, d.finished_at
                FROM delivery d JOIN alert a ON a.id = d.alert_id
                WHERE d.recipient IN (:recipient, :letter) ORDER BY d.created_at DESC, d.id\
                """)
            .bind("recipient", "subscriber:" + id)
            .bind("letter", "letter:" + id)
            .map((row, _) -> {
              Map<String, String> delivery = new LinkedHashMap<>();
              delivery.put("alert", row.getString("alert_id"));
              delivery.put("subject", row.getString("subject"));
              delivery.put("state", row.getString("state"));
              delivery.put("routed_at", time(row, "created_at"));
              delivery.put("finished_at", time(row, "finished_at"));
              return delivery;
            })
            .list());
  }

  private static String time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? "" : time.toInstant().toString();
  }

  /** Forgets those who never confirmed; returns how many. */
  public int forgetUnconfirmed(Duration age, Instant now) {
    List<String> stale =
        database.read(handle ->
            handle
                .createQuery(
                    "SELECT id FROM subscriber WHERE standing = 'PENDING' AND created_at < :then")
                .bind("then", now.minus(age).atOffset(ZoneOffset.UTC))
                .mapTo(String.class)
                .list());
    stale.forEach(this::remove);
    if (!stale.isEmpty()) {
      database.forgetDeleted();
    }
    return stale.size();
  }

  /** Removes a person, and everything that names them, from the database's file too. */
  public boolean erase(String id) {
    boolean known = remove(id);
    database.forgetDeleted();
    return known;
  }

  private boolean remove(String id) {
    return database.durably(handle -> {
      // Letters are for one person alone, and go with the one they were for.
      List<String> letters =
          handle
              .createQuery("SELECT alert_id FROM delivery WHERE recipient = :letter")
              .bind("letter", "letter:" + id)
              .mapTo(String.class)
              .list();
      handle
          .createUpdate("DELETE FROM delivery WHERE recipient IN (:recipient, :letter)")
          .bind("recipient", "subscriber:" + id)
          .bind("letter", "letter:" + id)
          .execute();
      if (!letters.isEmpty()) {
        handle
            .createUpdate("DELETE FROM alert WHERE id IN (<letters>)")
            .bindList("letters", letters)
            .execute();
      }
      one(handle, "id", id)
          .ifPresent(subscriber -> Signups.forget(handle, addresses, subscriber.address()));
      handle
          .createUpdate("DELETE FROM subscriber_token WHERE subscriber_id = :id")
          .bind("id", id)
          .execute();
      return handle.createUpdate("DELETE FROM subscriber WHERE id = :id").bind("id", id).execute()
          > 0;
    });
  }

  private Subscriber row(ResultSet row, StatementContext context) throws SQLException {
    OffsetDateTime confirmed = row.getObject("confirmed_at", OffsetDateTime.class);
    return new Subscriber(
        row.getString("id"),
        addresses.open(row.getString("address")),
        Subscriber.Standing.valueOf(row.getString("standing")),
        choices.get(row.getString("subscription")),
        row.getString("consent"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        confirmed == null ? null : confirmed.toInstant());
  }
}
