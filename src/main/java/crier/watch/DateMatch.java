package crier.watch;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import crier.model.Deadline;
import crier.model.DocketDate;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the date that an entry speaks of among those known of its case. Pure. */
final class DateMatch {

  private static final Pattern WORD = Pattern.compile("[a-z]{3,}");
  private static final Pattern ROLE =
      Pattern.compile(
          "(?i)\\b(plaintiff|defendant|appell(?:ant|ee)|petitioner|respondent|government|intervenor|movant|amic)");

  /** Numbers of other entries: "re 24 MOTION", "to Motion 24", "[24]", "(ECF No. 24)". */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?i)(?:\\bre:?|\\bto|\\bof|ecf nos?\\.|dkt\\.?(?: no\\.)?|doc\\.?(?: no\\.)?|#|\\[|motion|order)\\s*#?\\[?(\\d{1,4})\\b");

  private static final Pattern ALL = Pattern.compile("(?i)\\b(all|any)\\b");

  private static final Set<String> FILLING =
      Set.of("joint", "the", "any", "all", "due", "for", "and", "parties", "their", "further");

  private static final Comparator<DocketDate> SOONEST =
      Comparator.comparing((DocketDate date) -> date.day() == null ? LocalDate.MAX : date.day())
          .thenComparing(DocketDate::uid);

  private DateMatch() {}

  /** The one whose end or new date this is, among those that may still be meant. */
  static Optional<DocketDate> moved(
      Collection<DocketDate> known, Deadline said, DocketDate.Entry by) {
    return known.stream()
        .filter(date -> isOpen(date) && !date.setBy().isAfter(by) && score(date, said) > 0)
        .max(
            Comparator.comparingInt((DocketDate date) -> score(date, said))
                .thenComparing(SOONEST.reversed()));
  }

  /** All that it ends: one, or every one of a kind. */
  static List<DocketDate> vacated(
      Collection<DocketDate> known, Deadline said, DocketDate.Entry by) {
    boolean every =
        said.day() == null
            && ALL.matcher(said.quote()).find()
            && said.what().matches("(?i).*s\\b.*");
    return every
        ? known.stream()
            .filter(date ->
                isOpen(date)
                    && !date.setBy().isAfter(by)
                    && isHearing(date.deadline()) == isHearing(said))
            .toList()
        : moved(known, said, by).stream().toList();
  }

  /** The same one, said again. */
  static Optional<DocketDate> same(Collection<DocketDate> known, Deadline said) {
    String day = said.day();
    return known.stream()
        .filter(date ->
            date.deadline().kind() == said.kind()
                && words(date.deadline().what()).equals(words(said.what()))
                && roles(date.deadline().who()).equals(roles(said.who()))
                && (day == null ? isSameWithoutDay(date.deadline(), said) : isSameDay(date, day)))
        .findFirst();
  }

  private static boolean isSameDay(DocketDate date, String day) {
    String known = date.deadline().day();
    return known != null
        && known
            .substring(0, Math.min(10, known.length()))
            .equals(day.substring(0, Math.min(10, day.length())));
  }

  private static boolean isSameWithoutDay(Deadline one, Deadline other) {
    return one.day() == null
        && java.util.Objects.equals(one.period(), other.period())
        && java.util.Objects.equals(one.conditional(), other.conditional());
  }

  /**
   * One that a later entry sets anew without saying so: a court that orders a status report by
   * another day while one is still owed has moved it.
   */
  static Optional<DocketDate> superseded(
      Collection<DocketDate> known, Deadline said, DocketDate.Entry by) {
    return known.stream()
        .filter(date ->
            date.state().isOpen()
                && date.deadline().day() != null
                && !date.setBy().isSameAs(by)
                && date.deadline().kind() == said.kind()
                && words(date.deadline().what()).equals(words(said.what()))
                && roles(date.deadline().who()).equals(roles(said.who()))
                && agree(references(date.setBy().quote()), references(said.quote()))
                && !date.setBy().isAfter(by))
        .min(SOONEST);
  }

  /** Whether a later entry has already moved what this one set: it is read again. */
  static boolean isOutdated(Collection<DocketDate> known, Deadline said, DocketDate.Entry by) {
    return known.stream()
        .anyMatch(date ->
            date.sequence() > 0
                && date.before() != null
                && date.setBy().isAfter(by)
                && score(date, said) > 0);
  }

  private static boolean isOpen(DocketDate date) {
    return date.state().isOpen() || date.state() == DocketDate.State.PAST;
  }

  private static boolean isHearing(Deadline deadline) {
    return deadline.kind() != Deadline.Kind.DUE;
  }

  private static int score(DocketDate date, Deadline said) {
    Deadline known = date.deadline();
    if (isHearing(known) != isHearing(said)) {
      return 0;
    }
    Set<String> mine = words(known.what());
    Set<String> theirs = words(said.what());
    boolean equal = mine.equals(theirs);
    boolean within = mine.containsAll(theirs) || theirs.containsAll(mine);
    boolean wasIt = said.was() != null && isSameDay(date, said.was());
    boolean onIt =
        said.status() != Deadline.Status.MOVED && said.day() != null && isSameDay(date, said.day());
    boolean named = equal || within || (shares(mine, theirs) && known.kind() == said.kind());
    if (!named && !wasIt && !onIt) {
      return 0;
    }
    if (!agree(roles(known.who()), roles(said.who()))) {
      return 0;
    }
    // What stands for another day is not meant by an entry that names the day.
    if (said.status() != Deadline.Status.MOVED && said.day() != null && !onIt) {
      return 0;
    }
    return 1
        + (wasIt || onIt ? 16 : 0)
        + (equal ? 8 : within ? 4 : 0)
        + (known.kind() == said.kind() ? 2 : 0)
        + (date.state().isOpen() ? 1 : 0);
  }

  private static boolean shares(Set<String> some, Set<String> others) {
    return some.stream().anyMatch(others::contains);
  }

  /** Whether two parties can be the same: where neither names a role, nobody knows better. */
  static boolean agree(Set<String> some, Set<String> others) {
    return some.isEmpty() || others.isEmpty() || shares(some, others);
  }

  static Set<String> roles(@Nullable String who) {
    return found(ROLE, who == null ? "" : who);
  }

  static Set<String> references(String words) {
    return found(REFERENCE, words);
  }

  private static Set<String> words(String what) {
    Set<String> words = new HashSet<>();
    Matcher matcher = WORD.matcher(what.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      String word = matcher.group();
      if (!FILLING.contains(word)) {
        words.add(word.endsWith("s") ? word.substring(0, word.length() - 1) : word);
      }
    }
    return words;
  }

  private static Set<String> found(Pattern pattern, String words) {
    Set<String> found = new HashSet<>();
    Matcher matcher = pattern.matcher(words);
    while (matcher.find()) {
      found.add(matcher.group(1).toLowerCase(Locale.ROOT));
    }
    return found;
  }
}
