package crier.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocketNumberTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1:25-cv-00677-DLF | 1:25-cv-00677",
        "1:25-cv-00677 | 1:25-cv-00677",
        "1:25-CV-677 | 1:25-cv-00677",
        "25-cv-677 | 25-cv-00677",
        "25-cv-00677-DLF-ABC | 25-cv-00677",
        "Civil Action No. 25-0677 (DLF) | 25-cv-00677",
        "Civil Action No. 1:25-cv-00677 (DLF) | 1:25-cv-00677",
        "Civ. No. 25-677 | 25-cv-00677",
        "Case No. 1:25-cv-00677 | 1:25-cv-00677",
        "Crim. No. 25-12 | 25-cr-00012",
        "25 Civ. 677 (ABC) | 25-cv-00677",
        "25cv677 | 25-cv-00677",
        "2025-cv-00677 | 25-cv-00677",
        "1:25–cv–00677 | 1:25-cv-00677",
        "1:24-cr-00123-ABC-2 | 1:24-cr-00123",
        "2:24-mc-00012 | 2:24-mc-00012",
        "No. 25-5181 | 25-5181",
        "Nos. 25-5181 | 25-5181",
        "25-5181 | 25-5181",
        "  25-5181  | 25-5181",
        "24-10001 | 24-10001",
      })
  void everySpellingIsOneNumber(String spelt, String number) {
    assertThat(DocketNumber.parse(spelt)).map(DocketNumber::toString).hasValue(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "69714586", "Centro v. Bessent", "25-", "cv-677", "1:25-cv-", "25-5181, 25-5182",
        "https://www.courtlistener.com/docket/69714586/", "2025-03-05-17"
      })
  void whatIsNoNumberIsNone(String text) {
    assertThat(DocketNumber.parse(text)).isEmpty();
  }

  @Test
  void twoFitAsFarAsBothSay() {
    assertThat(of("25-cv-677").fits(of("1:25-cv-00677-DLF"))).isTrue();
    assertThat(of("25-0677").fits(of("1:25-cv-00677"))).isTrue();
    assertThat(of("25-cr-677").fits(of("1:25-cv-00677"))).isFalse();
    assertThat(of("2:25-cv-677").fits(of("1:25-cv-00677"))).isFalse();
    assertThat(of("24-cv-677").fits(of("25-cv-677"))).isFalse();
    assertThat(of("25-cv-6770").fits(of("25-cv-677"))).isFalse();
  }

  private static DocketNumber of(String text) {
    return DocketNumber.parse(text).orElseThrow();
  }
}
