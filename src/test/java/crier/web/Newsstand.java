package crier.web;

import crier.alert.subscribers.OptIn;
import crier.alert.subscribers.Tokens;
import crier.model.Alert;
import crier.model.Allowance;
import crier.model.Capture;
import crier.model.Content;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Memo;
import crier.model.Outcome;
import crier.model.Published;
import crier.model.Question;
import crier.model.Rhythm;
import crier.model.Significance;
import crier.model.Site;
import crier.model.Snapshot;
import crier.model.SourceSpec;
import crier.model.Story;
import crier.model.Text;
import crier.model.Watch;
import crier.store.Addresses;
import crier.store.Alerts;
import crier.store.Database;
import crier.store.History;
import crier.store.Outbox;
import crier.store.Signups;
import crier.store.Subscribers;
import crier.store.TokenHashes;
import crier.store.Watches;
import crier.testing.CountedIds;
import crier.testing.Databases;
import crier.testing.SetClock;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pages on a free port, over a real database that a test fills by hand. */
final class Newsstand implements AutoCloseable {

  static final String TOKEN = "token-of-this-daemon";
  static final String HOOK = "unguessable-last-part";
  static final Watch DOCKET = watch("ctu-district", "Centro v. Bessent", "irs-ice");
  static final Watch REPORTS = watch("tigta", "TIGTA reports", "irs-ice");
  static final Watch ALONE = watch("rules", "Rules of a committee", null);
  static final Question STAY =
      new Question("stay", "Will the stay be lifted?", List.of(), List.of(), List.of());
  static final Question FINDINGS =
      new Question("findings", "What do the findings say?", List.of(), List.of(), List.of());
  static final Story STORY =
      new Story("irs-ice", "The taxpayer-address agreement", List.of(), List.of(STAY, FINDINGS));

  final SetClock clock = new SetClock("2026-06-08T18:05:00Z");
  final AtomicBoolean alive = new AtomicBoolean(true);
  final AtomicBoolean ready = new AtomicBoolean(true);
  final AtomicBoolean storing = new AtomicBoolean(true);
  final AtomicReference<Allowance> allowance = new AtomicReference<>(Allowance.NONE);
  final List<String> hooked = new ArrayList<>();
  final java.util.concurrent.atomic.AtomicReference<String> operatorToken =
      new java.util.concurrent.atomic.AtomicReference<>("");
  final java.util.concurrent.atomic.AtomicInteger sentNow =
      new java.util.concurrent.atomic.AtomicInteger();
  final Metrics metrics = new Metrics();
  final Database database = Databases.inMemory();
  final Watches watches = new Watches(database);
  final Alerts alerts = new Alerts(database);
  final Outbox outbox = new Outbox(database);
  final crier.store.Incidents incidents = new crier.store.Incidents(database);
  final Subscribers subscribers = new Subscribers(database);
  final Tokens tokens = new Tokens(new byte[32], new TokenHashes(database));
  final OptIn optIn;
  VerbRunner verbs = (_, _, _) -> 0;

  private final HttpClient client = HttpClient.newHttpClient();
  private final WebServer server;

  /** Of less patience than people's. */
  static final Doorkeeper.Limits LIMITS =
      new Doorkeeper.Limits(2_000, 100, java.time.Duration.ofSeconds(3));

  static final Site SITE =
      new Site("Crier", URI.create("https://crier.example"), ZoneId.of("America/New_York"));

  Newsstand() {
    this(SITE);
  }

  Newsstand(Site site) {
    this(site, List.of(Network.read("127.0.0.0/8").orElseThrow()));
  }

  Newsstand(Site site, List<Network> proxies) {
    Map<String, String> specs = new LinkedHashMap<>();
    List.of(DOCKET, REPORTS, ALONE).forEach(watch -> specs.put(watch.id(), "spec"));
    watches.configure(specs, clock.instant());
    CountedIds ids = new CountedIds();
    optIn =
        new OptIn(
            new Signups(database, Addresses.with(""), subscribers),
            subscribers,
            subscriber -> {},
            alerts,
            tokens,
            clock,
            ids,
            new OptIn.Terms(
                site,
                true,
                new crier.alert.subscribers.ChoiceWords(
                    List.of(STORY), List.of(DOCKET, REPORTS, ALONE))),
            new crier.alert.Notices(incidents, clock, ids));
    server = WebServer.start(new ServerSettings("127.0.0.1", 0, "", proxies), deps(site), LIMITS);
  }

  private WebContext deps(Site site) {
    return new WebContext(
        () -> site,
        () -> List.of(STORY),
        () -> List.of(DOCKET, REPORTS, ALONE),
        alerts,
        watches,
        new History(database),
        outbox,
        clock,
        alive::get,
        () -> ready.get() && database.isReachable(),
        () -> "",
        allowance::get,
        () -> optIn,
        metrics,
        (args, out, err) -> verbs.run(args, out, err),
        TOKEN,
        () -> HOOK,
        this::hooked,
        new Desk(),
        Dockets.NONE);
  }

  private final class Desk implements OperatorDesk {
    @Override
    public String token() {
      return operatorToken.get();
    }

    @Override
    public List<crier.store.Incidents.Open> notices() {
      return new crier.store.Incidents(database).told();
    }

    @Override
    public java.util.Optional<String> address(String recipient) {
      return java.util.Optional.of(recipient.replace("subscriber:", "") + "@reader.example");
    }

    @Override
    public void sendNow() {
      sentNow.incrementAndGet();
    }
  }

  private boolean hooked(String key, byte[] body) {
    hooked.add(key + " " + new String(body, StandardCharsets.UTF_8));
    return storing.get();
  }

  private static Watch watch(String id, String name, @Nullable String story) {
    return new Watch(
        id,
        name,
        story,
        new SourceSpec("page", Map.of("url", "https://court.example/" + id)),
        new Rhythm.Every(Duration.ofMinutes(10)),
        Duration.ofHours(6),
        Duration.ofDays(30),
        List.of());
  }

  /** A finding with nothing remarkable about it. */
  static Finding finding(Event event, String title, String quote) {
    return finding(event, title, "https://court.example/entry", quote, null, null, List.of());
  }

  static Finding finding(
      Event event,
      String title,
      @Nullable String link,
      String quote,
      @Nullable String before,
      @Nullable String after,
      List<String> questions) {
    return new Finding(
        "",
        List.of(event),
        event.usual(),
        "usual for " + event.label(),
        event.label(),
        title,
        link,
        Published.on(LocalDate.of(2026, 6, 7)),
        quote,
        before,
        after,
        questions,
        List.of(),
        null);
  }

  /** A look that saw this text, and tells of these findings; as the watch would commit it. */
  void saw(Watch watch, String id, String text, Finding... findings) {
    saw(watch, id, new Text(watch.name(), text), findings);
  }

  void saw(Watch watch, String id, Content content, Finding... findings) {
    Capture capture = capture(String.valueOf(content));
    Significance highest =
        java.util.stream.Stream.of(findings)
            .map(Finding::significance)
            .max(java.util.Comparator.naturalOrder())
            .orElse(Significance.ROUTINE);
    Alert alert =
        findings.length == 0
            ? null
            : new Alert(
                id,
                Alert.Kind.ALERT,
                watch.id(),
                watch.name(),
                watch.story(),
                findings[0].headline() + ": " + findings[0].title(),
                highest,
                clock.instant(),
                List.of(findings),
                "",
                null,
                null);
    commit(
        watch,
        Outcome.CHANGED,
        null,
        new Watches.Seen(new Snapshot(content, List.of()), List.of(capture), "saw " + id),
        alert);
  }

  private Capture capture(String text) {
    URI page = URI.create("https://court.example/page");
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return new Capture(page, page, List.of(), 200, Map.of(), body, clock.instant(), sha256(body));
  }

  /** A look that changed nothing, or that saw nothing at all. */
  void looked(Watch watch, Outcome outcome, @Nullable String trouble) {
    commit(watch, outcome, trouble, null, null);
  }

  private void commit(
      Watch watch,
      Outcome outcome,
      @Nullable String trouble,
      Watches.@Nullable Seen seen,
      @Nullable Alert alert) {
    var now = clock.instant();
    watches.claim("test", Duration.ofMinutes(1), List.of(watch.id()));
    watches.commit(
        new Watches.Checked(
            watch.id(),
            "test",
            now,
            outcome,
            trouble,
            now.plus(Duration.ofMinutes(10)),
            Memo.EMPTY,
            true,
            0,
            seen,
            alert));
  }

  static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return server.port();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  /** A form that is ready to be sent: names and values in turn. */
  HttpRequest.Builder form(String path, String... fields) {
    String body =
        Stream.iterate(0, i -> i < fields.length, i -> i + 2)
            .map(i -> encoded(fields[i]) + "=" + encoded(fields[i + 1]))
            .collect(Collectors.joining("&"));
    return request(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET().build());
  }

  String page(String path) {
    HttpResponse<String> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
    database.close();
  }
}
