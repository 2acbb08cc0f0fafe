package crier.web;

import crier.model.Site;
import crier.model.Story;
import crier.model.Subscription;
import crier.model.Watch;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;

/** Hearings and due dates to subscribe to with a calendar: a story's, or all that one follows. */
final class Calendars {

  private static final String TYPE = "text/calendar; charset=utf-8";

  private final WebContext deps;
  private final PageQueries looks;

  Calendars(WebContext deps, PageQueries looks) {
    this.deps = deps;
    this.looks = looks;
  }

  void story(Context context) {
    Story story =
        looks
            .story(context.pathParam("id"))
            .orElseThrow(() -> new NotFoundResponse("There is no such story."));
    Feeds.answer(
        context,
        Calendar.write(story.name(), Coming.of(deps, watch -> story.id().equals(watch.story()))),
        TYPE);
  }

  /** At an address that only its owner knows; ends when they leave or make it void. */
  void mine(Context context) {
    Subscription chosen =
        deps.optIn()
            .get()
            .chosen(context.pathParam("token"))
            .orElseThrow(() -> new NotFoundResponse(Refusals.NOTHING_HERE));
    Site site = looks.site();
    context.header("Cache-Control", "private, no-cache");
    Feeds.answer(
        context,
        Calendar.write(
            site.name() + ": hearings and due dates",
            Coming.of(deps, watch -> follows(chosen, watch))),
        TYPE);
  }

  private static boolean follows(Subscription chosen, Watch watch) {
    return (chosen.stories().isEmpty() && chosen.watches().isEmpty())
        || (watch.story() != null && chosen.stories().contains(watch.story()))
        || chosen.watches().contains(watch.id());
  }
}
