package crier.source.courtlistener;

import static crier.fetch.Quota.Priority.MOVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import crier.fetch.Fetch;
import crier.fetch.Fetched;
import crier.fetch.Quota.Leave;
import crier.model.Allowance;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What CourtListener itself tells of the account, asked seldom. */
class ApiUsageTest extends Budget {

  @Test
  void limitsAndWhatOthersUsedAreAdopted() {
    spend(2);
    clock.advance(Duration.ofMinutes(5));
    budget.refresh(answering(fixture("api-usage.tier1.json")));

    assertThat(budget.allowance().windows())
        .extracting(Allowance.Window::length, Allowance.Window::limit, Allowance.Window::left)
        .containsExactly(
            tuple(MINUTE, 10, 9), tuple(HOUR, 75, 63), tuple(Duration.ofDays(1), 300, 260));
    assertThat(window("day").others()).isEqualTo(38);
    assertThat(budget.allowance().toldAt()).isEqualTo(clock.instant());
  }

  @Test
  void theLargerOfBothCountsIsInForce() {
    spend(5);
    clock.advance(MINUTE);
    spend(5);
    budget.refresh(answering(usage(new Row("50/hour", 50, 3), new Row("125/day", 125, 100))));

    assertThat(left("hour")).as("we know of 10").isEqualTo(40);
    assertThat(left("day")).as("the server knows of 100").isEqualTo(25);
  }

  @Test
  void aRequestAnsweredWhileTheServerWasAskedIsNotTakenForAnotherPrograms() {
    Leave.Granted meanwhile = granted(MOVED);
    budget.refresh(request -> {
      clock.advance(Duration.ofSeconds(2));
      answer(meanwhile, 200, "");
      return answering(usage(new Row("125/day", 125, 20))).fetch(request);
    });

    assertThat(left("day")).as("20 and perhaps ours").isEqualTo(104);
  }

  @Test
  void whatOthersUsedIsForgottenWhenItsWindowIsOverOrAnotherAnswerCame() {
    budget.refresh(answering(usage(new Row("50/hour", 50, 50), new Row("125/day", 125, 60))));
    assertThat(waitFor(MOVED)).isEqualTo(HOUR);
    clock.advance(HOUR);
    granted(MOVED);

    budget.refresh(answering(usage(new Row("50/hour", 50, 0), new Row("125/day", 125, 10))));
    assertThat(left("day")).isEqualTo(114);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>maintenance</html>",
        "{}",
        "{\"current_usage\":null}",
        "{\"current_usage\":[]}",
        "{\"current_usage\":[{\"scope\":\"api_usage\",\"limit\":1,\"used\":1,\"window_seconds\":60}]}",
        "{\"current_usage\":[{\"scope\":\"user\",\"rate\":\"5/min\",\"limit\":null,\"window_seconds\":60}]}",
        "{\"current_usage\":[{\"scope\":\"user\",\"limit\":0,\"used\":0,\"window_seconds\":60,\"blocked\":false}]}",
        "{\"current_usage\":[{\"scope\":\"user\",\"limit\":9,\"used\":0,\"window_seconds\":60},{\"scope\":\"user\",\"limit\":9}]}"
      })
  void anOddAnswerChangesNothing(String body) {
    budget.refresh(answering(fixture("api-usage.tier1.json")));
    List<Allowance.Window> before = budget.allowance().windows();
    clock.advance(HOUR);
    budget = budget(TOKEN);
    budget.refresh(answering(body));

    assertThat(asked).hasSize(2);
    assertThat(budget.allowance().windows())
        .extracting(Allowance.Window::limit)
        .containsExactlyElementsOf(before.stream().map(Allowance.Window::limit).toList());
    assertThat(left("day")).isEqualTo(260);
  }

  @Test
  void theServerIsAskedAtTheStartThenHourlyAndAfterA429() {
    Fetch fetch = answering(fixture("api-usage.tier1.json"));
    for (int i = 0; i < 150; i++) {
      budget.refresh(fetch);
      clock.advance(MINUTE);
    }
    assertThat(asked).hasSize(3);
    refuse(Optional.of(Duration.ofSeconds(7)), throttled("10/min", 7));
    budget.refresh(fetch);
    budget.refresh(fetch);
    assertThat(asked).hasSize(4);
    assertThat(asked)
        .allSatisfy(request -> {
          assertThat(request.url()).isEqualTo(URI.create(BASE + "/api/rest/v4/api-usage/"));
          assertThat(request.headers()).containsEntry("Authorization", "Token " + TOKEN);
          assertThat(request.quota()).isNotEqualTo(RateBudget.NAME);
        });
  }

  @Test
  void anAnswerThatFailedIsAskedForAgainSoonerThanInAnHour() {
    Fetch failing =
        request -> {
          asked.add(request);
          return new Fetched.Failed("reset");
        };
    for (int i = 0; i < 60; i++) {
      budget.refresh(failing);
      clock.advance(MINUTE);
    }
    assertThat(asked).hasSize(6);
  }

  @Test
  void twoNodesAskOnceBetweenThem() {
    Fetch fetch = answering(fixture("api-usage.tier1.json"));
    budget.refresh(fetch);
    RateBudget other = budget(TOKEN);
    other.refresh(fetch);
    clock.advance(HOUR);
    other.refresh(fetch);
    budget.refresh(fetch);

    assertThat(asked).hasSize(2);
  }

  @Test
  void aRefusedTokenIsTriedSeldomAndOnlyByAskingHowItStands() {
    answer(granted(MOVED), 401, detail("Invalid token."));
    Fetch refusing = answering(401, detail("Invalid token."));
    List<Instant> probes = new ArrayList<>();
    for (int i = 0; i < 36 * 60; i++) {
      int before = asked.size();
      budget.refresh(refusing);
      if (asked.size() > before) {
        probes.add(clock.instant());
      }
      assertThat(budget.take(RateBudget.NAME, MOVED)).isInstanceOf(Leave.Wait.class);
      clock.advance(MINUTE);
    }
    assertThat(probes).hasSizeBetween(5, 12);
    assertThat(Objects.requireNonNull(budget.allowance().stopped()).since()).isEqualTo(start);
  }

  @Test
  void aTokenThatIsAcceptedAgainIsUsedAgain() {
    answer(granted(MOVED), 401, detail("Invalid token."));
    clock.advance(HOUR);
    budget.refresh(answering(fixture("api-usage.tier1.json")));

    assertThat(budget.allowance().stopped()).isNull();
    granted(MOVED);
  }

  @Test
  void aBlockedAccountStaysBlockedWhileItsUsageSaysSo() {
    answer(granted(MOVED), 429, detail("Your account is currently blocked."));
    clock.advance(HOUR);
    String blocked = fixture("api-usage.tier1.json").replace(": false", ": true");
    budget.refresh(answering(blocked));
    assertThat(budget.allowance().stopped()).isNotNull();

    clock.advance(HOUR);
    budget.refresh(answering(fixture("api-usage.tier1.json")));
    assertThat(budget.allowance().stopped()).isNull();
  }

  @Test
  void anAccountThatItsUsageCallsBlockedIsNotUsed() {
    budget.refresh(answering(fixture("api-usage.tier1.json").replace(": false", ": true")));

    assertThat(budget.take(RateBudget.NAME, MOVED)).isInstanceOf(Leave.Wait.class);
    assertThat(budget.allowance().stopped()).isNotNull();
  }

  @Test
  void aWindowThatIsMerelyUsedUpIsNoBlockedAccount() {
    String full = usage(new Row("125/day", 125, 125)).replace("false", "true");
    budget.refresh(answering(full));

    assertThat(budget.allowance().stopped()).isNull();
    assertThat(left("day")).isZero();
  }

  @Test
  void aRefusalThatUsageDoesNotShareIsOverOnlyWhenARequestPasses() {
    answer(granted(MOVED), 403, detail("You do not have permission to perform this action."));
    clock.advance(HOUR);
    budget.refresh(answering(fixture("api-usage.tier1.json")));
    assertThat(budget.allowance().stopped()).as("told once, until it passes").isNotNull();
    answer(granted(MOVED), 403, detail("You do not have permission to perform this action."));
    assertThat(Objects.requireNonNull(budget.allowance().stopped()).since()).isEqualTo(start);
    assertThat(budget.take(RateBudget.NAME, MOVED)).isInstanceOf(Leave.Wait.class);

    clock.advance(HOUR);
    budget.refresh(answering(fixture("api-usage.tier1.json")));
    answer(granted(MOVED), 200, "");
    assertThat(budget.allowance().stopped()).isNull();
  }

  @Test
  void withoutATokenNobodyIsAskedHowItStandsAndNoRefusalIsTheTokens() {
    budget = budget("");
    budget.refresh(answering(fixture("api-usage.tier1.json")));
    answer(granted(MOVED), 401, detail("Authentication credentials were not provided."));

    assertThat(asked).isEmpty();
    granted(MOVED);
    assertThat(budget.allowance()).isEqualTo(Allowance.NONE);
  }
}
