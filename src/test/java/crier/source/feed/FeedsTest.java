package crier.source.feed;

import static crier.source.Read.NOW;
import static crier.source.Read.items;
import static crier.source.Read.spec;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Extracted;
import crier.model.Item;
import crier.model.Unrecognised;
import crier.source.Read;
import crier.source.SafeXml;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Feeds as sites write them. */
class FeedsTest {

  private static Extracted read(String feed) {
    return read(feed.getBytes(UTF_8), "application/rss+xml");
  }

  private static Extracted read(byte[] feed, String type) {
    return FeedSource.read(spec("feed"), Read.capture(feed, type), NOW);
  }

  private static String rss(String version, String... inside) {
    StringBuilder items = new StringBuilder();
    for (String more : inside) {
      items.append(
          "<item><title>A release about something</title><link>https://www.example.gov/press/a-release-about-something</link>%s</item>"
              .formatted(more));
    }
    return "<rss version=\"%s\"><channel><title>News</title><link>https://www.example.gov/</link><description>d</description>%s</channel></rss>"
        .formatted(version, items);
  }

  private static Item only(Extracted extracted) {
    assertThat(items(extracted)).hasSize(1);
    return items(extracted).getFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.91", "0.92", "0.93", "0.94", "2.0", "2.1", "2"})
  void everyRssIsRead(String version) {
    Item item = only(read(rss(version, "")));
    assertThat(item.key()).isEqualTo("a-release-about-something");
    assertThat(item.published()).isNull();
  }

  @Test
  void rss1And09AreRead() {
    String rdf =
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
            + "<channel rdf:about='https://www.example.gov/'><title>n</title><link>https://www.example.gov/</link><description>d</description></channel>"
            + "<item rdf:about='https://www.example.gov/one-of-the-items'><title>One of the items</title><link>https://www.example.gov/one-of-the-items</link><dc:date>2026-06-08</dc:date></item></rdf:RDF>";
    assertThat(only(read(rdf)).published()).hasToString("2026-06-08");
    assertThat(
            only(read(rdf.replace("purl.org/rss/1.0/", "my.netscape.com/rdf/simple/0.9/"))).title())
        .isEqualTo("One of the items");
  }

  @Test
  void atomIdsThatAreNoAddressesTellEntriesApart() {
    String entry =
        "<entry><id>tag:example.gov,2026:%d</id><title>An entry</title><link href='/entries'/><updated>2026-06-08T10:00:00-04:00</updated></entry>";
    assertThat(
            items(
                read(
                    "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><id>x</id>"
                        + entry.formatted(1)
                        + entry.formatted(2)
                        + "</feed>")))
        .extracting(Item::key)
        .containsExactly("tag:example.gov,2026:1", "tag:example.gov,2026:2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <pubDate>Mon, 14 Sep 2026 11:01:17 -0400</pubDate>        | 2026-09-14 | 2026-09-14T15:01:17Z
          <pubDate>Mon, 14 Sep 2026 23:01:17 EDT</pubDate>          | 2026-09-14 | 2026-09-15T03:01:17Z
          <pubdate>Thu, 02 May 2013 23:27:00 EST</pubdate>          | 2013-05-02 |
          <pubDate>Thu, 03 Jan 2013 09:27:00 EST</pubDate>          | 2013-01-03 | 2013-01-03T14:27:00Z
          <pubDate>Monday, April 15, 2013 - 2:23pm</pubDate>        | 2013-04-15 |
          <pubDate>Mon, 14 Sep 2026 00:00:00 -0400</pubDate>        | 2026-09-14 |
          <pubDate>Mon, 14 Sep 2026 04:00:00 GMT</pubDate>          | 2026-09-14 |
          <pubDate>Tue, 14 Sep 26 11:01 Z</pubDate>                 | 2026-09-14 | 2026-09-14T11:01:00Z
          <PUBDATE>2026-09-14T11:01:17Z</PUBDATE>                   | 2026-09-14 | 2026-09-14T11:01:17Z
          """)
  void aDateIsToldInItsOwnZoneAndATimeOnlyWhereItIsOne(String element, String day, String time) {
    Item item = only(read(rss("2.0", element)));
    assertThat(item.published()).isNotNull();
    assertThat(java.util.Objects.requireNonNull(item.published()).day()).hasToString(day);
    assertThat(String.valueOf(item.published().time())).isEqualTo(time == null ? "null" : time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<pubDate>yesterday</pubDate>",
        "<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>",
        "<pubDate>Mon, 14 Sep 3926 11:01:17 GMT</pubDate>",
        "<pubDate>Mon, 34 Sep 2026 11:01:17 GMT</pubDate>",
        "<pubDate></pubDate>",
        ""
      })
  void aDateThatCannotBeTrueIsUnknownAndNeverNow(String element) {
    assertThat(only(read(rss("2.0", element))).published()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<guid isPermaLink='true'>http://www.example.gov/%3Ca%20href%3D%22/press/x%22%3Eview%3C/a%3E</guid>",
        "<guid>&lt;a href=\"/press/x\"&gt;view&lt;/a&gt;</guid>",
        "<guid/>",
        "<guid>https://www.example.gov/press/a-release-about-something</guid>"
      })
  void aGuidThatIsMarkupOrSaysNothingIsNoKey(String guid) {
    assertThat(only(read(rss("2.0", guid))).key()).isEqualTo("a-release-about-something");
  }

  @Test
  void aGuidBelowTheSiteIsAKeyWithoutTheWordNull() {
    assertThat(
            only(read(rss("2.0", "<guid isPermaLink='false'>/products/gao-26-107879</guid>")))
                .key())
        .isEqualTo("/products/gao-26-107879");
  }

  @Test
  void oneGuidForAllTellsNothingApart() {
    String two =
        rss("2.0", "<guid>1</guid>")
            .replace(
                "</channel>",
                "<item><title>Another</title><link>/press/quite-another-one</link><guid>1</guid></item></channel>");
    assertThat(items(read(two))).hasSize(2);
  }

  @Test
  void linksOfAProgrammeAreToldApartByTheirQuery() {
    String item =
        "<item><title>T %d</title><link>index.cfm?Fuse=Press&amp;Type=Press Release&amp;id=%d</link></item>";
    String feed =
        rss("2.0")
            .replace("</channel>", item.formatted(1, 1) + item.formatted(2, 2) + "</channel>");
    assertThat(items(read(feed)))
        .extracting(Item::link)
        .containsExactly(
            "https://www.example.gov/reports/index.cfm?Fuse=Press&Type=Press%20Release&id=1",
            "https://www.example.gov/reports/index.cfm?Fuse=Press&Type=Press%20Release&id=2");
  }

  @Test
  void aScriptForALinkIsDroppedAndTheItemStays() {
    String feed =
        rss("2.0", "")
            .replace(
                "https://www.example.gov/press/a-release-about-something", "javascript:alert(1)");
    assertThat(only(read(feed)).link()).isNull();
  }

  @Test
  void aDocumentTypeThatDeclaresNothingDoesNoHarm() {
    String doctype =
        "<?xml version='1.0'?><!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\" \"http://my.netscape.com/publish/formats/rss-0.91.dtd\">";
    assertThat(
            only(read(
                    doctype
                        + rss(
                            "0.91",
                            "<description>Caf&eacute; &amp; Co &nbsp; &bogus; A & B</description>")))
                .text())
        .isEqualTo("Café & Co &bogus; A & B");
  }

  @Test
  @Timeout(20)
  void entityBombsAndOutsideEntitiesAreRefused() {
    for (String subset :
        new String[] {
          "<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">",
          "<!ENTITY x SYSTEM \"file:///etc/passwd\">",
          "<!ENTITY % p SYSTEM \"http://127.0.0.1:1/x\"> %p;"
        }) {
      assertThat(
              read(
                  "<!DOCTYPE rss ["
                      + subset
                      + "]>"
                      + rss("2.0", "<description>&b;&x;</description>")))
          .isEqualTo(
              new Unrecognised("its document type declares things of its own, which is refused"));
    }
  }

  @Test
  void openTagsInsideCdataAreNoNesting() {
    String feed =
        rss(
            "2.0",
            "<description><![CDATA[" + "<br>".repeat(500) + "words & <b>more]]></description>");
    assertThat(only(read(feed)).text()).isEqualTo("words & more");
  }

  @Test
  void nestingWithoutEndIsRefused() {
    assertThat(read(rss("2.0", "<x>".repeat(10_000) + "</x>".repeat(10_000))))
        .isEqualTo(new Unrecognised("the XML is nested more than 200 deep"));
  }

  @Test
  void charactersThatXmlDoesNotKnowAreLeftOut() {
    Item item =
        only(read(rss("2.0", "").replace("A release", "A\u0000 re\u0001lease \u202Eevil\u202C")));
    assertThat(item.title()).isEqualTo("A release evil about something");
  }

  @Test
  void everyEncodingIsReadWhateverTheHeaderSays() {
    String feed = "<?xml version='1.0' encoding='%s'?>" + rss("2.0", "").replace("about", "über");
    for (Charset charset :
        new Charset[] {UTF_8, UTF_16LE, UTF_16BE, Charset.forName("windows-1252")}) {
      for (String type :
          new String[] {
            "text/xml",
            "text/xml; charset=utf-8",
            "text/xml; charset=bogus",
            "text/xml; charset=iso-8859-1"
          }) {
        assertThat(only(read(feed.formatted("iso-8859-1").getBytes(charset), type)).title())
            .as("%s as %s", charset, type)
            .isEqualTo("A release über something");
      }
    }
    assertThat(
            only(read(("\uFEFF" + feed.formatted("utf-16")).getBytes(UTF_16LE), "text/xml"))
                .title())
        .isEqualTo("A release über something");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\",\"id\":\"2\",\"title\":\"x\"}]}",
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\",\"title\":\"x\"}]} trailing",
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":NaN,\"title\":\"x\"}]}",
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":{}}",
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[]}"
      })
  void aJsonFeedThatMeansTwoThingsMeansNothing(String feed) {
    assertThat(read(feed)).isInstanceOf(Unrecognised.class);
  }

  @Test
  void aJsonFeedIsRead() {
    Item item =
        only(
            read(
                "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":7,\"url\":\"/press/one-of-them\",\"title\":\"T\",\"content_html\":\"<p>x</p>\",\"date_published\":\"2026-06-08T10:00:00-04:00\"}]}"));
    assertThat(item.key()).isEqualTo("7");
    assertThat(item.text()).isEqualTo("x");
    assertThat(item.published()).hasToString("2026-06-08T14:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Tue, 09 Jun 2026 15:45:10 GMT+7        | 2026-06-09T08:45:10Z",
        "Tue, 09 Jun 2026 15:45:10 GMT+0700     | 2026-06-09T08:45:10Z",
        "Tue, 09 Jun 2026 15:45:10 GMT +07:00   | 2026-06-09T08:45:10Z",
        "Tue, 09 Jun 2026 15:45:10 UTC-0500     | 2026-06-09T20:45:10Z",
        "Tue, 09 Jun 2026 15:45:10 UTC-5        | 2026-06-09T20:45:10Z",
        "Tue, 09 Jun 2026 15:45:10 +0530        | 2026-06-09T10:15:10Z",
        "Tue, 09 Jun 2026 15:45:10 +05          | 2026-06-09T10:45:10Z",
        "Tue, 09 Jun 2026 15:45:10 EDT          | 2026-06-09T19:45:10Z",
        "Tue, 09 Jun 2026 15:45:10 EST          | 2026-06-09",
        "Tue, 09 Jun 2026 15:45:10 ET           | 2026-06-09T19:45:10Z",
        "Tue, 09 Jun 2026 15:45:10 Pacific Time | 2026-06-09T22:45:10Z",
        "Tue, 09 Jun 2026 15:45:10 Eastern Daylight Time | 2026-06-09T19:45:10Z",
        "Tue, 09 Jun 2026 03:45:10 PM CDT       | 2026-06-09T20:45:10Z",
        "Tue, 09 Jun 2026 15:45:10 AKDT         | 2026-06-09T23:45:10Z",
        "Tue, 09 Jun 2026 15:45:10 HST          | 2026-06-10T01:45:10Z",
        "Tue, 09 Jun 2026 15:45:10 CEST         | 2026-06-09T13:45:10Z",
        "Tue, 09 Jun 2026 15:45:10 IST          | 2026-06-09",
        "Sun, 02 Nov 2025 01:30:10 EDT          | 2025-11-02T05:30:10Z",
        "Sun, 02 Nov 2025 01:30:10 EST          | 2025-11-02T06:30:10Z"
      })
  void aZoneIsReadAsItIsMeantOrTheDayAloneIsTold(String date, String instant) {
    Item item = only(read(rss("2.0", "<pubDate>" + date + "</pubDate>")));
    assertThat(item.published()).hasToString(instant);
  }

  @Test
  void aFeedOfManyReferencesIsReadAndOneThatDeclaresEntitiesIsRefused() {
    String text =
        "Tom &amp;amp; Ann &lt;b&gt;said&#8217;&lt;/b&gt; &#x201C;no&#x201D; &quot; ".repeat(200);
    String item = "<description>" + text + "</description>";
    String[] items = new String[200];
    java.util.Arrays.fill(items, item);
    assertThat(items(read(rss("2.0", items).replace("a-release-about", "a-release-about"))))
        .isNotEmpty();
    String bomb =
        "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>" + rss("2.0", "");
    assertThat(((Unrecognised) read(bomb)).why()).contains("document type");
    assertThat(((Unrecognised) read("<!-- <rss> -->" + bomb)).why()).contains("document type");
    assertThat(((Unrecognised) read(bomb.replace("DOCTYPE", "doctype"))).why())
        .contains("document type");
  }

  @Test
  void aShortFeedThatIsReadBesideALongOneDoesNotLimitIt() {
    String many = "<rss><item>" + "&amp; &lt; ".repeat(2_000) + "</item></rss>";
    List<String> failures =
        IntStream.range(0, 600)
            .parallel()
            .mapToObj(i -> trouble(i % 2 == 0 ? many : "<rss/>"))
            .filter(trouble -> !trouble.isEmpty())
            .toList();
    assertThat(failures).isEmpty();
  }

  private static String trouble(String xml) {
    try {
      return SafeXml.parse(xml).hasRootElement() ? "" : "no root";
    } catch (SafeXml.Unreadable e) {
      return String.valueOf(e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!-- a comment\n of several lines with a <channel> and a <!DOCTYPE x [ in it -->\n",
        "<?xml version=\"1.0\"?>\n<!-- one -->\n<!-- two -->\n",
        "<?xml version=\"1.0\"?><?xml-stylesheet href=\"a>b.xsl\"?>",
        "<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\"\n \"http://my.example/rss-0.91.dtd\">\n",
        "<!doctype rss>"
      })
  void whatStandsBeforeTheFirstElementHidesNoFeed(String before) {
    String feed = before + rss("2.0", "<!-- <x><y><![CDATA[ -->");
    assertThat(only(read(feed)).key()).isEqualTo("a-release-about-something");
    crier.source.Guess guess =
        crier.source.Guess.of(
            "https://www.example.gov/feed",
            java.util.Map.of(),
            Read.capture(feed.getBytes(UTF_8), "text/html"),
            NOW);
    assertThat(guess.spec().type()).isEqualTo("feed");
  }

  @Test
  void whatIsBrokenInAFeedIsSaidWithItsPlace() {
    String broken = rss("2.0", "\n<description>a</b></description>");
    assertThat(((Unrecognised) read(broken)).why()).contains("line 2, column");
  }

  @Test
  void atom03InBase64IsReadOrRefusedInOneSentence() {
    String feed =
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>n</title><entry><title mode='base64'>%s</title><link rel='alternate' href='https://www.example.gov/an-entry-of-it'/><id>tag:x,1</id><modified>2026-06-08T10:00:00Z</modified><content type='text/html' mode='base64'>\n %s \n</content></entry></feed>";
    java.util.Base64.Encoder base64 = java.util.Base64.getEncoder();
    Item item =
        only(
            read(
                feed.formatted(
                    base64.encodeToString("Ünlocked: Q&amp;A".getBytes(UTF_8)),
                    base64.encodeToString("<p>the <b>stay</b></p>".getBytes(UTF_8)))));
    assertThat(item.title()).isEqualTo("Ünlocked: Q&A");
    assertThat(item.text()).isEqualTo("the stay");
    assertThat(((Unrecognised) read(feed.formatted("T", "x"))).why()).contains("base64");
  }

  @Test
  void oneWordPastedFromElsewhereSpoilsNoOther() {
    String latin = "Café, naïve, à la carte: Überprüfung der Löschung";
    byte[] bytes =
        rss("2.0", "<description>" + latin + " XX</description>")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    byte[] mixed = bytes.clone();
    int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("XX");
    mixed[at] = (byte) 0xC3;
    mixed[at + 1] = (byte) 0xA9;
    for (String type :
        new String[] {"text/xml", "text/xml; charset=utf-8", "text/xml; charset = 'ISO-8859-1'"}) {
      assertThat(only(read(mixed, type)).text()).as(type).startsWith(latin);
    }
    byte[] utf8 = rss("2.0", "<description>" + latin + " XX</description>").getBytes(UTF_8);
    utf8[new String(utf8, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("XX")] =
        (byte) 0xE9;
    for (String type : new String[] {"text/xml", "text/xml; charset=iso-8859-1"}) {
      assertThat(only(read(utf8, type)).text()).as(type).startsWith(latin);
    }
  }

  @Test
  void noTextIsCutThroughACharacter() {
    for (int pad = 90; pad < 110; pad++) {
      String feed =
          rss("2.0", "<description>" + "x".repeat(pad) + "🦊🦊🦊🦊🦊🦊🦊🦊</description>")
              .replace("A release about something", "");
      String title = only(read(feed)).title();
      assertThat(new String(title.getBytes(UTF_8), UTF_8)).isEqualTo(title);
    }
  }
}
