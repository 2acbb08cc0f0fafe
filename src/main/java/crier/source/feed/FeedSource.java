package crier.source.feed;

import com.google.re2j.Pattern;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndLink;
import crier.fetch.Request;
import crier.model.Capture;
import crier.model.Cut;
import crier.model.Extracted;
import crier.model.Item;
import crier.model.Published;
import crier.model.SourceSpec;
import crier.model.Unrecognised;
import crier.source.Dates;
import crier.source.Decoded;
import crier.source.DistinctItems;
import crier.source.Keys;
import crier.source.Links;
import crier.source.Pages;
import crier.source.SafeXml;
import crier.source.Source;
import crier.source.StrictJson;
import crier.source.Words;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jdom2.Element;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A source of type {@code feed}. */
public final class FeedSource {

  /** Names of the elements that say when, the best first; some feeds write them in lower case. */
  private static final List<String> DATES =
      List.of("pubdate", "published", "issued", "date", "created", "updated", "modified");

  private static final Pattern MARKUP = Pattern.compile("(?i)<|&lt;|%3c");

  /** More text than this is an attack; feeds carry whole articles. */
  private static final int MOST_TEXT = 100_000;

  private final SourceSpec spec;

  private FeedSource(SourceSpec spec) {
    this.spec = spec;
  }

  /** Makes the source. */
  public static Source source(SourceSpec spec) {
    FeedSource feed = new FeedSource(spec);
    return new Pages(spec, Request.Expect.FEED, feed::read, FeedSource::next);
  }

  /** Reads a capture as a source of this description would. */
  public static Extracted read(SourceSpec spec, Capture capture, Instant now) {
    return new FeedSource(spec).read(capture, now);
  }

  private Extracted read(Capture capture, Instant now) {
    String text = Decoded.text(capture).strip();
    DistinctItems items = new DistinctItems(true);
    boolean fits;
    if (text.startsWith("{")) {
      switch (StrictJson.parse(text)) {
        case StrictJson.Parsed.Broken(String why) -> {
          return new Unrecognised("this is no JSON Feed: " + why);
        }
        case StrictJson.Parsed.Whole(JsonNode root) -> {
          if (!root.path("items").isArray()) {
            return new Unrecognised("this is no JSON Feed: there are no items");
          }
          fits =
              root.path("items")
                  .valueStream()
                  .map(item -> jsonItem(item, capture.finalUrl(), now))
                  .allMatch(item -> taken(item, items));
        }
      }
    } else {
      try {
        fits = xml(FeedXml.of(text), capture.finalUrl(), now, items);
      } catch (SafeXml.Unreadable e) {
        return new Unrecognised(Words.line(String.valueOf(e.getMessage())));
      }
    }
    if (!fits) {
      return DistinctItems.tooMany();
    }
    if (items.items().isEmpty() && !spec.flag("may-be-empty")) {
      return new Unrecognised("the feed has no items");
    }
    return items.listing(false);
  }

  /** RFC 5005 §3 for Atom, {@code next_url} for JSON Feed. */
  private static Optional<String> next(Capture capture) {
    String text = Decoded.text(capture).strip();
    if (text.startsWith("{")) {
      return StrictJson.parse(text) instanceof StrictJson.Parsed.Whole(JsonNode root)
          ? Optional.of(root.path("next_url").asString("")).filter(url -> !url.isBlank())
          : Optional.empty();
    }
    try {
      return FeedXml.of(text).feed().getLinks().stream()
          .filter(link -> "next".equals(link.getRel()))
          .map(SyndLink::getHref)
          .findFirst();
    } catch (SafeXml.Unreadable _) {
      return Optional.empty();
    }
  }

  private boolean xml(FeedXml xml, URI base, Instant now, DistinctItems items) {
    List<SyndEntry> entries = xml.feed().getEntries();
    boolean same = entries.size() == xml.entries().size();
    for (int i = 0; i < entries.size(); i++) {
      Optional<Item> item = item(entries.get(i), same ? xml.entries().get(i) : null, base, now);
      if (!taken(item, items)) {
        return false;
      }
    }
    return true;
  }

  /** Adds an item, or counts one that shows nothing; false when there are too many. */
  private static boolean taken(Optional<Item> item, DistinctItems items) {
    if (item.isEmpty()) {
      items.addUnread();
      return true;
    }
    return items.add(item.get());
  }

  private Optional<Item> item(SyndEntry entry, @Nullable Element element, URI base, Instant now) {
    String title = Words.title(plain(entry.getTitle()));
    String link = Links.absolute(base, entry.getLink());
    String uri = entry.getUri() == null ? "" : entry.getUri().strip();
    if (link == null && !MARKUP.matcher(uri).find()) {
      link = Links.absolute(base, uri.startsWith("http") ? uri : null);
    }
    Published published = element == null ? null : date(element, now);
    SyndContent description = entry.getDescription();
    String text =
        description != null
            ? plain(description.getValue())
            : entry.getContents().stream().findFirst().map(c -> plain(c.getValue())).orElse("");
    // An id that is markup or equals the link says no more than the link does.
    boolean telling = !uri.isEmpty() && !MARKUP.matcher(uri).find() && !uri.equals(entry.getLink());
    if (title.isEmpty() && link == null && text.isEmpty()) {
      return Optional.empty();
    }
    return made(telling ? Links.normal(uri) : "", title, link, published, text);
  }

  private Optional<Item> jsonItem(JsonNode item, URI base, Instant now) {
    String title = Words.title(plain(item.path("title").asString("")));
    String link = Links.absolute(base, item.path("url").asString(""));
    String text = item.path("content_text").asString(item.path("summary").asString(""));
    if (text.isBlank()) {
      text = plain(item.path("content_html").asString(""));
    }
    Published published = Dates.feed(item.path("date_published").asString(""), now);
    String id = item.path("id").isValueNode() ? item.path("id").asString("") : "";
    return title.isEmpty() && link == null && text.isBlank()
        ? Optional.empty()
        : made(Links.normal(id), title, link, published, Words.line(text));
  }

  private Optional<Item> made(
      String id, String title, @Nullable String link, @Nullable Published published, String text) {
    String shown = title.isEmpty() ? Cut.beginning(text, 100) : title;
    String key = Keys.of(id, "", link, shown, published);
    boolean report = spec.text("kind").map("report"::equals).orElse(false);
    return key.isBlank()
        ? Optional.empty()
        : Optional.of(
            new Item(
                report ? Item.Kind.REPORT : Item.Kind.ITEM,
                key,
                shown.isBlank() ? key : shown,
                link,
                published,
                text,
                new TreeMap<>()));
  }

  private static @Nullable Published date(Element entry, Instant now) {
    for (String name : DATES) {
      for (Element child : entry.getChildren()) {
        if (child.getName().toLowerCase(Locale.ROOT).equals(name)) {
          Published date = Dates.feed(child.getText(), now);
          if (date != null) {
            return date;
          }
        }
      }
    }
    return null;
  }

  /** Text out of what may be markup, once or twice escaped. */
  private static String plain(@Nullable String markup) {
    if (markup == null) {
      return "";
    }
    String bounded = Cut.beginning(markup, MOST_TEXT);
    String text = Jsoup.parseBodyFragment(bounded).text();
    return Words.line(
        text.contains("<") || text.contains("&") ? Jsoup.parseBodyFragment(text).text() : text);
  }
}
