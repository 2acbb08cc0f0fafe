package crier.web;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Delivery;
import crier.model.Event;
import crier.store.Outbox;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The operator's page of deliveries: who gets in, and what can be done there. */
class OperatorPagesTest {

  private static final String PAGE = "/operator/deliveries";

  private final Newsstand stand = new Newsstand();

  @AfterEach
  void close() {
    stand.close();
  }

  @Test
  void withoutATokenThereIsNoSuchPage() {
    assertThat(stand.get(PAGE).statusCode()).isEqualTo(404);
    assertThat(post("/operator/enter", "", "token", "").statusCode()).isEqualTo(404);
  }

  @Test
  void onlyTheTokenOpensIt() {
    stand.operatorToken.set("the-token");
    HttpResponse<String> closed = stand.get(PAGE);
    assertThat(closed.statusCode()).isEqualTo(401);
    assertThat(closed.body()).contains("type=\"password\"").doesNotContain("dead letter");
    assertThat(post("/operator/enter", "", "token", "wrong").statusCode()).isEqualTo(401);
    String cookie = enter();
    assertThat(cookie).doesNotContain("the-token");
    assertThat(get(cookie)).contains("0 dead letters");
  }

  private int enters(String from, String token) {
    return stand
        .send(stand.form("/operator/enter", "token", token).header("X-Forwarded-For", from).build())
        .statusCode();
  }

  private int bears(String from, String token) {
    return stand
        .send(
            stand
                .request(PAGE)
                .header("X-Forwarded-For", from)
                .header("Authorization", "Bearer " + token)
                .GET()
                .build())
        .statusCode();
  }

  @Test
  void wrongTokensAreCountedByWhoeverSendsThemInEitherForm() {
    stand.operatorToken.set("the-token");
    String guesser = "203.0.113.9";
    String session = enter();
    for (int i = 0; i < 5; i++) {
      assertThat(enters(guesser, "wrong" + i)).isEqualTo(401);
      assertThat(bears(guesser, "wrong" + i)).isEqualTo(401);
    }
    assertThat(enters(guesser, "the-token")).isEqualTo(429);
    assertThat(bears(guesser, "the-token")).isEqualTo(429);
    assertThat(bears("203.0.113.77", "the-token")).as("of the same network").isEqualTo(429);

    assertThat(bears("198.51.100.1", "the-token")).isEqualTo(200);
    assertThat(enters("198.51.100.1", "the-token")).isEqualTo(303);
    assertThat(get(session)).as("who is in stays in").contains("0 dead letters");

    stand.clock.advance(java.time.Duration.ofSeconds(61));
    assertThat(bears(guesser, "the-token")).isEqualTo(200);
  }

  @Test
  void whoIsNoNamedProxyIsNotBelievedForWhomHeAsks() {
    try (Newsstand alone = new Newsstand(Newsstand.SITE, List.of())) {
      alone.operatorToken.set("the-token");
      int last = 0;
      for (int i = 0; i < 11; i++) {
        last =
            alone
                .send(
                    alone
                        .request(PAGE)
                        .header("X-Forwarded-For", "203.0.113." + i + ", 198.51.100." + i * 20)
                        .header("Authorization", "Bearer wrong")
                        .GET()
                        .build())
                .statusCode();
      }
      assertThat(last).isEqualTo(429);
    }
  }

  @Test
  void aDeadLetterIsShownWithoutItsAddressAndSentAgain() {
    stand.operatorToken.set("the-token");
    Delivery dead = dead();
    String cookie = enter();
    String page = get(cookie);
    assertThat(page).contains("1 dead letter", "subscriber:s1", "550").doesNotContain("@");
    assertThat(post(PAGE + "/address", cookie, "id", dead.id(), "word", word(page)).body())
        .contains("s1@reader.example");
    HttpResponse<String> again = post(PAGE + "/retry", cookie, "id", dead.id(), "word", word(page));
    assertThat(again.body()).contains("1 is sent again", "0 dead letters");
    assertThat(stand.sentNow.get()).isOne();
    assertThat(post(PAGE + "/drop", cookie, "id", dead.id(), "word", word(page)).body())
        .contains("Everything has been delivered");
  }

  @Test
  void anotherSiteCanDoNothingInTheOperatorsName() {
    stand.operatorToken.set("the-token");
    Delivery dead = dead();
    String cookie = enter();
    String page = get(cookie);
    assertThat(post(PAGE + "/drop", cookie, "id", dead.id()).statusCode()).isEqualTo(403);
    assertThat(post(PAGE + "/drop", "", "id", dead.id(), "word", word(page)).statusCode())
        .isEqualTo(403);
    var foreign =
        stand
            .form(PAGE + "/drop", "id", dead.id(), "word", word(page))
            .header("Cookie", cookie)
            .header("Origin", "https://evil.example")
            .build();
    assertThat(stand.send(foreign).statusCode()).isEqualTo(403);
    assertThat(stand.outbox.counts().dead()).isOne();
  }

  private Delivery dead() {
    stand.saw(
        Newsstand.DOCKET,
        "a1",
        "a text",
        Newsstand.finding(Event.STAY_LIFTED, "Order", "the stay is lifted"));
    String alert = stand.alerts.newest(crier.store.Alerts.Wanted.ALL, 1).getFirst().id();
    stand.outbox.route(
        alert,
        List.of(
            new Outbox.Due(
                alert + "-1", "subscriber:s1", "email", "email", stand.clock.instant(), false)),
        false,
        stand.clock.instant());
    var claims = new crier.store.Claims(stand.database);
    var now = stand.clock.instant();
    claims.claim(
        "test",
        List.of(new crier.store.Claims.Wanted("email", "", 5, false)),
        now,
        java.time.Duration.ofMinutes(1),
        List::of);
    claims.settle(
        "test",
        List.of(
            new crier.store.Claims.Settled(
                alert + "-1",
                new crier.model.DeliveryState.Dead(now),
                true,
                "550 to the recipient")),
        now);
    return stand.outbox.of(alert).getFirst();
  }

  private String enter() {
    HttpResponse<String> entered = post("/operator/enter", "", "token", "the-token");
    assertThat(entered.statusCode()).isEqualTo(303);
    String cookie = entered.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Secure");
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private String get(String cookie) {
    return stand.send(stand.request(PAGE).header("Cookie", cookie).GET().build()).body();
  }

  private static String word(String page) {
    Matcher matcher = Pattern.compile("name=\"word\" value=\"([0-9a-f]+)\"").matcher(page);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private HttpResponse<String> post(String path, String cookie, String... form) {
    var request = stand.form(path, form);
    return stand.send((cookie.isEmpty() ? request : request.header("Cookie", cookie)).build());
  }
}
