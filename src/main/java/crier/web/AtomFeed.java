package crier.web;

import crier.model.Alert;
import crier.model.Event;
import crier.web.Feeds.Entry;
import crier.web.Feeds.Feed;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a feed as Atom (RFC 4287). */
final class AtomFeed {

  private static final String NAMESPACE = "http://www.w3.org/2005/Atom";

  private final XMLStreamWriter xml;

  private AtomFeed(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static String write(Feed feed) {
    StringWriter text = new StringWriter();
    try {
      new AtomFeed(XMLOutputFactory.newFactory().createXMLStreamWriter(text)).feed(feed);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory", e);
    }
    return text.toString();
  }

  private void feed(Feed feed) throws XMLStreamException {
    List<Entry> entries = feed.entries();
    xml.writeStartDocument("utf-8", "1.0");
    xml.writeStartElement("feed");
    xml.writeDefaultNamespace(NAMESPACE);
    element("title", feed.title());
    element("id", feed.address());
    // Required even where nothing has been told yet; it must not move from request to request.
    Instant updated = entries.isEmpty() ? Instant.EPOCH : entries.getFirst().alert().firstSeen();
    element("updated", updated.toString());
    link("self", feed.address());
    link("alternate", feed.home());
    xml.writeStartElement("author");
    element("name", feed.site().name());
    xml.writeEndElement();
    for (Entry entry : entries) {
      entry(feed, entry);
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void entry(Feed feed, Entry entry) throws XMLStreamException {
    Alert alert = entry.alert();
    xml.writeStartElement("entry");
    element("title", alert.subject());
    element("id", entry.id());
    element("published", alert.firstSeen().toString());
    element("updated", alert.firstSeen().toString());
    link("alternate", feed.site().link("/alerts/" + alert.id()));
    category(alert.significance().word());
    for (Event event : alert.events()) {
      category(event.name());
    }
    xml.writeStartElement("content");
    xml.writeAttribute("type", "html");
    xml.writeCharacters(readable(entry.html()));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void element(String name, String text) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(readable(text));
    xml.writeEndElement();
  }

  private void link(String rel, String address) throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", rel);
    xml.writeAttribute("href", readable(address));
  }

  private void category(String term) throws XMLStreamException {
    xml.writeEmptyElement("category");
    xml.writeAttribute("term", term);
  }

  /** XML 1.0 §2.2 has no way at all to write most control signs or half a surrogate pair. */
  private static String readable(String text) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints().filter(AtomFeed::canBeWritten).forEach(result::appendCodePoint);
    return result.toString();
  }

  private static boolean canBeWritten(int sign) {
    return switch (sign) {
      case '\n', '\t' -> true;
      case 0xfffe, 0xffff -> false;
      default -> sign >= ' ' && !(sign >= 0xd800 && sign < 0xe000);
    };
  }
}
