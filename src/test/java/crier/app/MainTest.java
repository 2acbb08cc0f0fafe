package crier.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line as scripts use it. */
@Tag("slow")
class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  private Path config;

  @BeforeEach
  void write() throws Exception {
    config =
        Files.writeString(
            folder.resolve("crier.yaml"),
            """
            database: { url: "jdbc:h2:file:%s/crier" }
            mail: { directory: %s/mail }
            stories: [{ id: s, name: Story }]
            watches:
              - { id: away, source: { type: page, url: "http://127.0.0.1:9/" } }
            """
                .formatted(folder, folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"backup x", "restore x --force", "export w --warc f"})
  void aVerbThatIsNotMadeYetSaysSo(String line) {
    assertThat(run(line.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("not yet: this verb is promised and not made");
  }

  @Test
  void aBrokenConfigurationExitsWithTwoAndNamesEveryPlace() throws Exception {
    Files.writeString(config, "wacthes: []\nserver: { port: none }\n");
    assertThat(run("validate")).isEqualTo(2);
    assertThat(err.toString()).contains("crier.yaml:1:1: ").contains("crier.yaml:2:17: ");
  }

  @Test
  void aNamedWatchThatCannotBeLookedAtExitsWithOneAndSaysWhy() {
    assertThat(run("check", "away")).isEqualTo(1);
    assertThat(out.toString()).contains("away: could not look (");
    assertThat(run("check", "nobody")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no watch `nobody`");
  }

  @Test
  void aSubscriberIsAddedOnceListedAndErasedWithoutATrace() {
    assertThat(run("subscribers", "add", "a@b.example", "--story", "s")).isZero();
    assertThat(run("subscribers", "add", "A@b.example")).isZero();
    assertThat(out.toString()).contains("they are on the list already");
    assertThat(run("subscribers", "list")).isZero();
    assertThat(out.toString()).contains("the story “Story”, notable and above; as it happens");
    assertThat(run("send-test", "a@b.example")).isZero();
    assertThat(run("subscribers", "erase", "a@b.example")).isZero();
    out.getBuffer().setLength(0);
    assertThat(run("subscribers", "list", "--json")).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(run("deliveries", "list")).isZero();
  }

  @Test
  void aSubscriberIsAddedForWatchesEventsAndWordsAndTheListSaysSo() {
    assertThat(
            run(
                "subscribers",
                "add",
                "eva@b.example",
                "--watch=away",
                "--event=STAY_LIFTED,stay-denied",
                "--words=tax return",
                "--without=moot",
                "--cadence=daily@07:30"))
        .isZero();
    out.getBuffer().setLength(0);
    run("subscribers", "list");
    assertThat(out.toString())
        .contains("the watch “away”, whatever its rank; of these: Stay lifted, Stay denied;")
        .contains("with the words “tax return”; without the words “moot”")
        .contains("as a daily digest at 07:30 (");
    out.getBuffer().setLength(0);
    run("subscribers", "export", "eva@b.example");
    assertThat(out.toString())
        .contains("\"watches\":[\"away\"]", "\"events\":[\"STAY_LIFTED\",\"STAY_DENIED\"]");

    assertThat(run("subscribers", "add", "o@b.example", "--watch=w", "--event=e", "--story=t"))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains("there is no watch `w`", "there is no event `e`", "there is no story `t`");
    assertThat(run("subscribers", "add", "o@b.example", "--cadence=weekly")).isEqualTo(2);
  }

  @Test
  void whatNobodyKnowsIsBadUsageAndADeliveryThatIsNotThereIsSaidSo() {
    for (String verb : List.of("check", "history", "diff", "replay")) {
      assertThat(run(verb, "nope")).as(verb).isEqualTo(2);
    }
    assertThat(run("deliveries", "retry", "zz")).isEqualTo(1);
    assertThat(run("deliveries", "drop", "zz")).isEqualTo(1);
    assertThat(err.toString())
        .contains("there is no dead letter `zz`", "there is no delivery `zz`");
  }

  @Test
  void aCourtThatDoesNotExistAndAFileThatWatchesNothingAreRefused() throws Exception {
    for (String court : List.of("zzz", "no", "dcdd")) {
      Files.writeString(
          config,
          "fetch: { contact: a@b.example }\nwatches: [{ id: d, source: { type:"
              + " courtlistener-docket, court: %s, docket-number: \"1:25-cv-00677\" } }]\n"
                  .formatted(court));
      assertThat(run("validate")).as(court).isEqualTo(2);
    }
    assertThat(err.toString()).contains("there is no court `zzz`");
    Files.writeString(config, "");
    assertThat(run("validate", "--json")).isEqualTo(2);
    assertThat(out.toString()).contains("\"valid\":false", "nothing is watched");
  }

  @Test
  void whoHasLeftIsNotAddedAgainByAnother() {
    run("subscribers", "add", "a@b.example");
    run("subscribers", "remove", "a@b.example");
    assertThat(run("subscribers", "add", "a@b.example")).isEqualTo(1);
    assertThat(err.toString()).contains("only they can come back");
  }

  private int run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--config=" + config);
    return Main.run(all, Map.of(), new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
