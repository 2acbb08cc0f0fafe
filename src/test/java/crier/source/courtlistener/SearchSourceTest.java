package crier.source.courtlistener;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
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
import crier.source.SourceSettings;
import crier.source.Step;
import crier.source.Visit;
import crier.testing.SetClock;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches at a stubbed CourtListener, over a real socket. */
class SearchSourceTest {

  private static final String SEARCH = "/api/rest/v4/search/";

  private final SetClock clock = new SetClock("2026-06-08T18:15:00Z");
  private final WireMockServer site = new WireMockServer(options().dynamicPort());
  private final List<String> paid = new ArrayList<>();
  private HttpFetch fetch;

  @BeforeEach
  void open() {
    site.start();
    Quota quota =
        new Quota() {
          @Override
          public Leave take(String budget, Priority priority) {
            paid.add(budget);
            return UNLIMITED.take(budget, priority);
          }

          @Override
          public Optional<Leave.Wait> answered(Leave.Granted leave, Answered answer) {
            return Optional.empty();
          }

          @Override
          public void unanswered(Leave.Granted leave) {}
        };
    fetch = new HttpFetch(LocalFetch.SETTINGS, quota, clock);
  }

  @AfterEach
  void close() {
    fetch.close();
    site.stop();
  }

  @ParameterizedTest
  @CsvSource({
    "cases, r, entry_date_filed desc",
    "r, r, entry_date_filed desc",
    "dockets, d, dateFiled desc",
    "documents, rd, entry_date_filed desc",
    "opinions, o, dateFiled desc",
  })
  void aKindIsNamedInWordsOrByItsLetter(String kind, String type, String order) {
    answer(page(0, ""));
    look(Map.of("query", "\"6103(i)(2)\"", "kind", kind, "court", List.of("dcd", "cadc")));
    site.verify(
        1,
        getRequestedFor(urlPathEqualTo(SEARCH))
            .withQueryParam("type", equalTo(type))
            .withQueryParam("q", equalTo("\"6103(i)(2)\""))
            .withQueryParam("order_by", equalTo(order))
            .withQueryParam("court", equalTo("dcd cadc")));
    assertThat(paid).containsExactly(RateBudget.NAME);
  }

  @Test
  void manyDocketsAreOneRequest() {
    answer(page(0, ""));
    look(Map.of("dockets", List.of("69714586", "70333067")));
    site.verify(
        1,
        getRequestedFor(urlPathEqualTo(SEARCH))
            .withQueryParam("type", equalTo("rd"))
            .withQueryParam("q", equalTo("docket_id:(69714586 OR 70333067)")));
  }

  @Test
  void theTokenIsSentWhenThereIsOneAndTheSearchDoesWithoutIt() {
    answer(page(0, ""));
    look("", Map.of("query", "x"));
    site.verify(getRequestedFor(urlPathEqualTo(SEARCH)).withHeader("Authorization", absent()));
    look("f00d", Map.of("query", "x"));
    site.verify(
        getRequestedFor(urlPathEqualTo(SEARCH)).withHeader("Authorization", equalTo("Token f00d")));
  }

  @Test
  void aCaseIsKnownByItsDocketAndNamedByCourtAndNumber() {
    answer(
        """
        {"count":1,"next":null,"previous":null,"results":[{"docket_id":71000001,"caseName":"DOE v. IRS",
         "docketNumber":"1:26-cv-00311","court_id":"dcd","court_citation_string":"D.D.C.","dateFiled":"2026-06-05",
         "docket_absolute_url":"/docket/71000001/doe-v-irs/",
         "recap_documents":[{"id":1,"description":"COMPLAINT under <mark>6103</mark>","short_description":"Complaint"}]}]}
        """);
    Item item = items(look(Map.of("query", "6103"))).getFirst();
    assertThat(item.key()).isEqualTo("docket-71000001");
    assertThat(item.title()).isEqualTo("DOE v. IRS, 1:26-cv-00311 (D.D.C.)");
    assertThat(item.link()).isEqualTo(site.baseUrl() + "/docket/71000001/doe-v-irs/");
    assertThat(item.published()).isEqualTo(Published.on(LocalDate.of(2026, 6, 5)));
    assertThat(item.text()).isEqualTo("COMPLAINT under 6103");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"cluster_id\":99,\"caseName\":\"Foo v. Foo\",\"dateFiled\":\"2026-06-05\",\"docketNumber\":\"24158\",\"court_id\":\"cadc\"}",
        "{\"clusterId\":99,\"case_name\":\"Foo v. Foo\",\"date_filed\":\"2026-06-05\",\"docket_number\":\"24158\",\"courtId\":\"cadc\"}",
      })
  void keysOfEitherCaseAreRead(String row) {
    answer("{\"count\":1,\"next\":null,\"results\":[" + row + "]}");
    Item item = items(look(Map.of("query", "foo", "kind", "opinions"))).getFirst();
    assertThat(item.key()).isEqualTo("opinion-99");
    assertThat(item.title()).startsWith("Foo v. Foo, 24158");
    assertThat(item.published()).isEqualTo(Published.on(LocalDate.of(2026, 6, 5)));
    assertThat(item.fields()).containsEntry("court", "cadc");
  }

  @Test
  void aDocumentStandsForItsEntryAndAnAttachmentForItself() {
    answer(
        """
        {"count":2,"next":null,"results":[
         {"id":501,"docket_entry_id":459000001,"docket_id":69714586,"entry_number":61,"attachment_number":null,
          "description":"JOINT STATUS REPORT. (Entered: 06/08/2026)","short_description":"Status Report","entry_date_filed":"2026-06-08","absolute_url":"/docket/69714586/61/x/"},
         {"id":502,"docket_entry_id":459000001,"docket_id":69714586,"entry_number":61,"attachment_number":1,
          "description":"","short_description":"Exhibit A","entry_date_filed":"2026-06-08","absolute_url":""}]}
        """);
    List<Item> items = items(look(Map.of("dockets", 69714586)));
    assertThat(items).extracting(Item::kind).containsOnly(Item.Kind.DOCKET_ENTRY);
    assertThat(items.getFirst().text()).isEqualTo("JOINT STATUS REPORT.");
    assertThat(items.getFirst().fields())
        .containsEntry("docket", "69714586")
        .containsEntry(Item.NUMBER, "61")
        .containsEntry("docket-entry", "459000001");
    assertThat(items.getLast().title())
        .isEqualTo("Entry 61, attachment 1 in docket 69714586 at CourtListener");
    assertThat(items.getLast().fields()).isEmpty();
  }

  @Test
  void pagesAreReadUntilKnownGround() {
    answer("", page(200, "b"));
    answer("b", page(180, "c"));
    answer("c", page(160, "d"));
    Look.Seen first = seen(look(Map.of("query", "x")));
    assertThat(items(first)).hasSize(60);
    assertThat(first.troubles()).isEmpty();

    answer("", page(215, "b"));
    answer("b", page(195, "c"));
    Look.Seen second = seen(again(first, Map.of("query", "x")));
    assertThat(items(second)).hasSize(75);
    assertThat(items(second).getFirst().key()).isEqualTo("docket-215");
    assertThat(paid).hasSize(3 + 2);
  }

  @Test
  void moreNewResultsThanAreReadAreTroubleNotSilence() {
    answer("", page(200, ""));
    Look.Seen first = seen(look(Map.of("query", "x")));
    answer("", page(900, "b"));
    answer("b", page(880, "c"));
    answer("c", page(860, "d"));
    assertThat(seen(again(first, Map.of("query", "x"))).troubles())
        .singleElement()
        .asString()
        .contains("more than 60 results");
  }

  @Test
  void aPageThatFailsLaterLeavesEverythingForTheNextLook() {
    answer("", page(200, "b"));
    answer("b", aResponse().withStatus(502).withBody("<html>Bad gateway</html>"));
    assertThat(look(Map.of("query", "x"))).isInstanceOf(Look.CouldNot.class);
  }

  @Test
  void nothingFoundIsNoFailureAndWhatWasFoundStaysKnown() {
    answer(page(0, ""));
    assertThat(items(look(Map.of("query", "x")))).isEmpty();
    answer(page(20, ""));
    Look.Seen some = seen(look(Map.of("query", "x")));
    answer(page(0, ""));
    assertThat(items(again(some, Map.of("query", "x")))).isEqualTo(items(some));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html><body>Maintenance</body></html>",
        "{\"detail\":\"Internal Server Error. Please try again later or review your query.\"}",
        "{\"count\":3,\"next\":null,\"results\":[]}",
        "{\"count\":1,\"next\":null,\"results\":[{\"caseName\":\"No id v. At all\"}]}",
        "{\"count\":1,\"next\":null,\"results\":[{\"docket_id\":1,",
        "[]",
      })
  void aBadAnswerIsNeverNothingFound(String body) {
    answer(body);
    assertThat(look(Map.of("query", "x"))).isInstanceOf(Look.CouldNot.class);
  }

  @Test
  void aNextPageOnAnotherHostIsNotAsked() {
    answer(
        page(20, "").replace("\"next\":null", "\"next\":\"https://elsewhere.example/?cursor=1\""));
    assertThat(items(look("f00d", Map.of("query", "x")))).hasSize(20);
  }

  @Test
  void whatWouldSearchEverythingIsRefused() {
    assertThatThrownBy(() -> source("", Map.of("query", " "))).hasMessageContaining("`query`");
    assertThatThrownBy(() -> source("", Map.of("dockets", List.of("69714586", "x"))))
        .hasMessageContaining("no id of CourtListener's");
    assertThatThrownBy(() -> source("", Map.of("query", "x", "kind", "people")))
        .hasMessageContaining("cases, dockets, documents, opinions");
  }

  /** Twenty cases, the newest first; the next page has this cursor. */
  private String page(int newest, String cursor) {
    String rows =
        IntStream.range(0, Math.min(20, newest))
            .map(i -> newest - i)
            .mapToObj(id ->
                "{\"docket_id\":%d,\"caseName\":\"Case %d\",\"dateFiled\":\"2026-06-01\"}"
                    .formatted(id, id))
            .collect(Collectors.joining(","));
    String next =
        cursor.isEmpty() ? "null" : "\"" + site.baseUrl() + SEARCH + "?cursor=" + cursor + "\"";
    return "{\"count\":%d,\"next\":%s,\"previous\":null,\"results\":[%s]}"
        .formatted(newest, next, rows);
  }

  private void answer(String body) {
    answer("", body);
  }

  private void answer(String cursor, String body) {
    answer(cursor, aResponse().withHeader("Content-Type", "application/json").withBody(body));
  }

  private void answer(String cursor, ResponseDefinitionBuilder answer) {
    site.stubFor(
        get(urlPathEqualTo(SEARCH))
            .withQueryParam("cursor", cursor.isEmpty() ? absent() : equalTo(cursor))
            .willReturn(answer));
  }

  private Source source(String token, Map<String, Object> options) {
    return SearchSource.source(
        new SourceSpec("courtlistener-search", options),
        new SourceSettings(URI.create(site.baseUrl()), token, "", ZoneOffset.UTC));
  }

  private Look look(Map<String, Object> options) {
    return look("", options);
  }

  private Look look(String token, Map<String, Object> options) {
    return walk(source(token, options), Visit.of(clock.instant(), Memo.EMPTY, null, true));
  }

  private Look again(Look.Seen before, Map<String, Object> options) {
    Snapshot known = new Snapshot(before.content(), List.of());
    return walk(source("", options), Visit.of(clock.instant(), before.memo(), known, false));
  }

  private Look walk(Source source, Visit visit) {
    Step step = source.look(visit);
    while (step instanceof Step.Ask(var request, var then)) {
      step = then.apply(fetch.fetch(request));
    }
    return ((Step.Done) step).look();
  }

  private static Look.Seen seen(Look look) {
    assertThat(look).isInstanceOf(Look.Seen.class);
    return (Look.Seen) look;
  }

  private static List<Item> items(Look look) {
    return ((Listing) seen(look).content()).items();
  }
}
