package crier.web;

import crier.store.Database;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.router.EndpointNotFound;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is answered when there is nothing to show: a plain page, and no word about the inside. */
final class Refusals {

  static final String NOTHING_HERE = "There is nothing at this address.";

  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final WebContext shared;
  private final Show show;
  private final AtomicLong faults = new AtomicLong();

  Refusals(WebContext shared, Show show) {
    this.shared = shared;
    this.show = show;
  }

  /** Said on purpose, by a page or by the server. */
  void refused(HttpResponseException refusal, Context context) {
    boolean hidden = refusal instanceof MethodNotAllowedResponse && isHidden(context);
    boolean unknown = hidden || refusal instanceof EndpointNotFound;
    if (refusal instanceof MethodNotAllowedResponse && !hidden) {
      String methods = refusal.getDetails().getOrDefault("availableMethods", "");
      context.header("Allow", methods);
      page(
          context,
          405,
          "Not possible",
          "This address takes %s and nothing else.".formatted(methods.replace(", ", " and ")));
      return;
    }
    int status = hidden ? 404 : refusal.getStatus();
    String title =
        switch (status) {
          case 404 -> "Not found";
          case 410 -> "No longer kept";
          case 413 -> "Too large";
          default -> "Not possible";
        };
    page(context, status, title, unknown ? NOTHING_HERE : String.valueOf(refusal.getMessage()));
  }

  /** Doors for programs: whoever does not know them is not told that they are there. */
  private static boolean isHidden(Context context) {
    return context.path().startsWith("/hooks/") || context.path().startsWith("/internal/");
  }

  /**
   * A fault of ours. The log has the stack under the id that the reader sees, and the address as it
   * stands in the list of routes: the one that was asked for may hold a secret.
   */
  void failed(Exception failure, Context context) {
    if (isGone(failure)) {
      LOG.debug("whoever asked has gone", failure);
      return;
    }
    if (failure instanceof Database.Away) {
      page(
          context.header("Retry-After", "30"),
          503,
          "For a moment nothing can be read here",
          "The database cannot be used just now; this is tried again by itself. Please come back in a minute.");
      return;
    }
    String id =
        Long.toString(shared.clock().millis(), Character.MAX_RADIX)
            + "-"
            + faults.incrementAndGet();
    var endpoint = context.endpoints().lastHttpEndpoint();
    LOG.error(
        "request {} to {} failed",
        id,
        endpoint == null ? "an unknown path" : endpoint.path,
        failure);
    page(
        context,
        500,
        "A fault of ours",
        "This page could not be made. The log knows more under %s.".formatted(id));
  }

  /** The connection was ended, by the other side or because it sent in drops: no fault of ours. */
  private static boolean isGone(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ClosedChannelException || cause instanceof EofException) {
        return true;
      }
    }
    return false;
  }

  private void page(Context context, int status, String title, String text) {
    if (context.res().isCommitted()) {
      return;
    }
    context.status(status).header("Cache-Control", "no-store");
    show.page(context, "plain", new Views.Plain(shared.site().get(), title, text));
  }
}
