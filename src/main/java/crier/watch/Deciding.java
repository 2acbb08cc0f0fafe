package crier.watch;

import crier.model.Awaited.Condition;
import crier.model.Awaited.Kind;
import crier.model.Awaited.Mark;
import crier.model.Awaited.Said;
import crier.model.Awaited.Turn;
import crier.watch.InForce.Case;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which entries decide what a case waits for: those of the very docket, that do as much as the
 * condition's own words ask for. Pure.
 */
final class Deciding {

  /** Of a watch, for what was written by hand. */
  static final String WATCH = "watch ";

  /** How much has to have happened, by the condition's own words. */
  private enum Level {
    DECISION,
    FINAL,
    RULING,
    REHEARING,
    CERTIORARI
  }

  private static final Pattern REHEARING =
      Pattern.compile("(?i)\\bre-?hearing\\b|\\bpetitions?\\b[^.;]{0,40}\\ben banc\\b");
  private static final Pattern CERTIORARI =
      Pattern.compile("(?i)\\bcertiorari\\b|\\bcert\\. petition");
  private static final Pattern FINAL =
      Pattern.compile(
          "(?i)\\bmandate\\b|\\bunappealable\\b|\\bfinal(ly)? (resol|dispos|conclu|adjudic|determin|decision|judgment|ruling|order)"
              + "|\\b(conclusion|exhaustion|completion) of\\b.{0,40}\\bappeal|\\bappeals? (is|are|have been|has been) (exhausted|concluded)");
  private static final Pattern MOTION =
      Pattern.compile("(?i)\\b(cross-)?motions?\\b|\\bapplication\\b");

  /** A motion by its number on the docket: "15 Motion to Dismiss", "motion (ECF No. 15)". */
  private static final Pattern NUMBERED =
      Pattern.compile(
          "(?i)\\b([0-9]{1,4}) (?:[\\p{L}-]+ ){0,3}motions?\\b|\\bmotions?\\b[^.;]{0,80}?(?:ecf|dkt|doc|d\\.i)[^0-9]{0,8}([0-9]{1,4})\\b");

  /** What a motion asks for: "motion for a preliminary injunction in …", "severance motions". */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)\\b(?:motions?|application) (?:for|to) ([^,;.()]*?)(?= in | by | filed |[,;.()]|$)"
              + "|\\b([\\p{L}-]{4,}) motions?\\b");

  /** Words are compared by their beginnings: severance is what a motion to sever asks for. */
  private static final int STEM = 5;

  /** One turn that an awaited case took. */
  record Happening(Turn turn, Mark mark) {}

  private final InForce inForce;

  Deciding(InForce inForce) {
    this.inForce = inForce;
  }

  /**
   * The turns that the case took since something waits for it, the earliest first: decided, open
   * again, decided.
   *
   * @param condition the latest of those that wait for one case; its words say what is awaited
   * @param group all of them
   */
  List<Happening> happenings(
      Condition condition, List<Condition> group, List<Mark> marks, LocalDate until) {
    LocalDate since =
        group.stream().map(one -> day(one.said())).min(Comparator.naturalOrder()).orElseThrow();
    List<Mark> theirs =
        marks.stream()
            .filter(mark -> mark.kind() != Kind.UNSTAYED && !mark.watch().equals(condition.watch()))
            .filter(mark -> group.stream().anyMatch(one -> isAwaited(one, mark)))
            .filter(mark -> mark.said().day() == null || !day(mark.said()).isBefore(since))
            .filter(mark -> mark.said().day() == null || !day(mark.said()).isAfter(until))
            .sorted(Comparator.comparing(mark -> day(mark.said())))
            .toList();
    List<Happening> happenings = new ArrayList<>();
    boolean happened = false;
    for (Mark mark : theirs) {
      Turn turn = null;
      if (!happened && satisfies(condition, mark)) {
        turn = Turn.HAPPENED;
      } else if (happened && mark.kind() == Kind.REOPENED && canReopen(condition)) {
        turn = Turn.RESUMED;
      }
      if (turn != null) {
        happened = !happened;
        happenings.add(new Happening(turn, mark));
      }
    }
    return happenings;
  }

  /** Whether both wait for one case. */
  static boolean isOneCase(Condition one, Condition other) {
    return one.numbers().stream()
        .anyMatch(number ->
            other.numbers().stream()
                .anyMatch(second ->
                    (number.equals(second) && number.startsWith(WATCH))
                        || new Case(one.court(), number).sameAs(new Case(other.court(), second))));
  }

  /**
   * Whether an entry stands in the case that is waited for: its number agrees, and its court. Where
   * one of the two courts is not known, one number is many cases': the name has to agree, too.
   */
  private boolean isAwaited(Condition condition, Mark mark) {
    return condition.numbers().stream()
        .anyMatch(number ->
            number.equals(WATCH + mark.watch())
                || mark.numbers().stream()
                    .anyMatch(second ->
                        new Case(condition.court(), number).sameAs(new Case(mark.court(), second))
                            && (!(condition.court().isEmpty() || mark.court().isEmpty())
                                || isNamed(condition, mark))));
  }

  /** Whether the words of a condition name the case, as the watch that shows it calls it. */
  private boolean isNamed(Condition condition, Mark mark) {
    Set<String> said = Names.words(condition.event() + " " + condition.said().quote());
    return inForce
        .watch(mark.watch())
        .map(watch -> Names.words(watch.name()))
        .filter(name -> name.stream().anyMatch(said::contains))
        .isPresent();
  }

  static LocalDate day(Said said) {
    LocalDate day = said.day();
    return day == null ? LocalDate.EPOCH : day;
  }

  private static Level level(Condition condition) {
    String words = condition.event();
    if (CERTIORARI.matcher(words).find()) {
      return Level.CERTIORARI;
    }
    if (REHEARING.matcher(words).find()) {
      return Level.REHEARING;
    }
    if (FINAL.matcher(words).find()) {
      return Level.FINAL;
    }
    return MOTION.matcher(words).find() ? Level.RULING : Level.DECISION;
  }

  private static boolean canReopen(Condition condition) {
    return switch (level(condition)) {
      case DECISION, FINAL, RULING -> true;
      case REHEARING, CERTIORARI -> false;
    };
  }

  private static boolean satisfies(Condition condition, Mark mark) {
    boolean decided = mark.kind() == Kind.DECIDED || mark.kind() == Kind.FINAL;
    boolean highest = "scotus".equals(mark.court()) && mark.kind() == Kind.CERT_DENIED;
    return switch (level(condition)) {
      case DECISION -> decided || highest;
      case FINAL -> mark.kind() == Kind.FINAL || mark.kind() == Kind.CERT_DENIED;
      case RULING ->
          decided || (mark.kind() == Kind.RULING && isOn(condition.event(), mark.said().quote()));
      case REHEARING ->
          mark.kind() == Kind.REHEARING_DENIED
              || mark.kind() == Kind.REOPENED
              || mark.kind() == Kind.FINAL;
      case CERTIORARI -> mark.kind() == Kind.CERT_DENIED || mark.kind() == Kind.CERT_GRANTED;
    };
  }

  /**
   * Whether a ruling is on the motion that is waited for: by its number on the docket, else by all
   * words of what it asks for. A motion that is not named is none that could be told from others.
   */
  private static boolean isOn(String awaited, String ruling) {
    Matcher numbered = NUMBERED.matcher(awaited);
    if (numbered.find()) {
      String number = numbered.group(1) == null ? numbered.group(2) : numbered.group(1);
      return Pattern.compile("\\b" + number + "\\b").matcher(ruling).find();
    }
    Matcher named = NAMED.matcher(awaited);
    if (!named.find()) {
      return false;
    }
    String words = ruling.toLowerCase(Locale.ROOT);
    String what = named.group(1) == null ? named.group(2) : named.group(1);
    Set<String> asked =
        Stream.of(what.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1))
            .filter(word -> word.length() >= STEM - 1)
            .map(word -> word.substring(0, Math.min(STEM, word.length())))
            .collect(Collectors.toSet());
    return !asked.isEmpty()
        && Stream.of("pending", "parties", "cross", "their", "joint").noneMatch(asked::contains)
        && asked.stream().allMatch(words::contains);
  }
}
