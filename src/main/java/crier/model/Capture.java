package crier.model;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What came over the wire.
 *
 * @param url the address asked for
 * @param finalUrl the address that answered, after redirects
 * @param redirects addresses passed on the way, in order; empty when there was none
 * @param status HTTP status
 * @param headers of the final answer, names in lower case; and {@link #MOVED}, which is ours
 * @param body decoded (decompressed) bytes
 * @param fetchedAt when the answer was complete
 * @param sha256 lower-case hex of the body
 */
@SuppressWarnings("ArrayRecordComponent") // captures are compared by their hash, never as records
public record Capture(
    URI url,
    URI finalUrl,
    List<URI> redirects,
    int status,
    Map<String, List<String>> headers,
    byte[] body,
    Instant fetchedAt,
    String sha256) {

  /** Not a header of the server's: where {@code url} has moved for good, see {@link #movedTo}. */
  public static final String MOVED = "crier-moved-to";

  public Capture {
    redirects = List.copyOf(redirects);
    headers = Map.copyOf(headers);
  }

  /** First value of a header, by any case of its name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
        .filter(values -> !values.isEmpty())
        .map(List::getFirst);
  }

  /** Where the server says the page lives from now on (301 or 308), when it says so. */
  public Optional<URI> movedTo() {
    return header(MOVED).map(URI::create);
  }

  /** For logs: what and how much, never the bytes. */
  @Override
  public String toString() {
    return "Capture[%s %d, %d bytes, %s]".formatted(finalUrl, status, body.length, sha256);
  }
}
