package crier.alert.channel.discord;

import static crier.alert.channel.Hook.object;

import crier.alert.wording.Brief;
import crier.alert.wording.Brief.Fact;
import crier.alert.wording.Brief.Part;
import crier.alert.wording.Brief.Size;
import crier.alert.wording.Wording;
import crier.model.Significance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A message as embeds, one for each alert. Discord takes 10 embeds, 256 characters in a title,
 * 4,096 in a description, 2,048 in a footer and 6,000 in all.
 */
final class Embeds {

  private static final int TITLE = 256;
  private static final int DESCRIPTION = 4_096;
  private static final int FOOTER = 2_048;
  private static final int WHOLE = 6_000;

  /** The fullest first; the last is well below the limits, whatever is in it. */
  static final List<Size> SIZES =
      List.of(
          new Size(8, 4, 1_300, 20, 140),
          new Size(8, 4, 700, 20, 140),
          new Size(8, 2, 400, 15, 120),
          new Size(8, 1, 200, 10, 100),
          new Size(5, 1, 100, 10, 90),
          new Size(2, 1, 100, 5, 60, 30),
          new Size(1, 1, 80, 3, 60, 15),
          new Size(1, 1, 60));

  private Embeds() {}

  static List<Map<String, Object>> of(Brief brief) {
    List<Map<String, Object>> embeds = new ArrayList<>();
    brief.parts().forEach(part -> embeds.add(embed(brief, part, embeds.isEmpty())));
    if (!brief.others().isEmpty()) {
      embeds.add(
          object("title", "Also in this message", "description", named(brief.others()).strip()));
    }
    if (brief.more() > 0) {
      embeds.add(object("title", "…and %d more".formatted(brief.more()), "url", brief.rest()));
    }
    return embeds;
  }

  static boolean fit(List<Map<String, Object>> embeds) {
    return embeds.stream().allMatch(embed -> length(embed, "description") <= DESCRIPTION)
        && embeds.stream()
                .mapToInt(
                    embed -> length(embed, "title") + length(embed, "description") + footer(embed))
                .sum()
            <= WHOLE;
  }

  private static int length(Map<String, Object> embed, String key) {
    return String.valueOf(embed.getOrDefault(key, "")).length();
  }

  private static int footer(Map<String, Object> embed) {
    return embed.get("footer") instanceof Map<?, ?> footer
        ? String.valueOf(footer.get("text")).length()
        : 0;
  }

  private static Map<String, Object> embed(Brief brief, Part part, boolean first) {
    String title = first ? brief.subject() : part.title();
    Map<String, Object> embed =
        object("title", Wording.cut(escaped(title), TITLE), "description", description(part));
    if (part.page() != null) {
      embed.put("url", part.page());
    }
    embed.put("color", color(brief.significance()));
    embed.put(
        "footer",
        object(
            "text",
            Wording.cut("First seen " + part.seen() + " · Why here: " + part.because(), FOOTER)));
    return embed;
  }

  private static int color(Significance significance) {
    return switch (significance) {
      case CRITICAL -> 0xB3261E;
      case NOTABLE -> 0x8A6D1D;
      case ROUTINE -> 0x5F6368;
    };
  }

  private static String description(Part part) {
    StringBuilder text = new StringBuilder();
    if (!part.text().isEmpty()) {
      text.append(escaped(part.text())).append("\n");
    }
    part.facts().forEach(fact -> fact(text, fact));
    if (!part.others().isEmpty()) {
      text.append("**Also in this look**\n").append(named(part.others()));
    }
    if (part.more() > 0) {
      text.append("…and %d more in this look\n".formatted(part.more()));
    }
    part.questions().forEach(ask -> text.append("Bears on: ").append(escaped(ask)).append('\n'));
    if (part.page() != null) {
      text.append("[The evidence](").append(target(part.page())).append(")\n");
    }
    if (part.earlier() != null) {
      text.append("[Told before about this](").append(target(part.earlier())).append(")\n");
    }
    if (part.sha256() != null) {
      text.append("SHA-256 `").append(part.sha256()).append("`\n");
    }
    return text.toString().strip();
  }

  private static String named(List<Brief.Line> others) {
    StringBuilder text = new StringBuilder();
    for (Brief.Line other : others) {
      text.append("- ");
      if (other.link() == null) {
        text.append(escaped(other.words()));
      } else {
        text.append('[').append(escaped(other.words())).append("](");
        text.append(target(other.link())).append(')');
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static void fact(StringBuilder text, Fact fact) {
    text.append("**").append(escaped(fact.headline())).append("**\n");
    text.append(escaped(fact.title())).append('\n');
    quoted(text, "", fact.quote());
    if (!fact.measured().isEmpty()) {
      text.append(escaped(fact.measured())).append('\n');
    }
    quoted(text, "Before:\n", fact.before());
    quoted(text, "Now:\n", fact.now());
    text.append(escaped(fact.dated()));
    if (fact.link() != null) {
      text.append(" · [read it at ")
          .append(escaped(fact.host()))
          .append("](")
          .append(target(fact.link()))
          .append(')');
    }
    text.append("\n\n");
  }

  private static void quoted(StringBuilder text, String label, String quote) {
    if (!quote.isEmpty()) {
      text.append(label);
      quote.lines().forEach(line -> text.append("> ").append(escaped(line)).append('\n'));
    }
  }

  private static String target(String address) {
    return address.replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E");
  }

  /** Discord's Markdown takes a backslash before any of its signs. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      if ("\\*_~`|<>#[]()-+".indexOf(sign) >= 0) {
        escaped.append('\\');
      }
      escaped.append(sign);
    }
    return escaped.toString();
  }
}
