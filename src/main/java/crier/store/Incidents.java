package crier.store;

import crier.model.Alert;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What the operator has been told and is not over yet: each episode is told once. */
public final class Incidents {

  private final Database database;

  public Incidents(Database database) {
    this.database = database;
  }

  /**
   * What a notice is about.
   *
   * @param lane the one that fails, or null when it is about none
   * @param opening id of the notice that began the episode, when this one ends it; or null
   */
  public record About(@Nullable String lane, @Nullable String opening) {}

  /** An episode that is not over. */
  public record Open(String topic, Instant since, String subject, String text) {}

  /**
   * Stores the notice and opens its episode; false, storing nothing, when it is open already.
   *
   * @param lane that the notice is about and should not be sent through, or null
   */
  public boolean open(String topic, @Nullable String lane, Alert notice) {
    return database.durably(handle -> {
      boolean known =
          handle
              .createQuery("SELECT 1 FROM episode WHERE topic = :topic")
              .bind("topic", topic)
              .mapTo(Integer.class)
              .findOne()
              .isPresent();
      if (known) {
        return false;
      }
      Alerts.append(handle, notice);
      if (lane != null) {
        about(handle, notice.id(), lane, null);
      }
      handle
          .createUpdate(
              "INSERT INTO episode (topic, opened_at, alert_id) VALUES (:topic, :at, :alert)")
          .bind("topic", topic)
          .bind("at", notice.firstSeen().atOffset(ZoneOffset.UTC))
          .bind("alert", notice.id())
          .execute();
      return true;
    });
  }

  /** Stores a notice that opens no episode. */
  public boolean tell(Alert notice) {
    return database.durably(handle -> {
      Alerts.append(handle, notice);
      return true;
    });
  }

  /** Closes an episode and stores the recovery; false, storing nothing, when none is open. */
  public boolean close(String topic, Alert recovery) {
    return database.durably(handle -> {
      Optional<String> opening =
          handle
              .createQuery("SELECT alert_id FROM episode WHERE topic = :topic FOR UPDATE")
              .bind("topic", topic)
              .mapTo(String.class)
              .findOne();
      opening.ifPresent(notice -> {
        handle
            .createUpdate("DELETE FROM episode WHERE topic = :topic")
            .bind("topic", topic)
            .execute();
        Alerts.append(handle, recovery);
        about(handle, recovery.id(), null, notice);
      });
      return opening.isPresent();
    });
  }

  private static void about(
      Handle handle, String alert, @Nullable String lane, @Nullable String opening) {
    handle
        .createUpdate(
            "INSERT INTO notice_about (alert_id, lane, opening) VALUES (:alert, :lane, :opening)")
        .bind("alert", alert)
        .bind("lane", lane)
        .bind("opening", opening)
        .execute();
  }

  /** What a notice is about. */
  public About about(String notice) {
    return database.read(handle ->
        handle
            .createQuery("SELECT lane, opening FROM notice_about WHERE alert_id = :alert")
            .bind("alert", notice)
            .map((row, _) -> new About(row.getString("lane"), row.getString("opening")))
            .findOne()
            .orElseGet(() -> new About(null, null)));
  }

  /** The episodes that are not over, the oldest first, for the pages. */
  public List<Open> told() {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT e.topic, e.opened_at, a.subject, a.notice FROM episode e
                JOIN alert a ON a.id = e.alert_id ORDER BY e.opened_at, e.topic\
                """)
            .map((row, _) ->
                new Open(
                    row.getString("topic"),
                    row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                    row.getString("subject"),
                    row.getString("notice")))
            .list());
  }

  /** Topics of the episodes that are not over. */
  public List<String> open() {
    return database.read(handle ->
        handle.createQuery("SELECT topic FROM episode ORDER BY topic").mapTo(String.class).list());
  }
}
