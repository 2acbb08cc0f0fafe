package crier.web;

import crier.model.Awaited.Condition;
import crier.model.Awaited.Kind;
import crier.model.Awaited.Mark;
import crier.model.Awaited.Said;
import crier.model.Awaited.Step;
import crier.model.Awaited.Turn;
import crier.model.Consequences.Scope;
import crier.model.Relation;
import crier.model.Watch;
import crier.store.DocketLinks;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one case waits for, and what has come of it.
 *
 * @param watch whose docket waits
 * @param steps the earliest first
 * @param ended the entry that ended the stay itself, or null
 * @param deciding id of the watch whose docket can show it, or null when nobody watches it
 */
public record Held(
    Watch watch,
    Condition condition,
    List<Step> steps,
    @Nullable Mark ended,
    @Nullable String deciding) {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US);

  public Held {
    steps = List.copyOf(steps);
  }

  /** Whether it still waits. */
  public boolean waits() {
    return ended == null && (steps.isEmpty() || steps.getLast().turn() == Turn.RESUMED);
  }

  /** {@code Stayed since March 5, 2026, until the D.C. Circuit's decision in …}. */
  public String sentence() {
    LocalDate day = condition.said().day();
    String since = day == null ? "" : " since " + DAY.format(day);
    String until = condition.until();
    String event =
        until != null && condition.scope() == Scope.DATE
            ? DAY.format(LocalDate.parse(until))
            : condition.event();
    return "%s%s, until %s"
        .formatted(
            condition.isStay() ? "Stayed" : "Held",
            since,
            event.isEmpty() ? "it is decided" : event);
  }

  /** How it stands, in a sentence. */
  public String standing() {
    if (ended != null) {
      LocalDate day = ended.said().day();
      return "The stay has been lifted" + (day == null ? "" : ", " + DAY.format(day)) + ".";
    }
    if (!waits()) {
      return "What it waits for has happened.";
    }
    if (!steps.isEmpty()) {
      return "It waits again: what it waits for is open once more.";
    }
    if (condition.scope() != Scope.OTHER) {
      return "";
    }
    if (condition.numbers().isEmpty()) {
      return "The entry gives no docket number, so nobody is told by itself when it happens.";
    }
    return deciding == null
        ? "No watch follows that docket, so nobody is told when it happens."
        : "Nothing that decides it has been seen.";
  }

  /** What the watches among these wait for, the newest first; of what no longer holds, nothing. */
  static List<Held> of(Dockets dockets, List<Watch> watches) {
    DocketLinks.State state = dockets.state();
    List<Held> held = new ArrayList<>();
    for (Watch watch : watches) {
      Map<String, Condition> newest = new LinkedHashMap<>();
      state.conditions().stream()
          .filter(condition -> condition.watch().equals(watch.id()))
          .sorted(Comparator.comparing(Held::day))
          .forEach(condition ->
              newest.put(
                  condition.scope() == Scope.OTHER
                      ? condition.court() + condition.numbers()
                      : condition.scope().name(),
                  condition));
      LocalDate last =
          newest.values().stream()
              .map(Held::day)
              .max(Comparator.naturalOrder())
              .orElse(LocalDate.EPOCH);
      newest.values().stream()
          .filter(condition -> condition.scope() == Scope.OTHER || !day(condition).isBefore(last))
          .map(condition -> of(watch, condition, state, dockets))
          .forEach(held::add);
    }
    return held.stream()
        .sorted(Comparator.comparing((Held one) -> day(one.condition())).reversed())
        .toList();
  }

  private static Held of(
      Watch watch, Condition condition, DocketLinks.State state, Dockets dockets) {
    Optional<Mark> ended =
        state.marks().stream()
            .filter(mark -> mark.kind() == Kind.UNSTAYED && mark.watch().equals(watch.id()))
            .filter(mark -> condition.isStay())
            .filter(mark -> !filed(mark.said()).isBefore(day(condition)))
            .findFirst();
    List<Step> steps =
        state.steps().stream()
            .filter(step -> step.condition().watch().equals(watch.id()))
            .filter(
                step -> step.condition().numbers().stream().anyMatch(condition.numbers()::contains))
            .toList();
    return new Held(
        watch, condition, steps, ended.orElse(null), dockets.deciding(condition).orElse(null));
  }

  private static LocalDate day(Condition condition) {
    return filed(condition.said());
  }

  private static LocalDate filed(Said said) {
    LocalDate day = said.day();
    return day == null ? LocalDate.EPOCH : day;
  }

  /**
   * Cases that belong together.
   *
   * @param watches of the family, as configured
   * @param relations what their entries say, each docket once
   */
  public record Family(List<Watch> watches, List<Relation> relations) {
    public Family {
      watches = List.copyOf(watches);
      relations = List.copyOf(relations);
    }

    /** The watch of this id among them. */
    public Optional<Watch> watch(@Nullable String id) {
      return watches.stream().filter(watch -> watch.id().equals(id)).findFirst();
    }
  }

  /** The families among these watches; a case that names no other is none. */
  static List<Family> families(Dockets dockets, List<Watch> watches) {
    List<Relation> relations =
        dockets.relations().stream()
            .filter(one -> watches.stream().anyMatch(w -> w.id().equals(one.kin().watch())))
            .toList();
    List<List<Watch>> groups = new ArrayList<>();
    watches.forEach(watch -> groups.add(new ArrayList<>(List.of(watch))));
    for (Relation relation : relations) {
      int one = group(groups, relation.kin().watch());
      int two = group(groups, relation.other());
      if (one >= 0 && two >= 0 && one != two) {
        groups.get(one).addAll(groups.get(two));
        groups.remove(two);
      }
    }
    return groups.stream()
        .map(group ->
            new Family(
                group,
                relations.stream()
                    .filter(one -> group.stream().anyMatch(w -> w.id().equals(one.kin().watch())))
                    .toList()))
        .filter(family -> !family.relations().isEmpty())
        .toList();
  }

  /** Place of the group with this watch, or -1. */
  private static int group(List<List<Watch>> groups, @Nullable String id) {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).stream().anyMatch(watch -> watch.id().equals(id))) {
        return i;
      }
    }
    return -1;
  }
}
