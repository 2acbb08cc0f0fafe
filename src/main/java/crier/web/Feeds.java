package crier.web;

import crier.model.Alert;
import crier.model.Finding;
import crier.model.Site;
import io.javalin.http.Context;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tools.jackson.databind.json.JsonMapper;

/** Everything as Atom and as JSON Feed 1.1; unchanged feeds answer 304. */
final class Feeds {

  private static final int ENTRIES = 100;

  private final Deps deps;

  Feeds(Deps deps) {
    this.deps = deps;
  }

  void atom(Context context) {
    try {
      answer(context, atom(context.path(), alerts(context)), "application/atom+xml; charset=utf-8");
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  void json(Context context) {
    Site site = deps.site().get();
    Map<String, Object> feed = new LinkedHashMap<>();
    feed.put("version", "https://jsonfeed.org/version/1.1");
    feed.put("title", site.name());
    feed.put("home_page_url", site.link("/"));
    feed.put("feed_url", site.link(context.path()));
    feed.put("items", alerts(context).stream().map(alert -> item(site, alert)).toList());
    answer(
        context,
        JsonMapper.shared().writeValueAsString(feed),
        "application/feed+json; charset=utf-8");
  }

  private List<Alert> alerts(Context context) {
    return deps.alerts().newest(Pages.wanted(context), ENTRIES);
  }

  private static Map<String, Object> item(Site site, Alert alert) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("id", id(alert));
    item.put("url", site.link("/alerts/" + alert.id()));
    item.put("title", alert.subject());
    item.put("content_text", text(alert));
    item.put("date_published", alert.firstSeen().toString());
    item.put("tags", alert.events().stream().map(Enum::name).toList());
    return item;
  }

  private static String id(Alert alert) {
    return "urn:crier:alert:" + alert.id();
  }

  private static String text(Alert alert) {
    return alert.findings().stream().map(Feeds::text).collect(Collectors.joining("\n\n"));
  }

  private static String text(Finding finding) {
    return finding.headline()
        + ": "
        + finding.title()
        + (finding.quote().isBlank() ? "" : "\n“" + finding.quote() + "”")
        + (finding.link() == null ? "" : "\n" + finding.link());
  }

  private String atom(String path, List<Alert> alerts) throws XMLStreamException {
    Site site = deps.site().get();
    StringWriter text = new StringWriter();
    XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
    xml.writeStartDocument("utf-8", "1.0");
    xml.writeStartElement("feed");
    xml.writeDefaultNamespace("http://www.w3.org/2005/Atom");
    element(xml, "title", site.name());
    element(xml, "id", "urn:crier:alerts");
    element(
        xml,
        "updated",
        alerts.isEmpty() ? "1970-01-01T00:00:00Z" : alerts.getFirst().firstSeen().toString());
    link(xml, "self", site.link(path));
    link(xml, "alternate", site.link("/"));
    xml.writeStartElement("author");
    element(xml, "name", site.name());
    xml.writeEndElement();
    for (Alert alert : alerts) {
      xml.writeStartElement("entry");
      element(xml, "title", alert.subject());
      element(xml, "id", id(alert));
      element(xml, "updated", alert.firstSeen().toString());
      link(xml, "alternate", site.link("/alerts/" + alert.id()));
      element(xml, "summary", text(alert));
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    return text.toString();
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    // XML has no way to write most control characters.
    xml.writeCharacters(text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", ""));
    xml.writeEndElement();
  }

  private static void link(XMLStreamWriter xml, String rel, String address)
      throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", rel);
    xml.writeAttribute("href", address);
  }

  private static void answer(Context context, String body, String type) {
    String tag = "\"" + hash(body) + "\"";
    context.header("ETag", tag).header("Cache-Control", "no-cache");
    String known = context.header("If-None-Match");
    if (known != null && known.contains(tag)) {
      context.status(304);
      return;
    }
    context.contentType(type).result(body);
  }

  private static String hash(String body) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
