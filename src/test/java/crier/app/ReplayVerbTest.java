package crier.app;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How an operator tries rules: over what was seen before they were written. */
@Tag("slow")
class ReplayVerbTest {

  @RegisterExtension
  private static final WireMockExtension SITE =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @BeforeEach
  void threeLooksHaveBeenTaken() throws IOException {
    configure("crier", "");
    for (List<String> titles :
        List.of(
            List.of("Telephone Service"),
            List.of("IRS Sharing of Addresses With ICE", "Telephone Service"),
            List.of("Cafeteria", "IRS Sharing of Addresses With ICE", "Telephone Service"))) {
      serve(titles);
      assertThat(run("crier", "check")).isZero();
    }
    out.getBuffer().setLength(0);
  }

  @Test
  void theRulesOfTodayArePrintedWithTheAlertsTheyWouldHaveRaised() throws IOException {
    configure("crier", "rules: [{ when: { text: ICE }, significance: critical }]");
    assertThat(run("crier", "replay")).isZero();
    assertThat(out.toString())
        .contains("reports: New report: IRS Sharing of Addresses With ICE [critical]")
        .contains("because: a rule of this watch: text “ICE”")
        .contains("reports: New report: Cafeteria [notable]")
        .contains("2 snapshots of 1 watch: 2 alerts, 0 silenced by a rule; nothing was sent");
  }

  @Test
  void anotherFileTriesOtherRules() throws IOException {
    configure("trial", "rules: [{ when: { not: ICE }, silent: true }]");
    assertThat(run("trial", "replay", "reports", "--json")).isZero();
    assertThat(out.toString().lines())
        .singleElement()
        .asString()
        .contains("\"significance\":\"notable\"", "IRS Sharing", "\"events\":[\"NEW_REPORT\"]");
  }

  @Test
  void nothingIsStoredOrSent() throws IOException {
    assertThat(run("crier", "history")).isZero();
    String before = out.toString();
    assertThat(run("crier", "replay")).isZero();
    out.getBuffer().setLength(0);
    assertThat(run("crier", "history")).isZero();
    assertThat(out.toString()).isEqualTo(before);
    out.getBuffer().setLength(0);
    assertThat(run("crier", "deliveries", "list")).isZero();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void whatWasSeenBeforeATimeIsLeftOut() {
    assertThat(run("crier", "replay", "--since", "2999-01-01")).isZero();
    assertThat(out.toString()).contains("0 snapshots of 1 watch: 0 alerts");
    assertThat(run("crier", "replay", "--since", "1d")).isZero();
    assertThat(out.toString()).contains("2 snapshots of 1 watch: 2 alerts");
  }

  @Test
  void aTimeThatIsNoneAndAWatchThatIsNoneAreBadUsage() {
    assertThat(run("crier", "replay", "--since", "yesterday")).isEqualTo(2);
    assertThat(err.toString()).contains("`yesterday` is no time; write 2026-06-08");
    assertThat(run("crier", "replay", "nobody")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no watch `nobody`");
  }

  @Test
  void aSourceReadInAnotherWayBeganAnewAndIsNoChange() throws IOException {
    configure("crier", "", "/title");
    assertThat(run("crier", "check")).isZero();
    out.getBuffer().setLength(0);
    assertThat(run("crier", "replay")).isZero();
    assertThat(out.toString()).contains("2 snapshots of 1 watch: 2 alerts");
  }

  private static void serve(List<String> titles) {
    SITE.stubFor(
        get("/reports.json")
            .willReturn(
                okJson(
                    titles.stream()
                        .map(title ->
                            "{\"title\":\"%s\",\"report_number\":\"R-%d\"}"
                                .formatted(title, title.length()))
                        .collect(Collectors.joining(",", "{\"reports\":[", "]}")))));
  }

  private void configure(String name, String rules) throws IOException {
    configure(name, rules, "/report_number");
  }

  private void configure(String name, String rules, String key) throws IOException {
    Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        database: { url: "jdbc:h2:file:%1$s/crier" }
        mail: { directory: %1$s/mail }
        fetch: { allow-private-addresses: true, per-host: { min-interval: 0s } }
        watches:
          - id: reports
            source: { type: json, url: "%2$s/reports.json", items: /reports, key: %3$s, kind: report }
            %4$s
        """
            .formatted(folder, SITE.baseUrl(), key, rules));
  }

  private int run(String name, String... args) {
    List<String> all = new ArrayList<>();
    Stream.of(args).forEach(all::add);
    all.add("--config=" + folder.resolve(name + ".yaml"));
    return Main.run(all, Map.of(), new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
