package crier.web;

import crier.alert.wording.Wording;
import crier.model.Alert;
import crier.model.Finding;
import crier.model.Question;
import crier.model.Story;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;

/** One alert, with its evidence. Notices to the operator are not shown here. */
final class AlertPage implements Handler {

  private static final int MOST_RELATED = 20;

  private final WebContext shared;
  private final PageQueries queries;
  private final Show show;

  AlertPage(WebContext shared, PageQueries queries, Show show) {
    this.shared = shared;
    this.queries = queries;
    this.show = show;
  }

  @Override
  public void handle(Context context) {
    Alert alert =
        find(context.pathParam("id"))
            .orElseThrow(() -> new NotFoundResponse("There is no such alert."));
    Optional<Story> story = queries.story(alert.story());
    List<Question> questions =
        story.map(Story::questions).orElse(List.of()).stream()
            .filter(question -> alert.questions().contains(question.id()))
            .toList();
    show.page(
        context,
        "alert",
        new Views.AlertPage(
            queries.site(),
            Wording.withPlaces(alert, shared.alerts().seenAt(alert.id()), queries.site()),
            story.map(Story::name).orElse(""),
            questions,
            related(alert),
            queries.held(watch -> watch.id().equals(alert.watch())),
            queries.watch(alert.watch()).isPresent(),
            Optional.ofNullable(alert.capture()).flatMap(shared.history()::capture).orElse(null)));
  }

  private Optional<Alert> find(String id) {
    return shared.alerts().find(id).filter(found -> found.kind() == Alert.Kind.ALERT);
  }

  private List<Alert> related(Alert alert) {
    String watch = alert.watch();
    if (watch == null) {
      return List.of();
    }
    return alert.findings().stream()
        .map(Finding::key)
        .filter(key -> !key.isEmpty())
        .distinct()
        .limit(MOST_RELATED)
        .flatMap(key -> shared.alerts().about(watch, key).stream())
        .distinct()
        .filter(id -> !id.equals(alert.id()))
        .limit(MOST_RELATED)
        .flatMap(id -> find(id).stream())
        .toList();
  }
}
