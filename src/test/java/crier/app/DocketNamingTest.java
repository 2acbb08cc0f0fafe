package crier.app;

import static org.assertj.core.api.Assertions.assertThat;

import crier.config.Loaded;
import crier.model.Outcome;
import crier.watch.Tick.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A docket is named by id, or by court and number; never guessed. */
class DocketNamingTest {

  private static final Instant BEFORE = Instant.parse("2026-03-01T08:00:00Z");
  private static final String FOUND = "{\"count\":%d,\"next\":null,\"results\":[%s]}";
  private static final String ROW =
      "{\"docket_id\":%d,\"docketNumber\":\"%s\",\"caseName\":\"%s\",\"court_id\":\"dcd\"}";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1:25-cv-00677-DLF",
        "25-cv-677",
        "1:25-CV-677",
        "Civil Action No. 25-0677 (DLF)",
        "1:25-cv-00677"
      })
  void courtAndNumberInAnySpellingFindTheDocketWithAndWithoutAToken(String number) {
    for (boolean token : new boolean[] {false, true}) {
      try (Courtroom room = room(token, number)) {
        Result result = room.look();
        assertThat(result.outcome())
            .as(String.valueOf(result.trouble()))
            .isEqualTo(Outcome.UNCHANGED);
        assertThat(result.trouble()).isNull();
        assertThat(room.crier.watches.state("docket").orElseThrow().memo().get("docket"))
            .hasValue("69714586");
        room.court.forgetAsked();
        room.look();
        assertThat(room.court.asked("search")).isEmpty();
        assertThat(room.court.asked("dockets/?")).isEmpty();
      }
    }
  }

  @Test
  void whatIsOfferedUnderAnotherNumberIsNotTaken() {
    try (Courtroom room = room(false, "25-cv-677")) {
      room.court.answer(
          "/api/rest/v4/search/.*",
          200,
          "application/json",
          FOUND.formatted(1, ROW.formatted(69646607, "1:25-cv-00457", "Center v. IRS")));
      Result result = room.look();
      assertThat(result.outcome().looked()).isFalse();
      assertThat(result.trouble())
          .contains("knows no docket 25-cv-00677 in dcd")
          .contains("offered 1")
          .contains("`docket`");
    }
  }

  @Test
  void twoThatFitAreNamedAndNeitherIsGuessed() {
    try (Courtroom room = room(false, "25-677")) {
      room.court.answer(
          "/api/rest/v4/search/.*",
          200,
          "application/json",
          FOUND.formatted(
              2,
              ROW.formatted(69714586, "1:25-cv-00677", "Centro v. Bessent")
                  + ","
                  + ROW.formatted(70000001, "1:25-cr-00677", "USA v. Doe")));
      Result result = room.look();
      assertThat(result.outcome().looked()).isFalse();
      assertThat(result.trouble())
          .contains("knows 2 dockets")
          .contains("69714586 (1:25-cv-00677, Centro v. Bessent)")
          .contains("70000001 (1:25-cr-00677, USA v. Doe)");
    }
  }

  @Test
  void aSearchThatFailsIsNoUnknownDocket() {
    try (Courtroom room = room(false, "25-cv-677")) {
      room.court.answer("/api/rest/v4/search/.*", 500, "application/json", "{\"detail\":\"x\"}");
      Result result = room.look();
      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(result.trouble()).doesNotContain("knows no docket");
    }
  }

  @Test
  void aDocketMergedIntoAnotherIsFoundAgainByItsNumberAndItsEntriesAreNoNews() {
    try (Courtroom room = room(true, "1:25-cv-00677")) {
      room.look();
      room.court.docket.put("id", 70000002L);
      room.court.moveTo(70000002L);
      Result result = room.look();
      assertThat(result.outcome().looked()).as(String.valueOf(result.trouble())).isTrue();
      room.lookAfter(Duration.ofDays(1));
      assertThat(room.alerts()).isEmpty();
      room.court.entry(77, 62, "2026-03-05", "ORDER setting a hearing", room.now());
      room.look();
      assertThat(room.headlines()).containsExactly("Hearing set");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "docket: abc | `docket` is CourtListener's id",
        "docket: 0 | `docket` is CourtListener's id",
        "docket: \"\" | named by `docket`",
        "court: dcd | named by `docket`",
        "docket-number: \"25-cv-677\" | named by `docket`",
        "court: D.D.C., docket-number: \"25-cv-677\" | there is no court `D.D.C.`",
        "court: dcd, docket-number: \"Centro v. Bessent\" | is no docket number",
        "docket: 69714586, docket-number: \"69714586\" | is no docket number",
      })
  void aDocketNamedInAWrongFormIsAMistakeOfTheConfiguration(String docket, String mistake) {
    Loaded loaded =
        VerbContext.reader(Map.of())
            .load(
                "x.yaml",
                """
                watches:
                  - { id: d, name: D, source: { type: courtlistener-docket, %s } }
                """
                    .formatted(docket));
    assertThat(loaded).isInstanceOf(Loaded.Invalid.class);
    assertThat(((Loaded.Invalid) loaded).mistakes().toString()).contains(mistake);
  }

  private Courtroom room(boolean token, String number) {
    Courtroom room =
        new Courtroom(folder, token, "court: dcd, docket-number: \"%s\"".formatted(number));
    room.court.entry(60, 60, "2026-02-27", "NOTICE of Decision by SCOTT BESSENT", BEFORE);
    room.court.entry(61, 61, "2026-03-04", "JOINT STATUS REPORT by CENTRO", BEFORE);
    return room;
  }
}
