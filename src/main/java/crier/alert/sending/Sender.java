package crier.alert.sending;

import crier.alert.Message;
import crier.alert.Notices;
import crier.alert.Recipient;
import crier.alert.SendResult;
import crier.alert.routing.Router;
import crier.alert.wording.Composer;
import crier.model.DeliveryState;
import crier.store.Claims;
import crier.store.Claims.Letter;
import crier.store.Claims.Row;
import crier.store.Claims.Settled;
import crier.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one recipient's letters in order, and settles each before the next. */
final class Sender {

  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  private final Claims claims;
  private final Composer composer;
  private final Channels channels;
  private final Notices notices;
  private final InstantSource clock;
  private final Backoff backoff;
  private final Settlements settlements;
  private final Dispatcher.Observer observer;
  private final Set<String> toldDead = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  /** Deliveries accepted so far. */
  final AtomicInteger accepted = new AtomicInteger();

  Sender(
      Claims claims,
      Composer composer,
      Channels channels,
      Notices notices,
      InstantSource clock,
      Backoff backoff,
      String owner,
      Dispatcher.Observer observer) {
    this.claims = claims;
    this.composer = composer;
    this.channels = channels;
    this.notices = notices;
    this.clock = clock;
    this.backoff = backoff;
    this.settlements = new Settlements(claims, clock, owner);
    this.observer = observer;
  }

  /**
   * Letters in somebody's hand.
   *
   * @param ours whether they surely are still this sender's; else none is begun
   * @param probe asks whether an open circuit's receiver is back
   * @param prefetch their recipient is one of these
   */
  record Assignment(
      Lane lane,
      List<Letter> letters,
      BooleanSupplier ours,
      boolean probe,
      RecipientPrefetch prefetch) {}

  /** Serves them; what cannot go now is handed back as it was. */
  void serve(Assignment assignment) {
    Set<String> heldUp = new HashSet<>();
    for (Letter letter : assignment.letters()) {
      Set<String> watches = watches(letter);
      boolean mayGo =
          !closing
              && assignment.ours().getAsBoolean()
              && (assignment.probe() || !assignment.lane().circuit.isOpen())
              && watches.stream().noneMatch(heldUp::contains);
      if (!mayGo) {
        handBack(letter);
      } else if (!deliver(assignment, letter)) {
        heldUp.addAll(watches);
      }
    }
  }

  private static Set<String> watches(Letter letter) {
    Set<String> watches = new HashSet<>();
    for (Row row : letter.rows()) {
      String watch = row.watch();
      if (watch != null) {
        watches.add(watch);
      }
    }
    return watches;
  }

  /** Sends one letter; false when it must wait, and what follows it with it. */
  private boolean deliver(Assignment assignment, Letter letter) {
    Lane lane = assignment.lane();
    return switch (assignment.prefetch().reach(letter.recipient())) {
      case Router.Reach.Known(Recipient recipient) ->
          composedAndSent(recipient, assignment, letter);
      case Router.Reach.Left() -> {
        // They asked for no more, or are erased; there is nobody to tell of it.
        settlements.settle(
            letter.rows().stream()
                .map(row -> new Settled(row.delivery().id(), null, false, null))
                .toList());
        yield true;
      }
      case Router.Reach.Removed(Recipient before) ->
          // It may be told what was changed, and is told of nobody's news.
          isAboutTheMachine(letter)
              ? composedAndSent(before, assignment, letter)
              : bury(lane, letter, Router.NO_MORE);
      case Router.Reach.Unknown(String why) -> bury(lane, letter, why);
    };
  }

  private static boolean isAboutTheMachine(Letter letter) {
    return letter.rows().stream().allMatch(row -> row.watch() == null);
  }

  private boolean composedAndSent(Recipient recipient, Assignment assignment, Letter letter) {
    return composed(recipient, letter)
        .map(message -> send(assignment.lane(), letter, message, assignment.probe()))
        .orElseGet(() -> bury(assignment.lane(), letter, "a fault of ours; the log has it"));
  }

  private Optional<Message> composed(Recipient recipient, Letter letter) {
    try {
      return Optional.of(composer.message(recipient, letter));
    } catch (Database.Away e) {
      // It says nothing of the letter, which must not be given up for it.
      throw e;
    } catch (RuntimeException e) {
      LOG.error("message {} could not be composed", letter.id(), e);
      return Optional.empty();
    }
  }

  private boolean send(Lane lane, Letter letter, Message message, boolean probe) {
    String type = message.recipient().channel();
    SendResult result;
    try {
      result =
          channels
              .of(type)
              .map(channel -> channel.send(message))
              .orElseGet(() -> new SendResult.OperatorProblem("there is no channel " + type));
    } catch (Database.Away e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("message {} could not be given its form", letter.id(), e);
      return bury(lane, letter, "a fault of ours; the log has it");
    }
    observer.sent(type, result, Duration.between(message.createdAt(), clock.instant()));
    return settle(lane, letter, result, probe);
  }

  /** Nobody was asked, so it says nothing about the receiver; what follows may go. */
  private boolean bury(Lane lane, Letter letter, String why) {
    settle(letter, true, why, new DeliveryState.Dead(clock.instant()));
    tellDead(lane, why);
    return true;
  }

  private boolean settle(Lane lane, Letter letter, SendResult result, boolean probe) {
    Instant now = clock.instant();
    return switch (result) {
      case SendResult.Accepted(String receipt) -> {
        settle(letter, true, receipt, new DeliveryState.Delivered(now, receipt));
        accepted.addAndGet(letter.rows().size());
        answered(lane);
        yield true;
      }
      case SendResult.Rejected(String reason) -> {
        settle(letter, true, reason, new DeliveryState.Dead(now));
        tellDead(lane, reason);
        answered(lane);
        yield true;
      }
      case SendResult.TryLater(String reason, var after) -> {
        Duration asked = after.orElse(Duration.ZERO);
        // A probe says something about the receiver, and nothing about the letter.
        Instant at = probe ? due(letter) : now.plus(backoff.after(tries(letter) + 1, asked));
        settle(letter, true, reason, again(letter, at, now));
        giveUpWhatIsOld(lane, letter, now);
        lane.circuit.putOff(reason, asked, now);
        yield false;
      }
      case SendResult.OperatorProblem(String reason) -> {
        settle(letter, false, reason, again(letter, due(letter), now));
        giveUpWhatIsOld(lane, letter, now);
        lane.circuit.broken(reason, now);
        notices.stuck(lane.id, reason);
        yield false;
      }
    };
  }

  private DeliveryState again(Letter letter, Instant at, Instant now) {
    return wanted(letter).isBefore(backoff.limit(now))
        ? new DeliveryState.Dead(now)
        : new DeliveryState.Pending(at);
  }

  /** After three days of failures what is as old is dead, whether it was tried itself or not. */
  private void giveUpWhatIsOld(Lane lane, Letter letter, Instant now) {
    if (wanted(letter).isBefore(backoff.limit(now))) {
      claims.giveUp(lane.id, backoff.limit(now), "given up after three days of failures", now);
      tellDead(lane, "it was tried for three days");
    }
  }

  private void answered(Lane lane) {
    boolean first = lane.hear();
    if (lane.circuit.answered() || first) {
      claims.hurry(lane.id, clock.instant());
      notices.flows(lane.id);
    }
  }

  private void tellDead(Lane lane, String reason) {
    if (toldDead.add(lane.id)) {
      notices.dead(lane.id, reason);
    }
  }

  /** The dead letters of a lane are gone: the next one is news again. */
  void forgetDead(String lane) {
    toldDead.remove(lane);
  }

  private void handBack(Letter letter) {
    settle(letter, false, null, new DeliveryState.Pending(due(letter)));
  }

  /** A letter is one thing: it is due, tried and over as a whole. */
  private void settle(
      Letter letter, boolean attempted, @Nullable String note, DeliveryState state) {
    settlements.settle(
        letter.rows().stream()
            .map(row -> new Settled(row.delivery().id(), state, attempted, note))
            .toList());
  }

  /** When it was due before it was claimed. */
  private static Instant due(Letter letter) {
    return letter.rows().stream().map(Sender::due).min(Comparator.naturalOrder()).orElseThrow();
  }

  /** When the last of it was first due: none of it is given up before its time. */
  private static Instant wanted(Letter letter) {
    return letter.rows().stream().map(Row::wantedAt).max(Comparator.naturalOrder()).orElseThrow();
  }

  private static int tries(Letter letter) {
    return letter.rows().stream().mapToInt(row -> row.delivery().attempts()).max().orElse(0);
  }

  private static Instant due(Row row) {
    return row.delivery().state() instanceof DeliveryState.Pending(Instant at)
        ? at
        : row.wantedAt();
  }

  /** Begins nothing more. */
  void close() {
    closing = true;
  }

  /** Waits no longer for the disk. */
  void abandon() {
    settlements.close();
  }
}
