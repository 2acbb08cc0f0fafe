package crier.watch;

import crier.model.Alert;
import crier.model.Awaited.Condition;
import crier.model.Awaited.Kind;
import crier.model.Awaited.Mark;
import crier.model.Awaited.Said;
import crier.model.Awaited.Step;
import crier.model.Awaited.Turn;
import crier.model.Consequences;
import crier.model.CourtName;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Ids;
import crier.model.Proof;
import crier.model.Published;
import crier.model.Question;
import crier.model.Significance;
import crier.model.Story;
import crier.model.Watch;
import crier.model.WatchState;
import crier.store.DocketLinks;
import crier.watch.Deciding.Happening;
import crier.watch.InForce.Case;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has come of what cases wait for: the awaited case is decided, or is open again. Each is told
 * once in the case that waits, as what the two entries say. The same conditions, marks and steps
 * give the same always.
 */
final class Waiting {

  private static final Set<Event> OF_STAYS =
      EnumSet.of(Event.STAY_LIFTED, Event.STAY_EXTENDED, Event.STAY_LIFT_DENIED);

  /** When what is written by hand was known: never before a docket was watched. */
  private static final Instant NEVER = WatchState.NEVER;

  private final InForce inForce;
  private final Deciding deciding;
  private final Instant at;
  private final Ids ids;
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, List<Step>> told = new LinkedHashMap<>();

  private Waiting(InForce inForce, Instant at, Ids ids) {
    this.inForce = inForce;
    this.deciding = new Deciding(inForce);
    this.at = at;
    this.ids = ids;
  }

  /** What has newly come of what. */
  static DocketLinks.Turned turn(DocketLinks.State state, InForce inForce, Instant at, Ids ids) {
    Waiting waiting = new Waiting(inForce, at, ids);
    for (Watch watch : inForce.watches()) {
      List<Condition> conditions = new ArrayList<>(byHand(watch, inForce));
      state.conditions().stream()
          .filter(condition -> condition.watch().equals(watch.id()))
          .filter(condition -> !condition.numbers().isEmpty())
          .forEach(conditions::add);
      for (List<Condition> one : grouped(conditions)) {
        waiting.turn(watch, one, state);
      }
    }
    return waiting.turned();
  }

  private static List<Condition> byHand(Watch watch, InForce inForce) {
    return watch.ties().waitsFor().stream()
        .map(id -> {
          List<Case> cases = inForce.cases(id);
          return new Condition(
              watch.id(),
              cases.isEmpty() ? "" : cases.getFirst().court(),
              Stream.concat(Stream.of(Deciding.WATCH + id), cases.stream().map(Case::number))
                  .distinct()
                  .toList(),
              "",
              null,
              Consequences.Scope.OTHER,
              List.of(),
              new Said("waits-for " + id, "", null, null, ""),
              NEVER);
        })
        .toList();
  }

  /** Those that wait for one case belong together: a stay is extended, and waits on. */
  private static List<List<Condition>> grouped(List<Condition> conditions) {
    List<List<Condition>> groups = new ArrayList<>();
    for (Condition condition : conditions) {
      groups.stream()
          .filter(group -> group.stream().anyMatch(other -> Deciding.isOneCase(other, condition)))
          .findFirst()
          .ifPresentOrElse(
              group -> group.add(condition), () -> groups.add(new ArrayList<>(List.of(condition))));
    }
    return groups;
  }

  private void turn(Watch watch, List<Condition> group, DocketLinks.State state) {
    Condition latest =
        group.stream().max(Comparator.comparing(one -> Deciding.day(one.said()))).orElseThrow();
    LocalDate ended =
        state.marks().stream()
            .filter(mark -> mark.kind() == Kind.UNSTAYED && mark.watch().equals(watch.id()))
            .map(mark -> Deciding.day(mark.said()))
            .filter(day -> !day.isBefore(Deciding.day(latest.said())))
            .min(Comparator.naturalOrder())
            .orElse(LocalDate.MAX);
    Instant noted = group.stream().map(Condition::at).min(Comparator.naturalOrder()).orElse(NEVER);
    List<Step> before =
        state.steps().stream()
            .filter(step -> step.condition().watch().equals(watch.id()))
            .filter(
                step -> group.stream().anyMatch(one -> Deciding.isOneCase(one, step.condition())))
            .toList();
    int turns = 0;
    for (Happening happening : deciding.happenings(latest, group, state.marks(), ended)) {
      Mark mark = happening.mark();
      turns++;
      // What was told stays told, whichever watch's account of it comes first by now.
      if (turns > before.size()) {
        boolean silent = mark.historic() && !noted.isBefore(mark.began());
        step(watch, new Step(happening.turn(), latest, mark, null, at), silent);
      }
    }
  }

  private void step(Watch watch, Step step, boolean silent) {
    List<Step> others = told.computeIfAbsent(watch.id(), _ -> new ArrayList<>());
    boolean twice =
        others.stream()
            .anyMatch(other ->
                other.turn() == step.turn()
                    && other.mark().watch().equals(step.mark().watch())
                    && other.mark().said().key().equals(step.mark().said().key()));
    if (silent || twice) {
      steps.add(step);
    } else {
      others.add(step);
    }
  }

  private DocketLinks.Turned turned() {
    List<Alert> alerts = new ArrayList<>();
    told.forEach((id, news) -> {
      if (!news.isEmpty()) {
        Alert alert = alert(inForce.watch(id).orElseThrow(), news);
        alerts.add(alert);
        news.forEach(step ->
            steps.add(new Step(step.turn(), step.condition(), step.mark(), alert.id(), step.at())));
      }
    });
    return new DocketLinks.Turned(steps, alerts);
  }

  private Alert alert(Watch watch, List<Step> news) {
    List<Finding> findings = new ArrayList<>();
    for (Step step : news.reversed()) {
      findings.add(decided(watch, step));
    }
    news.stream()
        .map(Step::condition)
        .filter(condition -> !condition.said().quote().isEmpty())
        .distinct()
        .map(condition -> held(condition))
        .forEach(findings::add);
    return Alert.of(
        ids.next(at),
        watch,
        Summary.subject(watch, findings.subList(0, 1)),
        Significance.CRITICAL,
        at,
        findings);
  }

  private Finding decided(Watch watch, Step step) {
    Mark mark = step.mark();
    Condition condition = step.condition();
    String what = condition.isStay() ? "stay" : "case";
    String headline =
        step.turn() == Turn.HAPPENED
            ? "What the %s waits for has happened".formatted(what)
            : "What the %s waits for is open again".formatted(what);
    String awaited =
        condition.said().quote().isEmpty()
            ? "the configuration says that this case waits for it"
            : "an entry of this case says what it waits for, and names that docket";
    return new Finding(
            "awaited %s %s".formatted(mark.watch(), mark.said().key()),
            mark.events().isEmpty() ? List.of(Event.NEW_ITEM) : mark.events(),
            Significance.CRITICAL,
            awaited,
            headline,
            mark.said().title(),
            mark.said().link(),
            published(mark.said()),
            mark.said().quote(),
            null,
            null,
            questions(watch),
            List.of(),
            null,
            Proof.NONE)
        .saidBy(called(mark), mark.said().link());
  }

  /** The entry that says what is waited for, beside the one that decides it. */
  private static Finding held(Condition condition) {
    Said said = condition.said();
    return new Finding(
        said.key(),
        List.of(Event.NEW_ITEM), // told when it was entered; nothing is stayed anew
        Significance.CRITICAL,
        "it says what this case waits for",
        condition.isStay() ? "What the stay waits for" : "What the case waits for",
        said.title(),
        said.link(),
        published(said),
        said.quote(),
        null,
        null,
        List.of(),
        List.of(),
        null);
  }

  private static @Nullable Published published(Said said) {
    LocalDate day = said.day();
    return day == null ? null : new Published(day, null);
  }

  static String called(Mark mark) {
    String number = mark.numbers().isEmpty() ? "" : "No. " + mark.numbers().getFirst();
    String court = mark.court().isEmpty() ? "" : CourtName.of(mark.court());
    return Stream.of(court, number)
        .filter(part -> !part.isEmpty())
        .reduce((one, two) -> one + ", " + two)
        .orElse(mark.watch());
  }

  /** Questions about the stay, of the watch's own story. */
  private List<String> questions(Watch watch) {
    return inForce.story(watch.story()).map(Story::questions).orElse(List.of()).stream()
        .filter(question -> question.watches().isEmpty() || question.watches().contains(watch.id()))
        .filter(question -> question.events().stream().anyMatch(OF_STAYS::contains))
        .map(Question::id)
        .filter(Objects::nonNull)
        .toList();
  }
}
