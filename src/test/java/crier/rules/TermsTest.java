package crier.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
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
  void aPartMayBeExcludedFromTheSentenceOfTheOthers() {
    Terms terms = Terms.of(List.of("IRS + homeland security + !presidential directive"));
    assertThat(terms.fit("The IRS must follow Homeland Security Presidential Directive 12."))
        .isFalse();
    assertThat(
            terms.fit(
                "Homeland Security Presidential Directive 12 is about badges. The IRS told Homeland"
                    + " Security where people live."))
        .isTrue();
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

  @Test
  void aWordInCapitalsIsMetInCapitalsOnly() {
    Terms ice = Terms.of(List.of("ICE"));
    assertThat(ice.fit("Ice Storm Response")).isFalse();
    assertThat(ice.fit("ICE Detention")).isTrue();
    assertThat(Terms.of(List.of("ICE detention")).fit("ICE Detention")).isTrue();
    assertThat(Terms.of(List.of("ICE detention")).fit("Ice detention")).isFalse();
  }

  @Test
  void aPatternSaysItselfWhereCaseCounts() {
    assertThat(Terms.of(List.of("/\\bice\\b/")).fit("ICE")).isTrue();
    assertThat(Terms.of(List.of("/(?-i:\\bICE\\b)/")).fit("an ice storm")).isFalse();
  }

  @Test
  void aHyphenIsAnyDashAndASpaceAnySpace() {
    assertThat(Terms.of(List.of("IRS-ICE")).fit("The IRS–ICE agreement")).isTrue();
    assertThat(Terms.of(List.of("26-5006")).fit("No. 26‑5006")).isTrue();
    assertThat(Terms.of(List.of("data sharing")).fit("data\u00a0sharing")).isTrue();
    assertThat(Terms.of(List.of("taxpayers' data")).fit("taxpayers’ data")).isTrue();
  }

  @Test
  void partsJoinedByPlusStandInOneSentenceInAnyOrder() {
    Terms terms = Terms.of(List.of("IRS + ICE"));
    assertThat(terms.fit("What ICE asked the IRS for")).isTrue();
    assertThat(terms.fit("The IRS hired. Meanwhile ICE detained.")).isFalse();
    assertThat(terms.fit("The IRS hired. The IRS gave data to ICE.")).isTrue();
    assertThat(terms.match("The IRS hired. The IRS gave data to ICE.").orElseThrow())
        .isEqualTo(new Terms.Match("IRS + ICE", "The IRS gave data to ICE."));
  }

  @Test
  void aHeadlineStandsTogetherEvenWhereItAsksAndAnswers() {
    Terms terms = Terms.of(List.of("taxpayers + IRS"));
    assertThat(terms.fit("How many taxpayers were exposed? The IRS won't say")).isTrue();
    assertThat(terms.fit("How many taxpayers were exposed?\nThe IRS won't say")).isFalse();
  }

  @Test
  void aPlusInsideAPatternJoinsNothing() {
    assertThat(Terms.of(List.of("/a + b/")).fit("a   b")).isTrue();
    assertThat(Terms.of(List.of("/\\btax/ + ICE")).fit("ICE has tax records")).isTrue();
  }

  @Test
  void aLongDocumentIsSearchedInLittleTime() {
    String text = "The taxpayer wrote to the IRS about a notice of service. ".repeat(5_000);
    Terms terms = Terms.of(List.of("IRS + ICE", "/\\btaxpayers?\\b.{0,160}\\bimmigration\\b/"));
    long began = System.nanoTime();
    assertThat(terms.fit(text)).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
  }
}
