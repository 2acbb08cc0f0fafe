package crier.app;

import crier.alert.Notices;
import crier.alert.Recipient;
import crier.alert.channel.email.ReturnPath;
import crier.alert.routing.Router;
import crier.alert.sending.Channels;
import crier.alert.sending.Dispatcher;
import crier.alert.subscribers.Bounces;
import crier.alert.subscribers.OptIn;
import crier.alert.subscribers.Tokens;
import crier.alert.wording.Composer;
import crier.config.Settings;
import crier.model.Destination;
import crier.model.Ids;
import crier.rules.Rulebook;
import crier.rules.docket.ConsequenceReader;
import crier.rules.docket.DocketClassifier;
import crier.source.courtlistener.RateBudget;
import crier.store.Addresses;
import crier.store.Alerts;
import crier.store.Bounced;
import crier.store.Claims;
import crier.store.Database;
import crier.store.History;
import crier.store.Incidents;
import crier.store.NamedValues;
import crier.store.Outbox;
import crier.store.Signups;
import crier.store.Subscribers;
import crier.store.TokenHashes;
import crier.store.Watches;
import crier.watch.Cadence;
import crier.watch.DateLedger;
import crier.watch.Leads;
import crier.watch.Reckoning;
import crier.watch.Replay;
import crier.watch.Rounds;
import crier.watch.Stage;
import crier.watch.Tick;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The program, wired: everything that looks, stores and tells, over one database. Verbs use it for
 * a moment, the daemon for as long as it runs. All that is wired here lives as long as the process;
 * what belongs to a configuration is one value ({@link ActiveConfiguration}), which an edited file
 * replaces while everything else goes on.
 */
final class Crier implements AutoCloseable {

  final Database database;
  final Watches watches;
  final History history;
  final Alerts alerts;
  final Outbox outbox;
  final Subscribers subscribers;
  final OptIn optIn;
  final Channels channels;
  final Composer composer;
  final Incidents incidents;
  final Notices notices;
  final DocketRounds dockets;
  final Bounced bounced;
  final Bounces bounces;
  final Rounds rounds;
  final Reckoning reckoning;
  final Replay replay;
  final Dispatcher dispatcher;
  final OperatorConcerns concerns;
  final InstantSource clock;
  final Ids ids;

  private final Settings started;
  private final AtomicReference<ActiveConfiguration> active;
  private final ProcessResources process;
  private final Claims claims;
  private final Router router;
  private final byte[] mailKey;

  /**
   * What others want to hear of.
   *
   * @param checked each check's result
   * @param sent each message's end
   * @param stages each stage of a check
   * @param reader reads what docket entries lead to
   */
  record Observers(
      Consumer<Tick.Result> checked,
      Dispatcher.Observer sent,
      Stage.Observer stages,
      Leads.Reader reader) {
    static final Observers NONE = new Observers(result -> {}, (a, b, c) -> {}, Stage.Observer.NONE);

    Observers(Consumer<Tick.Result> checked, Dispatcher.Observer sent, Stage.Observer stages) {
      this(checked, sent, stages, new ConsequenceReader()::read);
    }
  }

  /**
   * An edited configuration, made ready to be put in force.
   *
   * @param atNextStart names of settings that take effect at the next start only
   */
  record Edit(
      ActiveConfiguration configuration,
      ProcessResources.Change process,
      List<String> atNextStart) {}

  /**
   * Wires everything over an open database, which it closes with itself.
   *
   * @param node names this process in the leases
   */
  Crier(
      Settings started, Database database, InstantSource clock, String node, Observers observers) {
    this.started = started;
    this.database = database;
    this.clock = clock;
    SecureRandom random = new SecureRandom();
    this.ids = new RandomIds(random);
    // two machines may well run a process of the same number
    String owner = node + "-" + ids.next(clock.instant());
    this.watches = new Watches(database);
    this.history = new History(database);
    this.alerts = new Alerts(database);
    this.outbox = new Outbox(database);
    this.claims = new Claims(database);
    this.incidents = new Incidents(database);
    this.notices = new Notices(incidents, clock, ids);
    Addresses addresses = Addresses.with(started.subscribers().key());
    this.subscribers = new Subscribers(database, addresses);
    this.bounced = new Bounced(database);
    this.bounces = new Bounces(subscribers, bounced, outbox, notices, clock);
    NamedValues values = new NamedValues(database);
    this.mailKey = mailKey(values, random);
    this.process = new ProcessResources(started, values, mailKey, bounces::refused, clock);
    this.channels = process.channels();
    this.dockets = new DocketRounds(this::configuration, database, watches, clock, ids);
    this.active = new AtomicReference<>(ActiveConfiguration.of(started, dockets.links.kin()));

    DocketClassifier classifier = new DocketClassifier();
    Rulebook rulebook = new Rulebook(classifier);
    this.replay = new Replay(history, rulebook);
    Tick tick =
        new Tick(
            process.fetch(),
            rulebook,
            history,
            watches,
            new Cadence(
                (cron, after) -> CronTimes.next(cron, after, settings().site().zone()), random),
            clock,
            ids,
            observers.stages(),
            dockets.leads(
                classifier,
                observers.reader(),
                history.deadlines()::isRead,
                new DateLedger(classifier, ids)));
    this.rounds =
        new Rounds(tick, watches, clock, owner, started.fetch().concurrency(), observers.checked());
    this.reckoning = new Reckoning(history.deadlines(), watches, alerts, rounds::watch, clock, ids);

    Tokens tokens = new Tokens(TokenKey.of(started, random), new TokenHashes(database));
    this.composer = new Composer(alerts, history, outbox, tokens, configuration().wording());
    this.optIn =
        new OptIn(
            new Signups(database, addresses, subscribers),
            subscribers,
            process.email()::forget,
            alerts,
            tokens,
            clock,
            ids,
            configuration().signUp(),
            notices);
    this.router = new Router(outbox, subscribers, incidents);
    router.configure(configuration().receivers());
    this.dispatcher =
        new Dispatcher(
            claims,
            router,
            composer,
            channels,
            notices,
            new SteadyClock(clock, System::nanoTime),
            random,
            owner,
            observers.sent());
    this.concerns =
        new OperatorConcerns(
            this::settings, notices, watches, process::budget, process.fetch(), clock);
    rounds.configure(configuration().tasks());
  }

  /** Made once, and kept for as long as mails may come back. */
  private static byte[] mailKey(NamedValues values, SecureRandom random) {
    byte[] made = new byte[32];
    random.nextBytes(made);
    String kept = values.keepFirst("mail key", Base64.getEncoder().encodeToString(made));
    return Base64.getDecoder().decode(kept);
  }

  /** What is in force. */
  ActiveConfiguration configuration() {
    return active.get();
  }

  /** The settings in force, with the watches that others brought along. */
  Settings settings() {
    return configuration().settings();
  }

  /** The requests that CourtListener's account may make. */
  RateBudget budget() {
    return process.budget();
  }

  /** The addresses that undeliverable mail comes back to; empty when nobody reads them. */
  Optional<ReturnPath> returnPath() {
    return Optional.ofNullable(settings().mail().bounces())
        .map(address -> new ReturnPath(address, mailKey));
  }

  /**
   * Frees the leases that were held before: who opens an embedded database has it alone, so whoever
   * held them is dead. To be called once after opening.
   *
   * @throws Refused when the stored addresses were encrypted with another key
   */
  void takeOver() {
    try {
      subscribers.sealAll();
    } catch (Addresses.WrongKey e) {
      throw Refused.failed(String.valueOf(e.getMessage()));
    }
    if (database.isEmbedded()) {
      watches.freeAll();
      claims.freeAll();
    }
    claims.makeDueWhateverTheClockSays(clock.instant());
  }

  /**
   * Makes other settings ready to be put in force; nothing is changed yet.
   *
   * @throws IllegalArgumentException when they cannot be
   */
  Edit prepare(Settings edited) {
    Settings possible = edited.startedWith(started);
    return new Edit(
        ActiveConfiguration.of(possible, dockets.links.kin()),
        process.prepare(possible),
        edited.atNextStart(started));
  }

  /**
   * Puts an edit in force. Looks and deliveries under way end as they began; nothing is closed,
   * freed or forgotten but what was learnt of a receiver that is another one now.
   */
  synchronized void configure(Edit edit) {
    ActiveConfiguration next = edit.configuration();
    List<String> rerouted = rerouted(settings().destinations(), next.settings().destinations());
    rounds.configure(
        next.tasks(),
        next.settings().fetch().concurrency(),
        () -> {
          boolean otherMail = process.apply(edit.process());
          composer.configure(next.wording());
          optIn.configure(next.signUp());
          router.configure(next.receivers());
          dispatcher.rerouted(rerouted, otherMail);
          active.set(next);
        });
  }

  /**
   * Deals with what dockets have to do with each other. What is to be watched by itself is in force
   * from then on as if the configuration had it.
   *
   * @return whether other watches are in force than before
   */
  synchronized boolean lookAfterDockets() {
    boolean others = dockets.run(dispatcher::wake);
    if (others) {
      configure(prepare(configuration().written()));
    }
    return others;
  }

  /** Ids of the recipients that are gone, or are reached otherwise. */
  private static List<String> rerouted(List<Destination> before, List<Destination> after) {
    return before.stream()
        .filter(was ->
            after.stream()
                .noneMatch(now ->
                    now.id().equals(was.id())
                        && now.type().equals(was.type())
                        && now.address().equals(was.address())
                        && now.options().equals(was.options())))
        .map(was -> Recipient.DESTINATION + was.id())
        .toList();
  }

  /** A recipient by the id of a destination or by a mail address. */
  Optional<Recipient> recipient(String destinationOrAddress) {
    return settings().destinations().stream()
        .filter(destination -> destination.id().equals(destinationOrAddress))
        .findFirst()
        .map(Router::recipient)
        .or(() -> subscribers.byAddress(destinationOrAddress).map(Router::recipient));
  }

  /** A recipient's mail address; the addresses of web channels are secrets. */
  Optional<String> mailAddress(String recipientId) {
    if (recipientId.startsWith(Recipient.SUBSCRIBER)) {
      return subscribers
          .find(recipientId.substring(Recipient.SUBSCRIBER.length()))
          .map(subscriber -> subscriber.address());
    }
    return settings().destinations().stream()
        .filter(destination -> recipientId.equals(Recipient.DESTINATION + destination.id()))
        .filter(destination -> destination.type().equals("email"))
        .findFirst()
        .map(destination -> destination.address());
  }

  /** Waits for the checks under way; begins no more. */
  void quiesce() {
    rounds.close();
  }

  /** Lets go of everything but the database. */
  void release() {
    dispatcher.close();
    process.close();
  }

  /** Stops looking, then telling, then closes what is open; nothing is left half done. */
  @Override
  public void close() {
    quiesce();
    release();
    database.close();
  }
}
