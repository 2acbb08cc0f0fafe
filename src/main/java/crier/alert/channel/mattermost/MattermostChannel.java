package crier.alert.channel.mattermost;

import static crier.alert.channel.Hook.object;

import crier.alert.Channel;
import crier.alert.Message;
import crier.alert.SendResult;
import crier.alert.channel.Hook;
import crier.alert.wording.Brief;
import crier.alert.wording.Brief.Fact;
import crier.alert.wording.Brief.Part;
import crier.alert.wording.Brief.Size;
import crier.fetch.Post;
import crier.fetch.Posted;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Posts to a Mattermost incoming webhook, whose address is its secret. */
public final class MattermostChannel implements Channel {

  /** A post holds 16,383 characters; a longer one is split in two. */
  private static final int MOST = 12_000;

  private static final List<Size> SIZES =
      List.of(
          new Size(15, 6, 1_300, 40, 140),
          new Size(15, 6, 1_000, 40, 140),
          new Size(15, 3, 300, 20, 120),
          new Size(10, 1, 150, 10, 100),
          new Size(5, 1, 100, 10, 90),
          new Size(2, 1, 100, 5, 60, 60),
          new Size(1, 1, 80, 3, 60, 30),
          new Size(1, 1, 60));

  private final Hook hook;

  public MattermostChannel(Post post, InstantSource clock) {
    this.hook = new Hook(post, clock, "Mattermost");
  }

  @Override
  public String type() {
    return "mattermost";
  }

  @Override
  public SendResult send(Message message) {
    Map<String, Object> payload =
        object(
            "text",
            Brief.fitting(message, SIZES, MattermostChannel::text, text -> text.length() <= MOST));
    Object channel = message.recipient().options().get("channel");
    if (channel != null) {
      payload.put("channel", channel);
    }
    return hook.post(message.recipient().address(), Hook.bytes(payload), Map.of(), this::said);
  }

  private Optional<SendResult> said(Posted.Answered answer) {
    if (answer.status() != 200) {
      return Optional.empty();
    }
    return Optional.of(
        answer.body().strip().equals("ok")
            ? new SendResult.Accepted("ok")
            : hook.later(answer, "an answer that is not Mattermost's"));
  }

  private static String text(Brief brief) {
    StringBuilder text = new StringBuilder();
    text.append("#### ").append(inert(brief.subject())).append('\n');
    for (int i = 0; i < brief.parts().size(); i++) {
      if (i > 0) {
        text.append("\n---\n**").append(inert(brief.parts().get(i).title())).append("**\n");
      }
      part(text, brief.parts().get(i));
    }
    if (!brief.others().isEmpty()) {
      text.append("\n---\n**Also in this message**\n");
      brief.others().forEach(other -> named(text, other));
    }
    if (brief.more() > 0) {
      text.append("\n[…and %d more](".formatted(brief.more()))
          .append(target(brief.rest()))
          .append(")\n");
    }
    return text.toString();
  }

  private static void part(StringBuilder text, Part part) {
    if (!part.text().isEmpty()) {
      text.append(inert(part.text())).append('\n');
    }
    part.facts().forEach(fact -> fact(text, fact));
    if (!part.others().isEmpty()) {
      text.append("\n**Also in this look**\n");
      part.others().forEach(other -> named(text, other));
      text.append('\n');
    }
    if (part.more() > 0) {
      text.append("…and %d more in this look\n".formatted(part.more()));
    }
    part.questions().forEach(ask -> text.append("Bears on: ").append(inert(ask)).append('\n'));
    text.append("\nFirst seen ").append(inert(part.seen()));
    if (part.page() != null) {
      text.append(" · [the evidence](").append(target(part.page())).append(')');
    }
    if (part.earlier() != null) {
      text.append(" · [told before about this](").append(target(part.earlier())).append(')');
    }
    if (part.sha256() != null) {
      text.append(" · SHA-256 `").append(part.sha256()).append('`');
    }
    text.append("\nWhy here: ").append(inert(part.because())).append('\n');
  }

  private static void named(StringBuilder text, Brief.Line other) {
    text.append("- ");
    if (other.link() == null) {
      text.append(inert(other.words()));
    } else {
      text.append('[').append(inert(other.words())).append("](");
      text.append(target(other.link())).append(')');
    }
    text.append('\n');
  }

  private static void fact(StringBuilder text, Fact fact) {
    text.append("\n**").append(inert(fact.headline())).append("**\n");
    text.append(inert(fact.title())).append('\n');
    quoted(text, "", fact.quote());
    if (!fact.measured().isEmpty()) {
      text.append(inert(fact.measured())).append('\n');
    }
    quoted(text, "Before:\n", fact.before());
    quoted(text, "Now:\n", fact.now());
    text.append(inert(fact.dated()));
    if (fact.link() != null) {
      text.append(" · [read it at ")
          .append(inert(fact.host()))
          .append("](")
          .append(target(fact.link()))
          .append(')');
    }
    text.append('\n');
  }

  private static void quoted(StringBuilder text, String label, String quote) {
    if (!quote.isEmpty()) {
      text.append(label);
      quote.lines().forEach(line -> text.append("> ").append(inert(line)).append('\n'));
      text.append('\n');
    }
  }

  private static String target(String address) {
    return address.replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E");
  }

  /**
   * A backslash before Markdown's signs; it does not help against {@code @all}, which Mattermost
   * looks for in the bare text, so that an invisible space stands behind the sign.
   */
  private static String inert(String text) {
    StringBuilder inert = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      if ("\\*_~`|<>#[]()-+!".indexOf(sign) >= 0) {
        inert.append('\\');
      }
      inert.append(sign);
      if (sign == '@') {
        inert.append('\u200B');
      }
    }
    return inert.toString();
  }
}
