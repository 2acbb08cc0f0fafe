package crier.web;

import crier.model.Content;
import crier.model.Gaps;
import crier.model.Listing;
import crier.model.Memo;
import crier.model.Snapshot;
import crier.model.SourceSpec;
import crier.model.Watch;
import crier.store.History;
import crier.store.History.Taken;
import crier.store.Watches;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One watch: how it stands, what was seen and when, and any two snapshots side by side. */
final class WatchPage implements Handler {

  private static final int PAGE = 100;

  private final WebContext shared;
  private final History history;
  private final InstantSource clock;
  private final Watches states;
  private final PageQueries queries;
  private final Show show;

  WatchPage(WebContext shared, PageQueries queries, Show show) {
    this.shared = shared;
    this.history = shared.history();
    this.clock = shared.clock();
    this.states = shared.states();
    this.queries = queries;
    this.show = show;
  }

  @Override
  public void handle(Context context) {
    Watch watch =
        queries
            .watch(context.pathParam("id"))
            .orElseThrow(() -> new NotFoundResponse("There is no such watch."));
    List<Taken> taken = history.snapshots(watch.id(), PAGE + 1);
    List<Views.Pair> pairs = new ArrayList<>();
    for (int i = 0; i < Math.min(taken.size(), PAGE); i++) {
      pairs.add(new Views.Pair(taken.get(i), i + 1 < taken.size() ? taken.get(i + 1).id() : null));
    }
    show.page(
        context,
        "watch",
        new Views.WatchPage(
            queries.fares(watch::equals),
            queries.story(watch.story()).orElse(null),
            address(watch),
            unseen(watch).map(Gaps::toString).orElse(""),
            states.state(watch.id()).map(state -> state.memo().restless()).orElse(List.of()),
            pairs,
            taken.size() > PAGE,
            compared(context, taken),
            watch.source().flag("follow")
                ? history.follows().of(watch.id(), clock.instant())
                : List.of(),
            queries.held(watch::equals),
            Coming.of(shared, watch::equals),
            watch.source().type().startsWith("court"),
            queries.timeline(context, null, watch.id())));
  }

  /** The two that were asked for; else the last two, or the only one. */
  private Views.@Nullable Compared compared(Context context, List<Taken> taken) {
    String to = context.queryParam("to");
    String from = context.queryParam("from");
    if (to == null && taken.isEmpty()) {
      return null;
    }
    Taken after = to == null ? taken.getFirst() : chosen(taken, to);
    int place = taken.indexOf(after);
    Taken before =
        from != null ? chosen(taken, from) : place + 1 < taken.size() ? taken.get(place + 1) : null;
    if (before == null) {
      return new Views.Compared(null, after, SnapshotDifference.none());
    }
    return new Views.Compared(
        before, after, SnapshotDifference.of(content(before), content(after)));
  }

  private static Taken chosen(List<Taken> taken, String number) {
    return taken.stream()
        .filter(one -> String.valueOf(one.id()).equals(number))
        .findFirst()
        .orElseThrow(() -> new NotFoundResponse("This watch has no such snapshot."));
  }

  private Content content(Taken taken) {
    return history
        .snapshot(taken.id())
        .map(Snapshot::content)
        .orElseThrow(
            () -> new NotFoundResponse("Snapshot %d is no longer kept.".formatted(taken.id())));
  }

  private static boolean isDocket(Watch watch) {
    return watch.source().type().equals("courtlistener-docket");
  }

  private Words.@Nullable Link address(Watch watch) {
    SourceSpec source = watch.source();
    Optional<String> docket =
        isDocket(watch)
            ? source
                .text("docket")
                .or(() -> states.state(watch.id()).flatMap(state -> state.memo().get(Memo.DOCKET)))
                .map("https://www.courtlistener.com/docket/%s/"::formatted)
            : Optional.empty();
    return Words.link(source.address(clock.instant()).or(() -> docket).orElse(null));
  }

  /** The holes in a docket's entry numbers, as far as it is known now. */
  private Optional<Gaps> unseen(Watch watch) {
    return isDocket(watch)
        ? states
            .state(watch.id())
            .flatMap(state -> Optional.ofNullable(state.snapshot()))
            .flatMap(history::snapshot)
            .filter(snapshot -> snapshot.content() instanceof Listing)
            .map(snapshot -> Gaps.of((Listing) snapshot.content()))
        : Optional.empty();
  }
}
