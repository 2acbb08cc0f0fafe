package crier.app;

import crier.alert.subscribers.OptIn;
import crier.store.History;
import crier.store.HookPosts;
import crier.store.Outbox;
import crier.store.RetentionSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets what the configuration says need not be kept. */
final class Retention {

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  /** Who has not confirmed by then will not. */
  private static final Duration UNCONFIRMED = Duration.ofDays(7);

  private final Supplier<RetentionSettings> settings;
  private final History history;
  private final Outbox outbox;
  private final OptIn optIn;
  private final HookPosts posts;
  private final InstantSource clock;

  Retention(
      Supplier<RetentionSettings> settings,
      History history,
      Outbox outbox,
      OptIn optIn,
      HookPosts posts,
      InstantSource clock) {
    this.settings = settings;
    this.history = history;
    this.outbox = outbox;
    this.optIn = optIn;
    this.posts = posts;
    this.clock = clock;
  }

  void run() {
    Instant now = clock.instant();
    RetentionSettings kept = settings.get();
    int bodies = history.dropBodiesOlderThan(kept.captures(), now);
    int deliveries = outbox.forgetOlderThan(kept.deliveries(), now);
    history.follows().forgetExpired(now);
    optIn.forget(UNCONFIRMED);
    posts.forgetOlderThan(kept.deliveries(), now);
    if (bodies + deliveries > 0) {
      LOG.info("retention: {} pieces of captures and {} deliveries removed", bodies, deliveries);
    }
  }
}
