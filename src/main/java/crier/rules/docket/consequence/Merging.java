package crier.rules.docket.consequence;

import crier.model.Deadline;
import crier.model.Deadline.Kind;
import crier.model.Deadline.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Makes one of what an entry says twice: in prose and in the clerk's brackets, vacated and reset.
 */
final class Merging {

  private static final Set<String> EMPTY =
      Set.of(
          "the",
          "of",
          "to",
          "and",
          "for",
          "by",
          "on",
          "a",
          "in",
          "deadline",
          "due",
          "filed",
          "any",
          "or",
          "shall");

  /** Where a period says no event of its own. */
  private static final Set<String> OWN =
      Set.of(
          "this order",
          "this Order",
          "the date of this Order",
          "the date of this order",
          "after",
          "");

  private Merging() {}

  static List<Deadline> merged(List<Draft> drafts, String shown, boolean lapsed) {
    List<Draft> kept = new ArrayList<>();
    for (Draft draft : drafts) {
      if (kept.stream().noneMatch(known -> same(known, draft))) {
        kept.add(draft);
      }
    }
    moves(kept);
    headings(kept);
    if (lapsed && kept.stream().allMatch(d -> d.kind == Kind.DUE && d.date != null)) {
      kept.stream().filter(d -> d.status == Status.SET).forEach(d -> d.status = Status.MOVED);
    }
    return kept.stream().map(Draft::done).toList();
  }

  /** Whether two say the same; the earlier then takes over what only the later says. */
  private static boolean same(Draft known, Draft draft) {
    if (known.date != null && draft.date != null) {
      boolean day = known.date.equals(draft.date);
      boolean hour = day(known).equals(day(draft)) && (known.date.length() != draft.date.length());
      if ((!day && !hour) || known.status == Status.VACATED != (draft.status == Status.VACATED)) {
        return false;
      }
      boolean heard = known.kind != Kind.DUE && draft.kind != Kind.DUE;
      boolean timed = known.date.contains("T") && day;
      boolean one =
          known.kind == draft.kind
              ? known.kind != Kind.DUE || (repeats(known, draft) && whoFits(known, draft))
              : heard && timed && (known.aside || draft.aside);
      if (one) {
        if (draft.date.length() > known.date.length()) {
          known.date = draft.date;
        }
        if (draft.status == Status.MOVED) {
          known.status = Status.MOVED;
        }
        known.was = known.was == null ? draft.was : known.was;
      }
      return one;
    }
    if (known.kind != draft.kind) {
      return false;
    }
    if (known.period != null && draft.period != null) {
      return known.period.count() == draft.period.count()
          && known.period.unit().equals(draft.period.unit())
          && known.period.from().equals(draft.period.from())
          && shared(known, draft)
          && Objects.equals(known.who, draft.who);
    }
    if ((known.date != null && draft.period != null)
        || (known.period != null && draft.date != null)) {
      String computed = known.computed == null ? draft.computed : known.computed;
      String date = known.date == null ? draft.date : known.date;
      Draft running = known.period == null ? draft : known;
      boolean one =
          (computed != null && date != null && date.startsWith(computed) && shared(known, draft))
              || (OWN.contains(Objects.requireNonNull(running.period).from())
                  && !running.period.every()
                  && repeats(known, draft)
                  && whoFits(known, draft));
      if (one && known.date == null) {
        known.date = date;
        known.period = null;
        known.computed = null;
        known.quote = draft.quote;
        known.status = draft.status;
      }
      return one;
    }
    return known.date == null
        && draft.date == null
        && known.period == null
        && draft.period == null
        && known.status == draft.status
        && shared(known, draft);
  }

  /** A clerk's brackets name it otherwise; two sentences that mean one name it alike. */
  private static boolean repeats(Draft known, Draft draft) {
    Set<String> one = words(known.what);
    Set<String> two = words(draft.what);
    return (known.aside || draft.aside)
        ? shared(known, draft)
        : one.containsAll(two) || two.containsAll(one);
  }

  private static String day(Draft draft) {
    String date = Objects.requireNonNull(draft.date);
    return date.length() > 10 ? date.substring(0, 10) : date;
  }

  private static boolean whoFits(Draft a, Draft b) {
    return a.who.isEmpty()
        || b.who.isEmpty()
        || a.who.regionMatches(0, b.who, 0, Math.min(a.who.length(), b.who.length()) - 1);
  }

  /** "Motion to dismiss continued to November 3. Motion hearing of October 27 is stricken." */
  private static void moves(List<Draft> kept) {
    for (Draft moved : List.copyOf(kept)) {
      if (moved.status != Status.MOVED || moved.was != null || moved.date == null) {
        continue;
      }
      List<Draft> ended =
          kept.stream()
              .filter(d ->
                  d.status == Status.VACATED
                      && d.kind == moved.kind
                      && (d.date != null || shared(d, moved)))
              .filter(d ->
                  shared(d, moved) || (d.what.contains("hearing") && moved.what.contains("motion")))
              .toList();
      if (ended.size() == 1) {
        moved.was = ended.getFirst().date;
        kept.remove(ended.getFirst());
      }
    }
  }

  /**
   * "NOTICE VACATING MOTION HEARING. The hearing of June 12 is vacated": the heading says no more.
   */
  private static void headings(List<Draft> kept) {
    kept.removeIf(heading ->
        isVacatedWithoutDay(heading)
            && kept.stream()
                .anyMatch(other ->
                    other.status == Status.VACATED
                        && other.date != null
                        && other.kind == heading.kind
                        && words(other.what).containsAll(words(heading.what))));
  }

  private static boolean isVacatedWithoutDay(Draft draft) {
    return draft.status == Status.VACATED && draft.date == null && draft.period == null;
  }

  private static boolean shared(Draft a, Draft b) {
    Set<String> words = words(a.what);
    words.retainAll(words(b.what));
    return !words.isEmpty();
  }

  private static Set<String> words(String what) {
    Set<String> words = new HashSet<>();
    for (String word : what.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
      if (word.length() > 1 && !EMPTY.contains(word)) {
        words.add(word.endsWith("s") ? word.substring(0, word.length() - 1) : word);
      }
    }
    return words;
  }
}
