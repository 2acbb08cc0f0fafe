package crier.source.courtlistener;

import crier.fetch.Quota;
import crier.model.Cut;
import crier.source.Words;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** How the API says no to whoever asks, whatever was asked for. */
sealed interface Refusal {

  /** Longest part of the server's words that is repeated. */
  int MOST = 200;

  Pattern EXCEEDED = Pattern.compile("Rate limit exceeded: (\\d{1,9}/\\w{1,12})");
  Pattern AVAILABLE = Pattern.compile("Expected available in (\\d{1,6}) second");

  /**
   * Too many requests.
   *
   * @param exceeded the window that is full, where the answer names it
   * @param pause for so long; empty when the answer does not say
   */
  record Throttled(Optional<Usage.Rate> exceeded, Optional<Duration> pause) implements Refusal {}

  /** The account or its token is refused, until a person does something about it. */
  record Stopped(Kind kind, String why) implements Refusal {}

  /** Who is refused, and hence what must happen. */
  enum Kind {
    BLOCKED("CourtListener has blocked the account of the API token"),
    INVALID("CourtListener does not accept the API token"),
    FORBIDDEN("CourtListener refuses the account of the API token");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /**
   * Reads an answer. A page of a firewall in front of the API says nothing about the token, so a
   * refusal counts only in the API's own form, JSON with a {@code detail}.
   */
  static Optional<Refusal> in(Quota.Answered answer) {
    Optional<String> detail = detail(answer.body());
    return switch (answer.status()) {
      case 401 -> detail.map(words -> stopped(Kind.INVALID, 401, words));
      case 403 -> detail.map(words -> stopped(Kind.FORBIDDEN, 403, words));
      case 429 -> Optional.of(tooMany(answer, detail));
      default -> Optional.empty();
    };
  }

  private static Refusal tooMany(Quota.Answered answer, Optional<String> detail) {
    String words = detail.orElse("");
    Matcher exceeded = EXCEEDED.matcher(words);
    Matcher available = AVAILABLE.matcher(words);
    Optional<Duration> said =
        available.find()
            ? Optional.of(Duration.ofSeconds(Long.parseLong(available.group(1))))
            : Optional.empty();
    Optional<Duration> pause = answer.retryAfter().or(() -> said);
    // Every other 429 of the API says how long (cl/api/utils.py).
    return detail.isPresent() && pause.isEmpty()
        ? stopped(Kind.BLOCKED, 429, words)
        : new Throttled(
            exceeded.find() ? Usage.Rate.of(exceeded.group(1)) : Optional.empty(), pause);
  }

  private static Refusal stopped(Kind kind, int status, String detail) {
    String words = Cut.shown(detail, MOST);
    return new Stopped(kind, "%s (%d: “%s”)".formatted(kind.words, status, words));
  }

  private static Optional<String> detail(String body) {
    try {
      String words = JsonMapper.shared().readTree(body).path("detail").asString("");
      return Optional.of(Words.line(words)).filter(line -> !line.isEmpty());
    } catch (JacksonException | StackOverflowError _) {
      return Optional.empty();
    }
  }
}
