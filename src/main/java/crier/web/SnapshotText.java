package crier.web;

import crier.model.Content;
import crier.model.Document;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Published;
import crier.model.Text;
import java.util.Comparator;
import java.util.stream.Collectors;

/** What a snapshot says, as a text that can be held against another. */
final class SnapshotText {

  private static final Comparator<Item> BY_KEY =
      Comparator.comparingInt((Item item) -> item.key().length()).thenComparing(Item::key);

  private SnapshotText() {}

  static String of(Content content) {
    return switch (content) {
      // By key, not by place: a list that is sorted anew says nothing new.
      case Listing(var items, boolean _) ->
          items.stream().sorted(BY_KEY).map(SnapshotText::of).collect(Collectors.joining("\n"));
      case Text(String title, String text) -> title + "\n" + text;
      case Document document -> of(document);
    };
  }

  private static String of(Item item) {
    StringBuilder text = new StringBuilder(item.key());
    Published published = item.published();
    if (published != null) {
      text.append(" · ").append(published.day());
    }
    text.append(" · ").append(item.words());
    item.fields()
        .forEach((name, value) -> {
          if (!name.startsWith(Item.MARK)) {
            text.append(" · ").append(name).append(": ").append(value);
          }
        });
    return text.toString();
  }

  private static String of(Document document) {
    return facts(document) + "\n" + String.join("\n", document.pages());
  }

  /** What can be said of a document without its words. */
  static String facts(Document document) {
    String why = document.unreadable();
    return "%s\n%s, %,d bytes, SHA-256 %s\n%s%s"
        .formatted(
            document.title(),
            document.mediaType(),
            document.bytes(),
            document.sha256(),
            document.pages().isEmpty()
                ? ""
                : "%d pages, %d redactions"
                    .formatted(document.pages().size(), document.redactionsInAll()),
            why == null ? "" : "\nThe text is not readable: " + why);
  }
}
