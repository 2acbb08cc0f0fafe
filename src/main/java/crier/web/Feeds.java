package crier.web;

import crier.alert.wording.Wording;
import crier.model.Alert;
import crier.model.Event;
import crier.model.Significance;
import crier.model.Site;
import crier.model.Story;
import crier.store.Alerts;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything, or what a query asks for, as Atom and as JSON Feed; unchanged feeds answer 304. */
final class Feeds {

  private static final int ENTRIES = 100;

  private final WebContext shared;
  private final PageQueries queries;
  private final Show show;

  Feeds(WebContext shared, PageQueries queries, Show show) {
    this.shared = shared;
    this.queries = queries;
    this.show = show;
  }

  /**
   * What a feed is made of.
   *
   * @param address its own, which is also its identity
   * @param home the page that shows the same
   */
  record Feed(Site site, String title, String address, String home, List<Entry> entries) {}

  /**
   * One alert in a feed.
   *
   * @param html the findings with their quotes
   * @param capture SHA-256 of what it rests on, or null
   */
  record Entry(Alert alert, String html, @Nullable String capture) {

    /** Never changes, wherever the pages move: a reader would show the alert again. */
    String id() {
      return "urn:crier:alert:" + alert.id();
    }
  }

  void atom(Context context) {
    answer(context, AtomFeed.write(feed(context)), "application/atom+xml; charset=utf-8");
  }

  void json(Context context) {
    answer(context, JsonFeed.write(feed(context)), "application/feed+json; charset=utf-8");
  }

  /** What one subscriber wants to hear of, at an address that only they know. */
  void privateAtom(Context context) {
    answer(context, AtomFeed.write(mine(context)), "application/atom+xml; charset=utf-8");
  }

  void privateJson(Context context) {
    answer(context, JsonFeed.write(mine(context)), "application/feed+json; charset=utf-8");
  }

  private Feed mine(Context context) {
    List<Alert> alerts =
        shared
            .optIn()
            .get()
            .feed(context.pathParam("token"), ENTRIES)
            .orElseThrow(() -> new NotFoundResponse(Refusals.NOTHING_HERE));
    Site site = queries.site();
    context.header("Cache-Control", "private, no-cache");
    return new Feed(
        site,
        site.name() + ": yours",
        site.link(context.path()),
        site.link("/"),
        alerts.stream().map(alert -> entry(site, alert)).toList());
  }

  private Feed feed(Context context) {
    Site site = queries.site();
    Alerts.Wanted wanted = wanted(context);
    Optional<Story> story = queries.story(wanted.story());
    List<Entry> entries =
        shared.alerts().newest(wanted, ENTRIES).stream().map(alert -> entry(site, alert)).toList();
    return new Feed(
        site,
        site.name() + story.map(s -> ": " + s.name()).orElse(""),
        site.link(context.path()) + query(context),
        site.link(story.map(s -> "/stories/" + s.id()).orElse("/")),
        entries);
  }

  private Entry entry(Site site, Alert told) {
    Alert alert = Wording.withPlaces(told, shared.alerts().seenAt(told.id()), site);
    String capture =
        Optional.ofNullable(alert.capture())
            .flatMap(shared.history()::capture)
            .map(kept -> kept.sha256())
            .orElse(null);
    return new Entry(alert, show.piece("entry", new Views.FeedEntry(site, alert)).strip(), capture);
  }

  /**
   * Reads the query. What is asked for and cannot be is an error: an empty feed would be silent for
   * ever, and nobody would know why.
   */
  private Alerts.Wanted wanted(Context context) {
    String story = given(context, "story");
    if (story != null && queries.story(story).isEmpty() && queries.newest(story, 1).isEmpty()) {
      throw new NotFoundResponse("There is no such story, and so no feed of it.");
    }
    return new Alerts.Wanted(story, null, minimum(context), event(context));
  }

  private static Significance minimum(Context context) {
    String minimum = given(context, "minimum");
    try {
      return minimum == null ? Significance.ROUTINE : Significance.ofWord(minimum);
    } catch (IllegalArgumentException _) {
      throw new BadRequestResponse("minimum is one of critical, notable, routine.");
    }
  }

  private static @Nullable Event event(Context context) {
    String event = given(context, "event");
    try {
      return event == null ? null : Event.valueOf(event);
    } catch (IllegalArgumentException _) {
      throw new BadRequestResponse(
          "event is one of "
              + Stream.of(Event.values()).map(Enum::name).collect(Collectors.joining(", "))
              + ".");
    }
  }

  private static @Nullable String given(Context context, String name) {
    String value = context.queryParam(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /** The parts of the query that count, in one order: the same feed has one address. */
  private static String query(Context context) {
    String query =
        Stream.of("story", "minimum", "event")
            .filter(name -> given(context, name) != null)
            .map(name ->
                name
                    + "="
                    + URLEncoder.encode(
                        String.valueOf(given(context, name)), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "" : "?" + query;
  }

  static void answer(Context context, String text, String type) {
    byte[] body = Neutral.text(text).getBytes(StandardCharsets.UTF_8);
    // Weak: it is the same feed whether or not it goes out compressed (RFC 9110 §8.8.1).
    String tag = "W/\"" + Secret.version(body) + "\"";
    context.header("ETag", tag);
    if (isKnown(context.header("If-None-Match"), tag)) {
      context.status(304);
    } else {
      context.contentType(type).result(body);
    }
  }

  /** RFC 9110 §13.1.2: a list of tags, compared weakly, or a star. */
  private static boolean isKnown(@Nullable String given, String tag) {
    return given != null
        && Stream.of(given.split(","))
            .map(String::strip)
            .anyMatch(one -> one.equals("*") || one.equals(tag) || ("W/" + one).equals(tag));
  }
}
