package crier.alert.subscribers;

import static org.assertj.core.api.Assertions.assertThat;

import crier.alert.Notices;
import crier.alert.subscribers.Bounces.Done;
import crier.model.Bounce.Kind;
import crier.model.Significance;
import crier.model.Subscriber;
import crier.model.Subscriber.Standing;
import crier.model.Subscription;
import crier.store.Bounced;
import crier.store.Database;
import crier.store.Incidents;
import crier.store.Outbox;
import crier.store.Subscribers;
import crier.testing.CountedIds;
import crier.testing.Databases;
import crier.testing.SetClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When an address is mailed no more. */
class BouncesTest {

  private static final Instant NOW = Instant.parse("2026-09-18T19:00:00Z");
  private static final String WHO = "subscriber:S1";

  private final SetClock clock = new SetClock(NOW.toString());
  private Database database;
  private Subscribers subscribers;
  private Bounced bounced;
  private Notices notices;
  private Bounces bounces;

  @BeforeEach
  void open() {
    database = Databases.inMemory();
    subscribers = new Subscribers(database);
    bounced = new Bounced(database);
    notices = new Notices(new Incidents(database), clock, new CountedIds());
    bounces = new Bounces(subscribers, bounced, new Outbox(database), notices, clock);
    add("S1", "desk@example.org", Standing.CONFIRMED);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"HARD", "COMPLAINT"})
  void aReportOfNoMailboxOrOfSpamPausesAtOnce(Kind kind) {
    assertThat(bounces.bounced(WHO, kind, "5.1.1")).isEqualTo(Done.PAUSED);
    assertThat(standing()).isEqualTo(Standing.PAUSED);
    assertThat(notices.open()).containsExactly("paused subscriber:S1");
  }

  @Test
  void theSecondRefusalWithinAWeekPauses() {
    bounces.refused(WHO, "5.1.1");
    assertThat(standing()).isEqualTo(Standing.CONFIRMED);
    clock.advance(Duration.ofDays(6));
    bounces.refused(WHO, "5.1.1");
    assertThat(standing()).isEqualTo(Standing.PAUSED);
  }

  @Test
  void refusalsMoreThanAWeekApartDoNot() {
    for (int i = 0; i < 4; i++) {
      bounces.refused(WHO, "5.1.1");
      clock.advance(Duration.ofDays(8));
    }
    assertThat(standing()).isEqualTo(Standing.CONFIRMED);
  }

  @Test
  void theFifthPassingFailureWithinTwoWeeksPauses() {
    for (int i = 0; i < 4; i++) {
      assertThat(bounces.bounced(WHO, Kind.SOFT, "5.2.2")).isEqualTo(Done.COUNTED);
      clock.advance(Duration.ofDays(3));
    }
    assertThat(bounces.bounced(WHO, Kind.SOFT, "5.2.2")).isEqualTo(Done.PAUSED);
  }

  @Test
  void fiveFailuresOverALongTimeDoNot() {
    for (int i = 0; i < 8; i++) {
      assertThat(bounces.bounced(WHO, Kind.SOFT, "4.4.7")).isEqualTo(Done.COUNTED);
      clock.advance(Duration.ofDays(5));
    }
  }

  @Test
  void aResumedAddressBeginsAnew() {
    bounces.bounced(WHO, Kind.HARD, "5.1.1");
    bounces.resume("S1");
    assertThat(standing()).isEqualTo(Standing.CONFIRMED);
    assertThat(bounced.of("S1")).isEmpty();
    assertThat(notices.open()).isEmpty();
    bounces.refused(WHO, "5.1.1");
    assertThat(standing()).isEqualTo(Standing.CONFIRMED);
  }

  @ParameterizedTest
  @EnumSource(names = {"PENDING", "UNSUBSCRIBED", "PAUSED"})
  void whoGetsNoMailIsNotPausedByABounce(Standing before) {
    add("S2", "other@example.org", before);
    assertThat(bounces.bounced("subscriber:S2", Kind.HARD, "5.1.1")).isEqualTo(Done.NOT_MAILED);
    assertThat(subscribers.find("S2").orElseThrow().standing()).isEqualTo(before);
  }

  @Test
  void aBounceOfSomebodyWhoWasErasedChangesNothing() {
    bounces.bounced(WHO, Kind.SOFT, "5.2.2");
    subscribers.erase("S1");
    assertThat(bounced.of("S1")).isEmpty();
    assertThat(bounces.bounced(WHO, Kind.HARD, "5.1.1")).isEqualTo(Done.NOBODY);
    assertThat(notices.open()).isEmpty();
  }

  @Test
  void aFixedReceiversBounceIsToldToTheOperator() {
    assertThat(bounces.bounced("destination:desk", Kind.HARD, "5.1.1")).isEqualTo(Done.TOLD);
    assertThat(notices.open()).containsExactly("bounce destination:desk");
  }

  @Test
  void aMailToTheUnsubscribeAddressEndsTheSubscription() {
    assertThat(bounces.unsubscribed(WHO)).isTrue();
    assertThat(standing()).isEqualTo(Standing.UNSUBSCRIBED);
    assertThat(bounces.unsubscribed("subscriber:NOBODY")).isFalse();
    assertThat(bounces.unsubscribed("destination:S1")).isFalse();
  }

  @Test
  void whatIsOlderThanAMonthIsForgotten() {
    bounces.bounced(WHO, Kind.SOFT, "5.2.2");
    clock.advance(Duration.ofDays(31));
    bounces.bounced(WHO, Kind.SOFT, "5.2.2");
    assertThat(bounced.of("S1")).hasSize(1);
  }

  private Standing standing() {
    return subscribers.find("S1").orElseThrow().standing();
  }

  private void add(String id, String address, Standing standing) {
    subscribers.add(
        new Subscriber(
            id,
            address,
            standing,
            Subscription.immediate(List.of(), Significance.NOTABLE, ZoneId.of("UTC")),
            "test",
            NOW,
            NOW));
  }
}
