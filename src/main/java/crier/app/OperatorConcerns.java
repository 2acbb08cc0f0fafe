package crier.app;

import crier.alert.Notices;
import crier.config.Settings;
import crier.fetch.Fetch;
import crier.model.Allowance;
import crier.model.Watch;
import crier.model.WatchState;
import crier.source.courtlistener.RateBudget;
import crier.store.Watches;
import crier.watch.Silence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Looks after what only the operator can mend: watches that are silent, a quota that is spent, a
 * token that is refused; each told once, and once more when it is over.
 */
final class OperatorConcerns {

  /** A minute's quota is spent often, and soon free again. */
  private static final Duration LONG_WITHOUT_QUOTA = Duration.ofMinutes(30);

  /** The operator is told of a refused token under this topic and the name of its account. */
  private static final String TOKEN = "courtlistener token ";

  private static final String QUOTA = "quota courtlistener";

  private static final String ACCEPTED = "CourtListener's API accepts the token again";

  private final Supplier<Settings> settings;
  private final Notices notices;
  private final Watches watches;
  private final Supplier<RateBudget> budget;
  private final Fetch fetch;
  private final InstantSource clock;
  private final AtomicReference<String> accepted = new AtomicReference<>("");

  /**
   * Makes one.
   *
   * @param settings those in force
   * @param budget that of the token in force
   */
  OperatorConcerns(
      Supplier<Settings> settings,
      Notices notices,
      Watches watches,
      Supplier<RateBudget> budget,
      Fetch fetch,
      InstantSource clock) {
    this.settings = settings;
    this.notices = notices;
    this.watches = watches;
    this.budget = budget;
    this.fetch = fetch;
    this.clock = clock;
  }

  /** Tells the operator of watches that cannot be looked at, or have long been silent. */
  void lookAfterSilence() {
    Instant now = clock.instant();
    Set<String> current = new HashSet<>();
    Map<String, String> recoveries = new LinkedHashMap<>();
    for (Watch watch : settings.get().watches()) {
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
    Allowance allowance = budget.get().allowance();
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
    Settings now = settings.get();
    if (now.sources().courtListenerToken().isEmpty()
        || now.watches().stream()
            .noneMatch(watch -> watch.source().type().startsWith("courtlistener-"))) {
      return;
    }
    RateBudget requests = budget.get();
    requests.refresh(fetch);
    Allowance allowance = requests.allowance();
    Allowance.Stopped stopped = allowance.stopped();
    String topic = TOKEN + requests.account();
    if (stopped == null && allowance.toldAt() != null) {
      notices.clear(topic, ACCEPTED);
      if (!accepted.getAndSet(topic).equals(topic)) {
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
              .formatted(stopped.why(), stopped.since(), now.sources().courtListener()));
    }
  }
}
