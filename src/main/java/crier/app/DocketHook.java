package crier.app;

import crier.config.Settings;
import crier.model.Memo;
import crier.model.Watch;
import crier.model.WatchState;
import crier.store.Database;
import crier.store.HookPosts;
import crier.store.Watches;
import crier.web.HookReceiver;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Supplier<Settings> settings;
  private final InstantSource clock;

  DocketHook(HookPosts posts, Watches states, Supplier<Settings> settings, InstantSource clock) {
    this.posts = posts;
    this.states = states;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public boolean admits(String address) {
    List<String> from = settings.get().sources().webhookFrom();
    boolean admitted = from.isEmpty() || from.contains(address);
    if (!admitted) {
      LOG.warn(
          "a post to CourtListener's webhook from an address that is not in courtlistener.webhook-from is not taken");
    }
    return admitted;
  }

  @Override
  public boolean receive(String idempotencyKey, byte[] body) {
    try {
      if (posts.keep(idempotencyKey, body, clock.instant())) {
        List<String> due = watchesOf(dockets(body));
        if (!due.isEmpty()) {
          states.prompt(due, clock.instant());
        }
        LOG.info("CourtListener posted: {} watches are due at once", due.size());
      }
      return true;
    } catch (Database.Away _) {
      return false;
    } catch (RuntimeException e) {
      LOG.error("a post of CourtListener could not be stored; it is asked to try again", e);
      return false;
    }
  }

  private List<String> watchesOf(Set<String> dockets) {
    Map<String, WatchState> known = new HashMap<>();
    states.states().forEach(state -> known.put(state.watch(), state));
    return settings.get().watches().stream()
        .filter(watch -> watch.source().type().equals("courtlistener-docket"))
        .filter(watch -> docketOf(watch, known).filter(dockets::contains).isPresent())
        .map(Watch::id)
        .toList();
  }

  /** The id in its description, or the one that was found for its court and number. */
  private static Optional<String> docketOf(Watch watch, Map<String, WatchState> known) {
    return watch
        .source()
        .text("docket")
        .or(() ->
            Optional.ofNullable(known.get(watch.id()))
                .flatMap(state -> state.memo().get(Memo.DOCKET)));
  }

  /**
   * Ids of the dockets that a post is about: of entries (event type 1), found cases and filings
   * (2), documents fetched from the court (3). A document bought by others (5) names no docket, and
   * an alert that has grown old (4) says nothing of what is in it.
   */
  private static Set<String> dockets(byte[] body) {
    Set<String> dockets = new TreeSet<>();
    try {
      JsonNode payload = JsonMapper.shared().readTree(body).path("payload");
      named(payload, dockets);
      payload.path("results").forEach(result -> named(result, dockets));
      if (!payload.path("disabled_alerts").isEmpty()) {
        LOG.warn(
            "CourtListener has switched off its own alerts for {} dockets; it posts no more about them",
            payload.path("disabled_alerts").size());
      }
    } catch (JacksonException _) {
      LOG.warn("CourtListener's post is no JSON; it is kept, and no watch is due for it");
    }
    return dockets;
  }

  /** A plain number, or an address that ends with it. */
  private static void named(JsonNode node, Set<String> dockets) {
    for (String field : List.of("docket", "docket_id")) {
      String docket = node.path(field).asString("").replaceAll("/$", "");
      String id = docket.substring(docket.lastIndexOf('/') + 1);
      if (!id.isEmpty()) {
        dockets.add(id);
      }
    }
  }
}
