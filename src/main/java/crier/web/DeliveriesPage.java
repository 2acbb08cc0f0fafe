package crier.web;

import crier.model.Delivery;
import crier.model.DeliveryState;
import crier.web.OperatorDoor.Session;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outbox for the operator, dead letters first: to see, to send again, to drop. */
final class DeliveriesPage {

  static final String PATH = "/operator/deliveries";

  private static final int MOST = 200;

  private final WebContext shared;
  private final OperatorDoor door;
  private final Show show;

  DeliveriesPage(WebContext shared, OperatorDoor door, Show show) {
    this.shared = shared;
    this.door = door;
    this.show = show;
  }

  void list(Context context) {
    door.session(context)
        .ifPresentOrElse(
            session -> page(context, session, null, ""), () -> askForToken(context, ""));
  }

  void enter(Context context) {
    if (door.enter(context)) {
      context.redirect(PATH, HttpStatus.SEE_OTHER);
    } else {
      askForToken(context, "That is not the token.");
    }
  }

  void leave(Context context) {
    door.leave(context);
    context.redirect("/", HttpStatus.SEE_OTHER);
  }

  /** One dead letter, or with {@code all} every one. */
  void retry(Context context) {
    Session session = door.acting(context);
    boolean all = "yes".equals(context.formParam("all"));
    String id = context.formParam("id");
    int again =
        all || id != null ? shared.outbox().retry(all ? null : id, shared.clock().instant()) : 0;
    shared.desk().sendNow();
    page(context, session, null, Words.count(again, "is sent again", "are sent again"));
  }

  void drop(Context context) {
    Session session = door.acting(context);
    String id = context.formParam("id");
    int dropped = id == null ? 0 : shared.outbox().drop(id);
    page(context, session, null, Words.count(dropped, "was dropped", "were dropped"));
  }

  /** Shows one mail address, because somebody clicked for it. */
  void address(Context context) {
    page(context, door.acting(context), context.formParam("id"), "");
  }

  private void page(Context context, Session session, @Nullable String shown, String said) {
    List<Views.Letter> letters =
        shared.outbox().list(false, MOST).stream()
            .map(delivery -> letter(delivery, delivery.id().equals(shown)))
            .toList();
    show.page(
        context,
        "deliveries",
        new Views.DeliveriesPage(
            shared.site().get(), session.word(), shared.outbox().counts(), letters, said));
  }

  private Views.Letter letter(Delivery delivery, boolean withAddress) {
    return new Views.Letter(
        delivery,
        delivery.state() instanceof DeliveryState.Dead,
        shared.alerts().find(delivery.alert()).orElse(null),
        withAddress
            ? shared.desk().address(delivery.recipient()).orElse("none that could be shown")
            : null);
  }

  private void askForToken(Context context, String said) {
    context.status(HttpStatus.UNAUTHORIZED);
    show.page(context, "enter", new Views.Plain(shared.site().get(), "Operator", said));
  }
}
