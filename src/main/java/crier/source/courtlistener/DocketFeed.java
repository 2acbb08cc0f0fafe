package crier.source.courtlistener;

import com.rometools.rome.feed.synd.SyndEnclosure;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import crier.model.Capture;
import crier.source.Decoded;
import crier.source.Words;
import java.io.StringReader;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;

/**
 * The docket's Atom feed: the 30 newest entries. {@code published} is midnight Pacific of the day
 * filed, {@code summary} the description or else the short description, and the enclosure leads to
 * CourtListener's storage once the document is there (cl/opinion_page/feeds.py).
 */
final class DocketFeed {

  private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
  private static final String STORAGE = "storage.courtlistener.com";

  private DocketFeed() {}

  /** The entries, newest first; empty when this is not such a feed. */
  static Optional<List<Entry>> read(Capture capture) {
    try {
      List<Entry> entries = new ArrayList<>();
      var feed =
          new SyndFeedInput(false, Locale.US)
              .build(new StringReader(Decoded.text(capture).strip()));
      for (SyndEntry entry : feed.getEntries()) {
        String id = entry.getUri() == null ? String.valueOf(entry.getLink()) : entry.getUri();
        String key = id.substring(id.indexOf('#') + 1);
        if (!key.startsWith("entry-") && !key.startsWith("minute-entry-")) {
          return Optional.empty();
        }
        entries.add(
            new Entry(
                key,
                key.startsWith("entry-") ? key.substring("entry-".length()) : null,
                day(entry),
                words(entry),
                entry.getEnclosures().stream()
                    .map(SyndEnclosure::getUrl)
                    .anyMatch(DocketFeed::stored),
                false,
                null));
      }
      return Optional.of(entries);
    } catch (FeedException | IllegalArgumentException | StackOverflowError _) {
      return Optional.empty();
    }
  }

  private static boolean stored(String url) {
    return url != null && url.contains(STORAGE);
  }

  private static @org.jspecify.annotations.Nullable LocalDate day(SyndEntry entry) {
    return entry.getPublishedDate() == null
        ? null
        : entry.getPublishedDate().toInstant().atZone(PACIFIC).toLocalDate();
  }

  private static String words(SyndEntry entry) {
    String value = entry.getDescription() == null ? "" : entry.getDescription().getValue();
    return value == null ? "" : Words.line(Jsoup.parseBodyFragment(value).text());
  }
}
