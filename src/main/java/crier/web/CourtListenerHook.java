package crier.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;

/**
 * Where CourtListener posts by itself. Its address is the secret: a wrong one is an address where
 * there is nothing. It waits a second for the answer and tries again unless that is 2xx, so what
 * comes is stored, and read later.
 */
final class CourtListenerHook implements Handler {

  private final WebContext shared;

  CourtListenerHook(WebContext shared) {
    this.shared = shared;
  }

  @Override
  public void handle(Context context) {
    boolean known = Secret.matches(shared.hookSecret().get(), context.pathParam("secret"));
    if (!known || !shared.hooks().admits(Peers.address(context))) {
      throw new NotFoundResponse(Refusals.NOTHING_HERE);
    }
    byte[] body = context.bodyAsBytes();
    String key = context.header("Idempotency-Key");
    boolean stored = shared.hooks().receive(key == null ? "" : key, body);
    context
        .status(stored ? 202 : 503)
        .header("Cache-Control", "no-store")
        .contentType("text/plain; charset=utf-8")
        .result(stored ? "stored\n" : "not stored; try again\n");
  }
}
