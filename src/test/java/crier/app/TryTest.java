package crier.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code try} makes of an address, and that its entry works when it is pasted. */
@Tag("slow")
class TryTest {

  private static final String ROWS =
      """
      <html><head><title>Reports</title></head><body><h1>Reports</h1>
      <ul class="menu"><li><a href="/about">About the office and its work</a></li><li><a href="/contact">Contact the office</a></li></ul>
      <table><tr class="r"><td>06/08/2026</td><td><a href="/reports/audit-of-grants">Audit of Grants to a State</a></td></tr>
      <tr class="r"><td>06/01/2026</td><td><a href="/reports/review-of-ports">Review of Port Facilities</a></td></tr>
      <tr class="r"><td>05/20/2026</td><td><a href="/reports/hiring">Evaluation of Hiring Practices</a></td></tr></table></body></html>
      """;

  private static final String FEED =
      """
      <?xml version="1.0"?>
      <!-- made by
           a program -->
      <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
      <!-- and once more -->
      <rss version="0.91"><channel><title>T</title><link>https://x.example/</link><description>d</description>
      <item><title>A first release</title><link>https://x.example/first-release</link></item>
      <item><title>A second release</title><link>https://x.example/second-release</link></item></channel></rss>
      """;

  @RegisterExtension
  private final WireMockExtension site =
      WireMockExtension.newInstance().options(options().dynamicPort()).build();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  private Path config;

  @BeforeEach
  void write() throws Exception {
    config = configured("");
  }

  private Path configured(String watches) throws Exception {
    return Files.writeString(
        folder.resolve("crier.yaml"),
        """
        database: { url: "jdbc:h2:file:%s/crier" }
        mail: { directory: %s/mail }
        fetch: { allow-private-addresses: true, per-host: { min-interval: 1ms } }
        %s
        """
            .formatted(folder, folder, watches.isEmpty() ? "watches: []" : watches));
  }

  private String serve(String path, String type, String body) {
    site.stubFor(
        get(urlEqualTo(path))
            .willReturn(aResponse().withHeader("content-type", type).withBody(body)));
    return site.baseUrl() + path;
  }

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(
        Stream.concat(Stream.of(args), Stream.of("--config=" + config)).toList(),
        Map.of(),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }

  private List<String> tried(String... args) {
    assertThat(
            run(Stream.concat(Stream.of("try", "--json"), Stream.of(args)).toArray(String[]::new)))
        .as(err.toString())
        .isZero();
    return out.toString().lines().toList();
  }

  /** Pastes the printed entry, and has it validated and looked at twice. */
  private void pasted(int items) throws Exception {
    String entry = out.toString().substring(out.toString().indexOf("watches:"));
    config = configured(entry);
    assertThat(run("validate")).as(out.toString() + err + entry).isZero();
    assertThat(run("check", "--json")).as(out.toString() + err + entry).isZero();
    assertThat(out.toString()).contains("\"outcome\":\"");
    String id = entry.replaceAll("(?s).*id: (\\S+).*", "$1");
    assertThat(run("check", id)).isZero();
    assertThat(out.toString()).doesNotContain("could not look");
    assertThat(items).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/reports", "/", "/reports.html", "/reports/list.aspx?year=2026", "/a/b/"})
  void aPageIsReadWhateverItsAddressEndsIn(String path) throws Exception {
    String url = serve(path, "text/html", ROWS);
    assertThat(tried(url)).hasSize(3).first().asString().contains("Audit of Grants to a State");
    assertThat(run("try", url)).isZero();
    pasted(3);
  }

  @Test
  void aRedirectIsFollowedAndItsLinksAreThoseOfWhereItLeads() throws Exception {
    serve("/new/place", "text/html", ROWS.replace("href=\"/reports/", "href=\"../item/"));
    site.stubFor(get(urlEqualTo("/old")).willReturn(temporaryRedirect("/new/place")));
    assertThat(tried(site.baseUrl() + "/old"))
        .hasSize(3)
        .first()
        .asString()
        .contains(site.baseUrl() + "/item/audit-of-grants");
    assertThat(run("try", site.baseUrl() + "/old")).isZero();
    pasted(3);
  }

  @Test
  void whatIsSetSaysWhatIsMeant() {
    String url = serve("/reports", "text/html", ROWS);
    assertThat(tried(url, "--set", "item=tr.r", "--set", "title=a")).hasSize(3);
    assertThat(run("try", url, "--set", "item=tr.none")).isEqualTo(1);
    assertThat(err.toString()).contains("`item: tr.none` finds nothing on the page");
    assertThat(run("try", url, "--set", "select=h1")).isZero();
    assertThat(out.toString()).contains("type: page").doesNotContain("Audit");
    assertThat(run("try", url, "--set", "item=tr[")).isEqualTo(2);
    assertThat(run("try", url, "--set", "itme=tr")).isEqualTo(2);
    assertThat(err.toString()).contains("itme");
  }

  @Test
  void aFeedIsOneWhateverStandsBeforeItsFirstElement() throws Exception {
    String url = serve("/releases", "text/html", FEED);
    assertThat(tried(url)).hasSize(2);
    assertThat(run("try", url)).isZero();
    assertThat(out.toString()).contains("type: feed");
    pasted(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"notaurl", "ftp://www.example.gov/x", "mailto:a@b.example", "https://"})
  void whatIsNoWebAddressIsRefusedAsUsage(String url) {
    assertThat(run("try", url)).isEqualTo(2);
    assertThat(err.toString()).contains("is no web address");
  }
}
