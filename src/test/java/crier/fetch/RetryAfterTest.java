package crier.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-06-08T15:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120|PT2M",
        " 30 |PT30S",
        "007|PT7S",
        "0.4|PT1S",
        "86401|PT24H",
        "99999999999|PT24H",
        "Mon, 08 Jun 2026 15:10:00 GMT|PT10M",
        "Monday, 08-Jun-26 15:10:00 GMT|PT10M",
        "Mon Jun  8 15:10:00 2026|PT10M",
        "Fri, 08 Jun 2035 15:10:00 GMT|PT24H"
      })
  void aUsableTimeIsHeeded(String value, Duration wait) {
    assertThat(RetryAfter.parse(value, NOW)).contains(wait);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "0",
        "-5",
        "+5",
        "soon",
        "1e9",
        "0x10",
        "12 minutes",
        ".",
        "1.",
        "é",
        "１２０",
        "Mon, 08 Jun 2026 14:59:59 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT"
      })
  void junkThePastAndZeroAreNoTime(String value) {
    assertThat(RetryAfter.parse(value, NOW)).isEmpty();
  }

  @Test
  void aMillionDigitsAreJunk() {
    assertThat(RetryAfter.parse("9".repeat(1_000_000), NOW)).isEmpty();
  }
}
