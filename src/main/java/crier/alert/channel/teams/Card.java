package crier.alert.channel.teams;

import static crier.alert.channel.Hook.object;

import crier.alert.wording.Brief;
import crier.alert.wording.Brief.Fact;
import crier.alert.wording.Brief.Part;
import crier.alert.wording.Brief.Size;
import crier.alert.wording.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A message as an Adaptive Card 1.4. Words from outside stand in text runs, which know no Markdown;
 * the links are the card's own actions.
 */
final class Card {

  /** The fullest first; the last stays below the limit, whatever is in it. */
  static final List<Size> SIZES =
      List.of(
          new Size(10, 5, 1_300, 30, 140),
          new Size(10, 5, 1_000, 30, 140),
          new Size(10, 2, 400, 15, 120),
          new Size(8, 1, 200, 10, 100),
          new Size(5, 1, 100, 10, 90),
          new Size(2, 1, 100, 5, 60, 40),
          new Size(1, 1, 80, 3, 60, 15),
          new Size(1, 1, 60));

  private static final int TITLE = 250;

  private final List<Object> body = new ArrayList<>();

  private Card() {}

  static Map<String, Object> payload(Brief brief) {
    Card card = new Card();
    card.text("Large", true, brief.subject());
    for (int i = 0; i < brief.parts().size(); i++) {
      card.part(brief.parts().get(i), i > 0);
    }
    if (!brief.others().isEmpty()) {
      card.text("Medium", true, "Also in this message");
      brief.others().forEach(card::named);
    }
    if (brief.more() > 0) {
      card.links("…and %d more".formatted(brief.more()), brief.rest());
    }
    return object(
        "type",
        "message",
        "attachments",
        List.of(
            object(
                "contentType",
                "application/vnd.microsoft.card.adaptive",
                "contentUrl",
                null,
                "content",
                object(
                    "type",
                    "AdaptiveCard",
                    "$schema",
                    "http://adaptivecards.io/schemas/adaptive-card.json",
                    "version",
                    "1.4",
                    "fallbackText",
                    Wording.cut(brief.subject(), TITLE),
                    "msteams",
                    object("width", "Full"),
                    "body",
                    card.body))));
  }

  private void part(Part part, boolean another) {
    if (another) {
      text("Medium", true, part.title());
    }
    if (!part.story().isEmpty()) {
      small(part.story());
    }
    if (!part.text().isEmpty()) {
      text("Default", false, part.text());
    }
    part.facts().forEach(this::fact);
    if (!part.others().isEmpty()) {
      text("Default", true, "Also in this look");
      part.others().forEach(this::named);
    }
    if (part.more() > 0) {
      text("Default", false, "…and %d more in this look".formatted(part.more()));
    }
    part.questions().forEach(ask -> text("Default", false, "Bears on: " + ask));
    small("First seen " + part.seen());
    if (part.sha256() != null) {
      small("SHA-256 " + part.sha256());
    }
    small("Why here: " + part.because());
    List<String> links = new ArrayList<>();
    if (part.page() != null) {
      links.addAll(List.of("The evidence", part.page()));
    }
    if (part.earlier() != null) {
      links.addAll(List.of("Told before about this", part.earlier()));
    }
    links(links.toArray(String[]::new));
  }

  /** A text run that can be opened: a set of actions has room for a few only. */
  private void named(Brief.Line other) {
    Map<String, Object> run = object("type", "TextRun", "text", "• " + other.words());
    if (other.link() != null) {
      run.put("selectAction", object("type", "Action.OpenUrl", "url", other.link()));
    }
    body.add(object("type", "RichTextBlock", "inlines", List.of(run)));
  }

  private void fact(Fact fact) {
    text("Default", true, fact.headline());
    text("Default", false, fact.title());
    quoted("", fact.quote());
    if (!fact.measured().isEmpty()) {
      small(fact.measured());
    }
    quoted("Before", fact.before());
    quoted("Now", fact.now());
    small(fact.dated());
    if (fact.link() != null) {
      links("Read it at " + fact.host(), fact.link());
    }
  }

  private void quoted(String label, String quote) {
    if (quote.isEmpty()) {
      return;
    }
    if (!label.isEmpty()) {
      small(label);
    }
    body.add(
        object(
            "type",
            "Container",
            "style",
            "emphasis",
            "items",
            List.of(runs("Default", false, quote))));
  }

  private void text(String size, boolean strong, String text) {
    body.add(runs(size, strong, text));
  }

  private void small(String text) {
    Map<String, Object> run =
        object("type", "TextRun", "text", text, "size", "Small", "isSubtle", true);
    body.add(object("type", "RichTextBlock", "inlines", List.of(run)));
  }

  private static Map<String, Object> runs(String size, boolean strong, String text) {
    Map<String, Object> run = object("type", "TextRun", "text", text, "size", size);
    if (strong) {
      run.put("weight", "Bolder");
    }
    return object("type", "RichTextBlock", "inlines", List.of(run));
  }

  /** Titles and addresses, in turn. */
  private void links(String... titlesAndAddresses) {
    List<String> each = Arrays.asList(titlesAndAddresses);
    List<Object> actions = new ArrayList<>();
    for (int i = 0; i < each.size(); i += 2) {
      actions.add(object("type", "Action.OpenUrl", "title", each.get(i), "url", each.get(i + 1)));
    }
    if (!actions.isEmpty()) {
      body.add(object("type", "ActionSet", "actions", actions));
    }
  }
}
