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

  /** The last part of CourtListener's webhook address. */
  static final String HOOK = "0f9c1d2e3b4a59687786951a2b3c4d5e";

  private final Path folder;
  private String every = "1s";

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

  /** How often each watch looks by itself; to be said before the settings are asked for. */
  void looksEvery(String interval) {
    every = interval;
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
        courtlistener: { url: "${ORIGIN}", webhook-secret: "${HOOK}" }
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
            every: ${EVERY}
          - id: tigta
            name: TIGTA reports
            story: irs-ice
            source: { type: json, url: "${ORIGIN}/reports.json" }
            every: ${EVERY}
          - id: oig
            name: DHS OIG
            story: irs-ice
            source: { type: listing, url: "${ORIGIN}/oig" }
            every: ${EVERY}
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
            "EVERY",
            every,
            "HOOK",
            HOOK,
            "ORIGIN",
            origin.baseUrl().replace("localhost", "127.0.0.1"),
            "SMTP",
            String.valueOf(mail.getSmtp().getPort()));
    return switch (VerbContext.reader(environment).load("newsroom.yaml", yaml)) {
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
