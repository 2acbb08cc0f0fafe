package crier.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for CourtListener on loopback: dockets with their feeds and their API, which counts the
 * requests of a token as the real one does, in rolling windows, by the test's clock.
 */
public final class CourtListener implements AutoCloseable {

  private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
  private static final int BACKLOG = 100;
  private static final int PAGE = 20;
  private static final Pattern DOCKET = Pattern.compile("docket=(\\d+)");
  private static final Pattern SINCE = Pattern.compile("date_modified__gt=([^&]+)");
  private static final Pattern PATH_ID = Pattern.compile("/dockets?/(\\d+)/");

  /** One limit, as {@code rate} writes it. */
  public record Limit(String rate, int requests, Duration window) {}

  /** A free account's. */
  public static final List<Limit> FREE =
      List.of(
          new Limit("5/min", 5, Duration.ofMinutes(1)),
          new Limit("50/hour", 50, Duration.ofHours(1)),
          new Limit("125/day", 125, Duration.ofDays(1)));

  /** A docket entry, and when it was shown where for the first time. */
  public static final class Entry {
    private final int number;
    private final Instant at;
    private volatile @Nullable Instant fed;
    private volatile @Nullable Instant read;

    private Entry(int number, Instant at) {
      this.number = number;
      this.at = at;
    }

    /** When the feed was first asked for with it in it. */
    public Optional<Instant> fed() {
      return Optional.ofNullable(fed);
    }

    /** When the API first listed it to somebody whom it did not refuse. */
    public Optional<Instant> read() {
      return Optional.ofNullable(read);
    }
  }

  private final InstantSource clock;
  private final List<Limit> limits;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Long, List<Entry>> dockets = new LinkedHashMap<>();
  private final List<Instant> counted = new ArrayList<>();
  private volatile @Nullable Refused refusing;
  private int refused;
  private int usageAsked;
  private int paidAsked;

  private record Refused(int status, String detail) {}

  private String name = "A v. B";

  public CourtListener(InstantSource clock, List<Limit> limits) throws IOException {
    this.clock = clock;
    this.limits = List.copyOf(limits);
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Files an entry in a docket, which is made with its first. */
  public synchronized Entry file(long docket) {
    List<Entry> entries = dockets.computeIfAbsent(docket, _ -> new ArrayList<>());
    Entry entry = new Entry(entries.size() + 1, clock.instant());
    entries.add(entry);
    return entry;
  }

  /** Gives all dockets another name. */
  public synchronized void rename(String another) {
    name = another;
  }

  /** Answers every request to the API so, from now on. */
  public void refuse(int status, String detail) {
    refusing = new Refused(status, detail);
  }

  /** Serves again. */
  public void accept() {
    refusing = null;
  }

  /** Another program makes requests with the same token. */
  public synchronized void spendElsewhere(int requests) {
    for (int i = 0; i < requests; i++) {
      counted.add(clock.instant());
    }
  }

  /** How many requests were refused because of a limit. */
  public synchronized int refused() {
    return refused;
  }

  /** How often it was asked how the account stands. */
  public synchronized int usageAsked() {
    return usageAsked;
  }

  /** How many requests came that are paid from the limits, refused ones included. */
  public synchronized int paidAsked() {
    return paidAsked;
  }

  /** The most that any rolling window of this length held. */
  public synchronized int most(Duration window) {
    List<Instant> sorted = counted.stream().sorted().toList();
    int most = 0;
    int oldest = 0;
    for (int i = 0; i < sorted.size(); i++) {
      while (!sorted.get(oldest).plus(window).isAfter(sorted.get(i))) {
        oldest++;
      }
      most = Math.max(most, i - oldest + 1);
    }
    return most;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String query = String.valueOf(exchange.getRequestURI().getRawQuery());
      synchronized (this) {
        if (path.endsWith("/feed/")) {
          answer(exchange, 200, "application/atom+xml", feed(docketIn(PATH_ID, path)));
        } else if (refusing != null && path.startsWith("/api/")) {
          usageAsked += path.endsWith("/api-usage/") ? 1 : 0;
          paidAsked += path.endsWith("/api-usage/") ? 0 : 1;
          json(exchange, refusing.status(), "{\"detail\":\"%s\"}".formatted(refusing.detail()));
        } else if (path.endsWith("/api-usage/")) {
          usageAsked++;
          json(exchange, 200, usage());
        } else if (path.startsWith("/api/")) {
          paidAsked++;
          paid(exchange, path, query);
        } else {
          json(exchange, 404, "{\"detail\":\"Not found.\"}");
        }
      }
    }
  }

  private void paid(HttpExchange exchange, String path, String query) throws IOException {
    for (Limit limit : limits) {
      List<Instant> within = within(limit);
      if (within.size() >= limit.requests()) {
        refused++;
        Instant free = within.get(within.size() - limit.requests()).plus(limit.window());
        long seconds = Math.max(1, Duration.between(clock.instant(), free).toSeconds());
        exchange.getResponseHeaders().set("Retry-After", String.valueOf(seconds));
        json(
            exchange,
            429,
            ("{\"detail\":\"Request was throttled. Rate limit exceeded: %s."
                    + " Expected available in %d seconds.\"}")
                .formatted(limit.rate(), seconds));
        return;
      }
    }
    counted.add(clock.instant());
    if (path.endsWith("/docket-entries/")) {
      json(exchange, 200, list(docketIn(DOCKET, query), query));
    } else if (path.contains("/dockets/")) {
      json(exchange, 200, docket(docketIn(PATH_ID, path)));
    } else {
      json(exchange, 200, "{\"count\":0,\"next\":null,\"previous\":null,\"results\":[]}");
    }
  }

  private List<Instant> within(Limit limit) {
    Instant opens = clock.instant().minus(limit.window());
    return counted.stream().filter(at -> at.isAfter(opens)).sorted().toList();
  }

  private static long docketIn(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  private String usage() {
    List<String> rows = new ArrayList<>();
    for (Limit limit : limits) {
      List<Instant> within = within(limit);
      rows.add(
          """
          {"scope":"user","rate":"%s","used":%d,"limit":%d,"remaining":%d,"window_seconds":%d,
          "reset_at":%s,"blocked":false}\
          """
              .formatted(
                  limit.rate(),
                  within.size(),
                  limit.requests(),
                  Math.max(0, limit.requests() - within.size()),
                  limit.window().toSeconds(),
                  within.isEmpty()
                      ? "null"
                      : "\"" + within.getFirst().plus(limit.window()) + "\""));
    }
    return "{\"current_usage\":[%s],\"historical_usage\":{},\"membership\":null}"
        .formatted(String.join(",", rows));
  }

  private String feed(long docket) {
    StringBuilder xml =
        new StringBuilder(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xml:lang="en-us" xmlns="http://www.w3.org/2005/Atom"><title>Docket updates for %s</title>\
            <link href="https://www.courtlistener.com/" rel="alternate"></link><id>https://www.courtlistener.com/</id>
            """
                .formatted(name));
    for (Entry entry : newest(docket).subList(0, Math.min(30, newest(docket).size()))) {
      if (entry.fed == null) {
        entry.fed = clock.instant();
      }
      String link =
          "https://www.courtlistener.com/docket/%d/a-v-b/?order_by=desc#entry-%d"
              .formatted(docket, entry.number);
      xml.append(
          """
          <entry><title>Entry #%d in A v. B</title><link href="%s" rel="alternate"></link>\
          <published>%sT00:00:00-08:00</published><id>%s</id><summary type="html">Status Report</summary></entry>
          """
              .formatted(entry.number, link, day(entry), link));
    }
    return xml.append("</feed>").toString();
  }

  private List<Entry> newest(long docket) {
    return dockets.getOrDefault(docket, List.of()).reversed();
  }

  private static LocalDate day(Entry entry) {
    return LocalDate.ofInstant(entry.at, PACIFIC);
  }

  private String list(long docket, String query) {
    Matcher since = SINCE.matcher(query);
    Instant after =
        since.find()
            ? Instant.parse(java.net.URLDecoder.decode(since.group(1), StandardCharsets.UTF_8))
            : Instant.EPOCH;
    List<String> rows = new ArrayList<>();
    newest(docket).stream()
        .filter(entry -> entry.at.isAfter(after))
        .sorted(Comparator.comparing((Entry entry) -> entry.at).reversed())
        .limit(PAGE)
        .forEach(entry -> {
          if (entry.read == null) {
            entry.read = clock.instant();
          }
          rows.add(row(docket, entry));
        });
    return "{\"count\":\"%s/count\",\"next\":null,\"previous\":null,\"results\":[%s]}"
        .formatted(address(), String.join(",", rows));
  }

  private String row(long docket, Entry entry) {
    return """
    {"resource_uri":"%1$s/api/rest/v4/docket-entries/%2$d/","id":%2$d,"docket":"%1$s/api/rest/v4/dockets/%3$d/",
    "recap_documents":[],"date_created":"%4$s","date_modified":"%4$s","date_filed":"%5$s","time_filed":null,
    "entry_number":%6$d,"recap_sequence_number":"%5$s.001","pacer_sequence_number":null,
    "description":"STATUS REPORT %6$d by A. (Entered: %5$s)","tags":[]}\
    """
        .formatted(
            address(),
            docket * 1_000 + entry.number,
            docket,
            entry.at.atOffset(java.time.ZoneOffset.ofHours(-8)),
            day(entry),
            entry.number);
  }

  private String docket(long docket) {
    return """
    {"id":%1$d,"court_id":"dcd","absolute_url":"/docket/%1$d/a-v-b/","assigned_to_str":"C. D. Judge",
    "date_filed":"2025-03-07","date_terminated":null,"date_last_filing":"%2$s","case_name":"%3$s",
    "slug":"a-v-b","docket_number":"1:25-cv-0%1$d","blocked":false}\
    """
        .formatted(docket, day(newest(docket).getFirst()), name);
  }

  private static void json(HttpExchange exchange, int status, String body) throws IOException {
    answer(exchange, status, "application/json", body);
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
