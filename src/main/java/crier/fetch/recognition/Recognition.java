package crier.fetch.recognition;

import crier.fetch.Fetched;
import crier.fetch.Request;
import crier.fetch.RetryAfter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Is this the page at all? Structure first, markers second: a status proves nothing (challenges
 * come with 200, 202, 403, 405, 429 and 503), and a marker alone proves nothing either (healthy
 * pages carry the challengers' beacons). Pure.
 */
public final class Recognition {

  private Recognition() {}

  /**
   * An answer to be judged.
   *
   * @param headers names in lower case
   * @param asked the address in the request
   * @param address that answered
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Page(
      int status,
      Map<String, List<String>> headers,
      byte[] body,
      Request.Expect expect,
      URI asked,
      URI address) {

    boolean redirected() {
      return !asked.equals(address);
    }

    String header(String name) {
      return String.join(", ", headers.getOrDefault(name, List.of()));
    }

    /** How reasons begin: the host only, since paths and queries can carry keys. */
    String host() {
      return String.valueOf(address.getHost());
    }
  }

  /**
   * Why an answer is not the page asked for.
   *
   * @param wait what the server asked for, if anything
   * @return empty when it is
   */
  public static Optional<Fetched> objection(Page page, Optional<Duration> wait) {
    Body body = Body.of(page.body());
    Optional<String> challenge = Challenge.in(page, body);
    if (page.status() == 429) {
      return Optional.of(
          new Fetched.TryLater(
              page.host() + " says too many requests", wait.orElse(RetryAfter.UNSAID)));
    }
    if (challenge.isPresent()) {
      return blocked(page, challenge.get());
    }
    return switch (page.status()) {
      case 202 -> failed(page, "has not got the page ready (202)", wait);
      case 204, 205 -> failed(page, "answered without a page", wait);
      case 206 -> failed(page, "sent a part of the page that nobody asked for (206)", wait);
      case 401 -> blocked(page, "asks for a login (401)");
      case 403 -> Forbidden.reading(page, body);
      case 404, 410 -> gone(page, "says there is no such page");
      case 503 ->
          Optional.of(
              new Fetched.TryLater(
                  page.host() + " says it is not available now (503)",
                  wait.orElse(RetryAfter.UNSAID)));
      default ->
          page.status() / 100 == 2
              ? content(page, body)
              : failed(page, "answered " + page.status(), wait);
    };
  }

  private static Optional<Fetched> content(Page page, Body body) {
    if (body.kind() == Body.Kind.EMPTY) {
      return failed(page, "answered with nothing at all");
    }
    if (body.kind() == Body.Kind.HTML) {
      Optional<Fetched> objection = HtmlPage.objection(page, body.markup());
      if (objection.isPresent()) {
        return objection;
      }
    }
    return switch (page.expect()) {
      case HTML -> Expected.html(page, body);
      case FEED -> Expected.feed(page, body);
      case JSON -> Expected.json(page, body);
      case FILE -> Expected.file(page, body);
      case ANY -> Expected.any(page, body);
    };
  }

  static Optional<Fetched> blocked(Page page, String why) {
    return Optional.of(new Fetched.Blocked(page.host() + " " + why));
  }

  static Optional<Fetched> gone(Page page, String why) {
    return Optional.of(new Fetched.Gone(page.status(), page.host() + " " + why));
  }

  static Optional<Fetched> failed(Page page, String why) {
    return failed(page, why, Optional.empty());
  }

  private static Optional<Fetched> failed(Page page, String why, Optional<Duration> wait) {
    return Optional.of(new Fetched.Failed(page.host() + " " + why, wait));
  }
}
