package crier.store;

import crier.model.Capture;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What came over the wire, each row holding the hash of the capture before it. */
final class Captures {

  private Captures() {}

  /**
   * Keeps them in order; returns the id of the first, the most telling; null when there is none.
   */
  static @Nullable Long keep(Handle handle, String watch, List<Capture> captures) {
    List<Long> ids = keepAll(handle, watch, captures);
    return ids.isEmpty() ? null : ids.getFirst();
  }

  /** Keeps them in order; returns their ids. */
  static List<Long> keepAll(Handle handle, String watch, List<Capture> captures) {
    List<Long> ids = new ArrayList<>();
    for (Capture capture : captures) {
      String previous =
          handle
              .createQuery(
                  "SELECT sha256 FROM capture WHERE watch_id = :watch ORDER BY id DESC LIMIT 1")
              .bind("watch", watch)
              .mapTo(String.class)
              .findOne()
              .orElse(null);
      long id =
          handle
              .createUpdate(
                  """
                  INSERT INTO capture (watch_id, url, final_url, redirects, status, headers,
                    fetched_at, sha256, length, previous_sha256)
                  VALUES (:watch, :url, :finalUrl, :redirects, :status, :headers,
                    :fetchedAt, :sha256, :length, :previous)\
                  """)
              .bind("watch", watch)
              .bind("url", capture.url().toString())
              .bind("finalUrl", capture.finalUrl().toString())
              .bind(
                  "redirects", Json.write(capture.redirects().stream().map(URI::toString).toList()))
              .bind("status", capture.status())
              .bind("headers", Json.write(capture.headers()))
              .bind("fetchedAt", capture.fetchedAt().atOffset(ZoneOffset.UTC))
              .bind("sha256", Bodies.keep(handle, capture.body()))
              .bind("length", (long) capture.body().length)
              .bind("previous", previous)
              .executeAndReturnGeneratedKeys("id")
              .mapTo(Long.class)
              .one();
      ids.add(id);
    }
    return ids;
  }
}
