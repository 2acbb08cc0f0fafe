package crier.model;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a source wants to remember from one look to the next beside the snapshot: validators and
 * body hashes by address, watermarks, cursors. Small, and of no meaning to anybody else but for the
 * entries named here.
 */
public record Memo(SortedMap<String, String> entries) {

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

  /**
   * What does not keep still and is therefore not told, one a line: unit, field, how often, when
   * last, what it is called; separated by tabs.
   */
  public static final String RESTLESS = "restless";

  /**
   * Whether the source was described anew since what is known was seen; void when it is dealt with.
   */
  public static final String CORRECTED = "corrected";

  private static final String PROMPTED = "prompted";
  private static final String AGAIN = "again";
  private static final String PATIENT = "patient";

  public static final Memo EMPTY = new Memo(new TreeMap<>());

  public Memo {
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
  }

  /**
   * What does not keep still and is told only once it has stood for a day, for readers: {@code
   * title of “Audit of grants”}; empty when all does.
   */
  public List<String> restless() {
    return get(RESTLESS).stream()
        .flatMap(String::lines)
        .map(line -> line.split("\t", -1))
        .filter(parts -> parts.length >= 5 && Integer.parseInt(parts[2]) >= 2)
        .map(parts -> parts[4].isEmpty() ? parts[1] : "%s (%s)".formatted(parts[1], parts[4]))
        .distinct()
        .limit(10)
        .toList();
  }

  public Optional<String> get(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** A copy with one entry set, or removed when {@code value} is null. */
  public Memo with(String name, @Nullable String value) {
    SortedMap<String, String> changed = new TreeMap<>(entries);
    if (value == null) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return new Memo(changed);
  }

  /** When somebody last told us that there is something new; empty when that is dealt with. */
  public Optional<Instant> prompted() {
    return get(PROMPTED).map(Instant::parse);
  }

  /** A copy that owes a look for what we were told of; or, when null, owes it no longer. */
  public Memo prompted(@Nullable Instant at) {
    return with(PROMPTED, at == null ? null : at.toString());
  }

  /** When the source wants to look once more, though it may not be due; empty: at the next turn. */
  public Optional<Instant> again() {
    return get(AGAIN).map(Instant::parse);
  }

  /** A copy that asks for a look at this time at the latest, or, when null, at the next turn. */
  public Memo again(@Nullable Instant at) {
    return with(AGAIN, at == null ? null : at.toString());
  }

  /** Until when what could not be looked at is weather, not worth the operator's time. */
  public Optional<Instant> patientUntil() {
    return get(PATIENT).map(Instant::parse);
  }

  /** A copy that bears with what could not be looked at until then; null: not at all. */
  public Memo patientUntil(@Nullable Instant at) {
    return with(PATIENT, at == null ? null : at.toString());
  }
}
