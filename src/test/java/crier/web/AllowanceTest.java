package crier.web;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Allowance;
import crier.model.Allowance.Stopped;
import crier.model.Allowance.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is left of CourtListener's requests, for people and for dashboards. */
class AllowanceTest {

  private final Newsstand stand = new Newsstand();
  private final Instant now = stand.clock.instant();

  @AfterEach
  void close() {
    stand.close();
  }

  @Test
  void theStatusPageShowsWhatIsLeftOfEachWindowAndWhenItIsFreeAgain() {
    stand.allowance.set(allowance(null, null));

    assertThat(text(stand.page("/status")))
        .containsSubsequence(
            "Requests left at CourtListener",
            "The last minute 5 of 5 none none is used now",
            "The last hour 38 of 50 2 in 41 minutes",
            "The last day 25 of 125 60 in 3 hours",
            "in 23 hours",
            "CourtListener told this account’s limits and use June 8, 2026, 1:53 PM EDT",
            "what was asked since is counted here.");
  }

  @Test
  void aRefusedTokenIsShownInWords() {
    stand.allowance.set(
        allowance(
            null,
            new Stopped(
                "CourtListener does not accept the API token (401: “Invalid token.”)",
                now.minus(Duration.ofMinutes(50)),
                now.plus(Duration.ofMinutes(10)))));

    assertThat(text(stand.page("/status")))
        .contains(
            "CourtListener does not accept the API token (401: “Invalid token.”), since June 8, 2026,"
                + " 1:15 PM EDT. Until it is accepted again, dockets are read from their public feeds"
                + " only; it is tried again June 8, 2026, 2:15 PM EDT.");
  }

  @Test
  void aWaitThatWasAskedForIsShown() {
    stand.allowance.set(allowance(now.plus(Duration.ofHours(2)), null));

    assertThat(text(stand.page("/status")))
        .contains("CourtListener asked for no more requests before June 8, 2026, 4:05 PM EDT.");
  }

  @Test
  void withoutATokenThePageSaysSo() {
    assertThat(stand.page("/status")).contains("No API token is set");
    assertThat(stand.page("/metrics")).doesNotContain("crier_quota");
  }

  @Test
  void dashboardsSeeWhatIsLeftAndWhetherTheTokenIsRefused() {
    stand.allowance.set(allowance(null, null));
    assertThat(stand.page("/metrics"))
        .contains("crier_quota_left{window=\"minute\"} 5.0")
        .contains("crier_quota_left{window=\"day\"} 25.0")
        .contains("crier_quota_limit{window=\"day\"} 125.0")
        .contains("crier_quota_stopped{api=\"courtlistener\"} 0.0");

    stand.allowance.set(
        new Allowance(
            true,
            List.of(new Window(Duration.ofHours(1), 75, 75, 0, null, null)),
            null,
            new Stopped("blocked", now, now),
            null));
    assertThat(stand.page("/metrics"))
        .contains("crier_quota_left{window=\"hour\"} 75.0")
        .contains("crier_quota_stopped{api=\"courtlistener\"} 1.0")
        .doesNotContain("crier_quota_left{window=\"day\"}");
  }

  private Allowance allowance(@Nullable Instant notBefore, @Nullable Stopped stopped) {
    return new Allowance(
        true,
        List.of(
            new Window(Duration.ofMinutes(1), 5, 5, 0, null, null),
            new Window(
                Duration.ofHours(1),
                50,
                38,
                2,
                now.plus(Duration.ofMinutes(41)),
                now.plus(Duration.ofMinutes(59))),
            new Window(
                Duration.ofDays(1),
                125,
                25,
                60,
                now.plus(Duration.ofHours(3)),
                now.plus(Duration.ofMinutes(23 * 60 + 59)))),
        notBefore,
        stopped,
        now.minus(Duration.ofMinutes(12)));
  }

  /** What a reader sees: no tags, and the exact times that stand beside the relative ones. */
  private static String text(String page) {
    return page.replaceAll("<[^>]*>", " ")
        .replaceAll("\\s+", " ")
        .replace(" .", ".")
        .replace(" ,", ",");
  }
}
