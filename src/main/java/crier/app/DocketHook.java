package crier.app;

import crier.model.Watch;
import crier.store.HookPosts;
import crier.store.Watches;
import crier.web.HookReceiver;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * CourtListener's webhook as a trigger: a post is stored, and the watches of its dockets are due at
 * once. What changed is read as at any other look, so a forged or garbled post can cause a look but
 * never an alert.
 */
final class DocketHook implements HookReceiver {

  private static final Logger LOG = LoggerFactory.getLogger(DocketHook.class);

  private final HookPosts posts;
  private final Watches states;
  private final Supplier<List<Watch>> watches;
  private final InstantSource clock;

  DocketHook(HookPosts posts, Watches states, Supplier<List<Watch>> watches, InstantSource clock) {
    this.posts = posts;
    this.states = states;
    this.watches = watches;
    this.clock = clock;
  }

  @Override
  public boolean receive(String idempotencyKey, byte[] body) {
    try {
      if (posts.keep(idempotencyKey, body, clock.instant())) {
        List<String> due = watchesOf(dockets(body));
        if (!due.isEmpty()) {
          states.makeDue(due, clock.instant());
        }
        LOG.info("CourtListener posted: {} watches are due at once", due.size());
      }
      return true;
    } catch (RuntimeException e) {
      LOG.error("a post of CourtListener could not be stored; it is asked to try again", e);
      return false;
    }
  }

  private List<String> watchesOf(Set<String> dockets) {
    return watches.get().stream()
        .filter(watch -> watch.source().type().equals("courtlistener-docket"))
        .filter(watch -> watch.source().text("docket").filter(dockets::contains).isPresent())
        .map(Watch::id)
        .toList();
  }

  /** Their ids: plain numbers in entries and alerts, at the end of an address elsewhere. */
  private static Set<String> dockets(byte[] body) {
    Set<String> dockets = new TreeSet<>();
    try {
      JsonNode payload = JsonMapper.shared().readTree(body).path("payload");
      for (JsonNode result : payload.path("results")) {
        String docket = result.path("docket").asString("").replaceAll("/$", "");
        dockets.add(docket.substring(docket.lastIndexOf('/') + 1));
      }
    } catch (JacksonException _) {
      LOG.warn("CourtListener's post is no JSON; it is kept, and no watch is due for it");
    }
    return dockets;
  }
}
