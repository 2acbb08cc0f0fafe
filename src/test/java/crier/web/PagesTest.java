package crier.web;

import static crier.web.Newsstand.ALONE;
import static crier.web.Newsstand.DOCKET;
import static crier.web.Newsstand.REPORTS;
import static crier.web.Newsstand.finding;
import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Event;
import crier.model.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as a browser gets them. */
class PagesTest {

  private static final String ATTACK = "<script>alert(1)</script>\"'&<img src=x onerror=alert(2)>";

  private final Newsstand stand = new Newsstand();

  @AfterEach
  void close() {
    stand.close();
  }

  private void story() {
    stand.saw(DOCKET, "first", "The motion is pending. The parties wait.");
    stand.clock.advance(Duration.ofHours(1));
    stand.saw(
        DOCKET,
        "lifted",
        "The motion is granted. The parties wait.",
        finding(
            Event.STAY_LIFTED,
            "Minute entry of 2026-06-07",
            "https://court.example/entry/62",
            "MINUTE ORDER granting 62 Motion to Lift Stay.",
            "The motion is pending.",
            "The motion is granted.",
            List.of("stay")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/stories/irs-ice",
        "/watches/ctu-district",
        "/watches/rules",
        "/alerts/lifted",
        "/captures/1",
        "/status",
        "/alerts.atom",
        "/alerts.json",
        "/healthz",
        "/readyz",
        "/metrics",
        "/style.css",
        "/mark.svg"
      })
  void everyAddressAnswersWithItsGuards(String path) {
    story();
    HttpResponse<String> answer = stand.get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertGuarded(answer);
    HttpResponse<String> head = stand.send(stand.request(path).HEAD().build());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Type"))
        .isEqualTo(answer.headers().firstValue("Content-Type"));
    assertThat(head.body()).isEmpty();
  }

  private static void assertGuarded(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .contains(
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                + " base-uri 'none'; frame-ancestors 'none'");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(answer.headers().firstValue("Server")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nowhere",
        "/stories/none",
        "/watches/none",
        "/alerts/none",
        "/captures/99",
        "/captures/one",
        "/stories/%3Cscript%3E",
        "/watches/ctu-district?to=99",
        "/hooks/courtlistener/x",
        "/internal/verbs",
        "/..%2f..%2fetc/passwd"
      })
  void anUnknownAddressIsAPlainPage(String path) {
    HttpResponse<String> answer = stand.get(path);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertGuarded(answer);
    assertThat(answer.body())
        .contains("<h1>Not found</h1>")
        .doesNotContain("<script")
        .doesNotContain("Endpoint");
  }

  @Test
  void anUnknownMethodChangesNothingAndIsRefused() {
    for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
      HttpResponse<String> answer =
          stand.send(stand.request("/status").method(method, BodyPublishers.noBody()).build());
      assertThat(answer.statusCode()).as(method).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET").contains("HEAD");
      assertGuarded(answer);
    }
  }

  @Test
  void whatIsNoRequestAtAllGetsTheGuardsToo() throws IOException {
    for (String line : List.of("GET /% HTTP/1.1", "GET /a%00b HTTP/1.1", "GARBAGE")) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), stand.port())) {
        socket
            .getOutputStream()
            .write(
                (line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        String answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(answer)
            .as(line)
            .contains("400")
            .containsIgnoringCase("nosniff")
            .doesNotContainIgnoringCase("jetty")
            .doesNotContain("<html");
      }
    }
  }

  @Test
  void anAlertShowsItsQuoteBothTimesTheDifferenceAndTheProof() {
    story();
    String page = stand.page("/alerts/lifted");
    assertThat(page)
        .contains("MINUTE ORDER granting 62 Motion to Lift Stay.")
        .contains("<time datetime=\"2026-06-07\">June 7, 2026</time>")
        .contains("<time datetime=\"2026-06-08T19:05:00Z\">June 8, 2026, 3:05 PM EDT</time>")
        .contains("pending<span class=\"mark\">−]</span></del>")
        .contains("granted<span class=\"mark\">+]</span></ins>")
        .contains("Will the stay be lifted?")
        .doesNotContain("What do the findings say?")
        .contains("rel=\"noopener noreferrer nofollow\"")
        .contains("href=\"/captures/2\"");
    String body = stand.page("/captures/2");
    assertThat(page).contains(Newsstand.sha256(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aLongListOfFindingsIsFoldedAndAllOfItIsThere() {
    crier.model.Finding[] flood =
        java.util.stream.IntStream.range(0, 34)
            .mapToObj(i -> finding(Event.NEW_ITEM, "Entry " + i + ".", "Words of " + i + "."))
            .toArray(crier.model.Finding[]::new);
    stand.saw(DOCKET, "flood", "Much.", flood);
    String page = stand.page("/alerts/flood");
    assertThat(page).contains("24 more");
    String folded = page.substring(page.indexOf("<details"), page.indexOf("</details>"));
    for (int i = 0; i < 34; i++) {
      assertThat(i < 10 ? page.substring(0, page.indexOf("<details")) : folded)
          .contains("Entry " + i + ".")
          .contains("Words of " + i + ".");
    }
    stand.saw(DOCKET, "few", "Few.", java.util.Arrays.copyOf(flood, 12));
    assertThat(stand.page("/alerts/few")).doesNotContain("<details");
  }

  @Test
  void aCaptureGoesOutAsAFileOfNoType() {
    stand.saw(ALONE, "page", "<html><script>alert(1)</script></html>");
    HttpResponse<String> answer = stand.get("/captures/1");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment; filename=\"capture-1-");
    assertThat(answer.headers().firstValue("X-Capture-SHA256"))
        .contains(Newsstand.sha256(answer.body().getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aStoryNamesTheQuestionsAndWhatBearsOnThem() {
    story();
    assertThat(stand.page("/stories/irs-ice"))
        .containsSubsequence(
            "Will the stay be lifted?",
            "/alerts/lifted",
            "What do the findings say?",
            "Nothing that bears on it has been seen.",
            "Timeline",
            "Monday, June 8, 2026",
            "What is watched",
            "Centro v. Bessent");
  }

  @Test
  void whatBearsOnAQuestionStaysFoundHoweverMuchIsToldAfterwards() {
    story();
    for (int i = 0; i < 150; i++) {
      stand.saw(REPORTS, "later-" + i, "text " + i, finding(Event.NEW_ITEM, "Item " + i, ""));
    }
    String story = stand.page("/stories/irs-ice");
    assertThat(story).contains("/alerts/lifted").contains("Item 149</a>");
    assertThat(story).doesNotContain("Item 49</a>").contains("href=\"?before=later-50\"");
    assertThat(stand.page("/stories/irs-ice?before=later-50"))
        .contains("Item 49</a>")
        .contains("href=\"/stories/irs-ice\"");
  }

  @Test
  void aWatchShowsItsLastTwoSnapshotsSideBySideAndAnyOtherTwo() {
    stand.saw(REPORTS, "one", "Alpha stands here. Beta stands here.");
    stand.saw(REPORTS, "two", "Alpha stands here. Gamma stands here.");
    stand.saw(REPORTS, "three", "Alpha stands here. Delta stands here.");
    assertThat(stand.page("/watches/tigta"))
        .contains("<del><span class=\"mark\">[−</span>Gamma<")
        .contains("<ins><span class=\"mark\">[+</span>Delta<")
        .contains("?from=1&amp;to=2#difference");
    assertThat(stand.page("/watches/tigta?from=1&to=2"))
        .contains("<del><span class=\"mark\">[−</span>Beta<")
        .contains("<ins><span class=\"mark\">[+</span>Gamma<");
  }

  @Test
  void aSnapshotOfAnotherWatchIsNotShown() {
    stand.saw(REPORTS, "one", "Alpha.");
    stand.saw(ALONE, "two", "Beta.");
    assertThat(stand.get("/watches/tigta?from=1&to=2").statusCode()).isEqualTo(404);
  }

  @Test
  void couldNotLookIsToldFromNothingNewInWords() {
    stand.looked(REPORTS, Outcome.UNCHANGED, null);
    stand.looked(DOCKET, Outcome.UNCHANGED, null);
    stand.clock.advance(Duration.ofMinutes(10));
    stand.looked(DOCKET, Outcome.BLOCKED, "court.example sent a challenge");
    String status = stand.page("/status");
    assertThat(status)
        .containsSubsequence(
            "Centro v. Bessent",
            "could not look (blocked)",
            "court.example sent a challenge",
            "What has happened there since June 8, 2026, 2:05 PM EDT is not known.",
            "Rules of a committee",
            "not looked at yet",
            "TIGTA reports",
            "nothing new");
    assertThat(stand.page("/")).contains("1 watch could not be looked at as planned");
    assertThat(stand.page("/stories/irs-ice")).contains("1 watch of this story");
  }

  @Test
  void capturedWordsAreTextWhereverTheyShow() {
    stand.saw(
        DOCKET,
        "attack",
        ATTACK,
        finding(
            Event.NEW_ITEM,
            ATTACK,
            "javascript:alert(1)",
            ATTACK,
            "was " + ATTACK,
            ATTACK,
            List.of()));
    stand.looked(REPORTS, Outcome.FAILED, ATTACK);
    for (String path :
        List.of("/", "/stories/irs-ice", "/watches/ctu-district", "/alerts/attack", "/status")) {
      assertThat(stand.page(path))
          .as(path)
          .contains("&lt;script&gt;alert(1)")
          .doesNotContain("<script")
          .doesNotContain("<img");
    }
    assertThat(stand.page("/alerts/attack")).doesNotContain("javascript:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//evil.example/x",
        "https://user:secret@court.example/",
        "https:///nohost",
        "vbscript:x",
        "/relative",
        "https://court.example/<script>"
      })
  void aLinkThatIsNotForReadersIsDropped(String link) {
    stand.saw(
        DOCKET,
        "linked",
        "text",
        finding(Event.NEW_ITEM, "A title", link, "", null, null, List.of()));
    String page = stand.page("/alerts/linked");
    assertThat(page).contains("<p class=\"source\" dir=\"auto\">A title</p>");
    assertThat(stand.page("/alerts.json")).doesNotContain("external_url");
  }

  @Test
  void aLinkSaysWhoseItIsEvenInLookAlikeLetters() {
    stand.saw(
        DOCKET,
        "lookalike",
        "text",
        finding(Event.NEW_ITEM, "A title", "https://сourt.example/x", "", null, null, List.of()));
    assertThat(stand.page("/alerts/lookalike"))
        .contains("<span class=\"host\">xn--ourt-k6d.example</span>");
  }

  @Test
  void signsThatTurnTheReadingOrderAreWrittenOut() {
    stand.saw(
        DOCKET,
        "turned",
        "text",
        finding(Event.NEW_ITEM, "report\u202Efdp.exe", "in\u200Bvis\u2066ible\u0007"));
    for (String path : List.of("/", "/alerts/turned", "/alerts.atom", "/alerts.json")) {
      assertThat(stand.page(path))
          .as(path)
          .contains("report[U+202E]fdp.exe")
          .contains("invis[U+2066]ible")
          .doesNotContain("\u202E", "\u2066", "\u200B", "\u0007");
    }
  }

  @Test
  void aFaultShowsAnIdAndNothingOfTheInside() {
    stand.verbs =
        (_, _, _) -> {
          throw new IllegalStateException("jdbc:h2:file:/secret/place");
        };
    HttpResponse<String> answer =
        stand.send(
            stand
                .request("/internal/verbs")
                .header("Authorization", "Bearer " + Newsstand.TOKEN)
                .POST(BodyPublishers.ofString("{\"args\":[\"check\"]}"))
                .build());
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .contains("A fault of ours")
        .containsPattern("under [0-9a-z]+-1\\.")
        .doesNotContain("secret", "IllegalState", "\tat ");
  }

  @Test
  void theStyleSheetIsKeptByItsVersion() {
    String page = stand.page("/");
    String address = page.replaceAll("(?s).*href=\"(/style\\.css\\?v=[0-9a-f]{12})\".*", "$1");
    HttpResponse<String> sheet = stand.get(address);
    assertThat(sheet.headers().firstValue("Cache-Control").orElse("")).contains("max-age");
    assertThat(sheet.body()).contains("prefers-color-scheme: dark").contains("@media print");
    assertThat(page).doesNotContain("style=\"").doesNotContain("<style").doesNotContain("<script");
  }

  @Test
  void noPageNeedsAScriptOrAForeignFile() {
    story();
    for (String path : List.of("/", "/stories/irs-ice", "/watches/tigta", "/alerts/lifted")) {
      String page = stand.page(path);
      assertThat(page).containsOnlyOnce("<h1").containsOnlyOnce("<main id=\"main\">");
      assertThat(page).contains("<a class=\"skip\" href=\"#main\">").contains("<html lang=\"en\">");
      assertThat(page).doesNotContainPattern("src=\"https?:").doesNotContain("@import");
    }
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedUnread() {
    HttpRequest request =
        stand
            .request("/hooks/courtlistener/" + Newsstand.HOOK)
            .POST(BodyPublishers.ofByteArray(new byte[(1 << 20) + 1]))
            .build();
    assertThat(stand.send(request).statusCode()).isEqualTo(413);
    assertThat(stand.hooked).isEmpty();
  }
}
