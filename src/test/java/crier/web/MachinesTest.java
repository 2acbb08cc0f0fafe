package crier.web;

import static crier.web.Newsstand.DOCKET;
import static crier.web.Newsstand.REPORTS;
import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Outcome;
import crier.model.Significance;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What other machines ask: health, numbers, the webhook, the command line. */
class MachinesTest {

  private final Newsstand stand = new Newsstand();

  @AfterEach
  void close() {
    stand.close();
  }

  @Test
  void aStandingTickerIsNeitherAliveNorReady() {
    assertThat(stand.page("/healthz")).isEqualTo("ok\n");
    assertThat(stand.page("/readyz")).isEqualTo("ok\n");
    stand.alive.set(false);
    assertThat(stand.get("/healthz").statusCode()).isEqualTo(503);
    assertThat(stand.get("/readyz").body())
        .isEqualTo("it stands still, and a new start may help\n");
    assertThat(stand.page("/status")).contains("The schedule stands still");
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsNoReasonToRestart() {
    stand.ready.set(false);
    assertThat(stand.get("/readyz").statusCode()).isEqualTo(503);
    assertThat(stand.get("/readyz").body()).isEqualTo("the database does not answer\n");
    assertThat(stand.get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void theNumbersHaveTheNamesThatDashboardsRelyOn() {
    stand.metrics.checked("tigta", "unchanged", Duration.ofMillis(120));
    stand.metrics.changed("Added");
    stand.metrics.alerted(Significance.CRITICAL);
    stand.metrics.delivered("email", "accepted", Duration.ofMillis(40));
    stand.metrics.ask("crier_outbox_pending", stand.outbox, outbox -> outbox.counts().pending());
    stand.metrics.ask("crier_outbox_dead", stand.outbox, outbox -> outbox.counts().dead());
    stand.looked(REPORTS, Outcome.UNCHANGED, null);
    stand.looked(DOCKET, Outcome.FAILED, "no answer");
    assertThat(stand.page("/metrics"))
        .contains("crier_checks_total{outcome=\"unchanged\",watch=\"tigta\"} 1.0")
        .contains("crier_check_seconds_count 1")
        .contains("crier_changes_total{type=\"Added\"} 1.0")
        .contains("crier_alerts_total{significance=\"critical\"} 1.0")
        .contains("crier_alerts_total{significance=\"routine\"} 0.0")
        .contains("crier_deliveries_total{channel=\"email\",outcome=\"accepted\"} 1.0")
        .contains("crier_delivery_seconds_sum 0.04")
        .contains("crier_outbox_pending 0.0")
        .contains("crier_outbox_dead 0.0")
        .contains("crier_watch_failures{watch=\"ctu-district\"} 1.0")
        .contains("crier_watch_last_success_timestamp_seconds{watch=\"tigta\"} 1.7809419E9")
        // Never seen is not seen in 1970.
        .doesNotContain("last_success_timestamp_seconds{watch=\"ctu-district\"}");
  }

  @Test
  void aWatchNoLongerInForceHasNoNumbers() {
    stand.looked(REPORTS, Outcome.UNCHANGED, null);
    assertThat(stand.page("/metrics")).contains("crier_watch_failures{watch=\"tigta\"}");
    stand.watches.configure(java.util.Map.of("rules", "spec"), stand.clock.instant());
    assertThat(stand.page("/metrics"))
        .doesNotContain("crier_watch_failures{watch=\"tigta\"}")
        .contains("crier_watch_failures{watch=\"rules\"}");
  }

  private HttpRequest hook(String secret, String body) {
    return stand
        .request("/hooks/courtlistener/" + secret)
        .header("Idempotency-Key", "key-1")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  @Test
  void theHookIsAcknowledgedOnceStoredAndOnlyThen() {
    assertThat(stand.send(hook(Newsstand.HOOK, "{\"a\":1}")).statusCode()).isEqualTo(202);
    assertThat(stand.hooked).containsExactly("key-1 {\"a\":1}");
    stand.storing.set(false);
    assertThat(stand.send(hook(Newsstand.HOOK, "{}")).statusCode()).isEqualTo(503);
  }

  @Test
  void aWrongSecretIsAnAddressWhereThereIsNothing() {
    HttpResponse<String> nowhere = stand.get("/nowhere");
    for (String guess : List.of("x", Newsstand.HOOK + "x", Newsstand.HOOK.substring(1))) {
      HttpResponse<String> answer = stand.send(hook(guess, "{}"));
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).isEqualTo(nowhere.body());
    }
    assertThat(stand.hooked).isEmpty();
  }

  @Test
  void anEmptySecretOpensNothing() {
    assertThat(Secret.matches("", "")).isFalse();
    assertThat(Secret.matches("", null)).isFalse();
    assertThat(Secret.matches("a", "a")).isTrue();
    assertThat(Secret.matches("a", "b")).isFalse();
  }

  private HttpResponse<String> verb(String authorization, String body) {
    return stand.send(
        stand
            .request("/internal/verbs")
            .header("Authorization", authorization)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  @Test
  void aVerbsLinesComeAsTheyAreAndItsExitCodeLast() {
    stand.verbs =
        (args, out, err) -> {
          out.accept("args " + args);
          err.accept("a \"quoted\" word");
          return 3;
        };
    HttpResponse<String> answer =
        verb("Bearer " + Newsstand.TOKEN, "{\"args\":[\"check\",\"--json\"]}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body().lines())
        .containsExactly(
            "{\"out\":\"args [check, --json]\"}",
            "{\"err\":\"a \\\"quoted\\\" word\"}",
            "{\"exit\":3}");
  }

  @Test
  void aVerbIsNotRunWithoutTheTokenOrWithoutSense() {
    stand.verbs =
        (_, _, _) -> {
          throw new AssertionError("run without leave");
        };
    String verbs = "{\"args\":[\"check\"]}";
    assertThat(verb("Bearer guess", verbs).statusCode()).isEqualTo(404);
    assertThat(verb(Newsstand.TOKEN, verbs).statusCode()).isEqualTo(404);
    assertThat(verb("Bearer ", verbs).statusCode()).isEqualTo(404);
    for (String body : List.of("", "{", "[]", "{\"args\":[]}", "{\"args\":[{}]}")) {
      assertThat(verb("Bearer " + Newsstand.TOKEN, body).statusCode()).as(body).isEqualTo(400);
    }
  }
}
