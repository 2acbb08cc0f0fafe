package crier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import crier.model.Listing;
import crier.model.Outcome;
import crier.watch.Tick.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that are none: never an empty docket, never an alert, never a watermark lost. */
@Tag("slow")
class DocketBadDaysTest {

  private static final Instant BEFORE = Instant.parse("2026-03-01T08:00:00Z");

  @TempDir private Path folder;
  private Courtroom room;
  private DocketOrigin court;

  @BeforeEach
  void open() {
    room = new Courtroom(folder, true);
    court = room.court;
    for (int i = 1; i <= 5; i++) {
      court.entry(i, i, "2026-03-0" + i, "NOTICE " + i + " by CENTRO", BEFORE);
    }
    room.look();
  }

  @AfterEach
  void close() {
    room.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | text/html | <html><title>403 Forbidden</title><h1>403 Forbidden</h1></html>",
        "502 | text/html | <html><h1>502 Bad Gateway</h1></html>",
        "503 | text/html | <html><title>Maintenance</title>Down for maintenance</html>",
        "200 | text/html | <html><title>Maintenance</title>Down for maintenance</html>",
        "202 | text/html | <html></html>",
        "200 | application/json | {\"results\":[{\"id\":1,",
        "200 | application/json | {\"results\":null}",
        "200 | application/json | []",
        "200 | text/plain | OK",
        "404 | application/json | {\"detail\":\"No Docket matches the given query.\"}",
        "500 | application/json | {\"detail\":\"Internal Server Error. Please try again later.\"}",
      })
  void anAnswerThatIsNoneIsCouldNotLookAndNothingIsLost(int status, String type, String body) {
    court.answer("/(docket|api)/.*", status, type, body);
    for (int i = 0; i < 3; i++) {
      Result result = room.look();
      assertThat(result.outcome().looked()).isFalse();
      assertThat(result.trouble()).isNotBlank();
    }
    assertThat(room.alerts()).isEmpty();
    assertThat(known().items()).hasSize(6);

    court.recover();
    court.entry(6, 6, "2026-03-05", "ORDER setting a hearing", room.now().minusSeconds(60));
    court.row(2).text("NOTICE 2 by CENTRO. Modified on 3/5/2026.", room.now().minusSeconds(60));
    room.lookAfter(Duration.ofHours(1));
    room.look();
    assertThat(room.headlines()).containsExactlyInAnyOrder("Hearing set", "Text edited");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | text/html | <html><title>403 Forbidden</title><h1>403 Forbidden</h1></html>",
        "502 | text/html | <html><h1>502 Bad Gateway</h1></html>",
        "200 | text/html | <html><title>Maintenance</title>Down for maintenance</html>",
        "200 | application/json | {\"count\":0,\"results\":\"none\"}",
      })
  void anApiThatFailsIsToldBesideWhatTheFeedShowsAndIsOwedItsAnswer(
      int status, String type, String body) {
    court.answer("/api/.*", status, type, body);
    court.entry(6, 6, "2026-03-05", "ORDER setting a hearing", room.now());
    Result result = room.look();
    assertThat(result.trouble()).contains("API");
    assertThat(room.headlines()).containsExactly("Hearing set");
    assertThat(room.look().trouble()).contains("API");

    court.recover();
    court.row(6).main().pdf("aa11", room.now().minusSeconds(60));
    assertThat(room.lookAfter(Duration.ofHours(2)).trouble()).isNull();
    room.look();
    assertThat(room.headlines()).containsExactly("Hearing set", "Document available");
  }

  @Test
  void aFeedThatFailsIsStoodInForByTheApi() {
    court.answer("/docket/.*", 403, "text/html", "<html><h1>403 Forbidden</h1></html>");
    court.entry(6, 6, "2026-03-05", "ORDER setting a hearing", room.now());
    assertThat(room.lookAfter(Duration.ofHours(1)).trouble()).contains("feed");
    assertThat(room.headlines()).containsExactly("Hearing set");
  }

  @Test
  void nullsUnknownFieldsAndEmptyListsOfDocumentsAreNoNews() {
    court.row(3).main().pdf("aa11", room.now());
    room.lookAfter(Duration.ofHours(6));
    assertThat(room.headlines()).containsExactly("Document available");
    court.row(3).main().with("is_available", null).with("sha1", null).with("brand_new", List.of(1));
    court.row(3).text = null;
    court.row(3).modified = room.now();
    court.cacheFeed();
    court.row(4).documents.clear();
    room.lookAfter(Duration.ofDays(1));
    room.lookAfter(Duration.ofDays(1));
    assertThat(room.headlines()).hasSize(1);
  }

  @Test
  void aRowWithoutAnIdIsNotPassedOver() {
    court.answer(
        "/api/rest/v4/docket-entries/.*order_by=-date_modified.*",
        200,
        "application/json",
        "{\"next\":null,\"results\":[{\"id\":null,\"entry_number\":6,\"date_modified\":\"2026-03-05T18:15:00Z\"}]}");
    court.entry(6, 6, "2026-03-05", "ORDER setting a hearing", room.now());
    assertThat(room.look().trouble()).contains("no id");
    court.recover();
    room.look();
    assertThat(room.headlines()).containsExactly("Hearing set");
    assertThat(room.look().trouble()).isNull();
  }

  @Test
  void aCountThatIsANumberOrAnAddressIsReadOver() {
    court.answer(
        "/api/rest/v4/docket-entries/.*order_by=-date_modified.*",
        200,
        "application/json",
        "{\"count\":40,\"next\":null,\"results\":[]}");
    court.entry(6, 6, "2026-03-05", "ORDER setting a hearing", room.now());
    assertThat(room.look().trouble()).isNull();
    assertThat(room.headlines()).containsExactly("Hearing set");
  }

  @Test
  void aCursorThatIsForgottenThereBeginsAnew() {
    for (int i = 10; i < 150; i++) {
      court.entry(i, i, "2026-03-05", "NOTICE " + i + " by CENTRO", room.now());
    }
    room.look();
    court.answer(".*cursor=.*", 404, "application/json", "{\"detail\":\"Invalid cursor\"}");
    room.look();
    court.recover();
    for (int i = 0; i < 4; i++) {
      room.look();
    }
    assertThat(known().items()).hasSize(146);
  }

  @Test
  void aNextPageAtAnotherHostIsNotAskedForAndTheTokenStaysHere() {
    WireMockServer stranger = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    stranger.start();
    try {
      court.answer(
          "/api/rest/v4/docket-entries/.*order_by=-date_modified.*",
          200,
          "application/json",
          "{\"next\":\"http://127.0.0.1:%d/api/rest/v4/docket-entries/?cursor=x\",\"results\":[]}"
              .formatted(stranger.port()));
      court.entry(6, 6, "2026-03-05", "ORDER setting a hearing", room.now());
      assertThat(room.look().trouble()).contains("another host");
      assertThat(stranger.getAllServeEvents()).isEmpty();
      assertThat(room.headlines()).containsExactly("Hearing set");
    } finally {
      stranger.stop();
    }
  }

  @Test
  void noQueryIsEverSentWithAnEmptyId() {
    court.row(5).main().pdf("aa", room.now());
    room.lookAfter(Duration.ofDays(1));
    assertThat(court.asked())
        .allSatisfy(url -> assertThat(url).doesNotContainPattern("[?&][a-z_]+=(&|$)"));
  }

  @Test
  void theTextOfDocumentsIsNeverAskedFor() {
    room.lookAfter(Duration.ofDays(1));
    assertThat(court.asked("/docket-entries/"))
        .isNotEmpty()
        .allSatisfy(url -> assertThat(url).contains("omit=recap_documents__plain_text"));
    assertThat(court.asked("/recap-documents/"))
        .isNotEmpty()
        .allSatisfy(url -> assertThat(url).contains("omit=plain_text"));
  }

  @Test
  void ifModifiedSinceIsNeverSentToTheFeed() {
    room.look();
    assertThat(court.server.getAllServeEvents())
        .noneMatch(event -> event.getRequest().containsHeader("If-Modified-Since"));
  }

  @Test
  void theOperatorHearsOnceOfAnOutageAndOnceOfItsEnd() {
    court.answer("/.*", 502, "text/html", "<html>bad</html>");
    for (int i = 0; i < 50; i++) {
      room.look();
      room.crier.concerns.lookAfterSilence();
    }
    assertThat(notices()).hasSize(1).first(STRING).contains("Could not look");
    court.recover();
    room.lookAfter(Duration.ofHours(6));
    room.crier.concerns.lookAfterSilence();
    room.crier.concerns.lookAfterSilence();
    assertThat(notices()).hasSize(2).last(STRING).contains("Well again");
  }

  @Test
  void anApiThatFailsForAMomentIsWeatherAndForHoursTheOperatorHears() {
    court.answer("/api/.*", 502, "text/html", "<html>bad</html>");
    court.entry(6, 6, "2026-03-05", "ORDER setting a hearing", room.now());
    assertThat(room.look().trouble()).isNotNull();
    room.crier.concerns.lookAfterSilence();
    assertThat(notices()).isEmpty();
    room.lookAfter(Duration.ofMinutes(70));
    room.crier.concerns.lookAfterSilence();
    room.look();
    room.crier.concerns.lookAfterSilence();
    assertThat(notices()).hasSize(1);
  }

  @Test
  void nothingIsSaidOfTheWeeklyMaintenance() {
    // Thursday, March 5, 2026, 21:05 Pacific
    room.clock.set(Instant.parse("2026-03-06T05:05:00Z"));
    court.docket.put("date_last_filing", "2026-03-09");
    room.lookAfter(Duration.ofDays(7));
    room.crier.concerns.lookAfterSilence();
    assertThat(notices()).isEmpty();
    room.lookAfter(Duration.ofHours(4));
    room.crier.concerns.lookAfterSilence();
    assertThat(notices()).hasSize(1);
  }

  @Test
  void aFeedThatOverflowedWhileNobodyLookedIsSpokenOfWithoutAToken() {
    try (Courtroom other = new Courtroom(folder, false)) {
      other.court.entry(1, 1, "2026-03-01", "NOTICE 1 by CENTRO", BEFORE);
      other.look();
      for (int i = 100; i < 140; i++) {
        other.court.entry(i, i, "2026-03-05", "NOTICE " + i + " by CENTRO", other.now());
      }
      Result result = other.look();
      assertThat(result.trouble()).contains("none of those known before").contains("token");
      assertThat(other.look().trouble()).contains("none of those known before");
      assertThat(other.headlines()).hasSize(30);
    }
  }

  @Test
  void withoutATokenTheFeedAloneTellsStubTextAndDocument() {
    try (Courtroom other = new Courtroom(folder, false)) {
      other.court.entry(1, 1, "2026-03-01", "NOTICE 1 by CENTRO", BEFORE);
      other.look();
      var row = other.court.stub(2, 2, "2026-03-05", "Order", other.now());
      other.look();
      row.text("ORDER granting Motion to Lift Stay. The stay is LIFTED.", other.now());
      other.look();
      row.main().pdf("aa", other.now());
      other.look();
      row.main().with("is_available", false);
      other.look();
      row.main().with("is_available", true);
      other.look();
      other.court.docket.put("case_name", "Centro de Trabajadores Unidos v. O'Malley");
      other.look();
      other.look();
      assertThat(other.headlines())
          .containsExactly("New entry", "Stay lifted", "Document available", "Case renamed");
      assertThat(other.court.asked("/api/")).isEmpty();
    }
  }

  @Test
  void withoutATokenAnEntryThatTheFeedPassesOverIsWithdrawnAfterASecondLook() {
    try (Courtroom other = new Courtroom(folder, false)) {
      for (int i = 1; i <= 5; i++) {
        other.court.entry(i, i, "2026-03-0" + i, "NOTICE " + i + " by CENTRO", BEFORE);
      }
      other.look();
      other.court.rows.remove(3L);
      assertThat(other.look().alert()).isEmpty();
      other.look();
      other.look();
      assertThat(other.headlines()).containsExactly("No longer listed");
    }
  }

  @Test
  void anIdAndANumberThatDisagreeAreTold() {
    try (Courtroom other =
        new Courtroom(
            folder, true, "docket: 69714586, court: dcd, docket-number: \"1:25-cv-00457\"")) {
      other.court.entry(1, 1, "2026-03-01", "NOTICE 1 by CENTRO", BEFORE);
      Result result = other.look();
      assertThat(result.outcome()).isEqualTo(Outcome.UNCHANGED);
      assertThat(result.trouble()).contains("1:25-cv-00677").contains("1:25-cv-00457");
      other.crier.concerns.lookAfterSilence();
      assertThat(other.crier.notices.open()).containsExactly("beside docket");
    }
  }

  private Listing known() {
    long snapshot =
        java.util.Objects.requireNonNull(
            room.crier.watches.state("docket").orElseThrow().snapshot());
    return (Listing) room.crier.history.snapshot(snapshot).orElseThrow().content();
  }

  private List<String> notices() {
    return room.notices();
  }
}
