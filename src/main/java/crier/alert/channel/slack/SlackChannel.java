package crier.alert.channel.slack;

import crier.alert.Channel;
import crier.alert.Message;
import crier.alert.Pacing;
import crier.alert.Recipient;
import crier.alert.SendResult;
import crier.alert.channel.Hook;
import crier.fetch.Post;
import crier.fetch.Posted;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Posts to an incoming webhook, whose address is its secret; or, with a bot's token and a channel,
 * through {@code chat.postMessage}, where later facts about the same thing become a thread.
 */
public final class SlackChannel implements Channel {

  private static final String API = "https://slack.com/api/chat.postMessage";

  /** The webhook, the bot, or what they led to, is gone or closed: the operator must mend it. */
  private static final Set<String> SET_UP =
      Set.of(
          "action_prohibited",
          "invalid_token",
          "posting_to_general_channel_denied",
          "channel_not_found",
          "no_service",
          "no_team",
          "team_disabled",
          "channel_is_archived",
          "is_archived",
          "not_in_channel",
          "not_authed",
          "invalid_auth",
          "account_inactive",
          "token_revoked",
          "token_expired",
          "no_permission",
          "missing_scope",
          "not_allowed_token_type",
          "org_login_required",
          "ekm_access_denied",
          "team_access_not_granted",
          "restricted_action",
          "restricted_action_read_only_channel",
          "access_denied");

  /** Slack does not take this message, and would not take it later. */
  private static final Set<String> UNSENDABLE =
      Set.of(
          "invalid_payload",
          "user_not_found",
          "no_text",
          "invalid_blocks",
          "invalid_blocks_format",
          "invalid_arguments",
          "msg_too_long",
          "msg_blocks_too_long",
          "too_many_attachments");

  private final Hook hook;
  private final Pacing pacing;

  public SlackChannel(Post post, InstantSource clock, Pacing pacing) {
    this.hook = new Hook(post, clock, "Slack");
    this.pacing = pacing;
  }

  @Override
  public String type() {
    return "slack";
  }

  @Override
  public SendResult send(Message message) {
    Recipient to = message.recipient();
    if (!pacing.await(to.id())) {
      return new SendResult.TryLater("the program is being stopped", Optional.empty());
    }
    Map<String, Object> payload = Blocks.payload(message);
    Object token = to.options().get("token");
    if (token == null) {
      return hook.post(to.address(), Hook.bytes(payload), Map.of(), this::webhookSaid);
    }
    payload.put("channel", String.valueOf(to.options().get("channel")));
    Optional<String> thread = thread(message);
    thread.ifPresent(ts -> payload.put("thread_ts", ts));
    return hook.post(
        to.address().isEmpty() ? API : to.address(),
        Hook.bytes(payload),
        Map.of("Authorization", "Bearer " + token),
        answer -> apiSaid(answer, thread));
  }

  /** Where the thread about this begins; a message about several things begins one of its own. */
  private static Optional<String> thread(Message message) {
    Message.Earlier earlier = message.first().earlier();
    return message.tellings().size() > 1 || earlier == null
        ? Optional.empty()
        : Optional.of(earlier.receipt())
            .filter(receipt -> receipt.matches("[0-9]{1,12}[.][0-9]{1,9}"));
  }

  /** A yes is status 200 and the word {@code ok}: a login page has status 200, too. */
  private Optional<SendResult> webhookSaid(Posted.Answered answer) {
    String said = answer.body().strip();
    if (answer.status() == 200) {
      return Optional.of(
          said.equals("ok") ? new SendResult.Accepted("ok") : hook.later(answer, Hook.word(said)));
    }
    return meaning(answer, said);
  }

  /** A yes is {@code "ok": true}; the receipt is where the thread begins. */
  private Optional<SendResult> apiSaid(Posted.Answered answer, Optional<String> thread) {
    if (answer.status() != 200) {
      return Optional.empty();
    }
    JsonNode said = Hook.json(answer);
    if (said.path("ok").asBoolean(false)) {
      return Optional.of(new SendResult.Accepted(thread.orElse(said.path("ts").asString("ok"))));
    }
    String error = said.path("error").asString("");
    return meaning(answer, error).or(() -> Optional.of(hook.later(answer, Hook.word(error))));
  }

  private Optional<SendResult> meaning(Posted.Answered answer, String said) {
    if (SET_UP.contains(said)) {
      return Optional.of(hook.wrong(answer, said));
    }
    return UNSENDABLE.contains(said) ? Optional.of(hook.never(answer, said)) : Optional.empty();
  }
}
