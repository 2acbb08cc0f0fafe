package crier.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crier.model.Capture;
import crier.model.Document;
import crier.model.Extracted;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Published;
import crier.model.SourceSpec;
import crier.model.Text;
import crier.model.Unrecognised;
import crier.source.document.DocumentSource;
import crier.source.feed.FeedSource;
import crier.source.json.JsonRows;
import crier.source.listing.ListingSource;
import crier.source.page.PageSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the source types read out of pages after those that real sites serve. */
class SourcesTest {

  private static final Instant NOW = Instant.parse("2026-09-22T12:00:00Z");
  private static final URI URL = URI.create("https://oig.example.gov/reports/list");

  @Test
  void aGovernmentTableIsReadWithoutSelectors() {
    Item first = items(listing(world("dhs-oig.t0.html"))).getFirst();
    assertThat(first.key()).isEqualTo("OIG-26-18");
    assertThat(first.kind()).isEqualTo(Item.Kind.REPORT);
    assertThat(first.title()).isEqualTo("Review of Airport Screening Equipment Maintenance");
    assertThat(first.published()).isEqualTo(Published.on(LocalDate.of(2026, 7, 23)));
    assertThat(first.link())
        .isEqualTo(
            "https://oig.example.gov/sites/default/files/assets/2026-07/OIG-26-18-Jul26.pdf");
  }

  @Test
  void aRotatingDomIdIsNoChange() {
    assertThat(listing(world("dhs-oig.t2.html"))).isEqualTo(listing(world("dhs-oig.t0.html")));
  }

  @Test
  void anAddressFullOfWhiteSpaceIsOneAddress() {
    String html =
        "<table><tr><td><time datetime='2026-06-04'>06/04/26</time></td><td><a href='\n\t\t /news/a-long-enough-slug\n\t'>A release with a title</a></td></tr>"
            + "<tr><td><time datetime='2026-06-03'>06/03/26</time></td><td><a href='/news/another-long-slug'>Another release, earlier</a></td></tr></table>";
    assertThat(items(listing(html)))
        .extracting(Item::link)
        .containsExactly(
            "https://oig.example.gov/news/a-long-enough-slug",
            "https://oig.example.gov/news/another-long-slug");
  }

  @Test
  void twoPathsOfOneSlugAreOneItem() {
    String row = "<tr><td>06/04/26</td><td><a href='%s'>A release with a title</a></td></tr>";
    String before =
        "<table>"
            + row.formatted("/ranking-members-news/a-statement-on-data")
            + row.formatted("/x/another-statement")
            + "</table>";
    String after =
        "<table>"
            + row.formatted("/a-statement-on-data")
            + row.formatted("/x/another-statement")
            + "</table>";
    assertThat(items(listing(after)).getFirst().key())
        .isEqualTo(items(listing(before)).getFirst().key());
  }

  @Test
  void aSelectorThatFindsNothingIsNamed() {
    assertThat(
            ListingSource.read(
                spec("listing", "item", "tr.row"), capture(world("dhs-oig.t0.html")), NOW))
        .isEqualTo(new Unrecognised("`item: tr.row` finds nothing on the page"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html><body>", "<html><body><p>Sorry.</p></body></html>"})
  void aPageWithoutRowsIsNotAnEmptyList(String html) {
    assertThat(listing(html)).isInstanceOf(Unrecognised.class);
  }

  @Test
  void aBrokenSelectorIsRefusedAtOnce() {
    assertThatThrownBy(() -> ListingSource.source(spec("listing", "item", "tr[")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`item: tr[` is no CSS selector");
  }

  @Test
  void aScriptLinkIsDropped() {
    String html =
        "<ul><li>June 4, 2026 <a href='javascript:alert(1)'>A link that does harm</a></li><li>June 3, 2026 <a href='/good-enough-slug'>A link that does none</a></li><li>June 2, 2026 <a href='/good-other-slug'>And one more of those</a></li></ul>";
    assertThat(items(listing(html)))
        .extracting(Item::title)
        .doesNotContain("A link that does harm");
  }

  @Test
  void reportsInJsonAreFoundWithoutPointersAndKeyedByNumber() {
    List<Item> items = items(json(world("tigta-reports.t1.json")));
    assertThat(items).hasSize(5);
    assertThat(items.getFirst().key()).isEqualTo("2026-IE-R031");
    assertThat(items.getFirst().fields())
        .containsEntry(Item.DOCUMENT, "/sites/default/files/reports/2026-06/2026ier031fr.pdf");
    assertThat(items.getFirst().published()).isEqualTo(Published.on(LocalDate.of(2026, 6, 8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"reports\":[]}",
        "[]",
        "{}",
        "{\"a\":1,\"a\":2}",
        "{\"reports\":[{\"title\":\"x\"",
        "<html>",
        "[[[[[[1]]]]]] trailing"
      })
  void jsonThatHoldsNoRowsIsNotAnEmptyList(String body) {
    assertThat(json(body)).isInstanceOf(Unrecognised.class);
  }

  @Test
  void anAtomFeedAndAnRssFeedAreRead() {
    String rss =
        """
        <rss version="2.0"><channel><title>t</title><link>https://x.example/</link><description/>
        <item><title>One &amp;amp; two</title><link>/one-and-two</link><pubDate>Fri, 05 Jun 2026 14:23:00 EST</pubDate></item>
        <item><title>Undated</title><link>https://x.example/undated</link></item></channel></rss>\
        """;
    List<Item> items = items(FeedSource.read(spec("feed"), capture(rss), NOW));
    assertThat(items).extracting(Item::title).containsExactly("One & two", "Undated");
    assertThat(items.getLast().published()).isNull();
  }

  @Test
  void aFeedWithADoctypeIsRefused() {
    String bomb =
        "<!DOCTYPE rss [<!ENTITY a \"aaaa\">]><rss version=\"2.0\"><channel><title>&a;</title></channel></rss>";
    assertThat(FeedSource.read(spec("feed"), capture(bomb), NOW)).isInstanceOf(Unrecognised.class);
  }

  @Test
  void aFeedNestedTenThousandDeepIsRefused() {
    assertThat(FeedSource.read(spec("feed"), capture("<rss>" + "<a>".repeat(10_000)), NOW))
        .isInstanceOf(Unrecognised.class);
  }

  @Test
  void aPagesTextIsWhatAReaderReads() {
    String html =
        "<html><head><title>T</title></head><body><nav>Menu</nav><main><h1>Head</h1><p>One <b>two</b>.</p><script>x()</script><p hidden>no</p></main></body></html>";
    assertThat(PageSource.read(spec("page"), capture(html), NOW))
        .isEqualTo(new Text("T", "Head\nOne two."));
  }

  @Test
  void aPdfsTextAndRedactionMarksAreReadPageByPage() {
    Document before =
        (Document) DocumentSource.read(spec("document"), capture(bytes("report.t0.pdf")));
    Document after =
        (Document) DocumentSource.read(spec("document"), capture(bytes("report.t7.pdf")));
    assertThat(before.pages()).hasSize(2);
    assertThat(before.redactions()).containsExactly(1, 2);
    assertThat(after.redactions()).containsExactly(1, 1);
  }

  @Test
  void aPdfThatCannotBeReadIsADocumentAllTheSame() {
    Document document =
        (Document) DocumentSource.read(spec("document"), capture("%PDF-1.7 broken"));
    assertThat(document.pages()).isEmpty();
    assertThat(document.unreadable()).isNotNull();
    assertThat(document.mediaType()).isEqualTo("application/pdf");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-07-23T12:00:00Z|2026-07-23",
        "2026-01-16T15:30:00Z|2026-01-16T15:30:00Z",
        "June 08,2026|2026-06-08",
        "Sept. 3, 2026|2026-09-03",
        "06/04/26|2026-06-04",
        "07.23.2026|2026-07-23",
        "23 July 2026|2026-07-23",
        "1970-01-01|unknown",
        "3926-01-01|unknown",
        "soon|unknown",
      })
  void aDateIsReadAsWrittenOrUnknownAndNeverNow(String text, String expected) {
    Published published = Dates.read(text, null, NOW);
    assertThat(published == null ? "unknown" : published.toString()).isEqualTo(expected);
  }

  @Test
  void invisibleSignsAreNoDifference() {
    assertThat(Words.line("A\u200B b\u00A0 c\u202E\u0000\u00AD")).isEqualTo("A b c");
  }

  @Test
  void aSourceThatDoesNotExistIsNamedWithThoseThatDo() {
    Sources sources =
        new Sources(new SourceSettings(URI.create("https://cl.example"), "", "", ZoneId.of("UTC")));
    assertThatThrownBy(() -> sources.source(spec("paeg")))
        .hasMessageContaining("`paeg`")
        .hasMessageContaining("listing");
  }

  private static Extracted listing(String html) {
    return ListingSource.read(spec("listing"), capture(html), NOW);
  }

  private static Extracted json(String body) {
    return JsonRows.read(spec("json"), capture(body), NOW);
  }

  private static List<Item> items(Extracted extracted) {
    return ((Listing) extracted).items();
  }

  private static SourceSpec spec(String type, String... options) {
    Map<String, Object> all = new HashMap<>(Map.of("url", URL.toString()));
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], options[i + 1]);
    }
    return new SourceSpec(type, all);
  }

  private static String world(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String name) {
    try (var stream = SourcesTest.class.getResourceAsStream("/crier/demo/world/" + name)) {
      return java.util.Objects.requireNonNull(stream).readAllBytes();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Capture capture(String body) {
    return capture(body.getBytes(StandardCharsets.UTF_8));
  }

  private static Capture capture(byte[] body) {
    return new Capture(URL, URL, List.of(), 200, Map.of(), body, NOW, "hash");
  }

  @Test
  void titlesInJsonAreReadAsTheyAreMeant() {
    for (String[] one :
        new String[][] {
          {
            "Q&#038;A: Wyden&#8217;s questions &#8211; answered",
            "Q&A: Wyden’s questions – answered"
          },
          {"AT&amp;T &lt;em&gt;v.&lt;/em&gt; Doe", "AT&T v. Doe"},
          {"Audit of <i>Data</i> &amp;#8220;safeguards&amp;#8221;", "Audit of Data “safeguards”"},
          {"R&D at a&b < c and d > e &copy 2026", "R&D at a&b < c and d > e &copy 2026"},
          {"List<String> of &nosuch; things", "List<String> of &nosuch; things"},
        }) {
      String rows =
          "[{\"title\":\"%s\",\"url\":\"/a-report-of-it?a=1&amp;b=2\",\"date\":\"2026-06-08\"}]"
              .formatted(one[0]);
      Item item = items(JsonRows.read(spec("json"), capture(rows), NOW)).getFirst();
      assertThat(item.title()).isEqualTo(one[1]);
      assertThat(item.link()).endsWith("?a=1&b=2");
    }
  }

  @Test
  void datesInJsonAreFoundUnderNamesNobodyAgreedOnAndAsCountsSince1970() {
    for (String date :
        new String[] {
          "\"createdAt\":\"2026-06-08T12:00:00.000Z\"",
          "\"timestamp\":1780920000",
          "\"time_stamp\":1780920000000",
          "\"publishedOn\":\"Jun/08/2026\"",
          "\"releaseDate\":1780920000",
        }) {
      String body =
          "{\"docs\":[{\"title\":\"An audit of grants\",\"href\":\"/o/1\",%s}]}".formatted(date);
      Item item = items(json(body)).getFirst();
      assertThat(item.published()).as(date).isNotNull();
      assertThat(java.util.Objects.requireNonNull(item.published()).day())
          .hasToString("2026-06-08");
    }
  }

  @Test
  void whatIsWrongWithJsonIsSaidWithItsPlace() {
    for (String[] one :
        new String[][] {
          {"[{\"title\":\"a\"},\n]", "line 2, column 1", "comma"},
          {"[{\"title\":\"a\",}]", "line 1", "comma"},
          {"[{\"title\" \"a\"}]", "line 1", "colon"},
          {"[{\"title\":NaN}]", "line 1", "NaN"},
          {"[{\"a\":1,\"a\":2}]", "line 1", "uplicate"},
          {"[{\"a\":1},\n\n{\"a\":", "line 3", "breaks off"},
        }) {
      assertThat(((Unrecognised) JsonRows.read(spec("json"), capture(one[0]), NOW)).why())
          .contains(one[1], one[2])
          .doesNotContain("enable", "JsonRead");
    }
  }
}
