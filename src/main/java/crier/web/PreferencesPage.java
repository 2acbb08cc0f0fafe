package crier.web;

import crier.alert.subscribers.OptIn;
import crier.alert.subscribers.OptIn.Opened;
import crier.model.Subscriber;
import crier.model.Subscription;
import crier.store.Signups;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where somebody changes what they get, takes their data along, or has it erased. What one follows
 * is nobody else's business: mails get forwarded, so no mail about a story leads in, only a letter
 * that was asked for, for half an hour.
 */
final class PreferencesPage {

  private static final String ENDED =
      "That link was good for 30 minutes, and for one change. Ask for another.";

  private final WebContext shared;
  private final Show show;

  PreferencesPage(WebContext shared, Show show) {
    this.shared = shared;
    this.show = show;
  }

  void form(Context context) {
    String token = context.queryParam("token");
    if (token == null) {
      ask(context, "", List.of());
      return;
    }
    switch (shared.optIn().get().preferences(token)) {
      case Opened.Good(Subscriber subscriber, Subscription chosen) ->
          show(context, token, subscriber, chosen, "", List.of());
      case Opened.Used _, Opened.Expired _, Opened.Unknown _ -> ended(context);
    }
  }

  /** One address for all that the page's buttons do; {@code do} says which was pressed. */
  void act(Context context) {
    People.sameSiteOnly(context, shared.site().get());
    String action = String.valueOf(context.formParam("do"));
    if (action.equals("ask")) {
      sendKey(context);
      return;
    }
    String token = String.valueOf(context.formParam("token"));
    switch (shared.optIn().get().preferences(token)) {
      case Opened.Good(Subscriber subscriber, Subscription chosen) ->
          act(context, action, token, subscriber, chosen);
      case Opened.Used _, Opened.Expired _, Opened.Unknown _ -> ended(context);
    }
  }

  private void act(
      Context context, String action, String token, Subscriber subscriber, Subscription chosen) {
    OptIn optIn = shared.optIn().get();
    switch (action) {
      case "save" -> {
        ChoiceForm form = new ChoiceForm(context, chosen);
        Subscription choices = form.choices(shared.optIn().get().words());
        boolean good = form.mistakes().isEmpty();
        if (!good) {
          context.status(422);
          show(context, token, subscriber, choices, "", form.mistakes());
          return;
        }
        goOn(
            context,
            token,
            next -> {
              optIn.choose(subscriber, choices);
              show(context, next, subscriber, choices, "Saved.", List.of());
            });
      }
      case "feed" ->
          goOn(
              context,
              token,
              next -> {
                String address = shared.site().get().link("/feeds/" + optIn.newFeed(subscriber));
                String said =
                    "Your private feed: %s/alerts.atom — and its hearings and due dates for a calendar: %s/deadlines.ics — copy them now, they are not shown again. Any address given before is void."
                        .formatted(address, address);
                show(context, next, subscriber, chosen, said, List.of());
              });
      case "revoke" ->
          goOn(
              context,
              token,
              next -> {
                optIn.revokeFeed(subscriber);
                show(context, next, subscriber, chosen, "Your private feed is gone.", List.of());
              });
      case "export" -> export(context, subscriber);
      case "leave" ->
          goOn(
              context,
              token,
              _ -> {
                optIn.leave(subscriber);
                say(context, "You are unsubscribed", "Nothing more is sent to you.");
              });
      case "erase" -> {
        optIn.erase(subscriber);
        say(context, "Erased", "Nothing here names you any more, and nothing more is sent to you.");
      }
      default -> {
        context.status(400);
        say(context, "Not possible", "This page has no such button.");
      }
    }
  }

  /** The link works once: the page that a change leads to has a token of its own. */
  private void goOn(Context context, String token, Consumer<String> then) {
    shared.optIn().get().goOn(token).ifPresentOrElse(then, () -> ended(context));
  }

  private void ended(Context context) {
    context.status(410);
    ask(context, "", List.of(ENDED));
  }

  private void sendKey(Context context) {
    ChoiceForm form = new ChoiceForm(context, ChoiceForm.usual(shared.site().get().zone()));
    Optional<String> address = form.address();
    if (address.isEmpty()) {
      context.status(422);
      String written = context.formParam("email");
      ask(context, written == null ? "" : written, form.mistakes());
      return;
    }
    boolean taken =
        shared
            .optIn()
            .get()
            .ask(
                Signups.Wish.PREFERENCES,
                address.get(),
                ChoiceForm.usual(shared.site().get().zone()),
                Peers.network(context));
    if (taken) {
      say(
          context,
          "Look into your mail",
          "If this address is subscribed, a mail with a link is on its way; it is good for 30"
              + " minutes.");
    } else {
      SubscribePage.tooOften(context, shared, show);
    }
  }

  private void export(Context context, Subscriber subscriber) {
    People.keepPrivate(context);
    context
        .contentType("application/json; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"crier-subscription.json\"")
        .result(
            JsonMapper.shared()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(shared.optIn().get().export(subscriber)));
  }

  private void ask(Context context, String address, List<String> mistakes) {
    People.keepPrivate(context);
    show.page(context, "key", new Views.KeyPage(shared.site().get(), address, mistakes));
  }

  private void show(
      Context context,
      String token,
      Subscriber subscriber,
      Subscription chosen,
      String said,
      List<String> mistakes) {
    People.keepPrivate(context);
    show.page(
        context,
        "preferences",
        new Views.PreferencesPage(
            new Views.Choices(shared.site().get(), shared.optIn().get().words(), chosen),
            token,
            shared.optIn().get().hasFeed(subscriber),
            said,
            mistakes));
  }

  private void say(Context context, String title, String text) {
    People.keepPrivate(context);
    show.page(context, "plain", new Views.Plain(shared.site().get(), title, text));
  }
}
