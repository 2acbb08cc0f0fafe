package crier.alert.sending;

import crier.alert.Recipient;
import crier.alert.routing.Router;
import crier.alert.wording.Composer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Recipients whose turn comes at about the same time: the first who has it asks the database for
 * all, where each alone would be a question of its own. Who leaves meanwhile gets nothing more, so
 * an answer is used once, and only while it is fresh.
 */
public final class RecipientPrefetch {

  /** So many at most: of those that wait for a free connection no more are looked up early. */
  static final int MOST = 16;

  private static final Duration FRESH = Duration.ofMillis(500);

  private final Router router;
  private final Composer composer;
  private final List<String> recipients;
  private final InstantSource clock;
  private final ReentrantLock turn = new ReentrantLock();
  private final Map<String, Router.Reach> found = new HashMap<>();
  private @Nullable Instant asked;

  /**
   * Looks nobody up yet.
   *
   * @param recipients their ids
   */
  public RecipientPrefetch(
      Router router, Composer composer, List<String> recipients, InstantSource clock) {
    this.router = router;
    this.composer = composer;
    this.recipients = List.copyOf(recipients);
    this.clock = clock;
  }

  /** One of them, found again as something is about to be sent. */
  public Router.Reach reach(String recipient) {
    turn.lock();
    try {
      Instant now = clock.instant();
      if (asked == null) {
        Map<String, Router.Reach> all = router.reach(recipients);
        composer.expect(known(all.values()), now);
        found.putAll(all);
        asked = now;
      }
      Router.Reach reach = found.remove(recipient);
      boolean fresh = !now.isBefore(asked) && now.isBefore(asked.plus(FRESH));
      if (reach != null && fresh) {
        return reach;
      }
    } finally {
      turn.unlock();
    }
    return router.reach(recipient);
  }

  /** Who has left is erased perhaps, and nothing is written down of them. */
  private static List<Recipient> known(Collection<Router.Reach> all) {
    List<Recipient> known = new ArrayList<>();
    for (Router.Reach reach : all) {
      if (reach instanceof Router.Reach.Known(Recipient recipient)) {
        known.add(recipient);
      }
    }
    return known;
  }
}
