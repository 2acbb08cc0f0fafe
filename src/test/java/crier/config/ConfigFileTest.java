package crier.config;

import static org.assertj.core.api.Assertions.assertThat;

import crier.alert.channel.email.MailSettings;
import crier.model.Event;
import crier.model.Question;
import crier.model.Rhythm;
import crier.model.Significance;
import crier.model.Subscription.Cadence;
import crier.model.Subscription.QuietHours;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {

  private static final Path FIXTURES = Path.of("src/test/resources/crier/config");

  private static final String WATCH =
      "watches: [{id: a, source: {type: page, url: \"http://127.0.0.1/a\"}}]\n";

  @Test
  void theSmallestFileIsAContactAndOneWatch() {
    Settings settings = valid("fetch: { contact: desk@paper.test }\n" + WATCH);
    assertThat(settings.site().name()).isEqualTo("Crier");
    assertThat(settings.site().publicUrl()).isEqualTo(URI.create("http://localhost:8080"));
    assertThat(settings.site().zone()).isEqualTo(ZoneId.of("America/New_York"));
    assertThat(settings.server().host()).isEqualTo("127.0.0.1");
    assertThat(settings.server().port()).isEqualTo(8080);
    assertThat(settings.server().operatorToken()).isEmpty();
    assertThat(settings.database().url()).isEqualTo("jdbc:h2:file:./data/crier");
    assertThat(settings.fetch().concurrency()).isEqualTo(64);
    assertThat(settings.fetch().timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.fetch().maxBody()).isEqualTo(20L << 20);
    assertThat(settings.fetch().allowPrivateAddresses()).isFalse();
    assertThat(settings.fetch().host("www.example.gov").concurrency()).isEqualTo(1);
    assertThat(settings.fetch().perHost().minInterval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.sources().courtListener())
        .isEqualTo(URI.create("https://www.courtlistener.com"));
    assertThat(settings.mail().transport()).isEqualTo(MailSettings.Transport.DIRECTORY);
    assertThat(settings.mail().directory()).isEqualTo(Path.of("./data/mail"));
    assertThat(settings.mail().smtp().security()).isEqualTo(MailSettings.Security.STARTTLS);
    assertThat(settings.retention().captures()).isEqualTo(Duration.ofDays(400));
    assertThat(settings.retention().deliveries()).isEqualTo(Duration.ofDays(90));
    var watch = settings.watches().getFirst();
    assertThat(watch.name()).isEqualTo("a");
    assertThat(watch.rhythm()).isEqualTo(new Rhythm.Every(Duration.ofMinutes(15)));
    assertThat(watch.overdueAfter()).isEqualTo(Duration.ofHours(6));
    assertThat(watch.quietAfter()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void aDestinationHearsOfEverythingNotableAtOnceUnlessItSaysOtherwise() {
    var subscription =
        valid(WATCH + "destinations: [{id: d, type: email, to: desk@paper.test}]\n")
            .destinations()
            .getFirst()
            .subscription();
    assertThat(subscription.stories()).isEmpty();
    assertThat(subscription.watches()).isEmpty();
    assertThat(subscription.minimum()).isEqualTo(Significance.NOTABLE);
    assertThat(subscription.cadence()).isEqualTo(new Cadence.Immediate());
    assertThat(subscription.quiet()).isNull();
    assertThat(subscription.zone()).isEqualTo(ZoneId.of("America/New_York"));
  }

  @Test
  void everyKeyIsMapped(@TempDir Path folder) throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "hidden-pw\n");
    String text = Files.readString(FIXTURES.resolve("whole.yaml"));
    Settings settings = valid(text.replace("PASSWORD_FILE", password.toString()));

    assertThat(settings.site().publicUrl()).isEqualTo(URI.create("https://crier.example.org"));
    assertThat(settings.server().port()).isEqualTo(9090);
    assertThat(settings.server().operatorToken()).isEqualTo("t0ken-of-tests");
    assertThat(settings.database().user()).isEqualTo("crier");
    assertThat(settings.database().password()).isEqualTo("hidden-pw");
    assertThat(settings.fetch().maxBody()).isEqualTo(1 << 20);
    assertThat(settings.fetch().allowPrivateAddresses()).isTrue();
    assertThat(settings.fetch().webdriver()).isEqualTo("http://127.0.0.1:9515");
    var host = settings.fetch().host("www.courtlistener.com");
    assertThat(host.minInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(host.concurrency()).isEqualTo(2);
    assertThat(host.http1()).isTrue();
    assertThat(host.headers()).containsEntry("X-Key", "t0ken-of-tests");
    assertThat(settings.sources().courtListener()).isEqualTo(URI.create("https://cl.example.org"));
    assertThat(settings.sources().webhookSecret()).isEqualTo("hook-secret");
    assertThat(settings.mail().smtp())
        .isEqualTo(
            new MailSettings.Smtp("mx", 465, MailSettings.Security.TLS, "mailer", "hidden-pw", 2));
    assertThat(settings.mail().bounces()).isEqualTo("bounce-{token}@example.org");
    var watch = settings.watch("w").orElseThrow();
    assertThat(watch.rhythm()).isEqualTo(new Rhythm.Cron("0 0/5 8-19 ? * MON-FRI"));
    assertThat(watch.source().type()).isEqualTo("listing");
    assertThat(watch.source().map("headers")).containsEntry("A", "b");
    assertThat(watch.source().flag("render")).isTrue();
    assertThat(watch.source().texts("robots")).containsExactly("override");
    assertThat(watch.rules().getFirst().texts()).containsExactly("a", "b");
    assertThat(watch.rules().getFirst().not()).containsExactly("c");
    assertThat(watch.rules().getFirst().events()).containsExactly(Event.NEW_REPORT);
    assertThat(watch.rules().getFirst().significance()).contains(Significance.CRITICAL);
    assertThat(watch.rules().getLast().significance()).isEmpty();
    assertThat(settings.story("s").orElseThrow().terms())
        .containsExactly("taxpayer", "!filing season");
    assertThat(settings.story("s").orElseThrow().questions())
        .containsExactly(
            new Question(
                "q", "Why?", List.of(Event.STAY_LIFTED), List.of("unredacted"), List.of("w")));
    var slack = settings.destinations().getFirst();
    assertThat(slack.address()).isEqualTo("https://hooks.example.org/x");
    assertThat(slack.subscription().stories()).containsExactly("s");
    assertThat(slack.subscription().minimum()).isEqualTo(Significance.CRITICAL);
    assertThat(slack.subscription().cadence()).isEqualTo(new Cadence.Daily(LocalTime.of(7, 30)));
    assertThat(slack.subscription().quiet())
        .isEqualTo(new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), true));
    assertThat(slack.subscription().zone()).isEqualTo(ZoneId.of("America/Chicago"));
    var webhook = settings.destinations().getLast();
    assertThat(webhook.options())
        .isEqualTo(
            Map.of(
                "secrets",
                List.of(
                    "whsec_bmV3ZXN0LXNlY3JldC1vZi0yNGJ5dGVz",
                    "whsec_b2xkZXN0LXNlY3JldC1vZi0yNGJ5dGVz")));
    assertThat(webhook.subscription().events()).containsExactly(Event.NEW_REPORT);
    assertThat(webhook.subscription().watches()).containsExactly("w");
    assertThat(webhook.subscription().exclude()).containsExactly("fentanyl");
    assertThat(settings.operator().destinations()).containsExactly("slack", "desk");
    assertThat(settings.retention().deliveries()).isEqualTo(Duration.ofDays(10));
  }

  @Test
  void noSecretIsPartOfTheSettingsText(@TempDir Path folder) throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "hidden-pw\n");
    String text = Files.readString(FIXTURES.resolve("whole.yaml"));
    Settings settings = valid(text.replace("PASSWORD_FILE", password.toString()));
    assertThat(settings.toString())
        .doesNotContain("t0ken-of-tests", "hidden-pw", "hook-secret", "hooks.example.org/x")
        .doesNotContain("whsec_bmV3ZXN0LXNlY3JldC1vZi0yNGJ5dGVz", "desk@example.org", "mailer");
  }

  /** The file that the documentation shows, in the words of another newsroom. */
  @Test
  void theDocumentedExampleIsMapped() throws IOException {
    ConfigFile reader =
        new ConfigFile(
            Map.of("SLACK_WEBHOOK_URL", "https://hooks.example.org/secret"),
            cron -> Optional.empty(),
            spec -> Optional.empty());
    Loaded loaded = reader.load("example.yaml", Files.readString(FIXTURES.resolve("example.yaml")));
    assertThat(loaded).isInstanceOf(Loaded.Valid.class);
    Settings settings = ((Loaded.Valid) loaded).settings();
    assertThat(settings.watch("docket").orElseThrow().source().text("docket")).contains("69714586");
    assertThat(settings.watch("docket").orElseThrow().rhythm())
        .isEqualTo(new Rhythm.Every(Duration.ofMinutes(10)));
    assertThat(settings.stories().getFirst().questions()).hasSize(2);
    assertThat(settings.destinations().getFirst().address())
        .isEqualTo("https://hooks.example.org/secret");
    assertThat(settings.operator().destinations()).containsExactly("slack");
  }

  @Test
  void aVariableIsPutInBeforeItsTypeIsAsked() {
    assertThat(valid(WATCH + "server:\n  port: ${PORT:-9091}\n").server().port()).isEqualTo(9091);
    assertThat(valid(WATCH + "server: { port: \"${PORT:-9091}\" }").server().port())
        .isEqualTo(9091);
    assertThat(valid(WATCH + "fetch: { allow-private-addresses: \"${YES}\" }").fetch())
        .matches(fetch -> fetch.allowPrivateAddresses());
  }

  @Test
  void aTokenOfDigitsInTheEnvironmentIsAText() {
    assertThat(valid(WATCH + "server:\n  operator-token: ${DIGITS}\n").server().operatorToken())
        .isEqualTo("1234567890");
    assertThat(valid(WATCH + "server: { operator-token: \"${DIGITS}\" }").server())
        .matches(server -> server.operatorToken().equals("1234567890"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$${NAME}|${NAME}",
        "${EMPTY:-default}|default",
        "${EMPTY}x|x",
        "a ${DIGITS} b ${DIGITS}|a 1234567890 b 1234567890",
        "${NOT_SET:-}x|x",
        "${NOT_SET:-a:-b}|a:-b",
        "100 $|100 $",
      })
  void interpolation(String written, String read) {
    assertThat(valid(WATCH + "site: { name: \"%s\" }".formatted(written)).site().name())
        .isEqualTo(read);
  }

  @Test
  void aKeyWithoutAValueIsAsGoodAsNone() {
    Settings settings = valid(WATCH + "destinations:\n  # - { id: later }\nserver:\n  host:\n");
    assertThat(settings.destinations()).isEmpty();
    assertThat(settings.server().host()).isEqualTo("127.0.0.1");
  }

  @Test
  void aWatchThatLooksOnceADayIsNotOverdueAfterSixHours() {
    String daily = "watches: [{id: a, every: 1d, source: {type: page, url: \"http://127.0.0.1\"}}]";
    assertThat(valid(daily).watches().getFirst().overdueAfter()).isEqualTo(Duration.ofDays(3));
  }

  @Test
  void aPlaceholderIsNoContact() {
    assertThat(valid("fetch: { contact: you@newsroom.example }").fetch().contact()).isEmpty();
    assertThat(valid("fetch: { contact: \"https://paper.test/crier\" }").fetch().contact())
        .isEqualTo("https://paper.test/crier");
  }

  @Test
  void referencesWithinTheFileMayBeUsed() {
    Settings settings =
        valid(
            """
            watches:
              - { id: a, source: { type: page, url: "http://127.0.0.1/a" }, rules: &r [{ when: { text: x }, silent: true }] }
              - { id: b, source: { type: page, url: "http://127.0.0.1/b" }, rules: *r }
            """);
    assertThat(settings.watches().getLast().rules()).hasSize(1);
  }

  @Test
  void aMissingFileIsAMistakeWithARemedy() {
    assertThat(mistakes(reader().load(Path.of("no-such.yaml"))))
        .containsExactly(
            "no-such.yaml:1:1: the file cannot be read; name one with `--config FILE`, or begin"
                + " with a copy of config/crier.yaml");
  }

  @Test
  void aFileOfOtherBytesIsAMistake(@TempDir Path folder) throws IOException {
    Path latin =
        Files.write(folder.resolve("a"), "site: { name: é }".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(mistakes(reader().load(latin)))
        .containsExactly(latin + ":1:1: the file is not UTF-8; save it as plain text in UTF-8");
    Path huge = Files.write(folder.resolve("b"), new byte[ConfigFile.MOST_BYTES + 1]);
    assertThat(mistakes(reader().load(huge)).getFirst()).contains("too large");
    Path binary = Files.writeString(folder.resolve("c"), "site: \u0007");
    assertThat(mistakes(reader().load(binary)).getFirst()).contains("this is not YAML");
    assertThat(mistakes(reader().load(folder)).getFirst()).contains("cannot be read");
  }

  @Test
  void aByteOrderMarkIsNoMistake() {
    assertThat(reader().load("crier.yaml", "\uFEFF" + WATCH)).isInstanceOf(Loaded.Valid.class);
  }

  @Test
  void anEmptyFileIsValid() {
    assertThat(ConfigFile.load(Path.of("/dev/null"), Map.of())).isInstanceOf(Loaded.Valid.class);
  }

  /** Each line doubles the one before: written out, 2^30 nodes. */
  @Test
  void aFileThatUnfoldsWithoutEndIsAMistake() {
    StringBuilder bomb = new StringBuilder("site:\n  a0: &a0 [x]\n");
    for (int i = 1; i <= 30; i++) {
      bomb.append("  a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(mistakes(reader().load("bomb.yaml", bomb.toString()))).isNotEmpty();
    assertThat(mistakes(reader().load("loop.yaml", "site: &a { name: *a }"))).isNotEmpty();
    assertThat(mistakes(reader().load("deep.yaml", "[".repeat(100_000)))).isNotEmpty();
  }

  private static Settings valid(String text) {
    return switch (reader().load("crier.yaml", text)) {
      case Loaded.Valid(Settings settings, var _) -> settings;
      case Loaded.Invalid(var mistakes) -> throw new AssertionError(mistakes);
    };
  }

  private static List<String> mistakes(Loaded loaded) {
    return ((Loaded.Invalid) loaded).mistakes().stream().map(Mistake::toString).toList();
  }

  private static ConfigFile reader() {
    return new ConfigFile(
        Map.of("TOKEN", "t0ken-of-tests", "DIGITS", "1234567890", "EMPTY", "", "YES", "true"),
        cron -> Optional.empty(),
        spec -> Optional.empty());
  }
}
