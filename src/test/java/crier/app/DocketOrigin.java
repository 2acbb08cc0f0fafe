package crier.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A CourtListener of one docket, over real sockets: its feed and its API v4, filters, orders and
 * cursors included, after what its serializers and pagination do. Tests write into the docket.
 */
final class DocketOrigin implements AutoCloseable {

  static final long DOCKET = 69714586;
  static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";

  private static final int PAGE = 20;
  private static final int WINDOW = 30;

  final WireMockServer server =
      new WireMockServer(options().dynamicPort().extensions(new Answers()));
  final Map<Long, Row> rows = new TreeMap<>();

  /** The row that must be there. */
  Row row(long id) {
    return Objects.requireNonNull(rows.get(id));
  }

  final Map<String, @Nullable Object> docket = new LinkedHashMap<>();

  /** The docket's id; another one after it was merged. */
  private volatile long id = DOCKET;

  /** What the cache serves in place of the feed; null when it serves what is. */
  @Nullable String cachedFeed;

  /** A document of an entry; its fields are CourtListener's. */
  static final class Document {
    final long id;
    final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    Instant modified;

    Document(long id, String number, String name, Instant modified) {
      this.id = id;
      this.modified = modified;
      fields.put("sha1", "");
      fields.put("filepath_local", null);
      fields.put("document_number", number);
      fields.put("attachment_number", null);
      fields.put("pacer_doc_id", "");
      fields.put("is_available", false);
      fields.put("is_sealed", null);
      fields.put("document_type", 1);
      fields.put("description", name);
    }

    Document with(String field, @Nullable Object value) {
      fields.put(field, value);
      return this;
    }

    Document pdf(String sha1, Instant at) {
      modified = at;
      return with("is_available", true)
          .with("sha1", sha1)
          .with("filepath_local", "recap/x." + id + ".pdf");
    }

    Document sealed(Instant at) {
      modified = at;
      return with("is_available", false)
          .with("is_sealed", true)
          .with("sha1", "")
          .with("filepath_local", null);
    }
  }

  /** A row of docket-entries. */
  static final class Row {
    final long id;
    final @Nullable Object number;
    LocalDate filed;
    @Nullable String text;
    Instant created;
    Instant modified;
    final List<Document> documents = new ArrayList<>();

    Row(long id, @Nullable Object number, LocalDate filed, @Nullable String text, Instant at) {
      this.id = id;
      this.number = number;
      this.filed = filed;
      this.text = text;
      this.created = at;
      this.modified = at;
    }

    Document main() {
      return documents.getFirst();
    }

    Row text(String now, Instant at) {
      text = now;
      modified = at;
      return this;
    }

    private String anchor() {
      return number == null ? "minute-entry-" + id : "entry-" + number;
    }
  }

  DocketOrigin() {
    server.start();
    server.stubFor(
        any(anyUrl()).atPriority(10).willReturn(aResponse().withTransformers("answers")));
    docket.put("id", DOCKET);
    docket.put("court_id", "dcd");
    docket.put("case_name", "Centro de Trabajadores Unidos v. Bessent");
    docket.put("docket_number", "1:25-cv-00677");
    docket.put("assigned_to_str", "Dabney L. Friedrich");
    docket.put("date_terminated", null);
    docket.put("date_last_filing", null);
  }

  /** The docket was merged into another: the old id is unknown from now on. */
  void moveTo(long merged) {
    id = merged;
  }

  String address() {
    return "http://127.0.0.1:" + server.port();
  }

  /** Adds an entry as a court's feed gives it: a name, and no text. */
  Row stub(long id, @Nullable Object number, String filed, String name, Instant at) {
    Row row = new Row(id, number, LocalDate.parse(filed), "", at);
    row.documents.add(new Document(id + 1_000_000, number == null ? "" : "" + number, name, at));
    rows.put(id, row);
    return row;
  }

  /** Adds an entry with its text. */
  Row entry(long id, @Nullable Object number, String filed, String text, Instant at) {
    return stub(id, number, filed, "", at).text(text, at);
  }

  /** Answers so to everything whose path and query match, until {@link #recover}. */
  void answer(String pattern, int status, String type, String body) {
    server.stubFor(
        any(urlMatching(pattern))
            .atPriority(1)
            .willReturn(
                aResponse().withStatus(status).withHeader("Content-Type", type).withBody(body)));
  }

  void recover() {
    server.resetMappings();
    server.stubFor(
        any(anyUrl()).atPriority(10).willReturn(aResponse().withTransformers("answers")));
  }

  /** Serves the feed as it is now for as long as the cache lasts, whatever happens meanwhile. */
  void cacheFeed() {
    cachedFeed = feed();
  }

  /** What was asked for so far: path and query. */
  List<String> asked() {
    return server.getAllServeEvents().stream()
        .map(ServeEvent::getRequest)
        .map(LoggedRequest::getUrl)
        .toList()
        .reversed();
  }

  List<String> asked(String part) {
    return asked().stream().filter(url -> url.contains(part)).toList();
  }

  void forgetAsked() {
    server.resetRequests();
  }

  @Override
  public void close() {
    server.stop();
  }

  private List<Row> newestFirst() {
    return rows.values().stream()
        .sorted(
            Comparator.comparing((Row row) -> row.filed)
                .thenComparingLong(row -> row.number == null ? 0L : Long.parseLong("" + row.number))
                .thenComparingLong(row -> row.id)
                .reversed())
        .limit(WINDOW)
        .toList();
  }

  String feed() {
    String title = "%s, %s".formatted(docket.get("case_name"), docket.get("docket_number"));
    StringBuilder xml =
        new StringBuilder(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xml:lang="en-us" xmlns="http://www.w3.org/2005/Atom"><title>Docket updates for %s</title>\
            <id>https://www.courtlistener.com/</id><updated>2026-03-04T00:00:00-08:00</updated>\
            """
                .formatted(escaped(title)));
    String slug =
        String.valueOf(docket.get("case_name")).toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
    for (Row row : newestFirst()) {
      Document main = row.documents.getFirst();
      String url =
          "https://www.courtlistener.com/docket/%d/%s/?order_by=desc#%s"
              .formatted(id, slug, row.anchor());
      String words =
          row.text == null || row.text.isEmpty() ? "" + main.fields.get("description") : row.text;
      String file =
          Boolean.TRUE.equals(main.fields.get("is_available"))
              ? "https://storage.courtlistener.com/" + main.fields.get("filepath_local")
              : "https://ecf.dcd.uscourts.gov/doc1/04501" + row.id;
      xml.append(
          """
          <entry><title>%s in %s</title><link href="%s" rel="alternate"></link>\
          <published>%sT00:00:00-08:00</published><id>%s</id><summary type="html">%s</summary>%s</entry>
          """
              .formatted(
                  row.number == null ? "Minute entry from " + row.filed : "Entry #" + row.number,
                  escaped(title),
                  url,
                  row.filed,
                  url,
                  escaped(words),
                  row.number == null
                      ? ""
                      : "<link href=\"%s\" length=\"0\" rel=\"enclosure\" type=\"None\"></link>"
                          .formatted(file)));
    }
    return xml.append("</feed>").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Answers as CourtListener does. */
  private final class Answers implements ResponseDefinitionTransformerV2 {
    private static final Pattern ONE = Pattern.compile("/api/rest/v4/docket-entries/([0-9]+)/");

    @Override
    public String getName() {
      return "answers";
    }

    @Override
    public boolean applyGlobally() {
      return false;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
      Request request = event.getRequest();
      String path = URI.create(request.getUrl()).getPath();
      if (path.equals("/docket/%d/feed/".formatted(id))) {
        String feed = cachedFeed;
        return answer(200, "application/atom+xml", feed == null ? feed() : feed);
      }
      if (path.startsWith("/docket/")) {
        return answer(404, "text/html", "<html><title>404</title><h1>404: Not Found</h1></html>");
      }
      if (path.equals("/api/rest/v4/search/")) {
        return json(200, list(request, List.of(found())));
      }
      if (!("Token " + TOKEN).equals(request.getHeader("Authorization"))) {
        return json(401, Map.of("detail", "Invalid token."));
      }
      Matcher one = ONE.matcher(path);
      if (one.matches()) {
        Row row = rows.get(Long.parseLong(one.group(1)));
        return row == null
            ? json(404, Map.of("detail", "No DocketEntry matches the given query."))
            : json(200, shown(row));
      }
      return switch (path) {
        case "/api/rest/v4/docket-entries/" -> json(200, list(request, entries(request)));
        case "/api/rest/v4/recap-documents/" -> json(200, list(request, documents(request)));
        case "/api/rest/v4/dockets/" -> json(200, list(request, List.of(docket)));
        default ->
            path.equals("/api/rest/v4/dockets/%d/".formatted(id))
                ? json(200, docket)
                : json(404, Map.of("detail", "No Docket matches the given query."));
      };
    }

    private Map<String, @Nullable Object> found() {
      Map<String, @Nullable Object> found = new LinkedHashMap<>();
      found.put("docket_id", id);
      found.put("docketNumber", docket.get("docket_number"));
      found.put("caseName", docket.get("case_name"));
      found.put("court_id", docket.get("court_id"));
      return found;
    }

    private @Nullable String query(Request request, String name) {
      var parameter = request.queryParameter(name);
      return parameter.isPresent() ? parameter.firstValue() : null;
    }

    private List<Map<String, @Nullable Object>> entries(Request request) {
      String since = query(request, "date_modified__gt");
      String number = query(request, "entry_number");
      String document = query(request, "recap_documents__id");
      Predicate<Row> wanted =
          row ->
              (since == null || row.modified.isAfter(Instant.parse(since)))
                  && (number == null || number.equals("" + row.number))
                  && (document == null
                      || row.documents.stream().anyMatch(d -> document.equals("" + d.id)));
      Comparator<Row> order =
          Objects.equals(query(request, "order_by"), "-date_modified")
              ? Comparator.comparing((Row row) -> row.modified).reversed()
              : Comparator.comparingLong(row -> row.id);
      return rows.values().stream().filter(wanted).sorted(order).map(this::shown).toList();
    }

    private List<Map<String, @Nullable Object>> documents(Request request) {
      String since = Objects.requireNonNull(query(request, "date_modified__gt"));
      return rows.values().stream()
          .flatMap(row -> row.documents.stream())
          .filter(document -> document.modified.isAfter(Instant.parse(since)))
          .sorted(Comparator.comparing((Document d) -> d.modified).reversed())
          .map(this::shown)
          .toList();
    }

    private Map<String, @Nullable Object> shown(Document document) {
      Map<String, @Nullable Object> shown = new LinkedHashMap<>(document.fields);
      shown.put("id", document.id);
      shown.put("date_modified", document.modified.toString());
      return shown;
    }

    private Map<String, @Nullable Object> shown(Row row) {
      Map<String, @Nullable Object> shown = new LinkedHashMap<>();
      shown.put("id", row.id);
      shown.put("docket", address() + "/api/rest/v4/dockets/" + id + "/");
      shown.put("recap_documents", row.documents.stream().map(this::shown).toList());
      shown.put("date_created", row.created.toString());
      shown.put("date_modified", row.modified.toString());
      shown.put("date_filed", row.filed.toString());
      shown.put("time_filed", null);
      shown.put("entry_number", row.number);
      shown.put("recap_sequence_number", row.filed + ".001");
      shown.put("description", row.text);
      return shown;
    }

    /** A page of a list with a cursor; its count is an address. */
    private Map<String, @Nullable Object> list(
        Request request, List<Map<String, @Nullable Object>> all) {
      String cursor = query(request, "cursor");
      int from = cursor == null ? 0 : Integer.parseInt(cursor);
      String rest = URI.create(request.getUrl()).getRawQuery().replaceAll("&?cursor=[0-9]+", "");
      String self = address() + URI.create(request.getUrl()).getPath() + "?" + rest;
      Map<String, @Nullable Object> page = new LinkedHashMap<>();
      page.put("count", self + "&count=on");
      page.put("next", from + PAGE < all.size() ? self + "&cursor=" + (from + PAGE) : null);
      page.put("previous", null);
      page.put("results", all.stream().skip(from).limit(PAGE).collect(Collectors.toList()));
      return page;
    }

    private ResponseDefinition json(int status, Object body) {
      return answer(status, "application/json", JsonMapper.shared().writeValueAsString(body));
    }

    private ResponseDefinition answer(int status, String type, String body) {
      return new ResponseDefinitionBuilder()
          .withStatus(status)
          .withHeader("Content-Type", type)
          .withBody(body)
          .build();
    }
  }
}
