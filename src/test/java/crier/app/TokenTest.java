package crier.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import crier.config.Loaded;
import crier.config.Settings;
import crier.fetch.Fetched;
import crier.fetch.HttpFetch;
import crier.fetch.Quota;
import crier.fetch.Request;
import crier.model.Alert;
import crier.model.Allowance;
import crier.model.Outcome;
import crier.source.courtlistener.RateBudget;
import crier.store.Alerts;
import crier.store.Database;
import crier.testing.CourtListener;
import crier.testing.CourtListener.Entry;
import crier.testing.Databases;
import crier.testing.SetClock;
import crier.watch.Tick;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dockets watched with one token: the whole program, days of it, by a clock that is set. */
@Tag("slow")
class TokenTest {

  private static final List<Long> DOCKETS = List.of(69714586L, 70333067L, 69646607L, 72135139L);
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMinutes(10);

  @TempDir private Path folder;
  private final SetClock clock = new SetClock("2026-11-23T16:40:00Z");
  private CourtListener courtListener;
  private Database database;
  private final List<Crier> nodes = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    courtListener = new CourtListener(clock, CourtListener.FREE);
    for (long docket : DOCKETS) {
      for (int i = 0; i < 12; i++) {
        courtListener.file(docket);
      }
    }
    clock.advance(Duration.ofDays(30));
    database = Databases.inMemory();
  }

  @AfterEach
  void close() {
    nodes.forEach(node -> {
      node.quiesce();
      node.release();
    });
    database.close();
    courtListener.close();
  }

  @Test
  void onTheFreeTierEachMoveIsReadFromTheApiWithinOnePollAndNothingIsOverdrawn() {
    start("one", "token-a");
    start("two", "token-a");
    pass(Duration.ofHours(1));
    Random random = new Random(7);
    List<Entry> moves = new ArrayList<>();
    for (int step = 0; step < 48 * 60; step++) {
      if (random.nextInt(50) == 0) {
        moves.add(courtListener.file(DOCKETS.get(random.nextInt(DOCKETS.size()))));
      }
      if (step == 20 * 60 || step == 40 * 60) {
        DOCKETS.forEach(docket -> moves.add(courtListener.file(docket)));
      }
      pass(STEP);
    }
    pass(POLL.multipliedBy(3));

    assertThat(moves).hasSizeGreaterThan(50);
    assertThat(courtListener.refused()).isZero();
    assertThat(courtListener.most(Duration.ofMinutes(1))).isLessThanOrEqualTo(5);
    assertThat(courtListener.most(Duration.ofHours(1))).isLessThanOrEqualTo(50);
    assertThat(courtListener.most(Duration.ofDays(1))).isBetween(40, 125);
    assertThat(moves).allSatisfy(TokenTest::readInTime);
    assertThat(courtListener.usageAsked()).isBetween(48, 60);
  }

  @Test
  void reconcilingAllDayLongStandsInTheWayOfNoMove() {
    Crier node = start("one", "token-a");
    pass(Duration.ofHours(1));
    URI list = URI.create(courtListener.address() + "/api/rest/v4/docket-entries/?docket=1");
    Request request =
        Request.to(list, Request.Expect.JSON).paidFrom(RateBudget.NAME, Quota.Priority.RECONCILE);
    Random random = new Random(11);
    List<Entry> moves = new ArrayList<>();
    int reconciled = 0;
    try (HttpFetch greedy = new HttpFetch(node.settings().fetch(), node.budget(), clock)) {
      for (int step = 0; step < 24 * 60; step++) {
        if (random.nextInt(40) == 0) {
          moves.add(courtListener.file(DOCKETS.get(random.nextInt(DOCKETS.size()))));
        }
        reconciled += greedy.fetch(request) instanceof Fetched.Fresh ? 1 : 0;
        pass(STEP);
      }
    }
    pass(POLL.multipliedBy(2));

    assertThat(reconciled).isBetween(10, 50);
    assertThat(moves).hasSizeGreaterThan(25);
    assertThat(courtListener.refused()).isZero();
    assertThat(moves).allSatisfy(TokenTest::readInTime);
  }

  @Test
  void whatAnotherProgramSpendsWithTheSameTokenIsLeftToIt() {
    start("one", "token-a");
    pass(Duration.ofHours(2));
    courtListener.spendElsewhere(100);
    pass(Duration.ofHours(2));
    Entry move = courtListener.file(DOCKETS.getFirst());
    pass(Duration.ofMinutes(30));

    assertThat(read(move)).isBefore(clock.instant());
    assertThat(courtListener.refused()).isZero();
    assertThat(day(nodes.getFirst()).others()).isEqualTo(100);
    courtListener.spendElsewhere(100);
    pass(Duration.ofHours(20));
    assertThat(courtListener.refused()).isLessThanOrEqualTo(1);
  }

  @Test
  void aRefusedTokenIsToldOnceTheFeedsCarryOnAndTheRecoveryIsTold() {
    start("one", "token-a");
    start("two", "token-a");
    pass(Duration.ofHours(1));
    courtListener.refuse(401, "Invalid token.");
    int before = courtListener.paidAsked();
    courtListener.file(DOCKETS.getFirst());
    pass(Duration.ofMinutes(30));
    Entry later = courtListener.file(DOCKETS.get(1));
    pass(Duration.ofHours(5));

    assertThat(notices()).containsExactly("[Crier operator] CourtListener's API refuses the token");
    assertThat(courtListener.paidAsked() - before).as("nobody insists").isLessThanOrEqualTo(1);
    assertThat(later.fed()).isPresent();
    assertThat(alerts()).as("the feed's facts are told").hasSize(2);
    assertThat(nodes.getFirst().watches.states())
        .allSatisfy(state -> assertThat(state.outcome().looked()).isTrue());

    courtListener.accept();
    pass(Duration.ofHours(7));
    assertThat(notices())
        .containsExactlyInAnyOrder(
            "[Crier operator] CourtListener's API refuses the token",
            "[Crier operator] CourtListener's API accepts the token again");
    assertThat(later.read()).as("what was owed is read").isPresent();
  }

  @Test
  void aBlockedAccountIsToldOnceInItsOwnWords() {
    start("one", "token-a");
    pass(Duration.ofMinutes(30));
    courtListener.refuse(
        429, "Request was throttled. Your account is currently blocked from making API requests.");
    courtListener.file(DOCKETS.getFirst());
    pass(Duration.ofHours(30));

    assertThat(notices()).containsExactly("[Crier operator] CourtListener's API refuses the token");
    assertThat(GreenMailUtil.getBody(mails().getFirst()))
        .contains("CourtListener has blocked the account of the API token")
        .doesNotContain("token-a");
    assertThat(courtListener.usageAsked()).as("seldom").isLessThan(15);
  }

  @Test
  void anotherTokenInTheConfigurationBeginsAfreshAndEndsTheEpisode() {
    start("one", "token-a");
    pass(Duration.ofMinutes(30));
    courtListener.refuse(401, "Invalid token.");
    courtListener.file(DOCKETS.getFirst());
    pass(Duration.ofHours(1));
    assertThat(notices()).hasSize(1);

    Crier rotatedTooSoon = start("two", "token-c");
    pass(Duration.ofMinutes(10));
    assertThat(notices()).as("that one is refused as well").hasSize(2);
    rotatedTooSoon.quiesce();
    nodes.remove(rotatedTooSoon);
    rotatedTooSoon.release();
    nodes.getFirst().quiesce();
    nodes.removeFirst().release();
    courtListener.accept();

    start("one", "token-b");
    Entry move = courtListener.file(DOCKETS.getFirst());
    pass(Duration.ofMinutes(30));

    assertThat(read(move)).isBefore(clock.instant());
    assertThat(notices()).as("both episodes are over").hasSize(4);
    assertThat(nodes.getFirst().budget().allowance().stopped()).isNull();
  }

  @Test
  void withThe429sOfAFullDayTheFeedsFactsStandAndTheQuestionIsOwed() {
    start("one", "token-a");
    pass(Duration.ofMinutes(30));
    courtListener.spendElsewhere(125);
    Entry move = courtListener.file(DOCKETS.getFirst());
    pass(Duration.ofHours(3));

    assertThat(alerts()).hasSize(1);
    assertThat(move.read()).isEmpty();
    assertThat(courtListener.refused()).isEqualTo(1);
    assertThat(notices()).as("a full day is no trouble of the operator's").isEmpty();
    assertThat(day(nodes.getFirst()).left()).isZero();

    pass(Duration.ofHours(22));
    assertThat(read(move)).isBefore(clock.instant());
  }

  @Test
  void aRenameThatCouldNotBeAskedForIsOwedOverARestartAndAskedForWhenThereIsRoom() {
    start("one", "token-a");
    pass(Duration.ofMinutes(30));
    courtListener.spendElsewhere(50);
    courtListener.rename("A v. C");
    pass(Duration.ofMinutes(30));
    assertThat(alerts()).as("nobody could be asked").isEmpty();

    nodes.clear();
    start("two", "token-a");
    pass(Duration.ofMinutes(90));
    assertThat(alerts())
        .hasSize(DOCKETS.size())
        .allMatch(alert -> "A v. C".equals(alert.findings().getFirst().after()));
    pass(Duration.ofHours(26));
    assertThat(alerts()).as("once each").hasSize(DOCKETS.size());
  }

  /** The nodes look in turn, each minute; after the token and the silent, every five. */
  private void pass(Duration time) {
    for (Instant end = clock.instant().plus(time); clock.instant().isBefore(end); ) {
      boolean fifth = clock.instant().getEpochSecond() / 60 % 5 == 0;
      for (Crier node : nodes) {
        if (fifth) {
          node.concerns.lookAfterToken();
          node.concerns.lookAfterSilence();
        }
        for (Tick.Result result : node.rounds.run()) {
          assertThat(result.outcome()).isIn(Outcome.UNCHANGED, Outcome.CHANGED);
          assertThat(result.trouble()).isNull();
        }
      }
      clock.advance(STEP);
    }
  }

  private Crier start(String name, String token) {
    Crier node = new Crier(settings(token), database, clock, name, Crier.Observers.NONE);
    nodes.add(node);
    return node;
  }

  private Settings settings(String token) {
    StringBuilder watches = new StringBuilder();
    for (long docket : DOCKETS) {
      watches.append(
          """
            - { id: d%1$d, name: Docket %1$d, every: 10m, source: { type: courtlistener-docket, docket: %1$d } }
          """
              .formatted(docket));
    }
    String yaml =
        """
        fetch:
          allow-private-addresses: true
          per-host: { concurrency: 4, min-interval: 0s }
        mail: { transport: directory, directory: "%s", from: "Crier <crier@newsroom.example>" }
        stories: [ { id: other, name: Another story } ]
        destinations:
          - { id: desk, type: email, address: desk@newsroom.example, stories: [other] }
        operator: { destinations: [desk] }
        courtlistener: { url: "%s", token: "%s" }
        watches:
        %s\
        """
            .formatted(folder.resolve("mail"), courtListener.address(), token, watches);
    return switch (VerbContext.reader(Map.of()).load("token.yaml", yaml)) {
      case Loaded.Valid(Settings settings, var _) -> settings;
      case Loaded.Invalid(var mistakes) -> throw new AssertionError(mistakes);
    };
  }

  /** Within a poll of the feed that showed it, which is up to a tenth late by design. */
  private static void readInTime(Entry entry) {
    assertThat(Duration.between(entry.fed().orElseThrow(), read(entry)))
        .isLessThanOrEqualTo(POLL.multipliedBy(11).dividedBy(10).plus(STEP));
  }

  private static Instant read(Entry entry) {
    return entry.read().orElseThrow(() -> new AssertionError("never read from the API"));
  }

  private static Allowance.Window day(Crier node) {
    return node.budget().allowance().windows().getLast();
  }

  private List<Alert> alerts() {
    return nodes.getFirst().alerts.newest(Alerts.Wanted.ALL, 100);
  }

  /** Subjects of what the operator was mailed. */
  private List<String> notices() {
    return mails().stream()
        .map(mail -> {
          try {
            return mail.getSubject();
          } catch (MessagingException e) {
            throw new AssertionError(e);
          }
        })
        .toList();
  }

  private List<MimeMessage> mails() {
    nodes.forEach(node -> node.dispatcher.run());
    try (Stream<Path> files = Files.list(Files.createDirectories(folder.resolve("mail")))) {
      List<MimeMessage> mails = new ArrayList<>();
      for (Path file : files.filter(name -> name.toString().endsWith(".eml")).toList()) {
        try (InputStream stream = Files.newInputStream(file)) {
          mails.add(new MimeMessage(null, stream));
        }
      }
      return mails;
    } catch (IOException | MessagingException e) {
      throw new AssertionError(e);
    }
  }
}
