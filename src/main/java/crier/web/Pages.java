package crier.web;

import crier.model.Alert;
import crier.model.Event;
import crier.model.Question;
import crier.model.Significance;
import crier.model.Story;
import crier.model.Watch;
import crier.model.WatchState;
import crier.store.Alerts;
import crier.store.History;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The pages for readers. Each only reads. */
final class Pages {

  private static final int FEW = 5;
  private static final int MANY = 100;

  private final Deps deps;
  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

  Pages(Deps deps) {
    this.deps = deps;
  }

  void home(Context context) {
    List<Views.StoryCard> cards = new ArrayList<>();
    for (Story story : deps.stories().get()) {
      cards.add(new Views.StoryCard(story, newest(story.id(), null, FEW)));
    }
    List<Alert> others =
        newest(null, null, MANY).stream()
            .filter(alert -> alert.story() == null)
            .limit(FEW)
            .toList();
    int unwell =
        (int) deps.states().states().stream().filter(state -> !Words.isWell(state)).count();
    show(context, "pages/home.jte", new Views.Home(deps.site().get(), cards, others, unwell));
  }

  void story(Context context) {
    String id = context.pathParam("id");
    Story story =
        deps.stories().get().stream()
            .filter(s -> s.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new NotFoundResponse("There is no such story."));
    List<Alert> timeline = newest(id, null, MANY);
    List<Views.Asked> asked =
        story.questions().stream()
            .map(question ->
                new Views.Asked(
                    question,
                    timeline.stream()
                        .filter(alert -> alert.questions().contains(question.id()))
                        .toList()))
            .toList();
    Map<String, WatchState> states = states();
    List<Views.Fare> fares =
        deps.watches().get().stream()
            .filter(watch -> id.equals(watch.story()))
            .filter(watch -> states.containsKey(watch.id()))
            .map(watch -> fare(watch, states))
            .toList();
    show(
        context,
        "pages/story.jte",
        new Views.StoryPage(deps.site().get(), story, asked, timeline, fares));
  }

  void watch(Context context) {
    String id = context.pathParam("id");
    Watch watch =
        deps.watches().get().stream()
            .filter(w -> w.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new NotFoundResponse("There is no such watch."));
    show(
        context,
        "pages/watch.jte",
        new Views.WatchPage(
            deps.site().get(),
            fare(watch, states()),
            newest(null, id, MANY),
            deps.history().snapshots(id, MANY)));
  }

  void alert(Context context) {
    Alert alert =
        deps.alerts()
            .find(context.pathParam("id"))
            .filter(found -> found.kind() == Alert.Kind.ALERT)
            .orElseThrow(() -> new NotFoundResponse("There is no such alert."));
    Optional<Story> story =
        deps.stories().get().stream().filter(s -> s.id().equals(alert.story())).findFirst();
    List<Question> questions =
        story.map(Story::questions).orElse(List.of()).stream()
            .filter(question -> alert.questions().contains(question.id()))
            .toList();
    History.Kept capture =
        Optional.ofNullable(alert.capture()).flatMap(deps.history()::capture).orElse(null);
    show(
        context,
        "pages/alert.jte",
        new Views.AlertPage(
            deps.site().get(), alert, story.map(Story::name).orElse(""), questions, capture));
  }

  /** The bytes as they came, for saving: never shown by a browser as a page of ours. */
  void capture(Context context) {
    long id = context.pathParamAsClass("id", Long.class).get();
    History.Kept kept =
        deps.history()
            .capture(id)
            .orElseThrow(() -> new NotFoundResponse("There is no such capture."));
    byte[] body =
        deps.history()
            .body(kept)
            .orElseThrow(() -> new NotFoundResponse("Its bytes are no longer kept; its hash is."));
    context
        .contentType("application/octet-stream")
        .header("Content-Disposition", "attachment; filename=\"capture-%d.bin\"".formatted(id))
        .header("X-Capture-SHA256", kept.sha256())
        .result(body);
  }

  void status(Context context) {
    Map<String, WatchState> states = states();
    List<Views.Fare> fares =
        deps.watches().get().stream()
            .filter(watch -> states.containsKey(watch.id()))
            .map(watch -> fare(watch, states))
            .toList();
    show(
        context,
        "pages/status.jte",
        new Views.StatusPage(
            deps.site().get(),
            fares,
            deps.outbox().counts(),
            deps.quota().get(),
            deps.trouble().get(),
            Words.time(deps.clock().instant(), deps.site().get().zone())));
  }

  void plain(Context context, int status, String title, String text) {
    context.status(status);
    show(context, "pages/plain.jte", new Views.Plain(deps.site().get(), title, text));
  }

  private static Views.Fare fare(Watch watch, Map<String, WatchState> states) {
    return new Views.Fare(watch, java.util.Objects.requireNonNull(states.get(watch.id())));
  }

  private Map<String, WatchState> states() {
    return deps.states().states().stream()
        .collect(Collectors.toMap(WatchState::watch, Function.identity()));
  }

  private List<Alert> newest(@Nullable String story, @Nullable String watch, int limit) {
    return deps.alerts().newest(new Alerts.Wanted(story, watch, Significance.ROUTINE, null), limit);
  }

  /** Which alerts a feed's query asks for. */
  static Alerts.Wanted wanted(Context context) {
    String minimum = context.queryParam("minimum");
    String event = context.queryParam("event");
    try {
      return new Alerts.Wanted(
          context.queryParam("story"),
          null,
          minimum == null ? Significance.ROUTINE : Significance.ofWord(minimum),
          event == null ? null : Event.valueOf(event));
    } catch (IllegalArgumentException e) {
      throw new io.javalin.http.BadRequestResponse(
          "minimum is critical, notable or routine; event is one of the closed list.");
    }
  }

  private void show(Context context, String template, Object view) {
    StringOutput output = new StringOutput();
    templates.render(template, view, output);
    context.contentType("text/html; charset=utf-8").result(output.toString());
  }
}
