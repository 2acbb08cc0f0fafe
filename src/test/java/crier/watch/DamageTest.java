package crier.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import crier.fetch.HttpFetch;
import crier.fetch.LocalFetch;
import crier.fetch.Quota;
import crier.model.Change;
import crier.model.Memo;
import crier.model.Snapshot;
import crier.model.SourceSpec;
import crier.source.Look;
import crier.source.Source;
import crier.source.Visit;
import crier.source.feed.FeedSource;
import crier.source.json.JsonRows;
import crier.source.listing.ListingSource;
import crier.source.page.PageSource;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies that were cut or scrambled on the way, over a real connection: seeded, some hundred. */
@Tag("slow")
@Timeout(120)
class DamageTest {

  private static final int RUNS = 150;
  private static final Instant NOW = Instant.parse("2026-09-22T12:00:00Z");

  private HttpServer server;
  private volatile byte[] body = {};
  private volatile String type = "";
  private HttpFetch fetch;

  /** A source type with a healthy page of its own. */
  @SuppressWarnings("ImmutableEnumChecker") // a method of a class is not going to change
  enum Kind {
    LISTING("text/html", ListingSource::source),
    FEED("application/rss+xml", FeedSource::source),
    JSON("application/json", JsonRows::source),
    PAGE("text/html", PageSource::source);

    final String type;
    final Function<SourceSpec, Source> source;

    Kind(String type, Function<SourceSpec, Source> source) {
      this.type = type;
      this.source = source;
    }

    byte[] healthy() {
      String items =
          IntStream.range(0, 12)
              .mapToObj(i -> item().formatted(i, 20 - i, i, i))
              .collect(Collectors.joining(this == JSON ? "," : "\n"));
      String page =
          switch (this) {
            case LISTING ->
                "<!DOCTYPE html><html><head><title>Reports</title></head><body><main><table><thead><tr><th>Number</th><th>Date</th><th>Title</th></tr></thead><tbody>%s</tbody></table></main></body></html>";
            case FEED ->
                "<?xml version='1.0'?><rss version='2.0'><channel><title>Reports</title><link>https://x.example/</link><description>d</description>%s</channel></rss>";
            case JSON -> "{\"reports\":[%s]}";
            case PAGE ->
                "<!DOCTYPE html><html><head><title>Page</title></head><body><main>%s</main></body></html>";
          };
      return page.formatted(items).getBytes(StandardCharsets.UTF_8);
    }

    private String item() {
      return switch (this) {
        case LISTING ->
            "<tr><td>OIG-26-1%d</td><td>09/%02d/2026</td><td><a href='/files/a-report-%d.pdf'>A report about matter no. %d</a></td></tr>";
        case FEED ->
            "<item><guid>id-%d</guid><pubDate>Mon, %02d Sep 2026 10:00:07 GMT</pubDate><link>https://x.example/a-report-%d</link><title>A report about matter no. %d</title></item>";
        case JSON ->
            "{\"report_number\":\"2026-40%d-1\",\"date\":\"September %d, 2026\",\"link\":\"/files/a-report-%d.pdf\",\"title\":\"A report about matter no. %d\"}";
        case PAGE -> "<p>Paragraph %d of %d, with words enough, %d and %d more.</p>";
      };
    }
  }

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
    fetch = new HttpFetch(LocalFetch.SETTINGS, Quota.UNLIMITED, InstantSource.fixed(NOW));
  }

  @AfterEach
  void close() {
    fetch.close();
    server.stop(0);
  }

  private Look look(Source source, @Nullable Snapshot known) {
    return new StepRunner(fetch).look(source, Visit.of(NOW, Memo.EMPTY, known, true));
  }

  @ParameterizedTest
  @EnumSource
  void aCutBodyIsNeverNewsAndAScrambledOneNeverAThrow(Kind kind) {
    type = kind.type;
    byte[] healthy = kind.healthy();
    body = healthy;
    Source source =
        kind.source.apply(
            new SourceSpec(
                kind.name().toLowerCase(java.util.Locale.ROOT),
                Map.of("url", "http://127.0.0.1:" + server.getAddress().getPort() + "/list")));
    Snapshot known = new Snapshot(((Look.Seen) look(source, null)).content(), List.of());
    Random random = new Random(20261128);
    for (int run = 0; run < RUNS; run++) {
      boolean cut = run % 2 == 0;
      int at = random.nextInt(healthy.length - 1);
      body = cut ? java.util.Arrays.copyOf(healthy, at) : scrambled(healthy, random);
      List<Change> changes = changes(known, look(source, known));
      if (cut) {
        assertThat(changes).as("%s cut at %d of %d", kind, at, healthy.length).isEmpty();
      } else {
        assertThat(changes)
            .as("%s scrambled, run %d", kind, run)
            .noneMatch(change -> change instanceof Change.Withdrawn)
            .hasSizeLessThanOrEqualTo(4);
      }
      body = healthy;
      assertThat(changes(known, look(source, known))).isEmpty();
    }
  }

  private static List<Change> changes(Snapshot known, Look look) {
    return look instanceof Look.Seen seen
            && Comparison.of(known, seen.content(), NOW)
                instanceof Comparison.Result.Different(_, var changes)
        ? changes
        : List.of();
  }

  private static byte[] scrambled(byte[] healthy, Random random) {
    byte[] body = healthy.clone();
    for (int i = 0; i < 3; i++) {
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
    }
    return body;
  }
}
