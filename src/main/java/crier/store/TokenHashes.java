package crier.store;

import crier.model.Subscription;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * The secrets in links that were mailed to people, as hashes: what is looked up is the hash of what
 * somebody shows.
 */
public final class TokenHashes {

  private final Database database;

  public TokenHashes(Database database) {
    this.database = database;
  }

  /**
   * What a token opens.
   *
   * @param hash SHA-256 of the token
   * @param purpose the only thing it is good for
   * @param subscriber whose it is
   * @param expiresAt null when it is good for ever
   * @param choices what is to be confirmed with it; null for other purposes, and once it was used
   */
  public record Kept(
      String hash,
      String purpose,
      String subscriber,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Subscription choices) {

    public boolean isGood(Instant now) {
      return expiresAt == null || now.isBefore(expiresAt);
    }
  }

  public static String hash(String token) {
    return Bodies.sha256(token.getBytes(StandardCharsets.UTF_8));
  }

  /** Keeps tokens, each unless it is kept already. */
  public void keep(List<Kept> tokens) {
    database.useTransaction(handle -> {
      List<String> known =
          handle
              .createQuery("SELECT hash FROM subscriber_token WHERE hash IN (<hashes>)")
              .bindList("hashes", tokens.stream().map(Kept::hash).toList())
              .mapTo(String.class)
              .list();
      tokens.stream()
          .filter(token -> !known.contains(token.hash()))
          .forEach(token -> append(handle, token));
    });
  }

  static void append(Handle handle, Kept kept) {
    handle
        .createUpdate(
            """
            INSERT INTO subscriber_token (hash, purpose, subscriber_id, created_at, expires_at,
              choices)
            SELECT CAST(:hash AS VARCHAR), CAST(:purpose AS VARCHAR),
              CAST(:subscriber AS VARCHAR), CAST(:created AS TIMESTAMP(6) WITH TIME ZONE),
              CAST(:expires AS TIMESTAMP(6) WITH TIME ZONE), CAST(:choices AS TEXT)
            WHERE NOT EXISTS (SELECT 1 FROM subscriber_token t WHERE t.hash = :hash)\
            """)
        .bind("hash", kept.hash())
        .bind("purpose", kept.purpose())
        .bind("subscriber", kept.subscriber())
        .bind("created", kept.createdAt().atOffset(ZoneOffset.UTC))
        .bind(
            "expires", kept.expiresAt() == null ? null : kept.expiresAt().atOffset(ZoneOffset.UTC))
        .bind("choices", kept.choices() == null ? null : Json.write(kept.choices()))
        .execute();
  }

  /** What is kept under the hash of this token, good or not, for this purpose only. */
  public Optional<Kept> find(String purpose, String token) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM subscriber_token WHERE hash = :hash AND purpose = :purpose")
            .bind("hash", hash(token))
            .bind("purpose", purpose)
            .map(TokenHashes::row)
            .findOne());
  }

  /** Whether somebody has one for this purpose. */
  public boolean has(String purpose, String subscriber) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT 1 FROM subscriber_token
                WHERE subscriber_id = :subscriber AND purpose = :purpose LIMIT 1\
                """)
            .bind("subscriber", subscriber)
            .bind("purpose", purpose)
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }

  /** Takes what was to be confirmed out of a token; false when somebody did so before. */
  public boolean use(String hash) {
    return database.durably(handle ->
        handle
                .createUpdate(
                    """
                    UPDATE subscriber_token SET choices = NULL
                    WHERE hash = :hash AND choices IS NOT NULL\
                    """)
                .bind("hash", hash)
                .execute()
            > 0);
  }

  /** Ends a token that is good; false when it was not, or somebody did so before. */
  public boolean spend(String hash, Instant now) {
    return database.durably(handle ->
        handle
                .createUpdate(
                    """
                    UPDATE subscriber_token SET expires_at = :now
                    WHERE hash = :hash AND expires_at > :now\
                    """)
                .bind("hash", hash)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute()
            > 0);
  }

  /** Makes all of somebody's tokens for a purpose worthless. */
  public void revoke(String purpose, String subscriber) {
    database.durably(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM subscriber_token
                WHERE subscriber_id = :subscriber AND purpose = :purpose\
                """)
            .bind("subscriber", subscriber)
            .bind("purpose", purpose)
            .execute());
  }

  /** Forgets those that have expired; returns how many. */
  public int forgetExpired(Instant before) {
    return database.inTransaction(handle ->
        handle
            .createUpdate("DELETE FROM subscriber_token WHERE expires_at < :before")
            .bind("before", before.atOffset(ZoneOffset.UTC))
            .execute());
  }

  private static Kept row(ResultSet row, StatementContext context) throws SQLException {
    OffsetDateTime expires = row.getObject("expires_at", OffsetDateTime.class);
    String choices = row.getString("choices");
    return new Kept(
        row.getString("hash"),
        row.getString("purpose"),
        row.getString("subscriber_id"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        expires == null ? null : expires.toInstant(),
        choices == null ? null : Json.read(choices, Subscription.class));
  }
}
