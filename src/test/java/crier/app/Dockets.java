package crier.app;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okXml;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import crier.config.Loaded;
import crier.config.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several dockets' public feeds on loopback, as CourtListener gives them. */
final class Dockets implements AutoCloseable {

  private record Entry(int number, String day, String text) {}

  private final WireMockServer server = new WireMockServer(options().dynamicPort());
  private final Map<Long, List<Entry>> dockets = new LinkedHashMap<>();

  Dockets() {
    server.start();
  }

  /** Files an entry; the newest last. */
  void file(long docket, int number, String day, String text) {
    List<Entry> entries = dockets.computeIfAbsent(docket, _ -> new ArrayList<>());
    entries.removeIf(entry -> entry.number() == number);
    entries.addFirst(new Entry(number, day, text));
    StringBuilder xml =
        new StringBuilder(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><feed xml:lang=\"en-us\""
                + " xmlns=\"http://www.w3.org/2005/Atom\"><title>Docket updates for A v. B</title>"
                + "<id>https://www.courtlistener.com/</id><updated>2026-03-04T00:00:00-08:00</updated>");
    for (Entry entry : entries) {
      String url =
          "https://www.courtlistener.com/docket/%d/a-v-b/?order_by=desc#entry-%d"
              .formatted(docket, entry.number());
      xml.append(
          """
          <entry><title>Entry #%d in A v. B</title><link href="%s" rel="alternate"></link>\
          <published>%sT00:00:00-08:00</published><id>%s</id><summary type="html">%s</summary></entry>
          """
              .formatted(entry.number(), url, entry.day(), url, entry.text()));
    }
    server.stubFor(
        get(urlPathEqualTo("/docket/%d/feed/".formatted(docket)))
            .willReturn(okXml(xml.append("</feed>").toString())));
  }

  /** Where an entry stands, for people. */
  String link(long docket, int number) {
    return "http://127.0.0.1:%d/docket/%d/docket/?order_by=desc#entry-%d"
        .formatted(server.port(), docket, number);
  }

  /** Settings with these watches (YAML), in stories {@code s} and {@code other}. */
  Settings settings(String database, String watches) {
    String yaml =
        """
        server: { port: 0 }
        database: { url: "%s" }
        fetch: { allow-private-addresses: true, timeout: 30s, per-host: { concurrency: 8, min-interval: 0s } }
        courtlistener: { url: "http://127.0.0.1:%d" }
        stories:
          - id: s
            name: The agreement
            questions: [{ id: stay, ask: "Will the stay be lifted?", events: [STAY_LIFTED], watches: [waiting] }]
        watches:
        %s
        """
            .formatted(database, server.port(), watches.indent(2));
    return switch (VerbContext.reader(Map.of()).load("dockets.yaml", yaml)) {
      case Loaded.Valid(Settings valid, var _) -> valid;
      case Loaded.Invalid(var mistakes) -> throw new AssertionError(mistakes);
    };
  }

  @Override
  public void close() {
    server.stop();
  }
}
