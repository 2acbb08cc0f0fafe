package crier.fetch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import crier.fetch.Request.Expect;
import crier.fetch.Request.Known;
import crier.model.Capture;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HttpFetchTest {

  @RegisterExtension
  static final WireMockExtension origin =
      WireMockExtension.newInstance()
          .options(options().dynamicPort().bindAddress("127.0.0.1").gzipDisabled(true))
          .build();

  private final HttpFetch fetch = Asked.client();

  @AfterEach
  void close() {
    fetch.close();
  }

  private static URI url(String path) {
    return URI.create("http://127.0.0.1:" + origin.getPort() + path);
  }

  private static ResponseDefinitionBuilder page() {
    return aResponse().withHeader("Content-Type", "text/html").withBody(Asked.PAGE);
  }

  private static Request html(String path) {
    return Request.to(url(path), Expect.HTML);
  }

  @Test
  void aPageComesAsACaptureWithItsHash() {
    origin.stubFor(get("/reports").willReturn(page().withHeader("ETag", "W/\"a-1\"")));

    Capture capture = fresh(fetch.fetch(html("/reports")));

    assertThat(capture.url()).isEqualTo(url("/reports"));
    assertThat(capture.finalUrl()).isEqualTo(url("/reports"));
    assertThat(capture.redirects()).isEmpty();
    assertThat(capture.status()).isEqualTo(200);
    assertThat(capture.header("etag")).contains("W/\"a-1\"");
    assertThat(capture.body()).asString().isEqualTo(Asked.PAGE);
    assertThat(capture.sha256()).hasSize(64).matches("[0-9a-f]+");
    assertThat(capture.movedTo()).isEmpty();
  }

  @Test
  void aRequestSaysWhoAsksAndNothingOfWhereItComesFrom() {
    origin.stubFor(get("/reports").willReturn(page().withHeader("Set-Cookie", "a=b; Path=/")));

    fetch.fetch(html("/reports"));
    fetch.fetch(html("/reports"));

    origin.verify(
        2,
        getRequestedFor(urlEqualTo("/reports"))
            .withHeader("User-Agent", equalTo("Crier/dev (+desk@example.org)"))
            .withHeader("Accept-Encoding", matching("zstd, ?br, ?gzip, ?deflate"))
            .withHeader("Cookie", absent())
            .withHeader("Referer", absent()));
  }

  @Test
  void validatorsAreEchoedByteForByte() {
    origin.stubFor(get("/reports").willReturn(aResponse().withStatus(304)));
    String tag = "W/\"6a-oddly~quoted-gzip\"";
    String date = "Mon, 08 Jun 2026 9:04:05 GMT";

    Fetched answer = fetch.fetch(html("/reports").given(new Known(tag, date, "00")));

    assertThat(answer).isInstanceOf(Fetched.NotModified.class);
    origin.verify(
        getRequestedFor(urlEqualTo("/reports"))
            .withHeader("If-None-Match", equalTo(tag))
            .withHeader("If-Modified-Since", equalTo(date)));
  }

  @Test
  void a304NobodyAskedForIsAFault() {
    origin.stubFor(get("/reports").willReturn(aResponse().withStatus(304)));

    assertThat(fetch.fetch(html("/reports"))).isInstanceOf(Fetched.Failed.class);
    assertThat(fetch.fetch(html("/reports").given(new Known(null, null, "00"))))
        .isInstanceOf(Fetched.Failed.class);
  }

  @Test
  void theSameBytesAreNoChange() {
    origin.stubFor(get("/reports").willReturn(page()));
    String hash = fresh(fetch.fetch(html("/reports"))).sha256();

    assertThat(fetch.fetch(html("/reports").given(new Known(null, null, hash))))
        .isInstanceOf(Fetched.NotModified.class);
  }

  @Test
  void redirectsAreFollowedAndRecorded() {
    origin.stubFor(get("/a").willReturn(aResponse().withStatus(302).withHeader("Location", "b")));
    origin.stubFor(
        get("/b").willReturn(aResponse().withStatus(301).withHeader("Location", "/c#x")));
    origin.stubFor(get("/c").willReturn(page()));

    Capture capture = fresh(fetch.fetch(html("/a")));

    assertThat(capture.redirects()).containsExactly(url("/a"), url("/b"));
    assertThat(capture.finalUrl()).isEqualTo(url("/c"));
    assertThat(capture.movedTo()).as("the first hop may change again").isEmpty();
  }

  @Test
  void aMoveForGoodIsNoted() {
    origin.stubFor(get("/a").willReturn(aResponse().withStatus(301).withHeader("Location", "/b")));
    origin.stubFor(get("/b").willReturn(aResponse().withStatus(308).withHeader("Location", "/c")));
    origin.stubFor(get("/c").willReturn(aResponse().withStatus(302).withHeader("Location", "/d")));
    origin.stubFor(get("/d").willReturn(page().withHeader(Capture.MOVED, "http://evil.example/")));

    Capture capture = fresh(fetch.fetch(html("/a")));

    assertThat(capture.movedTo()).contains(url("/c"));
    assertThat(capture.finalUrl()).isEqualTo(url("/d"));
  }

  @Test
  void aRedirectLoopEnds() {
    origin.stubFor(
        get(urlMatching("/loop.*"))
            .willReturn(aResponse().withStatus(302).withHeader("Location", "/loop")));

    assertThat(fetch.fetch(html("/loop"))).isInstanceOf(Fetched.Failed.class);
    origin.verify(6, getRequestedFor(urlEqualTo("/loop")));
  }

  @Test
  void aRedirectOutOfTheWebIsNotFollowed() {
    for (String target :
        new String[] {
          "file:///etc/passwd", "ftp://127.0.0.1/x", "javascript:1", "http://u:p@[::1]/"
        }) {
      origin.stubFor(
          get("/a").willReturn(aResponse().withStatus(302).withHeader("Location", target)));
      assertThat(fetch.fetch(html("/a"))).as(target).isInstanceOf(Fetched.Failed.class);
    }
  }

  @Test
  void ownHeadersStayWithTheServerTheyWereMeantFor() {
    String elsewhere = "http://localhost:" + origin.getPort() + "/there";
    origin.stubFor(
        get("/here").willReturn(aResponse().withStatus(302).withHeader("Location", "/h2")));
    origin.stubFor(
        get("/h2").willReturn(aResponse().withStatus(307).withHeader("Location", elsewhere)));
    origin.stubFor(get("/there").willReturn(page()));

    fresh(
        fetch.fetch(
            html("/here")
                .with(Map.of("Authorization", "Token t", "X-Api-Key", "k", "Cookie", "c"))));

    origin.verify(
        getRequestedFor(urlEqualTo("/h2"))
            .withHeader("Authorization", equalTo("Token t"))
            .withHeader("X-Api-Key", equalTo("k")));
    origin.verify(
        getRequestedFor(urlEqualTo("/there"))
            .withHeader("Authorization", absent())
            .withHeader("X-Api-Key", absent())
            .withHeader("Cookie", absent()));
  }

  @Test
  void validatorsGoToTheAddressThatAnsweredLastTime() {
    origin.stubFor(get("/a").willReturn(aResponse().withStatus(302).withHeader("Location", "/b")));
    origin.stubFor(get("/b").willReturn(page().withHeader("ETag", "\"1\"")));
    Request request = html("/a").given(new Known("\"1\"", null, "00"));
    fresh(fetch.fetch(request));

    fetch.fetch(request);

    origin.verify(getRequestedFor(urlEqualTo("/b")).withHeader("If-None-Match", equalTo("\"1\"")));
    origin.verify(1, getRequestedFor(urlEqualTo("/b")).withHeader("If-None-Match", absent()));
    origin.verify(1, getRequestedFor(urlEqualTo("/a")).withHeader("If-None-Match", absent()));
  }

  @Test
  void onlyCodingsThatCanBeReadAreAskedFor() {
    origin.stubFor(get("/reports").willReturn(page()));

    fetch.fetch(html("/reports").with(Map.of("accept-encoding", "zstd")));

    origin.verify(
        getRequestedFor(urlEqualTo("/reports"))
            .withHeader("Accept-Encoding", matching("zstd, ?br, ?gzip, ?deflate")));
  }

  @Test
  void aHostsOwnHeadersAreSentAndMayReplaceTheUserAgent() {
    origin.stubFor(get("/reports").willReturn(page()));
    Map<String, String> own =
        Map.of("User-Agent", "Mozilla/5.0 (compatible; Crier; desk@example.org)", "X-Api-Key", "k");
    FetchSettings settings =
        LocalFetch.SETTINGS.withManners(
            Asked.UNPACED,
            Map.of("127.0.0.1", new FetchSettings.HostSettings(1, Duration.ZERO, own, false)));
    try (HttpFetch withHosts = Asked.client(settings)) {
      fresh(withHosts.fetch(html("/reports")));
    }

    origin.verify(
        getRequestedFor(urlEqualTo("/reports"))
            .withHeader("User-Agent", equalTo(own.get("User-Agent")))
            .withHeader("X-Api-Key", equalTo("k")));
  }

  @Test
  void aHostsOwnHeadersAreNotSentInTheClearOnceARedirectLeftHttps() {
    Map<String, String> own = Map.of("X-Api-Key", "k");
    FetchSettings settings =
        LocalFetch.SETTINGS.withManners(
            Asked.UNPACED,
            Map.of("a.example", new FetchSettings.HostSettings(1, Duration.ZERO, own, false)));
    try (HttpFetch withHosts = Asked.client(settings)) {
      Request request = Request.to(URI.create("https://a.example/"), Request.Expect.HTML);
      HttpUrl secure = HttpUrl.get("https://a.example/");
      HttpUrl clear = HttpUrl.get("http://a.example/");
      assertThat(
              RequestHeaders.of(withHosts, settings, request, secure, secure)
                  .headers()
                  .get("X-Api-Key"))
          .isEqualTo("k");
      assertThat(
              RequestHeaders.of(withHosts, settings, request, clear, secure)
                  .headers()
                  .get("X-Api-Key"))
          .isNull();
      assertThat(
              RequestHeaders.of(withHosts, settings, request, clear, clear)
                  .headers()
                  .get("X-Api-Key"))
          .as("the operator wrote http himself")
          .isEqualTo("k");
    }
  }

  @Test
  void aHeaderThatCouldSmuggleAnotherIsNotSent() {
    Fetched answer = fetch.fetch(html("/a").with(Map.of("X-A", "secret\r\nX-B: 2")));

    assertThat(answer).isInstanceOf(Fetched.Failed.class);
    assertThat(answer.toString()).contains("X-A").doesNotContain("secret");
    origin.verify(0, getRequestedFor(urlMatching(".*")));
  }

  static Capture fresh(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Fresh.class);
    return ((Fetched.Fresh) fetched).capture();
  }

  @Test
  void whatIsNewBesideTheSameBytesIsLearnt() {
    origin.stubFor(
        get("/old").willReturn(aResponse().withStatus(301).withHeader("Location", "/new")));
    origin.stubFor(get("/new").willReturn(page().withHeader("ETag", "\"v2\"")));
    String hash = fresh(fetch.fetch(html("/new"))).sha256();

    Fetched same = fetch.fetch(html("/old").given(new Known("\"v1\"", null, hash)));

    assertThat(same).isInstanceOf(Fetched.NotModified.class);
    assertThat(((Fetched.NotModified) same).header("etag")).contains("\"v2\"");
    assertThat(((Fetched.NotModified) same).movedTo()).contains(url("/new"));
  }
}
