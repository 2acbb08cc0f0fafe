package crier.rules;

import crier.model.Change;
import crier.model.Change.FieldEdit;
import crier.model.Document;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Item;
import crier.model.Proof;
import crier.model.Published;
import crier.model.Significance;
import crier.model.Text;
import crier.model.Watch;
import crier.rules.docket.DocketClassifier;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a change: what happened, and in whose words. */
final class ChangeReader {

  static final int QUOTE = 300;

  private final DocketEntryReader dockets;
  private final Terms terms;
  private final @Nullable String address;

  /**
   * @param terms the story's
   */
  ChangeReader(DocketClassifier classifier, Watch watch, Terms terms) {
    this.dockets = new DocketEntryReader(classifier, watch);
    this.terms = terms;
    this.address = watch.source().text("url").orElse(null);
  }

  /**
   * A change that was read, not yet ranked.
   *
   * @param words everything that rules and terms look at
   * @param usual the rank it has when no rule says otherwise
   * @param because why it has that rank
   * @param offTopic whether the story has terms and none of them occurs
   */
  record Read(
      String key,
      List<Event> events,
      Significance usual,
      String because,
      boolean offTopic,
      String headline,
      String title,
      @Nullable String link,
      @Nullable Published published,
      String quote,
      @Nullable String before,
      @Nullable String after,
      String words,
      Proof proof) {

    Read(
        String key,
        List<Event> events,
        Significance usual,
        String because,
        boolean offTopic,
        String headline,
        String title,
        @Nullable String link,
        @Nullable Published published,
        String quote,
        @Nullable String before,
        @Nullable String after,
        String words) {
      this(
          key,
          events,
          usual,
          because,
          offTopic,
          headline,
          title,
          link,
          published,
          quote,
          before,
          after,
          words,
          Proof.NONE);
    }

    /** The same in other words. */
    Read saying(String newHeadline, String newQuote) {
      return new Read(
          key,
          events,
          usual,
          because,
          offTopic,
          newHeadline,
          title,
          link,
          published,
          newQuote,
          before,
          after,
          words,
          proof);
    }

    /** The same in another rank. */
    Read ranked(Significance rank, String why) {
      return new Read(
          key, events, rank, why, offTopic, headline, title, link, published, quote, before, after,
          words, proof);
    }

    /** The same on these grounds. */
    Read with(Proof other) {
      return new Read(
          key, events, usual, because, offTopic, headline, title, link, published, quote, before,
          after, words, other);
    }

    /** The same, of this item. */
    Read about(Item item, boolean isOffTopic) {
      return new Read(
          item.key(),
          events,
          usual,
          because,
          isOffTopic,
          headline,
          item.title(),
          item.link(),
          item.published(),
          quote,
          before,
          after,
          item.title() + "\n" + words,
          proof);
    }

    /** The same, to be read at this address. */
    Read at(@Nullable String address) {
      return new Read(
          key, events, usual, because, offTopic, headline, title, address, published, quote, before,
          after, words, proof);
    }

    Finding finding(Significance significance, String why, String quoted, List<String> questions) {
      return new Finding(
          key,
          events,
          significance,
          why,
          headline,
          title,
          link,
          published,
          quoted,
          before,
          after,
          questions,
          List.of(),
          null,
          proof);
    }
  }

  Optional<Read> read(Change change) {
    return switch (change) {
      case Change.Added(Item item) when item.kind() == Item.Kind.DOCKET_ENTRY ->
          dockets.added(item);
      case Change.Edited(Item before, Item after, List<FieldEdit> edits)
          when after.kind() == Item.Kind.DOCKET_ENTRY ->
          dockets.edited(before, after, edits);
      case Change.Added(Item item) -> Optional.of(added(item));
      case Change.Edited(Item before, Item after, List<FieldEdit> edits) ->
          Optional.of(edited(before, after, edits));
      case Change.Withdrawn(Item item) ->
          Optional.of(ofItem(item, Event.ITEM_WITHDRAWN, "No longer listed", item.title(), null));
      case Change.Reappeared(Item item) ->
          Optional.of(ofItem(item, Event.ITEM_EDITED, "Listed again", null, item.title()));
      case Change.TextChanged(var before, var after) ->
          Optional.of(textChanged(before, after).at(address));
      case Change.DocumentReplaced(Document before, Document after) ->
          Optional.of(DocumentChangeReader.replaced(before, after).at(address));
      case Change.PageGone(String gone) ->
          Optional.of(page(List.of(Event.PAGE_GONE), gone, null, null).at(address));
      case Change.PageBack(String back) ->
          Optional.of(page(List.of(Event.PAGE_BACK), back, null, null).at(address));
      case Change.Followed(Item item, Change.Added(Item withWords)) -> late(item, withWords);
      case Change.Followed(Item item, Change of) -> read(of).map(read -> followed(item, of, read));
    };
  }

  /** An item's words could be read at last. News only when they make it the story's. */
  private Optional<Read> late(Item item, Item withWords) {
    return terms.any() || terms.fit(item.words()) || !terms.fit(withWords.words())
        ? Optional.empty()
        : Optional.of(added(withWords))
            .map(read -> read.saying(read.headline() + ", now that it can be read", read.quote()));
  }

  private Read followed(Item item, Change of, Read read) {
    String words =
        switch (of) {
          case Change.TextChanged(Text before, Text after) -> before.text() + "\n" + after.text();
          case Change.DocumentReplaced(Document before, Document after) ->
              String.join("\n", before.pages()) + "\n" + String.join("\n", after.pages());
          case Change other -> "";
        };
    return read.about(item, !terms.any() && !terms.fit(item.words() + "\n" + words));
  }

  private static Read textChanged(Text before, Text after) {
    TextDifference difference = TextDifference.of(before.text(), after.text());
    return page(
        List.of(Event.TEXT_CHANGED), after.title(), difference.removed(), difference.added());
  }

  private Read added(Item item) {
    boolean report = item.kind() == Item.Kind.REPORT;
    return ofItem(
        item,
        report ? Event.NEW_REPORT : Event.NEW_ITEM,
        report ? "New report" : "New item",
        null,
        null);
  }

  private Read edited(Item before, Item after, List<FieldEdit> edits) {
    Optional<FieldEdit> document =
        edits.stream().filter(edit -> edit.field().equals(Item.DOCUMENT)).findFirst();
    Event event = document.map(ChangeReader::ofDocument).orElse(Event.ITEM_EDITED);
    Read read =
        ofItem(
            after,
            event,
            event == Event.ITEM_EDITED ? "Edited: " + fields(edits) : event.label(),
            shown(edits, FieldEdit::before, before),
            shown(edits, FieldEdit::after, after));
    // What was announced is there to be read: that is what readers of a report wait for.
    return event == Event.DOCUMENT_AVAILABLE && after.kind() == Item.Kind.REPORT
        ? read.ranked(Significance.NOTABLE, "the report's own document is there")
        : read;
  }

  private static Event ofDocument(FieldEdit edit) {
    boolean was = edit.before() != null && !Item.isPlaceholder(edit.before());
    boolean is = edit.after() != null && !Item.isPlaceholder(edit.after());
    if (!is) {
      return Event.ITEM_EDITED;
    }
    return was ? Event.DOCUMENT_REPLACED : Event.DOCUMENT_AVAILABLE;
  }

  static String fields(List<FieldEdit> edits) {
    return edits.stream().map(FieldEdit::field).collect(Collectors.joining(", "));
  }

  /** What stood, or stands, in the fields that differ. */
  static String shown(
      List<FieldEdit> edits,
      java.util.function.Function<FieldEdit, @Nullable String> side,
      Item item) {
    if (edits.size() == 1) {
      String value = side.apply(edits.getFirst());
      return value == null ? "" : value;
    }
    return edits.stream()
        .map(edit -> {
          String value = side.apply(edit);
          return edit.field() + ": " + (value == null ? "—" : value);
        })
        .collect(Collectors.joining("\n"));
  }

  private Read ofItem(
      Item item, Event event, String headline, @Nullable String before, @Nullable String after) {
    boolean offTopic = !terms.any() && !terms.fit(item.words());
    Optional<String> matched =
        terms.any() || offTopic ? Optional.empty() : terms.quote(item.text());
    String quote = matched.orElseGet(() -> Quotes.beginning(item.text(), QUOTE));
    return new Read(
        item.key(),
        List.of(event),
        event.usual(),
        because(List.of(event)),
        offTopic,
        headline,
        item.title(),
        item.link(),
        item.published(),
        quote.equals(item.title()) ? "" : quote,
        before,
        after,
        item.words());
  }

  static Read page(
      List<Event> events, String title, @Nullable String before, @Nullable String after) {
    String words =
        title + "\n" + (before == null ? "" : before) + "\n" + (after == null ? "" : after);
    return new Read(
        "",
        events,
        usual(events),
        because(events),
        false,
        events.getFirst().label(),
        title,
        null,
        null,
        "",
        before,
        after,
        words);
  }

  static Significance usual(List<Event> events) {
    return events.stream().map(Event::usual).max(Comparator.naturalOrder()).orElseThrow();
  }

  static String because(List<Event> events) {
    Event first = events.stream().max(Comparator.comparing(Event::usual)).orElseThrow();
    return "\"%s\" is %s unless a rule says otherwise"
        .formatted(first.label(), first.usual().word());
  }
}
