package crier.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Case numbers in the spellings that courts and people use, and where courts' feeds are. */
class DocketNumberTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1:25-cv-00677-DLF",
        "1:25-cv-00677",
        "25-cv-677",
        "25-CV-00677 (DLF)",
        "1:25cv677",
        "2025-cv-677",
        "Civil Action No. 25-677 (DLF)",
        "Civ. No. 25-677",
        "Case No. 1:25-cv-677",
        "No. 25\u2013cv\u2013677",
        "1:25-cv-00677-ABC-DE-1",
      })
  void everySpellingIsTheSameCase(String written) {
    assertThat(number(written).sameAs(number("1:25-cv-00677"))).isTrue();
    assertThat(number(written).normal()).isEqualTo("25-cv-677");
  }

  @ParameterizedTest
  @CsvSource({"No. 25-5181", "25-5181", "USCA Case No. 25-5181", "#25-5181", "2025-5181"})
  void anAppealHasNoType(String written) {
    assertThat(number(written)).isEqualTo(number("25-5181")).hasToString("25-5181");
  }

  @ParameterizedTest
  @CsvSource({
    "1:25-cv-00677, 1:25-cr-00677",
    "1:25-cv-00677, 2:25-cv-00677",
    "1:25-cv-00677, 1:25-cv-06770",
    "1:25-cv-00677, 1:24-cv-00677",
    "1:25-cv-00677, 25-677",
  })
  void otherCasesAreNotTaken(String one, String other) {
    assertThat(number(one).sameAs(number(other))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"5:18-~gr-00001", "", "Chau v. Donovan", "69714586", "25-cv", "2025-06-08"})
  void whatIsNoNumberIsNoCase(String written) {
    assertThat(DocketNumber.read(written)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "dcd, https://ecf.dcd.uscourts.gov/cgi-bin/rss_outside.pl",
    "nysb, https://ecf.nysb.uscourts.gov/cgi-bin/rss_outside.pl",
    "nyed, https://ecf.nyed.uscourts.gov/cgi-bin/readyDockets.pl",
    "ared, https://ecf.ared.uscourts.gov/cgi-bin/rss_outside4.pl",
    "cadc, https://ecf.cadc.uscourts.gov/n/beam/servlet/TransportRoom?servlet=RSSGenerator",
  })
  void aCourtsFeedIsKnownByItsName(String court, String address) {
    assertThat(Courts.feed(court)).hasToString(address);
    assertThat(Courts.isFeed(URI.create(address))).isTrue();
    assertThat(Courts.ofHost(URI.create(address))).contains(court);
  }

  @Test
  void aCourtWithoutAFeedIsNamed() {
    assertThatThrownBy(() -> Courts.feed("ca9")).hasMessageContaining("ca9 publishes no feed");
    assertThatThrownBy(() -> Courts.feed("D.D.C."))
        .hasMessageContaining("there is no court `D.D.C.`");
  }

  @ParameterizedTest
  @CsvSource({
    "dcd, America/New_York",
    "cadc, America/New_York",
    "ca10, America/Denver",
    "cand, America/Los_Angeles",
    "txsb, America/Chicago",
    "tned, America/New_York",
    "nmd, America/Denver",
    "nmid, Pacific/Guam",
    "hid, Pacific/Honolulu",
  })
  void aCourtHasItsOwnClock(String court, String zone) {
    assertThat(Courts.zone(court)).isEqualTo(ZoneId.of(zone));
  }

  private static DocketNumber number(String written) {
    return DocketNumber.read(written).orElseThrow(() -> new AssertionError(written));
  }
}
