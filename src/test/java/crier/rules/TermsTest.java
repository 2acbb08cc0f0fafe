package crier.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TermsTest {

  @Test
  void aTermMatchesWholeWordsInAnyCaseAndAnyWhiteSpace() {
    Terms terms = Terms.of(List.of("data sharing"));
    assertThat(terms.fit("IRS–ICE Data\n  Sharing")).isTrue();
    assertThat(terms.fit("metadata sharing")).isFalse();
  }

  @Test
  void aShortWordIsNotFoundInsideAnother() {
    assertThat(Terms.of(List.of("ICE")).fit("a notice of service")).isFalse();
  }

  @Test
  void aPhraseMayBeginWithASign() {
    assertThat(Terms.of(List.of("§ 6103")).fit("under 26 U.S.C. § 6103(i)(2)")).isTrue();
  }

  @Test
  void anExclusionWins() {
    Terms terms = Terms.of(List.of("taxpayer", "!filing season"));
    assertThat(terms.fit("taxpayer service in the filing season")).isFalse();
    assertThat(terms.quote("taxpayer service in the filing season")).isEmpty();
  }

  @Test
  void aPatternIsWrittenBetweenSlashes() {
    assertThat(Terms.of(List.of("/address(es)? of \\d+/")).fit("addresses of 42 persons")).isTrue();
  }

  @Test
  void aBrokenPatternIsNamed() {
    assertThatThrownBy(() -> Terms.of(List.of("/(/")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`/(/` is no RE2 pattern");
  }

  @Test
  void theSentenceThatMatchedIsQuotedVerbatim() {
    assertThat(
            Terms.of(List.of("stay"))
                .quote(
                    "The court met. In Smith v. Jones, No. 26-5006, the stay was lifted. It rose."))
        .contains("In Smith v. Jones, No. 26-5006, the stay was lifted.");
  }

  @Test
  void aPatternThatDefeatsBacktrackingIsNoTrouble() {
    assertThat(Terms.of(List.of("/(a|aa)+$/")).fit("a".repeat(60_000) + "b")).isFalse();
  }
}
