package crier.alert.channel;

import crier.alert.SendResult;
import crier.fetch.Post;
import crier.fetch.Posted;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Posts to a service and says what its answer means. The address may be the secret: no reason holds
 * it, nor anything else that the receiver wrote.
 */
public final class Hook {

  /** Standard Webhooks asks for 15 to 30 seconds. */
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** Where a receiver says "too many" and no time. */
  private static final Duration UNSAID = Duration.ofSeconds(30);

  private static final Duration LONGEST = Duration.ofHours(24);

  private final Post post;
  private final InstantSource clock;
  private final String service;

  /**
   * Makes a way to post.
   *
   * @param clock for answers that name a time of day
   * @param service its name in reasons: {@code Slack}
   */
  public Hook(Post post, InstantSource clock, String service) {
    this.post = post;
    this.clock = clock;
    this.service = service;
  }

  /**
   * Posts JSON once.
   *
   * @param own what the service means by an answer where that differs from HTTP; empty: as in HTTP
   */
  public SendResult post(
      String address,
      byte[] json,
      Map<String, String> headers,
      Function<Posted.Answered, Optional<SendResult>> own) {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException _) {
      return new SendResult.OperatorProblem(service + ": its address is no web address");
    }
    return switch (post.post(uri, json, "application/json", headers, TIMEOUT)) {
      case Posted.Answered answer -> own.apply(answer).orElseGet(() -> usual(answer));
      case Posted.Unreachable(String why, boolean _) ->
          new SendResult.TryLater(service + ": " + why, Optional.empty());
      case Posted.Refused(String why) -> new SendResult.OperatorProblem(service + ": " + why);
    };
  }

  /** What a status means where a service does not say otherwise. */
  private SendResult usual(Posted.Answered answer) {
    int status = answer.status();
    return switch (status) {
      case 401, 403 -> wrong(answer, "it does not let us in");
      case 404, 410 -> wrong(answer, "there is nothing at this address any more");
      case 400, 413, 422 ->
          new SendResult.Rejected(reason(answer, "it does not take this message"));
      case 429 -> later(answer, "too many messages");
      case 408, 409, 423, 425 -> later(answer, "not now");
      default -> {
        if (status >= 200 && status < 300) {
          yield new SendResult.Accepted(String.valueOf(status));
        } else if (status >= 300 && status < 400) {
          yield wrong(answer, "it points elsewhere, and posts are not sent after it");
        } else if (status >= 400 && status < 500) {
          yield wrong(answer, "this is not the right address");
        }
        yield later(answer, "it is in trouble");
      }
    };
  }

  /** The fault is the set-up's. */
  public SendResult wrong(Posted.Answered answer, String what) {
    return new SendResult.OperatorProblem(reason(answer, what));
  }

  /** Not now; not before the time that the receiver names, in its header or its JSON. */
  public SendResult later(Posted.Answered answer, String what) {
    Optional<Duration> asked = answer.retryAfter(clock.instant()).or(() -> inJson(answer));
    return new SendResult.TryLater(
        reason(answer, what),
        asked.isEmpty() && answer.status() == 429 ? Optional.of(UNSAID) : asked);
  }

  /** This message will never be taken. */
  public SendResult never(Posted.Answered answer, String what) {
    return new SendResult.Rejected(reason(answer, what));
  }

  private String reason(Posted.Answered answer, String what) {
    return "%s answered %d: %s".formatted(service, answer.status(), what);
  }

  private static Optional<Duration> inJson(Posted.Answered answer) {
    JsonNode wait = json(answer).path("retry_after");
    if (!wait.isNumber() || wait.doubleValue() <= 0) {
      return Optional.empty();
    }
    if (wait.doubleValue() >= LONGEST.toSeconds()) {
      return Optional.of(LONGEST);
    }
    BigDecimal up = BigDecimal.valueOf(wait.doubleValue()).setScale(0, RoundingMode.CEILING);
    return Optional.of(Duration.ofSeconds(up.longValue()));
  }

  /** The answer as JSON; an empty node when it is none. */
  public static JsonNode json(Posted.Answered answer) {
    try {
      return JsonMapper.shared().readTree(answer.body());
    } catch (JacksonException _) {
      return MissingNode.getInstance();
    }
  }

  /** A word of the service's, when it is one: what else it wrote may hold anything. */
  public static String word(String said) {
    return said.matches("[a-z_]{1,60}") ? said : "an answer of another kind";
  }

  /** JSON's bytes: the same for the same object. */
  public static byte[] bytes(Object json) {
    return JsonMapper.shared().writeValueAsBytes(json);
  }

  /** In the order given: a retry must be the same to the byte, and {@code Map.of} shuffles. */
  public static Map<String, Object> object(@Nullable Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return object;
  }
}
