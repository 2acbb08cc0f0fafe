package crier.store;

import crier.model.Alert;
import crier.model.DocketDate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Hearings and due dates of cases. They change in the transaction of the look that read the entry;
 * that one has passed is told in the transaction that notes it, so that nobody is told twice.
 */
public final class Deadlines {

  private final Database database;

  public Deadlines(Database database) {
    this.database = database;
  }

  /** What a look's entries do to the dates of one case. */
  public static final class Ledger extends Beside {
    private final String watch;
    private final Set<String> cases;
    private final Function<List<DocketDate>, Outcome> decide;

    /**
     * Keeps them with the look.
     *
     * @param watch that looked
     * @param cases all names of the case
     * @param decide from the dates that are known to what becomes of them; pure, and called again
     *     when another node wrote meanwhile
     */
    public Ledger(
        String watch, Collection<String> cases, Function<List<DocketDate>, Outcome> decide) {
      this.watch = watch;
      this.cases = new TreeSet<>(cases);
      this.decide = decide;
    }

    @Override
    List<Alert> store(Handle handle, @Nullable Long capture, @Nullable Long snapshot) {
      Sightings.hold(handle, cases);
      Outcome outcome = decide.apply(of(handle, cases));
      Set<String> known = uids(handle, outcome.changed());
      for (DocketDate date : outcome.changed()) {
        write(handle, date, known.contains(date.uid()));
        for (String name : cases) {
          belongs(handle, name, date.uid());
        }
      }
      outcome.corrections().forEach(alert -> Alerts.append(handle, alert));
      read(handle, watch);
      return outcome.corrections();
    }
  }

  /**
   * What becomes of the dates of a case.
   *
   * @param changed those that are new or differ
   * @param corrections of what readers were told before
   */
  public record Outcome(List<DocketDate> changed, List<Alert> corrections) {
    public Outcome {
      changed = List.copyOf(changed);
      corrections = List.copyOf(corrections);
    }
  }

  private static void read(Handle handle, String watch) {
    handle
        .createUpdate(
            """
            INSERT INTO deadline_read (watch_id) SELECT CAST(:watch AS VARCHAR)
            WHERE NOT EXISTS (SELECT 1 FROM deadline_read r WHERE r.watch_id = :watch)\
            """)
        .bind("watch", watch)
        .execute();
  }

  /** Whether all entries of a watch were read for dates. */
  public boolean isRead(String watch) {
    return database.read(handle ->
        handle
            .createQuery("SELECT 1 FROM deadline_read WHERE watch_id = :watch")
            .bind("watch", watch)
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }

  private static List<DocketDate> of(Handle handle, Collection<String> cases) {
    return cases.isEmpty()
        ? List.of()
        : handle
            .createQuery(
                """
                SELECT body FROM deadline WHERE uid IN
                  (SELECT deadline_uid FROM deadline_case WHERE case_name IN (<cases>))
                ORDER BY uid\
                """)
            .bindList("cases", cases)
            .map((row, _) -> Json.read(row.getString("body"), DocketDate.class))
            .list();
  }

  private static Set<String> uids(Handle handle, List<DocketDate> dates) {
    return dates.isEmpty()
        ? Set.of()
        : handle
            .createQuery("SELECT uid FROM deadline WHERE uid IN (<uids>)")
            .bindList("uids", dates.stream().map(DocketDate::uid).toList())
            .mapTo(String.class)
            .collect(Collectors.toSet());
  }

  private static void write(Handle handle, DocketDate date, boolean known) {
    handle
        .createUpdate(
            known
                ? """
                UPDATE deadline SET watch_id = :watch, state = :state, due_on = :day, ask_at = :ask,
                  remind_at = :remind, changed_at = :changed, version = version + 1, body = :body WHERE uid = :uid\
                """
                : """
                INSERT INTO deadline (uid, watch_id, state, due_on, ask_at, remind_at, changed_at,
                  version, body)
                VALUES (:uid, :watch, :state, :day, :ask, :remind, :changed, 0, :body)\
                """)
        .bind("uid", date.uid())
        .bind("watch", date.owner().watch())
        .bind("state", date.state().name())
        .bind("day", date.day())
        .bind("ask", at(date.askAt()))
        .bind("remind", at(date.remindAt()))
        .bind("changed", at(date.changedAt()))
        .bind("body", Json.write(date))
        .execute();
  }

  private static void belongs(Handle handle, String name, String uid) {
    handle
        .createUpdate(
            """
            INSERT INTO deadline_case (case_name, deadline_uid)
            SELECT CAST(:name AS VARCHAR), CAST(:uid AS VARCHAR)
            WHERE NOT EXISTS (SELECT 1 FROM deadline_case c
              WHERE c.case_name = :name AND c.deadline_uid = :uid)\
            """)
        .bind("name", name)
        .bind("uid", uid)
        .execute();
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  /** Dates of watches in force of which it is time to ask whether they were answered. */
  public List<DocketDate> toAsk(Instant now, int limit) {
    return waiting("ask_at", now, limit);
  }

  /** Dates of watches in force of which it is time to remind those who asked. */
  public List<DocketDate> toRemind(Instant now, int limit) {
    return waiting("remind_at", now, limit);
  }

  private List<DocketDate> waiting(String column, Instant now, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT d.body FROM deadline d JOIN watch_state w ON w.watch_id = d.watch_id
                WHERE w.in_force AND NOT w.paused AND d.state = 'OPEN' AND d.<column> <= :now
                ORDER BY d.<column>, d.uid LIMIT :limit\
                """)
            .define("column", column)
            .bind("now", at(now))
            .bind("limit", limit)
            .map((row, _) -> Json.read(row.getString("body"), DocketDate.class))
            .list());
  }

  /**
   * Notes what became of a date, with the alert that tells it, unless anything became of it since
   * it was read: another node, or a look.
   *
   * @param alert null when nothing is to be told
   * @return whether it was noted
   */
  public boolean pass(DocketDate read, DocketDate now, @Nullable Alert alert) {
    return database.durably(handle -> {
      boolean same =
          handle
              .createQuery("SELECT body FROM deadline WHERE uid = :uid FOR UPDATE")
              .bind("uid", read.uid())
              .map((row, _) -> Json.read(row.getString("body"), DocketDate.class))
              .findOne()
              .filter(read::equals)
              .isPresent();
      if (same) {
        write(handle, now, true);
        if (alert != null) {
          Alerts.append(handle, alert);
        }
      }
      return same;
    });
  }

  /**
   * What is open, what has been since a day, and of what something has become since then: the
   * earliest first, those without a day last.
   */
  public List<DocketDate> since(LocalDate day) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT body FROM deadline
                WHERE state IN ('WAITING', 'OPEN', 'MISSED') OR due_on >= :day
                  OR (version > 0 AND changed_at >= :since)
                ORDER BY CASE WHEN due_on IS NULL THEN 1 ELSE 0 END, due_on, uid\
                """)
            .bind("day", day)
            .bind("since", day.atStartOfDay().atOffset(ZoneOffset.UTC))
            .map((row, _) -> Json.read(row.getString("body"), DocketDate.class))
            .list());
  }
}
