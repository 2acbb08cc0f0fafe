package crier.alert.routing;

import crier.alert.Recipient;
import crier.model.Alert;
import crier.model.Destination;
import crier.model.Significance;
import crier.model.Subscriber;
import crier.model.Subscription;
import crier.store.Database;
import crier.store.Incidents;
import crier.store.Outbox;
import crier.store.Subscribers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses who is told of an alert, and when; the outbox keeps it. */
public final class Router {

  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  private static final int ALERTS = 20;
  private static final int SUBSCRIBERS = 500;

  /** Why a receiver that was taken out of the configuration gets nothing. */
  public static final String NO_MORE = "there is no such destination any more";

  private final Outbox outbox;
  private final Subscribers subscribers;
  private final Incidents incidents;
  private final AtomicReference<Receivers> receivers =
      new AtomicReference<>(new Receivers(List.of(), List.of()));

  /** As configured before, by id. */
  private final Map<String, Destination> removed = new ConcurrentHashMap<>();

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

  public Router(Outbox outbox, Subscribers subscribers, Incidents incidents) {
    this.outbox = outbox;
    this.subscribers = subscribers;
    this.incidents = incidents;
  }

  /**
   * Puts these receivers in force, in place of any before. Those that are gone hear of that, where
   * it is routed already, and of nothing else.
   */
  public void configure(Receivers inForce) {
    receivers.get().destinations().forEach(one -> removed.put(one.id(), one));
    inForce.destinations().forEach(one -> removed.remove(one.id()));
    receivers.set(inForce);
  }

  /**
   * Routes every alert that is not routed yet. Safe to repeat after a crash. An alert that cannot
   * be routed holds up none after it.
   *
   * @param touched is told of each lane in which something waits now, page by page
   * @param seenToo is told of each alert of which another watch has seen the same
   */
  public void run(Instant now, Consumer<String> touched, Consumer<String> seenToo) {
    List<Alert> waiting;
    boolean all = true;
    do {
      waiting = outbox.unrouted(ALERTS);
      for (Alert alert : waiting) {
        try {
          route(alert, now, touched);
        } catch (Database.Away e) {
          throw e;
        } catch (RuntimeException e) {
          LOG.error("alert {} could not be routed; it is tried again", alert.id(), e);
          all = false;
        }
      }
    } while (all && waiting.size() == ALERTS);
    for (Outbox.SeenToo seen : outbox.unroutedSightings(ALERTS)) {
      for (Alert alert : seen.alerts()) {
        seenToo.accept(alert.id());
        route(seen, alert, now, touched);
      }
      outbox.routed(seen, now);
    }
  }

  /**
   * Who follows the watch that saw the same later, or its story, or only what ranks as high as it
   * does there, and was not meant by the alert itself.
   */
  private void route(Outbox.SeenToo seen, Alert alert, Instant now, Consumer<String> touched) {
    Fit told = new Fit(alert);
    Fit there = new Fit(as(seen, alert), seen.significance());
    Predicate<Subscription> wants = wanted -> there.fits(wanted) && !told.fits(wanted);
    Set<Receiver> reached = new HashSet<>();
    receivers.get().destinations().stream()
        .filter(destination -> told.fits(destination.subscription()))
        .map(destination -> Receiver.of(recipient(destination)))
        .forEach(reached::add);
    List<Outbox.Due> due = new ArrayList<>();
    receivers.get().destinations().stream()
        .filter(destination -> wants.test(destination.subscription()))
        .map(Router::recipient)
        .filter(recipient -> reached.add(Receiver.of(recipient)))
        .map(recipient -> due(recipient, alert, seen.significance(), now))
        .forEach(due::add);
    String last = "";
    List<Subscriber> page;
    do {
      page = subscribers.confirmed(last, SUBSCRIBERS);
      page.stream()
          .filter(subscriber -> wants.test(subscriber.subscription()))
          .filter(subscriber -> wasThere(subscriber, alert, now))
          .map(Router::recipient)
          .filter(recipient -> reached.add(Receiver.of(recipient)))
          .map(recipient -> due(recipient, alert, seen.significance(), now))
          .forEach(due::add);
      last = page.isEmpty() ? last : page.getLast().id();
    } while (page.size() == SUBSCRIBERS);
    if (!due.isEmpty()) {
      outbox.add(alert.id(), due, now);
      due.stream().map(Outbox.Due::lane).distinct().forEach(touched);
    }
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

  private void route(Alert alert, Instant now, Consumer<String> touched) {
    Fit fit = new Fit(alert);
    Map<Receiver, Outbox.Due> byReceiver = new LinkedHashMap<>();
    for (Recipient recipient : destinations(alert, fit)) {
      // Two entries for one receiver are one message, the earlier of them.
      byReceiver.merge(
          Receiver.of(recipient),
          due(recipient, alert, fit.rank(recipient.subscription()), now),
          (one, other) -> other.dueAt().isBefore(one.dueAt()) ? other : one);
    }
    boolean begun = outbox.isBegun(alert.id());
    boolean open = write(alert, List.copyOf(byReceiver.values()), begun, now, touched);
    String last = "";
    boolean more = alert.kind() == Alert.Kind.ALERT || alert.kind() == Alert.Kind.DUE;
    while (open && more) {
      List<Subscriber> page = subscribers.confirmed(last, SUBSCRIBERS);
      List<Outbox.Due> due = new ArrayList<>();
      for (Subscriber subscriber : page) {
        if (isFor(alert, fit, subscriber.subscription())
            && wasThere(subscriber, alert, now)
            && !byReceiver.containsKey(Receiver.of(recipient(subscriber)))) {
          Significance rank = fit.rank(subscriber.subscription());
          due.add(due(recipient(subscriber), alert, rank, now));
        }
      }
      open = write(alert, due, begun, now, touched);
      more = page.size() == SUBSCRIBERS;
      last = page.isEmpty() ? last : page.getLast().id();
    }
    if (open) {
      outbox.routed(alert.id(), now);
    }
  }

  /** Whoever asked to be reminded is, whatever rank, events and words they chose for alerts. */
  private static boolean isFor(Alert alert, Fit fit, Subscription wanted) {
    return alert.kind() == Alert.Kind.DUE
        ? wanted.reminders() && fit.inScope(wanted)
        : fit.fits(wanted);
  }

  /** Who reads it in the end, however often they are named. Never shown: it is an address. */
  private record Receiver(String channel, String address, Map<String, Object> options) {
    static Receiver of(Recipient recipient) {
      boolean mail = recipient.channel().equals(Recipient.MAIL);
      return new Receiver(
          recipient.channel(),
          mail ? recipient.address().toLowerCase(Locale.ROOT) : recipient.address(),
          mail ? Map.of() : recipient.options());
    }

    @Override
    public String toString() {
      return "Receiver";
    }
  }

  private boolean write(
      Alert alert, List<Outbox.Due> due, boolean begun, Instant now, Consumer<String> touched) {
    if (due.isEmpty()) {
      return true;
    }
    boolean open = outbox.route(alert.id(), due, begun, now);
    due.stream().map(Outbox.Due::lane).distinct().forEach(touched);
    return open;
  }

  /**
   * Who confirms after an event gets no old events. A confirmation that the clock has yet to reach
   * was made before it was put back.
   */
  private static boolean wasThere(Subscriber subscriber, Alert alert, Instant now) {
    Instant confirmed = subscriber.confirmedAt();
    return confirmed == null || !confirmed.isAfter(alert.firstSeen()) || confirmed.isAfter(now);
  }

  private static Outbox.Due due(Recipient recipient, Alert alert, Significance rank, Instant now) {
    Subscription wanted = recipient.subscription();
    boolean scheduled = alert.kind() == Alert.Kind.ALERT;
    // The day before is soon over: a reminder waits for the end of quiet hours, and for no digest.
    boolean reminds = alert.kind() == Alert.Kind.DUE;
    return new Outbox.Due(
        recipient.delivery(alert.id()),
        recipient.id(),
        recipient.channel(),
        recipient.lane(),
        scheduled
            ? Timetable.due(wanted, rank, now)
            : reminds ? Timetable.due(wanted.atOnce(), rank, now) : now,
        scheduled && !(wanted.cadence() instanceof Subscription.Cadence.Immediate));
  }

  private List<Recipient> destinations(Alert alert, Fit fit) {
    List<Destination> all = receivers.get().destinations();
    List<Destination> chosen =
        switch (alert.kind()) {
          case ALERT ->
              all.stream().filter(destination -> fit.fits(destination.subscription())).toList();
          case DUE -> all.stream().filter(one -> isFor(alert, fit, one.subscription())).toList();
          case NOTICE -> operators(alert, all);
          case TEST, CONFIRM, REMINDER, KEY -> List.of();
        };
    return chosen.stream().map(Router::recipient).toList();
  }

  /**
   * A notice about a receiver that fails goes out through others; when the operator has none, to
   * whoever else can be reached. That it is over is told to whoever was told that it began.
   */
  private List<Destination> operators(Alert notice, List<Destination> all) {
    List<String> named = receivers.get().operator();
    List<Destination> operator =
        all.stream().filter(destination -> named.contains(destination.id())).toList();
    Incidents.About about = incidents.about(notice.id());
    if (about.opening() != null) {
      Set<String> told = new HashSet<>();
      outbox.of(about.opening()).forEach(delivery -> told.add(delivery.recipient()));
      return all.stream()
          .filter(destination ->
              operator.contains(destination)
                  || told.contains(Recipient.DESTINATION + destination.id()))
          .toList();
    }
    if (operator.isEmpty() || about.lane() == null) {
      return operator;
    }
    List<Destination> alive =
        operator.stream().filter(destination -> !isIn(destination, about.lane())).toList();
    List<Destination> others =
        all.stream().filter(destination -> !isIn(destination, about.lane())).toList();
    return !alive.isEmpty() ? alive : !others.isEmpty() ? others : operator;
  }

  private static boolean isIn(Destination destination, String lane) {
    return Recipient.lane(destination.type(), Recipient.DESTINATION + destination.id())
        .equals(lane);
  }

  /** Whether somebody can still be written to. */
  public sealed interface Reach {
    /** They can. */
    record Known(Recipient recipient) implements Reach {}

    /** They have unsubscribed, never confirmed, or are erased. */
    record Left() implements Reach {}

    /**
     * The configuration has them no more.
     *
     * @param before as it had them
     */
    record Removed(Recipient before) implements Reach {}

    /** They cannot, and it is not their wish. */
    record Unknown(String why) implements Reach {}
  }

  /** Finds a recipient again when something is about to be sent: gone ones get nothing more. */
  public Reach reach(String id) {
    if (id.startsWith(Recipient.SUBSCRIBER)) {
      return subscribers
          .find(id.substring(Recipient.SUBSCRIBER.length()))
          .map(Router::reach)
          .orElseGet(Reach.Left::new);
    }
    if (id.startsWith(Recipient.LETTER)) {
      return subscribers
          .find(id.substring(Recipient.LETTER.length()))
          .<Reach>map(subscriber -> new Reach.Known(letterTo(subscriber)))
          .orElseGet(Reach.Left::new);
    }
    return receivers.get().destinations().stream()
        .filter(destination -> id.equals(Recipient.DESTINATION + destination.id()))
        .findFirst()
        .<Reach>map(destination -> new Reach.Known(recipient(destination)))
        .or(() ->
            Optional.ofNullable(removed.get(id.substring(id.indexOf(':') + 1)))
                .map(before -> new Reach.Removed(recipient(before))))
        .orElseGet(() -> new Reach.Unknown(NO_MORE));
  }

  /** Finds several at once: what {@link #reach(String)} says of each. */
  public Map<String, Reach> reach(List<String> ids) {
    List<String> subscribing =
        ids.stream()
            .filter(id -> id.startsWith(Recipient.SUBSCRIBER))
            .map(id -> id.substring(Recipient.SUBSCRIBER.length()))
            .toList();
    Map<String, Subscriber> known = subscribers.find(subscribing);
    Map<String, Reach> found = new HashMap<>();
    for (String id : ids) {
      if (id.startsWith(Recipient.SUBSCRIBER)) {
        Subscriber subscriber = known.get(id.substring(Recipient.SUBSCRIBER.length()));
        found.put(id, subscriber == null ? new Reach.Left() : reach(subscriber));
      } else {
        found.put(id, reach(id));
      }
    }
    return found;
  }

  private static Reach reach(Subscriber subscriber) {
    return switch (subscriber.standing()) {
      case CONFIRMED -> new Reach.Known(recipient(subscriber));
      case PAUSED -> new Reach.Unknown("mail to this address is paused");
      case PENDING, UNSUBSCRIBED -> new Reach.Left();
    };
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

  /** Somebody who is written to about their own subscription, whether or not it is confirmed. */
  private static Recipient letterTo(Subscriber subscriber) {
    return new Recipient(
        Recipient.LETTER + subscriber.id(),
        Recipient.MAIL,
        subscriber.address(),
        Map.of(),
        subscriber.subscription());
  }

  /** A subscriber as a recipient of mail. */
  public static Recipient recipient(Subscriber subscriber) {
    return new Recipient(
        Recipient.SUBSCRIBER + subscriber.id(),
        Recipient.MAIL,
        subscriber.address(),
        Map.of(),
        subscriber.subscription());
  }
}
