package crier.alert.channel.ntfy;

import static crier.alert.channel.Hook.object;

import crier.alert.Channel;
import crier.alert.Message;
import crier.alert.Recipient;
import crier.alert.SendResult;
import crier.alert.channel.Hook;
import crier.alert.wording.Brief;
import crier.alert.wording.Brief.Fact;
import crier.alert.wording.Brief.Part;
import crier.alert.wording.Brief.Size;
import crier.alert.wording.Wording;
import crier.fetch.Post;
import crier.fetch.Posted;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Publishes to a topic, as JSON to the server's root: there titles may be in any language, and no
 * word from outside stands in a header.
 */
public final class NtfyChannel implements Channel {

  /** A longer message arrives as an attachment. */
  private static final int MOST_BYTES = 4_000;

  private static final int TITLE = 200;

  private static final List<Size> SIZES =
      List.of(
          new Size(5, 3, 1_300, 20, 100),
          new Size(5, 3, 600, 20, 100),
          new Size(5, 2, 250, 10, 90),
          new Size(5, 1, 120, 10, 80),
          new Size(3, 1, 80, 5, 60, 20),
          new Size(1, 1, 60, 3, 50, 15),
          new Size(1, 1, 40),
          new Size(1, 0, 40));

  private final Hook hook;

  public NtfyChannel(Post post, InstantSource clock) {
    this.hook = new Hook(post, clock, "ntfy");
  }

  @Override
  public String type() {
    return "ntfy";
  }

  @Override
  public SendResult send(Message message) {
    Recipient to = message.recipient();
    String address = to.address();
    Object topic = to.options().get("topic");
    if (topic == null) {
      int slash = address.lastIndexOf('/');
      topic = address.substring(slash + 1);
      address = address.substring(0, slash);
    }
    Brief brief = Brief.of(message, SIZES.getFirst());
    Map<String, Object> payload =
        object(
            "topic",
            topic,
            "title",
            Wording.cut(brief.subject(), TITLE),
            "message",
            Brief.fitting(message, SIZES, NtfyChannel::text, NtfyChannel::fits),
            "priority",
            switch (brief.significance()) {
              case CRITICAL -> 5;
              case NOTABLE -> 3;
              case ROUTINE -> 2;
            });
    String page = brief.parts().getFirst().page();
    payload.put("click", page == null || brief.parts().size() > 1 ? brief.rest() : page);
    Object token = to.options().get("token");
    return hook.post(
        address,
        Hook.bytes(payload),
        token == null ? Map.of() : Map.of("Authorization", "Bearer " + token),
        this::said);
  }

  private Optional<SendResult> said(Posted.Answered answer) {
    if (answer.status() != 200) {
      return Optional.empty();
    }
    String id = Hook.json(answer).path("id").asString("");
    return Optional.of(
        id.matches("[A-Za-z0-9]{1,40}")
            ? new SendResult.Accepted(id)
            : hook.later(answer, "an answer that is not ntfy's"));
  }

  private static boolean fits(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
  }

  private static String text(Brief brief) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < brief.parts().size(); i++) {
      if (i > 0) {
        text.append('\n').append(brief.parts().get(i).title()).append('\n');
      }
      part(text, brief.parts().get(i));
    }
    if (!brief.others().isEmpty()) {
      text.append("\nAlso in this message:\n");
      brief.others().forEach(other -> named(text, other));
    }
    if (brief.more() > 0) {
      text.append("\n…and %d more: %s\n".formatted(brief.more(), brief.rest()));
    }
    return text.toString().strip();
  }

  private static void part(StringBuilder text, Part part) {
    if (!part.text().isEmpty()) {
      text.append(part.text()).append('\n');
    }
    part.facts().forEach(fact -> fact(text, fact));
    if (!part.others().isEmpty()) {
      text.append("Also in this look:\n");
      part.others().forEach(other -> named(text, other));
    }
    if (part.more() > 0) {
      text.append("…and %d more\n".formatted(part.more()));
    }
    part.questions().stream()
        .limit(2)
        .forEach(ask -> text.append("Bears on: ").append(ask).append('\n'));
    text.append("First seen ").append(part.seen()).append('\n');
  }

  private static void named(StringBuilder text, Brief.Line other) {
    text.append("- ").append(other.words()).append('\n');
    if (other.link() != null) {
      text.append("  ").append(other.link()).append('\n');
    }
  }

  private static void fact(StringBuilder text, Fact fact) {
    text.append(fact.headline()).append(": ").append(fact.title()).append('\n');
    quoted(text, "", fact.quote());
    if (!fact.measured().isEmpty()) {
      text.append(fact.measured()).append('\n');
    }
    quoted(text, "Before: ", fact.before());
    quoted(text, "Now: ", fact.now());
    text.append(fact.dated()).append('\n');
  }

  private static void quoted(StringBuilder text, String label, String quote) {
    if (!quote.isEmpty()) {
      text.append(label).append('“').append(quote).append("”\n");
    }
  }
}
