package crier.web;

import io.javalin.http.Context;

/** Answers for those that watch the watcher. A broken source makes nothing here unwell. */
final class Health {

  private final WebContext shared;

  Health(WebContext shared) {
    this.shared = shared;
  }

  /** Liveness: a restart would help if this says no. */
  void alive(Context context) {
    answer(
        context, shared.alive().getAsBoolean() ? "" : "it stands still, and a new start may help");
  }

  /** Readiness: whether requests and checks can be served now. */
  void ready(Context context) {
    if (!shared.ready().getAsBoolean()) {
      answer(context, "the database does not answer");
    } else {
      alive(context);
    }
  }

  void metrics(Context context) {
    shared.metrics().fares(shared.states().states());
    shared.metrics().quota(shared.quota().get());
    context
        .header("Cache-Control", "no-store")
        .contentType("text/plain; version=0.0.4; charset=utf-8")
        .result(shared.metrics().scrape());
  }

  private static void answer(Context context, String trouble) {
    context
        .status(trouble.isEmpty() ? 200 : 503)
        .header("Cache-Control", "no-store")
        .contentType("text/plain; charset=utf-8")
        .result(trouble.isEmpty() ? "ok\n" : trouble + "\n");
  }
}
