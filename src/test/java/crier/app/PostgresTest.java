package crier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMailUtil;
import crier.alert.subscribers.OptIn;
import crier.model.Subscriber;
import crier.model.Subscription;
import crier.store.Signups;
import crier.testing.Postgres;
import crier.watch.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same daemon over a real PostgreSQL server. */
@Tag("slow")
class PostgresTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private Postgres postgres;
  private Newsroom newsroom;

  @BeforeEach
  void open() throws Exception {
    postgres = Postgres.start();
    newsroom = new Newsroom(folder);
    newsroom.baseline();
  }

  @AfterEach
  void close() throws Exception {
    newsroom.close();
    postgres.close();
  }

  @Test
  void onPostgresAnAlertIsToldOnceAndARestartRepeatsNothing() {
    try (Daemon daemon = start()) {
      awaitBaseline(daemon);
      newsroom.serve("/docket/69714586/feed/", "application/atom+xml", "docket-feed.t5.xml");
      await().atMost(SOON).until(() -> newsroom.posts().size() == 1);
      await().atMost(SOON).until(() -> newsroom.mail.getReceivedMessages().length == 1);
      await().atMost(SOON).until(() -> daemon.crier().outbox.counts().pending() == 0);
    }
    try (Daemon again = start()) {
      Instant started = Instant.now();
      await().atMost(SOON).until(() -> lastCheck(again, "docket").isAfter(started));
      await().atMost(SOON).until(() -> lastCheck(again, "tigta").isAfter(started));
      again.crier().dispatcher.run();
    }
    assertThat(newsroom.posts()).hasSize(1);
    assertThat(newsroom.mail.getReceivedMessages()).hasSize(1);
  }

  @Test
  void onPostgresSomebodySubscribesConfirmsLeavesAndIsErased() {
    try (Daemon daemon = start()) {
      awaitBaseline(daemon);
      Crier crier = daemon.crier();
      Subscription all = crier.settings().destinations().getFirst().subscription();
      crier.optIn.ask(Signups.Wish.SUBSCRIBE, "eva@paper.example", all, "network");
      await().atMost(SOON).until(() -> newsroom.mail.getReceivedMessages().length == 1);
      String text = GreenMailUtil.getBody(newsroom.mail.getReceivedMessages()[0]);
      Matcher token = Pattern.compile("token=3D([A-Za-z0-9_=\\r\\n-]{22,30})").matcher(text);
      assertThat(token.find()).isTrue();
      String given = token.group(1).replaceAll("=\\r?\\n", "").substring(0, 22);
      assertThat(crier.optIn.confirm(given)).isInstanceOf(OptIn.Opened.Good.class);

      var eva = crier.subscribers.byAddress("eva@paper.example").orElseThrow();
      assertThat(eva.standing()).isEqualTo(Subscriber.Standing.CONFIRMED);
      assertThat(crier.optIn.export(eva)).containsKey("deliveries");
      crier.optIn.revokeFeed(eva);
      assertThat(crier.optIn.feed(crier.optIn.newFeed(eva), 10)).isPresent();
      crier.optIn.leave(eva);
      crier.optIn.erase(eva);
      assertThat(crier.subscribers.all()).isEmpty();
    }
  }

  @Test
  void twoDaemonsOnOneDatabaseTellEachChangeOnce() {
    try (Daemon one = start();
        Daemon two = start()) {
      awaitBaseline(one);
      newsroom.serve("/docket/69714586/feed/", "application/atom+xml", "docket-feed.t5.xml");
      newsroom.serve("/reports.json", "application/json", "tigta-reports.t1.json");
      await().atMost(SOON).until(() -> newsroom.posts().size() >= 2);
      await().atMost(SOON).until(() -> two.crier().outbox.counts().pending() == 0);
      Instant then = Instant.now();
      for (String watch : new String[] {"docket", "tigta"}) {
        await().atMost(SOON).until(() -> lastCheck(one, watch).isAfter(then));
      }
      one.crier().dispatcher.run();
      two.crier().dispatcher.run();
    }
    assertThat(newsroom.posts()).hasSize(2).doesNotHaveDuplicates();
  }

  private Daemon start() {
    return new Daemon(
        newsroom.settings(postgres.url(), postgres.user()),
        Optional.empty(),
        result -> {},
        Stage.Observer.NONE);
  }

  private static void awaitBaseline(Daemon daemon) {
    await()
        .atMost(SOON)
        .until(() ->
            daemon.crier().watches.states().stream().allMatch(state -> state.snapshot() != null));
  }

  private static Instant lastCheck(Daemon daemon, String watch) {
    return Objects.requireNonNull(daemon.crier().watches.state(watch).orElseThrow().lastCheckAt());
  }
}
