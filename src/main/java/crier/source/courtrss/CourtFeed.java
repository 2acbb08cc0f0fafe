package crier.source.courtrss;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import crier.source.SafeXml;
import crier.source.Words;
import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A court's feed as its XML has it.
 *
 * @param covers the feed's own words on what it shows: {@code Docket entries of type: all}
 * @param built when the court's program wrote it; null when it does not say
 */
record CourtFeed(String covers, @Nullable Instant built, List<Row> rows) {

  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .parseLenient()
          .appendPattern("d MMM uuuu H:mm:ss")
          .toFormatter(Locale.US);

  /** Signs that XML 1.0 §2.2 does not allow; a clerk's word processor puts some into titles. */
  private static final Pattern IMPOSSIBLE = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]");

  private static final Pattern AMPERSAND =
      Pattern.compile("&(#[0-9]{1,7};|#x[0-9a-fA-F]{1,6};|amp;|lt;|gt;|quot;|apos;)?");

  CourtFeed {
    rows = List.copyOf(rows);
  }

  /**
   * One item.
   *
   * @param title number and name of the case, as text
   * @param description as markup
   * @param entered when the entry was entered (not filed); null when unreadable
   */
  record Row(
      String title,
      String link,
      String description,
      String guid,
      @Nullable ZonedDateTime entered) {}

  /** Reads a feed; empty when these are not the words of one. */
  static Optional<CourtFeed> read(String xml) {
    Element root;
    try {
      root = parser().parse(new InputSource(new StringReader(tidy(xml)))).getDocumentElement();
    } catch (SAXException | IOException _) {
      return Optional.empty();
    }
    Element channel = root.getTagName().equals("rss") ? child(root, "channel") : null;
    if (channel == null || text(channel, "title").isEmpty()) {
      return Optional.empty();
    }
    List<Row> rows = new ArrayList<>();
    for (Node node = channel.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element item && item.getTagName().equals("item")) {
        rows.add(
            new Row(
                plain(text(item, "title")),
                text(item, "link").replaceAll("\\s", ""),
                text(item, "description"),
                text(item, "guid").replaceAll("\\s", ""),
                date(text(item, "pubDate"))));
      }
    }
    ZonedDateTime built = date(text(channel, "lastBuildDate"));
    if (built == null) {
      built = date(text(channel, "pubDate"));
    }
    return Optional.of(
        new CourtFeed(
            plain(text(channel, "description")), built == null ? null : built.toInstant(), rows));
  }

  /** A document type could name files of ours, and no court's feed has one. */
  private static DocumentBuilder parser() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setAttribute(SafeXml.COUNTED, SafeXml.NONE);
      factory.setAttribute(SafeXml.COUNTED_IN_ALL, SafeXml.NONE);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      factory.setIgnoringComments(true);
      factory.setCoalescing(true);
      DocumentBuilder parser = factory.newDocumentBuilder();
      parser.setErrorHandler(new DefaultHandler()); // throws what is fatal, prints nothing
      return parser;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java has this parser", e);
    }
  }

  /** Some programs write a bare ampersand in a party's name. */
  private static String tidy(String xml) {
    Matcher matcher = AMPERSAND.matcher(IMPOSSIBLE.matcher(xml.strip()).replaceAll(" "));
    StringBuilder tidy = new StringBuilder(xml.length() + 64);
    while (matcher.find()) {
      matcher.appendReplacement(
          tidy, matcher.group(1) == null ? "&amp;" : Matcher.quoteReplacement(matcher.group()));
    }
    return matcher.appendTail(tidy).toString();
  }

  private static @Nullable Element child(Element parent, String name) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        return element;
      }
    }
    return null;
  }

  private static String text(Element parent, String name) {
    Element element = child(parent, name);
    return element == null ? "" : element.getTextContent().strip();
  }

  /** Text that may be escaped once more than XML asks for, as at the D.C. Circuit. */
  static String plain(String escaped) {
    String text = Jsoup.parseBodyFragment(escaped).text();
    return Words.line(text.contains("&") ? Jsoup.parseBodyFragment(text).text() : text);
  }

  /**
   * {@code Fri, 03 Feb 2023 11:57:38 EST}: the letters name the court's clock. What they say of
   * summer time decides only in the hour that comes twice.
   */
  static @Nullable ZonedDateTime date(String written) {
    String[] parts = Words.line(written).replaceFirst("^[A-Za-z]{3},\\s*", "").split(" ", -1);
    if (parts.length != 5) {
      return null;
    }
    try {
      LocalDateTime local =
          LocalDateTime.parse(String.join(" ", List.of(parts).subList(0, 4)), DATE);
      String zone = parts[4].toUpperCase(Locale.ROOT);
      if (zone.matches("[+-][0-9]{4}")) {
        return local.atZone(ZoneOffset.of(zone));
      }
      return ZonedDateTime.ofLocal(local, clock(zone), preferred(zone));
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static ZoneId clock(String letters) {
    return switch (letters) {
      case "EST", "EDT" -> ZoneId.of("America/New_York");
      case "CST", "CDT" -> ZoneId.of("America/Chicago");
      case "MST", "MDT" -> ZoneId.of("America/Denver");
      case "PST", "PDT" -> ZoneId.of("America/Los_Angeles");
      case "GMT", "UTC", "Z" -> ZoneOffset.UTC;
      default -> throw new DateTimeException("no clock is called " + letters);
    };
  }

  private static @Nullable ZoneOffset preferred(String letters) {
    return switch (letters) {
      case "EDT" -> ZoneOffset.ofHours(-4);
      case "EST", "CDT" -> ZoneOffset.ofHours(-5);
      case "CST", "MDT" -> ZoneOffset.ofHours(-6);
      case "MST", "PDT" -> ZoneOffset.ofHours(-7);
      case "PST" -> ZoneOffset.ofHours(-8);
      default -> null;
    };
  }

  /** The time of the feed's newest and oldest item; null when no item has a readable one. */
  @Nullable Instant newest() {
    return rows.stream()
        .flatMap(row -> Optional.ofNullable(row.entered()).stream())
        .map(ZonedDateTime::toInstant)
        .max(java.util.Comparator.naturalOrder())
        .orElse(null);
  }

  @Nullable Instant oldest() {
    return rows.stream()
        .flatMap(row -> Optional.ofNullable(row.entered()).stream())
        .map(ZonedDateTime::toInstant)
        .min(java.util.Comparator.naturalOrder())
        .orElse(null);
  }
}
