package crier.web;

import crier.model.Alert;
import crier.model.Significance;
import crier.model.Site;
import crier.model.Story;
import crier.model.Watch;
import crier.model.WatchState;
import crier.store.Alerts;
import crier.web.Views.Day;
import crier.web.Views.Fare;
import crier.web.Views.Fares;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What several pages look up alike. */
final class PageQueries {

  private static final int PAGE = 100;

  private final WebContext shared;

  PageQueries(WebContext shared) {
    this.shared = shared;
  }

  Site site() {
    return shared.site().get();
  }

  Optional<Story> story(@Nullable String id) {
    return shared.stories().get().stream().filter(story -> story.id().equals(id)).findFirst();
  }

  Optional<Watch> watch(@Nullable String id) {
    return shared.watches().get().stream().filter(watch -> watch.id().equals(id)).findFirst();
  }

  /** How these watches fare, those that need attention first, else as they are configured. */
  Fares fares(Predicate<Watch> which) {
    Map<String, WatchState> states =
        shared.states().states().stream()
            .collect(Collectors.toMap(WatchState::watch, Function.identity()));
    Instant now = shared.clock().instant();
    List<Fare> rows =
        shared.watches().get().stream()
            .filter(which)
            .map(watch -> fare(watch, states.get(watch.id()), now))
            .sorted(Comparator.comparing(row -> row.standing().kind()))
            .toList();
    return new Fares(site(), now, rows);
  }

  private Fare fare(Watch watch, @Nullable WatchState state, Instant now) {
    return new Fare(watch, state, Standing.of(watch, state, now, site().zone()));
  }

  /** What the cases of these watches wait for. */
  List<Held> held(Predicate<Watch> which) {
    return Held.of(shared.dockets(), shared.watches().get().stream().filter(which).toList());
  }

  /** The cases of these watches that belong together. */
  List<Held.Family> families(Predicate<Watch> which) {
    return Held.families(shared.dockets(), shared.watches().get().stream().filter(which).toList());
  }

  static int inDoubt(Fares fares) {
    return (int) fares.rows().stream().filter(row -> row.standing().kind().isInDoubt()).count();
  }

  List<Alert> newest(@Nullable String story, int limit) {
    return shared
        .alerts()
        .newest(new Alerts.Wanted(story, null, Significance.ROUTINE, null), limit);
  }

  /** Alerts by the day they were first seen, a page of them: {@code ?before=} tells which. */
  Views.Timeline timeline(Context context, @Nullable String story, @Nullable String watch) {
    String before = context.queryParam("before");
    Alerts.Wanted wanted = new Alerts.Wanted(story, watch, Significance.ROUTINE, null);
    List<Alert> alerts =
        before == null
            ? shared.alerts().newest(wanted, PAGE + 1)
            : shared.alerts().older(wanted, before, PAGE + 1);
    List<Alert> shown = alerts.size() > PAGE ? alerts.subList(0, PAGE) : alerts;
    Map<LocalDate, List<Alert>> days = new LinkedHashMap<>();
    for (Alert alert : shown) {
      LocalDate day = LocalDate.ofInstant(alert.firstSeen(), site().zone());
      days.computeIfAbsent(day, _ -> new ArrayList<>()).add(alert);
    }
    return new Views.Timeline(
        site(),
        days.entrySet().stream().map(day -> new Day(day.getKey(), day.getValue())).toList(),
        alerts.size() > PAGE
            ? "?before=" + URLEncoder.encode(shown.getLast().id(), StandardCharsets.UTF_8)
            : "",
        before == null ? "" : context.path());
  }
}
