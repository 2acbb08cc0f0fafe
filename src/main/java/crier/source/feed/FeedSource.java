package crier.source.feed;

import com.google.re2j.Pattern;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import crier.fetch.Request;
import crier.model.Capture;
import crier.model.Extracted;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Published;
import crier.model.SourceSpec;
import crier.model.Unrecognised;
import crier.source.Dates;
import crier.source.Decoded;
import crier.source.Keys;
import crier.source.Links;
import crier.source.OnePage;
import crier.source.Source;
import crier.source.Words;
import java.io.StringReader;
import java.net.URI;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A source of type {@code feed}. */
public final class FeedSource {

  /** Deeper nesting is an attack on the parser's stack, not a feed. */
  private static final int DEPTH = 200;

  private static final Pattern TAG = Pattern.compile("<(/?)[A-Za-z][^>]*?(/?)>");

  private final SourceSpec spec;

  private FeedSource(SourceSpec spec) {
    this.spec = spec;
  }

  /** Makes the source. */
  public static Source source(SourceSpec spec) {
    return new OnePage(spec, Request.Expect.FEED, new FeedSource(spec)::read);
  }

  /** Reads a capture as a source of this description would. */
  public static Extracted read(SourceSpec spec, Capture capture, Instant now) {
    return new FeedSource(spec).read(capture, now);
  }

  private Extracted read(Capture capture, Instant now) {
    String text = Decoded.text(capture).strip();
    Map<String, Item> items = new LinkedHashMap<>();
    if (text.startsWith("{")) {
      try {
        for (JsonNode item : JsonMapper.shared().readTree(text).path("items")) {
          add(items, jsonItem(item, capture.finalUrl(), now));
        }
      } catch (JacksonException | StackOverflowError _) {
        return new Unrecognised("this is no JSON Feed");
      }
    } else {
      if (tooDeep(text)) {
        return new Unrecognised("the XML is nested more than %d deep".formatted(DEPTH));
      }
      try {
        // lower-case element names of one Senate office's feed, which ROME does not know
        String tidy = text.replace("<pubdate>", "<pubDate>").replace("</pubdate>", "</pubDate>");
        SyndFeed feed = new SyndFeedInput(false, java.util.Locale.US).build(new StringReader(tidy));
        for (SyndEntry entry : feed.getEntries()) {
          add(items, item(entry, capture.finalUrl(), now));
        }
      } catch (FeedException | IllegalArgumentException | StackOverflowError e) {
        return new Unrecognised("this is no feed: " + Words.line(String.valueOf(e.getMessage())));
      }
    }
    if (items.isEmpty() && !spec.flag("may-be-empty")) {
      return new Unrecognised("the feed has no items");
    }
    return new Listing(List.copyOf(items.values()), false);
  }

  private static void add(Map<String, Item> items, @Nullable Item item) {
    if (item != null) {
      items.putIfAbsent(item.key(), item);
    }
  }

  private @Nullable Item item(SyndEntry entry, URI base, Instant now) {
    String title = plain(entry.getTitle());
    String link = Links.absolute(base, entry.getLink());
    String uri = entry.getUri() == null ? "" : entry.getUri().strip();
    if (link == null) {
      link = Links.absolute(base, uri.startsWith("http") ? uri : null);
    }
    Published published = published(entry, now);
    SyndContent description = entry.getDescription();
    String text =
        description != null
            ? plain(description.getValue())
            : entry.getContents().stream().findFirst().map(c -> plain(c.getValue())).orElse("");
    // An id that is markup or equals the link says no more than the link does.
    boolean telling =
        !uri.isEmpty()
            && !uri.contains("<")
            && !uri.contains("&lt;")
            && !uri.equals(entry.getLink());
    String configured = telling ? Links.normal(uri) : "";
    if (title.isEmpty() && link == null) {
      return null;
    }
    String key = Keys.of(configured, "", link, title, published);
    return made(key, title.isEmpty() ? key : title, link, published, text);
  }

  private @Nullable Item jsonItem(JsonNode item, URI base, Instant now) {
    String title = plain(item.path("title").asString(""));
    String link = Links.absolute(base, item.path("url").asString(""));
    String text = item.path("content_text").asString(item.path("summary").asString(""));
    if (text.isBlank()) {
      text = plain(item.path("content_html").asString(""));
    }
    Published published = Dates.read(item.path("date_published").asString(""), null, now);
    if (title.isEmpty() && link == null && text.isBlank()) {
      return null;
    }
    String key = Keys.of(item.path("id").asString(""), "", link, title, published);
    return key.isBlank()
        ? null
        : made(key, title.isEmpty() ? key : title, link, published, Words.line(text));
  }

  private Item made(
      String key, String title, @Nullable String link, @Nullable Published published, String text) {
    boolean report = spec.text("kind").map("report"::equals).orElse(false);
    return new Item(
        report ? Item.Kind.REPORT : Item.Kind.ITEM,
        key,
        title,
        link,
        published,
        text,
        new TreeMap<>());
  }

  /** Midnight and noon, on the dot, stand for a day; ROME gives UTC and forgets the zone. */
  private static @Nullable Published published(SyndEntry entry, Instant now) {
    Date date =
        entry.getPublishedDate() != null ? entry.getPublishedDate() : entry.getUpdatedDate();
    if (date == null) {
      return null;
    }
    OffsetDateTime when = date.toInstant().atOffset(ZoneOffset.UTC);
    LocalTime time = when.toLocalTime();
    boolean day =
        time.getMinute() == 0
            && time.getSecond() == 0
            && List.of(0, 4, 5, 7, 8, 12).contains(time.getHour());
    return Dates.credible(day ? Published.on(when.toLocalDate()) : Published.at(when), now);
  }

  /** Text out of what may be markup, once or twice escaped. */
  private static String plain(@Nullable String markup) {
    if (markup == null) {
      return "";
    }
    String text = Jsoup.parseBodyFragment(markup).text();
    return Words.line(
        text.contains("<") || text.contains("&") ? Jsoup.parseBodyFragment(text).text() : text);
  }

  private static boolean tooDeep(String xml) {
    int depth = 0;
    var matcher = TAG.matcher(xml);
    while (matcher.find()) {
      if (!matcher.group(2).isEmpty()) {
        continue;
      }
      depth += matcher.group(1).isEmpty() ? 1 : -1;
      if (depth > DEPTH) {
        return true;
      }
    }
    return false;
  }
}
