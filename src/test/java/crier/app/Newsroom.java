package crier.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import crier.config.Loaded;
import crier.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** The world around a daemon under test, over real sockets: an origin, a Slack, a mail server. */
final class Newsroom implements AutoCloseable {

  final WireMockServer origin = new WireMockServer(options().dynamicPort());
  final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  private final Path folder;

  Newsroom(Path folder) {
    this.folder = folder;
    origin.start();
    mail.start();
    origin.stubFor(post(urlPathEqualTo("/slack")).willReturn(ok("ok")));
  }

  /** Serves one of our fixtures from now on. */
  void serve(String path, String type, String fixture) {
    origin.stubFor(
        get(urlPathEqualTo(path))
            .willReturn(aResponse().withHeader("Content-Type", type).withBody(fixture(fixture))));
  }

  static byte[] fixture(String name) {
    String resource = "/crier/demo/world/" + name;
    try (InputStream stream = Newsroom.class.getResourceAsStream(resource)) {
      return Objects.requireNonNull(stream, resource).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stood everywhere before anything happened. */
  void baseline() {
    serve("/docket/69714586/feed/", "application/atom+xml", "docket-feed.t0.xml");
    serve("/reports.json", "application/json", "tigta-reports.t0.json");
    serve("/oig", "text/html", "dhs-oig.t0.html");
  }

  /** With a database file in the test's folder. */
  Settings settings() {
    return settings("jdbc:h2:file:" + folder + "/crier", "");
  }

  Settings settings(String databaseUrl, String databaseUser) {
    String yaml =
        """
        server: { port: 0 }
        database: { url: "${DATABASE}", user: "${DATABASE_USER:-}" }
        fetch:
          allow-private-addresses: true
          timeout: 5s
          per-host: { concurrency: 8, min-interval: 0s }
        courtlistener: { url: "${ORIGIN}" }
        mail:
          transport: smtp
          from: "Crier <crier@newsroom.example>"
          smtp:
            host: 127.0.0.1
            port: ${SMTP}
            security: none
        stories:
          - id: irs-ice
            name: The agreement
            questions:
              - { id: stay, ask: "Will the stay be lifted?", events: [STAY_LIFTED] }
        watches:
          - id: docket
            name: Centro v. Bessent
            story: irs-ice
            source: { type: courtlistener-docket, docket: 69714586, docket-number: "1:25-cv-00677" }
            every: 1s
          - id: tigta
            name: TIGTA reports
            story: irs-ice
            source: { type: json, url: "${ORIGIN}/reports.json" }
            every: 1s
          - id: oig
            name: DHS OIG
            story: irs-ice
            source: { type: listing, url: "${ORIGIN}/oig" }
            every: 1s
        destinations:
          - { id: slack, type: slack, url: "${ORIGIN}/slack", minimum: notable }
          - { id: desk, type: email, address: desk@newsroom.example, minimum: notable }
        """;
    Map<String, String> environment =
        Map.of(
            "DATABASE",
            databaseUrl,
            "DATABASE_USER",
            databaseUser,
            "ORIGIN",
            origin.baseUrl().replace("localhost", "127.0.0.1"),
            "SMTP",
            String.valueOf(mail.getSmtp().getPort()));
    return switch (Door.reader(environment).load("newsroom.yaml", yaml)) {
      case Loaded.Valid(Settings settings, var _) -> settings;
      case Loaded.Invalid(var mistakes) -> throw new AssertionError(mistakes);
    };
  }

  /** Bodies posted to Slack so far. */
  java.util.List<String> posts() {
    return origin
        .findAll(
            com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor(
                urlPathEqualTo("/slack")))
        .stream()
        .map(request -> new String(request.getBody(), StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public void close() {
    origin.stop();
    mail.stop();
  }
}
