package crier.source.courtlistener;

import crier.fetch.Fetched;
import crier.fetch.Quota.Priority;
import crier.model.Capture;
import crier.source.Step;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads one list of the API to its end, over several looks if the budget or a page's end says so:
 * where it stopped stands in the memo. Nothing counts as read before all of it is.
 */
final class Paging {

  private static final String NEXT = "-next";
  private static final String NEWEST = "-newest";

  /** What is made of a list. */
  interface Reader {
    /** A page was read. */
    void page(Capture capture, List<JsonNode> rows);

    /**
     * All pages were read.
     *
     * @param newest the latest {@code date_modified} of all; null when there was none
     * @param inOneLook whether they were all read just now
     */
    Step complete(@Nullable Instant newest, boolean inOneLook);

    /**
     * It stops here for now, and goes on at the next look.
     *
     * @param fetched what came in place of a page, or null
     * @param why no page could be made of what came; empty, without {@code fetched}, when it has
     *     merely read enough
     */
    Step broken(@Nullable Fetched fetched, String why);
  }

  private final Api api;
  private final DocketMemory notes;
  private final String name;
  private final int most;
  private final Priority pressing;
  private final Supplier<URI> fresh;
  private final Reader reader;
  private @Nullable Instant newest;
  private boolean resumed;
  private int pages;

  /**
   * Makes one.
   *
   * @param name of its marks in the memo
   * @param most pages in one look
   * @param pressing how much so it is to whoever shares the budget
   * @param fresh where it begins
   */
  Paging(
      Api api,
      DocketMemory notes,
      String name,
      int most,
      Priority pressing,
      Supplier<URI> fresh,
      Reader reader) {
    this.api = api;
    this.notes = notes;
    this.name = name;
    this.most = most;
    this.pressing = pressing;
    this.fresh = fresh;
    this.reader = reader;
  }

  /** Whether an earlier look stopped in the midst of it. */
  static boolean isUnderWay(DocketMemory notes, String name) {
    return notes.memo().get(name + NEXT).isPresent();
  }

  /** Begins, or goes on where an earlier look stopped. */
  Step read() {
    newest = notes.memo().get(name + NEWEST).map(Instant::parse).orElse(null);
    Optional<URI> next = notes.memo().get(name + NEXT).map(URI::create).filter(api::isOurs);
    resumed = next.isPresent();
    return ask(next.orElseGet(fresh));
  }

  private Step ask(URI uri) {
    return new Step.Ask(api.request(uri, pressing), fetched -> answered(uri, fetched));
  }

  private Step answered(URI uri, Fetched fetched) {
    if (!(fetched instanceof Fetched.Fresh(Capture capture))) {
      if (fetched instanceof Fetched.Gone && resumed && pages == 0) {
        // {"detail":"Invalid cursor"}: it is forgotten there, so begin anew.
        resumed = false;
        newest = null;
        return ask(fresh.get());
      }
      mark(pages > 0 || resumed ? uri : null);
      return reader.broken(fetched, "");
    }
    Optional<Api.Page> page = Api.page(capture);
    if (page.isEmpty()) {
      mark(null);
      return reader.broken(null, "its answer is no list");
    }
    List<JsonNode> rows = page.get().results();
    boolean unread = rows.stream().anyMatch(row -> row.path("id").asLong(0) <= 0);
    reader.page(capture, rows);
    rows.stream().map(Api::modified).forEach(this::newer);
    pages++;
    if (unread) {
      mark(null);
      return reader.broken(null, "a row of its answer has no id");
    }
    if (page.get().next().isEmpty()) {
      mark(null);
      return reader.complete(newest, !resumed);
    }
    URI next = page.get().next().get();
    if (!api.isOurs(next)) {
      mark(null);
      return reader.broken(null, "its next page is at another host, and was not asked for");
    }
    if (pages < most) {
      return ask(next);
    }
    mark(next);
    return reader.broken(null, "");
  }

  private void newer(@Nullable Instant modified) {
    if (modified != null && (newest == null || modified.isAfter(newest))) {
      newest = modified;
    }
  }

  private void mark(@Nullable URI next) {
    notes.memo(
        notes
            .memo()
            .with(name + NEXT, next == null ? null : next.toString())
            .with(name + NEWEST, next == null || newest == null ? null : newest.toString()));
  }
}
