package crier.source.courtlistener;

import crier.fetch.Fetched;
import crier.fetch.Quota.Priority;
import crier.fetch.Request;
import crier.model.Capture;
import crier.model.Memo;
import crier.model.SourceSpec;
import crier.source.Look;
import crier.source.OnePage;
import crier.source.Source;
import crier.source.SourceSettings;
import crier.source.Step;
import crier.source.Visit;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A source of type {@code courtlistener-docket}. The feed says that something moved, without a
 * token and at no cost; the API then says what. When the API cannot be asked, the feed's facts
 * stand and the question is owed. Finds the docket; {@link DocketLook} looks at it.
 */
public final class DocketSource implements Source {

  private static final String RESOLVED = Memo.DOCKET;

  /** In the memo of one look: the docket that turned out to be gone. */
  private static final String LEFT = "left";

  private final SourceSpec spec;
  private final SourceSettings settings;
  private final Api api;
  private final DocketName name;

  private DocketSource(SourceSpec spec, SourceSettings settings) {
    this.spec = spec;
    this.settings = settings;
    this.api = new Api(settings.courtListener(), settings.courtListenerToken());
    this.name = DocketName.of(spec);
  }

  /**
   * Makes the source.
   *
   * @throws IllegalArgumentException when the docket is not named, or named in a wrong form
   */
  public static Source source(SourceSpec spec, SourceSettings settings) {
    return new DocketSource(spec, settings);
  }

  @Override
  public String address() {
    return name.id() == null ? settings.courtListener().toString() : docketAddress(name.id());
  }

  /** Any slug leads to the docket, so one that never changes does. */
  private String docketAddress(long docket) {
    return "%s/docket/%d/docket/".formatted(settings.courtListener(), docket);
  }

  @Override
  public Step look(Visit visit) {
    Optional<Long> docket =
        Optional.ofNullable(name.id()).or(() -> visit.memo().get(RESOLVED).map(Long::valueOf));
    return docket.map(id -> feed(visit, id)).orElseGet(() -> find(visit));
  }

  /** Asks for the docket of a court and number: the API with a token, then the public search. */
  private Step find(Visit visit) {
    String court = Objects.requireNonNull(name.court());
    var number = Objects.requireNonNull(name.number());
    List<URI> asked = new ArrayList<>();
    if (api.hasToken()) {
      asked.add(
          DocketName.core(number)
              .map(core -> api.byCore(court, core))
              .orElseGet(() -> api.byNumber(court, number.toString())));
    }
    asked.add(api.search(court, number.toString()));
    return find(visit, asked.iterator(), 0);
  }

  private Step find(Visit visit, Iterator<URI> asked, int offeredBefore) {
    return new Step.Ask(
        api.request(asked.next(), Priority.MOVED),
        fetched -> {
          if (!(fetched instanceof Fetched.Fresh(Capture capture))) {
            return asked.hasNext() && !(fetched instanceof Fetched.TryLater)
                ? find(visit, asked, offeredBefore)
                : new Step.Done(unfound(fetched));
          }
          Optional<Api.Page> page = Api.page(capture);
          if (page.isEmpty()) {
            return new Step.Done(OnePage.unrecognised("CourtListener's search gave no list"));
          }
          List<DocketName.Offered> offered =
              page.get().results().stream().map(DocketName.Offered::of).toList();
          List<DocketName.Offered> fitting = name.fitting(offered);
          if (fitting.isEmpty() && asked.hasNext()) {
            return find(visit, asked, offered.size());
          }
          if (fitting.size() != 1) {
            int others = Math.max(offered.size(), offeredBefore);
            return new Step.Done(OnePage.unrecognised(name.objection(fitting, others)));
          }
          String id = fitting.getFirst().id();
          if (visit.memo().get(LEFT).filter(id::equals).isPresent()) {
            return new Step.Done(DocketLook.gone(Long.parseLong(id)));
          }
          Memo memo = visit.memo().with(RESOLVED, id).with(LEFT, null);
          return feed(
              new Visit(visit.now(), memo, visit.earlier(), visit.unconditional()),
              Long.parseLong(id));
        });
  }

  private static Look.CouldNot unfound(Fetched fetched) {
    return switch (fetched) {
      case Fetched.Fresh _, Fetched.NotModified _ ->
          OnePage.unrecognised("CourtListener's search answered without content");
      // A search that is not there says nothing about the docket.
      case Fetched.Gone(int status, String why) ->
          OnePage.unrecognised("CourtListener's search: %s (%d)".formatted(why, status));
      case Fetched.TryLater _, Fetched.Blocked _, Fetched.Failed _ -> Look.of(fetched);
    };
  }

  private Step feed(Visit visit, long docket) {
    URI url = URI.create("%s/docket/%d/feed/".formatted(settings.courtListener(), docket));
    Request.Known known = visit.known(url);
    // Last-Modified is midnight of the newest filing day: it hides what is filed later that day.
    Request request =
        OnePage.request(spec, url, Request.Expect.FEED)
            .given(known == null ? null : new Request.Known(known.etag(), null, known.sha256()));
    DocketLook walk = new DocketLook(api, name, docketAddress(docket), docket, visit);
    return new Step.Ask(
        request,
        fetched ->
            fetched instanceof Fetched.Gone
                    && visit.memo().get(RESOLVED).isPresent()
                    && name.id() == null
                ? moved(visit, docket)
                : walk.fed(fetched, url));
  }

  /** A docket that was found by its number is gone: it may have been merged into another. */
  private Step moved(Visit visit, long docket) {
    Memo memo = visit.memo().with(RESOLVED, null).with(LEFT, String.valueOf(docket));
    return find(new Visit(visit.now(), memo, visit.earlier(), visit.unconditional()));
  }
}
