package crier.web;

import crier.model.Story;
import crier.web.Views.Asked;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import java.util.List;

/** One story: what is not known yet, what happened, what is watched. */
final class StoryPage implements Handler {

  private static final int MOST_ANSWERS = 20;

  private final WebContext shared;
  private final PageQueries queries;
  private final Show show;

  StoryPage(WebContext shared, PageQueries queries, Show show) {
    this.shared = shared;
    this.queries = queries;
    this.show = show;
  }

  @Override
  public void handle(Context context) {
    Story story =
        queries
            .story(context.pathParam("id"))
            .orElseThrow(() -> new NotFoundResponse("There is no such story."));
    List<Asked> asked =
        story.questions().stream()
            .map(question ->
                new Asked(
                    question, shared.alerts().bearingOn(story.id(), question.id(), MOST_ANSWERS)))
            .toList();
    show.page(
        context,
        "story",
        new Views.StoryPage(
            queries.site(),
            story,
            asked,
            queries.held(watch -> story.id().equals(watch.story())),
            queries.families(watch -> story.id().equals(watch.story())),
            queries.timeline(context, story.id(), null),
            Coming.of(shared, watch -> story.id().equals(watch.story())),
            queries.fares(watch -> story.id().equals(watch.story()))));
  }
}
