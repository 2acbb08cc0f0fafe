package crier.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Every watch, and whether what is shown of it can be relied on. */
final class StatusPage implements Handler {

  private final WebContext deps;
  private final PageQueries looks;
  private final Show show;

  StatusPage(WebContext deps, PageQueries looks, Show show) {
    this.deps = deps;
    this.looks = looks;
    this.show = show;
  }

  @Override
  public void handle(Context context) {
    show.page(
        context,
        "status",
        new Views.StatusPage(
            looks.fares(_ -> true),
            deps.outbox().counts(),
            deps.alive().getAsBoolean(),
            deps.quota().get(),
            deps.trouble().get(),
            deps.desk().notices()));
  }
}
