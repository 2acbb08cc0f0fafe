package crier.alert.channel.webhook;

import crier.alert.Channel;
import crier.alert.Message;
import crier.alert.Message.Telling;
import crier.alert.SendResult;
import crier.alert.channel.Hook;
import crier.fetch.Post;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Posts one alert as JSON, signed as Standard Webhooks 1.0 asks: the id and the body are the same
 * at every try, the timestamp and with it the signature are the attempt's.
 */
public final class WebhookChannel implements Channel {

  private final Hook hook;
  private final InstantSource clock;

  public WebhookChannel(Post post, InstantSource clock) {
    this.hook = new Hook(post, clock, "the webhook");
    this.clock = clock;
  }

  @Override
  public String type() {
    return "webhook";
  }

  /** A post is one alert, so that what was taken is known of each by itself. */
  @Override
  public boolean single() {
    return true;
  }

  @Override
  public SendResult send(Message message) {
    SendResult result = new SendResult.Accepted("");
    for (Telling telling : message.tellings()) {
      result = post(message, telling);
      if (!(result instanceof SendResult.Accepted)) {
        return result;
      }
    }
    return result;
  }

  private SendResult post(Message message, Telling telling) {
    String id = message.recipient().delivery(telling.alert().id());
    byte[] body = EventBody.of(message, telling);
    long now = clock.instant().getEpochSecond();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", String.valueOf(now));
    List<SigningSecret> secrets;
    try {
      secrets = SigningSecret.of(message.recipient().options().get("secrets"));
    } catch (IllegalArgumentException _) {
      return new SendResult.OperatorProblem(
          "the webhook: a signing secret is none: whsec_ and base64");
    }
    if (secrets.isEmpty()) {
      return new SendResult.OperatorProblem("the webhook: there is no signing secret");
    }
    headers.put("webhook-signature", SigningSecret.signatures(secrets, id, now, body));
    return hook.post(message.recipient().address(), body, headers, _ -> Optional.empty());
  }
}
