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

  private final WebContext deps;
  private final PageQueries looks;
  private final Show show;

  StoryPage(WebContext deps, PageQueries looks, Show show) {
    this.deps = deps;
    this.looks = looks;
    this.show = show;
  }

  @Override
  public void handle(Context context) {
    Story story =
        looks
            .story(context.pathParam("id"))
            .orElseThrow(() -> new NotFoundResponse("There is no such story."));
    List<Asked> asked =
        story.questions().stream()
            .map(question ->
                new Asked(
                    question, deps.alerts().bearingOn(story.id(), question.id(), MOST_ANSWERS)))
            .toList();
    show.page(
        context,
        "story",
        new Views.StoryPage(
            looks.site(),
            story,
            asked,
            looks.held(watch -> story.id().equals(watch.story())),
            looks.families(watch -> story.id().equals(watch.story())),
            looks.timeline(context, story.id(), null),
            Coming.of(deps, watch -> story.id().equals(watch.story())),
            looks.fares(watch -> story.id().equals(watch.story()))));
  }
}
