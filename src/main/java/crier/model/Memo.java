package crier.model;

import crier.model.WatchMemory.Doubts;
import crier.model.WatchMemory.Timing;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a watch from one look to the next beside the snapshot, in three rooms, none
 * of which knows the names used in another.
 *
 * @param watch what the watch itself remembers
 * @param pages validators and body hashes, by address
 * @param source what its source asked to remember: watermarks, cursors; small, and of no meaning to
 *     anybody else but for the entries named here
 */
public record Memo(
    WatchMemory watch, SortedMap<String, PageMemory> pages, SortedMap<String, String> source) {

  /** What the source says of itself that it shows, in its own words; for the watch's page. */
  public static final String COVERS = "covers";

  /** What it said before it said {@link #COVERS}; the operator hears of it. */
  public static final String COVERED_BEFORE = "covered-before";

  /**
   * The case that a docket turned out to be, court and number: {@code dcd 1:25-cv-00677}. By it,
   * watches of one case find each other though one names it by CourtListener's id only.
   */
  public static final String CASE = "case";

  /** The case that a docket says it comes from, court and number. */
  public static final String ORIGIN = "origin";

  /** CourtListener's id of the docket, where the description names it by court and number. */
  public static final String DOCKET = "docket";

  public static final Memo EMPTY = new Memo(WatchMemory.EMPTY, new TreeMap<>(), new TreeMap<>());

  /** Of what a row of any version says: what it does not say is empty. */
  public Memo {
    watch = watch == null ? WatchMemory.EMPTY : watch;
    pages =
        Collections.unmodifiableSortedMap(pages == null ? new TreeMap<>() : new TreeMap<>(pages));
    source =
        Collections.unmodifiableSortedMap(source == null ? new TreeMap<>() : new TreeMap<>(source));
  }

  /** Nothing but that the source is described anew since what is known was seen. */
  public static Memo described() {
    return EMPTY.with(WatchMemory.EMPTY.with(new Doubts(true, false, null)));
  }

  /**
   * What does not keep still and is told only once it has stood for a day, for readers: {@code
   * title of “Audit of grants”}; empty when all does.
   */
  public List<String> restless() {
    return watch.edits().restless().stream()
        .filter(one -> one.times() >= 2)
        .map(one ->
            one.label().isEmpty() ? one.field() : "%s (%s)".formatted(one.field(), one.label()))
        .distinct()
        .limit(10)
        .toList();
  }

  /** What the source remembers under a name of its own. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(source.get(name));
  }

  /** A copy with one entry of the source's set, or removed when {@code value} is null. */
  public Memo with(String name, @Nullable String value) {
    SortedMap<String, String> changed = new TreeMap<>(source);
    if (value == null) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return new Memo(watch, pages, changed);
  }

  /** What is known of an address. */
  public PageMemory page(URI url) {
    return pages.getOrDefault(url.toString(), PageMemory.NONE);
  }

  /** A copy that knows this of an address. */
  public Memo with(URI url, PageMemory page) {
    SortedMap<String, PageMemory> changed = new TreeMap<>(pages);
    changed.put(url.toString(), page);
    return new Memo(watch, changed, source);
  }

  /** A copy with another memory of the watch's own. */
  public Memo with(WatchMemory other) {
    return new Memo(other, pages, source);
  }

  /** Whether the source is described anew since what is known was seen. */
  public boolean corrected() {
    return watch.doubts().corrected();
  }

  /** When somebody last told us that there is something new; empty when that is dealt with. */
  public Optional<Instant> prompted() {
    return Optional.ofNullable(watch.timing().prompted());
  }

  /** A copy that owes a look for what we were told of; or, when null, owes it no longer. */
  public Memo prompted(@Nullable Instant at) {
    Timing now = watch.timing();
    return with(watch.with(new Timing(at, now.again(), now.patientUntil())));
  }

  /** When the source wants to look once more, though it may not be due; empty: at the next turn. */
  public Optional<Instant> again() {
    return Optional.ofNullable(watch.timing().again());
  }

  /** A copy that asks for a look at this time at the latest, or, when null, at the next turn. */
  public Memo again(@Nullable Instant at) {
    Timing now = watch.timing();
    return with(watch.with(new Timing(now.prompted(), at, now.patientUntil())));
  }

  /** Until when what could not be looked at is weather, not worth the operator's time. */
  public Optional<Instant> patientUntil() {
    return Optional.ofNullable(watch.timing().patientUntil());
  }

  /** A copy that bears with what could not be looked at until then; null: not at all. */
  public Memo patientUntil(@Nullable Instant at) {
    Timing now = watch.timing();
    return with(watch.with(new Timing(now.prompted(), now.again(), at)));
  }
}
