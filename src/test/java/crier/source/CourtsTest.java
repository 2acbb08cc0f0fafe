package crier.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import crier.model.SourceSpec;
import crier.source.courtlistener.SearchSource;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Courts by PACER's names and by CourtListener's. */
class CourtsTest {

  @ParameterizedTest
  @CsvSource({"azb,arb", "arb,arb", "neb,nebraskab", "cofc,uscfc", "DCD,dcd", "cadc,cadc"})
  void eitherNameOfACourtIsTheOneCourt(String written, String id) {
    assertThat(Courts.required(written)).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({
    "arb,ecf.azb.uscourts.gov",
    "azb,ecf.azb.uscourts.gov",
    "uscfc,ecf.cofc.uscourts.gov",
    "nebraskab,ecf.neb.uscourts.gov",
    "dcd,ecf.dcd.uscourts.gov"
  })
  void aFeedIsAskedForWherePacerHasIt(String court, String host) {
    URI feed = Courts.feed(court);
    assertThat(feed.getHost()).isEqualTo(host);
    assertThat(Courts.ofHost(feed)).contains(Courts.required(court));
  }

  @Test
  void theClockOfACourtIsThatOfItsSeatUnderEitherName() {
    assertThat(Courts.zone("arb")).isEqualTo(ZoneId.of("America/Phoenix"));
    assertThat(Courts.zone("arwb")).isEqualTo(ZoneId.of("America/Chicago"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"scotus", "tax", "bap9", "fisc"})
  void aCourtOutsidePacerHasNoFeed(String court) {
    assertThatIllegalArgumentException().isThrownBy(() -> Courts.feed(court));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zzz", "no", "false", "dc d", ""})
  void whatIsNoCourtIsRefused(String court) {
    assertThatIllegalArgumentException().isThrownBy(() -> Courts.required(court));
  }

  @ParameterizedTest
  @CsvSource({
    "cases,zzz",
    "documents,no",
    "dockets,false",
    "opinions,zzz",
    "opinions,no",
    "cases,calctapp"
  })
  void aSearchAtACourtThatDoesNotExistIsRefused(String kind, String court) {
    assertThatIllegalArgumentException().isThrownBy(() -> search(kind, List.of("dcd", court)));
  }

  @Test
  void aSearchNamesCourtsAsCourtListenerDoes() {
    assertThat(search("cases", List.of("azb", "dcd")).address()).endsWith("&court=arb+dcd");
    assertThat(search("opinions", List.of("calctapp", "ca9")).address())
        .endsWith("&court=calctapp+ca9");
  }

  private static Source search(String kind, List<String> courts) {
    return SearchSource.source(
        new SourceSpec(
            "courtlistener-search", Map.of("query", "6103", "kind", kind, "court", courts)),
        new SourceSettings(URI.create("https://cl.example"), "", "", ZoneId.of("UTC")));
  }
}
