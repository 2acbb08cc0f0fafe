package crier.source.courtlistener;

import static crier.fetch.Quota.Priority.MOVED;

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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** One token's budget, over real H2, with a clock that is set, and what tests do with it. */
abstract class Budget {

  static final URI BASE = URI.create("https://www.courtlistener.com");
  static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final Duration HOUR = Duration.ofHours(1);

  final SetClock clock = new SetClock("2026-11-23T16:40:00Z");
  final Instant start = clock.instant();
  final Database database = Databases.inMemory();
  final List<Request> asked = new ArrayList<>();
  RateBudget budget = budget(TOKEN);

  @AfterEach
  void close() {
    database.close();
  }

  RateBudget budget(String token) {
    return new RateBudget(clock, BASE, token, Ledgers.in(database));
  }

  void spend(int requests) {
    for (int i = 0; i < requests; i++) {
      answer(granted(MOVED), 200, "");
    }
  }

  Leave.Granted granted(Priority priority) {
    return (Leave.Granted) budget.take(RateBudget.NAME, priority);
  }

  Duration waitFor(Priority priority) {
    return ((Leave.Wait) budget.take(RateBudget.NAME, priority)).after();
  }

  Optional<Leave.Wait> answer(Leave.Granted leave, int status, String body) {
    return budget.answered(leave, new Answered(status, Optional.empty(), body));
  }

  void refuse(Optional<Duration> retryAfter, String body) {
    var _ = budget.answered(granted(MOVED), new Answered(429, retryAfter, body));
  }

  Allowance.Window window(String name) {
    Duration length = Map.of("minute", MINUTE, "hour", HOUR, "day", Duration.ofDays(1)).get(name);
    return budget.allowance().windows().stream()
        .filter(window -> window.length().equals(length))
        .findFirst()
        .orElseThrow();
  }

  int left(String name) {
    return window(name).left();
  }

  static String detail(String words) {
    return "{\"detail\":\"" + words + "\"}";
  }

  static String throttled(String rate, int seconds) {
    return detail(
        "Request was throttled. Rate limit exceeded: %s. Expected available in %d seconds."
            .formatted(rate, seconds));
  }

  record Row(String rate, int limit, int used) {}

  static String usage(Row... rows) {
    List<String> all = new ArrayList<>();
    for (Row row : rows) {
      all.add(
          "{\"scope\":\"user\",\"rate\":\"%s\",\"used\":%d,\"limit\":%d,\"blocked\":false}"
              .formatted(row.rate(), row.used(), row.limit()));
    }
    return "{\"current_usage\":[" + String.join(",", all) + "]}";
  }

  Fetch answering(String body) {
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
  Fetch answering(int status, String body) {
    return request -> {
      asked.add(request);
      Leave leave = budget.take(Objects.requireNonNull(request.quota()), request.priority());
      var _ = budget.answered((Leave.Granted) leave, new Answered(status, Optional.empty(), body));
      return new Fetched.Blocked("refused");
    };
  }

  static String fixture(String name) {
    String resource = "/crier/source/courtlistener/" + name;
    try (InputStream stream = RateBudgetTest.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
