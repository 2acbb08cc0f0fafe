package crier.app;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a reporter of one story gets of an office that publishes about everything. */
class RelevanceTest {

  private static final String ON = "Review of Certain Disclosures";
  private static final String OFF = "Audit of Laptops";

  @RegisterExtension
  private static final WireMockExtension SITE =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final StringWriter out = new StringWriter();

  @TempDir private Path folder;

  @BeforeEach
  void theBaselineHasBeenTaken() throws IOException {
    Files.writeString(
        folder.resolve("crier.yaml"),
        """
        database: { url: "jdbc:h2:file:%1$s/crier" }
        mail: { directory: %1$s/mail }
        fetch: { allow-private-addresses: true, per-host: { min-interval: 0s } }
        stories:
          - id: s
            name: Story
            terms: [IRS + ICE]
            questions: [{ id: q, ask: "How many records were matched in error?", terms: [matched in error] }]
        watches:
          - id: reports
            story: s
            source: { type: json, url: "%2$s/reports.json", items: /reports, kind: report, follow: true }
        """
            .formatted(folder, SITE.baseUrl()));
    page("laptops-were-lost", OFF, "The IRS lost laptops, and taxpayers' dollars.");
    page(
        "certain-disclosures",
        ON,
        "Background is given. The IRS gave ICE addresses that were matched in error. It ends.");
    list("Review of Telephone Service:telephone-service");
    assertThat(run("subscribers", "add", "desk@paper.test", "--story", "s")).isZero();
    assertThat(run("check")).isZero();
  }

  @Test
  void theReportWhoseOwnTextIsOfTheStoryIsMailedAndTheAuditBesideItIsNot() throws IOException {
    list(
        OFF + ":laptops-were-lost",
        ON + ":certain-disclosures",
        "Review of Telephone Service:telephone-service");
    assertThat(run("check")).isZero();
    assertThat(mails())
        .as(out.toString())
        .singleElement()
        .asString()
        .contains("Subject: [s] New report: " + ON)
        .contains("The IRS gave ICE addresses that were matched in error.")
        .contains("How many records were matched in error?")
        .doesNotContain(OFF);
  }

  @Test
  void whatIsRoutineIsInTheHistoryAndMailedToThoseWhoAskForIt() throws IOException {
    list(OFF + ":laptops-were-lost", "Review of Telephone Service:telephone-service");
    assertThat(run("check")).isZero();
    assertThat(mails()).isEmpty();
    out.getBuffer().setLength(0);
    assertThat(run("history", "reports")).isZero();
    assertThat(out.toString()).contains("new: " + OFF);
    assertThat(run("subscribers", "add", "all@paper.test", "--story", "s", "--minimum", "routine"))
        .isZero();
    list(
        "Audit of Chairs:audit-of-chairs",
        OFF + ":laptops-were-lost",
        "Review of Telephone Service:telephone-service");
    run("check");
    assertThat(mails())
        .singleElement()
        .asString()
        .contains("To: all@paper.test", "Audit of Chairs");
  }

  private List<String> mails() throws IOException {
    if (!Files.isDirectory(folder.resolve("mail"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder.resolve("mail"))) {
      List<String> mails = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".eml")).toList()) {
        mails.add(Files.readString(file).replace("=\r\n", "").replace("\r\n ", " "));
      }
      return mails;
    }
  }

  private static void page(String slug, String title, String text) {
    SITE.stubFor(
        get("/reports/" + slug)
            .willReturn(
                okForContentType(
                    "text/html",
                    "<!doctype html><html><head><title>%s</title></head><body><main><h1>%s</h1><p>%s</p></main></body></html>"
                        .formatted(title, title, text))));
  }

  private static void list(String... reports) {
    SITE.stubFor(
        get("/reports.json")
            .willReturn(
                okJson(
                    Stream.of(reports)
                        .map(report -> report.split(":", -1))
                        .map(report ->
                            "{\"title\":\"%s\",\"link\":\"/reports/%s\"}"
                                .formatted(report[0], report[1]))
                        .collect(Collectors.joining(",", "{\"reports\":[", "]}")))));
  }

  private int run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--config=" + folder.resolve("crier.yaml"));
    return Main.run(all, Map.of(), new PrintWriter(out, true), new PrintWriter(out, true));
  }
}
