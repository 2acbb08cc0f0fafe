package crier.watch;

import crier.model.Awaited.Condition;
import crier.model.Awaited.Turn;
import crier.model.Consequences.Scope;
import crier.model.Deadline;
import crier.model.DocketDate;
import crier.model.DocketDate.State;
import crier.rules.docket.consequence.CourtDays;
import crier.source.Courts;
import crier.store.DocketLinks;
import crier.watch.Deciding.Happening;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Duties that run from what another docket decides: "within 14 days of that decision". Their days
 * are counted once that docket shows it, and wait again when the case is reopened. Pure.
 */
public final class Counting {

  private static final Pattern ACT =
      Pattern.compile(
          "(?i)\\b(decisions?|decid\\w+|rul(?:es|ing)|opinion|judgment|dispos\\w+|resol\\w+|determin\\w+|mandate|conclu\\w+|appeal|petition)\\b");

  private static final Pattern PLAIN =
      Pattern.compile("(?i)\\b(decision|opinion|ruling|judgment)\\b");
  private static final Pattern LATER =
      Pattern.compile("(?i)\\b(mandate|final\\w*|unappealable)\\b");
  private static final Pattern AGAIN = Pattern.compile("(?i)\\b(that|such|said|this)\\b");
  private static final Pattern OWN =
      Pattern.compile(
          "(?i)\\b(this order|this court|(?<!supreme |circuit )court's)\\b|\\bmotions?\\b");

  private final DocketLinks.State state;
  private final InForce inForce;
  private final Deciding deciding;
  private final Instant at;

  public Counting(DocketLinks.State state, InForce inForce, Instant at) {
    this.state = state;
    this.inForce = inForce;
    this.deciding = new Deciding(inForce);
    this.at = at;
  }

  /** A date as it stands by what other dockets show; empty when that changes nothing. */
  public Optional<DocketDate> counted(DocketDate date) {
    Deadline.Period period = date.deadline().period();
    if (period == null || period.before() || inForce.watch(date.owner().watch()).isEmpty()) {
      return Optional.empty();
    }
    boolean waits = date.state() == State.WAITING && date.deadline().day() == null;
    boolean runs = date.state() == State.OPEN && date.isComputed() && date.sequence() > 0;
    if (!waits && !runs) {
      return Optional.empty();
    }
    String said = date.deadline().conditional();
    String trigger = said == null ? period.from() : period.from() + " " + said;
    Optional<Happening> last =
        state.conditions().stream()
            .filter(condition -> isMeant(trigger, condition, date))
            .max(Comparator.comparing(condition -> Deciding.day(condition.said())))
            .flatMap(condition -> last(trigger, condition));
    if (waits) {
      return last.filter(happening -> happening.turn() == Turn.HAPPENED)
          .map(happening -> happening.mark().said().day())
          .flatMap(day -> CourtDays.of(date.court()).last(day, period))
          .map(day -> as(date, day, null));
    }
    return last.filter(happening -> happening.turn() == Turn.RESUMED)
        .map(_ -> as(date, null, period.from()));
  }

  private Optional<Happening> last(String trigger, Condition condition) {
    boolean itsOwnWords =
        LATER.matcher(trigger).find()
            || (PLAIN.matcher(trigger).find() && !AGAIN.matcher(trigger).find());
    Condition asSaid =
        new Condition(
            condition.watch(),
            condition.court(),
            condition.numbers(),
            itsOwnWords ? trigger : condition.event(),
            null,
            Scope.OTHER,
            condition.events(),
            condition.said(),
            condition.at());
    List<Happening> happenings =
        deciding.happenings(asSaid, List.of(asSaid), state.marks(), LocalDate.MAX);
    return happenings.isEmpty() ? Optional.empty() : Optional.of(happenings.getLast());
  }

  /** Whether a duty counts from what a case waits for. */
  private static boolean isMeant(String trigger, Condition condition, DocketDate date) {
    if (!condition.watch().equals(date.owner().watch())
        || condition.scope() != Scope.OTHER
        || condition.numbers().isEmpty()
        || !ACT.matcher(trigger).find()) {
      return false;
    }
    if (condition.numbers().stream().anyMatch(trigger::contains)) {
      return true;
    }
    if (OWN.matcher(trigger).find()) {
      return false;
    }
    return condition.said().key().equals(date.setBy().key())
        || isOfItsCourt(trigger, condition.court())
        || shares(Names.words(trigger), Names.words(condition.event()));
  }

  private static boolean isOfItsCourt(String trigger, String court) {
    String words = trigger.toLowerCase(Locale.ROOT);
    return court.equals("scotus")
        ? words.contains("supreme court")
        : Courts.isAppellate(court) && words.contains("circuit");
  }

  private static boolean shares(Set<String> some, Set<String> others) {
    return some.stream().anyMatch(others::contains);
  }

  private DocketDate as(DocketDate date, @Nullable LocalDate day, @Nullable String conditional) {
    Deadline was = date.deadline();
    Deadline now =
        new Deadline(
            was.kind(),
            was.what(),
            was.who(),
            null,
            was.period(),
            conditional,
            was.status(),
            was.quote(),
            was.was(),
            day == null ? null : day.toString(),
            was.routine());
    return DateTimes.standing(date.moved(now, date.setBy(), at), at);
  }
}
