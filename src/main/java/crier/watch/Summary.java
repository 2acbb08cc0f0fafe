package crier.watch;

import crier.model.Change;
import crier.model.Content;
import crier.model.Document;
import crier.model.Finding;
import crier.model.Listing;
import crier.model.Snapshot;
import crier.model.SourceSpec;
import crier.model.Subject;
import crier.model.Text;
import crier.model.Watch;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One-line words for what a check found. */
final class Summary {

  private static final String FIRST = "first look: ";
  private static final int NAMED = 3;

  private Summary() {}

  static String firstSight(Snapshot snapshot) {
    return FIRST + size(snapshot.content());
  }

  /** Whether nothing was known when a snapshot of this summary was taken, or it was void. */
  static boolean isFirstSight(String summary) {
    return summary.startsWith(FIRST);
  }

  private static String size(Content content) {
    return switch (content) {
      case Listing(var items, _) -> items.size() == 1 ? "1 item" : items.size() + " items";
      case Text(_, String text) -> "%,d characters of text".formatted(text.length());
      case Document document ->
          "%,d bytes, %d pages".formatted(document.bytes(), document.pages().size());
    };
  }

  static String of(List<Change> changes) {
    if (changes.isEmpty()) {
      return "nothing to tell: addresses moved, or an absence waits for a second look";
    }
    String named = changes.stream().limit(NAMED).map(Summary::of).collect(Collectors.joining("; "));
    return changes.size() > NAMED
        ? named + "; and %d more".formatted(changes.size() - NAMED)
        : named;
  }

  private static String of(Change change) {
    return switch (change) {
      case Change.Added(var item) -> "new: " + item.title();
      case Change.Edited(_, var after, var edits) ->
          "edited (%s): %s"
              .formatted(
                  edits.stream().map(Change.FieldEdit::field).collect(Collectors.joining(", ")),
                  after.title());
      case Change.Withdrawn(var item) -> "no longer listed: " + item.title();
      case Change.Reappeared(var item) -> "listed again: " + item.title();
      case Change.TextChanged(_, var after) -> "text changed: " + after.title();
      case Change.DocumentReplaced(_, var after) -> "document replaced: " + after.title();
      case Change.PageGone(var address) -> "page gone: " + address;
      case Change.PageBack(var address) -> "page back: " + address;
      case Change.Followed(var item, Change.Added _) -> "can be read now: " + item.title();
      case Change.Followed(var item, var of) -> of(of) + " (of " + item.title() + ")";
    };
  }

  /** What happened, not that something did: {@code Stay lifted: Smith v. Jones (1:25-cv-1)}. */
  static String subject(Watch watch, List<Finding> findings) {
    String about =
        isOneCase(watch.source())
            ? number(watch.source()).map(n -> watch.name() + " (" + n + ")").orElse(watch.name())
            : "";
    return Subject.of(findings, about, watch.name());
  }

  /** Then the watch has the case's name; else only the entry tells whose it is. */
  private static boolean isOneCase(SourceSpec source) {
    return source.type().equals("courtlistener-docket")
        || (source.type().equals("court-rss") && number(source).isPresent());
  }

  private static Optional<String> number(SourceSpec source) {
    List<String> cases = source.texts("cases");
    return source.text("docket-number").isPresent()
        ? cases.isEmpty() ? source.text("docket-number") : Optional.empty()
        : cases.size() == 1 ? Optional.of(cases.getFirst()) : Optional.empty();
  }
}
