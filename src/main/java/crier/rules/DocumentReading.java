package crier.rules;

import crier.model.Document;
import crier.model.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads what became of a document that was replaced: its text, and its redactions page by page. */
final class DocumentReading {

  private DocumentReading() {}

  static Reading.Read replaced(Document before, Document after) {
    List<Event> events = new ArrayList<>();
    if (!before.redactions().equals(after.redactions())
        && !before.redactions().isEmpty()
        && !after.redactions().isEmpty()) {
      events.add(Event.REDACTION_CHANGED);
    }
    events.add(Event.DOCUMENT_REPLACED);
    String from = String.join("\n", before.pages());
    String to = String.join("\n", after.pages());
    Reading.Read read =
        Reading.page(
            events,
            after.title(),
            measured(before) + prefixed(TextDifference.removed(from, to)),
            measured(after) + prefixed(TextDifference.added(from, to)));
    return events.size() == 1 ? read : withHeadline(read, headline(before, after));
  }

  private static String prefixed(String text) {
    return text.isEmpty() ? "" : "\n" + text;
  }

  private static String measured(Document document) {
    return "%,d bytes, %d pages, %d redactions, SHA-256 %s"
        .formatted(document.bytes(), document.pages().size(), total(document), document.sha256());
  }

  private static int total(Document document) {
    return document.redactions().stream().mapToInt(Integer::intValue).sum();
  }

  private static String headline(Document before, Document after) {
    int gone = total(before) - total(after);
    String pages =
        IntStream.range(0, Math.max(before.redactions().size(), after.redactions().size()))
            .filter(page -> at(before, page) != at(after, page))
            .mapToObj(page -> String.valueOf(page + 1))
            .collect(Collectors.joining(", "));
    return "%d %s %s (page %s)"
        .formatted(
            Math.abs(gone),
            Math.abs(gone) == 1 ? "redaction" : "redactions",
            gone >= 0 ? "removed" : "added",
            pages);
  }

  private static int at(Document document, int page) {
    return page < document.redactions().size() ? document.redactions().get(page) : 0;
  }

  private static Reading.Read withHeadline(Reading.Read read, String headline) {
    return new Reading.Read(
        read.key(),
        read.events(),
        read.usual(),
        read.because(),
        read.offTopic(),
        headline,
        read.title(),
        read.link(),
        read.published(),
        read.quote(),
        read.before(),
        read.after(),
        read.words());
  }
}
