package crier.web;

import crier.model.Subscriber;
import io.javalin.http.Context;
import java.util.Optional;

/**
 * Where every mail's link to leave leads. Opening it changes nothing; its button does, and so does
 * a mail program's own (RFC 8058), which needs no page and is answered alike whatever it asks.
 */
final class UnsubscribePage {

  private static final String GONE = "Nothing more is sent to you.";
  private static final String UNKNOWN =
      "The link is not whole, or you were removed from the list and nothing more is sent to you.";

  private final WebContext shared;
  private final Show show;

  UnsubscribePage(WebContext shared, Show show) {
    this.shared = shared;
    this.show = show;
  }

  void ask(Context context) {
    String token = context.queryParam("token");
    Optional<Subscriber> leaving = shared.optIn().get().leaving(token);
    if (leaving.isEmpty()) {
      say(context, 404, "No such link", UNKNOWN);
    } else if (leaving.get().standing() == Subscriber.Standing.UNSUBSCRIBED) {
      say(context, 200, "You are unsubscribed", GONE);
    } else {
      People.keepPrivate(context);
      show.page(
          context, "unsubscribe", new Views.TokenPage(shared.site().get(), String.valueOf(token)));
    }
  }

  void leave(Context context) {
    boolean oneClick = "One-Click".equals(context.formParam("List-Unsubscribe"));
    String token = oneClick ? context.queryParam("token") : context.formParam("token");
    Optional<Subscriber> leaving = shared.optIn().get().leaving(token);
    leaving.ifPresent(shared.optIn().get()::leave);
    if (oneClick || leaving.isPresent()) {
      say(context, 200, "You are unsubscribed", GONE);
    } else {
      say(context, 404, "No such link", UNKNOWN);
    }
  }

  private void say(Context context, int status, String title, String text) {
    People.keepPrivate(context);
    context.status(status);
    show.page(context, "plain", new Views.Plain(shared.site().get(), title, text));
  }
}
