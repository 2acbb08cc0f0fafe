package crier.store;

import crier.model.Alert;
import crier.model.Subscriber;
import crier.model.Subscription;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** What people asked for on the pages, and the letters that answer them. */
public final class Signups {

  private static final String CONFIRMATIONS = "confirmations";

  private final Database database;
  private final Addresses addresses;
  private final Subscribers subscribers;

  public Signups(Database database, Addresses addresses, Subscribers subscribers) {
    this.database = database;
    this.addresses = addresses;
    this.subscribers = subscribers;
  }

  /** What somebody wants. */
  public enum Wish {
    /** To be on the list. */
    SUBSCRIBE,
    /** To change what they get. */
    PREFERENCES
  }

  /**
   * One request.
   *
   * @param choices what they chose to hear, to be confirmed
   * @param page where they asked
   */
  public record Asked(
      String id, Wish wish, String address, Subscription choices, String page, Instant askedAt) {

    /** Never shows the address. */
    @Override
    public String toString() {
      return "Asked[" + id + ", " + wish + "]";
    }
  }

  /**
   * A letter to one person.
   *
   * @param newcomer whom to put on the list with it, not confirmed yet; null when they are on it
   * @param token what its link opens; null when it has none
   */
  public record Letter(
      Alert alert,
      Outbox.Due delivery,
      @Nullable Subscriber newcomer,
      TokenHashes.@Nullable Kept token) {}

  /**
   * Keeps a request, the same way for every address; false, keeping nothing, when this network has
   * asked {@code most} times lately.
   */
  public boolean ask(Asked asked, String network, int most, Duration lately) {
    String who = "network " + addresses.hash(network);
    Instant now = asked.askedAt();
    return database.durably(handle -> {
      if (marks(handle, who, now.minus(lately)) >= most) {
        return false;
      }
      mark(handle, who, now);
      handle
          .createUpdate(
              """
              INSERT INTO signup (id, wish, address, choices, page, asked_at)
              VALUES (:id, :wish, :address, :choices, :page, :at)\
              """)
          .bind("id", asked.id())
          .bind("wish", asked.wish().name())
          .bind("address", addresses.seal(asked.address()))
          .bind("choices", Json.write(asked.choices()))
          .bind("page", asked.page())
          .bind("at", now.atOffset(ZoneOffset.UTC))
          .execute();
      return true;
    });
  }

  /** Requests that nobody has looked into yet, the oldest first. */
  public List<Asked> waiting(int limit) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM signup ORDER BY asked_at, id LIMIT :limit")
            .bind("limit", limit)
            .map(this::row)
            .list());
  }

  /** How many letters of any kind went to an address since then, its variants counted together. */
  public int letters(String address, Instant since) {
    return database.read(handle -> marks(handle, letterMark(addresses, address), since));
  }

  /**
   * How many letters went since then to whoever asked to be on the list, all addresses together.
   */
  public int confirmations(Instant since) {
    return database.read(handle -> marks(handle, CONFIRMATIONS, since));
  }

  /**
   * Answers a request, with a letter or with silence, in one transaction; false when another
   * process has answered it.
   */
  public boolean answer(Asked asked, Optional<Letter> letter, Instant now) {
    return database.durably(handle -> {
      int mine =
          handle.createUpdate("DELETE FROM signup WHERE id = :id").bind("id", asked.id()).execute();
      if (mine > 0) {
        letter.ifPresent(one -> send(handle, asked, one, now));
      }
      return mine > 0;
    });
  }

  private void send(Handle handle, Asked asked, Letter letter, Instant now) {
    Subscriber newcomer = letter.newcomer();
    if (newcomer != null) {
      subscribers.append(handle, newcomer);
    }
    TokenHashes.Kept token = letter.token();
    if (token != null) {
      TokenHashes.append(handle, token);
    }
    Alerts.append(handle, letter.alert());
    Outbox.route(handle, letter.alert().id(), letter.delivery(), now);
    mark(handle, letterMark(addresses, asked.address()), now);
    if (asked.wish() == Wish.SUBSCRIBE) {
      mark(handle, CONFIRMATIONS, now);
    }
  }

  /** Forgets marks that no limit asks for any more. */
  public int forgetOlderThan(Duration age, Instant now) {
    return database.inTransaction(handle ->
        handle
            .createUpdate("DELETE FROM signup_mark WHERE made_at < :then")
            .bind("then", now.minus(age).atOffset(ZoneOffset.UTC))
            .execute());
  }

  /** Leaves no trace of an address. */
  static void forget(Handle handle, Addresses addresses, String address) {
    handle
        .createUpdate("DELETE FROM signup_mark WHERE who = :who")
        .bind("who", letterMark(addresses, address))
        .execute();
    handle
        .createQuery("SELECT id, address FROM signup")
        .map((row, _) -> new String[] {row.getString("id"), row.getString("address")})
        .list()
        .stream()
        .filter(row -> addresses.key(addresses.open(row[1])).equals(addresses.key(address)))
        .forEach(row ->
            handle.createUpdate("DELETE FROM signup WHERE id = :id").bind("id", row[0]).execute());
  }

  /** {@code a.b+news@x} and {@code ab@x} may be one person's: for limits they are one. */
  private static String letterMark(Addresses addresses, String address) {
    String plain = address.strip().toLowerCase(java.util.Locale.ROOT);
    int at = plain.lastIndexOf('@');
    String local = at < 0 ? plain : plain.substring(0, at);
    int tag = local.indexOf('+');
    String bare = (tag > 0 ? local.substring(0, tag) : local).replace(".", "");
    return "letter " + addresses.hash(bare + (at < 0 ? "" : plain.substring(at)));
  }

  private static int marks(Handle handle, String who, Instant since) {
    return handle
        .createQuery("SELECT count(*) FROM signup_mark WHERE who = :who AND made_at > :since")
        .bind("who", who)
        .bind("since", since.atOffset(ZoneOffset.UTC))
        .mapTo(Integer.class)
        .one();
  }

  private static void mark(Handle handle, String who, Instant at) {
    handle
        .createUpdate("INSERT INTO signup_mark (who, made_at) VALUES (:who, :at)")
        .bind("who", who)
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .execute();
  }

  private Asked row(ResultSet row, StatementContext context) throws SQLException {
    return new Asked(
        row.getString("id"),
        Wish.valueOf(row.getString("wish")),
        addresses.open(row.getString("address")),
        Json.read(row.getString("choices"), Subscription.class),
        row.getString("page"),
        row.getObject("asked_at", OffsetDateTime.class).toInstant());
  }
}
