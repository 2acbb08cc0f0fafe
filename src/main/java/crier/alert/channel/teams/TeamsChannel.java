package crier.alert.channel.teams;

import crier.alert.Channel;
import crier.alert.Message;
import crier.alert.SendResult;
import crier.alert.channel.Hook;
import crier.alert.wording.Brief;
import crier.fetch.Post;
import crier.fetch.Posted;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Posts an Adaptive Card to a Teams workflow ("when a Teams webhook request is received"), whose
 * address carries its signature and is its secret. A 202 says that the workflow began, not that
 * Teams shows the card: more than that it never says.
 */
public final class TeamsChannel implements Channel {

  /** Teams takes 28 KB; one implementer measured that cards fail from 21 KB. */
  private static final int MOST_BYTES = 20_000;

  private final Hook hook;

  public TeamsChannel(Post post, InstantSource clock) {
    this.hook = new Hook(post, clock, "Teams");
  }

  @Override
  public String type() {
    return "teams";
  }

  @Override
  public SendResult send(Message message) {
    byte[] payload =
        Brief.fitting(
            message,
            Card.SIZES,
            brief -> Hook.bytes(Card.payload(brief)),
            bytes -> bytes.length <= MOST_BYTES);
    return hook.post(message.recipient().address(), payload, Map.of(), this::said);
  }

  /** The connectors of old wrapped Teams' own refusal in a 200. */
  private Optional<SendResult> said(Posted.Answered answer) {
    boolean wrapped = answer.status() == 200 && answer.body().contains("HTTP error");
    boolean page = answer.status() == 200 && answer.body().stripLeading().startsWith("<");
    return wrapped || page
        ? Optional.of(hook.later(answer, "a failure inside a success"))
        : Optional.empty();
  }
}
