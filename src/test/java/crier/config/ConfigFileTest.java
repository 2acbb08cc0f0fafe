package crier.config;

import static org.assertj.core.api.Assertions.assertThat;

import crier.alert.channel.email.MailSettings;
import crier.model.Event;
import crier.model.Rhythm;
import crier.model.Significance;
import crier.model.Subscription.Cadence;
import crier.model.Subscription.QuietHours;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {

  private static final String WATCH =
      "watches: [{id: a, source: {type: page, url: \"http://127.0.0.1/a\"}}]\n";

  @Test
  void theSmallestFileIsOneWatch() {
    Settings settings = valid(WATCH);
    assertThat(settings.watches()).hasSize(1);
    assertThat(settings.watches().getFirst().rhythm())
        .isEqualTo(new Rhythm.Every(Duration.ofMinutes(15)));
    assertThat(settings.server().port()).isEqualTo(8080);
    assertThat(settings.mail().transport()).isEqualTo(MailSettings.Transport.DIRECTORY);
    assertThat(settings.fetch().perHost().minInterval()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void everyKeyIsMapped(@TempDir Path folder) throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "hidden\n");
    String text;
    try (var stream = ConfigFileTest.class.getResourceAsStream("/crier/config/whole.yaml")) {
      text = new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
    Settings settings = valid(text.replace("PASSWORD_FILE", password.toString()));

    assertThat(settings.site().publicUrl()).isEqualTo(URI.create("https://crier.example.org"));
    assertThat(settings.server().port()).isEqualTo(9090);
    assertThat(settings.server().operatorToken()).isEqualTo("t0ken");
    assertThat(settings.database().password()).isEqualTo("hidden");
    assertThat(settings.fetch().maxBody()).isEqualTo(1 << 20);
    var host = settings.fetch().host("www.courtlistener.com");
    assertThat(host.minInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(host.concurrency()).isEqualTo(2);
    assertThat(host.headers()).containsEntry("X-Key", "t0ken");
    assertThat(settings.sources().courtListener()).isEqualTo(URI.create("https://cl.example.org"));
    assertThat(settings.mail().smtp().security()).isEqualTo(MailSettings.Security.TLS);
    var watch = settings.watch("w").orElseThrow();
    assertThat(watch.source().map("headers")).containsEntry("A", "b");
    assertThat(watch.rules().getFirst().texts()).containsExactly("a", "b");
    assertThat(watch.rules().getFirst().significance()).contains(Significance.CRITICAL);
    assertThat(watch.rules().getLast().significance()).isEmpty();
    assertThat(settings.story("s").orElseThrow().questions().getFirst().events())
        .containsExactly(Event.STAY_LIFTED);
    var slack = settings.destinations().getFirst().subscription();
    assertThat(slack.cadence()).isEqualTo(new Cadence.Daily(LocalTime.of(7, 30)));
    assertThat(slack.quiet())
        .isEqualTo(new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), true));
    assertThat(settings.retention().deliveries()).isEqualTo(Duration.ofDays(10));
    assertThat(settings.toString()).doesNotContain("t0ken", "hidden", "hooks.example.org/x");
  }

  @Test
  void allMistakesAreToldAtOnceWithTheirPlaces() {
    assertThat(
            invalid(
                """
                site: { time-zone: Europe/Nowhere }
                server:
                  prot: 80
                watches:
                  - id: a
                    source: { type: page, url: "http://127.0.0.1/a" }
                    every: 10 minutes
                  - id: a
                    story: none
                    source: { type: paeg, url: "http://127.0.0.1/a" }
                """))
        .extracting(Mistake::toString)
        .contains(
            "crier.yaml:3:3: there is no key `prot` here; did you mean `port`?",
            "crier.yaml:7:12: `10 minutes` does not have the form expected here; write: A duration:"
                + " 90s, 10m, 6h, 1d.",
            "crier.yaml:8:9: there are two watch ids `a`; give one of them another id",
            "crier.yaml:9:12: there is no story `none`; add it, or remove this",
            "crier.yaml:10:21: `paeg` is none of the words that can stand here; did you mean"
                + " `page`?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server: { port: 99999 }|1:17|does not have the form expected here",
        "server: { port: eighty }|1:17|`eighty` is no whole number",
        "watches: [{id: b}]|1:11|`source` is missing",
        "server: { operator-token: \"${NOT_SET}\" }|1:27|the environment has no variable NOT_SET",
        "server: { operator-token: \"${file:/no/such}\" }|1:27|the file /no/such cannot be read",
        "site: { time-zone: Mars }|1:20|there is no time zone `Mars`",
        "site: { name: a, name: b }|1:18|`name` stands here twice",
        "stories: [{id: s, name: S, terms: [\"/(/\"]}]|1:35|`/(/` is no RE2 pattern",
        "destinations: [{id: d, type: slack}]|1:16|a destination of type slack needs `url`",
        "operator: { destinations: [x] }|1:28|there is no destination `x`",
        "watches: [{id: b, cron: never, source: {type: page, url: \"http://127.0.0.1/b\"}}]|1:25|no Quartz cron",
        "watches: [{id: b, source: {type: page, url: \"http://127.0.0.1/b\", docket: 1}}]|1:27|takes no `docket`",
        "watches: [{id: b, source: {type: page, url: \"https://example.gov/\"}}]|1:1|`fetch.contact` is needed",
        "site: [|1:8|this is not YAML",
      })
  void eachMistakeNamesItsPlaceAndARemedy(String text, String place, String what) {
    assertThat(invalid(text))
        .anySatisfy(mistake -> {
          assertThat(mistake.line() + ":" + mistake.column()).isEqualTo(place);
          assertThat(mistake.what()).contains(what);
          assertThat(mistake.remedy()).isNotBlank();
        });
  }

  @Test
  void aSecretIsNeverPartOfAMistake() {
    assertThat(
            invalid("mail: { smtp: { password: [hunter2] } }\nserver: { operator-token: 4711 }\n"))
        .isNotEmpty()
        .noneMatch(mistake -> mistake.toString().contains("hunter2"))
        .noneMatch(mistake -> mistake.toString().contains("4711"));
  }

  @Test
  void aDoubledDollarStandsForItself() {
    assertThat(valid(WATCH + "site: { name: \"$${NAME}\" }\n").site().name()).isEqualTo("${NAME}");
  }

  @Test
  void aMissingFileIsAMistakeWithARemedy() {
    Loaded loaded = reader().load(Path.of("no-such.yaml"));
    assertThat(loaded).isInstanceOf(Loaded.Invalid.class);
    assertThat(((Loaded.Invalid) loaded).mistakes().getFirst().toString())
        .startsWith("no-such.yaml:1:1: the file cannot be read; ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"crier.yaml", "irs-ice.yaml"})
  void theFilesThatShipAreValid(String name) {
    assertThat(reader().load(Path.of("config", name))).isInstanceOf(Loaded.Valid.class);
  }

  private static Settings valid(String text) {
    return switch (reader().load("crier.yaml", text)) {
      case Loaded.Valid(Settings settings) -> settings;
      case Loaded.Invalid(var mistakes) -> throw new AssertionError(mistakes);
    };
  }

  private static List<Mistake> invalid(String text) {
    return ((Loaded.Invalid) reader().load("crier.yaml", text)).mistakes();
  }

  private static ConfigFile reader() {
    return new ConfigFile(
        Map.of("TOKEN", "t0ken", "CRIER_CONTACT", "desk@example.org"),
        cron -> cron.contains(" ") ? Optional.empty() : Optional.of("too short"),
        spec -> Optional.empty());
  }
}
