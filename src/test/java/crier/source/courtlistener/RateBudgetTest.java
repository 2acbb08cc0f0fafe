package crier.source.courtlistener;

import static crier.fetch.Quota.Priority.DOCUMENTS;
import static crier.fetch.Quota.Priority.MOVED;
import static crier.fetch.Quota.Priority.RECONCILE;
import static org.assertj.core.api.Assertions.assertThat;

import crier.fetch.Quota.Leave;
import crier.fetch.Quota.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token may spend, and what a refusal teaches. */
class RateBudgetTest extends Budget {

  @Test
  void aFreeTokenHasFiveAMinute() {
    spend(5);

    assertThat(waitFor(MOVED)).isEqualTo(MINUTE);
    clock.advance(MINUTE);
    spend(5);
  }

  @Test
  void aFreeTokenHasFiftyAnHourAnd125ADay() {
    for (int i = 0; i < 10; i++) {
      spend(5);
      clock.advance(MINUTE);
    }
    assertThat(waitFor(MOVED)).isEqualTo(HOUR.minus(MINUTE.multipliedBy(10)));
    for (int i = 0; i < 15; i++) {
      clock.advance(HOUR);
      spend(5);
    }
    assertThat(waitFor(MOVED))
        .isEqualTo(Duration.between(clock.instant(), start.plus(Duration.ofDays(1))));
  }

  @Test
  void whatWasSpentIsKeptAcrossRestarts() {
    spend(5);
    budget = budget(TOKEN);

    assertThat(waitFor(MOVED)).isEqualTo(MINUTE);
  }

  @Test
  void aRequestUnderWayCountsUntilItsAnswerHasSettledIt() {
    Leave.Granted slow = granted(MOVED);
    spend(4);
    clock.advance(MINUTE);
    spend(4);
    assertThat(waitFor(MOVED)).isEqualTo(MINUTE);

    answer(slow, 200, "");
    assertThat(waitFor(MOVED)).as("it arrived just now").isEqualTo(MINUTE);
  }

  @Test
  void aRequestOfWhichNobodyHeardAgainCountsAsLateAsItCanHaveArrived() {
    for (int i = 0; i < 5; i++) {
      granted(MOVED);
    }

    assertThat(waitFor(MOVED)).isEqualTo(Account.UNDER_WAY.plus(MINUTE));
  }

  @ParameterizedTest
  @CsvSource({"200, 1", "400, 1", "404, 1", "500, 1", "401, 0", "403, 0", "429, 0"})
  void whatTheServerRefusesBeforeItLooksCostsNothing(int status, int cost) {
    answer(granted(MOVED), status, "<html>of a firewall</html>");

    assertThat(left("minute")).isEqualTo(5 - cost);
  }

  @Test
  void anAnswerThatNeverCameMayHaveBeenCounted() {
    budget.unanswered(granted(MOVED));

    assertThat(left("day")).isEqualTo(124);
  }

  @Test
  void aWaitIsKeptToTheSecond() {
    refuse(Optional.of(Duration.ofSeconds(41_211)), throttled("125/day", 41_211));

    clock.advance(Duration.ofSeconds(41_210));
    assertThat(waitFor(MOVED)).isEqualTo(Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(1));
    granted(MOVED);
  }

  @Test
  void withoutTheHeaderTheWaitIsReadFromTheWords() {
    refuse(Optional.empty(), throttled("5/min", 7));

    assertThat(waitFor(MOVED)).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void a429OfAFirewallIsAShortRestAndNoBlockedAccount() {
    refuse(Optional.empty(), "<html><body>429 Too Many Requests</body></html>");

    assertThat(waitFor(MOVED)).isEqualTo(MINUTE);
    assertThat(budget.allowance().stopped()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"125/day, day, 125", "75/h, hour, 75", "50/hour, hour, 50", "10/min, minute, 10"})
  void whichWindowIsFullIsLearntFromTheWords(String rate, String window, int limit) {
    spend(1);
    refuse(Optional.of(Duration.ofSeconds(30)), throttled(rate, 30));

    assertThat(window(window).limit()).isEqualTo(limit);
    assertThat(window(window).left()).isZero();
    assertThat(window(window).others()).isEqualTo(limit - 1);
    assertThat(budget.allowance().windows()).hasSize(3);
  }

  @Test
  void theLessUrgentLeaveRoomForTheMoreUrgent() {
    Map<Priority, Integer> granted = new HashMap<>();
    for (Priority priority : List.of(RECONCILE, DOCUMENTS, MOVED)) {
      while (budget.take(RateBudget.NAME, priority) instanceof Leave.Granted leave) {
        answer(leave, 200, "");
        granted.merge(priority, 1, Integer::sum);
      }
    }
    assertThat(granted).isEqualTo(Map.of(RECONCILE, 3, DOCUMENTS, 1, MOVED, 1));
  }

  @Test
  void aDayOfNothingButReconcilingLeavesMostOfItForMoves() {
    int reconciled = 0;
    for (int i = 0; i < 23 * 60; i++) {
      if (budget.take(RateBudget.NAME, RECONCILE) instanceof Leave.Granted leave) {
        answer(leave, 200, "");
        reconciled++;
      }
      clock.advance(MINUTE);
    }
    assertThat(reconciled).isEqualTo(50);
    assertThat(left("day")).isEqualTo(75);
    granted(MOVED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | Invalid token. | CourtListener does not accept the API token (401: “Invalid token.”)",
        "403 | You do not have permission to perform this action. |"
            + " CourtListener refuses the account of the API token (403: “You do not have permission to perform this action.”)",
        "429 | Request was throttled. Your account is currently blocked from making API requests. |"
            + " CourtListener has blocked the account of the API token (429: “Request was throttled. Your account is currently blocked from making API requests.”)",
      })
  void aRefusedTokenIsNotUsedAndTheReasonIsKnownInWords(int status, String detail, String words) {
    Optional<Leave.Wait> broke = answer(granted(MOVED), status, detail(detail));

    assertThat(broke.orElseThrow().why()).isEqualTo(words);
    assertThat(Objects.requireNonNull(budget.allowance().stopped()).why()).isEqualTo(words);
    clock.advance(Duration.ofHours(20));
    assertThat(((Leave.Wait) budget(TOKEN).take(RateBudget.NAME, MOVED)).why()).isEqualTo(words);
    assertThat(left("day")).as("it cost nothing").isEqualTo(125);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aFirewallsRefusalSaysNothingAboutTheToken(int status) {
    assertThat(answer(granted(MOVED), status, "<html>Request blocked</html>")).isEmpty();
    assertThat(budget.allowance().stopped()).isNull();
  }

  @Test
  void anotherTokenBeginsAFreshRecordAndTheOldOneKeepsIts() {
    spend(5);
    RateBudget old = budget;
    budget = budget("another" + TOKEN);

    granted(MOVED);
    assertThat(old.take(RateBudget.NAME, MOVED)).isInstanceOf(Leave.Wait.class);
  }

  @Test
  void theRecordNeverHoldsTheToken() {
    List<String> names = new ArrayList<>();
    Ledgers ledger = Ledgers.in(database);
    RateBudget watched =
        new RateBudget(
            clock,
            BASE,
            TOKEN,
            new RateBudget.Ledger() {
              @Override
              public Optional<String> find(String name) {
                return ledger.find(name);
              }

              @Override
              public void change(String name, Function<Optional<String>, String> change) {
                names.add(name);
                ledger.change(name, change);
              }
            });
    watched.take(RateBudget.NAME, MOVED);

    assertThat(names).hasSize(1).allMatch(name -> !name.contains(TOKEN));
    assertThat(ledger.find(names.getFirst()).orElseThrow()).doesNotContain(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1795858812 1795858813", "{}", "{\"windows\":null,\"spent\":[]}"})
  void aRecordThatCannotBeReadIsBegunAnew(String text) {
    AtomicReference<String> kept = new AtomicReference<>(text);
    budget =
        new RateBudget(
            clock,
            BASE,
            TOKEN,
            new RateBudget.Ledger() {
              @Override
              public Optional<String> find(String name) {
                return Optional.of(kept.get());
              }

              @Override
              public void change(String name, Function<Optional<String>, String> change) {
                kept.set(change.apply(find(name)));
              }
            });
    assertThat(left("day")).isEqualTo(125);
    spend(1);
    assertThat(left("day")).isEqualTo(124);
  }

  @Test
  void aClockThatWasSetBackMakesNobodyWaitForEver() {
    spend(4);
    refuse(Optional.of(Duration.ofSeconds(60)), throttled("5/min", 60));
    clock.set(start.minus(Duration.ofDays(30)));

    assertThat(waitFor(MOVED)).isLessThanOrEqualTo(Duration.ofDays(1));
  }
}
