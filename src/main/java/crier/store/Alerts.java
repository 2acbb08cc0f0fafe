package crier.store;

import crier.model.Alert;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Significance;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Alerts and notices, stored for ever and never changed. */
public final class Alerts {

  private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};
  private static final int KEY_LENGTH = 500;

  private final Database database;

  public Alerts(Database database) {
    this.database = database;
  }

  /**
   * Which alerts to list.
   *
   * @param story id, or null for all
   * @param watch id, or null for all
   * @param minimum nothing below this rank
   * @param event one that must be among an alert's, or null for any
   */
  public record Wanted(
      @Nullable String story, @Nullable String watch, Significance minimum, @Nullable Event event) {
    public static final Wanted ALL = new Wanted(null, null, Significance.ROUTINE, null);
  }

  /** Stores an alert inside the transaction of what it tells. */
  static void append(Handle handle, Alert alert) {
    handle
        .createUpdate(
            """
            INSERT INTO alert (id, kind, watch_id, watch_name, story_id, subject, significance,
              first_seen_at, findings, notice, capture_id, snapshot_id)
            VALUES (:id, :kind, :watch, :watchName, :story, :subject, :significance,
              :firstSeen, :findings, :text, :capture, :snapshot)\
            """)
        .bind("id", alert.id())
        .bind("kind", alert.kind().name())
        .bind("watch", alert.watch())
        .bind("watchName", alert.watchName())
        .bind("story", alert.story())
        .bind("subject", alert.subject())
        .bind("significance", alert.significance().name())
        .bind("firstSeen", alert.firstSeen().atOffset(ZoneOffset.UTC))
        .bind("findings", Json.write(alert.findings()))
        .bind("text", alert.text())
        .bind("capture", alert.capture())
        .bind("snapshot", alert.snapshot())
        .execute();
    String watch = alert.watch();
    if (watch != null) {
      alert.findings().stream()
          .map(Finding::key)
          .filter(key -> !key.isEmpty())
          .distinct()
          .forEach(key -> tells(handle, watch, key, alert.id()));
    }
  }

  private static void tells(Handle handle, String watch, String key, String alert) {
    handle
        .createUpdate(
            "INSERT INTO alert_item (watch_id, item_key, alert_id) VALUES (:watch, :key, :alert)")
        .bind("watch", watch)
        .bind("key", shortened(key))
        .bind("alert", alert)
        .execute();
  }

  static String shortened(String key) {
    return crier.model.Cut.beginning(key, KEY_LENGTH);
  }

  /** Stores a notice or a test message, which belongs to no watch's transaction. */
  public void add(Alert alert) {
    database.durably(handle -> {
      append(handle, alert);
      return alert.id();
    });
  }

  public Optional<Alert> find(String id) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM alert WHERE id = :id")
            .bind("id", id)
            .map(Alerts::row)
            .findOne());
  }

  /** The newest alerts first; notices are not among them. */
  public List<Alert> newest(Wanted wanted, int limit) {
    return listed(wanted, null, limit);
  }

  /** As {@link #newest}, of those stored before this one; none when there is no such alert. */
  public List<Alert> older(Wanted wanted, String than, int limit) {
    return listed(wanted, than, limit);
  }

  private List<Alert> listed(Wanted wanted, @Nullable String before, int limit) {
    StringBuilder sql = new StringBuilder("SELECT * FROM alert WHERE kind = 'ALERT'");
    if (before != null) {
      sql.append(" AND seq < (SELECT seq FROM alert WHERE id = :before)");
    }
    if (wanted.story() != null) {
      sql.append(" AND story_id = :story");
    }
    if (wanted.watch() != null) {
      sql.append(" AND watch_id = :watch");
    }
    if (wanted.event() != null) {
      sql.append(" AND findings LIKE :event");
    }
    List<String> ranks = new ArrayList<>();
    for (Significance rank : Significance.values()) {
      if (rank.atLeast(wanted.minimum())) {
        ranks.add(rank.name());
      }
    }
    sql.append(" AND significance IN (<ranks>) ORDER BY seq DESC LIMIT :limit");
    return database.read(handle -> {
      Query query = handle.createQuery(sql.toString()).bindList("ranks", ranks);
      if (before != null) {
        query.bind("before", before);
      }
      if (wanted.story() != null) {
        query.bind("story", wanted.story());
      }
      if (wanted.watch() != null) {
        query.bind("watch", wanted.watch());
      }
      Event event = wanted.event();
      if (event != null) {
        query.bind("event", "%\"" + event.name() + "\"%");
      }
      return query.bind("limit", limit).map(Alerts::row).list();
    });
  }

  /** Alerts of a story that bear on one of its questions, the newest first. */
  public List<Alert> bearingOn(String story, String question, int limit) {
    return database.read(handle -> {
      try (Stream<Alert> alerts =
          handle
              .createQuery(
                  """
                  SELECT * FROM alert WHERE kind = 'ALERT' AND story_id = :story
                    AND findings LIKE :question ORDER BY seq DESC\
                  """)
              .bind("story", story)
              // Narrows down only: a title can hold the same word, and _ stands for any letter.
              .bind("question", "%\"" + question + "\"%")
              .map(Alerts::row)
              .stream()) {
        return alerts.filter(alert -> alert.questions().contains(question)).limit(limit).toList();
      }
    });
  }

  /**
   * A place where what an alert tells was seen.
   *
   * @param key of the finding
   * @param place in readers' words: {@code CourtListener's docket}
   */
  public record SeenAt(String key, String place, Instant at) {}

  /**
   * Where the docket entries of an alert were seen, by all watches of their case, the earliest
   * first; empty for what only one watch can see.
   */
  public List<SeenAt> seenAt(String alert) {
    return database.read(handle -> Sightings.of(handle, alert));
  }

  /** Alerts that told of an item before, the oldest first. */
  public List<String> about(String watch, String key) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT a.id FROM alert_item i JOIN alert a ON a.id = i.alert_id
                WHERE i.watch_id = :watch AND i.item_key = :key ORDER BY a.seq\
                """)
            .bind("watch", watch)
            .bind("key", shortened(key))
            .mapTo(String.class)
            .list());
  }

  static Alert row(ResultSet row, StatementContext context) throws SQLException {
    return new Alert(
        row.getString("id"),
        Alert.Kind.valueOf(row.getString("kind")),
        row.getString("watch_id"),
        row.getString("watch_name"),
        row.getString("story_id"),
        row.getString("subject"),
        Significance.valueOf(row.getString("significance")),
        row.getObject("first_seen_at", OffsetDateTime.class).toInstant(),
        Json.read(row.getString("findings"), FINDINGS),
        row.getString("notice"),
        row.getObject("capture_id", Long.class),
        row.getObject("snapshot_id", Long.class));
  }
}
