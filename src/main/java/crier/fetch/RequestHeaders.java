package crier.fetch;

import java.net.URI;
import java.util.Map;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The headers of one hop.
 *
 * @param conditional whether the answer may be 304
 */
record RequestHeaders(Headers headers, boolean conditional) {

  /**
   * @param first the address asked for, whose server alone gets the request's own headers
   * @throws IllegalArgumentException naming a header that cannot be sent
   */
  static RequestHeaders of(
      HttpFetch fetch, FetchSettings settings, Request request, HttpUrl url, HttpUrl first) {
    Headers.Builder headers = introduction(settings);
    if (url.isHttps() || !first.isHttps()) { // else a redirect took us off the secure path
      setAll(headers, settings.host(url.host()).headers());
    }
    headers.set("Accept", accept(request.expect()));
    if (Hosts.sameServer(first, url)) {
      setAll(headers, request.headers());
    }
    boolean conditional = false;
    Request.Known known = request.known();
    // the validators are those of the address that answered, which may be a redirect's target
    URI answered = fetch.answeredBy.getIfPresent(request.url());
    HttpUrl valid = answered == null ? first : HttpUrl.get(answered);
    if (known != null && valid != null && same(valid, url)) {
      // RFC 9110 §13.1.3: If-None-Match wins, so the date goes along for older servers
      boolean tag = validator(headers, "If-None-Match", known.etag());
      boolean date = validator(headers, "If-Modified-Since", known.lastModified());
      conditional = tag || date;
    }
    return new RequestHeaders(headers.build(), conditional);
  }

  /** What every request to this server says: who we are, and what the operator set for it. */
  static Headers bare(FetchSettings settings, HttpUrl url) {
    return setAll(introduction(settings), settings.host(url.host()).headers()).build();
  }

  private static Headers.Builder introduction(FetchSettings settings) {
    return new Headers.Builder().set("User-Agent", userAgent(settings.contact()));
  }

  /** Who we are, and whom to write to. */
  static String userAgent(String contact) {
    String version = HttpFetch.class.getPackage().getImplementationVersion();
    String product = "Crier/" + (version == null ? "dev" : version);
    StringBuilder plain = new StringBuilder();
    contact.strip().chars().filter(RequestHeaders::plain).forEach(c -> plain.append((char) c));
    return plain.isEmpty() ? product : product + " (+" + plain + ")";
  }

  private static boolean plain(int c) {
    return c >= ' ' && c < 127 && c != '(' && c != ')';
  }

  private static Headers.Builder setAll(Headers.Builder headers, Map<String, String> more) {
    more.forEach((name, value) -> {
      if (broken(value)) {
        throw new IllegalArgumentException(
            "the header `" + name + "` has a control character in its value");
      }
      if (!name.equalsIgnoreCase("Accept-Encoding")) { // what we can read is ours to say
        headers.removeAll(name);
        headers.addUnsafeNonAscii(name, value);
      }
    });
    return headers;
  }

  /** Echoes a validator byte for byte; one with bytes that were lost in reading is left out. */
  private static boolean validator(Headers.Builder headers, String name, @Nullable String value) {
    if (value == null || value.isEmpty() || value.indexOf('\uFFFD') >= 0 || broken(value)) {
      return false;
    }
    headers.removeAll(name);
    headers.addUnsafeNonAscii(name, value);
    return true;
  }

  private static boolean broken(String value) {
    return value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 127);
  }

  private static boolean same(HttpUrl a, HttpUrl b) {
    return a.newBuilder().fragment(null).build().equals(b);
  }

  private static String accept(Request.Expect expect) {
    return switch (expect) {
      case HTML -> "text/html, application/xhtml+xml, */*;q=0.5";
      case FEED ->
          "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9,"
              + " text/xml;q=0.9, */*;q=0.5";
      case JSON -> "application/json, */*;q=0.5";
      case FILE -> "*/*";
      case ANY -> "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8";
    };
  }
}
