package crier.alert.sending;

import crier.alert.Channel;
import crier.alert.Notices;
import crier.alert.SendResult;
import crier.alert.routing.Router;
import crier.alert.wording.Composer;
import crier.store.Claims;
import crier.store.Claims.Letter;
import crier.store.Database;
import crier.store.Leases;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the outbox empty: routes what is new, claims what is due lane by lane, has it sent. A lane
 * whose receiver hangs or is dead holds up no other, and never more than a few letters are in hand.
 * A crash anywhere means "again", with the same identity, never "lost".
 */
public final class Dispatcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private static final Duration TURN = Duration.ofMillis(500);

  /** What is due is seen so late at most; what is routed here is sent at once. */
  private static final Duration SURVEY = Duration.ofSeconds(1);

  private static final Duration STUCK = Duration.ofMinutes(10);
  private static final Duration GRACE = Duration.ofSeconds(15);

  private final Claims claims;
  private final Router router;
  private final Composer composer;
  private final Channels channels;
  private final Notices notices;
  private final InstantSource clock;
  private final Backoff backoff;
  private final Sender sender;
  private final String owner;

  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
  private final Leases leases;
  private final AtomicInteger inHand = new AtomicInteger();
  private final ReentrantLock routing = new ReentrantLock();
  private final ReentrantLock claiming = new ReentrantLock();
  private final Signal routable = new Signal();
  private final Signal sendable = new Signal();
  private final Signal idle = new Signal();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile long surveyed = System.nanoTime() - SURVEY.toNanos();
  private volatile boolean remembered;
  private volatile boolean closing;

  /** Is told of each message's end. Must not block. */
  @FunctionalInterface
  public interface Observer {
    /**
     * A message was handed over, or not.
     *
     * @param sinceAlert from the first alert's routing to now
     */
    void sent(String channel, SendResult result, Duration sinceAlert);
  }

  /**
   * Makes a dispatcher, which sends when it is {@link #start started} or {@link #run run}.
   *
   * @param owner names it in the leases; no other sender, here or elsewhere, may have that name
   */
  public Dispatcher(
      Claims claims,
      Router router,
      Composer composer,
      Channels channels,
      Notices notices,
      InstantSource clock,
      RandomGenerator random,
      String owner,
      Observer observer) {
    this.claims = claims;
    this.router = router;
    this.composer = composer;
    this.channels = channels;
    this.notices = notices;
    this.clock = clock;
    this.backoff = new Backoff(random);
    this.owner = owner;
    this.leases = new Leases(owner, _ -> claims.renew(owner), System::nanoTime);
    this.sender = new Sender(claims, composer, channels, notices, clock, backoff, owner, observer);
  }

  /** Routes and sends from now on, until it is closed. */
  public void start() {
    threads.execute(() -> keep("routing", routable, this::route));
    threads.execute(() ->
        keep(
            "sending",
            sendable,
            () -> {
              surveyInTime();
              claim();
            }));
  }

  /** An alert may have been stored: it need not wait for the next turn. */
  public void wake() {
    routable.give();
  }

  private void keep(String what, Signal signal, Runnable work) {
    boolean told = false;
    while (!closing) {
      try {
        work.run();
        told = false;
      } catch (Database.Away _) {
        // Said already, and tried again below.
      } catch (RuntimeException e) {
        if (!told) {
          LOG.error("{} broke down; it is tried again twice a second", what, e);
        }
        told = true;
      }
      signal.await(TURN);
    }
  }

  /**
   * Routes and sends everything that is due, and waits for it.
   *
   * @return deliveries that their receivers accepted
   */
  public int run() {
    int before = sender.accepted.get();
    route();
    survey();
    int claimed = claim();
    while (!closing && (claimed > 0 || inHand.get() > 0)) {
      if (inHand.get() > 0) {
        idle.await(TURN);
      }
      claimed = claim();
    }
    return sender.accepted.get() - before;
  }

  /** Deliveries accepted since it was made. */
  public int accepted() {
    return sender.accepted.get();
  }

  /** Deliveries that are claimed and not settled. */
  public int inHand() {
    return inHand.get();
  }

  private void route() {
    routing.lock();
    try {
      router.run(
          clock.instant(),
          lane -> {
            lane(lane).look();
            sendable.give();
          },
          composer::forget);
    } finally {
      routing.unlock();
    }
  }

  /** Claims what is due, and has it sent; returns how many deliveries. */
  private int claim() {
    claiming.lock();
    try {
      int total = 0;
      List<Lane> looking = looking();
      while (!looking.isEmpty() && !closing) {
        total += claim(looking);
        looking = looking();
      }
      return total;
    } finally {
      claiming.unlock();
    }
  }

  /** Lanes that may have something to send and have room for it. */
  private List<Lane> looking() {
    Instant now = clock.instant();
    return lanes.values().stream().filter(lane -> lane.wantsLook() && lane.room(now) > 0).toList();
  }

  private int claim(List<Lane> looking) {
    Instant now = clock.instant();
    long claimed = System.nanoTime();
    List<Claims.Wanted> wanted = looking.stream().map(lane -> lane.wanted(now)).toList();
    List<List<Letter>> letters =
        claims.claim(owner, wanted, now, Leases.LAST, due -> Gathering.letters(due, this::single));
    int total = 0;
    for (int i = 0; i < looking.size(); i++) {
      Lane lane = looking.get(i);
      lane.claimed(letters.get(i));
      total += begin(lane, letters.get(i), claimed, wanted.get(i).probe());
    }
    return total;
  }

  private boolean single(Claims.Row row) {
    return channels.of(row.delivery().channel()).map(Channel::single).orElse(false);
  }

  /** Not at every signal: in a fan-out there are many, and the outbox is long. */
  private void surveyInTime() {
    if (System.nanoTime() - surveyed >= SURVEY.toNanos()) {
      survey();
    }
  }

  /** Looks which lanes have something to send; frees what dead senders held. */
  private void survey() {
    surveyed = System.nanoTime();
    Instant now = clock.instant();
    free();
    if (!remembered) {
      claims.failing(now).forEach((id, failing) -> lane(id).remember(failing, now));
      remembered = true;
    }
    claims
        .due()
        .forEach((id, due) -> {
          Lane lane = lane(id);
          if (!due.isAfter(now) || lane.circuit.isOpen()) {
            lane.look();
          }
        });
  }

  /** Not while something is claimed: what is not yet known as in hand is not to be freed. */
  private void free() {
    claiming.lock();
    try {
      claims.freeLapsed(owner, leases.held());
    } finally {
      claiming.unlock();
    }
  }

  private Lane lane(String id) {
    return lanes.computeIfAbsent(id, _ -> new Lane(id, backoff));
  }

  private int begin(Lane lane, List<Letter> letters, long claimed, boolean probe) {
    Map<String, List<Letter>> byRecipient = new LinkedHashMap<>();
    letters.forEach(letter ->
        byRecipient.computeIfAbsent(letter.recipient(), _ -> new ArrayList<>()).add(letter));
    int total = 0;
    for (var near :
        byRecipient.values().stream()
            .gather(Gatherers.windowFixed(RecipientPrefetch.MOST))
            .toList()) {
      List<String> recipients = near.stream().map(own -> own.getFirst().recipient()).toList();
      RecipientPrefetch prefetch = new RecipientPrefetch(router, composer, recipients, clock);
      for (List<Letter> own : near) {
        total +=
            begin(new Sender.Assignment(lane, own, () -> leases.isSure(claimed), probe, prefetch));
      }
    }
    return total;
  }

  private int begin(Sender.Assignment assignment) {
    List<String> ids =
        assignment.letters().stream()
            .flatMap(letter -> letter.rows().stream())
            .map(row -> row.delivery().id())
            .toList();
    leases.take(ids);
    assignment.lane().inHand.addAndGet(ids.size());
    inHand.addAndGet(ids.size());
    threads.execute(() -> serve(assignment, ids));
    return ids.size();
  }

  private void serve(Sender.Assignment assignment, List<String> ids) {
    Lane lane = assignment.lane();
    lane.places.acquireUninterruptibly();
    try {
      sender.serve(assignment);
    } catch (Database.Away _) {
      // Said already; what it left under its name is freed as soon as can be.
    } catch (RuntimeException e) {
      LOG.error("a recipient could not be served; it is tried again", e);
    } finally {
      lane.places.release();
      leases.letGo(ids);
      lane.inHand.addAndGet(-ids.size());
      lane.look();
      if (lane.room(clock.instant()) > 0) {
        sendable.give();
      }
      if (inHand.addAndGet(-ids.size()) == 0) {
        idle.give();
      }
    }
  }

  /**
   * Tells the operator of lanes that have been stuck for long, and of dead letters that are gone.
   */
  public void lookAfterLanes() {
    Instant limit = clock.instant().minus(STUCK);
    lanes
        .values()
        .forEach(
            lane -> lane.circuit.stuckSince(limit).ifPresent(why -> notices.stuck(lane.id, why)));
    notices.lookAfterDead(claims.deadByLane()).forEach(sender::forgetDead);
  }

  /** Routes what is stored and not routed yet, to the receivers in force now. */
  public void routeNow() {
    route();
  }

  /**
   * The way to these recipients is another one now, or there is none any more: what was learnt of
   * it counts no longer. Every other circuit stays as it is.
   *
   * @param recipients by their ids
   * @param mail whether the mail server is another one
   */
  public void rerouted(Collection<String> recipients, boolean mail) {
    lanes
        .values()
        .forEach(lane -> {
          if (lane.isMail() ? mail : recipients.contains(lane.id)) {
            lane.circuit.forget();
            lane.look();
          }
        });
    sendable.give();
  }

  /** Tries every receiver again at once: somebody says that it is mended. */
  public void lift() {
    lanes
        .values()
        .forEach(lane -> {
          lane.circuit.lift();
          lane.look();
        });
    sendable.give();
  }

  /** Claims nothing more, hands back what is not begun, and waits a little for what is. */
  @Override
  public void close() {
    closing = true;
    sender.close();
    routable.give();
    sendable.give();
    claiming.lock();
    try {
      // Nobody is interrupted: the database's file would be closed under them.
      threads.shutdown();
    } finally {
      claiming.unlock();
    }
    try {
      if (!threads.awaitTermination(GRACE.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)) {
        LOG.warn("{} deliveries were being sent at the stop; their leases end", inHand.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sender.abandon();
    leases.close();
  }
}
