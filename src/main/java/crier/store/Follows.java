package crier.store;

import crier.model.Capture;
import crier.model.Content;
import crier.model.Follow;
import crier.model.Item;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Items' own pages and documents: what they said, and when they are looked at again. */
public final class Follows {

  private final Database database;

  Follows(Database database) {
    this.database = database;
  }

  /**
   * What a look at an item's own page leaves behind.
   *
   * @param captures what it was read from; empty when it was not reached or said the same
   * @param told whether something is told of it
   */
  public record Kept(Follow follow, List<Capture> captures, boolean told) {
    public Kept {
      captures = List.copyOf(captures);
    }
  }

  /** Those of a watch that are due, the longest due first, with what they said. */
  public List<Follow> due(String watch, Instant now, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT * FROM followed WHERE watch_id = :watch AND next_look_at <= :now
                  AND until_at > :now ORDER BY next_look_at, item_key LIMIT :limit\
                """)
            .bind("watch", watch)
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .bind("limit", limit)
            .map((row, context) -> row(handle, row))
            .list());
  }

  /** The one of this item; empty when the item is not followed. */
  public Optional<Follow> find(String watch, String key) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM followed WHERE watch_id = :watch AND item_key = :key")
            .bind("watch", watch)
            .bind("key", key)
            .map((row, context) -> row(handle, row))
            .findOne());
  }

  /**
   * One that is followed, without what it says.
   *
   * @param trouble why the last look did not reach it, or null
   * @param restless what of it does not keep still, as {@link Memo#restless} says it
   */
  public record Listed(
      Item item,
      String address,
      boolean isRead,
      int looks,
      int failures,
      @Nullable String trouble,
      Instant nextLookAt,
      Instant until,
      List<String> restless) {
    public Listed {
      restless = List.copyOf(restless);
    }
  }

  /** All of a watch, the latest first. */
  public List<Listed> of(String watch, Instant now) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT * FROM followed WHERE watch_id = :watch AND until_at > :now
                ORDER BY until_at DESC, item_key\
                """)
            .bind("watch", watch)
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .map((row, context) ->
                new Listed(
                    Json.read(row.getString("item"), Item.class),
                    row.getString("address"),
                    row.getString("content") != null,
                    row.getInt("looks"),
                    row.getInt("failures"),
                    row.getString("trouble"),
                    instant(row, "next_look_at"),
                    instant(row, "until_at"),
                    Memos.read(row.getString("memo")).restless()))
            .list());
  }

  /** Lets go of those whose time is over, and of what they said. */
  public int forgetExpired(Instant now) {
    return database.inTransaction(handle -> {
      handle
          .createUpdate(
              """
              DELETE FROM body_piece WHERE sha256 IN
                  (SELECT content FROM followed WHERE until_at <= :now AND content IS NOT NULL)
                AND sha256 NOT IN
                  (SELECT content FROM followed WHERE until_at > :now AND content IS NOT NULL)
                AND sha256 NOT IN (SELECT sha256 FROM snapshot)
                AND sha256 NOT IN (SELECT sha256 FROM capture)\
              """)
          .bind("now", now.atOffset(ZoneOffset.UTC))
          .execute();
      return handle
          .createUpdate("DELETE FROM followed WHERE until_at <= :now")
          .bind("now", now.atOffset(ZoneOffset.UTC))
          .execute();
    });
  }

  /** Keeps the bytes that {@link #put} refers to, ahead of its transaction. */
  static void keepBytes(Handle handle, Kept kept) {
    kept.captures().forEach(capture -> Bodies.keep(handle, capture.body()));
    body(handle, kept.follow().content());
  }

  private static @Nullable String body(Handle handle, @Nullable Content content) {
    return content == null ? null : Bodies.keep(handle, Json.bytes(new Said(content)));
  }

  /** Gives the content its kind in JSON. */
  record Said(Content content) {}

  /** Keeps items' own pages, and tells what to cite of them. */
  static void keep(Handle handle, String watch, List<Kept> follows, Citations citations) {
    for (Kept kept : follows) {
      put(handle, watch, kept.follow());
      citations.own(kept, Captures.keep(handle, watch, kept.captures()));
    }
  }

  static void put(Handle handle, String watch, Follow follow) {
    handle
        .createUpdate("DELETE FROM followed WHERE watch_id = :watch AND item_key = :key")
        .bind("watch", watch)
        .bind("key", follow.item().key())
        .execute();
    handle
        .createUpdate(
            """
            INSERT INTO followed (watch_id, item_key, item, address, content, memo,
              looks, failures, gone_looks, trouble, next_look_at, until_at)
            VALUES (:watch, :key, :item, :address, :content, :memo,
              :looks, :failures, :goneLooks, :trouble, :next, :until)\
            """)
        .bind("watch", watch)
        .bind("key", follow.item().key())
        .bind("item", Json.write(follow.item()))
        .bind("address", follow.address())
        .bind("content", body(handle, follow.content()))
        .bind("memo", Json.write(follow.memo()))
        .bind("looks", follow.looks())
        .bind("failures", follow.failures())
        .bind("goneLooks", follow.goneLooks())
        .bind("trouble", follow.trouble())
        .bind("next", follow.nextLookAt().atOffset(ZoneOffset.UTC))
        .bind("until", follow.until().atOffset(ZoneOffset.UTC))
        .execute();
  }

  private static Follow row(Handle handle, ResultSet row) throws SQLException {
    return new Follow(
        Json.read(row.getString("item"), Item.class),
        row.getString("address"),
        content(handle, row.getString("content")),
        Memos.read(row.getString("memo")),
        row.getInt("looks"),
        row.getInt("failures"),
        row.getInt("gone_looks"),
        row.getString("trouble"),
        instant(row, "next_look_at"),
        instant(row, "until_at"));
  }

  private static @Nullable Content content(Handle handle, @Nullable String sha256) {
    return sha256 == null
        ? null
        : Bodies.find(handle, sha256)
            .map(bytes -> Json.read(bytes, Said.class).content())
            .orElse(null);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }
}
