package crier.alert.channel.slack;

import static crier.alert.channel.Hook.object;

import crier.alert.Message;
import crier.alert.wording.Brief;
import crier.alert.wording.Brief.Fact;
import crier.alert.wording.Brief.Part;
import crier.alert.wording.Brief.Size;
import crier.alert.wording.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A message as Block Kit. Slack takes 50 blocks, 150 characters in a header, 3,000 in a section,
 * and refuses the whole near 13,000 (bolt-js #2509); what is left out is a link away.
 */
final class Blocks {

  private static final int HEADER = 150;
  private static final int SECTION = 3_000;
  private static final int BLOCKS = 50;
  private static final int WHOLE = 12_000;

  private static final List<Size> SIZES =
      List.of(
          new Size(8, 4, 1_300, 20, 140),
          new Size(8, 4, 700, 20, 140),
          new Size(8, 2, 500, 20, 120),
          new Size(8, 2, 250, 10, 100),
          new Size(8, 1, 150, 10, 90),
          new Size(5, 1, 100, 5, 80),
          new Size(2, 1, 100, 5, 60, 60),
          new Size(1, 1, 80, 3, 60, 30),
          new Size(1, 1, 80));

  private final List<Map<String, Object>> blocks = new ArrayList<>();
  private int length;
  private boolean sectionTooLong;

  private Blocks() {}

  /** The payload, with {@code text} for notifications and screen readers. */
  static Map<String, Object> payload(Message message) {
    Blocks formed =
        Brief.fitting(
            message,
            SIZES,
            Blocks::of,
            blocks ->
                blocks.blocks.size() <= BLOCKS && blocks.length <= WHOLE && !blocks.sectionTooLong);
    return object(
        "text",
        escaped(Wording.cut(Wording.line(Wording.cut(Wording.subject(message), 600)), 300)),
        "blocks",
        formed.blocks,
        "unfurl_links",
        false,
        "unfurl_media",
        false);
  }

  private static Blocks of(Brief brief) {
    Blocks made = new Blocks();
    String header = Wording.cut(brief.subject(), HEADER);
    made.add("header", object("type", "plain_text", "text", header, "emoji", false));
    for (int i = 0; i < brief.parts().size(); i++) {
      made.part(brief.parts().get(i), i > 0, header);
    }
    if (!brief.others().isEmpty()) {
      made.blocks.add(object("type", "divider"));
      made.lines("*Also in this message*", brief.others());
    }
    if (brief.more() > 0) {
      made.section("…and %d more: %s".formatted(brief.more(), link(brief.rest(), "all of them")));
    }
    return made;
  }

  /**
   * @param header what stands above already: titles in it are not said again
   */
  private void part(Part part, boolean another, String header) {
    if (another) {
      blocks.add(object("type", "divider"));
      section("*" + inert(part.title()) + "*");
    }
    if (!part.text().isEmpty()) {
      section(inert(part.text()));
    }
    String above = another ? part.title() : header;
    part.facts().forEach(fact -> section(fact(fact, above)));
    if (!part.others().isEmpty()) {
      lines("*Also in this look*", part.others());
    }
    if (part.more() > 0) {
      section(
          "…and %d more in this look%s"
              .formatted(
                  part.more(), part.page() == null ? "" : ": " + link(part.page(), "all of it")));
    }
    if (!part.questions().isEmpty()) {
      section(
          part.questions().stream()
              .map(ask -> "Bears on: " + inert(ask))
              .collect(Collectors.joining("\n")));
    }
    context(part);
  }

  /** Named in as few sections as hold them whole. */
  private void lines(String head, List<Brief.Line> others) {
    StringBuilder text = new StringBuilder(head);
    for (Brief.Line other : others) {
      String words = inert(other.words());
      String line = "\n• " + (other.link() == null ? words : link(other.link(), words));
      if (text.length() + line.length() > SECTION) {
        section(text.toString());
        text.setLength(0);
      }
      text.append(text.isEmpty() ? line.strip() : line);
    }
    section(text.toString());
  }

  private static String fact(Fact fact, String above) {
    StringBuilder text =
        new StringBuilder("*").append(inert(fact.headline())).append("* · ").append(fact.rank());
    boolean said = above.contains(fact.title());
    boolean quoted = fact.quote().contains(fact.title());
    if (!said && !quoted) {
      text.append('\n').append(inert(fact.title()));
    }
    if (!fact.quote().isEmpty() && !(said && fact.quote().strip().equals(fact.title()))) {
      text.append('\n').append(quoted(fact.quote()));
    }
    if (!fact.measured().isEmpty()) {
      text.append('\n').append(inert(fact.measured()));
    }
    if (!fact.before().isEmpty()) {
      text.append("\nBefore:\n").append(quoted(fact.before()));
    }
    if (!fact.now().isEmpty()) {
      text.append("\nNow:\n").append(quoted(fact.now()));
    }
    text.append('\n').append(inert(fact.dated()));
    if (fact.link() != null) {
      text.append(" · ").append(link(fact.link(), "read it at " + escaped(fact.host())));
    }
    return text.toString();
  }

  private void context(Part part) {
    List<String> line = new ArrayList<>();
    line.add("First seen " + escaped(part.seen()));
    if (part.page() != null) {
      line.add(link(part.page(), "the evidence"));
    }
    if (part.earlier() != null) {
      line.add(link(part.earlier(), "told before about this"));
    }
    if (part.sha256() != null) {
      line.add("SHA-256 `" + escaped(part.sha256()) + "`");
    }
    String text = String.join(" · ", line) + "\nWhy here: " + inert(part.because());
    length += text.length();
    blocks.add(
        object("type", "context", "elements", List.of(object("type", "mrkdwn", "text", text))));
  }

  private void section(String text) {
    sectionTooLong |= text.length() > SECTION;
    add("section", object("type", "mrkdwn", "text", cut(text)));
  }

  private void add(String type, Map<String, Object> text) {
    length += String.valueOf(text.get("text")).length();
    blocks.add(object("type", type, "text", text));
  }

  private static String quoted(String text) {
    return ">" + inert(text).replace("\n", "\n>");
  }

  /** {@code label} is escaped already; an address cannot hold the signs that end it. */
  private static String link(@Nullable String address, String label) {
    String safe =
        String.valueOf(address)
            .replace("|", "%7C")
            .replace(">", "%3E")
            .replace("<", "%3C")
            .replace("&", "&amp;");
    return "<" + safe + "|" + label + ">";
  }

  /** Slack wants these three escaped, and no others; then {@code <!channel>} is only text. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Escaped, and with its own asterisks and underscores left to be read: mrkdwn has no escape. */
  private static String inert(String text) {
    String escaped = escaped(text);
    StringBuilder inert = new StringBuilder(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      char sign = escaped.charAt(i);
      if ("*_~`".indexOf(sign) >= 0) {
        inert.append('\u200B');
      }
      inert.append(sign);
    }
    return inert.toString();
  }

  /** The last resort: never through an escaped sign or a link. */
  private static String cut(String text) {
    if (text.length() <= SECTION) {
      return text;
    }
    String cut = Wording.cut(text, SECTION - 8);
    int entity = cut.lastIndexOf('&');
    int link = cut.lastIndexOf('<');
    if (entity > cut.length() - 7 && cut.indexOf(';', entity) < 0) {
      cut = cut.substring(0, entity) + "…";
    }
    return link >= 0 && cut.indexOf('>', link) < 0 ? cut.substring(0, link) + "…" : cut;
  }
}
