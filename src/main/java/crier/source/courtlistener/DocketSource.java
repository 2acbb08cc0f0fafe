package crier.source.courtlistener;

import crier.fetch.Fetched;
import crier.fetch.Quota.Priority;
import crier.fetch.Request;
import crier.model.Capture;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Memo;
import crier.model.Snapshot;
import crier.model.SourceSpec;
import crier.source.Look;
import crier.source.OnePage;
import crier.source.Source;
import crier.source.SourceSettings;
import crier.source.Step;
import crier.source.Visit;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A source of type {@code courtlistener-docket}. The feed says that something moved, without a
 * token and at no cost; the API then says what. When the API cannot be asked, the feed's facts
 * stand and the question is owed.
 */
public final class DocketSource implements Source {

  private static final String RESOLVED = "docket";
  private static final String FEED_KEYS = "feed-keys";
  private static final String OWED = "owed";
  private static final String ASKED = "api-asked";
  private static final String WATERMARK = "watermark";
  private static final String DOCKET_ASKED = "docket-asked";

  /** Rows appear with an older time than the last answer's: a merge is one long transaction. */
  private static final Duration OVERLAP = Duration.ofMinutes(10);

  /**
   * Edits do not always show in the feed; look at the API so often though the feed stands still.
   */
  private static final Duration RECONCILE = Duration.ofHours(6);

  private static final Duration DOCKET_EVERY = Duration.ofDays(1);

  /** Pages of 20 entries in one look; the rest is owed. */
  private static final int PAGES = 5;

  private final SourceSpec spec;
  private final SourceSettings settings;
  private final Api api;

  private DocketSource(SourceSpec spec, SourceSettings settings) {
    this.spec = spec;
    this.settings = settings;
    this.api = new Api(settings.courtListener(), settings.courtListenerToken());
    if (spec.text("docket").isEmpty()) {
      if (spec.text("court").isEmpty() || spec.text("docket-number").isEmpty()) {
        throw new IllegalArgumentException(
            "a docket is named by `docket` (CourtListener's id), or by `court` and `docket-number`");
      }
    } else if (!spec.required("docket").matches("[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException(
          "`docket` is CourtListener's id of the docket, a number: the one in its address");
    }
  }

  /** Makes the source. */
  public static Source source(SourceSpec spec, SourceSettings settings) {
    return new DocketSource(spec, settings);
  }

  @Override
  public String address() {
    return spec.text("docket")
        .map(id -> docketAddress(Long.parseLong(id)))
        .orElse(settings.courtListener().toString());
  }

  /** Any slug leads to the docket, so one that never changes does. */
  private String docketAddress(long docket) {
    return "%s/docket/%d/docket/".formatted(settings.courtListener(), docket);
  }

  @Override
  public Step look(Visit visit) {
    Optional<Long> docket =
        spec.text("docket").or(() -> visit.memo().get(RESOLVED)).map(Long::parseLong);
    return docket.map(id -> feed(visit, id)).orElseGet(() -> resolve(visit));
  }

  private Step resolve(Visit visit) {
    String court = spec.required("court");
    String number = spec.required("docket-number");
    return new Step.Ask(
        api.request(api.byNumber(court, number), Priority.MOVED),
        fetched -> {
          if (!(fetched instanceof Fetched.Fresh(Capture capture))) {
            return fetched instanceof Fetched.NotModified
                ? new Step.Done(OnePage.unrecognised("an answer without content"))
                : new Step.Done(Look.of(fetched));
          }
          List<String> ids =
              Api.page(capture).map(Api.Page::results).orElse(List.of()).stream()
                  .map(row -> row.path("docket_id").asString(""))
                  .filter(id -> !id.isEmpty())
                  .distinct()
                  .toList();
          if (ids.size() != 1) {
            return new Step.Done(
                OnePage.unrecognised(
                    "CourtListener knows %s docket %s in %s; write its id as `docket`"
                        .formatted(ids.isEmpty() ? "no" : ids.size() + " of", number, court)));
          }
          Memo memo = visit.memo().with(RESOLVED, ids.getFirst());
          return feed(
              new Visit(visit.now(), memo, visit.earlier(), visit.unconditional()),
              Long.parseLong(ids.getFirst()));
        });
  }

  /** The walk through one look: what has been seen so far. */
  private final class Walk {
    private final Visit visit;
    private final long docket;
    private @Nullable Entries merged;
    private final List<Capture> captures = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private Memo memo;
    private Priority pressing = Priority.RECONCILE;
    private int pages;
    private @Nullable Instant newest;

    Walk(Visit visit, long docket) {
      this.visit = visit;
      this.docket = docket;
      this.memo = visit.memo();
    }

    /** What was known, and what has been seen by now; made when there is something to add. */
    private Entries entries() {
      if (merged == null) {
        Snapshot known = visit.known();
        merged =
            new Entries(
                docketAddress(docket),
                known != null && known.content() instanceof Listing listing
                    ? listing
                    : new Listing(List.of(), false));
      }
      return merged;
    }

    Step fed(Fetched fetched) {
      return switch (fetched) {
        case Fetched.Fresh(Capture capture) -> read(capture);
        case Fetched.NotModified() ->
            api.hasToken() && (memo.get(OWED).isPresent() || due(ASKED, RECONCILE))
                ? askEntries()
                : new Step.Done(new Look.Unchanged(memo));
        case Fetched other -> apiInstead(Look.of(other));
      };
    }

    private Step read(Capture capture) {
      Optional<List<Entry>> feed = DocketFeed.read(capture);
      if (feed.isEmpty()) {
        return apiInstead(OnePage.unrecognised("this is not a docket's feed"));
      }
      if (feed.get().isEmpty()) {
        return apiInstead(OnePage.unrecognised("the docket's feed has no entries"));
      }
      captures.add(capture);
      memo = Visit.remember(memo, capture);
      passedOver(feed.get());
      feed.get().forEach(entry -> entries().see(entry, false));
      if (!api.hasToken()) {
        return seen();
      }
      memo = memo.with(OWED, "yes");
      return askEntries();
    }

    /** The feed failed; the API may still know. */
    private Step apiInstead(Look.CouldNot feedFailed) {
      if (!api.hasToken() || visit.known() == null || !due(ASKED, Duration.ofHours(1))) {
        return new Step.Done(feedFailed);
      }
      troubles.add("the docket's feed: " + feedFailed.why());
      return askEntries();
    }

    /** Entries that the last feed showed, and this one passes over though it shows older ones. */
    private void passedOver(List<Entry> feed) {
      Set<String> shown = feed.stream().map(Entry::key).collect(Collectors.toSet());
      List<String> before =
          memo.get(FEED_KEYS).map(keys -> Arrays.asList(keys.split(" ", -1))).orElse(List.of());
      Set<String> gone = new HashSet<>();
      boolean olderShown = false;
      for (String key : before.reversed()) {
        if (shown.contains(key)) {
          olderShown = true;
        } else if (olderShown) {
          gone.add(key);
        }
      }
      entries().drop(gone);
      memo = memo.with(FEED_KEYS, feed.stream().map(Entry::key).collect(Collectors.joining(" ")));
    }

    private boolean due(String mark, Duration every) {
      return memo.get(mark)
          .map(Instant::parse)
          .map(at -> !visit.now().isBefore(at.plus(every)))
          .orElse(true);
    }

    private Step askEntries() {
      if (memo.get(OWED).isPresent()) {
        pressing = Priority.MOVED;
      } else if (!troubles.isEmpty()) {
        pressing = Priority.DOCUMENTS;
      }
      Instant watermark = memo.get(WATERMARK).map(Instant::parse).orElse(null);
      URI uri = api.entriesSince(docket, watermark == null ? null : watermark.minus(OVERLAP));
      return new Step.Ask(api.request(uri, pressing), this::listed);
    }

    private Step listed(Fetched fetched) {
      if (!(fetched instanceof Fetched.Fresh(Capture capture))) {
        return apiFailed(fetched);
      }
      Optional<Api.Page> page = Api.page(capture);
      if (page.isEmpty()) {
        return apiFailed(new Fetched.Failed("the API's answer is no list"));
      }
      captures.add(capture);
      for (var row : page.get().results()) {
        Api.entry(row).ifPresent(entry -> entries().see(entry, true));
        Instant modified = Api.modified(row);
        if (modified != null && (newest == null || modified.isAfter(newest))) {
          newest = modified;
        }
      }
      Optional<URI> next = page.get().next().filter(api::isOurs);
      if (next.isPresent() && ++pages < PAGES) {
        return new Step.Ask(api.request(next.get(), pressing), this::listed);
      }
      // The watermark moves only when everything up to it has been read.
      memo = memo.with(OWED, null).with(ASKED, visit.now().toString());
      if (newest != null) {
        memo = memo.with(WATERMARK, newest.toString());
      }
      return due(DOCKET_ASKED, DOCKET_EVERY)
          ? new Step.Ask(api.request(api.docket(docket), Priority.RECONCILE), this::docketSeen)
          : seen();
    }

    private Step docketSeen(Fetched fetched) {
      if (fetched instanceof Fetched.Fresh(Capture capture)) {
        Optional<Item> item =
            Api.json(capture).flatMap(json -> Docket.item(json, docketAddress(docket)));
        item.ifPresent(entries()::put);
        if (item.isPresent()) {
          captures.add(capture);
          memo = memo.with(DOCKET_ASKED, visit.now().toString());
        }
      }
      return seen();
    }

    /** The feed's facts stand; what the API would have said is owed. */
    private Step apiFailed(Fetched fetched) {
      if (fetched instanceof Fetched.Blocked(String why)) {
        troubles.add("CourtListener's API refuses the token: " + why);
        // Asking again at every look would not help and might hurt.
        memo = memo.with(OWED, null).with(ASKED, visit.now().toString());
      }
      if (captures.isEmpty()) {
        return troubles.isEmpty() || !(fetched instanceof Fetched.Blocked)
            ? new Step.Done(
                fetched instanceof Fetched.NotModified
                    ? new Look.Unchanged(memo)
                    : unlessFed(fetched))
            : new Step.Done(new Look.Unchanged(memo));
      }
      return seen();
    }

    /** The feed stood still, so nothing is missed; or it failed too, and nothing can be said. */
    private Look unlessFed(Fetched fetched) {
      return troubles.isEmpty() ? new Look.Unchanged(memo) : Look.of(fetched);
    }

    private Step seen() {
      return new Step.Done(new Look.Seen(entries().listing(), captures, memo, troubles));
    }
  }

  private Step feed(Visit visit, long docket) {
    URI url = URI.create("%s/docket/%d/feed/".formatted(settings.courtListener(), docket));
    Request.Known known = visit.known(url);
    // Last-Modified is midnight of the newest filing day: it hides what is filed later that day.
    Request request =
        OnePage.request(spec, url, Request.Expect.FEED)
            .given(known == null ? null : new Request.Known(known.etag(), null, known.sha256()));
    Walk walk = new Walk(visit, docket);
    return new Step.Ask(request, walk::fed);
  }
}
