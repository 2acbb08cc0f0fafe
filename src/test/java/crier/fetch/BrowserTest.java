package crier.fetch;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
import static com.github.tomakehurst.wiremock.client.WireMock.permanentRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import crier.model.Capture;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Pages that need a browser, in a real one; left out where there is no chromedriver. */
@Tag("slow")
class BrowserTest {

  private static final String BUILT =
      """
      <!doctype html><html><head><title>Reports</title></head><body><main id="list"></main>
      <script>setTimeout(() => {
        document.getElementById('list').innerHTML = '<ul><li><a href="/r/1">Report One</a></li>'
            + '<li><a href="/r/2">Report Two</a></li></ul>';
      }, 300);</script></body></html>\
      """;

  @RegisterExtension
  private static final WireMockExtension SITE =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @TempDir private static Path folder;
  private static @Nullable ChromeDriver driver;

  @BeforeAll
  static void startDriver() throws IOException {
    assumeTrue(ChromeDriver.installed().isPresent(), "there is no chromedriver");
    driver = ChromeDriver.start(folder);
  }

  @AfterAll
  static void endDriver() {
    if (driver != null) {
      driver.close();
    }
  }

  @Test
  void rowsThatAScriptMakesAreThere() {
    serve("/reports", BUILT);
    Capture capture = fresh(look("/reports", "li a"));
    assertThat(text(capture)).contains("<a href=\"/r/2\">Report Two</a>");
    assertThat(capture.status()).isEqualTo(200);
    assertThat(capture.header("crier-rendered-by").orElseThrow()).startsWith("chrome");
    SITE.verify(
        getRequestedFor(urlEqualTo("/reports"))
            .withHeader("User-Agent", equalTo(RequestHeaders.userAgent("desk@example.org"))));
  }

  @Test
  void withoutABrowserTheyAreNot() {
    serve("/reports", BUILT);
    try (HttpFetch fetch = fetch("", Duration.ofSeconds(20), true)) {
      Fetched plain = fetch.fetch(Request.to(address("/reports"), Request.Expect.HTML));
      assertThat(plain).isInstanceOf(Fetched.Failed.class);
    }
  }

  @Test
  void noBrowserIsLeftBehind() {
    serve("/reports", BUILT);
    fresh(look("/reports", "li a"));
    await().atMost(Duration.ofSeconds(20)).until(() -> driver().browsers() == 0);
  }

  @Test
  void aChallengeIsBlockedAndItsScriptGetsNobodyBy() {
    serve("/through", BUILT);
    serve(
        "/guarded",
        """
        <!doctype html><html><head><title>Just a moment...</title></head>
        <body><p>Checking your browser before accessing the site.</p>
        <script>window._cf_chl_opt = {}; setTimeout(() => location.href = '/through', 4000);</script>
        </body></html>\
        """);
    assertThat(look("/guarded", ""))
        .isInstanceOfSatisfying(
            Fetched.Blocked.class, blocked -> assertThat(blocked.why()).contains("challenge"));
    SITE.verify(0, getRequestedFor(urlEqualTo("/through")));
  }

  @Test
  void aPageThatLoadsItselfAnewAtOnceIsNoPage() {
    serve(
        "/again",
        """
        <!doctype html><html><head><title>Wait</title></head><body><p>One moment</p><script>
        if (!sessionStorage.getItem('been')) { sessionStorage.setItem('been', 1); location.reload(); }
        </script></body></html>\
        """);
    assertThat(failure(look("/again", ""))).contains("loads itself anew at once");
  }

  @Test
  void aPageThatNeverComesToRestSaysWhatWouldHelpAndThatDoes() {
    serve(
        "/restless",
        """
        <!doctype html><html><head><title>Ticker</title></head><body><ul><li>First</li></ul><script>
        setInterval(() => document.querySelector('ul').append(document.createElement('li')), 50);
        </script></body></html>\
        """);
    try (HttpFetch fetch = fetch(driver().url(), Duration.ofSeconds(20), true)) {
      assertThat(failure(fetch.fetch(rendered("/restless", "")))).contains("render-wait");
      assertThat(failure(fetch.fetch(rendered("/restless", "#never"))))
          .contains("`render-wait: #never` did not show");
      assertThat(failure(fetch.fetch(rendered("/restless", "li[[")))).contains("no CSS selector");
      assertThat(text(fresh(fetch.fetch(rendered("/restless", "li"))))).contains("First");
    }
  }

  @Test
  void aMissingPageIsGoneThoughTheBrowserShowsIt() {
    SITE.stubFor(
        get("/missing")
            .willReturn(
                okForContentType(
                        "text/html", "<!doctype html><html><body><p>Sorry</p></body></html>")
                    .withStatus(404)));
    assertThat(look("/missing", ""))
        .isInstanceOfSatisfying(
            Fetched.Gone.class, gone -> assertThat(gone.status()).isEqualTo(404));
  }

  @Test
  void whereItWasRedirectedToIsKnown() {
    serve("/reports", BUILT);
    SITE.stubFor(get("/old").willReturn(permanentRedirect("/reports")));
    Capture capture = fresh(look("/old", "li a"));
    assertThat(capture.finalUrl()).isEqualTo(address("/reports"));
    assertThat(capture.redirects()).isEqualTo(List.of(address("/old")));
  }

  @Test
  void aPrivateAddressIsNotAskedByABrowserEither() {
    serve("/reports", BUILT);
    SITE.resetRequests();
    try (HttpFetch fetch = fetch(driver().url(), Duration.ofSeconds(20), false)) {
      assertThat(failure(fetch.fetch(rendered("/reports", "")))).contains("loopback or private");
    }
    SITE.verify(0, getRequestedFor(urlEqualTo("/reports")));
  }

  @Test
  void aPageLongerThanIsAllowedIsNotRead() {
    serve(
        "/long", "<!doctype html><html><body><p>" + "long ".repeat(300_000) + "</p></body></html>");
    assertThat(failure(look("/long", "p"))).contains("longer than fetch.max-body");
  }

  @Test
  void aPageThatCannotBeReachedSaysWhy() throws IOException {
    try (Unanswered nobody = new Unanswered();
        HttpFetch fetch = fetch(driver().url(), Duration.ofSeconds(20), true)) {
      Request request = Request.to(nobody.url("/"), Request.Expect.HTML).rendered("");
      assertThat(failure(fetch.fetch(request))).contains("net::ERR_");
    }
  }

  @Test
  void aDeadWebDriverIsNamedWithItsSetting() throws IOException {
    try (Unanswered nobody = new Unanswered();
        HttpFetch fetch = fetch(nobody.url("/").toString(), Duration.ofSeconds(20), true)) {
      assertThat(failure(fetch.fetch(rendered("/reports", ""))))
          .contains("127.0.0.1:" + nobody.url("/").getPort() + " (fetch.webdriver)")
          .contains("the connection was refused");
    }
  }

  @Test
  void whatIsNoWebDriverIsNamed() {
    try (HttpFetch fetch = fetch(SITE.baseUrl(), Duration.ofSeconds(20), true)) {
      assertThat(failure(fetch.fetch(rendered("/reports", "")))).contains("is no WebDriver");
    }
  }

  private static ChromeDriver driver() {
    return java.util.Objects.requireNonNull(driver);
  }

  private static void serve(String path, String html) {
    SITE.stubFor(get(path).willReturn(okForContentType("text/html; charset=utf-8", html)));
  }

  private static URI address(String path) {
    return URI.create(SITE.baseUrl() + path);
  }

  private static Request rendered(String path, String until) {
    return Request.to(address(path), Request.Expect.HTML).rendered(until);
  }

  private static Fetched look(String path, String until) {
    try (HttpFetch fetch = fetch(driver().url(), Duration.ofSeconds(40), true)) {
      return fetch.fetch(rendered(path, until));
    }
  }

  private static HttpFetch fetch(String webdriver, Duration timeout, boolean privateToo) {
    return new HttpFetch(
        LocalFetch.SETTINGS
            .within(timeout, 1 << 20)
            .withPrivateAddresses(privateToo)
            .withBrowser(webdriver, List.of("--no-sandbox")), // tests may run as root
        Quota.UNLIMITED,
        InstantSource.system());
  }

  private static Capture fresh(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Fresh.class);
    return ((Fetched.Fresh) fetched).capture();
  }

  private static String failure(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Failed.class);
    return ((Fetched.Failed) fetched).why();
  }

  private static String text(Capture capture) {
    return new String(capture.body(), StandardCharsets.UTF_8);
  }
}
