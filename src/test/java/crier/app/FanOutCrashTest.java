package crier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crier.model.Alert;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Significance;
import crier.model.Subscriber;
import crier.model.Subscription;
import crier.store.Alerts;
import crier.store.Database;
import crier.store.DatabaseSettings;
import crier.store.Outbox;
import crier.store.Subscribers;
import crier.testing.SmtpSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the real process again and again in the middle of a fan-out, at moments drawn by lot. */
@Tag("slow")
class FanOutCrashTest {

  private static final int SUBSCRIBERS = 1_500;
  private static final int KILLS = 4;

  /** No more can be on their way between the receiver's yes and our record. */
  private static final int CONNECTIONS = 4;

  private static final Duration SOON = Duration.ofSeconds(90);

  @TempDir private Path folder;
  private final SmtpSink mail = new SmtpSink(true);
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void close() {
    processes.forEach(Process::destroyForcibly);
    mail.close();
  }

  @Test
  void aKillAtAnyMomentOfAFanOutLosesNothingAndRepeatsOnlyWhatWasInFlight() throws Exception {
    long seed = Long.getLong("crier.seed", System.nanoTime());
    System.out.println("seed: -Dcrier.seed=" + seed);
    Random random = new Random(seed);
    Path config = config();
    prepare();
    int share = SUBSCRIBERS / (KILLS + 1);
    for (int kill = 0; kill < KILLS; kill++) {
      int until = mail.count() + 1 + random.nextInt(share);
      Process process = start(config);
      await().atMost(SOON).pollInterval(Duration.ofMillis(1)).until(() -> mail.count() >= until);
      process.destroyForcibly();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
    Process last = start(config);
    await().atMost(SOON).until(() -> mail.accepted().stream().distinct().count() == SUBSCRIBERS);
    last.destroyForcibly();
    assertThat(last.waitFor(20, TimeUnit.SECONDS)).isTrue();

    Map<String, Integer> times = new HashMap<>();
    mail.accepted().forEach(one -> times.merge(one.id(), 1, Integer::sum));
    long repeated = times.values().stream().filter(n -> n > 1).count();
    System.out.printf(
        "%d kills in a fan-out to %d: %d lost, %d repeated under their own name%n",
        KILLS, SUBSCRIBERS, SUBSCRIBERS - times.size(), repeated);
    assertThat(times).hasSize(SUBSCRIBERS);
    assertThat(mail.accepted().stream().map(SmtpSink.Mail::recipient).distinct())
        .hasSize(SUBSCRIBERS);
    assertThat(repeated).isLessThanOrEqualTo((long) KILLS * MOST_IN_FLIGHT);
    try (Database database = database()) {
      assertThat(new Outbox(database).counts().dead()).isZero();
    }
  }

  /** Accepted, and waiting for one common record. */
  private static final int MOST_IN_FLIGHT = 48 + CONNECTIONS;

  private Path config() throws IOException {
    return Files.writeString(
        folder.resolve("crier.yaml"),
        """
        server: { port: 0 }
        database: { url: "jdbc:h2:file:%s/crier" }
        mail:
          transport: smtp
          smtp: { host: 127.0.0.1, port: %d, security: none, connections: %d }
        """
            .formatted(folder, mail.port(), CONNECTIONS));
  }

  private Database database() {
    return Database.open(new DatabaseSettings("jdbc:h2:file:" + folder + "/crier", "", ""));
  }

  private void prepare() {
    Instant now = Instant.parse("2026-06-08T18:05:00Z");
    Subscription all =
        new Subscription(
            List.of(),
            List.of(),
            Significance.ROUTINE,
            List.of(),
            List.of(),
            List.of(),
            new Subscription.Cadence.Immediate(),
            null,
            ZoneId.of("UTC"));
    try (Database database = database()) {
      Subscribers subscribers = new Subscribers(database);
      for (int i = 0; i < SUBSCRIBERS; i++) {
        subscribers.add(
            new Subscriber(
                "s" + i,
                "s%d@reader.example".formatted(i),
                Subscriber.Standing.CONFIRMED,
                all,
                "a test",
                now,
                now));
      }
      Finding finding =
          new Finding(
              "62",
              List.of(Event.STAY_LIFTED),
              Significance.CRITICAL,
              "because",
              "Stay lifted",
              "Order",
              null,
              null,
              "the stay is lifted",
              null,
              null,
              List.of(),
              List.of(),
              null);
      new Alerts(database)
          .add(
              new Alert(
                  "A1",
                  Alert.Kind.ALERT,
                  "docket",
                  "Docket",
                  null,
                  "Stay lifted",
                  Significance.CRITICAL,
                  now,
                  List.of(finding),
                  "",
                  null,
                  null));
    }
  }

  private Process start(Path config) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                HaltedDaemon.class.getName(),
                config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("daemon-" + processes.size() + ".log").toFile())
            .start();
    processes.add(process);
    return process;
  }
}
