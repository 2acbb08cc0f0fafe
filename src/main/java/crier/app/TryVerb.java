package crier.app;

import crier.config.ConfigFile;
import crier.config.Loaded;
import crier.config.Settings;
import crier.fetch.Fetched;
import crier.fetch.HttpFetch;
import crier.fetch.Quota;
import crier.fetch.Request;
import crier.model.Content;
import crier.model.Cut;
import crier.model.Document;
import crier.model.Holed;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Memo;
import crier.model.SourceSpec;
import crier.model.Text;
import crier.source.Courts;
import crier.source.Guess;
import crier.source.Look;
import crier.source.OnePage;
import crier.source.Sources;
import crier.source.Step;
import crier.source.Visit;
import crier.watch.Broken;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fetches once and prints what would be extracted; stores nothing. */
@Command(
    name = "try",
    mixinStandardHelpOptions = true,
    description = "Fetch once, print what would be read and an entry to paste; store nothing.")
final class TryVerb extends Verb {

  private static final int SHOWN = 25;
  private static final int WIDTH = 90;

  @Parameters(paramLabel = "URL", description = "Address of a page, a feed, a list, a document.")
  private String url = "";

  @Option(names = "--type", description = "Source type; without it, the best guess.")
  private @Nullable String type;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "An option of the source.")
  private Map<String, String> options = Map.of();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean asJson;

  @Override
  public Integer call() {
    Settings settings = context().settings();
    URI uri;
    try {
      uri =
          OnePage.address(new SourceSpec("page", Map.of("url", url)), Clock.systemUTC().instant());
    } catch (IllegalArgumentException e) {
      throw Refused.usage(e.getMessage() + "; write one with https://");
    }
    if (!Set.of("http", "https")
        .contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))) {
      throw Refused.usage("`%s` is no web address; write one with https://".formatted(url));
    }
    return pays(settings, uri)
        ? context().with(crier -> fetched(settings, uri, crier.budget()))
        : fetched(settings, uri, Quota.UNLIMITED);
  }

  /**
   * Whether this spends requests of a token that watches spend too: then it is on their record,
   * once there is one.
   */
  private boolean pays(Settings settings, URI uri) {
    boolean courtListener = type == null ? Guess.isDocket(uri) : type.startsWith("courtlistener-");
    return courtListener
        && !settings.sources().courtListenerToken().isEmpty()
        && VerbContext.isThere(settings.database());
  }

  private int fetched(Settings settings, URI uri, Quota quota) {
    try (HttpFetch fetch = new HttpFetch(settings.fetch(), quota, Clock.systemUTC())) {
      return type == null ? guess(fetch, uri) : as(fetch, settings, type);
    }
  }

  private int guess(HttpFetch fetch, URI uri) {
    if (Guess.isDocket(uri)) {
      return as(fetch, context().settings(), "courtlistener-docket");
    }
    if (Guess.isSearch(uri)) {
      return as(fetch, context().settings(), "courtlistener-search");
    }
    if (Courts.isFeed(uri)) {
      err().println("read as court-rss: it is the address of a court's feed");
      return as(fetch, context().settings(), "court-rss");
    }
    SourceSpec asked = new SourceSpec("page", Map.copyOf(options));
    Request.Expect expect =
        asked.flag("render") ? Request.Expect.HTML : Request.Expect.ANY; // a browser has no files
    Fetched fetched = fetch.fetch(OnePage.request(asked, uri, expect));
    if (!(fetched instanceof Fetched.Fresh(var capture))) {
      return couldNot(
          fetched instanceof Fetched.NotModified ? "no content" : Look.of(fetched).why());
    }
    Guess guess;
    try {
      guess = Guess.of(url, options, capture, Clock.systemUTC().instant());
    } catch (IllegalArgumentException e) {
      throw Refused.usage(String.valueOf(e.getMessage()));
    }
    err().println("read as " + guess.spec().type() + ": " + guess.how());
    return switch (guess.extracted()) {
      case Content content -> shown(guess.spec(), content);
      case Holed(Listing listing, int unread) -> {
        err().println("in part: " + OnePage.unread(unread));
        yield shown(guess.spec(), listing);
      }
      case crier.model.Unrecognised(String why) -> couldNot(why);
    };
  }

  private int as(HttpFetch fetch, Settings settings, String wanted) {
    Map<String, Object> all = new LinkedHashMap<>(Guess.named(wanted, URI.create(url)));
    all.putAll(options);
    if (wanted.equals("court-rss")
        && !options.containsKey("cases")
        && !options.containsKey("docket-number")) {
      err().println("these are all its cases; choose with --set docket-number=1:25-cv-00677");
    }
    SourceSpec spec = new SourceSpec(wanted, all);
    Step step;
    try {
      step =
          new Sources(settings.sources())
              .source(spec)
              .look(Visit.of(Clock.systemUTC().instant(), Memo.EMPTY, null, true));
    } catch (IllegalArgumentException e) {
      throw Refused.usage(String.valueOf(e.getMessage()));
    }
    try {
      while (step instanceof Step.Ask(Request request, var then)) {
        step = then.apply(fetch.fetch(request));
      }
    } catch (RuntimeException | StackOverflowError e) {
      step = new Step.Done(Broken.look(e));
    }
    return switch (((Step.Done) step).look()) {
      case Look.Seen seen -> {
        seen.troubles().forEach(trouble -> err().println("in part: " + trouble));
        yield shown(spec, seen.content());
      }
      case Look.CouldNot(_, String why, _) -> couldNot(why);
      case Look.Unchanged _ -> couldNot("the page came without content");
    };
  }

  private int couldNot(String why) {
    err().println("could not look: " + why);
    return ExitCode.FAILED;
  }

  private int shown(SourceSpec spec, Content content) {
    String entry = Guess.entry(spec);
    if (ConfigFile.check("--set", entry) instanceof Loaded.Invalid(var mistakes)) {
      throw Refused.usage(
          mistakes.stream()
              .map(mistake -> mistake.what() + "; " + mistake.remedy())
              .collect(Collectors.joining(System.lineSeparator())));
    }
    switch (content) {
      case Listing(List<Item> items, _) -> {
        items.stream().limit(asJson ? items.size() : SHOWN).forEach(this::print);
        if (!asJson && items.size() > SHOWN) {
          out().printf("… and %d more%n", items.size() - SHOWN);
        }
      }
      case Text(String title, String text) -> out().println(title + "\n\n" + text);
      case Document document -> print(document);
    }
    if (!asJson) {
      out().println();
      out().println(entry);
    }
    return ExitCode.DONE;
  }

  private void print(Document document) {
    String why = document.unreadable();
    if (asJson) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("title", document.title());
      object.put("type", document.mediaType());
      object.put("bytes", document.bytes());
      object.put("sha256", document.sha256());
      object.put("unreadable", why);
      object.put("redactions", document.redactions());
      object.put("concealed", document.concealedInAll());
      object.put("pages", document.pages());
      json(object);
      return;
    }
    out()
        .printf(
            "%s%n%s, %,d bytes, SHA-256 %s%n",
            document.title(), document.mediaType(), document.bytes(), document.sha256());
    if (why != null) {
      out().println("its text is not readable: " + why);
    }
    if (!document.pages().isEmpty()) {
      out()
          .printf(
              "%d pages, redactions on each: %s%n%n%s%n",
              document.pages().size(), document.redactions(), document.pages().getFirst());
    }
    if (document.concealedInAll() > 0) {
      err()
          .printf(
              "%,d signs lie beneath boxes and could be extracted; `%s: true` would show them%n",
              document.concealedInAll(), Document.SHOW_HIDDEN);
    }
  }

  private void print(Item item) {
    if (asJson) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("key", item.key());
      object.put("kind", item.kind().name());
      object.put("title", item.title());
      object.put("link", item.link());
      object.put("date", item.published() == null ? null : item.published().toString());
      Map<String, String> fields = new LinkedHashMap<>(item.fields());
      fields.keySet().removeIf(name -> name.startsWith(Item.MARK));
      object.put("fields", fields);
      object.put("text", item.text());
      json(object);
      return;
    }
    String title = item.text().isEmpty() ? item.title() : item.title() + ": " + item.text();
    out()
        .printf(
            "%-10s  %-22s  %s%n",
            item.published() == null ? "undated" : item.published().day(),
            cut(item.key(), 22),
            cut(title, WIDTH));
  }

  private static String cut(String text, int width) {
    return Cut.shown(text, width);
  }
}
