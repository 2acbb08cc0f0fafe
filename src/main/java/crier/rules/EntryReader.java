package crier.rules;

import crier.model.Consequences;
import crier.model.Event;
import crier.model.Item;
import crier.model.Memo;
import crier.model.Published;
import crier.model.Watch;
import crier.rules.docket.ConsequenceReader;
import crier.rules.docket.DocketClassifier;
import crier.rules.docket.DocketText;
import crier.rules.docket.Recorded;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a docket entry records and what it leads to, for whatever keeps that with the case. */
public final class EntryReader {

  private final DocketClassifier classifier;
  private final Consequential consequences;

  /** What reads what an entry leads to. */
  @FunctionalInterface
  public interface Consequential {
    Consequences read(
        String text,
        @Nullable String court,
        @Nullable String docketNumber,
        @Nullable LocalDate filed);
  }

  public EntryReader(DocketClassifier classifier) {
    this(classifier, new ConsequenceReader()::read);
  }

  public EntryReader(DocketClassifier classifier, Consequential consequences) {
    this.classifier = classifier;
    this.consequences = consequences;
  }

  /**
   * An entry that was read.
   *
   * @param court CourtListener's id, or empty where nobody says
   * @param number of the docket, in any spelling, or empty
   * @param day when it was filed, or null
   * @param recorded what happened, with the words it rests on
   */
  public record Read(
      Item item,
      String court,
      String number,
      @Nullable LocalDate day,
      List<Recorded> recorded,
      Consequences leadsTo) {
    public Read {
      recorded = List.copyOf(recorded);
    }

    public Set<Event> events() {
      return recorded.stream().map(Recorded::event).collect(Collectors.toSet());
    }

    /** Its words: the text, or the title where there is none. */
    public String words() {
      return item.text().isBlank() ? item.title() : item.text();
    }
  }

  /**
   * Reads an entry.
   *
   * @param memo may hold what the docket's case turned out to be
   */
  public Read read(Watch watch, Memo memo, Item entry) {
    String[] learned = memo.get(Memo.CASE).orElse("").split(" ", 2);
    String court = known(watch, entry, "court", learned[0]);
    String number =
        known(watch, entry, "docket-number", learned.length < 2 ? "" : learned[1]);
    Published published = entry.published();
    LocalDate day = published == null ? null : published.day();
    String words = entry.text().isBlank() ? entry.title() : entry.text();
    String in = court.isEmpty() ? null : court;
    String of = number.isEmpty() ? null : number;
    return new Read(
        entry,
        court,
        number,
        day,
        classifier.classify(new DocketText(words, in, of)),
        consequences.read(words, in, of, day));
  }

  /** The entry's own word goes first: one watch may follow several cases. */
  private static String known(Watch watch, Item entry, String what, String otherwise) {
    String own = entry.fields().get(what);
    return own != null ? own : watch.source().text(what).orElse(otherwise);
  }
}
