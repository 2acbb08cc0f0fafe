package crier.store;

import crier.model.Alert;
import java.time.ZoneOffset;
import java.util.List;

/** What the operator has been told and is not over yet: each episode is told once. */
public final class Episodes {

  private final Database database;

  public Episodes(Database database) {
    this.database = database;
  }

  /** Stores the notice and opens its episode; false, storing nothing, when it is open already. */
  public boolean open(String topic, Alert notice) {
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

  /** Closes an episode and stores the recovery; false, storing nothing, when none is open. */
  public boolean close(String topic, Alert recovery) {
    return database.durably(handle -> {
      int closed =
          handle
              .createUpdate("DELETE FROM episode WHERE topic = :topic")
              .bind("topic", topic)
              .execute();
      if (closed > 0) {
        Alerts.append(handle, recovery);
      }
      return closed > 0;
    });
  }

  /** Topics of the episodes that are not over. */
  public List<String> open() {
    return database.read(handle ->
        handle.createQuery("SELECT topic FROM episode ORDER BY topic").mapTo(String.class).list());
  }
}
