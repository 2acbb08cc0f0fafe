package crier.watch;

import com.google.re2j.Pattern;
import crier.model.Alert;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Sighting;
import crier.model.ToldEntry;
import crier.model.ToldEntry.Seen;
import crier.model.Verdict;
import crier.model.Verdict.Ruled;
import crier.model.Watch;
import crier.source.Alike;
import crier.source.Words;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of an alert what another watch of the same case told before. What tells more than was
 * told stays, as a continuation. In doubt it is told: twice is better than never. Pure.
 */
final class AlreadyTold {

  /** A minute order is entered some days after it was filed, and dated by either. */
  private static final int TWIN_DAYS = 3;

  /** A text is fuller than another when it is so many times as long. */
  private static final double MORE = 1.5;

  private static final double HALF = 0.5;

  /** Words that "Order" and the like do not reach. */
  private static final int TELLING = 20;

  private static final Pattern SIGNED =
      Pattern.compile("(?is)[\\s.]*(signed by|so ordered by|\\(entered:).*$");

  private final Watch watch;
  private final List<ToldEntry> known;
  private final List<Ruled> ruled = new ArrayList<>();

  private AlreadyTold(Watch watch, List<ToldEntry> known) {
    this.watch = watch;
    this.known = new ArrayList<>(known);
  }

  /**
   * Judges.
   *
   * @param sightings the docket entries that the alert's findings are about, by key
   * @param known entries of the same cases that were told before
   */
  static Verdict judge(
      Watch watch, Alert draft, Map<String, Sighting> sightings, List<ToldEntry> known) {
    AlreadyTold retelling = new AlreadyTold(watch, known);
    List<Finding> left =
        draft.findings().stream()
            .flatMap(finding -> retelling.left(finding, sightings.get(finding.key())).stream())
            .sorted(Comparator.comparing(Finding::significance).reversed())
            .toList();
    return new Verdict(
        left.equals(draft.findings()) ? draft : retelling.shortened(draft, left), retelling.ruled);
  }

  private @Nullable Alert shortened(Alert draft, List<Finding> left) {
    return left.isEmpty()
        ? null
        : new Alert(
            draft.id(),
            draft.kind(),
            draft.watch(),
            draft.watchName(),
            draft.story(),
            Summary.subject(watch, left),
            left.getFirst().significance(),
            draft.firstSeen(),
            left,
            draft.text(),
            draft.capture(),
            draft.snapshot());
  }

  private Optional<Finding> left(Finding finding, @Nullable Sighting sighting) {
    if (sighting == null) {
      return Optional.of(finding);
    }
    ToldEntry told = recognised(sighting);
    if (told == null) {
      noted(-1L - known.size(), sighting, finding, finding.events(), true);
      return Optional.of(finding);
    }
    List<Event> news = finding.events().stream().filter(e -> isNews(e, sighting, told)).toList();
    boolean more = tellsMore(sighting, told);
    Optional<Finding> left =
        !news.isEmpty()
            ? Optional.of(continued(finding, news, told))
            : more ? Optional.of(textArrived(finding, sighting, told)) : Optional.empty();
    List<Event> seen =
        left.isPresent() && news.isEmpty() ? List.of(Event.ITEM_EDITED) : finding.events();
    noted(told.id(), sighting, finding, seen, left.isPresent());
    return left;
  }

  /**
   * Notes what was decided, so that a second item of this alert that is the same entry is known.
   */
  private void noted(
      long entry, Sighting sighting, Finding finding, List<Event> events, boolean told) {
    ruled.add(new Ruled(sighting, entry, events, finding.significance(), told));
    Seen seen =
        new Seen(
            watch.id(),
            sighting.key(),
            events,
            sighting.numbered(),
            sighting.day(),
            sighting.words());
    ToldEntry before =
        known.stream()
            .filter(e -> e.id() == entry)
            .findFirst()
            .orElse(new ToldEntry(entry, sighting.cases(), List.of(), List.of()));
    List<String> names = new ArrayList<>(before.names());
    names.addAll(sighting.names());
    List<Seen> all = new ArrayList<>(before.seen());
    all.add(seen);
    known.remove(before);
    known.add(new ToldEntry(entry, before.cases(), names, all));
  }

  /**
   * By this watch's own key; else, among what this watch has not seen under another, by a name that
   * several share, or by day and words where one of the two has no number.
   */
  private @Nullable ToldEntry recognised(Sighting sighting) {
    List<ToldEntry> ofTheCase =
        known.stream()
            .filter(entry -> sighting.cases().stream().anyMatch(entry.cases()::contains))
            .toList();
    String own = name(watch.id(), sighting.key());
    List<ToldEntry> elsewhere =
        ofTheCase.stream()
            .filter(entry -> entry.seen().stream().noneMatch(s -> s.watch().equals(watch.id())))
            .toList();
    Optional<ToldEntry> mine =
        ofTheCase.stream().filter(entry -> entry.names().contains(own)).findFirst();
    if (sighting.cases().stream().allMatch(name -> name.startsWith(Reports.STORY))) {
      return mine.or(
              () -> elsewhere.stream().filter(entry -> isSameReport(entry, sighting)).findFirst())
          .orElse(null);
    }
    return mine.or(() ->
            elsewhere.stream()
                .filter(entry -> sighting.names().stream().anyMatch(entry.names()::contains))
                .findFirst())
        .or(() ->
            elsewhere.stream()
                .filter(entry -> entry.seen().stream().anyMatch(s -> isTwin(s, sighting)))
                .min(Comparator.comparingLong(entry -> distance(entry, sighting))))
        .or(() ->
            ofTheCase.stream()
                .filter(
                    entry -> entry.seen().stream().anyMatch(s -> isSameHere(entry, s, sighting)))
                .findFirst())
        .orElse(null);
  }

  /** Two offices may give one number: it counts where the words or the day agree. */
  private static boolean isSameReport(ToldEntry entry, Sighting sighting) {
    List<String> shared = sighting.names().stream().filter(entry.names()::contains).toList();
    return shared.stream().anyMatch(name -> !name.startsWith(Reports.NUMBER))
        || (!shared.isEmpty()
            && entry.seen().stream()
                .anyMatch(seen ->
                    Words.shared(seen.words(), sighting.words()) >= HALF
                        || (seen.day() != null && seen.day().equals(sighting.day()))));
  }

  /**
   * Whether this watch saw the entry before under another key: on the docket of another defendant
   * (one number, one place in the court's sequence), or as a minute order that has a number now.
   * Two entries under one number with words of their own are two.
   */
  private boolean isSameHere(ToldEntry entry, Seen seen, Sighting sighting) {
    if (!seen.watch().equals(watch.id()) || seen.key().equals(sighting.key())) {
      return false;
    }
    if (seen.numbered() != sighting.numbered()) {
      return isTwin(seen, sighting)
          && (isMostly(seen.words(), sighting.words()) || isMostly(sighting.words(), seen.words()));
    }
    List<String> shared = sighting.names().stream().filter(entry.names()::contains).toList();
    boolean number = shared.stream().anyMatch(name -> name.startsWith("number "));
    boolean sequence = shared.stream().anyMatch(name -> name.startsWith("sequence "));
    return (sequence || number)
        && Objects.equals(seen.day(), sighting.day())
        && Alike.title(seen.words()).equals(Alike.title(sighting.words()));
  }

  /** Whether one text is the beginning of the other, but for who signed it and when. */
  private static boolean isMostly(String one, String other) {
    String start = Alike.title(SIGNED.matcher(one).replaceFirst(""));
    return start.length() >= TELLING && Alike.title(other).startsWith(start);
  }

  /** What an item is called in its own watch. */
  static String name(String watch, String key) {
    return "watch " + watch + " " + key;
  }

  private static boolean isTwin(Seen one, Sighting other) {
    return !(one.numbered() && other.numbered())
        && one.day() != null
        && other.day() != null
        && Math.abs(ChronoUnit.DAYS.between(one.day(), other.day())) <= TWIN_DAYS
        && (one.words().equalsIgnoreCase(other.words())
            || Words.saysLess(one.words(), other.words())
            || Words.saysLess(other.words(), one.words()));
  }

  /** The same words come before similar ones, then the nearest day. */
  private static long distance(ToldEntry entry, Sighting sighting) {
    return entry.seen().stream()
        .filter(seen -> isTwin(seen, sighting))
        .mapToLong(seen ->
            (seen.words().equalsIgnoreCase(sighting.words()) ? 0 : 10)
                + Math.abs(
                    ChronoUnit.DAYS.between(
                        Objects.requireNonNull(seen.day()),
                        Objects.requireNonNull(sighting.day()))))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /**
   * Whether nobody told this yet. A document can be replaced twice: what befalls an item that this
   * watch has told of is old only when another watch saw it happen more often.
   */
  private boolean isNews(Event event, Sighting sighting, ToldEntry told) {
    boolean own =
        told.seen().stream()
            .anyMatch(s -> s.watch().equals(watch.id()) && s.key().equals(sighting.key()));
    if (!own) {
      return event != Event.NEW_ITEM
          && event != Event.NEW_REPORT
          && told.seen().stream().noneMatch(seen -> seen.events().contains(event));
    }
    long here = times(event, watch.id(), told);
    return told.seen().stream()
        .map(Seen::watch)
        .filter(other -> !other.equals(watch.id()))
        .allMatch(other -> here + 1 > times(event, other, told));
  }

  private static long times(Event event, String watch, ToldEntry told) {
    return told.seen().stream()
        .filter(seen -> seen.watch().equals(watch) && seen.events().contains(event))
        .count();
  }

  /** Whether these words say notably more than any that were told: a clerk's initials do not. */
  private static boolean tellsMore(Sighting sighting, ToldEntry told) {
    return told.seen().stream()
        .allMatch(seen -> sighting.words().length() > seen.words().length() * MORE);
  }

  private static Finding continued(Finding finding, List<Event> news, ToldEntry told) {
    boolean all = news.equals(finding.events());
    return new Finding(
        finding.key(),
        news,
        finding.significance(),
        finding.because(),
        all ? finding.headline() : news.getFirst().label(),
        finding.title(),
        finding.link(),
        finding.published(),
        finding.quote(),
        finding.before(),
        finding.after(),
        finding.questions(),
        finding.sources(),
        told.seen().getFirst().key(),
        finding.proof(),
        finding.speaker());
  }

  private static Finding textArrived(Finding finding, Sighting sighting, ToldEntry told) {
    return new Finding(
        finding.key(),
        List.of(Event.ITEM_EDITED),
        Event.ITEM_EDITED.usual(),
        "the entry was told before; more of its text is known now",
        "Fuller text now available",
        finding.title(),
        finding.link(),
        finding.published(),
        finding.quote(),
        told.seen().getLast().words(),
        sighting.words(),
        finding.questions(),
        finding.sources(),
        told.seen().getFirst().key(),
        finding.proof(),
        finding.speaker());
  }
}
