package crier.source.courtlistener;

import crier.fetch.Fetched;
import crier.fetch.Quota;
import crier.model.Capture;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Snapshot;
import crier.model.SourceSpec;
import crier.source.Courts;
import crier.source.Look;
import crier.source.OnePage;
import crier.source.Source;
import crier.source.SourceSettings;
import crier.source.Step;
import crier.source.Visit;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A source of type {@code courtlistener-search}: what a search newly finds, the newest first. It
 * reads pages until one holds nothing new. That a result is missing now says nothing: the index
 * lags, and answers are cached for ten minutes. One request can ask for the newest documents of
 * many dockets.
 */
public final class SearchSource implements Source {

  /** Pages of 20 results in one look; each costs a request of the token's budget. */
  private static final int PAGES = 3;

  /** Results that are kept in mind, the latest found first. */
  private static final int KNOWN = 1_000;

  private final SourceSpec spec;
  private final SourceSettings settings;
  private final Api api;

  /** How the ids of the states', territories' and the agencies' courts begin. */
  private static final Pattern STATE_COURT =
      Pattern.compile(
          "(ala|alaska|am|ariz|ark|cal|colo|conn|dc|del|fla|ga|guam|haw|idaho|ill|ind|iowa|kan|ky|la"
              + "|mass|md|me|mich|minn|miss|mo|mont|navajo|nc|nd|neb|nev|nh|nj|nm|nmariana|ny|ohio"
              + "|okla|or|pa|pr|ri|sc|sd|tenn|tex|utah|va|vi|virginislands|vt|wash|wis|wva|wyo"
              + "|ac|af|ag|asbca|bia|bta|bva|cc|cg|com|cus|ei|mc|ms|nm|olc|tribal)[a-z0-9]{0,30}");

  private final Kind kind;
  private final URI first;

  private SearchSource(SourceSpec spec, SourceSettings settings) {
    this.spec = spec;
    this.settings = settings;
    this.api = new Api(settings.courtListener(), settings.courtListenerToken());
    List<String> dockets = spec.texts("dockets");
    this.kind = Kind.of(spec.text("kind").orElse(dockets.isEmpty() ? "cases" : "documents"));
    this.first = first(query(spec, dockets));
  }

  /** Makes the source. */
  public static Source source(SourceSpec spec, SourceSettings settings) {
    return new SearchSource(spec, settings);
  }

  /** What is searched for; the letters are CourtListener's. */
  enum Kind {
    CASES("r", "entry_date_filed desc"),
    DOCKETS("d", "dateFiled desc"),
    DOCUMENTS("rd", "entry_date_filed desc"),
    OPINIONS("o", "dateFiled desc");

    private final String letters;
    private final String newest;

    Kind(String letters, String newest) {
      this.letters = letters;
      this.newest = newest;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.letters.equals(word) || kind.word().equals(word)) {
          return kind;
        }
      }
      throw new IllegalArgumentException(
          "`kind` is one of cases, dockets, documents, opinions, not `%s`".formatted(word));
    }
  }

  /** An empty list of ids would search everything there is. */
  private static String query(SourceSpec spec, List<String> dockets) {
    String query = spec.text("query").orElse("").strip();
    if (dockets.isEmpty() && query.isEmpty()) {
      throw new IllegalArgumentException(
          "a source of type courtlistener-search needs a `query`, or ids as `dockets`");
    }
    for (String id : dockets) {
      if (!id.matches("[1-9][0-9]{0,17}")) {
        throw new IllegalArgumentException(
            "`%s` in `dockets` is no id of CourtListener's: write the number in the docket's address"
                .formatted(id));
      }
    }
    if (dockets.isEmpty()) {
      return query;
    }
    String ids = "docket_id:(%s)".formatted(String.join(" OR ", dockets));
    return query.isEmpty() ? ids : "(%s) AND %s".formatted(query, ids);
  }

  private URI first(String query) {
    String court =
        spec.texts("court").stream()
            .flatMap(names -> Arrays.stream(names.strip().split("[\\s,]+", -1)))
            .filter(name -> !name.isEmpty())
            .map(this::court)
            .collect(Collectors.joining(" "));
    return URI.create(
        "%s/api/rest/v4/search/?type=%s&q=%s&order_by=%s%s"
            .formatted(
                settings.courtListener(),
                kind.letters,
                encoded(query),
                encoded(kind.newest),
                court.isBlank() ? "" : "&court=" + encoded(court)));
  }

  /**
   * Dockets and their documents come by way of PACER, so their courts are federal. Of opinions
   * there are a thousand courts more, and new ones every year: of those CourtListener's ids have no
   * list here, but they begin with the state's abbreviation.
   */
  private String court(String name) {
    return kind == Kind.OPINIONS && STATE_COURT.matcher(name).matches()
        ? name
        : Courts.required(name);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public String address() {
    return first.toString().replaceFirst("/api/rest/v4/search/", "/");
  }

  @Override
  public Step look(Visit visit) {
    DocketLook walk = new DocketLook(visit);
    return new Step.Ask(
        api.request(first, Quota.Priority.DOCUMENTS).given(visit.known(first)),
        fetched -> walk.answered(first, fetched));
  }

  /** One look: the results read so far. */
  private final class DocketLook {
    private final Visit visit;
    private final Map<String, Item> found = new LinkedHashMap<>();
    private final List<Capture> captures = new ArrayList<>();
    private @Nullable Map<String, Item> earlier;
    private int pages;

    DocketLook(Visit visit) {
      this.visit = visit;
    }

    private Map<String, Item> known() {
      if (earlier == null) {
        earlier = new LinkedHashMap<>();
        Snapshot snapshot = visit.known();
        if (snapshot != null && snapshot.content() instanceof Listing listing) {
          for (Item item : listing.items()) {
            earlier.put(item.key(), item);
          }
        }
      }
      return earlier;
    }

    Step answered(URI asked, Fetched fetched) {
      return switch (fetched) {
        case Fetched.Fresh(Capture capture) -> read(capture);
        case Fetched.NotModified _ ->
            new Step.Done(
                asked.equals(first)
                    ? new Look.Unchanged(visit.memo())
                    : OnePage.unrecognised("a page of results without content"));
        // What the pages before it hold is found again at the next look.
        case Fetched other -> new Step.Done(Look.of(other));
      };
    }

    private Step read(Capture capture) {
      Optional<Api.Page> page = Api.page(capture);
      if (page.isEmpty()) {
        return new Step.Done(OnePage.unrecognised("the answer is no list of search results"));
      }
      int before = found.size();
      boolean news = false;
      for (JsonNode row : page.get().results()) {
        Item item = Results.item(kind, row, settings.courtListener());
        if (item != null) {
          found.putIfAbsent(item.key(), item);
          news |= !known().containsKey(item.key());
        }
      }
      if (found.size() == before && pages == 0 && counted(capture, page.get())) {
        return new Step.Done(
            OnePage.unrecognised("none of the search results can be read as " + kind.word()));
      }
      captures.add(capture);
      pages++;
      Optional<URI> next = page.get().next().filter(api::isOurs);
      if (!news || next.isEmpty()) {
        return seen(List.of());
      }
      if (pages < PAGES) {
        URI uri = next.get();
        return new Step.Ask(
            api.request(uri, Quota.Priority.MOVED), fetched -> answered(uri, fetched));
      }
      return seen(
          known().isEmpty()
              ? List.of()
              : List.of(
                  "the search finds more than %d results that are new; the rest is not read"
                      .formatted(found.size())));
    }

    /** Whether the answer itself says that it found something. */
    private static boolean counted(Capture capture, Api.Page page) {
      return !page.results().isEmpty()
          || Api.json(capture).map(json -> json.path("count").asLong(0) > 0).orElse(false);
    }

    private Step seen(List<String> troubles) {
      return new Step.Done(
          new Look.Seen(
              merged(), captures, Visit.remember(visit.memo(), captures.getFirst()), troubles));
    }

    /** What was found is first; what was found before and is not among it stays known. */
    private Listing merged() {
      Map<String, Item> items = new LinkedHashMap<>();
      found.forEach((key, item) -> items.put(key, Results.grown(known().get(key), item)));
      known().forEach(items::putIfAbsent);
      return new Listing(items.values().stream().limit(KNOWN).toList(), false);
    }
  }
}
