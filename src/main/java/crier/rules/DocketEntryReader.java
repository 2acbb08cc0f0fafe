package crier.rules;

import crier.model.Change.FieldEdit;
import crier.model.Event;
import crier.model.Item;
import crier.model.Proof;
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
final class DocketEntryReader {

  /**
   * Fields of the docket itself, as its special item names them, and what a change of each means.
   */
  private static final String DOCKET = "docket";

  /** A sentence of an order is read as one though its heading stands far above. */
  private static final String ORDER = "ORDER: ";

  /** What an alert begins with when the two readers of entries differ about a ruling. */
  private static final String UNCONFIRMED = "Unconfirmed reading: ";

  private static final String DISAGREE =
      "; the two readers of docket entries disagree about it, so the whole entry is quoted";

  private static final String DISAGREE_AT_LENGTH =
      "; the two readers of docket entries disagree about it; the entry is too long to quote"
          + " whole, so its link has the rest";

  private final DocketClassifier classifier;
  private final Watch watch;

  DocketEntryReader(DocketClassifier classifier, Watch watch) {
    this.classifier = classifier;
    this.watch = watch;
  }

  Optional<ChangeReader.Read> added(Item entry) {
    if (entry.key().equals(DOCKET)) {
      return Optional.empty(); // known to us only now, not new
    }
    List<Recorded> recorded = recorded(entry);
    return Optional.of(recorded.isEmpty() ? plain(entry) : ruling(entry, recorded, null, null));
  }

  /** An entry that records no event of the list: a filing, or a stub that does not say yet. */
  private ChangeReader.Read plain(Item entry) {
    Rank rank = classifier.rank(text(entry));
    return new ChangeReader.Read(
        entry.key(),
        List.of(Event.NEW_ITEM),
        rank.significance(),
        rank.because(),
        false,
        "New entry",
        entry.title(),
        entry.link(),
        entry.published(),
        entry.text().equals(entry.title())
            ? ""
            : RulingQuote.of(entry.text(), List.of(), _ -> List.of()).text(),
        null,
        null,
        entry.words());
  }

  private ChangeReader.Read ruling(
      Item entry, List<Recorded> recorded, @Nullable String before, @Nullable String after) {
    List<Event> events = recorded.stream().map(Recorded::event).toList();
    DocketText text = text(entry);
    boolean stated = recorded.stream().allMatch(Recorded::stated);
    RulingQuote quote =
        RulingQuote.of(
            text.text(),
            recorded.stream().map(Recorded::quote).toList(),
            sentence ->
                classifier
                    .classify(new DocketText(ORDER + sentence, text.court(), text.docketNumber()))
                    .stream()
                    .filter(again -> events.contains(again.event()))
                    .map(Recorded::quote)
                    .toList(),
            stated ? RulingQuote.WHOLE : RulingQuote.DOUBTED);
    Optional<String> stayed =
        recorded.stream()
            .filter(one -> one.event() == Event.STAY_ENTERED)
            .findFirst()
            .flatMap(one -> Stayed.of(text.text(), one.quote()));
    boolean whole = quote.text().equals(text.text().strip());
    return new ChangeReader.Read(
        entry.key(),
        events,
        ChangeReader.usual(events),
        ChangeReader.because(events)
            + stayed.map("; stayed: \u201c%s\u201d"::formatted).orElse("")
            + (stated ? "" : whole ? DISAGREE : DISAGREE_AT_LENGTH),
        false,
        (stated ? "" : UNCONFIRMED) + headline(events.getFirst(), stayed),
        entry.title(),
        entry.link(),
        entry.published(),
        quote.text(),
        before,
        after,
        entry.words(),
        Proof.of(quote.operative()));
  }

  /** The event; of a stay also of what, where that is not the case itself. */
  private static String headline(Event first, Optional<String> stayed) {
    return first.label()
        + (first == Event.STAY_ENTERED
            ? stayed.filter(Stayed::tells).map(": \u201c%s\u201d"::formatted).orElse("")
            : "");
  }

  Optional<ChangeReader.Read> edited(Item before, Item after, List<FieldEdit> edits) {
    if (after.key().equals(DOCKET)) {
      return docket(after, edits);
    }
    EntryLife life = EntryLife.of(before, after, edits);
    Set<Event> told = recorded(before).stream().map(Recorded::event).collect(Collectors.toSet());
    List<Recorded> news = recorded(after).stream().filter(r -> !told.contains(r.event())).toList();
    boolean words = edits.stream().anyMatch(EntryLife::isWords);
    if (!news.isEmpty() && words) {
      ChangeReader.Read ruling = ruling(after, news, before.text(), after.text());
      return Optional.of(
          life.besideTheWords().map(more -> also(ruling, life, more)).orElse(ruling));
    }
    if (life.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ChangeReader.Read(
            after.key(),
            life.events(),
            ChangeReader.usual(life.events()),
            ChangeReader.because(life.events()),
            false,
            life.headline(),
            after.title(),
            after.link(),
            after.published(),
            RulingQuote.of(after.text(), List.of(), _ -> List.of()).text(),
            ChangeReader.shown(life.edits(), FieldEdit::before, before),
            ChangeReader.shown(life.edits(), FieldEdit::after, after),
            after.words()));
  }

  /** The ruling that an entry's words record, and what else became of the entry in one look. */
  private static ChangeReader.Read also(ChangeReader.Read ruling, EntryLife life, String more) {
    List<Event> events = new ArrayList<>(ruling.events());
    life.events().stream()
        .filter(event -> event != Event.ITEM_EDITED && !events.contains(event))
        .forEach(events::add);
    return new ChangeReader.Read(
        ruling.key(),
        events,
        ChangeReader.usual(events),
        ChangeReader.because(events),
        false,
        ruling.headline() + ", " + more,
        ruling.title(),
        ruling.link(),
        ruling.published(),
        ruling.quote(),
        ruling.before(),
        ruling.after(),
        ruling.words(),
        ruling.proof());
  }

  private static Optional<ChangeReader.Read> docket(Item docket, List<FieldEdit> edits) {
    List<Event> events = new ArrayList<>();
    List<String> headlines = new ArrayList<>();
    List<FieldEdit> telling = new ArrayList<>();
    for (FieldEdit edit : edits) {
      Event event = Event.ITEM_EDITED;
      String headline;
      switch (edit.field()) {
        case "terminated" -> {
          event = edit.after() == null ? Event.CASE_REOPENED : Event.CASE_CLOSED;
          headline = edit.after() == null ? "Case reopened" : "Case terminated";
        }
        case "judge" -> {
          event = edit.before() == null ? Event.ITEM_EDITED : Event.JUDGE_REASSIGNED;
          headline = edit.before() == null ? "Judge assigned" : "Judge reassigned";
        }
        case "case-name" -> headline = "Case renamed";
        case "docket-number" -> headline = "Docket number changed";
        default -> {
          continue; // its title repeats what is told
        }
      }
      events.add(event);
      headlines.add(headline);
      telling.add(edit);
    }
    if (events.isEmpty()) {
      return Optional.empty();
    }
    List<Event> distinct =
        events.stream().distinct().sorted(Comparator.comparing(Event::usual).reversed()).toList();
    return Optional.of(
        new ChangeReader.Read(
            docket.key(),
            distinct,
            ChangeReader.usual(distinct),
            ChangeReader.because(distinct),
            false,
            String.join(", ", headlines),
            docket.title(),
            docket.link(),
            null,
            "",
            ChangeReader.shown(telling, FieldEdit::before, docket),
            ChangeReader.shown(telling, FieldEdit::after, docket),
            docket.words()));
  }

  private List<Recorded> recorded(Item entry) {
    return classifier.all(text(entry));
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
