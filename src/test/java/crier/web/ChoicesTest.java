package crier.web;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Subscriber;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody follows who chose it on a form: watches and events, and nothing else. */
class ChoicesTest {

  private static final String EVA = "eva@paper.example";

  private final Newsstand stand = new Newsstand();
  private final Postbox post = new Postbox(stand);

  @AfterEach
  void close() {
    stand.close();
  }

  private HttpResponse<String> form(String path, String... fields) {
    return stand.send(stand.form(path, fields).build());
  }

  private Subscriber eva() {
    return stand.subscribers.byAddress(EVA).orElseThrow();
  }

  /** Left out, what is unknown would leave nothing chosen, and nothing chosen means everything. */
  @Test
  void aWatchOrEventThatIsNotThereIsRefusedAndNeverWidensTheChoice() {
    for (String[] unknown :
        new String[][] {
          {"watch", "no-such-watch"}, {"event", "NO_SUCH_EVENT"}, {"story", "no-such-story"}
        }) {
      var answer = form("/subscribe", "email", EVA, unknown[0], unknown[1]);
      assertThat(answer.statusCode()).as(unknown[0]).isEqualTo(422);
      assertThat(answer.body()).contains("not up to date");
    }
    stand.optIn.run();
    assertThat(post.letters()).isEmpty();

    form("/subscribe", "email", EVA, "watch", "tigta");
    stand.optIn.run();
    assertThat(Postbox.text(post.letters().getLast())).contains("the watch “TIGTA reports”");
  }

  @Test
  void somebodyFollowsWatchesAndEventsAndTheLetterSaysSoWithoutTheirWords() {
    assertThat(stand.page("/watches/tigta")).contains("/subscribe?watch=tigta");
    assertThat(stand.page("/subscribe?watch=tigta&event=STAY_LIFTED"))
        .contains("value=\"tigta\" checked")
        .contains("value=\"STAY_LIFTED\" checked");
    form(
        "/subscribe",
        "email",
        EVA,
        "watches-asked",
        "yes",
        "watch",
        "tigta",
        "events-asked",
        "yes",
        "event",
        "STAY_LIFTED",
        "require",
        "buy my pills",
        "minimum",
        "routine");
    stand.optIn.run();
    assertThat(Postbox.text(post.letters().getLast()))
        .contains("the watch “TIGTA reports”, whatever its rank; of these: Stay lifted")
        .doesNotContain("pills");
    form("/confirm", "token", post.token("/confirm"));
    assertThat(eva().subscription().watches()).containsExactly("tigta");
    assertThat(eva().subscription().events()).containsExactly(crier.model.Event.STAY_LIFTED);

    String preferences = preferencesLink();
    assertThat(stand.page(preferences)).contains("value=\"tigta\" checked");
    String token = preferences.substring(preferences.indexOf('=') + 1);
    form("/preferences", "do", "save", "token", token, "minimum", "critical");
    assertThat(eva().subscription().watches()).containsExactly("tigta");
    form(
        "/preferences",
        "do",
        "save",
        "token",
        preferencesLink().replaceAll(".*=", ""),
        "watches-asked",
        "yes",
        "events-asked",
        "yes",
        "story",
        "irs-ice");
    assertThat(eva().subscription().watches()).isEmpty();
    assertThat(eva().subscription().events()).isEmpty();
  }

  private String preferencesLink() {
    stand.clock.advance(Duration.ofHours(2));
    form("/preferences", "do", "ask", "email", EVA);
    stand.optIn.run();
    return "/preferences?token=" + post.token("/preferences");
  }
}
