package crier.alert.channel.discord;

import static crier.alert.channel.Hook.object;

import crier.alert.Channel;
import crier.alert.Message;
import crier.alert.SendResult;
import crier.alert.channel.Hook;
import crier.alert.wording.Brief;
import crier.fetch.Post;
import crier.fetch.Posted;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Posts to a Discord webhook, whose address is its secret. */
public final class DiscordChannel implements Channel {

  private final Hook hook;

  public DiscordChannel(Post post, InstantSource clock) {
    this.hook = new Hook(post, clock, "Discord");
  }

  @Override
  public String type() {
    return "discord";
  }

  @Override
  public SendResult send(Message message) {
    Map<String, Object> payload =
        object(
            "embeds",
            Brief.fitting(message, Embeds.SIZES, Embeds::of, Embeds::fit),
            // whatever a title says, nobody is pinged
            "allowed_mentions",
            object("parse", List.of()));
    return hook.post(
        waiting(message.recipient().address()), Hook.bytes(payload), Map.of(), this::said);
  }

  /** Without {@code wait} Discord says yes before it has stored anything. */
  private static String waiting(String address) {
    return address + (address.contains("?") ? "&" : "?") + "wait=true";
  }

  private Optional<SendResult> said(Posted.Answered answer) {
    if (answer.status() == 204) {
      return Optional.of(new SendResult.Accepted("204"));
    }
    if (answer.status() != 200) {
      return Optional.empty();
    }
    String id = Hook.json(answer).path("id").asString("");
    return Optional.of(
        id.matches("[0-9]{1,30}")
            ? new SendResult.Accepted(id)
            : hook.later(answer, "an answer that is not Discord's"));
  }
}
