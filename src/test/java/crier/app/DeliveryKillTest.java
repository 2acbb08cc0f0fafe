package crier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crier.model.Alert;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Significance;
import crier.store.Alerts;
import crier.store.Database;
import crier.store.Outbox;
import crier.testing.Databases;
import crier.testing.HttpSink;
import crier.testing.HttpSink.Answer;
import crier.testing.HttpSink.Letter;
import crier.testing.SmtpSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real program, killed between failed tries and in the middle of a batch, its configuration
 * edited meanwhile, while a webhook, a Slack and a mail server fail and come back. Every alert
 * reaches every receiver; no name stands for two alerts, and none is told under two names.
 */
@Tag("slow")
class DeliveryKillTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Pattern ALERT = Pattern.compile("/alerts/(A[0-9]+)[|]the evidence");

  @TempDir private Path folder;
  private final HttpSink web = new HttpSink();
  private final SmtpSink mail = new SmtpSink(true);
  private final List<SmtpSink.Mail> mails = new CopyOnWriteArrayList<>();
  private final List<Process> processes = new ArrayList<>();
  private final Set<String> alerts = new TreeSet<>();

  /** How many more of each a receiver takes before it fails again. */
  private final Map<String, AtomicInteger> takes =
      Map.of(
          "/archive",
          new AtomicInteger(),
          "/desk",
          new AtomicInteger(),
          "mail",
          new AtomicInteger());

  @BeforeEach
  void open() {
    web.behave((path, body) -> takes(path) ? Answer.OK : Answer.of(503, "no"));
    mail.behave(
        new SmtpSink.Manners() {
          @Override
          public String message(SmtpSink.Mail one) {
            mails.add(one);
            return takes("mail") ? "250 taken" : "451 later";
          }
        });
  }

  @AfterEach
  void close() {
    processes.forEach(Process::destroyForcibly);
    web.close();
    mail.close();
  }

  @Test
  void whateverIsKilledAndEditedMeanwhileEachAlertArrivesUnderItsOwnName() throws Exception {
    write("/one");
    alert(9);

    // Between failed tries.
    Process first = start();
    awaitTries(0, 0, 0);
    kill(first);

    // In the middle of a batch: some are taken and the rest refused, and the file is edited.
    left("/archive").set(4);
    left("/desk").set(1);
    int posts = tries("/archive");
    int desk = tries("/desk");
    int letters = mails.size();
    Process second = start();
    await().atMost(SOON).until(() -> taken("/archive").size() >= 4);
    awaitTries(posts, desk, letters);
    write("/another");
    await().atMost(SOON).until(() -> tries("/another") > 0);
    kill(second);
    alert(3);

    // Between the receivers' yes and our record of it.
    takes.values().forEach(left -> left.set(1));
    int taken = taken("/archive").size();
    Process third = start();
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> taken("/archive").size() > taken);
    kill(third);
    alert(3);

    takes.values().forEach(left -> left.set(Integer.MAX_VALUE));
    Process last = start();
    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          assertThat(toldBy(taken("/archive"), DeliveryKillTest::webhook).keySet())
              .isEqualTo(alerts);
          assertThat(toldBy(taken("/desk"), DeliveryKillTest::slack).keySet()).isEqualTo(alerts);
          assertThat(toldBy(mail.accepted(), DeliveryKillTest::mail).keySet()).isEqualTo(alerts);
        });
    kill(last);

    assertOneNameEach(web.letters().stream().filter(at("/archive")).toList());
    assertThat(taken("/archive").size() - alerts.size()).isBetween(0, 1);
    Map<String, Set<String>> messages = toldBy(mails, DeliveryKillTest::mail);
    assertThat(messages.values()).allSatisfy(names -> assertThat(names).hasSize(1));
    Map<String, Set<String>> inMail = new HashMap<>();
    mails.forEach(one -> inMail.computeIfAbsent(one.id(), _ -> new HashSet<>()).add(one.alerts()));
    assertThat(inMail.values()).allSatisfy(told -> assertThat(told).hasSize(1));
    assertThat(mail.accepted().size() - inMail.size()).isBetween(0, 1);
    try (Database database = Databases.in(folder)) {
      assertThat(new Outbox(database).counts().dead()).isZero();
    }
  }

  private boolean takes(String whom) {
    return left(whom).getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  private AtomicInteger left(String whom) {
    return java.util.Objects.requireNonNull(takes.get(whom), whom);
  }

  private static Predicate<Letter> at(String path) {
    return letter -> letter.path().equals(path);
  }

  private List<Letter> taken(String path) {
    return web.letters().stream().filter(at(path)).filter(Letter::taken).toList();
  }

  private int tries(String path) {
    return web.posts(path).size();
  }

  private void awaitTries(int posts, int desk, int letters) {
    await()
        .atMost(SOON)
        .until(() -> tries("/archive") > posts && tries("/desk") > desk && mails.size() > letters);
  }

  private interface Named<T> {
    /** Alerts that it tells, and the name it goes under. */
    Map.Entry<List<String>, String> told(T letter);
  }

  /** Under which names each alert was told. */
  private static <T> Map<String, Set<String>> toldBy(List<T> letters, Named<T> named) {
    Map<String, Set<String>> names = new HashMap<>();
    for (T letter : letters) {
      var told = named.told(letter);
      told.getKey()
          .forEach(
              alert -> names.computeIfAbsent(alert, _ -> new HashSet<>()).add(told.getValue()));
    }
    return names;
  }

  private static Map.Entry<List<String>, String> webhook(Letter letter) {
    var data = JsonMapper.shared().readTree(letter.body()).path("data");
    return Map.entry(List.of(data.path("id").asString()), letter.id());
  }

  private static Map.Entry<List<String>, String> slack(Letter letter) {
    List<String> told =
        ALERT.matcher(letter.body()).results().map(found -> found.group(1)).toList();
    return Map.entry(told, letter.body());
  }

  private static Map.Entry<List<String>, String> mail(SmtpSink.Mail mail) {
    return Map.entry(Arrays.asList(mail.alerts().split(" ")), mail.id());
  }

  private static void assertOneNameEach(List<Letter> posts) {
    Map<String, Set<String>> names = toldBy(posts, DeliveryKillTest::webhook);
    assertThat(names.values()).allSatisfy(own -> assertThat(own).hasSize(1));
    assertThat(names.values().stream().flatMap(Set::stream)).doesNotHaveDuplicates();
  }

  /** With something else to watch. */
  private void write(String watched) throws IOException {
    Files.writeString(
        folder.resolve("crier.yaml"),
        """
        server: { port: 0 }
        database: { url: "jdbc:h2:file:%s/crier" }
        fetch: { allow-private-addresses: true }
        mail: { transport: smtp, smtp: { host: 127.0.0.1, port: %d, security: none } }
        watches:
          - { id: later, source: { type: json, url: "%s" }, every: 1d }
        destinations:
          - { id: archive, type: webhook, url: "%s", secrets: ["whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz"] }
          - { id: desk, type: slack, url: "%s" }
          - { id: box, type: email, address: box@newsroom.example }
        """
            .formatted(
                folder,
                mail.port(),
                web.address(watched),
                web.address("/archive"),
                web.address("/desk")));
  }

  /** So many alerts more, each of a watch of its own. */
  private void alert(int more) {
    try (Database database = Databases.in(folder)) {
      for (int i = 0; i < more; i++) {
        String id = "A" + (100 + alerts.size());
        Finding finding =
            new Finding(
                "key",
                List.of(Event.NEW_ITEM),
                Significance.NOTABLE,
                "because",
                "New report",
                "Report " + id,
                "https://office.example/" + id,
                null,
                "",
                null,
                null,
                List.of(),
                List.of(),
                null);
        new Alerts(database)
            .add(
                new Alert(
                    id,
                    Alert.Kind.ALERT,
                    "watch-" + id,
                    "Watch " + id,
                    null,
                    "New report: " + id,
                    Significance.NOTABLE,
                    Instant.now(),
                    List.of(finding),
                    "",
                    null,
                    null));
        alerts.add(id);
      }
    }
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  private Process start() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "-c",
                folder.resolve("crier.yaml").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("daemon-" + processes.size() + ".log").toFile())
            .start();
    processes.add(process);
    return process;
  }
}
