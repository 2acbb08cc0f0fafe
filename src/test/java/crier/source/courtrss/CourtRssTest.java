package crier.source.courtrss;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import crier.fetch.HttpFetch;
import crier.fetch.LocalFetch;
import crier.fetch.Quota;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Memo;
import crier.model.Published;
import crier.model.Snapshot;
import crier.model.SourceSpec;
import crier.source.Look;
import crier.source.Source;
import crier.source.Step;
import crier.source.Visit;
import crier.testing.SetClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Courts' feeds after those that real courts serve, over a real socket. */
class CourtRssTest {

  /** A Monday, ten minutes after the fixtures were written. */
  private static final String NOW = "2026-06-08T18:15:00Z";

  private final SetClock clock = new SetClock(NOW);
  private final WireMockServer court = new WireMockServer(options().dynamicPort());
  private HttpFetch fetch;

  @BeforeEach
  void open() {
    court.start();
    fetch = new HttpFetch(LocalFetch.SETTINGS, Quota.UNLIMITED, clock);
  }

  @AfterEach
  void close() {
    fetch.close();
    court.stop();
  }

  @Test
  void onlyTheCasesAskedForAreKeptWhateverTheirSpelling() {
    serve(fixture("dcd.xml"));
    assertThat(items(look("court", "dcd", "docket-number", "No. 25-cv-677")))
        .extracting(Item::key)
        .containsExactly("dcd-300677-205", "dcd-300677-203");
  }

  @Test
  void eventsOfOneEntryAreOneItemJoinedByAnd() {
    serve(fixture("dcd.xml"));
    Item order = items(look("court", "dcd", "cases", "25-cv-677")).getFirst();
    assertThat(order.kind()).isEqualTo(Item.Kind.DOCKET_ENTRY);
    assertThat(order.text()).isEqualTo("Order on Motion to Lift Stay AND Set/Reset Deadlines");
    assertThat(order.title())
        .isEqualTo(
            "Entry without a number, entered in 1:25-cv-00677 CENTRO DE TRABAJADORES UNIDOS et al v. BESSENT et al");
    assertThat(order.fields()).containsEntry("sequence", "205").doesNotContainKey(Item.NUMBER);
  }

  @Test
  void theDateIsWhenItWasEnteredOnTheCourtsClock() {
    serve(fixture("dcd.xml"));
    Item notice = items(look("court", "dcd", "cases", "25-cv-677")).getLast();
    assertThat(notice.published())
        .isEqualTo(new Published(LocalDate.of(2026, 6, 7), Instant.parse("2026-06-08T03:12:45Z")));
    assertThat(notice.fields())
        .containsEntry(Item.NUMBER, "62")
        .containsEntry("document-id", "045011000222");
    assertThat(notice.link())
        .isEqualTo("https://ecf.dcd.uscourts.gov/doc1/045111000222?caseid=300677&de_seq_num=203");
  }

  @Test
  void anOrderRepeatedInEachConsolidatedCaseIsOneItem() {
    serve(fixture("cadc.xml"));
    List<Item> items = items(look("court", "cadc", "cases", "25-5181", "docket-number", "26-5006"));
    assertThat(items).hasSize(1);
    assertThat(items.getFirst().key()).isEqualTo("cadc-part-2200001");
    assertThat(items.getFirst().fields()).containsEntry("docket-number", "25-5181, 26-5006");
    assertThat(items.getFirst().title()).contains("Center for Taxpayer Rights & Others v. IRS");
    assertThat(items(look("court", "cadc", "cases", "25-5181"))).hasSize(1);
  }

  @Test
  void bracketsWithinTheNameOfAnEventBelongToIt() {
    serve(fixture("cadc.xml"));
    assertThat(items(look("court", "cadc", "cases", "25-7131")).getFirst().text())
        .isEqualTo("Per Curiam Order Filed [SPECIAL PANEL]");
  }

  @ParameterizedTest
  @CsvSource({
    "Mon; 08 Jun 2026 13:57:38 EDT, 2026-06-08T17:57:38Z",
    "Mon; 08 Jun 2026 13:57:38 EST, 2026-06-08T17:57:38Z",
    "Fri; 03 Feb 2023 11:57:38 EST, 2023-02-03T16:57:38Z",
    "Fri; 03 Feb 2023 09:05:16 MST, 2023-02-03T16:05:16Z",
    "Wed; 18 Apr 2018 00:09:55 GMT, 2018-04-18T00:09:55Z",
    "Sun; 01 Nov 2026 01:30:00 EDT, 2026-11-01T05:30:00Z",
    "Sun; 01 Nov 2026 01:30:00 EST, 2026-11-01T06:30:00Z",
    "Wed; 8 Apr 2026 00:09:55 -0400, 2026-04-08T04:09:55Z",
  })
  void datesAreReadAsCourtsWriteThem(String written, Instant when) {
    var date = CourtFeed.date(written.replace(';', ','));
    assertThat(Objects.requireNonNull(date).toInstant()).isEqualTo(when);
  }

  @Test
  void whereTheGuidHasNoSequenceTheSecondOfEntryTellsEntriesApart() {
    serve(fixture("nyed.xml"));
    assertThat(items(look("court", "nyed", "cases", "1:26-cv-1554")))
        .extracting(Item::key, Item::text)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "nyed-508124-2026-06-08T18:02:04Z", "Order AND Scheduling Order"),
            org.assertj.core.groups.Tuple.tuple("nyed-508124-2026-06-08T15:30:00Z", "Order"),
            org.assertj.core.groups.Tuple.tuple("nyed-508124-number-1", "Complaint"));
  }

  @Test
  void anEmptyNameALineBreakInAGuidAndABareAmpersandAreRead() {
    serve(fixture("mdb.xml"));
    List<Item> items = items(look("court", "mdb", "cases", "26-79", "docket-number", "26-90003"));
    assertThat(items).extracting(Item::key).containsExactly("mdb-811557-19", "mdb-813212-2");
    assertThat(items.getFirst().text()).isEqualTo("Close Adversary Case");
    assertThat(items.getFirst().title())
        .isEqualTo(
            "Entry without a number, entered in 26-00079 Smith v. A & B of Dundalk, Inc. d/b/a A");
    assertThat(items.getLast().title()).isEqualTo("Entry 1, entered in 26-90003");
  }

  @Test
  void latinLettersAreReadAsTheFeedSaysTheyAreWritten() {
    byte[] latin =
        fixture("dcd.xml").replace("DOE", "NU\u00d1EZ").getBytes(StandardCharsets.ISO_8859_1);
    court.stubFor(any(anyUrl()).willReturn(aResponse().withBody(latin)));
    assertThat(items(look("court", "dcd", "cases", "25-cr-677")).getFirst().title())
        .endsWith("USA v. NU\u00d1EZ");
  }

  @Test
  void noEntryOfTheCasesIsNothingNewWhenTheFeedIsSound() {
    serve(fixture("dcd.xml"));
    assertThat(items(look("court", "dcd", "cases", "24-cv-1"))).isEmpty();
  }

  @Test
  void aFeedNotConfiguredIsCouldNotLook() {
    serve(
        "<html><head><title>RSS</title></head><body>RSS is not configured for this court.</body></html>");
    assertThat(look("court", "dcd", "cases", "25-cv-677")).isInstanceOf(Look.CouldNot.class);
    serve("<rss version=\"2.0\"></rss>");
    assertThat(look("court", "dcd", "cases", "25-cv-677")).isInstanceOf(Look.CouldNot.class);
    serve("<rss version=\"2.0\"><channel><title>RSS is not configured</title></channel></rss>");
    assertThat(look("court", "dcd", "cases", "25-cv-677")).isInstanceOf(Look.CouldNot.class);
  }

  @Test
  void aDocumentTypeIsRefused() {
    serve(
        fixture("dcd.xml")
            .replace(
                "<rss", "<!DOCTYPE rss [<!ENTITY who SYSTEM \"file:///etc/hostname\">]>\n<rss"));
    assertThat(look("court", "dcd", "cases", "25-cv-677")).isInstanceOf(Look.CouldNot.class);
  }

  @Test
  void entriesThatFallOffTheEndStayKnown() {
    serve(fixture("dcd.xml"));
    Look.Seen first = seen(look("court", "dcd", "cases", "25-cv-677"));
    String later = fixture("dcd.xml");
    serve(later.substring(0, later.lastIndexOf("<item>")) + "</channel></rss>");
    assertThat(items(again(first))).extracting(Item::key).contains("dcd-300677-203").hasSize(2);
  }

  @Test
  void aJitteringBuildDateAndAnEventThatMovesAreNoChange() {
    serve(fixture("dcd.xml"));
    Look.Seen first = seen(look("court", "dcd", "cases", "25-cv-677"));
    serve(fixture("dcd.xml").replace("18:00:09", "17:59:41"));
    assertThat(again(first)).isInstanceOf(Look.Unchanged.class);
    serve(
        fixture("dcd.xml")
            .replace("[Order on Motion to Lift Stay]", "[X]")
            .replace("[Set/Reset Deadlines]", "[Order on Motion to Lift Stay]")
            .replace("[X]", "[Set/Reset Deadlines]"));
    assertThat(((Look.Seen) again(first)).content()).isEqualTo(first.content());
  }

  @Test
  void aFeedThatStandsStillIsTroubleOnAWeekdayThereAndNotOnASunday() {
    serve(fixture("dcd.xml"));
    clock.set(Instant.parse("2026-06-08T20:30:00Z"));
    assertThat(seen(look("court", "dcd", "cases", "25-cv-677")).troubles())
        .singleElement()
        .asString()
        .contains("stands still: it is of 2026-06-08T18:00:09Z");
    serve(fixture("dcd.xml").replace("Mon, 08 Jun 2026 18:00:09", "Sat, 13 Jun 2026 18:00:09"));
    clock.set(Instant.parse("2026-06-15T03:30:00Z"));
    assertThat(seen(look("court", "dcd", "cases", "25-cv-677")).troubles()).isEmpty();
  }

  @Test
  void theSameStaleBytesAreTroubleAtEveryLook() {
    serve(fixture("dcd.xml"));
    Look.Seen first = seen(look("court", "dcd", "cases", "25-cv-677"));
    clock.set(Instant.parse("2026-06-08T20:30:00Z"));
    assertThat(seen(again(first)).troubles()).hasSize(1);
  }

  @Test
  void aNightWithoutALookIsAHoleInWhatIsKnown() {
    serve(fixture("dcd.xml"));
    Look.Seen first = seen(look("court", "dcd", "cases", "25-cv-677"));
    serve(fixture("dcd.xml").replace("Mon, 08 Jun 2026 18:00:09", "Wed, 10 Jun 2026 18:00:09"));
    clock.set(Instant.parse("2026-06-10T18:15:00Z"));
    assertThat(seen(again(first)).troubles())
        .singleElement()
        .asString()
        .contains("was seen up to 2026-06-08T18:00:09Z");
  }

  @Test
  void whatTheFeedSaysItCoversIsKeptAndSoIsWhatItSaidBefore() {
    serve(fixture("dcd.xml"));
    Look.Seen first = seen(look("court", "dcd", "cases", "25-cv-677"));
    assertThat(first.memo().get(Memo.COVERS)).contains("Docket entries of type: all");
    assertThat(first.memo().get(Memo.COVERED_BEFORE)).isEmpty();
    serve(fixture("dcd.xml").replace("type: all", "type: order,opinion"));
    Look.Unchanged then = (Look.Unchanged) again(first);
    assertThat(then.memo().get(Memo.COVERS)).contains("Docket entries of type: order,opinion");
    assertThat(then.memo().get(Memo.COVERED_BEFORE)).contains("Docket entries of type: all");
  }

  @Test
  void aNumberThatMayBeSeveralCasesIsRefused() {
    assertThatThrownBy(() -> source(Map.of("court", "dcd", "cases", "25-677")))
        .hasMessageContaining("may be a civil or a criminal case");
    assertThatThrownBy(() -> source(Map.of("court", "dcd", "cases", "Centro v. Bessent")))
        .hasMessageContaining("is no case number");
    assertThatThrownBy(() -> source(Map.of("cases", "25-cv-677"))).hasMessageContaining("`court`");
  }

  private void serve(String xml) {
    court.resetAll();
    court.stubFor(
        any(anyUrl()).willReturn(aResponse().withHeader("Content-Type", "text/xml").withBody(xml)));
  }

  private Map<String, Object> options = Map.of();

  private Look look(String... keys) {
    Map<String, Object> given = new HashMap<>();
    for (int i = 0; i < keys.length; i += 2) {
      given.put(keys[i], keys[i + 1]);
    }
    given.put("url", court.baseUrl() + "/feed");
    options = given;
    return walk(Visit.of(clock.instant(), Memo.EMPTY, null, true));
  }

  private Look again(Look.Seen before) {
    Snapshot known = new Snapshot(before.content(), List.of());
    return walk(Visit.of(clock.instant(), before.memo(), known, false));
  }

  private Look walk(Visit visit) {
    Step step = source(options).look(visit);
    while (step instanceof Step.Ask(var request, var then)) {
      step = then.apply(fetch.fetch(request));
    }
    return ((Step.Done) step).look();
  }

  private static Source source(Map<String, Object> options) {
    return CourtRss.source(new SourceSpec("court-rss", options));
  }

  private static Look.Seen seen(Look look) {
    assertThat(look).isInstanceOf(Look.Seen.class);
    return (Look.Seen) look;
  }

  private static List<Item> items(Look look) {
    return ((Listing) seen(look).content()).items();
  }

  private static String fixture(String name) {
    String resource = "/crier/source/courtrss/" + name;
    try (InputStream stream = CourtRssTest.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
