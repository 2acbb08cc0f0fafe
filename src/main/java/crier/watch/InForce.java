package crier.watch;

import crier.model.Awaited.Condition;
import crier.model.Memo;
import crier.model.Story;
import crier.model.Watch;
import crier.model.WatchState;
import crier.source.DocketNumber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The watches in force and the cases that their dockets are. Pure. */
public final class InForce {

  private final List<Watch> watches;
  private final Map<String, Story> stories = new HashMap<>();
  private final Map<String, List<Case>> cases = new HashMap<>();

  /** A case by court and number; the court may be empty. */
  record Case(String court, String number) {

    /** Whether both can be one case, as far as both say. */
    boolean sameAs(Case other) {
      Optional<DocketNumber> one = DocketNumber.read(number);
      Optional<DocketNumber> two = DocketNumber.read(other.number);
      boolean courts =
          court.isEmpty() || other.court.isEmpty() || court.equalsIgnoreCase(other.court);
      return courts && one.isPresent() && two.isPresent() && one.get().sameAs(two.get());
    }
  }

  private InForce(List<Watch> watches) {
    this.watches = List.copyOf(watches);
  }

  /**
   * These.
   *
   * @param states may hold what the dockets' cases turned out to be
   */
  public static InForce of(
      Collection<Watch> watches, Collection<Story> stories, Collection<WatchState> states) {
    InForce inForce = new InForce(List.copyOf(watches));
    stories.forEach(story -> inForce.stories.put(story.id(), story));
    for (Watch watch : watches) {
      if (Leads.showsDockets(watch)) {
        String court = watch.source().text("court").orElse("");
        inForce.cases.put(
            watch.id(),
            new ArrayList<>(
                Stream.concat(
                        watch.source().texts("docket-number").stream(),
                        watch.source().texts("cases").stream())
                    .map(number -> new Case(court, number))
                    .toList()));
      }
    }
    for (WatchState state : states) {
      String[] learned = state.memo().get(Memo.CASE).orElse("").split(" ", 2);
      List<Case> known = inForce.cases.get(state.watch());
      if (known != null && learned.length == 2) {
        known.add(new Case(learned[0], learned[1]));
      }
    }
    return inForce;
  }

  List<Watch> watches() {
    return watches;
  }

  Optional<Watch> watch(@Nullable String id) {
    return watches.stream().filter(watch -> watch.id().equals(id)).findFirst();
  }

  Optional<Story> story(@Nullable String id) {
    return Optional.ofNullable(id == null ? null : stories.get(id));
  }

  /** The cases that a watch shows, as far as it is known. */
  List<Case> cases(String watch) {
    return cases.getOrDefault(watch, List.of());
  }

  /** The watches whose docket this is; what merely searches does not follow a docket. */
  List<Watch> following(String court, String number) {
    Case wanted = new Case(court, number);
    return watches.stream()
        .filter(watch -> !watch.source().type().equals("courtlistener-search"))
        .filter(watch -> cases(watch.id()).stream().anyMatch(wanted::sameAs))
        .toList();
  }

  /** Id of a watch whose docket can show that a condition is met. */
  public Optional<String> deciding(Condition condition) {
    return condition.numbers().stream()
        .flatMap(number -> deciding(condition.court(), number).stream())
        .findFirst();
  }

  /** Id of a watch that follows this docket. */
  public Optional<String> deciding(String court, String number) {
    return following(court, number).stream().map(Watch::id).findFirst();
  }
}
