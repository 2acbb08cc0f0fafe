package crier.alert.routing;

import static org.assertj.core.api.Assertions.assertThat;

import crier.alert.Desk;
import crier.alert.Message;
import crier.alert.Recipient;
import crier.alert.sending.RecipientPrefetch;
import crier.alert.wording.Composer;
import crier.alert.wording.Reason;
import crier.model.Destination;
import crier.model.Event;
import crier.model.Significance;
import crier.model.Subscriber;
import crier.model.Subscription;
import crier.model.Subscription.Cadence;
import crier.model.Subscription.QuietHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is told of what, when, and why. */
class RoutingTest {

  private final Desk desk = new Desk();

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void twoWaysToTheSameAddressAreOneMessage() {
    desk.subscriber("reader");
    for (String id : List.of("desk", "desk-too")) {
      desk.destination(
          new Destination(id, "email", "Reader@reader.example", Map.of(), Desk.everything()),
          false);
    }
    desk.alert("One");
    desk.dispatcher.run();
    assertThat(desk.mail.accepted()).hasSize(1);
  }

  @Test
  void whoConfirmsAfterAnEventGetsNoOldOne() {
    desk.alert("Old");
    desk.clock.advance(Duration.ofMinutes(1));
    desk.subscriber("late", Desk.everything(), desk.clock.instant());
    desk.clock.advance(Duration.ofMinutes(1));
    desk.alert("New");
    desk.dispatcher.run();
    assertThat(desk.mailsTo("late")).singleElement().asString().contains("New");
  }

  @Test
  void whoUnsubscribesGetsNothingThoughItIsQueued() {
    desk.subscriber("a");
    desk.subscriber("b");
    desk.subscriber("c");
    desk.alert("One");
    desk.router.run(desk.clock.instant(), lane -> {}, seen -> {});
    desk.subscribers.stand("a", Subscriber.Standing.UNSUBSCRIBED);
    desk.subscribers.stand("b", Subscriber.Standing.PAUSED);
    desk.subscribers.erase("c");
    assertThat(desk.dispatcher.run()).isZero();
    assertThat(desk.mail.accepted()).isEmpty();
    assertThat(desk.outbox.of("id-1"))
        .singleElement()
        .matches(d -> d.recipient().equals("subscriber:b") && d.state().word().equals("dead"));
  }

  @Test
  void severalAreFoundTogetherAsEachIsAlone() {
    desk.subscriber("here");
    desk.subscriber("gone");
    desk.subscribers.stand("gone", Subscriber.Standing.UNSUBSCRIBED);
    desk.slack("newsroom", false);
    List<String> ids =
        List.of(
            "subscriber:here",
            "subscriber:gone",
            "subscriber:nobody",
            "letter:gone",
            "destination:newsroom",
            "destination:none");
    assertThat(desk.router.reach(ids))
        .isEqualTo(ids.stream().collect(Collectors.toMap(id -> id, desk.router::reach)));
  }

  /** They are looked up together as the first of them has its turn. */
  @Test
  void whoLeavesWhileTheirNeighboursAreWrittenToGetsNothing() {
    IntStream.range(0, 12).forEach(i -> desk.subscriber("s" + i));
    RecipientPrefetch prefetch =
        new RecipientPrefetch(
            desk.router,
            desk.composer(),
            IntStream.range(0, 12).mapToObj(i -> "subscriber:s" + i).toList(),
            desk.clock);
    assertThat(prefetch.reach("subscriber:s0")).isInstanceOf(Router.Reach.Known.class);
    desk.subscribers.stand("s7", Subscriber.Standing.UNSUBSCRIBED);
    desk.clock.advance(Duration.ofMillis(500));
    assertThat(prefetch.reach("subscriber:s7")).isInstanceOf(Router.Reach.Left.class);
  }

  /** Nothing is written down of those who may be erased. */
  @Test
  void aTokenIsKeptForWhoIsStillThereOnly() {
    desk.subscriber("here");
    desk.subscriber("gone");
    desk.subscribers.stand("gone", Subscriber.Standing.UNSUBSCRIBED);
    RecipientPrefetch prefetch =
        new RecipientPrefetch(
            desk.router,
            desk.composer(),
            List.of("subscriber:here", "subscriber:gone"),
            desk.clock);
    prefetch.reach("subscriber:gone");
    assertThat(desk.tokens().hashes().has("unsubscribe", "here")).isTrue();
    assertThat(desk.tokens().hashes().has("unsubscribe", "gone")).isFalse();
  }

  @Test
  void aDigestGathersADayAndANewEventAfterItWaitsForTheNext() {
    desk.clock.set(Instant.parse("2026-06-08T14:00:00Z"));
    desk.subscriber("a", Desk.wanting(new Cadence.Daily(LocalTime.of(8, 0))));
    desk.alert("One");
    desk.alert("Two");
    desk.dispatcher.run();
    assertThat(desk.mail.accepted()).isEmpty();
    desk.clock.set(Instant.parse("2026-06-09T12:00:00Z"));
    desk.dispatcher.run();
    assertThat(desk.mailsTo("a")).singleElement().asString().contains("and 1 more");
    desk.alert("Three");
    desk.pass(Duration.ofHours(23), Duration.ofHours(1));
    assertThat(desk.mailsTo("a")).hasSize(1);
    desk.pass(Duration.ofHours(1), Duration.ofHours(1));
    assertThat(desk.mailsTo("a")).hasSize(2);
  }

  @Test
  void whatWasTriedOnceKeepsItsNameAndNothingJoinsIt() {
    desk.subscriber("a", Desk.wanting(new Cadence.Hourly()));
    desk.mail.behave(
        new crier.testing.SmtpSink.Manners() {
          @Override
          public String recipient(String address) {
            return "451 later";
          }
        });
    desk.alert("One");
    desk.dispatcher.run();
    desk.pass(Duration.ofHours(1), Duration.ofHours(1));
    desk.alert("Two");
    desk.mail.behave(new crier.testing.SmtpSink.Manners() {});
    desk.pass(Duration.ofHours(2), Duration.ofMinutes(1));
    assertThat(desk.mailsTo("a")).hasSize(2);
    assertThat(desk.mail.accepted().getFirst().id()).startsWith("<id-1.");
  }

  @Test
  void aBurstIsFoldedAndAFewAreNot() {
    desk.slack("newsroom", false);
    List.of("1", "2", "3").forEach(desk::alert);
    desk.dispatcher.run();
    assertThat(desk.web.posts("/newsroom")).hasSize(3);
    List.of("4", "5", "6", "7", "8", "9").forEach(desk::alert);
    desk.dispatcher.run();
    assertThat(desk.web.posts("/newsroom")).hasSize(4);
  }

  @Test
  void aLaterFactKnowsTheMessageItFollows() {
    desk.slack("newsroom", false);
    desk.alert("Motion", "docket", "entry-62", Significance.NOTABLE);
    desk.dispatcher.run();
    desk.clock.advance(Duration.ofMinutes(1));
    desk.subscriber("late", Desk.everything(), desk.clock.instant());
    String second = desk.alert("Its text", "docket", "entry-62", Significance.NOTABLE);
    Composer composer =
        new Composer(
            desk.alerts,
            new crier.store.History(desk.database),
            desk.outbox,
            desk.tokens(),
            new Composer.Setting(Desk.SITE, List.of(Desk.STORY)));
    var alert = List.of(desk.alerts.find(second).orElseThrow());
    Recipient slack =
        new Recipient("destination:newsroom", "slack", "", Map.of(), Desk.everything());
    Recipient late = new Recipient("subscriber:late", "email", "", Map.of(), Desk.everything());
    assertThat(composer.message("m", slack, alert, Instant.EPOCH).first().earlier())
        .isEqualTo(new Message.Earlier("id-1", "id-1", "ok"));
    assertThat(composer.message("m", late, alert, Instant.EPOCH).first().earlier()).isNull();
  }

  @Test
  void everyMessageSaysWhyItCame() {
    Subscription wanted =
        new Subscription(
            List.of("irs-ice"),
            List.of(),
            Significance.NOTABLE,
            List.of(Event.STAY_LIFTED),
            List.of("stay"),
            List.of(),
            new Cadence.Immediate(),
            null,
            Desk.ZONE);
    String id = desk.alert("One");
    assertThat(
            Reason.of(
                desk.alerts.find(id).orElseThrow(),
                new Recipient("subscriber:a", "email", "", Map.of(), wanted),
                Desk.STORY))
        .isEqualTo(
            "you follow the story “The agreement”, notable and above; of these: Stay lifted;"
                + " with the words “stay”");
  }

  @Test
  void aNoticeAboutAReceiverGoesOutThroughAnotherAndSoDoesItsEnd() {
    desk.slack("ops", true);
    desk.slack("newsroom", Desk.wanting(new Cadence.Daily(LocalTime.NOON)), false);
    desk.notices.stuck("destination:ops", "no_service");
    desk.dispatcher.run();
    assertThat(desk.web.posts("/ops")).isEmpty();
    assertThat(desk.web.posts("/newsroom")).singleElement().asString().contains("stuck");
    desk.notices.stuck("destination:ops", "no_service");
    desk.dispatcher.run();
    assertThat(desk.web.posts("/newsroom")).hasSize(1);
    desk.notices.flows("destination:ops");
    desk.dispatcher.run();
    assertThat(desk.web.posts("/ops")).singleElement().asString().contains("flow again");
    assertThat(desk.web.posts("/newsroom")).hasSize(2);
  }

  @Test
  void withoutAnOperatorsDestinationANoticeIsKeptForThePages() {
    desk.slack("newsroom", false);
    desk.notices.raise("disk /data", "The disk is nearly full", "x");
    desk.dispatcher.run();
    assertThat(desk.web.posts("/newsroom")).isEmpty();
    assertThat(desk.noticed()).containsExactly("The disk is nearly full");
  }

  @ParameterizedTest
  @CsvSource({
    // spring forward: 02:30 does not exist on March 8, and the digest comes at 03:30
    "daily,  02:30, 2026-03-08T05:00:00Z, 2026-03-08T07:30:00Z",
    // fall back: 01:30 comes twice on November 1, and the digest once
    "daily,  01:30, 2026-11-01T05:00:00Z, 2026-11-01T05:30:00Z",
    "daily,  01:30, 2026-11-01T05:45:00Z, 2026-11-02T06:30:00Z",
    "daily,  01:30, 2026-11-01T06:10:00Z, 2026-11-02T06:30:00Z",
    "daily,  08:00, 2026-06-08T12:00:00Z, 2026-06-09T12:00:00Z",
    "daily,  08:00, 2026-02-28T14:00:00Z, 2026-03-01T13:00:00Z",
    "hourly, 00:00, 2026-11-01T05:59:00Z, 2026-11-01T06:00:00Z",
    "hourly, 00:00, 2026-11-01T06:00:00Z, 2026-11-01T07:00:00Z",
  })
  void aDigestKeepsItsHourOverADayOfSummerTime(
      String cadence, LocalTime time, Instant now, Instant due) {
    Cadence wanted = cadence.equals("daily") ? new Cadence.Daily(time) : new Cadence.Hourly();
    assertThat(Timetable.due(Desk.wanting(wanted), Significance.NOTABLE, now)).isEqualTo(due);
  }

  @ParameterizedTest
  @CsvSource({
    "22:00, 07:00, NOTABLE,  2026-06-09T03:00:00Z, 2026-06-09T11:00:00Z",
    "22:00, 07:00, CRITICAL, 2026-06-09T03:00:00Z, 2026-06-09T03:00:00Z",
    "22:00, 07:00, NOTABLE,  2026-06-09T11:00:00Z, 2026-06-09T11:00:00Z",
    // the second 01:15 of the night the clock is put back: the end is a quarter of an hour away
    "22:00, 01:30, NOTABLE,  2026-11-01T06:15:00Z, 2026-11-01T06:30:00Z",
    // 02:30 does not exist on March 8: at 03:00, half an hour past it in no time, quiet is over
    "22:00, 02:30, NOTABLE,  2026-03-08T06:00:00Z, 2026-03-08T07:00:00Z",
  })
  void quietHoursKeepAMessageForTheirEnd(
      LocalTime from, LocalTime until, Significance rank, Instant now, Instant due) {
    Subscription wanted =
        new Subscription(
            List.of(),
            List.of(),
            Significance.ROUTINE,
            List.of(),
            List.of(),
            List.of(),
            new Cadence.Immediate(),
            new QuietHours(from, until, true),
            ZoneId.of("America/New_York"));
    assertThat(Timetable.due(wanted, rank, now)).isEqualTo(due);
  }
}
