package crier.web;

import crier.alert.subscribers.ChoiceWords;
import crier.model.Event;
import crier.model.Significance;
import crier.model.Story;
import crier.model.Subscription;
import crier.model.Subscription.Cadence;
import crier.model.Watch;
import crier.store.Signups;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where somebody asks for alerts. The answer is the same for every address and takes the same time:
 * the request is only taken down here.
 */
final class SubscribePage {

  private final WebContext shared;
  private final Show show;

  SubscribePage(WebContext shared, Show show) {
    this.shared = shared;
    this.show = show;
  }

  void form(Context context) {
    onlyWhenOpen();
    ChoiceWords there = shared.optIn().get().words();
    List<String> stories = there.stories().stream().map(Story::id).toList();
    List<String> watches = there.watches().stream().map(Watch::id).toList();
    Subscription chosen =
        new Subscription(
            context.queryParams("story").stream().filter(stories::contains).toList(),
            context.queryParams("watch").stream().filter(watches::contains).toList(),
            Significance.NOTABLE,
            Arrays.stream(Event.values())
                .filter(event -> context.queryParams("event").contains(event.name()))
                .toList(),
            List.of(),
            List.of(),
            new Cadence.Immediate(),
            null,
            shared.site().get().zone());
    show(context, chosen, "", List.of());
  }

  void ask(Context context) {
    People.sameSiteOnly(context, shared.site().get());
    onlyWhenOpen();
    ChoiceForm form = new ChoiceForm(context, ChoiceForm.usual(shared.site().get().zone()));
    Optional<String> address = form.address();
    Subscription choices = form.choices(shared.optIn().get().words());
    if (address.isEmpty() || !form.mistakes().isEmpty()) {
      context.status(422);
      String written = context.formParam("email");
      show(context, choices, written == null ? "" : written, form.mistakes());
      return;
    }
    String network = Peers.network(context);
    if (shared.optIn().get().ask(Signups.Wish.SUBSCRIBE, address.get(), choices, network)) {
      show.page(
          context,
          "plain",
          new Views.Plain(
              shared.site().get(),
              "Look into your mail",
              "If this address can be subscribed, a mail is on its way; its link is good for 48"
                  + " hours. At most one such mail a day is sent to an address."));
    } else {
      tooOften(context, shared, show);
    }
  }

  static void tooOften(Context context, WebContext shared, Show show) {
    context.status(429).header("Retry-After", "3600");
    show.page(
        context,
        "plain",
        new Views.Plain(
            shared.site().get(),
            "Too often",
            "Too many requests came from this network. Try again in an hour."));
  }

  private void onlyWhenOpen() {
    if (!shared.optIn().get().isOpen()) {
      throw new ForbiddenResponse("Nobody can subscribe here; ask who runs this site.");
    }
  }

  private void show(Context context, Subscription chosen, String address, List<String> mistakes) {
    People.keepPrivate(context);
    show.page(
        context,
        "subscribe",
        new Views.SubscribePage(
            new Views.Choices(shared.site().get(), shared.optIn().get().words(), chosen),
            address,
            mistakes));
  }
}
