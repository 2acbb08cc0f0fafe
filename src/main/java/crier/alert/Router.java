package crier.alert;

import crier.model.Alert;
import crier.model.Destination;
import crier.model.Ids;
import crier.model.Subscriber;
import crier.store.Outbox;
import crier.store.Subscribers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Chooses who is told of an alert, and when; the outbox keeps it. */
public final class Router {

  private static final int AT_ONCE = 100;

  private final Outbox outbox;
  private final Subscribers subscribers;
  private final Ids ids;
  private final AtomicReference<Receivers> receivers =
      new AtomicReference<>(new Receivers(List.of(), List.of()));

  /**
   * The fixed receivers in force.
   *
   * @param operator ids of the destinations that get notices
   */
  public record Receivers(List<Destination> destinations, List<String> operator) {
    public Receivers {
      destinations = List.copyOf(destinations);
      operator = List.copyOf(operator);
    }
  }

  public Router(Outbox outbox, Subscribers subscribers, Ids ids) {
    this.outbox = outbox;
    this.subscribers = subscribers;
    this.ids = ids;
  }

  /** Puts these receivers in force, in place of any before. */
  public void enforce(Receivers inForce) {
    receivers.set(inForce);
  }

  /** Routes every alert that is not routed yet; returns how many. Safe to repeat after a crash. */
  public int run(Instant now) {
    int routed = 0;
    List<Alert> waiting;
    do {
      waiting = outbox.unrouted(AT_ONCE);
      for (Alert alert : waiting) {
        outbox.route(alert.id(), deliveries(alert, now), now);
        routed++;
      }
    } while (waiting.size() == AT_ONCE);
    List<Outbox.SeenToo> seenToo;
    do {
      seenToo = outbox.unroutedSightings(AT_ONCE);
      seenToo.forEach(seen -> outbox.route(seen, deliveries(seen, now), now));
    } while (seenToo.size() == AT_ONCE);
    return routed;
  }

  /**
   * Who follows the watch that saw the same later, or its story, or only what ranks as high as it
   * does there, and was not meant by the alerts themselves.
   */
  private Map<String, List<Outbox.Due>> deliveries(Outbox.SeenToo seen, Instant now) {
    Map<String, List<Outbox.Due>> deliveries = new LinkedHashMap<>();
    for (Alert alert : seen.alerts()) {
      List<String> meant = recipients(alert).stream().map(Recipient::id).toList();
      deliveries.put(
          alert.id(),
          deliveries(as(seen, alert), now).stream()
              .filter(due -> !meant.contains(due.recipient()))
              .toList());
    }
    return deliveries;
  }

  private static Alert as(Outbox.SeenToo seen, Alert alert) {
    return new Alert(
        alert.id(),
        alert.kind(),
        seen.watch(),
        alert.watchName(),
        seen.story(),
        alert.subject(),
        seen.significance(),
        alert.firstSeen(),
        alert.findings(),
        alert.text(),
        alert.capture(),
        alert.snapshot());
  }

  private List<Outbox.Due> deliveries(Alert alert, Instant now) {
    List<Outbox.Due> due = new ArrayList<>();
    for (Recipient recipient : recipients(alert)) {
      Instant at =
          alert.kind() == Alert.Kind.ALERT
              ? Timetable.due(recipient.subscription(), alert.significance(), now)
              : now;
      due.add(new Outbox.Due(ids.next(now), recipient.id(), recipient.channel(), at));
    }
    return due;
  }

  private List<Recipient> recipients(Alert alert) {
    Receivers fixed = receivers.get();
    List<Recipient> chosen = new ArrayList<>();
    for (Destination destination : fixed.destinations()) {
      boolean told =
          switch (alert.kind()) {
            case ALERT -> Fit.fits(destination.subscription(), alert);
            case NOTICE -> fixed.operator().contains(destination.id());
            case TEST, CONFIRM, REMINDER, KEY -> false;
          };
      if (told) {
        chosen.add(recipient(destination));
      }
    }
    if (alert.kind() == Alert.Kind.ALERT) {
      subscribers.confirmed().stream()
          .filter(subscriber -> Fit.fits(subscriber.subscription(), alert))
          .map(Router::recipient)
          .forEach(chosen::add);
    }
    return chosen;
  }

  /** Finds a recipient again when something is about to be sent: gone ones get nothing more. */
  java.util.Optional<Recipient> recipient(String id) {
    if (id.startsWith(Recipient.SUBSCRIBER)) {
      return subscribers
          .find(id.substring(Recipient.SUBSCRIBER.length()))
          .filter(subscriber -> subscriber.standing() == Subscriber.Standing.CONFIRMED)
          .map(Router::recipient);
    }
    if (id.startsWith(Recipient.LETTER)) {
      return subscribers
          .find(id.substring(Recipient.LETTER.length()))
          .map(subscriber ->
              new Recipient(
                  id,
                  "email",
                  subscriber.address(),
                  java.util.Map.of(),
                  subscriber.subscription()));
    }
    return receivers.get().destinations().stream()
        .filter(destination -> id.equals(Recipient.DESTINATION + destination.id()))
        .findFirst()
        .map(Router::recipient);
  }

  /** A destination as a recipient. */
  public static Recipient recipient(Destination destination) {
    return new Recipient(
        Recipient.DESTINATION + destination.id(),
        destination.type(),
        destination.address(),
        destination.options(),
        destination.subscription());
  }

  /** A subscriber as a recipient of mail. */
  public static Recipient recipient(Subscriber subscriber) {
    return new Recipient(
        Recipient.SUBSCRIBER + subscriber.id(),
        "email",
        subscriber.address(),
        java.util.Map.of(),
        subscriber.subscription());
  }
}
