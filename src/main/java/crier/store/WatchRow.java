package crier.store;

import crier.model.Memo;
import crier.model.Outcome;
import crier.model.WatchState;
import crier.store.Watches.Checked;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A watch's row: when it is due, who has it, how it fares. */
final class WatchRow {

  /** Two nodes' clocks may differ so much without one thinking that the other is wrong. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

  private WatchRow() {}

  static WatchState read(ResultSet row, StatementContext context) throws SQLException {
    Memo memo = Memos.read(row.getString("memo"));
    Instant prompted = instant(row, "prompted_at");
    return new WatchState(
        row.getString("watch_id"),
        row.getString("spec"),
        Objects.requireNonNull(instant(row, "next_check_at")),
        instant(row, "last_check_at"),
        instant(row, "last_success_at"),
        instant(row, "last_change_at"),
        instant(row, "last_whole_at"),
        Outcome.valueOf(row.getString("outcome")),
        row.getString("trouble"),
        row.getInt("failures"),
        instant(row, "failing_since"),
        row.getInt("gone_looks"),
        prompted == null ? memo : memo.prompted(prompted),
        row.getObject("snapshot_id", Long.class),
        Objects.requireNonNull(instant(row, "began_at")),
        row.getBoolean("paused"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  /**
   * Writes what came of a check, and gives the lease back.
   *
   * @throws Watches.LeaseLost when somebody else has the watch by now
   * @throws Watches.DescribedAnew when its source is described otherwise by now
   */
  static void settle(Handle handle, Checked checked, @Nullable Long snapshot) {
    OffsetDateTime at = checked.at().atOffset(ZoneOffset.UTC);
    boolean looked = checked.outcome().looked();
    int rows =
        handle
            .createUpdate(
                """
                UPDATE watch_state SET
                  next_check_at = CASE WHEN prompted_at IS NULL
                    THEN CAST(:next AS TIMESTAMP(6) WITH TIME ZONE)
                    ELSE CAST(:at AS TIMESTAMP(6) WITH TIME ZONE) END,
                  lease_owner = NULL, lease_until = NULL,
                  last_check_at = :at,
                  last_success_at = CASE WHEN :looked THEN :at ELSE last_success_at END,
                  last_change_at = CASE WHEN :changed THEN :at ELSE last_change_at END,
                  last_whole_at = CASE WHEN :whole THEN :at ELSE last_whole_at END,
                  outcome = :outcome, trouble = :trouble,
                  failures = CASE WHEN :looked THEN 0 ELSE failures + 1 END,
                  failing_since = CASE WHEN :looked THEN NULL
                    ELSE COALESCE(failing_since, :at) END,
                  gone_looks = :goneLooks, memo = :memo,
                  snapshot_id = COALESCE(:snapshot, snapshot_id)
                WHERE watch_id = :id AND lease_owner = :owner
                  AND spec = COALESCE(:spec, spec)\
                """)
            .bind("spec", checked.spec())
            .bind("next", checked.nextCheckAt().atOffset(ZoneOffset.UTC))
            .bind("at", at)
            .bind("looked", looked)
            .bind("changed", checked.outcome() == Outcome.CHANGED)
            .bind("whole", looked && checked.whole())
            .bind("outcome", checked.outcome().name())
            .bind("trouble", checked.trouble())
            .bind("goneLooks", checked.goneLooks())
            .bind("memo", Json.write(checked.memo()))
            .bind("snapshot", snapshot)
            .bind("id", checked.watch())
            .bind("owner", checked.owner())
            .execute();
    if (rows != 1) {
      boolean ours =
          handle
              .createQuery(
                  "SELECT 1 FROM watch_state WHERE watch_id = :id AND lease_owner = :owner")
              .bind("id", checked.watch())
              .bind("owner", checked.owner())
              .mapTo(Integer.class)
              .findOne()
              .isPresent();
      throw ours
          ? new Watches.DescribedAnew(checked.watch())
          : new Watches.LeaseLost(checked.watch());
    }
  }

  /** Gives these watches to somebody, for so long. */
  static void lease(Handle handle, String owner, Duration lease, List<WatchState> rows) {
    if (rows.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            """
            UPDATE watch_state SET lease_owner = :owner, lease_until = <until>, prompted_at = NULL
            WHERE watch_id = :id\
            """);
    batch.define("until", Leases.UNTIL);
    for (WatchState row : rows) {
      batch.bind("owner", owner).bind("lease", lease.toSeconds()).bind("id", row.watch()).add();
    }
    batch.execute();
  }

  /** As {@link Watches#configure}. */
  static int configure(Handle handle, Map<String, String> specs, Instant now) {
    record Known(String spec, boolean inForce) {}
    Map<String, Known> known = new HashMap<>();
    handle
        .createQuery("SELECT watch_id, spec, in_force FROM watch_state")
        .map((row, _) ->
            Map.entry(
                row.getString("watch_id"),
                new Known(row.getString("spec"), row.getBoolean("in_force"))))
        .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
    // only what differs is written: looks under way write to their rows at the same time
    PreparedBatch dropped =
        handle.prepareBatch("UPDATE watch_state SET in_force = FALSE WHERE watch_id = :id");
    known.forEach((id, before) -> {
      if (before.inForce() && !specs.containsKey(id)) {
        dropped.bind("id", id).add();
      }
    });
    PreparedBatch kept =
        handle.prepareBatch("UPDATE watch_state SET in_force = TRUE WHERE watch_id = :id");
    PreparedBatch changed =
        handle.prepareBatch(
            """
            UPDATE watch_state SET in_force = TRUE, spec = :spec, memo = :memo,
              next_check_at = :now, gone_looks = 0 WHERE watch_id = :id\
            """);
    PreparedBatch added =
        handle.prepareBatch(
            """
            INSERT INTO watch_state (watch_id, spec, next_check_at, outcome, failures,
              gone_looks, memo, began_at, paused, in_force)
            VALUES (:id, :spec, :now, 'NEW', 0, 0, '{}', :now, FALSE, TRUE)\
            """);
    specs.forEach((id, spec) -> {
      Known before = known.get(id);
      if (before != null && spec.equals(before.spec())) {
        if (!before.inForce()) {
          kept.bind("id", id).add();
        }
      } else {
        (before == null ? added : changed.bind("memo", Json.write(Memo.described())))
            .bind("id", id)
            .bind("spec", spec)
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .add();
      }
    });
    for (PreparedBatch batch : List.of(dropped, kept, changed, added)) {
      if (batch.size() > 0) {
        batch.execute();
      }
    }
    return specs.size();
  }

  /** As {@link Watches#free(String, String)}. */
  static void free(Handle handle, String owner, String watch) {
    handle
        .createUpdate(
            """
            UPDATE watch_state SET lease_owner = NULL, lease_until = NULL
            WHERE lease_owner = :owner AND watch_id = :id\
            """)
        .bind("owner", owner)
        .bind("id", watch)
        .execute();
  }

  /** As {@link Watches#renew}. */
  static void renew(Database database, String owner, Set<String> held) {
    List<String> own =
        database.read(handle ->
            handle
                .createQuery("SELECT watch_id FROM watch_state WHERE lease_owner = :owner")
                .bind("owner", owner)
                .mapTo(String.class)
                .list());
    if (own.isEmpty()) {
      return;
    }
    database.inTransaction(handle -> {
      PreparedBatch kept =
          handle
              .prepareBatch(
                  """
                  UPDATE watch_state SET lease_until = <until>
                  WHERE watch_id = :id AND lease_owner = :owner\
                  """)
              .define("until", Leases.UNTIL);
      PreparedBatch freed =
          handle.prepareBatch(
              """
              UPDATE watch_state SET lease_owner = NULL, lease_until = NULL
              WHERE watch_id = :id AND lease_owner = :owner\
              """);
      for (String id : own) {
        if (held.contains(id)) {
          kept.bind("lease", Leases.LAST.toSeconds()).bind("id", id).bind("owner", owner).add();
        } else {
          freed.bind("id", id).bind("owner", owner).add();
        }
      }
      for (PreparedBatch batch : List.of(kept, freed)) {
        if (batch.size() > 0) {
          batch.execute();
        }
      }
      return own.size();
    });
  }

  /** As {@link Watches#makeDueWhateverTheClockSays}. */
  static int makeDueWhateverTheClockSays(Handle handle, Instant now) {
    return handle
        .createUpdate(
            """
            UPDATE watch_state SET next_check_at = :now
            WHERE in_force AND next_check_at > :now AND next_check_at < :never
              AND COALESCE(last_check_at, began_at) > :limit\
            """)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bind("never", WatchState.NEVER.atOffset(ZoneOffset.UTC))
        .bind("limit", now.plus(CLOCKS_DIFFER).atOffset(ZoneOffset.UTC))
        .execute();
  }
}
