package crier.source;

import crier.fetch.Fetched;
import crier.fetch.Request;
import crier.model.Capture;
import crier.model.Memo;
import crier.model.PageMemory;
import crier.model.Snapshot;
import crier.model.SourceSpec;
import java.net.URI;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a source knows when it begins a look.
 *
 * @param now the time of the look
 * @param memo what it asked to remember
 * @param earlier gives what is known of the page, null at first sight; reading it costs, so ask
 *     only once there is something to compare
 * @param unconditional true when the page must be fetched and read whole: at first sight, when a
 *     withdrawal waits for its second look, or once a day because some servers' validators lie
 */
public record Visit(
    Instant now, Memo memo, Supplier<@Nullable Snapshot> earlier, boolean unconditional) {

  /** In the memo: where the page lives from now on, as a 301 or 308 said. */
  public static final String MOVED = "moved-to";

  /** In the memo: how many items the list's first page showed. */
  public static final String SHOWN = "shown";

  /** A visit to a page of which this is known, or nothing when null. */
  public static Visit of(Instant now, Memo memo, @Nullable Snapshot known, boolean unconditional) {
    return new Visit(now, memo, () -> known, unconditional);
  }

  /** What is known of the page; null at first sight. */
  public @Nullable Snapshot known() {
    return earlier.get();
  }

  /** What to send so that an unchanged answer costs little; null when the page must come whole. */
  public Request.@Nullable Known known(URI url) {
    if (unconditional) {
      return null;
    }
    PageMemory page = memo.page(url);
    return page.sha256() == null
        ? null
        : new Request.Known(page.etag(), page.lastModified(), page.sha256());
  }

  /** As {@link #known(URI)}, with such validators only as the description says are honest. */
  Request.@Nullable Known known(URI url, SourceSpec spec) {
    Request.Known known = known(url);
    String honest = spec.text("validators").orElse("both");
    return known == null
        ? null
        : new Request.Known(
            honest.equals("both") || honest.equals("etag") ? known.etag() : null,
            honest.equals("both") || honest.equals("date") ? known.lastModified() : null,
            known.sha256());
  }

  /** The memo with what is to be learnt from an answer that brought nothing new. */
  public static Memo remember(Memo memo, URI url, Fetched.NotModified same) {
    PageMemory before = memo.page(url);
    PageMemory after =
        new PageMemory(
            before.sha256(),
            said(same, "etag", before.etag()),
            said(same, "last-modified", before.lastModified()));
    return after.equals(before) ? memo : memo.with(url, after);
  }

  /** What an answer that was read whole does not say is not so any more. */
  private static @Nullable String said(
      Fetched.NotModified same, String header, @Nullable String before) {
    return same.header(header).orElse(same.whole() ? null : before);
  }

  /** The memo with this capture's validators; call it only for an answer that was read whole. */
  public static Memo remember(Memo memo, Capture capture) {
    URI url = capture.url();
    return memo.with(
        url,
        new PageMemory(
            capture.sha256(),
            capture.header("etag").orElse(null),
            capture.header("last-modified").orElse(null)));
  }
}
