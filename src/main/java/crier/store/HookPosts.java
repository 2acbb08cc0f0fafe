package crier.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** What sources posted to us by themselves, each once however often it was tried. */
public final class HookPosts {

  private static final int LONGEST_KEY = 200;

  private final Database database;

  public HookPosts(Database database) {
    this.database = database;
  }

  /**
   * Keeps a post, on the disk when this returns.
   *
   * @param idempotencyKey the same for every try; when empty, the body's hash stands for it
   * @return false when it was kept before
   */
  public boolean keep(String idempotencyKey, byte[] body, Instant now) {
    // A hash in place of a key too long to be one keeps the two apart all the same.
    String key =
        idempotencyKey.isBlank() || idempotencyKey.length() > LONGEST_KEY
            ? Bodies.sha256(idempotencyKey.isBlank() ? body : bytes(idempotencyKey))
            : idempotencyKey;
    // PostgreSQL keeps no NUL in a text, and JSON has none.
    String text = new String(body, StandardCharsets.UTF_8).replace("\0", "");
    return database.durably(handle -> {
      boolean known =
          handle
              .createQuery("SELECT 1 FROM hook_post WHERE idempotency_key = :key")
              .bind("key", key)
              .mapTo(Integer.class)
              .findOne()
              .isPresent();
      if (!known) {
        handle
            .createUpdate(
                "INSERT INTO hook_post (idempotency_key, body, received_at)"
                    + " VALUES (:key, :body, :now)")
            .bind("key", key)
            .bind("body", text)
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .execute();
      }
      return !known;
    });
  }

  /** Forgets posts that nobody repeats any more; returns how many. */
  public int forgetOlderThan(Duration age, Instant now) {
    return database.durably(handle ->
        handle
            .createUpdate("DELETE FROM hook_post WHERE received_at < :then")
            .bind("then", now.minus(age).atOffset(ZoneOffset.UTC))
            .execute());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
