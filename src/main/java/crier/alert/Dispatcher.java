package crier.alert;

import crier.model.Alert;
import crier.model.Delivery;
import crier.model.DeliveryState;
import crier.model.Subscription.Cadence;
import crier.store.Alerts;
import crier.store.Outbox;
import crier.store.Outbox.Settled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outbox loop: claim, send, settle. Recipients are served side by side and each in order; one
 * that does not answer slows nobody else. A crash anywhere means "again", with the same identity,
 * never "lost".
 */
public final class Dispatcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private static final int CLAIMED_AT_ONCE = 500;

  /** Longer than any send may take; then somebody else may try. */
  private static final Duration LEASE = Duration.ofMinutes(5);

  /** More than this for one recipient at once is one message. */
  private static final int BURST = 5;

  private final Outbox outbox;
  private final Alerts alerts;
  private final Router router;
  private final Composer composer;
  private final Channels channels;
  private final Notices notices;
  private final InstantSource clock;
  private final Backoff backoff;
  private final Observer observer;
  private final String owner;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Instant> pausedUntil = new ConcurrentHashMap<>();

  /** Is told of each message's end. Must not block. */
  @FunctionalInterface
  public interface Observer {
    /**
     * A message was handed over, or not.
     *
     * @param sinceAlert from the first alert's storing to now
     */
    void sent(String channel, SendResult result, Duration sinceAlert);
  }

  public Dispatcher(
      Outbox outbox,
      Alerts alerts,
      Router router,
      Composer composer,
      Channels channels,
      Notices notices,
      InstantSource clock,
      RandomGenerator random,
      String owner,
      Observer observer) {
    this.outbox = outbox;
    this.alerts = alerts;
    this.router = router;
    this.composer = composer;
    this.channels = channels;
    this.notices = notices;
    this.clock = clock;
    this.backoff = new Backoff(random);
    this.owner = owner;
    this.observer = observer;
  }

  /**
   * Routes and sends everything that is due, and waits for it.
   *
   * @return deliveries that their receivers accepted
   */
  public int run() {
    Instant now = clock.instant();
    router.run(now);
    int accepted = 0;
    List<Delivery> claimed = outbox.claim(owner, now, now.plus(LEASE), CLAIMED_AT_ONCE);
    while (!claimed.isEmpty()) {
      accepted += send(claimed);
      if (claimed.size() < CLAIMED_AT_ONCE) {
        break;
      }
      now = clock.instant();
      claimed = outbox.claim(owner, now, now.plus(LEASE), CLAIMED_AT_ONCE);
    }
    return accepted;
  }

  private int send(List<Delivery> claimed) {
    Map<String, List<Delivery>> byRecipient = new LinkedHashMap<>();
    claimed.forEach(d -> byRecipient.computeIfAbsent(d.recipient(), _ -> new ArrayList<>()).add(d));
    List<Future<Integer>> futures = new ArrayList<>();
    byRecipient.forEach(
        (recipient, due) -> futures.add(threads.submit(() -> serve(recipient, due))));
    int accepted = 0;
    for (Future<Integer> future : futures) {
      try {
        accepted += future.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return accepted;
      } catch (ExecutionException e) {
        LOG.error(
            "a recipient could not be served; it is tried again when the lease ends", e.getCause());
      }
    }
    return accepted;
  }

  /** Serves one recipient in order; stops at the first message that must wait. */
  private int serve(String recipientId, List<Delivery> due) {
    Optional<Recipient> recipient = router.recipient(recipientId);
    if (recipient.isEmpty()) {
      settleAll(
          due,
          _ -> new DeliveryState.Dead(clock.instant()),
          true,
          "there is no such recipient any more");
      return 0;
    }
    int accepted = 0;
    for (List<Delivery> batch : batches(recipient.get(), due)) {
      int remaining = due.size() - accepted;
      if (!deliver(recipient.get(), batch)) {
        List<Delivery> rest = due.subList(due.size() - remaining + batch.size(), due.size());
        Instant next = clock.instant().plus(backoff.pause());
        settleAll(rest, _ -> new DeliveryState.Pending(next), false, "waits for the one before it");
        return accepted;
      }
      accepted += batch.size();
    }
    return accepted;
  }

  /** One message each; one for all in a digest, or when they are many. */
  private static List<List<Delivery>> batches(Recipient recipient, List<Delivery> due) {
    boolean gathered = !(recipient.subscription().cadence() instanceof Cadence.Immediate);
    return gathered || due.size() > BURST ? List.of(due) : due.stream().map(List::of).toList();
  }

  /** Sends one message; true when the next may follow. */
  private boolean deliver(Recipient recipient, List<Delivery> batch) {
    Instant now = clock.instant();
    Instant paused = pausedUntil.getOrDefault(circuit(recipient), Instant.MIN);
    if (paused.isAfter(now)) {
      settleAll(batch, _ -> new DeliveryState.Pending(paused), false, "the channel is paused");
      return false;
    }
    Message message;
    SendResult result;
    Delivery first = batch.getFirst();
    try {
      List<Alert> told = batch.stream().map(d -> alerts.find(d.alert()).orElseThrow()).toList();
      message = composer.message(first.id(), recipient, told, first.createdAt());
      result =
          channels
              .of(recipient.channel())
              .map(channel -> channel.send(message))
              .orElseGet(() ->
                  new SendResult.OperatorProblem("there is no channel " + recipient.channel()));
    } catch (RuntimeException e) {
      LOG.error("delivery {} could not be composed or sent", first.id(), e);
      result = new SendResult.Rejected("a fault of ours: " + e.getClass().getSimpleName());
    }
    Duration since = Duration.between(first.createdAt(), clock.instant());
    observer.sent(recipient.channel(), result, since);
    settle(recipient, batch, result);
    return result instanceof SendResult.Accepted || result instanceof SendResult.Rejected;
  }

  private void settle(Recipient recipient, List<Delivery> batch, SendResult result) {
    Instant now = clock.instant();
    switch (result) {
      case SendResult.Accepted(String receipt) -> {
        settleAll(batch, _ -> new DeliveryState.Delivered(now, receipt), true, receipt);
        if (pausedUntil.remove(circuit(recipient)) != null) {
          notices.clear(
              "channel " + circuit(recipient), "Messages flow again: " + circuit(recipient));
        }
      }
      case SendResult.TryLater(String reason, Optional<Duration> after) ->
          settleAll(
              batch,
              delivery ->
                  backoff
                      .after(delivery.attempts() + 1, after)
                      .<DeliveryState>map(wait -> new DeliveryState.Pending(now.plus(wait)))
                      .orElseGet(() -> dead(delivery, reason, now)),
              true,
              reason);
      case SendResult.Rejected(String reason) ->
          settleAll(batch, delivery -> dead(delivery, reason, now), true, reason);
      case SendResult.OperatorProblem(String reason) -> {
        Instant until = now.plus(backoff.pause());
        pausedUntil.put(circuit(recipient), until);
        settleAll(batch, _ -> new DeliveryState.Pending(until), false, reason);
        notices.raise(
            "channel " + circuit(recipient),
            "Messages are stuck: " + circuit(recipient),
            "%s\nNothing is lost: what is waiting is sent once this is mended.".formatted(reason));
      }
    }
  }

  private DeliveryState dead(Delivery delivery, String reason, Instant now) {
    notices.raise(
        "dead letter " + delivery.recipient(),
        "A message could not be delivered to " + delivery.recipient(),
        "%s\nIt is kept: `crier deliveries list` shows it, `retry` sends it again, `drop` removes it."
            .formatted(reason));
    return new DeliveryState.Dead(now);
  }

  /** All mail goes through one server; other channels have one address each. */
  private static String circuit(Recipient recipient) {
    return recipient.channel().equals("email") ? "email" : recipient.id();
  }

  private void settleAll(
      List<Delivery> batch,
      java.util.function.Function<Delivery, DeliveryState> state,
      boolean attempted,
      String note) {
    outbox.settle(
        batch.stream().map(d -> new Settled(d.id(), state.apply(d), attempted, note)).toList(),
        clock.instant());
  }

  @Override
  public void close() {
    threads.close();
  }
}
