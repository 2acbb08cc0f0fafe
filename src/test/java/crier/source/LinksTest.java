package crier.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a link says of where it leads. */
class LinksTest {

  @ParameterizedTest
  @CsvSource({
    "https://www.example.gov/r/Report.PDF?utm_source=x, true",
    "https://www.example.gov/r/report%201.pdf#page=3, true",
    "https://www.example.gov/view?file=report.pdf, false",
    "https://www.example.gov/r/report.pdf/about, false",
  })
  void whatFollowsAQuestionMarkIsNoPartOfAFilesName(String link, boolean pdf) {
    assertThat(Links.isPdf(link)).isEqualTo(pdf);
  }
}
