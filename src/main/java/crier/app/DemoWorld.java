package crier.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * The sources of the story on loopback. Each file of the world is named {@code what.tN.ending}: it
 * is served from chapter N on. What has been published stays published, also for the next run.
 */
final class DemoWorld implements AutoCloseable {

  /** Remembers how far the story has been told, and marks the folder as the demo's own. */
  static final String MARK = "chapter";

  private static final int BACKLOG = 50;

  /** CourtListener's ids of the two dockets. */
  private static final String DOCKET = "69714586";

  private static final String APPEAL = "70888123";

  private static final List<String> CHAPTERS =
      List.of(
          "The watches are set; what stands there now is the baseline.",
          "June 8: the Treasury's inspector general lists a report.",
          "A committee posts a statement; two lists are merely re-sorted and re-rendered.",
          "September 8: the D.C. Circuit decides the appeal that the stay waits for; September 14: a party moves to lift the stay.",
          "September 18: the court's feed shows an order on the motion, not yet what it says.",
          "Its text arrives: the stay is lifted, and a status report is due October 2; the committee's site shows a challenge page instead of its list.",
          "The DHS inspector general lists a report; the committee's list is back.",
          "The report is replaced by a copy with fewer redactions.",
          "October 1: the parties file the status report that the order asked for; a conference is set.");

  private static final Map<String, String> FILES =
      Map.of(
          "/docket/69714586/feed/", "docket-feed xml application/atom+xml",
          "/api/rest/v4/docket-entries/", "docket-entries json application/json",
          "/api/rest/v4/recap-documents/", "recap-documents json application/json",
          "/api/rest/v4/dockets/69714586/", "docket json application/json",
          "/api/rest/v4/api-usage/", "api-usage json application/json",
          "/reports/all-reports.json", "tigta-reports json application/json",
          "/reports/audits-inspections-and-evaluations", "dhs-oig html text/html",
          "/ranking-members-news", "finance html text/html",
          "/sites/default/files/reports/2026-06/2026ier031fr.pdf", "report pdf application/pdf");

  /** Stands in a file for a day so long after the story's beginning, as an order writes it. */
  private static final Pattern IN_DAYS = Pattern.compile("IN-(\\d+)-DAYS");

  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US).withZone(ZoneOffset.UTC);

  /** Stands in a file for the time at which that chapter began. */
  private static final Pattern WHEN = Pattern.compile("CHAPTER-(\\d+)");

  private final HttpServer server;
  private final Path mark;

  /** When each chapter began; CourtListener has a row since its chapter, not since the story's. */
  private final List<Instant> begun = new CopyOnWriteArrayList<>();

  DemoWorld(Path folder) throws IOException {
    this.mark = folder.resolve(MARK);
    if (Files.exists(mark)) {
      Files.readAllLines(mark).stream().map(Instant::parse).forEach(begun::add);
    } else {
      begin();
    }
    this.server = HttpServer.create();
    bind(folder.resolve("port"));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  /** The same port in every run, if it is free: another address would be another page to watch. */
  private void bind(Path portFile) throws IOException {
    int before = Files.exists(portFile) ? Integer.parseInt(Files.readString(portFile).strip()) : 0;
    try {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), before), BACKLOG);
    } catch (BindException _) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    }
    Files.writeString(portFile, String.valueOf(server.getAddress().getPort()));
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  boolean isOver() {
    return chapter() >= CHAPTERS.size() - 1;
  }

  private int chapter() {
    return begun.size() - 1;
  }

  private void begin() throws IOException {
    begun.add(Clock.systemUTC().instant());
    Files.write(mark, begun.stream().map(Instant::toString).toList());
  }

  /** Turns to the next chapter; returns what happens in it. */
  String moveOn() throws IOException {
    begin();
    return CHAPTERS.get(chapter());
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String file = file(exchange.getRequestURI());
      if (file.isEmpty()) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String[] parts = file.split(" ", -1);
      byte[] body = inForce(parts[0], parts[1]);
      exchange.getResponseHeaders().set("Content-Type", parts[2]);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** What is served at an address; of the API, what the docket asked for has. */
  private static String file(URI uri) {
    String path = uri.getPath().replace(APPEAL, DOCKET);
    String file = FILES.getOrDefault(uri.getPath(), FILES.getOrDefault(path, ""));
    boolean appeal = String.valueOf(uri).contains(APPEAL) && file.startsWith("docket");
    return appeal ? "appeal-" + file : file;
  }

  /** The latest state of a file that has come by now. */
  private byte[] inForce(String name, String ending) throws IOException {
    for (int at = chapter(); at >= 0; at--) {
      String resource = "/crier/demo/world/%s.t%d.%s".formatted(name, at, ending);
      try (InputStream stream = DemoWorld.class.getResourceAsStream(resource)) {
        if (stream != null) {
          byte[] bytes = stream.readAllBytes();
          return ending.equals("json") || ending.equals("xml") ? dated(bytes) : bytes;
        }
      }
    }
    throw new IOException("the demo's world has no " + name);
  }

  private byte[] dated(byte[] words) {
    String dated =
        WHEN.matcher(new String(words, StandardCharsets.UTF_8))
            .replaceAll(chapter -> begun.get(Integer.parseInt(chapter.group(1))).toString());
    return IN_DAYS
        .matcher(dated)
        .replaceAll(days ->
            WRITTEN.format(begun.getFirst().plus(Duration.ofDays(Integer.parseInt(days.group(1))))))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
