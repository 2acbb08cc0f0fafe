package crier.app;

import crier.alert.Bounces;
import crier.alert.Channel;
import crier.alert.Channels;
import crier.alert.ChoiceWords;
import crier.alert.Composer;
import crier.alert.Dispatcher;
import crier.alert.Notices;
import crier.alert.OptIn;
import crier.alert.Pacing;
import crier.alert.Recipient;
import crier.alert.Router;
import crier.alert.Tokens;
import crier.alert.channel.discord.DiscordChannel;
import crier.alert.channel.email.EmailChannel;
import crier.alert.channel.email.ReturnPath;
import crier.alert.channel.mattermost.MattermostChannel;
import crier.alert.channel.ntfy.NtfyChannel;
import crier.alert.channel.slack.SlackChannel;
import crier.alert.channel.teams.TeamsChannel;
import crier.alert.channel.webhook.WebhookChannel;
import crier.config.Settings;
import crier.fetch.HttpFetch;
import crier.fetch.Post;
import crier.model.Allowance;
import crier.model.Ids;
import crier.model.Watch;
import crier.model.WatchState;
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
import crier.store.HookPosts;
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
import crier.watch.Silence;
import crier.watch.Stage;
import crier.watch.Tick;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The program, wired: everything that looks, stores and tells, over one database. Verbs use it for
 * a moment, the daemon for as long as it runs.
 */
final class Crier implements AutoCloseable {

  /** A minute's quota is spent often, and soon free again. */
  private static final Duration LONG_WITHOUT_QUOTA = Duration.ofMinutes(30);

  /** The operator is told of a refused token under this topic and the name of its account. */
  private static final String TOKEN = "courtlistener token ";

  private static final String QUOTA = "quota courtlistener";

  private static final String ACCEPTED = "CourtListener's API accepts the token again";

  /** Who has not confirmed by then will not. */
  private static final Duration UNCONFIRMED = Duration.ofDays(7);

  /** As they were written. */
  final Settings configured;

  /** With the watches that others brought along. */
  final Settings settings;

  final Database database;
  final Watches watches;
  final History history;
  final Alerts alerts;
  final Outbox outbox;
  final Subscribers subscribers;
  final OptIn optIn;
  final RateBudget budget;
  final Channels channels;
  final Composer composer;
  final Incidents incidents;
  final Notices notices;
  final DocketRounds dockets;
  final Bounced bounced;
  final Bounces bounces;

  /** The addresses that undeliverable mail comes back to; empty when nobody reads them. */
  final Optional<ReturnPath> returnPath;

  final Rounds rounds;
  final Reckoning reckoning;
  final Replay replay;
  final Dispatcher dispatcher;
  final InstantSource clock;
  final Ids ids;

  private final HttpFetch fetch;
  private final Post post;
  private final EmailChannel email;
  private final Claims claims;
  private final AtomicBoolean tokenAccepted = new AtomicBoolean();

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
   * Wires everything over an open database, which it closes with itself.
   *
   * @param node names this process in the leases
   */
  Crier(
      Settings configured,
      Database database,
      InstantSource clock,
      String node,
      Observers observers) {
    this.configured = configured;
    this.settings = DocketRounds.joined(configured, database);
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
    Addresses addresses = Addresses.with(settings.subscribers().key());
    this.subscribers = new Subscribers(database, addresses);
    NamedValues values = new NamedValues(database);
    this.budget =
        new RateBudget(
            clock,
            settings.sources().courtListener(),
            settings.sources().courtListenerToken(),
            new TokenLedger(values));
    this.fetch = new HttpFetch(settings.fetch(), budget, clock);
    Cadence cadence =
        new Cadence((cron, after) -> CronTimes.next(cron, after, settings.site().zone()), random);
    this.dockets = new DocketRounds(configured, settings, database, watches, clock, ids);
    DocketClassifier classifier = new DocketClassifier();
    Rulebook rulebook = new Rulebook(classifier);
    this.replay = new Replay(history, rulebook);
    Tick tick =
        new Tick(
            fetch,
            rulebook,
            history,
            watches,
            cadence,
            clock,
            ids,
            observers.stages(),
            dockets.leads(
                classifier,
                observers.reader(),
                history.deadlines()::isRead,
                new DateLedger(classifier, ids)));
    this.rounds =
        new Rounds(
            tick, watches, clock, owner, settings.fetch().concurrency(), observers.checked());
    this.reckoning = new Reckoning(history.deadlines(), watches, alerts, rounds::watch, clock, ids);

    this.post = new Post(settings.fetch());
    Tokens tokens = new Tokens(TokenKey.of(settings, random), new TokenHashes(database));
    this.composer =
        new Composer(
            alerts,
            history,
            outbox,
            tokens,
            new Composer.Setting(settings.site(), settings.stories()));
    this.incidents = new Incidents(database);
    this.notices = new Notices(incidents, clock, ids);
    this.claims = new Claims(database);
    this.bounced = new Bounced(database);
    this.bounces = new Bounces(subscribers, bounced, outbox, notices, clock);
    byte[] mailKey = mailKey(values, random);
    this.email = new EmailChannel(settings.mail(), mailKey, bounces::refused);
    this.returnPath =
        Optional.ofNullable(settings.mail().bounces())
            .map(address -> new ReturnPath(address, mailKey));
    this.channels = new Channels(channels());
    this.optIn =
        new OptIn(
            new Signups(database, addresses, subscribers),
            subscribers,
            email::forget,
            alerts,
            tokens,
            clock,
            ids,
            settings.site(),
            settings.subscribers().open(),
            new ChoiceWords(settings.stories(), settings.watches()),
            notices);
    Router router = new Router(outbox, subscribers, incidents);
    router.configure(
        new Router.Receivers(settings.destinations(), settings.operator().destinations()));
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
    rounds.configure(Tasks.of(settings));
  }

  /** As {@link DocketRounds#run}. */
  boolean lookAfterDockets() {
    return dockets.run(dispatcher::wake);
  }

  /** Every way to reach somebody; a new one is a line here. */
  private List<Channel> channels() {
    Pacing slackPace = new Pacing(Duration.ofSeconds(1), Pacing.Pause.REAL);
    return List.of(
        email,
        new SlackChannel(post, clock, slackPace),
        new DiscordChannel(post, clock),
        new TeamsChannel(post, clock),
        new MattermostChannel(post, clock),
        new NtfyChannel(post, clock),
        new WebhookChannel(post, clock));
  }

  /** Made once, and kept for as long as mails may come back. */
  private static byte[] mailKey(NamedValues values, SecureRandom random) {
    byte[] made = new byte[32];
    random.nextBytes(made);
    String kept = values.keepFirst("mail key", Base64.getEncoder().encodeToString(made));
    return Base64.getDecoder().decode(kept);
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

  /** Tells the operator of watches that cannot be looked at, or have long been silent. */
  void lookAfterSilence() {
    Instant now = clock.instant();
    Set<String> current = new HashSet<>();
    Map<String, String> recoveries = new LinkedHashMap<>();
    for (Watch watch : settings.watches()) {
      Optional<WatchState> known = watches.state(watch.id());
      if (known.filter(state -> Silence.isHeld(watch, state, now)).isPresent()) {
        continue;
      }
      known.ifPresent(state -> {
        for (Silence.Concern concern : Silence.concerns(watch, state, now)) {
          current.add(concern.topic());
          notices.raise(concern.topic(), concern.subject(), concern.text());
        }
      });
      // what is no longer looked at has not recovered
      boolean looks = known.filter(state -> !state.paused() && !state.stopped()).isPresent();
      for (String kind : looks ? Silence.KINDS : List.<String>of()) {
        recoveries.put(kind + " " + watch.id(), "Well again: " + watch.name());
      }
    }
    recoveries.forEach((topic, subject) -> {
      if (!current.contains(topic)) {
        notices.clear(topic, subject);
      }
    });
  }

  /** Tells the operator when nothing can be asked of CourtListener for long. */
  void lookAfterQuota() {
    Instant limit = clock.instant().plus(LONG_WITHOUT_QUOTA);
    Allowance allowance = budget.allowance();
    Optional<Instant> spent =
        Stream.concat(
                Stream.ofNullable(allowance.notBefore()),
                allowance.windows().stream()
                    .filter(window -> window.left() == 0)
                    .flatMap(window -> Stream.ofNullable(window.moreAt())))
            .filter(again -> again.isAfter(limit))
            .max(Comparator.naturalOrder());
    if (spent.isPresent()) {
      notices.raise(
          QUOTA,
          "The quota is spent: CourtListener",
          "Nothing can be asked of its API before %s. Dockets are looked at through their feeds meanwhile, where these suffice."
              .formatted(spent.get()));
    } else {
      notices.clear(QUOTA, "CourtListener can be asked again");
    }
  }

  /**
   * Asks CourtListener how the token's account stands, when that is due, and tells the operator
   * when it is refused and when no longer.
   */
  void lookAfterToken() {
    if (settings.sources().courtListenerToken().isEmpty()
        || settings.watches().stream()
            .noneMatch(watch -> watch.source().type().startsWith("courtlistener-"))) {
      return;
    }
    budget.refresh(fetch);
    Allowance allowance = budget.allowance();
    Allowance.Stopped stopped = allowance.stopped();
    String topic = TOKEN + budget.account();
    if (stopped == null && allowance.toldAt() != null) {
      notices.clear(topic, ACCEPTED);
      if (!tokenAccepted.getAndSet(true)) {
        // once and not at every turn: another node may still have the token that was replaced
        notices.open().stream()
            .filter(other -> other.startsWith(TOKEN))
            .forEach(other -> notices.clear(other, ACCEPTED));
      }
    } else if (stopped != null) {
      notices.raise(
          topic,
          "CourtListener's API refuses the token",
          """
          %s, since %s.
          Dockets are still read from their public feeds; texts, documents and edits that only the API
          shows come later. The account is tried again by itself, seldom. Look at the token at
          %s/profile/api/ and write another one as `courtlistener.token`, or ask Free Law Project.\
          """
              .formatted(stopped.why(), stopped.since(), settings.sources().courtListener()));
    }
  }

  /** Forgets what the configuration says need not be kept. */
  void forget() {
    Instant now = clock.instant();
    int bodies = history.dropBodiesOlderThan(settings.retention().captures(), now);
    int deliveries = outbox.forgetOlderThan(settings.retention().deliveries(), now);
    history.follows().forgetExpired(now);
    optIn.forget(UNCONFIRMED);
    new HookPosts(database).forgetOlderThan(settings.retention().deliveries(), now);
    if (bodies + deliveries > 0) {
      org.slf4j.LoggerFactory.getLogger(Crier.class)
          .info("retention: {} pieces of captures and {} deliveries removed", bodies, deliveries);
    }
  }

  /** A recipient by the id of a destination or by a mail address. */
  Optional<Recipient> recipient(String destinationOrAddress) {
    return settings.destinations().stream()
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
    return settings.destinations().stream()
        .filter(destination -> recipientId.equals(Recipient.DESTINATION + destination.id()))
        .filter(destination -> destination.type().equals("email"))
        .findFirst()
        .map(destination -> destination.address());
  }

  /** Waits for the checks under way; begins no more. */
  void quiesce() {
    rounds.close();
  }

  /** Lets go of everything but the database, which a successor uses on. */
  void release() {
    dispatcher.close();
    email.close();
    post.close();
    fetch.close();
  }

  /** Stops looking, then telling, then closes what is open; nothing is left half done. */
  @Override
  public void close() {
    quiesce();
    release();
    database.close();
  }
}
