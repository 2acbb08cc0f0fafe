package crier.source.courtlistener;

import com.rometools.rome.feed.synd.SyndEnclosure;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import crier.model.Capture;
import crier.source.Decoded;
import crier.source.SafeXml;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The docket's Atom feed: the 30 newest entries. {@code published} is midnight Pacific of the day
 * filed, {@code summary} the description or else the short description, and the enclosure leads to
 * CourtListener's storage once the document is there (cl/opinion_page/feeds.py).
 *
 * @param name of the case; empty when the feed does not say
 * @param number of the case, as the feed writes it; empty when it does not say
 * @param entries newest first
 */
record DocketFeed(String name, String number, List<Entry> entries) {

  /** So many entries fill the feed's window: there may be more. */
  static final int WINDOW = 30;

  private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
  private static final String STORAGE = "storage.courtlistener.com";
  private static final String TITLE = "Docket updates for ";

  DocketFeed {
    entries = List.copyOf(entries);
  }

  boolean isFull() {
    return entries.size() >= WINDOW;
  }

  /** Reads the feed of one docket; empty when this is something else, or another docket's. */
  static Optional<DocketFeed> read(Capture capture, long docket) {
    try {
      List<Entry> entries = new ArrayList<>();
      var feed =
          new SyndFeedInput(false, Locale.US).build(SafeXml.parse(Decoded.text(capture).strip()));
      for (SyndEntry entry : feed.getEntries()) {
        String id = entry.getUri() == null ? String.valueOf(entry.getLink()) : entry.getUri();
        String key = id.substring(id.indexOf('#') + 1);
        boolean entryOfIt =
            (key.startsWith("entry-") || key.startsWith("minute-entry-"))
                && id.contains("/docket/" + docket + "/");
        if (!entryOfIt) {
          return Optional.empty();
        }
        entries.add(
            new Entry(
                key,
                0,
                key.startsWith("entry-") ? key.substring("entry-".length()) : null,
                day(entry),
                words(entry),
                false,
                List.of(),
                entry.getEnclosures().stream()
                    .map(SyndEnclosure::getUrl)
                    .anyMatch(DocketFeed::stored),
                null,
                null));
      }
      String title = String.valueOf(feed.getTitle());
      if (entries.isEmpty() && !title.startsWith(TITLE)) {
        return Optional.empty();
      }
      String about = title.startsWith(TITLE) ? title.substring(TITLE.length()) : "";
      int comma = about.lastIndexOf(", ");
      return Optional.of(
          new DocketFeed(
              comma < 0 ? about : about.substring(0, comma),
              comma < 0 ? "" : about.substring(comma + 2).strip(),
              entries));
    } catch (FeedException | SafeXml.Unreadable | IllegalArgumentException | StackOverflowError _) {
      return Optional.empty();
    }
  }

  private static boolean stored(String url) {
    return url != null && url.contains(STORAGE);
  }

  private static @Nullable LocalDate day(SyndEntry entry) {
    return entry.getPublishedDate() == null
        ? null
        : entry.getPublishedDate().toInstant().atZone(PACIFIC).toLocalDate();
  }

  private static String words(SyndEntry entry) {
    String value = entry.getDescription() == null ? "" : entry.getDescription().getValue();
    return value == null ? "" : Api.plain(value);
  }
}
