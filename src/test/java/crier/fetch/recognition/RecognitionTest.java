package crier.fetch.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import crier.fetch.Asked;
import crier.fetch.Fetched;
import crier.fetch.Request.Expect;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files say in their names what must come of them: {@code refused/VERDICT--EXPECT--what},
 * {@code accepted/EXPECT--what}.
 */
class RecognitionTest {

  private static final Path FILES = Path.of("src/test/resources/crier/fetch");

  static List<Path> refused() throws IOException {
    return files("refused");
  }

  static List<Path> accepted() throws IOException {
    return files("accepted");
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(FILES.resolve(folder))) {
      return files.sorted().toList();
    }
  }

  private static Optional<Fetched> judge(int status, byte[] body, Expect expect, String name) {
    return judge(status, Map.of(), body, expect, name, name);
  }

  private static Optional<Fetched> judge(
      int status,
      Map<String, List<String>> headers,
      byte[] body,
      Expect expect,
      String asked,
      String answered) {
    return Recognition.objection(
        new Recognition.Page(
            status,
            headers,
            body,
            expect,
            URI.create("https://reports.example.gov/" + asked),
            URI.create("https://reports.example.gov/" + answered)),
        Optional.empty());
  }

  private static Expect expect(String name) {
    return Expect.valueOf(name.toUpperCase(Locale.ROOT));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsNotThePageIsRefusedForTheRightReason(Path file) throws IOException {
    String[] name = file.getFileName().toString().split("--", 3);
    byte[] body = Files.readAllBytes(file);
    for (int status : new int[] {200, 203}) {
      // the name's ending is left out: an address need not tell what it holds
      Fetched fetched = judge(status, body, expect(name[1]), "reports?key=secret").orElseThrow();
      assertThat(fetched.getClass().getSimpleName().toLowerCase(Locale.ROOT)).isEqualTo(name[0]);
      assertThat(fetched.toString()).contains("reports.example.gov").doesNotContain("secret");
    }
  }

  @ParameterizedTest
  @MethodSource("refused")
  void noStatusMakesItThePage(Path file) throws IOException {
    String[] name = file.getFileName().toString().split("--", 3);
    byte[] body = Files.readAllBytes(file);
    for (int status : new int[] {202, 401, 403, 404, 405, 410, 429, 500, 502, 503, 520}) {
      assertThat(judge(status, body, expect(name[1]), "reports")).as("%d", status).isPresent();
    }
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void thePageIsAccepted(Path file) throws IOException {
    String name = file.getFileName().toString();
    byte[] body = Files.readAllBytes(file);

    assertThat(judge(200, body, expect(name.substring(0, name.indexOf("--"))), name)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void noErrorStatusIsAccepted(Path file) throws IOException {
    String name = file.getFileName().toString();
    Expect expect = expect(name.substring(0, name.indexOf("--")));
    byte[] body = Files.readAllBytes(file);
    for (int status : new int[] {202, 204, 206, 300, 302, 400, 403, 404, 429, 500, 503}) {
      assertThat(judge(status, body, expect, name)).as("%d", status).isPresent();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401,Blocked", "403,Blocked", "404,Gone", "410,Gone", "429,TryLater", "503,TryLater",
    "500,Failed", "502,Failed", "405,Failed", "202,Failed", "204,Failed", "206,Failed"
  })
  void aStatusHasItsMeaning(int status, String verdict) {
    byte[] plain = "<html><body>Nothing to see</body></html>".getBytes(StandardCharsets.UTF_8);

    assertThat(judge(status, plain, Expect.HTML, "").orElseThrow().getClass().getSimpleName())
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 403, 404, 405, 503})
  void aChallengeIsAChallengeWithAnyStatus(int status) throws IOException {
    byte[] body = Files.readAllBytes(FILES.resolve("refused/blocked--html--aws-captcha.html"));

    assertThat(judge(status, body, Expect.HTML, "").orElseThrow())
        .isInstanceOf(Fetched.Blocked.class);
  }

  @ParameterizedTest
  @CsvSource({"cf-mitigated,challenge", "x-amzn-waf-action,captcha", "x-amzn-waf-action,challenge"})
  void aChallengeSaidInAHeaderIsBelieved(String header, String value) {
    byte[] page = Asked.PAGE.getBytes(StandardCharsets.UTF_8);

    assertThat(judge(200, Map.of(header, List.of(value)), page, Expect.HTML, "", "").orElseThrow())
        .isInstanceOf(Fetched.Blocked.class);
  }

  @Test
  void aMissingKeyIsTheOperatorsAndAMissingFileNobodysBlock() {
    byte[] key = "{\"error\":{\"code\":\"API_KEY_MISSING\"}}".getBytes(StandardCharsets.UTF_8);
    byte[] file =
        "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
            .getBytes(StandardCharsets.UTF_8);

    assertThat(judge(403, key, Expect.JSON, "").orElseThrow()).asString().contains("headers");
    assertThat(judge(403, file, Expect.FILE, "").orElseThrow())
        .isInstanceOf(Fetched.Failed.class)
        .asString()
        .contains("does not exist");
  }

  @Test
  void aRedirectToALoginIsALoginWhateverItIsCalled() {
    byte[] portal =
        ("<html><head><title>Portal</title></head><body><p>"
                + "Welcome to the portal. ".repeat(40)
                + "</p><form><input type=password></form></body></html>")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(judge(200, Map.of(), portal, Expect.HTML, "opinions", "account/login").orElseThrow())
        .isInstanceOf(Fetched.Blocked.class);
    assertThat(judge(200, Map.of(), portal, Expect.HTML, "account/login", "account/login"))
        .isEmpty();
  }

  @Test
  void aDeepAddressThatLeadsToTheHomePageIsNotThePage() {
    byte[] home = Asked.PAGE.getBytes(StandardCharsets.UTF_8);

    assertThat(judge(200, Map.of(), home, Expect.HTML, "reports/2026", "").orElseThrow())
        .isInstanceOf(Fetched.Failed.class)
        .asString()
        .contains("home page");
    assertThat(judge(200, Map.of(), home, Expect.HTML, "index.html", "")).isEmpty();
    assertThat(judge(200, Map.of(), home, Expect.HTML, "reports/2026", "reports/all")).isEmpty();
  }

  @Test
  void plainTextIsAPageOnlyWhenItSaysSo() {
    byte[] text = "Order of June 8".getBytes(StandardCharsets.UTF_8);
    Map<String, List<String>> plain = Map.of("content-type", List.of("text/plain; charset=utf-8"));

    assertThat(judge(200, plain, text, Expect.HTML, "", "")).isEmpty();
    assertThat(judge(200, text, Expect.HTML, "")).isPresent();
  }

  @Test
  void aFileCalledPdfIsAPdf() {
    byte[] text = "Order of June 8".getBytes(StandardCharsets.UTF_8);

    assertThat(judge(200, text, Expect.FILE, "order.pdf")).isPresent();
    assertThat(judge(200, text, Expect.FILE, "order.txt")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Expect.class)
  void nothingAtAllIsNeverThePage(Expect expect) {
    assertThat(judge(200, new byte[0], expect, "")).isPresent();
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void damagedPagesAreJudgedAndNeverThrow(Path file) throws IOException {
    Random random = new Random(8);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      for (Expect expect : Expect.values()) {
        assertThat(judge(200, damaged, expect, "x")).isNotNull();
      }
    }
  }

  @Test
  @Timeout(120)
  void hostileMarkupIsReadInOnePass() {
    for (String piece :
        List.of("<", "<a b='", "<!--", "</", "<script>", "<!doctype [", "<?xml", "<!a>", "&nbsp")) {
      byte[] body = ("<html>" + piece.repeat(400_000)).getBytes(StandardCharsets.UTF_8);
      assertThat(judge(200, body, Expect.HTML, "")).as(piece).isNotNull();
      assertThat(judge(200, body, Expect.FEED, "")).as(piece).isPresent();
    }
  }
}
