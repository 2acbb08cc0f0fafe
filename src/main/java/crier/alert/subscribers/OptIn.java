package crier.alert.subscribers;

import crier.alert.Notices;
import crier.alert.Recipient;
import crier.alert.routing.Fit;
import crier.model.Alert;
import crier.model.Ids;
import crier.model.Site;
import crier.model.Subscriber;
import crier.model.Subscriber.Standing;
import crier.model.Subscription;
import crier.model.Subscription.Cadence;
import crier.model.Subscription.QuietHours;
import crier.store.Alerts;
import crier.store.Outbox;
import crier.store.Signups;
import crier.store.Signups.Asked;
import crier.store.Signups.Letter;
import crier.store.Subscribers;
import crier.store.TokenHashes.Kept;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How somebody gets on the list, changes what they get, and leaves it. A page that anybody can
 * reach only takes a request down, the same way for every address; {@link #run} answers it with a
 * letter or with silence; what a letter's link opens is done.
 */
public final class OptIn {

  private static final int ASKED_BY_ONE_NETWORK = 5;
  private static final Duration LATELY = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final int CONFIRMATIONS_A_MONTH = 3;
  private static final int LETTERS_A_DAY = 5;
  private static final int AT_ONCE = 100;

  /** More strangers than this do not ask in one hour: somebody makes a cannon of this. */
  private static final int CONFIRMATIONS_AN_HOUR = 100;

  private static final String FLOOD = "letters of confirmation";

  private final Signups signups;
  private final Subscribers subscribers;
  private final Consumer<String> mails;
  private final Alerts alerts;
  private final Tokens tokens;
  private final InstantSource clock;
  private final Ids ids;
  private final AtomicReference<Terms> terms;
  private final Notices notices;

  /**
   * What a configuration says of signing up.
   *
   * @param open whether anybody may subscribe
   * @param words says what somebody chose
   */
  public record Terms(Site site, boolean open, ChoiceWords words) {}

  /**
   * Wires it.
   *
   * @param mails removes what is kept of the mails to a subscriber
   * @param terms in force at first
   * @param notices tells the operator of a flood of requests
   */
  public OptIn(
      Signups signups,
      Subscribers subscribers,
      Consumer<String> mails,
      Alerts alerts,
      Tokens tokens,
      InstantSource clock,
      Ids ids,
      Terms terms,
      Notices notices) {
    this.signups = signups;
    this.subscribers = subscribers;
    this.mails = mails;
    this.alerts = alerts;
    this.tokens = tokens;
    this.clock = clock;
    this.ids = ids;
    this.terms = new AtomicReference<>(terms);
    this.notices = notices;
  }

  /** Puts these terms in force, in place of those before. */
  public void configure(Terms inForce) {
    terms.set(inForce);
  }

  /** Says what somebody chose. */
  public ChoiceWords words() {
    return terms.get().words();
  }

  private Site site() {
    return terms.get().site();
  }

  /** Whether anybody may subscribe. */
  public boolean isOpen() {
    return terms.get().open();
  }

  /**
   * Takes a request down.
   *
   * @param address one plain mail address
   * @param choices what they want to hear, once confirmed
   * @param network whence they ask, for limits; kept as a hash, for a month at most
   * @return false when this network asked too often
   */
  public boolean ask(Signups.Wish wish, String address, Subscription choices, String network) {
    Instant now = clock.instant();
    String page = site().link(wish == Signups.Wish.SUBSCRIBE ? "/subscribe" : "/preferences");
    return signups.ask(
        new Asked(ids.next(now), wish, address, choices, page, now),
        network,
        ASKED_BY_ONE_NETWORK,
        LATELY);
  }

  /** Answers what was asked; returns how many letters are on their way. Safe to repeat. */
  public int run() {
    int letters = 0;
    List<Asked> waiting = signups.waiting(AT_ONCE);
    boolean full = false;
    for (Asked asked : waiting) {
      Instant now = clock.instant();
      boolean held =
          asked.wish() == Signups.Wish.SUBSCRIBE
              && signups.confirmations(now.minus(LATELY)) >= CONFIRMATIONS_AN_HOUR;
      full |= held;
      if (held && asked.askedAt().isAfter(now.minus(DAY))) {
        continue; // there will be room
      }
      Optional<Letter> letter = held ? Optional.empty() : answer(asked, now);
      if (signups.answer(asked, letter, now) && letter.isPresent()) {
        letters++;
      }
    }
    tell(full, waiting.isEmpty());
    return letters;
  }

  private void tell(boolean full, boolean quiet) {
    if (full) {
      notices.raise(
          FLOOD,
          "Many people ask to be subscribed",
          """
          %d letters of confirmation went out within an hour, which is the most. \
          Who asks now gets theirs later, or none after a day.
          If nobody announced this page, somebody is misusing it: `subscribers: { open: false }` \
          closes it.\
          """
              .formatted(CONFIRMATIONS_AN_HOUR));
    } else if (quiet) {
      notices.clear(FLOOD, "The letters of confirmation have been sent");
    }
  }

  private Optional<Letter> answer(Asked asked, Instant now) {
    Optional<Subscriber> known = subscribers.byAddress(asked.address());
    boolean onTheList = known.filter(s -> s.standing() == Standing.CONFIRMED).isPresent();
    int today = signups.letters(asked.address(), now.minus(DAY));
    return switch (asked.wish()) {
      case SUBSCRIBE -> {
        if (today > 0) {
          yield Optional.empty();
        }
        if (onTheList) {
          yield Optional.of(reminder(asked, known.orElseThrow(), now));
        }
        yield signups.letters(asked.address(), now.minus(MONTH)) < CONFIRMATIONS_A_MONTH
            ? Optional.of(confirmation(asked, known.orElse(null), now))
            : Optional.empty();
      }
      case PREFERENCES ->
          onTheList && today < LETTERS_A_DAY
              ? Optional.of(key(known.orElseThrow(), now))
              : Optional.empty();
    };
  }

  private Letter confirmation(Asked asked, @Nullable Subscriber known, Instant now) {
    Subscriber receiver = known == null ? newcomer(asked, now) : known;
    String subscriber = receiver.id();
    Alert letter =
        Letters.confirmation(
            ids.next(now),
            site(),
            asked.page(),
            words().sentenceForStrangers(asked.choices()),
            now);
    return new Letter(
        letter,
        delivery(subscriber, now),
        known == null ? receiver : null,
        tokens.kept(Tokens.Purpose.CONFIRM, subscriber, letter.id(), now, asked.choices()));
  }

  private Subscriber newcomer(Asked asked, Instant now) {
    return new Subscriber(
        ids.next(now),
        asked.address(),
        Standing.PENDING,
        asked.choices(),
        "asked at %s, %s".formatted(asked.page(), asked.askedAt()),
        now,
        null);
  }

  private Letter reminder(Asked asked, Subscriber known, Instant now) {
    return new Letter(
        Letters.reminder(ids.next(now), site(), asked.page(), now),
        delivery(known.id(), now),
        null,
        null);
  }

  private Letter key(Subscriber known, Instant now) {
    Alert letter = Letters.key(ids.next(now), site(), now);
    return new Letter(
        letter,
        delivery(known.id(), now),
        null,
        tokens.kept(Tokens.Purpose.PREFERENCES, known.id(), letter.id(), now, null));
  }

  private Outbox.Due delivery(String subscriber, Instant now) {
    return new Outbox.Due(
        ids.next(now), Recipient.LETTER + subscriber, Recipient.MAIL, Recipient.MAIL, now, false);
  }

  /** What a link in a letter leads to. */
  public sealed interface Opened {
    /** It is good. */
    record Good(Subscriber subscriber, Subscription choices) implements Opened {}

    /** It was used for what it is good for. */
    record Used() implements Opened {}

    /** It was good, once. */
    record Expired() implements Opened {}

    /** Nobody was given such a link. */
    record Unknown() implements Opened {}
  }

  /** Looks what a confirmation link would confirm; changes nothing. */
  public Opened confirming(@Nullable String token) {
    Optional<Kept> kept = tokens.find(Tokens.Purpose.CONFIRM, token);
    if (kept.isEmpty()) {
      return new Opened.Unknown();
    }
    Subscription choices = kept.get().choices();
    if (choices == null) {
      return new Opened.Used();
    }
    return kept.get().isGood(clock.instant())
        ? subscribers
            .find(kept.get().subscriber())
            .<Opened>map(subscriber -> new Opened.Good(subscriber, choices))
            .orElseGet(Opened.Unknown::new)
        : new Opened.Expired();
  }

  /** Puts somebody on the list. What was found before is not sent to them. */
  public Opened confirm(@Nullable String token) {
    Opened opened = confirming(token);
    if (opened instanceof Opened.Good(Subscriber subscriber, Subscription choices)
        && tokens.hashes().use(tokens.find(Tokens.Purpose.CONFIRM, token).orElseThrow().hash())) {
      Instant now = clock.instant();
      String consent =
          "%s; confirmed at %s, %s".formatted(asked(subscriber), site().link("/confirm"), now);
      subscribers.confirm(subscriber.id(), choices, consent, now);
    }
    return opened;
  }

  /** Where they asked first, however often they came and went since. */
  private static String asked(Subscriber subscriber) {
    return subscriber.consent().split("; confirmed", 2)[0];
  }

  /** Whose choices this link opens. */
  public Opened preferences(@Nullable String token) {
    Optional<Kept> kept = tokens.find(Tokens.Purpose.PREFERENCES, token);
    if (kept.isEmpty()) {
      return new Opened.Unknown();
    }
    return kept.get().isGood(clock.instant())
        ? subscribers
            .find(kept.get().subscriber())
            .<Opened>map(subscriber -> new Opened.Good(subscriber, subscriber.subscription()))
            .orElseGet(Opened.Unknown::new)
        : new Opened.Expired();
  }

  /**
   * Uses up a link: whoever changes something goes on with another token, and what was mailed opens
   * nothing any more; empty when it was used up by somebody else meanwhile.
   */
  public Optional<String> goOn(@Nullable String token) {
    Instant now = clock.instant();
    return tokens
        .find(Tokens.Purpose.PREFERENCES, token)
        .filter(kept -> tokens.hashes().spend(kept.hash(), now))
        .map(kept -> {
          String occasion = ids.next(now);
          Tokens.Purpose purpose = Tokens.Purpose.PREFERENCES;
          tokens
              .hashes()
              .keep(List.of(tokens.kept(purpose, kept.subscriber(), occasion, now, null)));
          return tokens.token(purpose, kept.subscriber(), occasion);
        });
  }

  public void choose(Subscriber subscriber, Subscription choices) {
    subscribers.choose(subscriber.id(), choices);
  }

  /** Whom this link would take off the list; changes nothing. */
  public Optional<Subscriber> leaving(@Nullable String token) {
    return tokens
        .find(Tokens.Purpose.UNSUBSCRIBE, token)
        .flatMap(kept -> subscribers.find(kept.subscriber()));
  }

  /** Takes somebody off the list, before the next message; doing it again changes nothing. */
  public void leave(Subscriber subscriber) {
    subscribers.leave(subscriber.id());
  }

  /** Everything that is kept of somebody, for them and for nobody else. */
  public Map<String, Object> export(Subscriber subscriber) {
    Subscription choices = subscriber.subscription();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", subscriber.id());
    all.put("address", subscriber.address());
    all.put("standing", subscriber.standing().name().toLowerCase(Locale.ROOT));
    all.put("stories", choices.stories());
    all.put("watches", choices.watches());
    all.put("in_words", words().sentence(choices));
    all.put("minimum", choices.minimum().word());
    all.put("events", choices.events());
    all.put("require", choices.require());
    all.put("exclude", choices.exclude());
    all.put("cadence", cadence(choices.cadence()));
    QuietHours quiet = choices.quiet();
    if (quiet != null) {
      all.put("quiet_hours", quiet.from() + "-" + quiet.until());
      all.put("critical_passes", quiet.criticalPasses());
    }
    all.put("reminders", choices.reminders());
    all.put("time_zone", choices.zone().getId());
    all.put("consent", subscriber.consent());
    all.put("created_at", subscriber.createdAt().toString());
    all.put("confirmed_at", String.valueOf(subscriber.confirmedAt()));
    all.put("private_feed", hasFeed(subscriber));
    all.put("deliveries", subscribers.deliveries(subscriber.id()));
    return all;
  }

  private static String cadence(Cadence cadence) {
    return switch (cadence) {
      case Cadence.Immediate _ -> "immediate";
      case Cadence.Hourly _ -> "hourly";
      case Cadence.Daily(var at) -> "daily at " + at;
    };
  }

  /** Removes somebody and everything that names them. */
  public void erase(Subscriber subscriber) {
    mails.accept(subscriber.id());
    subscribers.erase(subscriber.id());
  }

  /** Whether somebody has a private feed. */
  public boolean hasFeed(Subscriber subscriber) {
    return tokens.hashes().has(Tokens.Purpose.FEED.word(), subscriber.id());
  }

  /** Gives somebody a new private feed in place of any before; its token is told this once. */
  public String newFeed(Subscriber subscriber) {
    Instant now = clock.instant();
    revokeFeed(subscriber);
    String occasion = ids.next(now);
    tokens
        .hashes()
        .keep(List.of(tokens.kept(Tokens.Purpose.FEED, subscriber.id(), occasion, now, null)));
    return tokens.token(Tokens.Purpose.FEED, subscriber.id(), occasion);
  }

  public void revokeFeed(Subscriber subscriber) {
    tokens.hashes().revoke(Tokens.Purpose.FEED.word(), subscriber.id());
  }

  /**
   * The newest alerts that the owner of this private feed wants to hear of; empty: no such feed.
   */
  public Optional<List<Alert>> feed(String token, int limit) {
    return tokens
        .find(Tokens.Purpose.FEED, token)
        .flatMap(kept -> subscribers.find(kept.subscriber()))
        .filter(owner -> owner.standing() != Standing.UNSUBSCRIBED)
        .map(owner ->
            alerts.newest(Alerts.Wanted.ALL, limit * 5).stream()
                .filter(alert -> new Fit(alert).fits(owner.subscription()))
                .limit(limit)
                .toList());
  }

  /** What the owner of this private feed chose; empty: no such feed. */
  public Optional<Subscription> chosen(String token) {
    return tokens
        .find(Tokens.Purpose.FEED, token)
        .flatMap(kept -> subscribers.find(kept.subscriber()))
        .filter(owner -> owner.standing() != Standing.UNSUBSCRIBED)
        .map(Subscriber::subscription);
  }

  /** Forgets who never confirmed, links that expired, and marks that no limit asks for. */
  public void forget(Duration unconfirmed) {
    Instant now = clock.instant();
    subscribers.forgetUnconfirmed(unconfirmed, now);
    tokens.hashes().forgetExpired(now.minus(unconfirmed));
    signups.forgetOlderThan(MONTH, now);
  }
}
