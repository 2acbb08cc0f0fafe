package crier.web;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Significance;
import crier.model.Subscriber;
import crier.model.Subscriber.Standing;
import crier.model.Subscription.Cadence;
import crier.store.Dump;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How somebody gets on the list, changes what they get, and leaves: by the pages. */
class OptInPagesTest {

  private static final String EVA = "eva@paper.example";

  private final Newsstand stand = new Newsstand();
  private final Postbox post = new Postbox(stand);

  @AfterEach
  void close() {
    stand.close();
  }

  private HttpResponse<String> subscribe(String address) {
    HttpResponse<String> answer =
        form("/subscribe", "email", address, "story", "irs-ice", "minimum", "critical");
    stand.optIn.run();
    return answer;
  }

  private Subscriber eva() {
    return stand.subscribers.byAddress(EVA).orElseThrow();
  }

  private Subscriber subscribedEva() {
    subscribe(EVA);
    form("/confirm", "token", post.token("/confirm"));
    return eva();
  }

  @Test
  void nobodyIsOnTheListBeforeTheyConfirmed() {
    assertThat(subscribe(EVA).statusCode()).isEqualTo(200);
    assertThat(eva().standing()).isEqualTo(Standing.PENDING);
    assertThat(stand.subscribers.confirmed("", 10)).isEmpty();

    String token = post.token("/confirm");
    assertThat(stand.get("/confirm?token=" + token).body())
        .contains("The taxpayer-address agreement")
        .contains("critical only")
        .doesNotContain(EVA);
    assertThat(form("/confirm", "token", token).body()).contains("You are subscribed");
    assertThat(eva().standing()).isEqualTo(Standing.CONFIRMED);
    assertThat(eva().subscription().stories()).containsExactly("irs-ice");
    assertThat(eva().consent())
        .contains("asked at https://crier.example/subscribe, 2026-06-08")
        .contains("confirmed at https://crier.example/confirm, 2026-06-08");
  }

  @Test
  void openingALinkChangesNothing() {
    subscribe(EVA);
    String token = post.token("/confirm");
    stand.get("/confirm?token=" + token);
    head("/confirm?token=" + token);
    assertThat(eva().standing()).isEqualTo(Standing.PENDING);

    form("/confirm", "token", token);
    String leave = post.leaving(eva());
    stand.get("/unsubscribe?token=" + leave);
    head("/unsubscribe?token=" + leave);
    assertThat(eva().standing()).isEqualTo(Standing.CONFIRMED);
  }

  @Test
  void aSecondPressOfTheButtonSaysSoAndUndoesNothing() {
    subscribedEva();
    String token = post.token("/confirm");
    stand.subscribers.leave(eva().id());

    assertThat(form("/confirm", "token", token).body()).contains("Confirmed already");
    assertThat(eva().standing()).isEqualTo(Standing.UNSUBSCRIBED);
  }

  @Test
  void aConfirmationLinkEndsAfterTwoDays() {
    subscribe(EVA);
    String token = post.token("/confirm");
    stand.clock.advance(Duration.ofHours(49));

    assertThat(stand.get("/confirm?token=" + token).statusCode()).isEqualTo(410);
    assertThat(form("/confirm", "token", token).statusCode()).isEqualTo(410);
    assertThat(eva().standing()).isEqualTo(Standing.PENDING);
  }

  @Test
  void knownUnknownPausedAndWrongWayAddressesGetTheSameAnswer() {
    subscribedEva();
    String unknown = subscribe("otto@paper.example").body();
    assertThat(subscribe(EVA).body()).isEqualTo(unknown);
    stand.subscribers.stand(eva().id(), Standing.PAUSED);
    assertThat(subscribe(EVA.toUpperCase(java.util.Locale.ROOT)).body()).isEqualTo(unknown);
  }

  @Test
  void whoIsOnTheListIsToldSoOnceADayAndNothingChanges() {
    subscribedEva();
    stand.clock.advance(Duration.ofDays(2));
    form("/subscribe", "email", EVA, "minimum", "routine");
    form("/subscribe", "email", EVA, "minimum", "routine");
    stand.optIn.run();

    assertThat(post.letters()).hasSize(2);
    assertThat(Postbox.text(post.letters().getLast())).contains("already, and nothing was changed");
    assertThat(eva().subscription().minimum().word()).isEqualTo("critical");
  }

  @Test
  void oneAddressGetsOneLetterADayInAllItsSpellings() {
    for (String address : List.of("e.va@paper.example", "eva+news@paper.example", EVA)) {
      subscribe(address);
    }
    assertThat(post.letters()).hasSize(1);
  }

  @Test
  void oneNetworkMayAskFiveTimesAnHour() {
    List<Integer> answers =
        Stream.of("a", "b", "c", "d", "e", "f")
            .map(name -> subscribe(name + "@paper.example").statusCode())
            .toList();
    assertThat(answers).containsExactly(200, 200, 200, 200, 200, 429);

    stand.clock.advance(Duration.ofMinutes(61));
    assertThat(subscribe("g@paper.example").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nobody",
        "a@b",
        "a@[127.0.0.1]",
        "a@127.0.0.1",
        "a@x.example, b@x.example",
        "<@evil:a@x.example>",
        "-oQ/tmp@x.example",
        "a@x.example\r\nBcc: b@x.example",
        "\u00e9va@x.example",
      })
  void whatIsNoPlainAddressIsRefusedWithAnExample(String address) {
    HttpResponse<String> answer = subscribe(address);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("write one such as name@example.org");
    assertThat(post.letters()).isEmpty();
  }

  @Test
  void aFormFromAnotherSiteIsRefused() {
    assertThat(formFrom("https://evil.example", "/subscribe", "email", EVA).statusCode())
        .isEqualTo(403);
    assertThat(formFrom("https://crier.example", "/subscribe", "email", EVA).statusCode())
        .isEqualTo(200);
  }

  @Test
  void theMailProgramsOwnButtonNeedsNoPageAndMayBePressedTwice() {
    Subscriber eva = subscribedEva();
    String path = "/unsubscribe?token=" + post.leaving(eva);
    post.wait(eva);

    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer = form(path, "List-Unsubscribe", "One-Click");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(eva().standing()).isEqualTo(Standing.UNSUBSCRIBED);
    }
    assertThat(stand.outbox.waitingRecipients()).doesNotContain("subscriber:" + eva.id());
  }

  @Test
  void theLinkToLeaveWorksFromTheOldestMailAndUnderAnotherKey() {
    Subscriber eva = subscribedEva();
    String old = post.leaving(eva);
    stand.clock.advance(Duration.ofDays(800));
    stand.optIn.forget(Duration.ofDays(7));
    assertThat(post.leavingUnderAnotherKey(eva)).isNotEqualTo(old);

    assertThat(form("/unsubscribe", "token", old).body()).contains("You are unsubscribed");
    assertThat(eva().standing()).isEqualTo(Standing.UNSUBSCRIBED);
  }

  @Test
  void aTokenIsGoodForItsPurposeOnly() {
    Subscriber eva = subscribedEva();
    String leave = post.leaving(eva);

    assertThat(stand.get("/preferences?token=" + leave).statusCode()).isEqualTo(410);
    assertThat(stand.get("/confirm?token=" + leave).statusCode()).isEqualTo(404);
    assertThat(stand.get("/feeds/" + leave + "/alerts.atom").statusCode()).isEqualTo(404);
    assertThat(stand.get("/unsubscribe?token=" + post.token("/confirm")).statusCode())
        .isEqualTo(404);
    char last = leave.charAt(leave.length() - 2);
    String off = leave.substring(0, leave.length() - 2) + (last == 'A' ? 'B' : 'A') + "A";
    assertThat(stand.get("/unsubscribe?token=" + off).statusCode()).isEqualTo(404);
  }

  @Test
  void choicesAreChangedByALinkThatOpensForHalfAnHour() {
    subscribedEva();
    assertThat(form("/preferences", "do", "ask", "email", EVA).body())
        .contains("If this address is subscribed");
    stand.optIn.run();
    String token = post.token("/preferences");
    assertThat(stand.get("/preferences?token=" + token).body()).doesNotContain(EVA);

    HttpResponse<String> saved =
        form(
            "/preferences",
            "do",
            "save",
            "token",
            token,
            "minimum",
            "routine",
            "cadence",
            "daily",
            "at",
            "07:30",
            "zone",
            "Europe/Berlin",
            "quiet-asked",
            "yes",
            "quiet",
            "yes",
            "quiet-from",
            "22:00",
            "quiet-until",
            "06:00",
            "critical-passes",
            "yes",
            "require",
            "stay\ninspector general",
            "exclude",
            "");
    assertThat(saved.body()).contains("Saved.");
    assertThat(stand.get("/preferences?token=" + token).statusCode())
        .as("what was mailed works once")
        .isEqualTo(410);
    assertThat(form("/preferences", "do", "leave", "token", token).statusCode()).isEqualTo(410);
    assertThat(eva().standing()).isEqualTo(Standing.CONFIRMED);
    token = next(saved.body());
    assertThat(eva().subscription().cadence()).isEqualTo(new Cadence.Daily(LocalTime.of(7, 30)));
    assertThat(eva().subscription().require()).containsExactly("stay", "inspector general");
    assertThat(eva().subscription().quiet()).isNotNull();
    assertThat(eva().subscription().zone().getId()).isEqualTo("Europe/Berlin");

    HttpResponse<String> wrong =
        form("/preferences", "do", "save", "token", token, "zone", "Mars", "require", "/(/");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("no such time zone").contains("no RE2 pattern");
    assertThat(eva().subscription().require()).containsExactly("stay", "inspector general");

    stand.clock.advance(Duration.ofMinutes(31));
    assertThat(form("/preferences", "do", "erase", "token", token).statusCode()).isEqualTo(410);
    assertThat(stand.subscribers.byAddress(EVA)).isPresent();
  }

  @Test
  void whoIsNotOnTheListGetsNoLinkAndTheSameAnswer() {
    subscribedEva();
    String known = form("/preferences", "do", "ask", "email", EVA).body();
    stand.optIn.run();
    int letters = post.letters().size();
    String unknown = form("/preferences", "do", "ask", "email", "otto@paper.example").body();
    stand.optIn.run();

    assertThat(unknown).isEqualTo(known);
    assertThat(post.letters()).hasSize(letters);
  }

  @Test
  void aPrivateFeedShowsWhatItsOwnerFollowsUntilItIsRevoked() {
    subscribedEva();
    form("/preferences", "do", "ask", "email", EVA);
    stand.optIn.run();
    String token = post.token("/preferences");
    String page = form("/preferences", "do", "feed", "token", token).body();
    String path =
        Arrays.stream(page.split("[\\s<]"))
            .filter(word -> word.startsWith("https://crier.example/feeds/"))
            .map(address -> address.substring("https://crier.example".length()))
            .findFirst()
            .orElseThrow();
    post.alert("Entry 62", Significance.CRITICAL);
    post.alert("A summons", Significance.ROUTINE);

    HttpResponse<String> feed = stand.get(path);
    assertThat(feed.body()).contains("Entry 62").doesNotContain("A summons");
    assertThat(feed.headers().firstValue("cache-control")).contains("private, no-cache");
    assertThat(stand.get(path.replace("atom", "json")).body()).contains("Entry 62");

    form("/preferences", "do", "revoke", "token", next(page));
    assertThat(stand.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void whoLeavesHasNoPrivateFeedAnyMore() {
    subscribedEva();
    String feed = "/feeds/" + stand.optIn.newFeed(eva()) + "/alerts.atom";
    assertThat(stand.get(feed).statusCode()).isEqualTo(200);
    stand.optIn.leave(eva());
    assertThat(stand.get(feed).statusCode()).isEqualTo(404);
    assertThat(stand.optIn.hasFeed(eva())).isFalse();
  }

  @Test
  void lettersOfConfirmationAreLimitedInAllAndTheOperatorIsTold() {
    for (int i = 0; i < 105; i++) {
      stand.optIn.ask(
          crier.store.Signups.Wish.SUBSCRIBE,
          "reader" + i + "@paper" + i + ".example",
          ChoiceForm.usual(Newsstand.SITE.zone()),
          "network " + i);
    }
    int sent = stand.optIn.run() + stand.optIn.run();
    assertThat(sent).isEqualTo(100);
    assertThat(stand.incidents.open()).containsExactly("letters of confirmation");
    stand.clock.advance(Duration.ofMinutes(61));
    assertThat(stand.optIn.run()).as("who waited gets theirs").isEqualTo(5);
    assertThat(stand.optIn.run()).isZero();
    assertThat(stand.incidents.open()).isEmpty();
  }

  /** The token in a page that a change led to. */
  private static String next(String page) {
    java.util.regex.Matcher token =
        java.util.regex.Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(page);
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  @Test
  void everythingKeptOfSomebodyCanBeTakenAlongAndErased() {
    Subscriber eva = subscribedEva();
    post.leaving(eva);
    post.wait(eva);
    form("/preferences", "do", "ask", "email", EVA);
    stand.optIn.run();
    String token = post.token("/preferences");

    HttpResponse<String> export = form("/preferences", "do", "export", "token", token);
    assertThat(export.headers().firstValue("content-disposition").orElse(""))
        .contains("attachment");
    assertThat(export.body())
        .contains(EVA)
        .contains("irs-ice")
        .contains("deliveries")
        .contains("asked at");

    form("/preferences", "do", "erase", "token", token);
    assertThat(stand.subscribers.all()).isEmpty();
    assertThat(Dump.of(stand.database)).doesNotContain(EVA).doesNotContain(eva.id());
    assertThat(form("/unsubscribe", "token", token).statusCode()).isEqualTo(404);
  }

  @Test
  void whoNeverConfirmsIsForgotten() {
    subscribe(EVA);
    stand.clock.advance(Duration.ofDays(8));
    stand.optIn.forget(Duration.ofDays(7));
    assertThat(stand.subscribers.all()).isEmpty();
    assertThat(Dump.of(stand.database)).doesNotContain(EVA);
  }

  @Test
  void theDatabaseHoldsNoTokenInTheClear() {
    Subscriber eva = subscribedEva();
    String all = Dump.of(stand.database);
    assertThat(all).doesNotContain(post.token("/confirm")).doesNotContain(post.leaving(eva));
  }

  @Test
  void pagesOfTokensAreNotKeptByCachesAndSendNoReferrer() {
    subscribe(EVA);
    HttpResponse<String> page = stand.get("/confirm?token=" + post.token("/confirm"));
    assertThat(page.headers().firstValue("cache-control")).contains("no-store");
    assertThat(page.headers().firstValue("referrer-policy")).contains("no-referrer");
  }

  private HttpResponse<String> form(String path, String... fields) {
    return stand.send(stand.form(path, fields).build());
  }

  private HttpResponse<String> formFrom(String origin, String path, String... fields) {
    return stand.send(stand.form(path, fields).header("Origin", origin).build());
  }

  private HttpResponse<String> head(String path) {
    return stand.send(
        stand.request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()).build());
  }
}
