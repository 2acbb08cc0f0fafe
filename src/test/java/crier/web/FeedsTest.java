package crier.web;

import static crier.web.Newsstand.ALONE;
import static crier.web.Newsstand.DOCKET;
import static crier.web.Newsstand.finding;
import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Event;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The feeds as a reader's program gets them. */
class FeedsTest {

  private static final String ATOM = "http://www.w3.org/2005/Atom";

  private final Newsstand stand = new Newsstand();

  @BeforeEach
  void tell() {
    stand.saw(
        DOCKET,
        "lifted",
        "one",
        finding(Event.STAY_LIFTED, "Entry <62> & \"more\"", "granting \u0001 the motion"));
    stand.saw(ALONE, "edited", "two", finding(Event.TEXT_CHANGED, "A rule", "]]> shall"));
  }

  @AfterEach
  void close() {
    stand.close();
  }

  private Element atom(String path) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setNamespaceAware(true);
    return factory
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(stand.page(path))))
        .getDocumentElement();
  }

  private static List<String> texts(Element parent, String name) {
    List<String> texts = new ArrayList<>();
    for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && name.equals(element.getLocalName())) {
        texts.add(element.getTextContent());
      }
    }
    return texts;
  }

  private JsonNode json(String path) {
    return JsonMapper.shared().readTree(stand.page(path));
  }

  private List<String> ids(String query) {
    List<String> ids = new ArrayList<>();
    json("/alerts.json" + query).path("items").forEach(item -> ids.add(item.path("id").asString()));
    return ids;
  }

  @Test
  void atomHasAllThatAtomMustHave() throws Exception {
    Element feed = atom("/alerts.atom");
    assertThat(feed.getNamespaceURI()).isEqualTo(ATOM);
    assertThat(texts(feed, "id")).containsExactly("https://crier.example/alerts.atom");
    assertThat(texts(feed, "title")).containsExactly("Crier");
    assertThat(texts(feed, "updated")).containsExactly("2026-06-08T18:05:00Z");
    assertThat(texts(feed, "author")).containsExactly("Crier");
    var entries = feed.getElementsByTagNameNS(ATOM, "entry");
    assertThat(entries.getLength()).isEqualTo(2);
    Element entry = (Element) entries.item(1);
    assertThat(texts(entry, "id")).containsExactly("urn:crier:alert:lifted");
    assertThat(texts(entry, "title")).containsExactly("Stay lifted: Entry <62> & \"more\"");
    assertThat(texts(entry, "updated")).containsExactly("2026-06-08T18:05:00Z");
    assertThat(texts(entry, "content").getFirst())
        .contains("<blockquote>granting  the motion</blockquote>")
        .contains("Entry &lt;62&gt;")
        .contains("June 7, 2026");
  }

  @Test
  void jsonHasAllThatJsonFeedMustHave() {
    JsonNode feed = json("/alerts.json");
    assertThat(feed.path("version").asString()).isEqualTo("https://jsonfeed.org/version/1.1");
    assertThat(feed.path("feed_url").asString()).isEqualTo("https://crier.example/alerts.json");
    JsonNode item = feed.path("items").get(1);
    assertThat(item.path("id").asString()).isEqualTo("urn:crier:alert:lifted");
    assertThat(item.path("url").asString()).isEqualTo("https://crier.example/alerts/lifted");
    assertThat(item.path("external_url").asString()).isEqualTo("https://court.example/entry");
    assertThat(item.path("date_published").asString()).isEqualTo("2026-06-08T18:05:00Z");
    assertThat(item.path("_crier").path("published_at").asString()).isEqualTo("2026-06-07");
    assertThat(item.path("_crier").path("capture_sha256").asString()).hasSize(64);
  }

  @Test
  void aFeedCanBeNarrowedAndItsAddressSaysHow() throws Exception {
    assertThat(ids("?story=irs-ice")).containsExactly("urn:crier:alert:lifted");
    assertThat(ids("?minimum=critical")).containsExactly("urn:crier:alert:lifted");
    assertThat(ids("?event=TEXT_CHANGED")).containsExactly("urn:crier:alert:edited");
    assertThat(ids("?story=irs-ice&event=TEXT_CHANGED")).isEmpty();
    assertThat(texts(atom("/alerts.atom?minimum=critical&other=x&story=irs-ice"), "id"))
        .containsExactly("https://crier.example/alerts.atom?story=irs-ice&minimum=critical");
  }

  @Test
  void aFeedOfWhatCannotBeIsAnErrorAndNotForEverEmpty() {
    assertThat(stand.get("/alerts.atom?story=irs-icee").statusCode()).isEqualTo(404);
    assertThat(stand.get("/alerts.json?minimum=loud").statusCode()).isEqualTo(400);
    HttpResponse<String> event = stand.get("/alerts.atom?event=STAY");
    assertThat(event.statusCode()).isEqualTo(400);
    assertThat(event.body()).contains("STAY_LIFTED");
  }

  @Test
  void anUnchangedFeedAnswers304AndAChangedOneDoesNot() {
    for (String path : List.of("/alerts.atom", "/alerts.json")) {
      String tag = stand.get(path).headers().firstValue("ETag").orElseThrow();
      for (String given : List.of(tag, "\"x\", " + tag, tag.substring(2), "*")) {
        HttpResponse<String> again =
            stand.send(stand.request(path).header("If-None-Match", given).build());
        assertThat(again.statusCode()).as(given).isEqualTo(304);
        assertThat(again.headers().firstValue("ETag")).contains(tag);
        assertThat(again.body()).isEmpty();
      }
      stand.saw(DOCKET, "new" + path, "x" + path, finding(Event.NEW_ITEM, "Another", ""));
      assertThat(stand.send(stand.request(path).header("If-None-Match", tag).build()).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void aFeedOfNothingYetIsAFeed() throws Exception {
    assertThat(texts(atom("/alerts.atom?event=MANDATE_ISSUED"), "updated"))
        .containsExactly("1970-01-01T00:00:00Z");
    assertThat(json("/alerts.json?event=MANDATE_ISSUED").path("items").isArray()).isTrue();
  }
}
