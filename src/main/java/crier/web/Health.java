package crier.web;

import io.javalin.http.Context;

/** Answers for those that watch the watcher. A broken source makes nothing here unwell. */
final class Health {

  private final WebContext deps;

  Health(WebContext deps) {
    this.deps = deps;
  }

  /** Liveness: a restart would help if this says no. */
  void alive(Context context) {
    answer(context, deps.alive().getAsBoolean() ? "" : "it stands still, and a new start may help");
  }

  /** Readiness: whether requests and checks can be served now. */
  void ready(Context context) {
    if (!deps.ready().getAsBoolean()) {
      answer(context, "the database does not answer");
    } else {
      alive(context);
    }
  }

  void metrics(Context context) {
    deps.metrics().fares(deps.states().states());
    deps.metrics().quota(deps.quota().get());
    context
        .header("Cache-Control", "no-store")
        .contentType("text/plain; version=0.0.4; charset=utf-8")
        .result(deps.metrics().scrape());
  }

  private static void answer(Context context, String trouble) {
    context
        .status(trouble.isEmpty() ? 200 : 503)
        .header("Cache-Control", "no-store")
        .contentType("text/plain; charset=utf-8")
        .result(trouble.isEmpty() ? "ok\n" : trouble + "\n");
  }
}
