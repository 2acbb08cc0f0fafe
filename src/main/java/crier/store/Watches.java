package crier.store;

import crier.model.Alert;
import crier.model.Capture;
import crier.model.Memo;
import crier.model.Outcome;
import crier.model.Sighting;
import crier.model.Snapshot;
import crier.model.ToldEntry;
import crier.model.Verdict;
import crier.model.WatchState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * When watches are due, who has them, and what came of looking. A check is claimed with a lease, so
 * that no two are under way for one watch; its result is one transaction.
 */
public final class Watches {

  private final Database database;

  private final ReentrantLock bytesAtATime = new ReentrantLock();

  public Watches(Database database) {
    this.database = database;
  }

  /**
   * What a check leaves behind.
   *
   * @param watch id
   * @param owner who holds the lease
   * @param spec hash of the source's description that was looked by; null: whichever is in force
   * @param at time of the look
   * @param outcome what came of it
   * @param trouble what is wrong, or null
   * @param nextCheckAt when it is due again
   * @param memo what the source remembers
   * @param whole whether the page was fetched whole
   * @param goneLooks looks in a row told "no such page"
   * @param seen what was seen, when it differs from what was known; null else
   * @param follows what looks at items' own pages left behind
   * @param alert what is to be told, or null; its capture and snapshot are filled in
   */
  public record Checked(
      String watch,
      String owner,
      @Nullable String spec,
      Instant at,
      Outcome outcome,
      @Nullable String trouble,
      Instant nextCheckAt,
      Memo memo,
      boolean whole,
      int goneLooks,
      @Nullable Seen seen,
      List<Follows.Kept> follows,
      @Nullable Alert alert) {
    public Checked {
      follows = List.copyOf(follows);
    }

    /** Of a watch that follows nothing, however its source is described. */
    public Checked(
        String watch,
        String owner,
        Instant at,
        Outcome outcome,
        @Nullable String trouble,
        Instant nextCheckAt,
        Memo memo,
        boolean whole,
        int goneLooks,
        @Nullable Seen seen,
        @Nullable Alert alert) {
      this(
          watch,
          owner,
          null,
          at,
          outcome,
          trouble,
          nextCheckAt,
          memo,
          whole,
          goneLooks,
          seen,
          List.of(),
          alert);
    }
  }

  /**
   * A new snapshot and what it was read from.
   *
   * @param captures the most telling first
   * @param summary one line for the history
   */
  public record Seen(Snapshot snapshot, List<Capture> captures, String summary) {
    public Seen {
      captures = List.copyOf(captures);
    }
  }

  /**
   * Makes the configured watches the ones in force. New ones are due at once; one whose source is
   * described differently begins anew and is due at once; the others keep their time, so that a
   * restart makes nobody look more often.
   *
   * @param specs hash of the source's description by watch id
   */
  public void configure(Map<String, String> specs, Instant now) {
    database.durably(handle -> WatchRow.configure(handle, specs, now));
  }

  /**
   * Claims watches that are due, the longest due first.
   *
   * @param lease how long they are the owner's, unless it {@link #renew renews} it
   * @param limit how many at most
   */
  public List<WatchState> claimDue(String owner, Instant now, Duration lease, int limit) {
    return claimDue(owner, now, lease, limit, _ -> true);
  }

  /**
   * As {@link #claimDue(String, Instant, Duration, int)}.
   *
   * @param known whether a watch, by its id, can be looked at here: another node may have a newer
   *     configuration
   */
  public List<WatchState> claimDue(
      String owner, Instant now, Duration lease, int limit, Predicate<String> known) {
    return database.inTransaction(handle -> {
      List<WatchState> due =
          handle
              .createQuery(
                  """
                  SELECT * FROM watch_state
                  WHERE in_force AND NOT paused AND next_check_at <= :now
                    AND (lease_owner IS NULL OR (lease_owner <> :owner AND <over>))
                  ORDER BY next_check_at LIMIT :limit FOR UPDATE SKIP LOCKED\
                  """)
              .define("over", Leases.OVER)
              .bind("owner", owner)
              .bind("now", now.atOffset(ZoneOffset.UTC))
              .bind("limit", limit)
              .map(WatchRow::read)
              .filter(state -> known.test(state.watch()))
              .list();
      WatchRow.lease(handle, owner, lease, due);
      return due;
    });
  }

  /** Claims these watches, due or not; those that somebody else has are left out. */
  public List<WatchState> claim(String owner, Duration lease, Collection<String> watches) {
    if (watches.isEmpty()) {
      return List.of();
    }
    return database.inTransaction(handle -> {
      List<WatchState> free =
          handle
              .createQuery(
                  """
                  SELECT * FROM watch_state WHERE watch_id IN (<watches>)
                    AND (lease_owner IS NULL OR (lease_owner <> :owner AND <over>))
                  FOR UPDATE SKIP LOCKED\
                  """)
              .define("over", Leases.OVER)
              .bindList("watches", watches)
              .bind("owner", owner)
              .map(WatchRow::read)
              .list();
      WatchRow.lease(handle, owner, lease, free);
      return free;
    });
  }

  /**
   * Frees every lease. Only for a process that has the database to itself: whoever held them is
   * dead.
   */
  public void freeAll() {
    database.useTransaction(
        handle -> handle.execute("UPDATE watch_state SET lease_owner = NULL, lease_until = NULL"));
  }

  /**
   * Renews the leases of an owner that lives, and frees those that it knows nothing of, so that it
   * does not wait for itself.
   *
   * @param held watches that it is looking at
   */
  public void renew(String owner, Set<String> held) {
    WatchRow.renew(database, owner, held);
  }

  /**
   * Makes due what was last looked at in a time that the clock says is still to come: it has been
   * put back since, and the next look was planned by a wrong time. Returns how many.
   */
  public int makeDueWhateverTheClockSays(Instant now) {
    return database.inTransaction(handle -> WatchRow.makeDueWhateverTheClockSays(handle, now));
  }

  /** Frees one owner's lease of a watch. */
  public void free(String owner, String watch) {
    database.useTransaction(handle -> WatchRow.free(handle, owner, watch));
  }

  /** Frees the leases of one owner, at its orderly end. */
  public void free(String owner) {
    database.useTransaction(handle ->
        handle
            .createUpdate(
                """
                UPDATE watch_state SET lease_owner = NULL, lease_until = NULL
                WHERE lease_owner = :owner\
                """)
            .bind("owner", owner)
            .execute());
  }

  /**
   * Makes these watches due now: somebody told us that there is something to see. It stands in
   * their memo from the next claim on; one that is being looked at just now is looked at once more.
   */
  public void prompt(Collection<String> watches, Instant now) {
    if (!watches.isEmpty()) {
      database.useTransaction(handle ->
          handle
              .createUpdate(
                  """
                  UPDATE watch_state SET prompted_at = :now,
                    next_check_at = CASE WHEN next_check_at > :now THEN :now ELSE next_check_at END
                  WHERE watch_id IN (<watches>)\
                  """)
              .bindList("watches", watches)
              .bind("now", now.atOffset(ZoneOffset.UTC))
              .execute());
    }
  }

  /**
   * Stores what a check came to and ends its lease, in one transaction: all of it or nothing.
   *
   * @return the alert as stored, or empty when there is none
   * @throws LeaseLost when somebody else has the watch by now; nothing is stored
   * @throws DescribedAnew when the source is described otherwise by now; nothing is stored
   */
  public Optional<Alert> commit(Checked checked) {
    return commit(checked, null);
  }

  /**
   * Docket entries in a check's alert that other watches may have told, or may come to tell.
   *
   * @param place where the watch looks, in readers' words
   * @param judge takes out what was told already; pure, and called again when another node told
   *     something of the same case meanwhile
   */
  public record Shared(
      String place, Collection<Sighting> sightings, Function<List<ToldEntry>, Verdict> judge) {
    public Shared {
      sightings = List.copyOf(sightings);
    }
  }

  /** The alert as {@link #commit} would leave it now; stores nothing. */
  public Optional<Alert> rehearse(Shared shared) {
    return database.read(handle ->
        Optional.ofNullable(
            shared.judge().apply(Sightings.known(handle, shared.sightings())).alert()));
  }

  /**
   * As {@link #commit}, of an alert about docket entries.
   *
   * @param shared null when no other watch can tell of the same
   */
  public Optional<Alert> commit(Checked checked, @Nullable Shared shared) {
    return commit(checked, shared, List.of()).alert();
  }

  /**
   * What was stored.
   *
   * @param alert the watch's own, or empty when there is none
   * @param others those of other watches that came of what was stored beside
   */
  public record Committed(Optional<Alert> alert, List<Alert> others) {
    public Committed {
      others = List.copyOf(others);
    }
  }

  /**
   * As {@link #commit}, with what docket entries lead to.
   *
   * @param besides stored in the same transaction
   */
  public Committed commit(Checked checked, @Nullable Shared shared, List<Beside> besides) {
    if (checked.seen() == null
        && checked.alert() == null
        && checked.follows().isEmpty()
        && besides.isEmpty()) {
      database.useTransaction(handle -> WatchRow.settle(handle, checked, null));
      return new Committed(Optional.empty(), List.of());
    }
    keepBytes(checked);
    return database.durably(handle -> {
      if (shared != null) {
        Sightings.hold(handle, shared.sightings());
      }
      Seen seen = checked.seen();
      Citations citations = new Citations(handle, checked.watch());
      List<Long> stored =
          seen == null ? List.of() : Captures.keepAll(handle, checked.watch(), seen.captures());
      Long capture = stored.isEmpty() ? null : stored.getFirst();
      if (seen != null) {
        citations.answers(seen, stored);
      }
      Long snapshot =
          seen == null
              ? null
              : Snapshots.keep(handle, checked.watch(), checked.at(), capture, seen);
      WatchRow.settle(handle, checked, snapshot);
      Follows.keep(handle, checked.watch(), checked.follows(), citations);
      Optional<Alert> told =
          tell(
              handle,
              checked.alert(),
              shared,
              alert -> whole(citations.cited(alert), capture, snapshot));
      List<Alert> others = new ArrayList<>();
      for (Beside beside : besides) {
        others.addAll(beside.store(handle, capture, snapshot));
      }
      return new Committed(told, others);
    });
  }

  private static Optional<Alert> tell(
      Handle handle, @Nullable Alert draft, @Nullable Shared shared, UnaryOperator<Alert> cited) {
    if (draft == null) {
      return Optional.empty();
    }
    Verdict verdict =
        shared == null
            ? new Verdict(draft, List.of())
            : shared.judge().apply(Sightings.known(handle, shared.sightings()));
    Optional<Alert> told = Optional.ofNullable(verdict.alert()).map(cited);
    told.ifPresent(alert -> Alerts.append(handle, alert));
    if (shared != null) {
      Sightings.keep(handle, draft, shared.place(), verdict);
    }
    return told;
  }

  /** The capture of the first finding is the alert's. */
  private static Alert whole(Alert alert, @Nullable Long capture, @Nullable Long snapshot) {
    Long first = alert.findings().getFirst().proof().capture();
    return new Alert(
        alert.id(),
        alert.kind(),
        alert.watch(),
        alert.watchName(),
        alert.story(),
        alert.subject(),
        alert.significance(),
        alert.firstSeen(),
        alert.findings(),
        alert.text(),
        first == null ? capture : first,
        snapshot);
  }

  /**
   * Keeps the bytes ahead of the transaction that refers to them, one check at a time: many pages
   * may serve the same bytes, and transactions that write the same key wait for each other to the
   * end. Bytes that nothing comes to refer to do no harm.
   */
  private void keepBytes(Checked checked) {
    bytesAtATime.lock();
    try {
      Seen seen = checked.seen();
      if (seen != null) {
        for (Capture capture : seen.captures()) {
          database.inTransaction(handle -> Bodies.keep(handle, capture.body()));
        }
        database.inTransaction(handle -> Bodies.keep(handle, Json.bytes(seen.snapshot())));
      }
      for (Follows.Kept kept : checked.follows()) {
        database.inTransaction(handle -> {
          Follows.keepBytes(handle, kept);
          return kept;
        });
      }
    } finally {
      bytesAtATime.unlock();
    }
  }

  /** Pauses a watch or lets it go on, one that was stopped for good included. */
  public void pause(String watch, boolean paused) {
    database.durably(handle ->
        handle
            .createUpdate(
                """
                UPDATE watch_state SET paused = :paused,
                  next_check_at = CASE WHEN :paused OR next_check_at < :never THEN next_check_at
                    ELSE COALESCE(last_check_at, began_at) END
                WHERE watch_id = :id\
                """)
            .bind("paused", paused)
            .bind("never", WatchState.NEVER.atOffset(ZoneOffset.UTC))
            .bind("id", watch)
            .execute());
  }

  public Optional<WatchState> state(String watch) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM watch_state WHERE watch_id = :id")
            .bind("id", watch)
            .map(WatchRow::read)
            .findOne());
  }

  /** States of all watches in force, by id. */
  public List<WatchState> states() {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM watch_state WHERE in_force ORDER BY watch_id")
            .map(WatchRow::read)
            .list());
  }

  /** The source has been described otherwise since the look began: what it saw says nothing. */
  public static final class DescribedAnew extends RuntimeException {
    private static final long serialVersionUID = 1;

    DescribedAnew(String watch) {
      super("watch %s was described anew during a look; it is looked at again".formatted(watch));
    }
  }

  /** The lease ended before the check did, and somebody else may have the watch. */
  public static final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1;

    LeaseLost(String watch) {
      super("the lease on watch " + watch + " was lost; nothing was stored");
    }
  }
}
