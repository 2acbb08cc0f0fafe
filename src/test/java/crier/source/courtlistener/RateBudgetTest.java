package crier.source.courtlistener;

import static crier.fetch.Quota.Priority.DOCUMENTS;
import static crier.fetch.Quota.Priority.MOVED;
import static crier.fetch.Quota.Priority.RECONCILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import crier.fetch.Fetch;
import crier.fetch.Fetched;
import crier.fetch.Quota.Answered;
import crier.fetch.Quota.Leave;
import crier.fetch.Quota.Priority;
import crier.fetch.Request;
import crier.model.Allowance;
import crier.model.Capture;
import crier.store.Database;
import crier.testing.Databases;
import crier.testing.SetClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One token's budget, over real H2, with a clock that is set. */
class RateBudgetTest {

  private static final URI BASE = URI.create("https://www.courtlistener.com");
  private static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final SetClock clock = new SetClock("2026-11-23T16:40:00Z");
  private final Instant start = clock.instant();
  private final Database database = Databases.inMemory();
  private final List<Request> asked = new ArrayList<>();
  private RateBudget budget = budget(TOKEN);

  @AfterEach
  void close() {
    database.close();
  }

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

  @Test
  void withoutATokenNobodyIsAskedHowItStandsAndNoRefusalIsTheTokens() {
    budget = budget("");
    budget.refresh(answering(fixture("api-usage.tier1.json")));
    answer(granted(MOVED), 401, detail("Authentication credentials were not provided."));

    assertThat(asked).isEmpty();
    granted(MOVED);
    assertThat(budget.allowance()).isEqualTo(Allowance.NONE);
  }

  private RateBudget budget(String token) {
    return new RateBudget(clock, BASE, token, Ledgers.in(database));
  }

  private void spend(int requests) {
    for (int i = 0; i < requests; i++) {
      answer(granted(MOVED), 200, "");
    }
  }

  private Leave.Granted granted(Priority priority) {
    return (Leave.Granted) budget.take(RateBudget.NAME, priority);
  }

  private Duration waitFor(Priority priority) {
    return ((Leave.Wait) budget.take(RateBudget.NAME, priority)).after();
  }

  private Optional<Leave.Wait> answer(Leave.Granted leave, int status, String body) {
    return budget.answered(leave, new Answered(status, Optional.empty(), body));
  }

  private void refuse(Optional<Duration> retryAfter, String body) {
    var _ = budget.answered(granted(MOVED), new Answered(429, retryAfter, body));
  }

  private Allowance.Window window(String name) {
    Duration length = Map.of("minute", MINUTE, "hour", HOUR, "day", Duration.ofDays(1)).get(name);
    return budget.allowance().windows().stream()
        .filter(window -> window.length().equals(length))
        .findFirst()
        .orElseThrow();
  }

  private int left(String name) {
    return window(name).left();
  }

  private static String detail(String words) {
    return "{\"detail\":\"" + words + "\"}";
  }

  private static String throttled(String rate, int seconds) {
    return detail(
        "Request was throttled. Rate limit exceeded: %s. Expected available in %d seconds."
            .formatted(rate, seconds));
  }

  private record Row(String rate, int limit, int used) {}

  private static String usage(Row... rows) {
    List<String> all = new ArrayList<>();
    for (Row row : rows) {
      all.add(
          "{\"scope\":\"user\",\"rate\":\"%s\",\"used\":%d,\"limit\":%d,\"blocked\":false}"
              .formatted(row.rate(), row.used(), row.limit()));
    }
    return "{\"current_usage\":[" + String.join(",", all) + "]}";
  }

  private Fetch answering(String body) {
    return request -> {
      asked.add(request);
      return new Fetched.Fresh(
          new Capture(
              request.url(),
              request.url(),
              List.of(),
              200,
              Map.of("content-type", List.of("application/json")),
              body.getBytes(StandardCharsets.UTF_8),
              clock.instant(),
              ""));
    };
  }

  /** As the client does: the budget hears of the refusal first. */
  private Fetch answering(int status, String body) {
    return request -> {
      asked.add(request);
      Leave leave = budget.take(Objects.requireNonNull(request.quota()), request.priority());
      var _ = budget.answered((Leave.Granted) leave, new Answered(status, Optional.empty(), body));
      return new Fetched.Blocked("refused");
    };
  }

  private static String fixture(String name) {
    String resource = "/crier/source/courtlistener/" + name;
    try (InputStream stream = RateBudgetTest.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
