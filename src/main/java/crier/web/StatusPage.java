package crier.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Every watch, and whether what is shown of it can be relied on. */
final class StatusPage implements Handler {

  private final WebContext shared;
  private final PageQueries queries;
  private final Show show;

  StatusPage(WebContext shared, PageQueries queries, Show show) {
    this.shared = shared;
    this.queries = queries;
    this.show = show;
  }

  @Override
  public void handle(Context context) {
    show.page(
        context,
        "status",
        new Views.StatusPage(
            queries.fares(_ -> true),
            shared.outbox().counts(),
            shared.alive().getAsBoolean(),
            shared.quota().get(),
            shared.trouble().get(),
            shared.desk().notices()));
  }
}
