package crier.store;

import crier.model.Cut;
import crier.model.Snapshot;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What watches' pages said, one row for each time it differed. */
final class Snapshots {

  private static final int SUMMARY_LENGTH = 500;

  private Snapshots() {}

  static long keep(
      Handle handle, String watch, Instant at, @Nullable Long capture, Watches.Seen seen) {
    String summary = seen.summary();
    return handle
        .createUpdate(
            """
            INSERT INTO snapshot (watch_id, taken_at, capture_id, sha256, summary)
            VALUES (:watch, :at, :capture, :sha256, :summary)\
            """)
        .bind("watch", watch)
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .bind("capture", capture)
        .bind("sha256", Bodies.keep(handle, Json.bytes(seen.snapshot())))
        .bind("summary", Cut.beginning(summary, SUMMARY_LENGTH))
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  static Optional<Snapshot> find(Handle handle, long id) {
    return handle
        .createQuery("SELECT sha256 FROM snapshot WHERE id = :id")
        .bind("id", id)
        .mapTo(String.class)
        .findOne()
        .flatMap(sha256 -> Bodies.find(handle, sha256))
        .map(bytes -> Json.read(bytes, Snapshot.class));
  }
}
