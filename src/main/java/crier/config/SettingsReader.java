package crier.config;

import crier.alert.channel.email.MailSettings;
import crier.fetch.FetchSettings;
import crier.fetch.FetchSettings.HostSettings;
import crier.model.Event;
import crier.model.Question;
import crier.model.Rhythm;
import crier.model.Rule;
import crier.model.Significance;
import crier.model.Site;
import crier.model.SourceSpec;
import crier.model.Story;
import crier.model.Watch;
import crier.rules.Terms;
import crier.source.SourceSettings;
import crier.store.DatabaseSettings;
import crier.store.RetentionSettings;
import crier.web.ServerSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * From a tree that fits the schema to settings; notes what only the meaning can show to be wrong.
 */
final class SettingsReader {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final YamlFile file;
  private final JsonNode root;
  private final Function<String, Optional<String>> cronProblem;
  private final Function<SourceSpec, Optional<String>> sourceProblem;

  SettingsReader(
      YamlFile file,
      Function<String, Optional<String>> cronProblem,
      Function<SourceSpec, Optional<String>> sourceProblem) {
    this.file = file;
    this.root = file.root();
    this.cronProblem = cronProblem;
    this.sourceProblem = sourceProblem;
  }

  Settings read() {
    Site site = site();
    FetchSettings fetch = fetch();
    SourceSettings sources = sources(site.zone());
    List<Watch> watches = list("watches", this::watch);
    contactIsNeeded(fetch, sources, watches);
    return new Settings(
        site,
        new ServerSettings(
            text("/server/host", "127.0.0.1"),
            (int) number("/server/port", 8080),
            text("/server/operator-token", "")),
        new DatabaseSettings(
            text("/database/url", "jdbc:h2:file:./data/crier"),
            text("/database/user", ""),
            text("/database/password", "")),
        fetch,
        sources,
        mail(),
        list("stories", this::story),
        watches,
        list("destinations", (node, at) -> DestinationReader.read(file, node, at, site.zone())),
        texts(root.at("/operator/destinations")),
        new RetentionSettings(
            duration(root, "/retention/captures", "400d"),
            duration(root, "/retention/deliveries", "90d")));
  }

  private Site site() {
    String url = text("/site/public-url", "http://localhost:8080");
    while (url.endsWith("/")) {
      url = url.substring(0, url.length() - 1);
    }
    return new Site(
        text("/site/name", "Crier"),
        uri("/site/public-url", url),
        zone(file, "/site/time-zone", text("/site/time-zone", "America/New_York")));
  }

  static ZoneId zone(YamlFile file, String pointer, String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException _) {
      file.mistakeAt(
          pointer,
          "there is no time zone `%s`".formatted(name),
          "write one such as America/New_York or UTC");
      return ZoneId.of("UTC");
    }
  }

  private URI uri(String pointer, String url) {
    try {
      URI uri = URI.create(url);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    file.mistakeAt(pointer, "this is no address", "write one such as https://example.org");
    return URI.create("http://invalid.invalid");
  }

  private FetchSettings fetch() {
    HostSettings common =
        host(
            root.at("/fetch/per-host"),
            new HostSettings(1, Duration.ofSeconds(2), Map.of(), false));
    Map<String, HostSettings> hosts = new LinkedHashMap<>();
    root.at("/fetch/hosts")
        .properties()
        .forEach(entry -> hosts.put(entry.getKey(), host(entry.getValue(), common)));
    return new FetchSettings(
        text("/fetch/contact", "").strip(),
        (int) number("/fetch/concurrency", 64),
        duration(root, "/fetch/timeout", "30s"),
        Durations.size(text("/fetch/max-body", "20MiB")),
        text("/fetch/webdriver", ""),
        root.at("/fetch/allow-private-addresses").asBoolean(false),
        common,
        hosts);
  }

  private static HostSettings host(JsonNode node, HostSettings otherwise) {
    Map<String, String> headers = new LinkedHashMap<>(otherwise.headers());
    node.path("headers")
        .properties()
        .forEach(entry -> headers.put(entry.getKey(), entry.getValue().asString("")));
    return new HostSettings(
        node.path("concurrency").asInt(otherwise.concurrency()),
        node.has("min-interval")
            ? Durations.duration(node.path("min-interval").asString(""))
            : otherwise.minInterval(),
        headers,
        node.path("http1").asBoolean(otherwise.http1()));
  }

  private SourceSettings sources(ZoneId zone) {
    String url = text("/courtlistener/url", "https://www.courtlistener.com");
    return new SourceSettings(
        uri("/courtlistener/url", url.replaceAll("/+$", "")),
        text("/courtlistener/token", "").strip(),
        text("/courtlistener/webhook-secret", "").strip(),
        zone);
  }

  private MailSettings mail() {
    return new MailSettings(
        text("/mail/transport", "directory").equals("smtp")
            ? MailSettings.Transport.SMTP
            : MailSettings.Transport.DIRECTORY,
        Path.of(text("/mail/directory", "./data/mail")),
        text("/mail/from", "Crier <crier@localhost>"),
        new MailSettings.Smtp(
            text("/mail/smtp/host", "localhost"),
            (int) number("/mail/smtp/port", 587),
            MailSettings.Security.ofWord(text("/mail/smtp/security", "starttls")),
            text("/mail/smtp/username", ""),
            text("/mail/smtp/password", ""),
            (int) number("/mail/smtp/connections", 4)));
  }

  private Story story(JsonNode node, String at) {
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < node.path("questions").size(); i++) {
      JsonNode question = node.path("questions").path(i);
      questions.add(
          new Question(
              question.path("id").asString(""),
              question.path("ask").asString(""),
              events(question.path("events")),
              terms(question.path("terms"), at + "/questions/" + i + "/terms"),
              texts(question.path("watches"))));
    }
    return new Story(
        node.path("id").asString(""),
        node.path("name").asString(""),
        terms(node.path("terms"), at + "/terms"),
        questions);
  }

  private Watch watch(JsonNode node, String at) {
    String id = node.path("id").asString("");
    SourceSpec spec = spec(node.path("source"));
    Optional<String> wrong = SourceKeys.problem(spec).or(() -> sourceProblem.apply(spec));
    wrong.ifPresent(problem ->
        file.mistakeAt(at + "/source", problem, "see the source types in docs/sources.md"));
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < node.path("rules").size(); i++) {
      rules.add(rule(node.path("rules").path(i), at + "/rules/" + i));
    }
    return new Watch(
        id,
        node.path("name").asString(id),
        node.has("story") ? node.path("story").asString("") : null,
        spec,
        rhythm(node, at),
        duration(node, "/overdue-after", "6h"),
        duration(node, "/quiet-after", "30d"),
        rules);
  }

  private Rhythm rhythm(JsonNode node, String at) {
    if (!node.has("cron")) {
      Duration every = duration(node, "/every", "15m");
      if (every.isZero()) {
        file.mistakeAt(at + "/every", "an interval of nothing", "write one such as 10m");
      }
      return new Rhythm.Every(every);
    }
    String cron = node.path("cron").asString("");
    cronProblem
        .apply(cron)
        .ifPresent(problem ->
            file.mistakeAt(
                at + "/cron",
                "this is no Quartz cron expression: " + problem,
                "write one such as \"0 0/5 8-19 ? * MON-FRI\""));
    return new Rhythm.Cron(cron);
  }

  private Rule rule(JsonNode node, String at) {
    boolean silent = node.path("silent").asBoolean(false);
    if (silent == node.has("significance")) {
      file.mistakeAt(
          at, "a rule says either `significance` or `silent: true`", "write one of the two");
    }
    JsonNode when = node.path("when");
    return new Rule(
        terms(when.path("text"), at + "/when/text"),
        terms(when.path("not"), at + "/when/not"),
        events(when.path("events")),
        silent || !node.has("significance")
            ? Optional.empty()
            : Optional.of(Significance.ofWord(node.path("significance").asString(""))));
  }

  private static SourceSpec spec(JsonNode node) {
    Map<String, Object> options = new LinkedHashMap<>();
    node.properties()
        .forEach(entry -> {
          if (!entry.getKey().equals("type")) {
            options.put(entry.getKey(), plain(entry.getValue()));
          }
        });
    return new SourceSpec(node.path("type").asString(""), options);
  }

  static Object plain(JsonNode value) {
    if (value.isArray()) {
      return texts(value);
    }
    if (value.isObject()) {
      Map<String, String> map = new LinkedHashMap<>();
      value.properties().forEach(e -> map.put(e.getKey(), e.getValue().asString("")));
      return map;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    return value.isIntegralNumber() ? (Object) value.longValue() : value.asString("");
  }

  private List<String> terms(JsonNode node, String at) {
    List<String> terms = texts(node);
    try {
      var _ = Terms.of(terms);
    } catch (IllegalArgumentException e) {
      file.mistakeAt(
          at, String.valueOf(e.getMessage()), "write a plain phrase, or a pattern as RE2 reads it");
    }
    return terms;
  }

  /** A list of texts; one plain text counts as a list of one. */
  static List<String> texts(JsonNode node) {
    if (node.isArray()) {
      List<String> texts = new ArrayList<>();
      node.forEach(item -> texts.add(item.asString("")));
      return texts;
    }
    return node.isMissingNode() || node.isNull() ? List.of() : List.of(node.asString(""));
  }

  static List<Event> events(JsonNode node) {
    return texts(node).stream().map(Event::valueOf).toList();
  }

  /** Loopback is ours to ask; anybody else may know who asks and whom to write to. */
  private void contactIsNeeded(FetchSettings fetch, SourceSettings sources, List<Watch> watches) {
    boolean abroad =
        watches.stream()
            .map(Watch::source)
            .map(spec -> spec.text("url").orElse(sources.courtListener().toString()))
            .anyMatch(url -> !isLoopback(url));
    if (abroad && fetch.contact().isEmpty()) {
      file.mistakeAt(
          "/fetch/contact",
          "`fetch.contact` is needed before anything but loopback is fetched",
          "write a mail address or page of yours: sites see it in the User-Agent");
    }
  }

  private static boolean isLoopback(String url) {
    try {
      String host = URI.create(url).getHost();
      return host != null && LOOPBACK.contains(host);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private interface ItemReader<T> {
    T read(JsonNode node, String pointer);
  }

  private <T> List<T> list(String name, ItemReader<T> reader) {
    List<T> result = new ArrayList<>();
    JsonNode list = root.path(name);
    for (int i = 0; i < list.size(); i++) {
      result.add(reader.read(list.path(i), "/" + name + "/" + i));
    }
    return result;
  }

  private String text(String pointer, String otherwise) {
    JsonNode node = root.at(pointer);
    return node.isMissingNode() || node.isNull() ? otherwise : node.asString(otherwise);
  }

  private long number(String pointer, long otherwise) {
    return root.at(pointer).asLong(otherwise);
  }

  private static Duration duration(JsonNode node, String pointer, String otherwise) {
    return Durations.duration(node.at(pointer).asString(otherwise));
  }
}
