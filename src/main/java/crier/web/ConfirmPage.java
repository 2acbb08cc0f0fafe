package crier.web;

import crier.alert.subscribers.OptIn.Opened;
import crier.model.Subscription;
import io.javalin.http.Context;

/** Where a confirmation link leads. Opening it changes nothing: mail scanners open links, too. */
final class ConfirmPage {

  private final WebContext shared;
  private final Show show;

  ConfirmPage(WebContext shared, Show show) {
    this.shared = shared;
    this.show = show;
  }

  void ask(Context context) {
    String token = context.queryParam("token");
    switch (shared.optIn().get().confirming(token)) {
      case Opened.Good(_, Subscription choices) -> {
        People.keepPrivate(context);
        show.page(
            context,
            "confirm",
            new Views.ConfirmPage(
                new Views.Choices(shared.site().get(), shared.optIn().get().words(), choices),
                String.valueOf(token)));
      }
      case Opened other -> say(context, other);
    }
  }

  void confirm(Context context) {
    People.sameSiteOnly(context, shared.site().get());
    say(context, shared.optIn().get().confirm(context.formParam("token")));
  }

  private void say(Context context, Opened opened) {
    People.keepPrivate(context);
    Views.Plain view =
        switch (opened) {
          case Opened.Good _ ->
              plain(
                  "You are subscribed",
                  "Alerts are mailed to you from now on, with a link to leave in each.");
          case Opened.Used _ ->
              plain(
                  "Confirmed already", "This link has done its work; there is nothing more to do.");
          case Opened.Expired _ ->
              plain("Too late", "This link was good for 48 hours. Subscribe again to get another.");
          case Opened.Unknown _ ->
              plain("No such link", "The link is not whole, or what it was for is no longer kept.");
        };
    context.status(
        switch (opened) {
          case Opened.Good _, Opened.Used _ -> 200;
          case Opened.Expired _ -> 410;
          case Opened.Unknown _ -> 404;
        });
    show.page(context, "plain", view);
  }

  private Views.Plain plain(String title, String text) {
    return new Views.Plain(shared.site().get(), title, text);
  }
}
