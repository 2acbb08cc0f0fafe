package crier.alert.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crier.alert.Desk;
import crier.model.Delivery;
import crier.model.Significance;
import crier.testing.HttpSink.Answer;
import crier.testing.SmtpSink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Receivers on their bad days: nothing is lost, nobody is told twice, nobody waits for another. */
@Tag("slow")
class BadDaysTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final Desk desk = new Desk();

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void anAlertIsToldOnceToEverybody() {
    desk.slack("newsroom", false);
    IntStream.range(0, 700).forEach(i -> desk.subscriber("s" + i));
    desk.alert("One");
    assertThat(desk.dispatcher.run()).isEqualTo(701);
    assertThat(desk.dispatcher.run()).isZero();
    assertThat(desk.mail.accepted()).extracting(SmtpSink.Mail::id).doesNotHaveDuplicates();
    assertThat(desk.mail.count()).isEqualTo(700);
    assertThat(desk.web.posts("/newsroom")).hasSize(1);
    assertThat(desk.mail.sessions()).isLessThanOrEqualTo(4);
  }

  @Test
  void aServerThatRefusesAllIsAskedByOneMessageAtATimeAndNothingIsLost() {
    IntStream.range(0, 150).forEach(i -> desk.subscriber("s" + i));
    AtomicInteger asked = new AtomicInteger();
    desk.mail.behave(
        new SmtpSink.Manners() {
          @Override
          public String recipient(String address) {
            asked.incrementAndGet();
            return "451 later";
          }
        });
    desk.alert("One");
    desk.dispatcher.run();
    // those that were on their way when the circuit opened, and no more
    assertThat(asked.get()).isLessThanOrEqualTo(60);
    int before = asked.get();
    desk.pass(Duration.ofHours(2), Duration.ofMinutes(1));
    assertThat(asked.get() - before).isBetween(5, 25);
    assertThat(desk.outbox.counts().dead()).isZero();

    desk.mail.behave(new SmtpSink.Manners() {});
    desk.pass(Duration.ofMinutes(20), Duration.ofMinutes(1));
    assertThat(desk.mail.accepted()).hasSize(150);
    assertThat(desk.mail.accepted()).extracting(SmtpSink.Mail::id).doesNotHaveDuplicates();
  }

  @Test
  void oneRefusedAddressIsADeadLetterAndTheOthersGetTheirs() {
    desk.slack(
        "ops",
        Desk.wanting(new crier.model.Subscription.Cadence.Daily(java.time.LocalTime.NOON)),
        true);
    List.of("a", "b", "c").forEach(desk::subscriber);
    desk.mail.behave(
        new SmtpSink.Manners() {
          @Override
          public String recipient(String address) {
            return address.startsWith("b@") ? "550 no such user" : "250 ok";
          }
        });
    desk.alert("One");
    desk.dispatcher.run();
    assertThat(desk.mail.accepted()).hasSize(2);
    Delivery dead = desk.outbox.list(false, 9).getFirst();
    assertThat(dead.recipient()).isEqualTo("subscriber:b");
    assertThat(dead.state().word()).isEqualTo("dead");
    assertThat(dead.lastError()).contains("550").doesNotContain("@");
    desk.dispatcher.run();
    assertThat(desk.web.posts("/ops"))
        .singleElement()
        .asString()
        .contains("could not be delivered");
  }

  @Test
  void aConnectionCutInTheMessageIsTriedAgainUnderTheSameName() {
    desk.subscriber("a");
    AtomicInteger tries = new AtomicInteger();
    desk.mail.behave(
        new SmtpSink.Manners() {
          @Override
          public String midway() {
            return tries.incrementAndGet() == 1 ? SmtpSink.CUT : "go on";
          }
        });
    desk.alert("One");
    desk.dispatcher.run();
    assertThat(desk.mail.accepted()).isEmpty();
    desk.pass(Duration.ofSeconds(10), Duration.ofSeconds(2));
    assertThat(desk.mailsTo("a")).hasSize(1);
  }

  @Test
  void aConnectionCutAfterTheServerTookTheMessageRepeatsItUnderTheSameName() {
    desk.subscriber("a");
    List<String> taken = new java.util.concurrent.CopyOnWriteArrayList<>();
    desk.mail.behave(
        new SmtpSink.Manners() {
          @Override
          public String message(SmtpSink.Mail mail) {
            taken.add(mail.id());
            return taken.size() == 1 ? SmtpSink.CUT : "250 taken";
          }
        });
    desk.alert("One");
    desk.dispatcher.run();
    desk.alert("Two");
    desk.pass(Duration.ofSeconds(20), Duration.ofSeconds(2));
    assertThat(taken).hasSize(3);
    assertThat(taken.get(1)).isEqualTo(taken.get(0)).isNotEqualTo(taken.get(2));
  }

  @Test
  void aServerThatComesBackAfterHoursGetsEachStoryOnceFolded() {
    List.of("a", "b").forEach(desk::subscriber);
    desk.mail.behave(
        new SmtpSink.Manners() {
          @Override
          public String greeting() {
            return "421 not now";
          }
        });
    for (int hour = 0; hour < 6; hour++) {
      for (int event = 0; event < 7; event++) {
        desk.alert("Event " + hour + "-" + event);
        desk.dispatcher.run();
      }
      desk.pass(Duration.ofHours(1), Duration.ofMinutes(5));
    }
    assertThat(desk.mail.accepted()).isEmpty();
    assertThat(desk.outbox.counts().pending()).isEqualTo(84);
    desk.mail.behave(new SmtpSink.Manners() {});
    desk.pass(Duration.ofMinutes(30), Duration.ofMinutes(1));
    assertThat(desk.outbox.counts().pending()).isZero();
    assertThat(desk.mailsTo("a")).hasSizeBetween(1, 9).anyMatch(s -> s.contains("more"));
    assertThat(desk.mailsTo("b")).hasSizeBetween(1, 9);
    assertThat(desk.mail.accepted()).extracting(SmtpSink.Mail::id).doesNotHaveDuplicates();
  }

  @Test
  void afterThreeDaysOfFailuresWhatIsOldIsDeadAndCanBeSentAgain() {
    desk.slack("newsroom", false);
    desk.slack(
        "ops",
        Desk.wanting(new crier.model.Subscription.Cadence.Daily(java.time.LocalTime.NOON)),
        true);
    desk.web.behave((path, body) -> path.equals("/newsroom") ? Answer.of(500, "") : Answer.OK);
    desk.alert("One");
    desk.dispatcher.run();
    desk.alert("Two");
    desk.pass(Duration.ofHours(75), Duration.ofMinutes(15));
    assertThat(desk.outbox.counts().dead()).isZero();
    desk.pass(Duration.ofHours(2), Duration.ofMinutes(15));
    assertThat(desk.outbox.counts()).isEqualTo(new crier.store.Outbox.Counts(0, 2));
    desk.dispatcher.lookAfterLanes();
    desk.dispatcher.run();
    assertThat(desk.web.posts("/ops")).anyMatch(post -> post.contains("could not be delivered"));

    desk.web.behave((path, body) -> Answer.OK);
    int before = desk.web.posts("/newsroom").size();
    assertThat(desk.outbox.retry(null, desk.clock.instant())).isEqualTo(2);
    desk.dispatcher.lift();
    desk.dispatcher.run();
    assertThat(desk.web.posts("/newsroom").subList(before, desk.web.posts("/newsroom").size()))
        .hasSize(2);
    desk.dispatcher.lookAfterLanes();
    desk.dispatcher.run();
    assertThat(desk.web.posts("/ops")).anyMatch(post -> post.contains("No dead letters are left"));
    assertThat(desk.incidents.open()).isEmpty();
  }

  @Test
  void slacksRetryAfterIsObeyedByAllThatWaitsForIt() {
    desk.slack("newsroom", false);
    desk.web.behave((path, body) -> new Answer(429, "", Map.of("Retry-After", "30")));
    desk.alert("One");
    desk.dispatcher.run();
    desk.web.behave((path, body) -> Answer.OK);
    desk.alert("Two");
    desk.pass(Duration.ofSeconds(28), Duration.ofSeconds(2));
    assertThat(desk.web.posts("/newsroom")).hasSize(1);
    desk.pass(Duration.ofSeconds(10), Duration.ofSeconds(2));
    assertThat(desk.web.posts("/newsroom")).hasSize(3);
    assertThat(desk.web.posts("/newsroom").get(1)).contains("One");
    assertThat(desk.web.posts("/newsroom").get(2)).contains("Two");
  }

  @Test
  void anAnswerThatIsNotSlacksIsNoYes() {
    desk.slack("newsroom", false);
    desk.web.behave((path, body) -> Answer.of(200, "<html>Log in</html>"));
    desk.alert("One");
    assertThat(desk.dispatcher.run()).isZero();
    desk.web.behave((path, body) -> Answer.OK);
    desk.pass(Duration.ofSeconds(10), Duration.ofSeconds(2));
    assertThat(desk.web.posts("/newsroom")).hasSize(2);
    assertThat(desk.outbox.counts().pending()).isZero();
  }

  @Test
  void aReceiverThatHangsDelaysNobodyElse() {
    CountDownLatch hanging = new CountDownLatch(1);
    desk.slack("hangs", false);
    desk.slack("well", false);
    desk.subscriber("a");
    desk.web.behave((path, body) -> {
      if (path.equals("/hangs")) {
        await().atMost(SOON).until(() -> hanging.getCount() == 0);
      }
      return Answer.OK;
    });
    desk.dispatcher.start();
    desk.alert("One");
    desk.dispatcher.wake();
    await().atMost(SOON).until(() -> desk.web.posts("/hangs").size() == 1);
    desk.alert("Two");
    desk.dispatcher.wake();
    await().atMost(SOON).until(() -> desk.web.posts("/well").size() == 2);
    await().atMost(SOON).until(() -> desk.mailsTo("a").size() == 2);
    assertThat(desk.web.posts("/hangs")).hasSize(1);
    hanging.countDown();
    await().atMost(SOON).until(() -> desk.web.posts("/hangs").size() == 2);
  }

  @Test
  void oneMessageThatFailsAtAWorkingReceiverHoldsUpItsWatchOnly() {
    desk.slack("newsroom", false);
    desk.web.behave((path, body) -> body.contains("Poison") ? Answer.of(500, "") : Answer.OK);
    desk.alert("Poison", "docket", "1", Significance.NOTABLE);
    desk.alert("After it", "docket", "2", Significance.NOTABLE);
    desk.alert("Elsewhere", "reports", "3", Significance.NOTABLE);
    desk.pass(Duration.ofSeconds(20), Duration.ofSeconds(5));
    List<String> posts = desk.web.posts("/newsroom");
    assertThat(posts).anyMatch(post -> post.contains("Elsewhere"));
    assertThat(posts).noneMatch(post -> post.contains("After it"));
    desk.web.behave((path, body) -> Answer.OK);
    desk.pass(Duration.ofMinutes(10), Duration.ofMinutes(1));
    assertThat(desk.web.posts("/newsroom").getLast()).contains("After it");
  }

  @Test
  void aMessageThatCannotBeComposedForOneIsADeadLetterAndTheOthersGoOn() {
    desk.destination(
        new crier.model.Destination("carrier", "pigeon", "roof", Map.of(), Desk.everything()),
        false);
    desk.subscriber("a b");
    desk.subscriber("c");
    desk.alert("One");
    desk.dispatcher.run();
    assertThat(desk.mailsTo("c")).hasSize(1);
    assertThat(desk.outbox.of("id-1"))
        .filteredOn(d -> d.recipient().equals("subscriber:a b"))
        .singleElement()
        .matches(d -> d.state().word().equals("dead"));
  }

  @Test
  void theClockSteppingBackNeitherStopsNorRepeatsAnything() {
    desk.subscriber("a");
    desk.alert("One");
    desk.dispatcher.run();
    desk.alert("Two");
    desk.router.run(desk.clock.instant(), lane -> {}, seen -> {});
    desk.clock.set(desk.clock.instant().minus(Duration.ofHours(1)));
    desk.claims.makeDueWhateverTheClockSays(desk.clock.instant());
    desk.dispatcher.run();
    desk.alert("Three");
    desk.dispatcher.run();
    assertThat(desk.mailsTo("a")).hasSize(3);
    desk.pass(Duration.ofHours(2), Duration.ofMinutes(10));
    assertThat(desk.mailsTo("a")).hasSize(3);
  }

  @Test
  void aSenderWhoseLeaseWasTakenOverChangesNothing() {
    desk.subscriber("a");
    desk.alert("One");
    desk.router.run(desk.clock.instant(), lane -> {}, seen -> {});
    var wanted = new crier.store.Claims.Wanted("email", "", 10, false);
    var mine =
        desk.claims
            .claim(
                "slow",
                List.of(wanted),
                desk.clock.instant(),
                Duration.ZERO,
                due -> Gathering.letters(due, _ -> false))
            .getFirst()
            .getFirst();
    assertThat(desk.dispatcher.run()).isEqualTo(1);
    var late =
        new crier.store.Claims.Settled(
            mine.rows().getFirst().delivery().id(),
            new crier.model.DeliveryState.Pending(desk.clock.instant()),
            true,
            "no answer");
    assertThat(desk.claims.settle("slow", List.of(late), desk.clock.instant())).hasSize(1);
    assertThat(desk.outbox.of("id-1").getFirst().state().word()).isEqualTo("delivered");
  }

  @Test
  void aDiskThatTakesNothingStopsTheSendingAndRepeatsNothing() {
    IntStream.range(0, 200).forEach(i -> desk.subscriber("s" + i));
    desk.alert("One");
    desk.router.run(desk.clock.instant(), lane -> {}, seen -> {});
    AtomicInteger taken = new AtomicInteger();
    desk.mail.behave(
        new SmtpSink.Manners() {
          @Override
          public String message(SmtpSink.Mail mail) {
            if (taken.incrementAndGet() == 1) {
              // from now on no settlement can be written
              desk.forbidSettling();
            }
            return "250 taken";
          }
        });
    desk.dispatcher.start();
    IntSupplier unrecorded = () -> taken.get() - 200 + (int) desk.outbox.counts().pending();
    await().atMost(SOON).until(() -> unrecorded.getAsInt() >= 32);
    // those that were on their way, and no more
    assertThat(unrecorded.getAsInt()).isLessThanOrEqualTo(60);
    desk.allowSettling();
    await().atMost(SOON).until(() -> desk.outbox.counts().pending() == 0);
    assertThat(desk.mail.accepted()).hasSize(200);
    assertThat(desk.mail.accepted()).extracting(SmtpSink.Mail::id).doesNotHaveDuplicates();
  }

  @Test
  void aServerThatAnswersSlowlySlowsMailOnly() {
    IntStream.range(0, 30).forEach(i -> desk.subscriber("s" + i));
    desk.slack("newsroom", false);
    CountDownLatch slow = new CountDownLatch(1);
    desk.mail.behave(
        new SmtpSink.Manners() {
          @Override
          public String recipient(String address) {
            await().atMost(SOON).until(() -> slow.getCount() == 0);
            return "250 ok";
          }
        });
    desk.dispatcher.start();
    desk.alert("One");
    desk.dispatcher.wake();
    await().atMost(SOON).until(() -> desk.web.posts("/newsroom").size() == 1);
    assertThat(desk.mail.accepted()).isEmpty();
    slow.countDown();
    await().atMost(SOON).until(() -> desk.mail.accepted().size() == 30);
    assertThat(desk.mail.accepted()).extracting(SmtpSink.Mail::id).doesNotHaveDuplicates();
  }

  @Test
  void aSenderDoesNotWaitForItsOwnLease() {
    desk.subscriber("a");
    desk.alert("One");
    desk.router.run(desk.clock.instant(), lane -> {}, seen -> {});
    var wanted = new crier.store.Claims.Wanted("email", "", 10, false);
    // claimed under its name, and the answer of the database never came
    var lost =
        desk.claims.claim(
            "desk-1",
            List.of(wanted),
            desk.clock.instant(),
            Duration.ofMinutes(9),
            due -> Gathering.letters(due, _ -> false));
    assertThat(lost.getFirst()).hasSize(1);
    try (Dispatcher other = desk.dispatcher("other")) {
      assertThat(other.run()).isZero();
    }
    assertThat(desk.dispatcher.run()).isEqualTo(1);
  }

  @Test
  void twoSendersOnOneOutboxTellEachRecipientOnce() throws Exception {
    IntStream.range(0, 600).forEach(i -> desk.subscriber("s" + i));
    desk.alert("One");
    desk.alert("Two");
    try (Dispatcher other = desk.dispatcher("desk-2")) {
      Thread thread = Thread.ofVirtual().start(other::run);
      desk.dispatcher.run();
      thread.join();
      desk.dispatcher.run();
    }
    assertThat(desk.mail.accepted()).extracting(SmtpSink.Mail::id).doesNotHaveDuplicates();
    assertThat(desk.mail.count()).isEqualTo(1200);
  }
}
