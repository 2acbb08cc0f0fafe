package crier.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import crier.config.Loaded;
import crier.config.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One case in two places: the court's own feed, and CourtListener's docket and search. */
final class Courthouse implements AutoCloseable {

  private static final DateTimeFormatter RFC_822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US);

  final WireMockServer origin = new WireMockServer(options().dynamicPort());
  private final List<String> rss = new ArrayList<>();
  private final List<String> atom = new ArrayList<>();
  private final List<String> found = new ArrayList<>();

  Courthouse() {
    origin.start();
    origin.stubFor(post(urlPathEqualTo("/slack")).willReturn(ok("ok")));
    origin.stubFor(post(urlPathEqualTo("/slack-appeals")).willReturn(ok("ok")));
  }

  String address() {
    return origin.baseUrl().replace("localhost", "127.0.0.1");
  }

  /** An item of the court's feed; without a number it is text only. */
  void enter(Instant at, int sequence, String number, String event) {
    String link =
        number.isEmpty()
            ? ""
            : " (&lt;a href=\"https://ecf.dcd.uscourts.gov/doc1/04511100%04d?caseid=300677&amp;amp;de_seq_num=%d\" &gt;%s&lt;/a&gt;)"
                .formatted(sequence, sequence, number);
    rss.addFirst(
        """
        <item><title>1:25-cv-00677-DLF CENTRO DE TRABAJADORES UNIDOS v. BESSENT</title>
        <link>https://ecf.dcd.uscourts.gov/cgi-bin/DktRpt.pl?300677</link>
        <description>[%s]%s</description>
        <guid isPermaLink="true">https://ecf.dcd.uscourts.gov/cgi-bin/DktRpt.pl?300677&amp;%d</guid>
        <pubDate>%s</pubDate></item>
        """
            .formatted(event, link, sequence, RFC_822.format(at.atOffset(ZoneOffset.UTC))));
  }

  /** An entry of CourtListener's docket feed; an entry of the same key takes the other's place. */
  void list(String key, String day, String words) {
    atom.removeIf(entry -> entry.contains("#" + key + "<"));
    atom.addFirst(
        """
        <entry><title>Entry in CENTRO v. BESSENT, 1:25-cv-00677</title>
        <link href="https://www.courtlistener.com/docket/69714586/centro/?order_by=desc#%1$s" rel="alternate"></link>
        <published>%2$sT00:00:00-07:00</published>
        <id>https://www.courtlistener.com/docket/69714586/centro/?order_by=desc#%1$s</id>
        <summary type="html">%3$s</summary></entry>
        """
            .formatted(key, day, words));
  }

  /** A document of CourtListener's search. */
  void find(int document, long entry, String number, String day, String words) {
    found.addFirst(
        """
        {"id":%d,"docket_entry_id":%d,"docket_id":69714586,"entry_number":%s,"document_number":%s,
         "attachment_number":null,"absolute_url":"","entry_date_filed":"%s","description":"%s",
         "short_description":"","is_available":false,"document_type":"PACER Document"}\
        """
            .formatted(
                document,
                entry,
                number.isEmpty() ? "null" : number,
                number.isEmpty() ? "null" : number,
                day,
                words));
  }

  /** Serves what has been entered, listed and found so far. */
  void serve(Instant now) {
    serve(
        "/rss",
        "text/xml",
        """
        <?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel>
        <title>District of Columbia - Recent Entries</title><link>https://ecf.dcd.uscourts.gov</link>
        <description>Docket entries of type: all</description><lastBuildDate>%s</lastBuildDate>
        %s</channel></rss>\
        """
            .formatted(RFC_822.format(now.atOffset(ZoneOffset.UTC)), String.join("", rss)));
    serve(
        "/docket/69714586/feed/",
        "application/atom+xml",
        """
        <?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
        <title>Docket updates for CENTRO v. BESSENT, 1:25-cv-00677</title>
        <id>https://www.courtlistener.com/</id><updated>2026-06-01T00:00:00-07:00</updated>
        %s</feed>\
        """
            .formatted(String.join("", atom)));
    serve(
        "/api/rest/v4/search/",
        "application/json",
        "{\"count\":%d,\"next\":null,\"previous\":null,\"results\":[%s]}"
            .formatted(found.size(), String.join(",", found)));
  }

  private void serve(String path, String type, String body) {
    origin.stubFor(
        get(urlPathEqualTo(path))
            .willReturn(aResponse().withHeader("Content-Type", type).withBody(body)));
  }

  Settings settings(String databaseUrl, String databaseUser) {
    String yaml =
        """
        server: { port: 0 }
        site: { time-zone: America/New_York }
        database: { url: "${DATABASE}", user: "${DATABASE_USER:-}" }
        fetch:
          allow-private-addresses: true
          timeout: 5s
          per-host: { concurrency: 8, min-interval: 0s }
        courtlistener: { url: "${ORIGIN}" }
        stories:
          - { id: irs-ice, name: The agreement }
          - { id: appeals, name: Appeals }
        watches:
          - id: court
            name: Centro v. Bessent at the court
            story: irs-ice
            source: { type: court-rss, url: "${ORIGIN}/rss", court: dcd, docket-number: "No. 25-cv-677" }
            every: 10m
          - id: docket
            name: Centro v. Bessent
            story: irs-ice
            source: { type: courtlistener-docket, docket: 69714586, court: dcd, docket-number: "1:25-cv-00677-DLF" }
            every: 10m
          - id: probe
            name: New documents
            story: appeals
            source: { type: courtlistener-search, dockets: [69714586, 70333067] }
            every: 10m
        destinations:
          - { id: slack, type: slack, url: "${ORIGIN}/slack", stories: [irs-ice], minimum: routine }
          - { id: appeals, type: slack, url: "${ORIGIN}/slack-appeals", stories: [appeals], minimum: routine }
        """;
    Map<String, String> environment =
        Map.of("DATABASE", databaseUrl, "DATABASE_USER", databaseUser, "ORIGIN", address());
    return switch (VerbContext.reader(environment).load("courthouse.yaml", yaml)) {
      case Loaded.Valid(Settings settings, var _) -> settings;
      case Loaded.Invalid(var mistakes) -> throw new AssertionError(mistakes);
    };
  }

  Settings settings(Path folder) {
    return settings("jdbc:h2:file:" + folder + "/crier", "");
  }

  /** Bodies posted to a receiver so far. */
  List<String> posts(String path) {
    return origin.findAll(postRequestedFor(urlPathEqualTo(path))).stream()
        .map(request -> request.getBodyAsString())
        .toList();
  }

  @Override
  public void close() {
    origin.stop();
  }
}
