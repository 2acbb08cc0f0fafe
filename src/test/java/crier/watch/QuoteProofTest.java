package crier.watch;

import static org.assertj.core.api.Assertions.assertThat;

import crier.difference.Paragraphs;
import crier.fetch.Fetched;
import crier.model.Alert;
import crier.model.Capture;
import crier.model.Finding;
import crier.model.Rhythm;
import crier.model.SourceSpec;
import crier.model.Story;
import crier.model.Watch;
import crier.rules.Rulebook;
import crier.rules.docket.DocketClassifier;
import crier.source.SourceSettings;
import crier.source.Sources;
import crier.store.Database;
import crier.store.History;
import crier.store.Watches;
import crier.testing.CountedIds;
import crier.testing.Databases;
import crier.testing.SetClock;
import crier.watch.Tick.Task;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every quote is found in the capture it cites, after the decoding that docs/sources.md names: the
 * text of the stored bytes, with every run of white space as one space.
 */
class QuoteProofTest {

  private static final String SITE = "https://office.example.gov";
  private static final String SENTENCE = "The audit finds that data sharing went on after May.";
  private static final String OTHER = "Data sharing is named in the title of nothing else here.";

  private final SetClock clock = new SetClock("2026-06-08T16:00:00Z");
  private final Map<String, Fetched> web = new HashMap<>();
  private Database database;
  private Watches watches;
  private History history;
  private Rounds rounds;

  @BeforeEach
  void open() {
    database = Databases.inMemory();
    watches = new Watches(database);
    history = new History(database);
    Tick tick =
        new Tick(
            request ->
                web.getOrDefault(
                    request.url().toString(), new Fetched.Gone(404, "there is no such page")),
            new Rulebook(new DocketClassifier()),
            history,
            watches,
            new Cadence((cron, after) -> after.plusSeconds(60), new Random(1)),
            clock,
            new CountedIds(),
            Stage.Observer.NONE);
    rounds = new Rounds(tick, watches, clock, "here", 8, result -> {});
  }

  @AfterEach
  void close() {
    rounds.close();
    database.close();
  }

  @Test
  void aRowOfAListQuotedFromItsOwnPdfCitesThePdfAndItsPage() {
    watch("json", Map.of("url", SITE + "/list", "items", "/reports", "follow", true));
    list();
    look();
    byte[] pdf = pdf("Nothing to see on this page.", SENTENCE);
    answer("/files/a-report.pdf", pdf);
    list(
        "{\"title\":\"A report\",\"link\":\"/files/a-report.pdf\",\"date\":\"June 8, 2026\","
            + "\"description\":\"An audit of forms.\"}");
    Finding finding = quoted(look());
    assertThat(finding.quote()).contains(SENTENCE);
    assertThat(finding.proof().sha256()).isEqualTo(sha256(pdf));
    assertThat(finding.proof().page()).isEqualTo(2);
  }

  @Test
  void aRowQuotedFromTheListItselfCitesTheListThoughItsPageWasRead() {
    watch("json", Map.of("url", SITE + "/list", "items", "/reports", "follow", true));
    list();
    look();
    answer("/reviews/one", html("<p>Nothing of it here.</p>"));
    list(
        "{\"title\":\"A review\",\"link\":\"/reviews/one\",\"date\":\"June 8, 2026\","
            + "\"description\":\""
            + OTHER
            + " It is short.\"}");
    Alert alert = look();
    Finding finding = quoted(alert);
    assertThat(history.capture(Objects.requireNonNull(alert.capture())).orElseThrow().url())
        .isEqualTo(SITE + "/list");
    assertThat(finding.quote()).contains(OTHER);
  }

  @Test
  void aQuoteThatWouldBePutTogetherFromTwoPlacesKeepsTheWordsOfTheOneItCites() {
    watch("json", Map.of("url", SITE + "/list", "items", "/reports", "follow", true));
    list();
    look();
    byte[] page = html("<p>" + SENTENCE + "</p>");
    answer("/reviews/two", page);
    list(
        "{\"title\":\"A review\",\"link\":\"/reviews/two\",\"date\":\"June 8, 2026\","
            + "\"description\":\""
            + OTHER
            + "\"}");
    quoted(look());
  }

  @Test
  void anEditOfAnOwnPageToldWhenOnlyTheSecondLookSaysTheSameCitesThePage() {
    watch("json", Map.of("url", SITE + "/list", "items", "/reports", "follow", true));
    list();
    look();
    answer("/reviews/three", html("<p>Data sharing is lawful.</p><p>The end of the page.</p>"));
    list("{\"title\":\"A review\",\"link\":\"/reviews/three\",\"date\":\"June 8, 2026\"}");
    look();
    byte[] now = html("<p>Data sharing is unlawful.</p><p>The end of the page.</p>");
    answer("/reviews/three", now);
    Alert edit = null;
    for (int i = 0; i < 6 && edit == null; i++) {
      clock.advance(Duration.ofHours(1));
      edit = lookIfAny();
    }
    assertThat(Objects.requireNonNull(edit).findings().getFirst().proof().sha256())
        .isEqualTo(sha256(now));
  }

  @Test
  void eachTypeOfSourceCitesWhatItQuotes() {
    Map<String, byte[][]> sources = new HashMap<>();
    sources.put(
        "page", new byte[][] {html("<p>One.</p>"), html("<p>One.</p><p>" + SENTENCE + "</p>")});
    sources.put("document", new byte[][] {pdf("It was [REDACTED]."), pdf("It was data sharing.")});
    sources.put("feed", new byte[][] {rss(""), rss(SENTENCE)});
    sources.put("listing", new byte[][] {rows(""), rows(SENTENCE)});
    sources.put("json", new byte[][] {reports(""), reports(SENTENCE)});
    sources.forEach((type, answers) -> {
      Map<String, Object> options = new HashMap<>(Map.of("url", SITE + "/" + type));
      if (type.equals("listing")) {
        options.putAll(Map.of("item", "li", "title", "a", "text", "p", "date", "time"));
      }
      if (type.equals("json")) {
        options.put("items", "/reports");
      }
      watch(type, options);
      answer("/" + type, answers[0]);
      look();
      answer("/" + type, answers[1]);
      Alert alert = null;
      for (int i = 0; i < 4 && alert == null; i++) {
        alert = lookIfAny();
      }
      assertThat(alert).as(type).isNotNull();
      Alert told = Objects.requireNonNull(alert);
      assertThat(told.capture()).as(type).isNotNull();
      for (Finding finding : told.findings()) {
        assertStands(finding, told);
        String after = finding.after();
        if (!finding.proof().measured().isEmpty() && after != null) {
          assertThat(finding.quote() + after + finding.before())
              .doesNotContain("SHA-256")
              .doesNotContain("bytes");
        }
      }
    });
  }

  /** What the courts' own sources and CourtListener's give, feed, search and RSS. */
  @Test
  void eachSourceOfCourtsCitesWhatItQuotes() {
    String order = "ORDER granting 58 Motion to Lift Stay. The stay is LIFTED & data sharing ends.";
    String feed = "https://cl.example/docket/69714586/feed/";
    String search =
        "https://cl.example/api/rest/v4/search/?type=rd&q=docket_id%3A%2872135139%29"
            + "&order_by=entry_date_filed+desc";
    Map<String, Object> docket = Map.of("docket", 69714586, "docket-number", "1:25-cv-00677");
    proves("courtlistener-docket", docket, feed, CourtAnswers.atom(""), CourtAnswers.atom(order));
    proves(
        "courtlistener-search",
        Map.of("dockets", List.of("72135139")),
        search,
        CourtAnswers.documents(""),
        CourtAnswers.documents(order));
    proves(
        "court-rss",
        Map.of("url", SITE + "/rss_outside.pl", "court", "dcd", "cases", List.of("1:25-cv-00677")),
        SITE + "/rss_outside.pl",
        CourtAnswers.courtRss(""),
        CourtAnswers.courtRss("[Order on Motion to Lift Stay]"));
  }

  private void proves(
      String type, Map<String, Object> options, String address, byte[] before, byte[] after) {
    web.clear();
    watch(type, options);
    serve(URI.create(address), before);
    assertThat(lookIfAny()).as(type).isNull();
    serve(URI.create(address), after);
    Alert alert = lookIfAny();
    assertThat(alert).as(type).isNotNull();
    assertThat(Objects.requireNonNull(alert).findings()).as(type).isNotEmpty();
    for (Finding finding : alert.findings()) {
      assertThat(finding.quote()).as(type).isNotBlank();
      assertStands(finding, alert);
    }
  }

  private Finding quoted(Alert alert) {
    Finding finding = alert.findings().getFirst();
    assertThat(finding.quote()).isNotBlank();
    assertStands(finding, alert);
    return finding;
  }

  /** Byte for byte, part by part, in the capture that the finding cites. */
  private void assertStands(Finding finding, Alert alert) {
    Long cited = finding.proof().capture();
    var kept =
        history
            .capture(cited == null ? Objects.requireNonNull(alert.capture()) : cited)
            .orElseThrow();
    if (cited != null) {
      assertThat(kept.sha256()).isEqualTo(finding.proof().sha256());
    }
    String text = decoded(history.body(kept).orElseThrow());
    assertThat(sha256(history.body(kept).orElseThrow())).isEqualTo(kept.sha256());
    for (String part : finding.quote().split("…", -1)) {
      assertThat(text).contains(part.replaceAll("\\s+", " ").strip());
    }
  }

  private static String decoded(byte[] body) {
    if (new String(body, 0, 4, StandardCharsets.ISO_8859_1).equals("%PDF")) {
      try (PDDocument pdf = Loader.loadPDF(body)) {
        return Paragraphs.of(new PDFTextStripper().getText(pdf)).replaceAll("\\s+", " ");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    String text = new String(body, StandardCharsets.UTF_8);
    return text.startsWith("{")
        ? text.replace("\\\"", "\"").replaceAll("\\s+", " ")
        : Jsoup.parse(Jsoup.parse(text).text()).text().replaceAll("\\s+", " ");
  }

  private void watch(String type, Map<String, Object> options) {
    SourceSpec source = new SourceSpec(type, options);
    Watch watch =
        new Watch(
            "w",
            "The watch",
            "s",
            source,
            new Rhythm.Every(Duration.ofMinutes(15)),
            Duration.ofHours(6),
            Duration.ofDays(30),
            List.of());
    Story story = new Story("s", "The story", List.of("data sharing"), List.of());
    Sources sources =
        new Sources(new SourceSettings(URI.create("https://cl.example"), "", "", ZoneOffset.UTC));
    rounds.configure(Map.of("w", new Task(watch, story, sources.source(source))));
  }

  private Alert look() {
    Alert alert = lookIfAny();
    return alert == null
        ? new Alert(
            "",
            Alert.Kind.TEST,
            null,
            "",
            null,
            "",
            crier.model.Significance.ROUTINE,
            clock.instant(),
            List.of(),
            "",
            null,
            null)
        : alert;
  }

  private @org.jspecify.annotations.Nullable Alert lookIfAny() {
    var next = watches.state("w").orElseThrow().nextCheckAt();
    if (next.isAfter(clock.instant())) {
      clock.set(next);
    }
    return rounds.run().getFirst().alert().orElse(null);
  }

  private void list(String... rows) {
    answer("/list", reportsOf(String.join(",", rows)));
  }

  private static final String OLD =
      "{\"title\":\"An audit of old\",\"link\":\"/audits/old\",\"date\":\"May 8, 2026\"}";

  private static byte[] reportsOf(String rows) {
    return ("{\"reports\":[" + (rows.isEmpty() ? "" : rows + ",") + OLD + "]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] reports(String words) {
    return reportsOf(
        words.isEmpty()
            ? ""
            : "{\"title\":\"New\",\"link\":\"/new\",\"date\":\"June 8, 2026\",\"description\":\""
                + words
                + "\"}");
  }

  private static byte[] html(String main) {
    return ("<html><head><title>T</title></head><body><main>" + main + "</main></body></html>")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] rows(String words) {
    String row = "<li><a href='/r%s'>%s</a><time>June %s, 2026</time><p>%s</p></li>";
    return html(
        "<ul>"
            + (words.isEmpty() ? "" : row.formatted("new", "A new one", "8", words))
            + row.formatted("1", "An old one", "1", "Old words.")
            + row.formatted("2", "An older one", "1", "Older words.")
            + "</ul>");
  }

  private static byte[] rss(String words) {
    String item =
        "<item><title>%s</title><link>https://office.example.gov/%s</link><guid>%s</guid>"
            + "<pubDate>Mon, 08 Jun 2026 12:00:00 GMT</pubDate><description>%s</description></item>";
    return ("<?xml version='1.0'?><rss version='2.0'><channel><title>F</title>"
            + "<link>https://office.example.gov/</link><description>d</description>"
            + (words.isEmpty()
                ? ""
                : item.formatted("New", "n", "n", "&lt;p&gt;" + words + "&lt;/p&gt;"))
            + item.formatted("Old", "o", "o", "Old words.")
            + "</channel></rss>")
        .getBytes(StandardCharsets.UTF_8);
  }

  private void answer(String path, byte[] body) {
    serve(URI.create(SITE + path), body);
  }

  private void serve(URI uri, byte[] body) {
    web.put(
        uri.toString(),
        new Fetched.Fresh(
            new Capture(uri, uri, List.of(), 200, Map.of(), body, clock.instant(), sha256(body))));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] pdf(String... pages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument pdf = new PDDocument()) {
      pdf.setDocumentId(1L);
      for (String text : pages) {
        PDPage page = new PDPage();
        pdf.addPage(page);
        try (PDPageContentStream stream = new PDPageContentStream(pdf, page)) {
          stream.beginText();
          stream.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
          stream.newLineAtOffset(72, 700);
          stream.showText(text);
          stream.endText();
        }
      }
      pdf.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
