package crier.alert.channel.slack;

import crier.alert.Channel;
import crier.alert.Message;
import crier.alert.SendResult;
import crier.fetch.Post;
import crier.fetch.Posted;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** Posts to an incoming webhook. Its address is its secret, and in no reason or log. */
public final class SlackChannel implements Channel {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration SLOWLY = Duration.ofSeconds(30);

  /** The webhook, or what it led to, is gone or closed: the operator must make another. */
  private static final Set<String> GONE =
      Set.of(
          "action_prohibited",
          "invalid_token",
          "posting_to_general_channel_denied",
          "channel_not_found",
          "no_service",
          "no_team",
          "team_disabled",
          "channel_is_archived");

  private final Post post;

  public SlackChannel(Post post) {
    this.post = post;
  }

  @Override
  public String type() {
    return "slack";
  }

  @Override
  public boolean idempotent() {
    return false;
  }

  @Override
  public SendResult send(Message message) {
    byte[] body = JsonMapper.shared().writeValueAsBytes(Blocks.payload(message));
    Posted posted =
        post.post(
            URI.create(message.recipient().address()), body, "application/json", Map.of(), TIMEOUT);
    return switch (posted) {
      case Posted.Answered(int status, Map<String, String> headers, String answer) ->
          answered(status, headers, answer.strip());
      case Posted.Unreachable(String why, boolean _) ->
          new SendResult.TryLater("Slack: " + why, Optional.empty());
      case Posted.Refused(String why) -> new SendResult.OperatorProblem("Slack: " + why);
    };
  }

  /** A yes is status 200 and the word {@code ok}: a login page has status 200, too. */
  private static SendResult answered(int status, Map<String, String> headers, String answer) {
    if (status == 200 && answer.equals("ok")) {
      return new SendResult.Accepted("ok");
    }
    String word = answer.matches("[a-z_]{1,60}") ? answer : "an answer that is not Slack's";
    String reason = "Slack answered %d: %s".formatted(status, word);
    if (GONE.contains(answer) || status == 410 || status == 404 || status == 403) {
      return new SendResult.OperatorProblem(reason);
    }
    if (status == 429) {
      return new SendResult.TryLater(reason, Optional.of(retryAfter(headers)));
    }
    return status == 400
        ? new SendResult.Rejected(reason)
        : new SendResult.TryLater(reason, Optional.empty());
  }

  private static Duration retryAfter(Map<String, String> headers) {
    String value = headers.getOrDefault("retry-after", "");
    return value.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(value)) : SLOWLY;
  }
}
