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

  private final WebContext shared;
  private final PageQueries queries;

  Calendars(WebContext shared, PageQueries queries) {
    this.shared = shared;
    this.queries = queries;
  }

  void story(Context context) {
    Story story =
        queries
            .story(context.pathParam("id"))
            .orElseThrow(() -> new NotFoundResponse("There is no such story."));
    Feeds.answer(
        context,
        Calendar.write(story.name(), Coming.of(shared, watch -> story.id().equals(watch.story()))),
        TYPE);
  }

  /** At an address that only its owner knows; ends when they leave or make it void. */
  void mine(Context context) {
    Subscription chosen =
        shared
            .optIn()
            .get()
            .chosen(context.pathParam("token"))
            .orElseThrow(() -> new NotFoundResponse(Refusals.NOTHING_HERE));
    Site site = queries.site();
    context.header("Cache-Control", "private, no-cache");
    Feeds.answer(
        context,
        Calendar.write(
            site.name() + ": hearings and due dates",
            Coming.of(shared, watch -> follows(chosen, watch))),
        TYPE);
  }

  private static boolean follows(Subscription chosen, Watch watch) {
    return (chosen.stories().isEmpty() && chosen.watches().isEmpty())
        || (watch.story() != null && chosen.stories().contains(watch.story()))
        || chosen.watches().contains(watch.id());
  }
}
