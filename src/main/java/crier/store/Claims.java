package crier.store;

import crier.model.Delivery;
import crier.model.DeliveryState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * The senders' side of the outbox: claim what is due with a lease, settle it, and free what a dead
 * sender held. Deliveries are claimed by lane, recipient by recipient, and those that go out in one
 * message stay together at every try.
 */
public final class Claims {

  private final Database database;

  public Claims(Database database) {
    this.database = database;
  }

  /**
   * A delivery that is due.
   *
   * @param message id of the message it went out in before, or null when none was tried
   * @param watch what its alert is about, or null for a notice
   * @param order later alerts have a higher one, whatever the clock said
   * @param wantedAt when it was first due
   * @param gathered whether its recipient wants digests
   */
  public record Row(
      Delivery delivery,
      @Nullable String message,
      @Nullable String watch,
      long order,
      Instant wantedAt,
      boolean gathered) {}

  /**
   * What goes out as one message.
   *
   * @param id the same at every try
   * @param rows in the order of their alerts, at least one
   */
  public record Letter(String id, String recipient, List<Row> rows) {
    public Letter {
      rows = List.copyOf(rows);
    }
  }

  /**
   * What to claim.
   *
   * @param lane one of {@link #due}
   * @param after only recipients after this one, so that all have their turn; empty: from the first
   * @param limit deliveries at most
   * @param probe only one letter, and one that waits for its next try will do
   */
  public record Wanted(String lane, String after, int limit, boolean probe) {}

  /**
   * How one claimed delivery ended.
   *
   * @param state where it stands now; null: it is removed, its recipient has left
   * @param attempted whether this counts as a try
   * @param note receipt or error, without secrets or addresses; null leaves what was noted before
   */
  public record Settled(
      String id, @Nullable DeliveryState state, boolean attempted, @Nullable String note) {}

  /** The earliest due time of what waits in each lane. */
  public Map<String, Instant> due() {
    return database.read(handle -> {
      Map<String, Instant> due = new LinkedHashMap<>();
      handle
          .createQuery(
              "SELECT lane, min(due_at) AS due FROM delivery WHERE state = 'pending' GROUP BY lane")
          .map((row, _) -> Map.entry(row.getString("lane"), time(row, "due")))
          .forEach(entry -> due.put(entry.getKey(), entry.getValue()));
      return due;
    });
  }

  /**
   * Claims letters in some lanes, on the disk when this returns. A delivery is passed over while an
   * earlier one of the same watch to the same recipient is being sent or waits for its next try.
   *
   * @param lease how long they are the sender's, unless it {@link #renew renews} it
   * @param gather parts one recipient's rows into messages
   * @return the letters of each lane, in the order asked for
   */
  public List<List<Letter>> claim(
      String sender,
      List<Wanted> wanted,
      Instant now,
      Duration lease,
      Function<List<Row>, List<List<Row>>> gather) {
    List<Wanted> waiting = database.read(handle -> Claimable.look(handle, wanted, now));
    if (waiting.isEmpty()) {
      return wanted.stream().map(_ -> List.<Letter>of()).toList();
    }
    return database.durably(handle -> {
      handle
          .createQuery("SELECT name FROM keepsake WHERE name = 'turn to claim' FOR UPDATE")
          .mapTo(String.class)
          .list();
      Map<Wanted, List<Row>> due = Claimable.lock(handle, waiting, now);
      List<List<Letter>> letters =
          wanted.stream()
              .map(lane -> letters(due.getOrDefault(lane, List.of()), lane, gather))
              .toList();
      lease(handle, letters.stream().flatMap(List::stream).toList(), sender, lease);
      return letters;
    });
  }

  private static List<Letter> letters(
      List<Row> due, Wanted wanted, Function<List<Row>, List<List<Row>>> gather) {
    Map<String, List<Row>> byRecipient = new LinkedHashMap<>();
    due.forEach(row ->
        byRecipient.computeIfAbsent(row.delivery().recipient(), _ -> new ArrayList<>()).add(row));
    List<Letter> letters = new ArrayList<>();
    byRecipient.forEach((recipient, rows) -> {
      rows.sort(Comparator.comparingLong(Row::order));
      for (List<Row> together : gather.apply(rows)) {
        letters.add(new Letter(name(together.getFirst()), recipient, together));
      }
    });
    return wanted.probe() ? probe(letters) : letters;
  }

  /** The letter that has failed the least, of those that overtake none of the same watch. */
  private static List<Letter> probe(List<Letter> letters) {
    Set<String> watches = new HashSet<>();
    return letters.stream()
        .filter(letter -> {
          Set<String> own = new HashSet<>();
          letter.rows().stream().map(Row::watch).filter(Objects::nonNull).forEach(own::add);
          boolean first = own.stream().noneMatch(watches::contains);
          watches.addAll(own);
          return first;
        })
        .min(Comparator.comparingInt(l -> l.rows().getFirst().delivery().attempts()))
        .map(List::of)
        .orElseGet(List::of);
  }

  private static String name(Row first) {
    return first.message() == null ? first.delivery().id() : first.message();
  }

  private static void lease(Handle handle, List<Letter> letters, String sender, Duration lease) {
    if (letters.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            """
            UPDATE delivery SET state = 'leased', lease_owner = :sender, lease_until = <until>,
              message = :message WHERE id = :id\
            """);
    batch.define("until", Leases.UNTIL);
    for (Letter letter : letters) {
      for (Row row : letter.rows()) {
        batch
            .bind("sender", sender)
            .bind("lease", lease.toSeconds())
            .bind("message", letter.id())
            .bind("id", row.delivery().id())
            .add();
      }
    }
    batch.execute();
  }

  /**
   * Records what came of claimed deliveries; on the disk when this returns. Who no longer holds the
   * lease changes nothing.
   *
   * @return ids that another sender holds by now
   */
  public List<String> settle(String sender, List<Settled> settled, Instant now) {
    if (settled.isEmpty()) {
      return List.of();
    }
    List<String> removed = new ArrayList<>();
    List<Settled> kept = new ArrayList<>();
    for (Settled one : settled) {
      if (one.state() == null) {
        removed.add(one.id());
      } else {
        kept.add(one);
      }
    }
    int[] changed =
        database.durably(handle -> {
          remove(handle, sender, removed);
          if (kept.isEmpty()) {
            return new int[0];
          }
          PreparedBatch batch =
              handle.prepareBatch(
                  """
                  UPDATE delivery SET state = :state, due_at = :due,
                    lease_owner = NULL, lease_until = NULL, attempts = attempts + :tries,
                    last_error = COALESCE(CAST(:error AS VARCHAR),
                      CASE WHEN :delivered THEN NULL ELSE last_error END),
                    receipt = :receipt, finished_at = :finished
                  WHERE id = :id AND state = 'leased' AND lease_owner = :sender\
                  """);
          for (Settled one : kept) {
            bind(batch, one, now).bind("sender", sender).add();
          }
          return batch.execute();
        });
    List<String> lost = new ArrayList<>();
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] == 0) {
        lost.add(kept.get(i).id());
      }
    }
    return lost;
  }

  private static PreparedBatch bind(PreparedBatch batch, Settled one, Instant now) {
    DeliveryState state = Objects.requireNonNull(one.state());
    boolean delivered = state instanceof DeliveryState.Delivered;
    boolean over = delivered || state instanceof DeliveryState.Dead;
    Instant due = state instanceof DeliveryState.Pending(Instant at) ? at : now;
    return batch
        .bind("state", state.word())
        .bind("due", due.atOffset(ZoneOffset.UTC))
        .bind("tries", one.attempted() ? 1 : 0)
        .bind("delivered", delivered)
        .bind("error", delivered ? null : one.note())
        .bind("receipt", delivered ? one.note() : null)
        .bind("finished", over ? now.atOffset(ZoneOffset.UTC) : null)
        .bind("id", one.id());
  }

  private static void remove(Handle handle, String sender, List<String> ids) {
    if (ids.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch("DELETE FROM delivery WHERE id = :id AND lease_owner = :sender");
    ids.forEach(id -> batch.bind("id", id).bind("sender", sender).add());
    batch.execute();
  }

  /** Makes everything in a lane that waits for its next try due now: the receiver is back. */
  public int hurry(String lane, Instant now) {
    return database.inTransaction(handle ->
        handle
            .createUpdate(
                """
                UPDATE delivery SET due_at = :now
                WHERE state = 'pending' AND lane = :lane AND attempts > 0 AND due_at > :now\
                """)
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .bind("lane", lane)
            .execute());
  }

  /**
   * What waits for its next try in a lane.
   *
   * @param error what came of the last tries, or empty
   */
  public record Failing(int recipients, long tries, String error) {}

  /** The lanes in which something waits for its next try, and the next try is not due. */
  public Map<String, Failing> failing(Instant now) {
    return database.read(handle -> {
      Map<String, Failing> failing = new LinkedHashMap<>();
      handle
          .createQuery(
              """
              SELECT lane, count(DISTINCT recipient) AS recipients, sum(attempts) AS tries,
                max(last_error) AS error
              FROM delivery WHERE state = 'pending' AND attempts > 0 AND due_at > :now
              GROUP BY lane\
              """)
          .bind("now", now.atOffset(ZoneOffset.UTC))
          .map((row, _) ->
              Map.entry(
                  row.getString("lane"),
                  new Failing(
                      row.getInt("recipients"),
                      row.getLong("tries"),
                      Objects.requireNonNullElse(row.getString("error"), ""))))
          .forEach(entry -> failing.put(entry.getKey(), entry.getValue()));
      return failing;
    });
  }

  /**
   * Gives up letters of which all was first due before {@code limit}, in a lane that fails; returns
   * how many deliveries.
   */
  public int giveUp(String lane, Instant limit, String why, Instant now) {
    return database.durably(handle ->
        handle
            .createUpdate(
                """
                UPDATE delivery SET state = 'dead', finished_at = :now, last_error = :why
                WHERE state = 'pending' AND lane = :lane AND due_at <= :now
                  AND wanted_at < :limit AND NOT EXISTS (
                    SELECT 1 FROM delivery other WHERE other.state = 'pending'
                      AND other.lane = delivery.lane AND other.recipient = delivery.recipient
                      AND other.message = delivery.message AND other.wanted_at >= :limit)\
                """)
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .bind("why", why)
            .bind("lane", lane)
            .bind("limit", limit.atOffset(ZoneOffset.UTC))
            .execute());
  }

  /** Renews the leases of a sender that lives. */
  public void renew(String sender) {
    database.inTransaction(handle ->
        handle
            .createUpdate(
                """
                UPDATE delivery SET lease_until = <until>
                WHERE state = 'leased' AND lease_owner = :sender\
                """)
            .define("until", Leases.UNTIL)
            .bind("lease", Leases.LAST.toSeconds())
            .bind("sender", sender)
            .execute());
  }

  /**
   * Frees what nobody is sending: leases that have ended, for their senders are dead, and leases of
   * this sender that it knows nothing of. It does not wait for itself.
   *
   * @param sender who asks
   * @param held ids that it has in hand; these stay, however late its lease was renewed
   */
  public int freeLapsed(String sender, Set<String> held) {
    List<String> lapsed =
        database.read(handle ->
            handle
                .createQuery(
                    "SELECT id FROM delivery WHERE state = 'leased' AND (lease_owner = :sender OR <over>)")
                .define("over", Leases.OVER)
                .bind("sender", sender)
                .mapTo(String.class)
                .list());
    List<String> ended = lapsed.stream().filter(id -> !held.contains(id)).toList();
    if (ended.isEmpty()) {
      return 0;
    }
    return database.inTransaction(handle -> {
      PreparedBatch batch =
          handle
              .prepareBatch(
                  """
                  UPDATE delivery SET state = 'pending', lease_owner = NULL, lease_until = NULL
                  WHERE id = :id AND state = 'leased' AND (lease_owner = :sender OR <over>)\
                  """)
              .define("over", Leases.OVER);
      ended.forEach(id -> batch.bind("id", id).bind("sender", sender).add());
      return java.util.Arrays.stream(batch.execute()).sum();
    });
  }

  /**
   * Frees every lease. Only for a process that has the database to itself: whoever held them is
   * dead.
   */
  public void freeAll() {
    database.useTransaction(handle ->
        handle
            .createUpdate(
                """
                UPDATE delivery SET state = 'pending', lease_owner = NULL, lease_until = NULL
                WHERE state = 'leased'\
                """)
            .execute());
  }

  /**
   * Makes due now what was due at once when it was routed, in a time that the clock says is still
   * to come: the clock has been put back since.
   */
  public int makeDueWhateverTheClockSays(Instant now) {
    return database.inTransaction(handle ->
        handle
            .createUpdate(
                """
                UPDATE delivery SET due_at = :now WHERE state = 'pending' AND due_at > :now
                  AND due_at <= created_at\
                """)
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .execute());
  }

  /** How many dead letters there are in each lane. */
  public Map<String, Long> deadByLane() {
    return database.read(handle -> {
      Map<String, Long> dead = new LinkedHashMap<>();
      handle
          .createQuery(
              """
              SELECT lane, count(*) AS letters FROM delivery WHERE state = 'dead'
              GROUP BY lane ORDER BY lane\
              """)
          .map((row, _) -> Map.entry(row.getString("lane"), row.getLong("letters")))
          .forEach(entry -> dead.put(entry.getKey(), entry.getValue()));
      return dead;
    });
  }

  static Row row(ResultSet row, StatementContext context) throws SQLException {
    return new Row(
        Outbox.row(row, context),
        row.getString("message"),
        row.getString("watch_id"),
        row.getLong("alert_seq"),
        time(row, "wanted_at"),
        row.getBoolean("gathered"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
