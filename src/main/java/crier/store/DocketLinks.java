package crier.store;

import crier.model.Alert;
import crier.model.Awaited.Condition;
import crier.model.Awaited.Mark;
import crier.model.Awaited.Step;
import crier.model.Kin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What dockets have to do with each other: what a case is held for, what decides it, which dockets
 * name which. Kept in the transaction of the look that showed it, together with the alert in the
 * case that waits.
 */
public final class DocketLinks {

  private final Database database;

  public DocketLinks(Database database) {
    this.database = database;
  }

  /**
   * What a look read of one entry; what was read of it before is replaced.
   *
   * @param condition what its case is held for, or null
   */
  public record Read(String key, @Nullable Condition condition, List<Mark> marks, List<Kin> kin) {
    public Read {
      marks = List.copyOf(marks);
      kin = List.copyOf(kin);
    }
  }

  /** All conditions and marks, and what has come of them, the earliest first. */
  public record State(List<Condition> conditions, List<Mark> marks, List<Step> steps) {
    public State {
      conditions = List.copyOf(conditions);
      marks = List.copyOf(marks);
      steps = List.copyOf(steps);
    }
  }

  /** New steps, and the alerts that tell them; a step names its alert. */
  public record Turned(List<Step> steps, List<Alert> alerts) {
    public Turned {
      steps = List.copyOf(steps);
      alerts = List.copyOf(alerts);
    }
  }

  /** Whether all that a watch showed has been read in this reading. */
  public boolean isRead(String watch, int reading) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT 1 FROM docket_read WHERE watch_id = :watch AND reading >= :reading")
            .bind("watch", watch)
            .bind("reading", reading)
            .mapTo(Integer.class)
            .findFirst()
            .isPresent());
  }

  /**
   * What a look leaves behind.
   *
   * @param reading noted as done when all that the watch shows was read, else 0
   * @param turn decides what has come of what; pure
   */
  public Beside keeping(
      String watch, List<Read> read, int reading, Instant at, Function<State, Turned> turn) {
    List<Read> entries = List.copyOf(read);
    return new Beside() {
      @Override
      List<Alert> store(Handle handle, @Nullable Long capture, @Nullable Long snapshot) {
        hold(handle);
        boolean changed = false;
        for (Read entry : entries) {
          changed |= put(handle, watch, entry, at);
        }
        if (reading > 0) {
          handle.execute("DELETE FROM docket_read WHERE watch_id = ?", watch);
          handle.execute(
              "INSERT INTO docket_read (watch_id, reading) VALUES (?, ?)", watch, reading);
        }
        return changed ? turned(handle, turn, capture, at) : List.of();
      }
    };
  }

  /**
   * Sees what has come of what by now, as after an edited configuration, and tells it.
   *
   * @return the alerts that were stored
   */
  public List<Alert> settle(Instant at, Function<State, Turned> turn) {
    if (database.read(handle -> turn.apply(state(handle)).steps().isEmpty())) {
      return List.of();
    }
    return database.durably(handle -> {
      hold(handle);
      return turned(handle, turn, null, at);
    });
  }

  private static void hold(Handle handle) {
    handle
        .createQuery("SELECT id FROM docket_lock WHERE id = 1 FOR UPDATE")
        .mapTo(Integer.class)
        .one();
  }

  private static List<Alert> turned(
      Handle handle, Function<State, Turned> turn, @Nullable Long capture, Instant at) {
    Turned turned = turn.apply(state(handle));
    List<Alert> stored = new ArrayList<>();
    for (Alert alert : turned.alerts()) {
      Alert whole = capture == null ? alert : alert.citing(capture);
      Alerts.append(handle, whole);
      stored.add(whole);
    }
    for (Step step : turned.steps()) {
      handle
          .createUpdate(
              """
              INSERT INTO docket_step (watch_id, mark_watch, mark_key, step, told, alert_id, noted_at)
              VALUES (:watch, :markWatch, :markKey, :step, :told, :alert, :at)\
              """)
          .bind("watch", step.condition().watch())
          .bind("markWatch", step.mark().watch())
          .bind("markKey", Alerts.shortened(step.mark().said().key()))
          .bind("step", step.turn().name())
          .bind("told", Json.write(step))
          .bind("alert", step.alert())
          .bind("at", at.atOffset(ZoneOffset.UTC))
          .execute();
    }
    return stored;
  }

  /** Whether something of it is new to those who wait. */
  private static boolean put(Handle handle, String watch, Read read, Instant at) {
    String key = Alerts.shortened(read.key());
    Condition condition = read.condition();
    boolean known = noted(handle, watch, key);
    int gone = 0;
    if (known && condition == null) {
      gone =
          handle.execute(
              "DELETE FROM docket_condition WHERE watch_id = ? AND item_key = ?", watch, key);
    } else if (known && condition != null) {
      handle
          .createUpdate(
              "UPDATE docket_condition SET told = :told WHERE watch_id = :watch AND item_key = :key")
          .bind("watch", watch)
          .bind("key", key)
          .bind("told", Json.write(condition))
          .execute();
    } else if (condition != null) {
      handle
          .createUpdate(
              """
              INSERT INTO docket_condition (watch_id, item_key, told, noted_at)
              VALUES (:watch, :key, :told, :at)\
              """)
          .bind("watch", watch)
          .bind("key", key)
          .bind("told", Json.write(condition))
          .bind("at", at.atOffset(ZoneOffset.UTC))
          .execute();
    }
    boolean marked = marks(handle, watch, key, read.marks(), at);
    read.kin().forEach(kin -> kin(handle, kin, at));
    return condition != null || gone > 0 || marked;
  }

  private static boolean noted(Handle handle, String watch, String key) {
    return handle
        .createQuery("SELECT 1 FROM docket_condition WHERE watch_id = :watch AND item_key = :key")
        .bind("watch", watch)
        .bind("key", key)
        .mapTo(Integer.class)
        .findFirst()
        .isPresent();
  }

  /** What was marked before stays as it was noted first; what is no longer so is taken back. */
  private static boolean marks(
      Handle handle, String watch, String key, List<Mark> marks, Instant at) {
    List<String> before =
        handle
            .createQuery("SELECT kind FROM docket_mark WHERE watch_id = :watch AND item_key = :key")
            .bind("watch", watch)
            .bind("key", key)
            .mapTo(String.class)
            .list();
    List<String> now = marks.stream().map(mark -> mark.kind().name()).toList();
    boolean changed = false;
    for (String kind : before) {
      if (!now.contains(kind)) {
        changed = true;
        handle.execute(
            "DELETE FROM docket_mark WHERE watch_id = ? AND item_key = ? AND kind = ?",
            watch,
            key,
            kind);
      }
    }
    for (Mark mark : marks) {
      if (!before.contains(mark.kind().name())) {
        changed = true;
        handle
            .createUpdate(
                """
                INSERT INTO docket_mark (watch_id, item_key, kind, told, noted_at)
                VALUES (:watch, :key, :kind, :told, :at)\
                """)
            .bind("watch", watch)
            .bind("key", key)
            .bind("kind", mark.kind().name())
            .bind("told", Json.write(mark))
            .bind("at", at.atOffset(ZoneOffset.UTC))
            .execute();
      }
    }
    return changed;
  }

  private static void kin(Handle handle, Kin kin, Instant at) {
    handle
        .createUpdate(
            """
            INSERT INTO docket_kin (watch_id, court, number, kind, told, noted_at)
            SELECT CAST(:watch AS VARCHAR), CAST(:court AS VARCHAR), CAST(:number AS VARCHAR),
              CAST(:kind AS VARCHAR), CAST(:told AS VARCHAR), CAST(:at AS TIMESTAMP(6) WITH TIME ZONE)
            WHERE NOT EXISTS (SELECT 1 FROM docket_kin k
              WHERE k.watch_id = :watch AND k.court = :court AND k.number = :number)\
            """)
        .bind("watch", kin.watch())
        .bind("court", kin.court())
        .bind("number", kin.number())
        .bind("kind", kin.kind() == null ? "AWAITED" : kin.kind().name())
        .bind("told", Json.write(kin))
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .execute();
  }

  /** All that is known. */
  public State state() {
    return database.read(DocketLinks::state);
  }

  private static State state(Handle handle) {
    return new State(
        told(handle, "docket_condition", "noted_at, watch_id, item_key", Condition.class),
        told(handle, "docket_mark", "id", Mark.class),
        told(handle, "docket_step", "id", Step.class));
  }

  private static <T> List<T> told(Handle handle, String table, String order, Class<T> type) {
    return handle
        .createQuery("SELECT told FROM <table> ORDER BY <order>")
        .define("table", table)
        .define("order", order)
        .map((row, _) -> Json.read(row.getString("told"), type))
        .list();
  }

  /** Every docket that another names, the earliest first. */
  public List<Kin> kin() {
    return database.read(DocketLinks::kin);
  }

  private static List<Kin> kin(Handle handle) {
    return handle
        .createQuery("SELECT * FROM docket_kin ORDER BY noted_at, watch_id, court, number")
        .map((row, _) -> kin(row))
        .list();
  }

  private static Kin kin(ResultSet row) throws SQLException {
    Kin kin = Json.read(row.getString("told"), Kin.class);
    OffsetDateTime followed = row.getObject("followed_at", OffsetDateTime.class);
    return new Kin(
        kin.watch(),
        kin.kind(),
        kin.court(),
        kin.number(),
        kin.said(),
        followed == null ? null : followed.toInstant());
  }

  /**
   * What becomes of dockets that were named and not dealt with yet.
   *
   * @param dealt with now, and never proposed again
   * @param followed by themselves from now on
   * @param alerts that tell it
   */
  public record Dealt(List<Kin> dealt, List<Kin> followed, List<Alert> alerts) {
    public Dealt {
      dealt = List.copyOf(dealt);
      followed = List.copyOf(followed);
      alerts = List.copyOf(alerts);
    }
  }

  /** Dockets that nobody has been told of, and those that are. */
  public record Named(List<Kin> open, List<Kin> dealt) {
    public Named {
      open = List.copyOf(open);
      dealt = List.copyOf(dealt);
    }
  }

  /** Deals with what was named and not dealt with yet, once; returns what came of it. */
  public Optional<Dealt> deal(Instant at, Function<Named, Dealt> decide) {
    if (database.read(handle -> decide.apply(named(handle)).dealt().isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        database.durably(handle -> {
          hold(handle);
          Dealt dealt = decide.apply(named(handle));
          dealt.alerts().forEach(alert -> Alerts.append(handle, alert));
          dealt.dealt().forEach(kin -> mark(handle, "proposed_at", kin, at));
          dealt.followed().forEach(kin -> mark(handle, "followed_at", kin, at));
          return dealt;
        }));
  }

  private static Named named(Handle handle) {
    List<Kin> open = new ArrayList<>();
    List<Kin> dealt = new ArrayList<>();
    handle
        .createQuery("SELECT * FROM docket_kin ORDER BY noted_at, watch_id, court, number")
        .map((row, _) ->
            (row.getObject("proposed_at", OffsetDateTime.class) == null ? open : dealt)
                .add(kin(row)))
        .list();
    return new Named(open, dealt);
  }

  private static void mark(Handle handle, String column, Kin kin, Instant at) {
    handle
        .createUpdate(
            """
            UPDATE docket_kin SET <column> = :at
            WHERE watch_id = :watch AND court = :court AND number = :number\
            """)
        .define("column", column)
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .bind("watch", kin.watch())
        .bind("court", kin.court())
        .bind("number", kin.number())
        .execute();
  }
}
