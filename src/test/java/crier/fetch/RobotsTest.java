package crier.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import crier.fetch.Request.Expect;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobotsTest {

  private final Asked.Clock clock = new Asked.Clock();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // RFC 9309 §2.2.2 and §5
        "Disallow: /a|/a|false",
        "Disallow: /a|/about|false",
        "Disallow: /a|/b|true",
        "Disallow: /a/|/a|true",
        "Disallow:|/a|true",
        "Disallow: /|/robots.txt|true",
        "Disallow: /a;Allow: /a/b|/a/b/c|true",
        "Allow: /a;Disallow: /a|/a|true",
        "Disallow: *.gif$|/x/y.gif|false",
        "Disallow: *.gif$|/x/y.gif?z|true",
        "Disallow: /a/*/c|/a/b/b/c/d|false",
        "Disallow: /*?|/a?b=c|false",
        "Disallow: /a$|/ab|true",
        "Disallow: /a$|/a|false",
        "Disallow: /caf%C3%A9|/caf%c3%a9|false",
        "Disallow: /%7Ejoe|/~joe|false",
        "Disallow: /a%2Fb|/a/b|true",
        "disallow : /a # not for robots|/a|false",
        "Sitemap: /s;Crawl-delay: 1|/a|true"
      })
  void theLongestRuleWins(String rules, String path, boolean allowed) {
    String file = "User-agent: *\n" + rules.replace(';', '\n');

    assertThat(RobotsRules.parse(file, "crier").allow(path)).isEqualTo(allowed);
  }

  @Test
  void ourOwnGroupsComeBeforeEverybodys() {
    RobotsRules rules =
        RobotsRules.parse(
            """
            User-agent: *
            Disallow: /
            User-agent: otherbot
            User-Agent: Crier/1.0
            Disallow: /a

            User-agent: crier
            Disallow: /b
            User-agent: crierplus
            Disallow: /c
            """,
            "crier");

    assertThat(rules.allow("/a")).isFalse();
    assertThat(rules.allow("/b")).isFalse();
    assertThat(rules.allow("/c")).isTrue();
    assertThat(rules.allow("/d")).isTrue();
  }

  @Test
  void starsWithoutEndAreMatchedInNoTime() {
    RobotsRules rules =
        RobotsRules.parse("User-agent: *\nDisallow: /" + "*a".repeat(2000) + "$", "crier");

    assertThat(rules.allow("/" + "a".repeat(1999) + "b")).isTrue();
  }

  @Test
  void aPageOfHtmlHasNoRules() {
    assertThat(RobotsRules.parse("<!DOCTYPE html><p>User agent: *</p>", "crier").allow("/a"))
        .isTrue();
  }

  private HttpFetch client() {
    return new HttpFetch(Asked.settings(Asked.UNPACED), Quota.UNLIMITED, clock);
  }

  private static Rawly site(String robots) throws IOException {
    return Rawly.saying((request, out) ->
        out.write(
            (request.startsWith("GET /robots.txt ")
                    ? robots
                    : "HTTP/1.1 200 OK\r\n\r\n" + Asked.PAGE)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  private static Fetched linked(HttpFetch fetch, Rawly site, String path) {
    return fetch.fetch(Request.to(site.url(path), Expect.HTML).untrusted());
  }

  @Test
  void aLinkThatRobotsMayNotFollowIsLeftAlone() throws IOException {
    try (Rawly site = site("HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /private");
        HttpFetch fetch = client()) {
      assertThat(linked(fetch, site, "/private/a")).isInstanceOf(Fetched.Blocked.class);
      assertThat(linked(fetch, site, "/open")).isInstanceOf(Fetched.Fresh.class);
      assertThat(site.requests).hasSize(2);
    }
  }

  @Test
  void aRedirectIsFollowedOnlyWhereTheTargetsOwnRobotsAllowIt() throws IOException {
    try (Rawly closed = site("HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /b");
        Rawly open =
            Rawly.saying((request, out) ->
                out.write(
                    (request.startsWith("GET /robots.txt ")
                            ? "HTTP/1.1 404 Not Found\r\n\r\n"
                            : "HTTP/1.1 302 Found\r\nLocation: %s\r\n\r\n"
                                .formatted(closed.url(request.startsWith("GET /a ") ? "/b" : "/c")))
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        HttpFetch fetch = client()) {
      assertThat(linked(fetch, open, "/a")).isInstanceOf(Fetched.Blocked.class);
      assertThat(closed.requests).singleElement().asString().startsWith("GET /robots.txt ");
      assertThat(linked(fetch, open, "/c")).isInstanceOf(Fetched.Fresh.class);
    }
  }

  @Test
  void whatTheOperatorWroteDownIsNoCrawl() throws IOException {
    try (Rawly site = site("HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /");
        HttpFetch fetch = client()) {
      assertThat(fetch.fetch(Request.to(site.url("/a"), Expect.HTML)))
          .isInstanceOf(Fetched.Fresh.class);
      assertThat(site.requests).hasSize(1);
    }
  }

  @Test
  void noFileIsNoRules() throws IOException {
    for (String status : new String[] {"404 Not Found", "403 Forbidden", "410 Gone"}) {
      try (Rawly site = site("HTTP/1.1 " + status + "\r\n\r\nUser-agent: *\nDisallow: /");
          HttpFetch fetch = client()) {
        assertThat(linked(fetch, site, "/a")).as(status).isInstanceOf(Fetched.Fresh.class);
      }
    }
  }

  @Test
  void aFileThatCannotBeHadForbidsAllForAnHour() throws IOException {
    for (String answer :
        new String[] {"HTTP/1.1 500 Oops\r\n\r\n", "HTTP/1.1 429 No\r\n\r\n", ""}) {
      try (Rawly site = site(answer);
          HttpFetch fetch = client()) {
        assertThat(linked(fetch, site, "/a")).isInstanceOf(Fetched.Failed.class);
        int asked = site.requests.size();
        assertThat(linked(fetch, site, "/a")).isInstanceOf(Fetched.Failed.class);
        assertThat(site.requests).hasSize(asked);
        clock.pass(Duration.ofHours(1));
        linked(fetch, site, "/a");
        assertThat(site.requests).hasSizeGreaterThan(asked);
      }
    }
  }

  @Test
  void theFileIsReadAgainAfterADay() throws IOException {
    try (Rawly site = site("HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /private");
        HttpFetch fetch = client()) {
      linked(fetch, site, "/a");
      clock.pass(Duration.ofHours(23));
      linked(fetch, site, "/a");
      assertThat(site.requests).hasSize(3);
      clock.pass(Duration.ofHours(1));
      linked(fetch, site, "/a");
      assertThat(site.requests).hasSize(5);
    }
  }

  @Test
  void aLongFileIsReadAsFarAsTheRuleAsks() throws IOException {
    String filler = "# filler of a line\n".repeat(26_000);
    try (Rawly site =
            site(
                "HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /early\n"
                    + filler
                    + "Disallow: /late\n"
                    + filler.repeat(4)
                    + "Disallow: /lost\n");
        HttpFetch fetch = client()) {
      assertThat(linked(fetch, site, "/early")).isInstanceOf(Fetched.Blocked.class);
      assertThat(linked(fetch, site, "/late")).isInstanceOf(Fetched.Blocked.class);
      assertThat(linked(fetch, site, "/lost")).isInstanceOf(Fetched.Fresh.class);
    }
  }
}
