package crier.fetch;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to ask for.
 *
 * @param url http or https
 * @param headers beside those the client sends itself; values are never logged
 * @param known what is remembered of the last accepted answer; null asks unconditionally
 * @param expect what kind of answer can be right; anything else is {@link Fetched.Blocked} or
 *     {@link Fetched.Failed}
 * @param trusted true for addresses the operator wrote down; false for addresses learnt from
 *     content
 * @param quota name of the budget this request is paid from, or null; see {@link Quota}
 * @param priority how pressing it is to whoever shares the budget
 * @param http1 speak HTTP/1.1 only
 * @param render null fetches the page as it is; else see {@link #rendered}
 */
public record Request(
    URI url,
    Map<String, String> headers,
    @Nullable Known known,
    Expect expect,
    boolean trusted,
    @Nullable String quota,
    Quota.Priority priority,
    boolean http1,
    @Nullable String render) {

  public Request {
    headers = Map.copyOf(headers);
  }

  public static Request to(URI url, Expect expect) {
    return new Request(
        url, Map.of(), null, expect, true, null, Quota.Priority.RECONCILE, false, null);
  }

  public Request with(Map<String, String> more) {
    return new Request(url, more, known, expect, trusted, quota, priority, http1, render);
  }

  public Request given(@Nullable Known remembered) {
    return new Request(url, headers, remembered, expect, trusted, quota, priority, http1, render);
  }

  public Request paidFrom(String budget, Quota.Priority pressing) {
    return new Request(url, headers, known, expect, trusted, budget, pressing, http1, render);
  }

  public Request untrusted() {
    return new Request(url, headers, known, expect, false, quota, priority, http1, render);
  }

  public Request overHttp1(boolean only) {
    return new Request(url, headers, known, expect, trusted, quota, priority, only, render);
  }

  /**
   * Has a browser build the page; the headers of this request are not sent then.
   *
   * @param until CSS selector of what the page is waited for, or empty: until it is at rest
   */
  public Request rendered(String until) {
    return new Request(url, headers, known, expect, trusted, quota, priority, http1, until);
  }

  /**
   * Validators of the last accepted answer from this address.
   *
   * @param etag byte for byte as received, or null
   * @param lastModified byte for byte as received, or null; leave it out where the server is known
   *     to lie
   * @param sha256 of the body: an answer with the same bytes is {@link Fetched.NotModified} too
   */
  public record Known(
      @Nullable String etag, @Nullable String lastModified, @Nullable String sha256) {}

  /** What kind of answer can be right. */
  public enum Expect {
    HTML,
    FEED,
    JSON,
    FILE,
    /** Whatever the address serves, as long as it is whole and no error page. */
    ANY
  }

  /** For logs: the address without its query, since queries can carry keys; no headers. */
  @Override
  public String toString() {
    return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
  }
}
