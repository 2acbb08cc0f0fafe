package crier.source;

import static crier.source.Read.NOW;
import static crier.source.Read.spec;
import static org.assertj.core.api.Assertions.assertThat;

import crier.fetch.Fetched;
import crier.fetch.Request;
import crier.model.Capture;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Memo;
import crier.model.PageMemory;
import crier.model.Snapshot;
import crier.source.feed.FeedSource;
import crier.source.json.JsonRows;
import crier.source.listing.ListingSource;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists of several pages: read until known ground, within bounds, and on from where it stopped. */
class PagesTest {

  private final Read site = new Read();
  private final Source list = ListingSource.source(spec("listing"));

  /** Items of these numbers, newest first, and a link to the next page. */
  private static String page(int from, int to, String next) {
    return IntStream.iterate(from, i -> i >= to, i -> i - 1)
            .mapToObj(i ->
                "<li>%d <time datetime='2026-0%d-%02d'></time><a href='/press/release-number-%d'>Release number %d</a></li>"
                    .formatted(i, 1 + i / 28, 1 + i % 28, i, i))
            .collect(Collectors.joining("", "<main><ul class='rows'>", "</ul></main>"))
        + (next.isEmpty() ? "" : "<nav><a rel='next' href='%s'>Next</a></nav>".formatted(next));
  }

  private static Snapshot snapshot(Look look) {
    return new Snapshot(((Look.Seen) look).content(), List.of());
  }

  private static List<String> keys(Look look) {
    return ((Listing) ((Look.Seen) look).content()).items().stream().map(Item::key).toList();
  }

  private Look first() {
    site.serve("/reports/list", page(10, 1, "?page=1"));
    return site.look(list, Visit.of(NOW, Memo.EMPTY, null, true));
  }

  private Look again(Look before, Snapshot known) {
    return site.look(list, Visit.of(NOW, ((Look.Seen) before).memo(), known, false));
  }

  @Test
  void rowsThatShowNothingToNameThemByAreCountedAndShownAlsoWhereThePageStandsStill() {
    String list =
        "<table><tr><th>Report</th><th>Date</th></tr><tr><td colspan=2>May</td></tr>"
            + "<tr><td><a href='/r/an-audit-of-grants'>An audit of grants</a></td><td>May 8, 2026</td></tr>"
            + "<tr><td>Withheld</td><td>May 7, 2026</td></tr>"
            + "<tr><td>Withheld</td><td>May 6, 2026</td></tr>"
            + "<tr><td><a href='/r/a-review-of-boats'>A review of boats</a></td><td>May 5, 2026</td></tr>"
            + "<tr><td>&nbsp;</td><td></td></tr></table>";
    site.serve("/reports/list", list);
    Source rows = ListingSource.source(spec("listing", "item", "tr"));
    Look look = site.look(rows, Visit.of(NOW, Memo.EMPTY, null, true));
    String trouble = "2 rows could not be read: there is neither title nor link nor key in them";
    assertThat(keys(look)).containsExactly("an-audit-of-grants", "a-review-of-boats");
    assertThat(((Look.Seen) look).troubles()).containsExactly(trouble);

    site.serve("/reports/list", new Fetched.NotModified());
    Look same = site.look(rows, Visit.of(NOW, ((Look.Seen) look).memo(), snapshot(look), false));
    assertThat(((Look.Unchanged) same).troubles()).containsExactly(trouble);
  }

  @Test
  void emptyRowsOfJsonAndFeedsAreCountedToo() {
    site.serve("/reports/list", "[{\"title\":\"An audit\",\"url\":\"/a\"},{\"sort\":2.5},null]");
    Look json = site.look(JsonRows.source(spec("json")), Visit.of(NOW, Memo.EMPTY, null, true));
    assertThat(((Look.Seen) json).troubles())
        .singleElement()
        .asString()
        .startsWith("2 rows could not be read");
    site.serve(
        "/reports/list",
        "<rss version='2.0'><channel><title>t</title><item><title>An audit</title></item>"
            + "<item><category>x</category></item></channel></rss>");
    Look feed = site.look(FeedSource.source(spec("feed")), Visit.of(NOW, Memo.EMPTY, null, true));
    assertThat(((Look.Seen) feed).troubles())
        .singleElement()
        .asString()
        .startsWith("1 row could not be read");
  }

  @Test
  void atFirstSightOnePageIsTheBaseline() {
    assertThat(keys(first())).hasSize(10);
    assertThat(site.addresses()).containsExactly("/reports/list");
  }

  @Test
  void nothingIsLostOffPageOneAfterALongSilence() {
    Look before = first();
    site.serve("/reports/list", page(35, 26, "?page=1"))
        .serve("/reports/list?page=1", page(25, 16, "?page=2"))
        .serve("/reports/list?page=2", page(15, 6, "?page=3"));
    Look after = again(before, snapshot(before));
    assertThat(keys(after))
        .hasSize(30)
        .contains("release-number-11")
        .startsWith("release-number-35");
    assertThat(site.addresses())
        .containsExactly("/reports/list", "/reports/list?page=1", "/reports/list?page=2");
  }

  @Test
  void aKnownItemPinnedToTheTopIsNotKnownGround() {
    Look before = first();
    String pinned =
        page(10, 10, "").replace("</ul></main>", "")
            + page(30, 21, "?page=1").replace("<main><ul class='rows'>", "");
    site.serve("/reports/list", pinned).serve("/reports/list?page=1", page(20, 8, ""));
    assertThat(keys(again(before, snapshot(before)))).contains("release-number-11");
  }

  @Test
  void onlyTheFirstPageIsAskedForWhereItEndsOnKnownGround() {
    Look before = first();
    site.serve("/reports/list", page(12, 3, "?page=1"));
    again(before, snapshot(before));
    assertThat(site.addresses()).containsExactly("/reports/list");
  }

  @Test
  void furtherPagesAreDiscoveredLinksAndSubjectToRobots() {
    Look before = first();
    site.serve("/reports/list", page(35, 26, "?page=1"))
        .serve("/reports/list?page=1", page(25, 9, ""));
    again(before, snapshot(before));
    assertThat(site.asked).extracting(Request::trusted).containsExactly(true, false);
    assertThat(site.asked.getFirst().known()).isNotNull();

    site.look(
        ListingSource.source(spec("listing", "robots", "override")),
        Visit.of(NOW, Memo.EMPTY, snapshot(before), true));
    assertThat(site.asked).extracting(Request::trusted).containsExactly(true, true);
  }

  @Test
  void whereAPageFailsTheNextLookGoesOnAndNothingIsLost() {
    Look before = first();
    site.serve("/reports/list", page(35, 26, "?page=1"))
        .serve("/reports/list?page=1", new Fetched.TryLater("busy", Duration.ofMinutes(1)));
    Look half = again(before, snapshot(before));
    assertThat(keys(half)).hasSize(10);
    assertThat(((Look.Seen) half).memo().get("gap"))
        .hasValueSatisfying(gap -> assertThat(gap).contains("page=1"));
    assertThat(((Look.Seen) half).troubles()).isEmpty();

    // meanwhile one more came, so that everything has moved on by one
    site.serve("/reports/list", page(36, 27, "?page=1"))
        .serve("/reports/list?page=1", page(26, 17, "?page=2"))
        .serve("/reports/list?page=2", page(16, 7, "?page=3"));
    Look whole = again(half, snapshot(half));
    assertThat(keys(whole)).contains("release-number-36", "release-number-25", "release-number-11");
    assertThat(((Look.Seen) whole).memo().get("gap")).isEmpty();
  }

  @Test
  void anUnchangedFirstPageDoesNotMakeItForgetWhereItStopped() {
    Look before = first();
    site.serve("/reports/list", page(35, 26, "?page=1"));
    Look half = again(before, snapshot(before));
    assertThat(((Look.Seen) half).troubles()).hasSize(1);

    site.serve("/reports/list", new Fetched.NotModified())
        .serve("/reports/list?page=1", page(25, 8, ""));
    assertThat(keys(again(half, snapshot(half))))
        .contains("release-number-35", "release-number-11");
  }

  @Test
  void aPagerThatGoesInCirclesIsLeft() {
    Look before = first();
    site.serve("/reports/list", page(35, 26, "?page=1"))
        .serve("/reports/list?page=1", page(25, 16, "?page=2"))
        .serve("/reports/list?page=2", page(25, 16, "?page=1"));
    again(before, snapshot(before));
    assertThat(site.asked).hasSize(3);
  }

  @Test
  void aPagerWithoutEndIsReadOverSeveralLooksAndGivenUpInTheEnd() {
    Look look = first();
    Snapshot known = snapshot(look);
    site.serve("/reports/list", page(199, 190, "?page=1"));
    for (int i = 1; i < 400; i++) {
      int from = 1_000_000 - i * 2;
      site.serve(
          "/reports/list?page=" + i,
          page(from, from - 1, "?page=" + (i + 1))
              .replaceAll("datetime='[^']*'", "datetime='2026-08-01'"));
    }
    int looks = 0;
    int asked = 0;
    do {
      look = again(look, known);
      known = snapshot(look);
      looks++;
      asked += site.asked.size();
      assertThat(site.asked.size()).isLessThanOrEqualTo(Pages.AT_ONCE + 1);
    } while (((Look.Seen) look).memo().get("gap").isPresent() && looks < 50);
    assertThat(asked - looks).isEqualTo(Pages.IN_ALL);
    assertThat(((Look.Seen) look).troubles())
        .singleElement()
        .asString()
        .contains("pages that were not read");
  }

  @Test
  void aLinkToAnotherHostIsNotFollowed() {
    Look before = first();
    site.serve("/reports/list", page(35, 26, "https://elsewhere.example/?page=1"));
    again(before, snapshot(before));
    assertThat(site.asked).hasSize(1);
  }

  @Test
  void pagesAreCountedWhereTheListDoesNotLinkThem() {
    for (Map.Entry<String, String> next :
        Map.of(
                "?page={page0}",
                "/reports/list?page=1",
                "?PageNum_rs={page}",
                "/reports/list?PageNum_rs=2")
            .entrySet()) {
      Look before = first();
      site.serve("/reports/list", page(25, 16, "")).serve(next.getValue(), page(15, 6, ""));
      Look after =
          site.look(
              ListingSource.source(spec("listing", "next", next.getKey())),
              Visit.of(NOW, Memo.EMPTY, snapshot(before), true));
      assertThat(keys(after)).contains("release-number-11");
      assertThat(site.addresses()).endsWith(next.getValue());
    }
  }

  @Test
  void jsonNamesItsNextPageWithARawSpaceInIt() {
    Source json = JsonRows.source(spec("json"));
    String row = "{\"id\":\"LSB1%d\",\"title\":\"Report %d\"}";
    site.serve(
        "/reports/list",
        "{\"rows\":["
            + row.formatted(1, 1)
            + "],\"pagination\":{\"next\":\"https://www.example.gov/v3?sort=updateDate desc&offset=1\"}}");
    Look before = site.look(json, Visit.of(NOW, Memo.EMPTY, null, true));
    assertThat(((Listing) ((Look.Seen) before).content()).whole()).isFalse();
    site.serve(
            "/reports/list",
            "{\"rows\":["
                + row.formatted(3, 3)
                + "],\"pagination\":{\"next\":\"https://www.example.gov/v3?sort=updateDate desc&offset=1\"}}")
        .serve(
            "/v3?sort=updateDate%20desc&offset=1",
            "{\"rows\":[" + row.formatted(2, 2) + "," + row.formatted(1, 1) + "]}");
    Look after =
        site.look(json, Visit.of(NOW, ((Look.Seen) before).memo(), snapshot(before), true));
    assertThat(keys(after)).containsExactly("LSB13", "LSB12", "LSB11");
  }

  @Test
  void aPageThatMovedForGoodIsAskedForAtItsNewAddressAndOnceADayAtTheOldOne() {
    Capture redirected = moved(URI.create("https://new.example.gov/list"));
    site.serve("/reports/list", new Fetched.Fresh(redirected));
    Source headed = ListingSource.source(spec("listing"));
    Look first = site.look(headed, Visit.of(NOW, Memo.EMPTY, null, true));
    Memo memo = ((Look.Seen) first).memo();
    assertThat(memo.get(Visit.MOVED)).contains("https://new.example.gov/list");

    site.serve("https://new.example.gov/list", new Fetched.NotModified());
    assertThat(site.look(headed, Visit.of(NOW, memo, snapshot(first), false)))
        .isInstanceOf(Look.Unchanged.class);
    assertThat(site.asked)
        .extracting(r -> r.url().toString())
        .containsExactly("https://new.example.gov/list");

    site.serve("/reports/list", page(10, 1, ""));
    Look daily = site.look(headed, Visit.of(NOW, memo, snapshot(first), true));
    assertThat(((Look.Seen) daily).memo().get(Visit.MOVED)).isEmpty();
  }

  @Test
  void aNewAddressThatFailsIsNotTheOnlyOneAsked() {
    site.serve(
        "/reports/list", new Fetched.Fresh(moved(URI.create("https://new.example.gov/list"))));
    Look first = site.look(list, Visit.of(NOW, Memo.EMPTY, null, true));
    site.serve("https://new.example.gov/list", new Fetched.Gone(404, "no"))
        .serve("/reports/list", page(11, 2, ""));
    Look next = again(first, snapshot(first));
    assertThat(keys(next)).startsWith("release-number-11");
    assertThat(site.asked).hasSize(2);
  }

  private static Capture moved(URI target) {
    Capture plain = Read.capture(page(10, 1, ""));
    return new Capture(
        plain.url(),
        target,
        List.of(plain.url()),
        200,
        Map.of(Capture.MOVED, List.of(target.toString())),
        plain.body(),
        NOW,
        plain.sha256());
  }

  @Test
  void validatorsAreSentOnlyAsFarAsTheyAreHonest() {
    Memo memo = Memo.EMPTY.with(Read.URL, new PageMemory("x", "\"e\"", "then"));
    Visit visit = Visit.of(NOW, memo, null, false);
    assertThat(visit.known(Read.URL, spec("page")))
        .isEqualTo(new Request.Known("\"e\"", "then", "x"));
    assertThat(visit.known(Read.URL, spec("page", "validators", "etag")))
        .isEqualTo(new Request.Known("\"e\"", null, "x"));
    assertThat(visit.known(Read.URL, spec("page", "validators", "date")))
        .isEqualTo(new Request.Known(null, "then", "x"));
    assertThat(visit.known(Read.URL, spec("page", "validators", "none")))
        .isEqualTo(new Request.Known(null, null, "x"));
  }

  @Test
  void anAddressThatBeginsAnewEachYearFollowsTheYearOfWashington() {
    var opinions =
        new crier.model.SourceSpec(
            "listing", Map.of("url", "https://ecf.example.gov/Opinions.pl?{year}"));
    assertThat(OnePage.address(opinions, java.time.Instant.parse("2027-01-01T04:59:00Z")))
        .hasToString("https://ecf.example.gov/Opinions.pl?2026");
    assertThat(OnePage.address(opinions, java.time.Instant.parse("2027-01-01T05:01:00Z")))
        .hasToString("https://ecf.example.gov/Opinions.pl?2027");
    var audits =
        new crier.model.SourceSpec(
            "listing", Map.of("url", "https://x.example.gov/fy{fiscal-year}"));
    assertThat(OnePage.address(audits, java.time.Instant.parse("2026-10-02T12:00:00Z")))
        .hasToString("https://x.example.gov/fy2027");
  }

  @Test
  void whatAnUnchangedAnswerSaysIsRemembered() {
    site.serve("/reports/list", page(10, 1, ""));
    Look first = site.look(list, Visit.of(NOW, Memo.EMPTY, null, true));
    site.serve(
        "/reports/list",
        new Fetched.NotModified(
            java.util.Map.of(
                "etag",
                java.util.List.of("\"v2\""),
                crier.model.Capture.MOVED,
                java.util.List.of("https://new.example.gov/list")),
            true));
    Look same = site.look(list, Visit.of(NOW, ((Look.Seen) first).memo(), snapshot(first), false));
    Memo memo = ((Look.Unchanged) same).memo();
    assertThat(memo.page(java.net.URI.create("https://www.example.gov/reports/list")).etag())
        .isEqualTo("\"v2\"");
    assertThat(memo.get(Visit.MOVED)).contains("https://new.example.gov/list");
  }
}
