package crier.rules;

import crier.model.Change.FieldEdit;
import crier.model.Event;
import crier.model.Item;
import crier.model.Watch;
import crier.rules.docket.DocketClassifier;
import crier.rules.docket.DocketText;
import crier.rules.docket.Rank;
import crier.rules.docket.Recorded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what became of a docket entry: born, its text or document arrived, edited, sealed. */
final class DocketReading {

  /**
   * Fields of the docket itself, as its special item names them, and what a change of each means.
   */
  private static final String DOCKET = "docket";

  private static final int STUB = 60;
  private static final int QUOTES = 3;

  private final DocketClassifier classifier;
  private final Watch watch;

  DocketReading(DocketClassifier classifier, Watch watch) {
    this.classifier = classifier;
    this.watch = watch;
  }

  Optional<Reading.Read> added(Item entry) {
    if (entry.key().equals(DOCKET)) {
      return Optional.empty(); // known to us only now, not new
    }
    List<Recorded> recorded = recorded(entry);
    return Optional.of(recorded.isEmpty() ? plain(entry) : ruling(entry, recorded, null, null));
  }

  /** An entry that records no event of the list: a filing, or a stub that does not say yet. */
  private Reading.Read plain(Item entry) {
    Rank rank = classifier.rank(text(entry));
    return new Reading.Read(
        entry.key(),
        List.of(Event.NEW_ITEM),
        rank.significance(),
        rank.because(),
        false,
        "New entry",
        entry.title(),
        entry.link(),
        entry.published(),
        Quotes.beginning(entry.text().equals(entry.title()) ? "" : entry.text(), Reading.QUOTE),
        null,
        null,
        entry.words());
  }

  private static Reading.Read ruling(
      Item entry, List<Recorded> recorded, @Nullable String before, @Nullable String after) {
    List<Event> events = recorded.stream().map(Recorded::event).toList();
    String quote =
        recorded.stream()
            .map(r -> sentence(entry, r.quote()))
            .distinct()
            .limit(QUOTES)
            .collect(Collectors.joining(" … "));
    return new Reading.Read(
        entry.key(),
        events,
        Reading.usual(events),
        Reading.because(events),
        false,
        events.getFirst().label(),
        entry.title(),
        entry.link(),
        entry.published(),
        quote,
        before,
        after,
        entry.words());
  }

  /** The words an event rests on, with the sentence that they stand in. */
  private static String sentence(Item entry, String quote) {
    String words = entry.text().isBlank() ? entry.title() : entry.text();
    int at = words.indexOf(quote);
    return at < 0 ? quote : Quotes.sentenceAround(words, at, at + quote.length(), Reading.QUOTE);
  }

  Optional<Reading.Read> edited(Item before, Item after, List<FieldEdit> edits) {
    if (after.key().equals(DOCKET)) {
      return Optional.of(docket(after, edits));
    }
    Set<Event> told = recorded(before).stream().map(Recorded::event).collect(Collectors.toSet());
    List<Recorded> news = recorded(after).stream().filter(r -> !told.contains(r.event())).toList();
    boolean words = edits.stream().anyMatch(e -> Set.of("text", "title").contains(e.field()));
    if (!news.isEmpty() && words) {
      return Optional.of(ruling(after, news, before.text(), after.text()));
    }
    List<Event> events = new ArrayList<>();
    List<String> headlines = new ArrayList<>();
    for (FieldEdit edit : edits) {
      become(edit, before, events, headlines);
    }
    if (events.isEmpty()) {
      return Optional.empty();
    }
    List<Event> distinct =
        events.stream().distinct().sorted(Comparator.comparing(Event::usual).reversed()).toList();
    return Optional.of(
        new Reading.Read(
            after.key(),
            distinct,
            Reading.usual(distinct),
            Reading.because(distinct),
            false,
            String.join(", ", headlines.stream().distinct().toList()),
            after.title(),
            after.link(),
            after.published(),
            words ? Quotes.beginning(after.text(), Reading.QUOTE) : "",
            Reading.shown(edits, FieldEdit::before, before),
            Reading.shown(edits, FieldEdit::after, after),
            after.words()));
  }

  /** What one edited field says of the entry's life. */
  private static void become(
      FieldEdit edit, Item before, List<Event> events, List<String> headlines) {
    switch (edit.field()) {
      case "text", "title" -> {
        events.add(Event.ITEM_EDITED);
        headlines.add(isStub(before, edit) ? "Full text now available" : "Text edited");
      }
      case "pdf" -> {
        if (edit.after() == null) {
          events.add(Event.ITEM_WITHDRAWN);
          headlines.add("Document no longer available");
        } else if (edit.before() == null) {
          events.add(Event.DOCUMENT_AVAILABLE);
          headlines.add("Document available");
        } else {
          events.add(Event.DOCUMENT_REPLACED);
          headlines.add("Document replaced");
        }
      }
      case "sha1" -> {
        if (edit.before() != null && edit.after() != null) {
          events.add(Event.DOCUMENT_REPLACED);
          headlines.add("Document replaced");
        }
      }
      case "sealed" -> {
        events.add(edit.after() == null ? Event.UNSEALED : Event.SEALED);
        headlines.add(edit.after() == null ? "Unsealed" : "Withdrawn from public access (sealed)");
      }
      case "date" -> {
        events.add(Event.ITEM_EDITED);
        headlines.add("Date edited");
      }
      default -> {
        // Page counts, attachment counts and the like follow from what is told already.
      }
    }
  }

  /** A court's feed gives the event's name first; the clerk's text may follow days later. */
  private static boolean isStub(Item before, FieldEdit edit) {
    String after = edit.after() == null ? "" : edit.after();
    return before.text().length() <= STUB && after.length() > before.text().length();
  }

  private static Reading.Read docket(Item docket, List<FieldEdit> edits) {
    List<Event> events = new ArrayList<>();
    List<String> headlines = new ArrayList<>();
    for (FieldEdit edit : edits) {
      switch (edit.field()) {
        case "terminated" -> {
          events.add(edit.after() == null ? Event.CASE_REOPENED : Event.CASE_CLOSED);
          headlines.add(edit.after() == null ? "Case reopened" : "Case terminated");
        }
        case "judge" -> {
          events.add(Event.JUDGE_REASSIGNED);
          headlines.add("Judge reassigned");
        }
        case "blind-spot" -> {
          events.add(Event.ITEM_EDITED);
          headlines.add(
              edit.after() == null
                  ? "The missing filing is listed now"
                  : "The court has a later filing than any listed here");
        }
        default -> {
          events.add(Event.ITEM_EDITED);
          headlines.add("Docket edited: " + edit.field());
        }
      }
    }
    List<Event> distinct =
        events.stream().distinct().sorted(Comparator.comparing(Event::usual).reversed()).toList();
    return new Reading.Read(
        docket.key(),
        distinct,
        Reading.usual(distinct),
        Reading.because(distinct),
        false,
        String.join(", ", headlines.stream().distinct().toList()),
        docket.title(),
        docket.link(),
        null,
        "",
        Reading.shown(edits, FieldEdit::before, docket),
        Reading.shown(edits, FieldEdit::after, docket),
        docket.words());
  }

  private List<Recorded> recorded(Item entry) {
    return classifier.classify(text(entry));
  }

  private DocketText text(Item entry) {
    return new DocketText(
        entry.text().isBlank() ? entry.title() : entry.text(),
        known(entry, "court"),
        known(entry, "docket-number"));
  }

  /** The entry's own word goes first: one watch may follow several cases. */
  private @Nullable String known(Item entry, String what) {
    String own = entry.fields().get(what);
    return own != null ? own : watch.source().text(what).orElse(null);
  }
}
