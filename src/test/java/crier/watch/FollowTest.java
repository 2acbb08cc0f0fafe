package crier.watch;

import static org.assertj.core.api.Assertions.assertThat;

import crier.fetch.Fetched;
import crier.fetch.Request;
import crier.model.Alert;
import crier.model.Capture;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Rhythm;
import crier.model.Significance;
import crier.model.SourceSpec;
import crier.model.Story;
import crier.model.Watch;
import crier.rules.Rulebook;
import crier.rules.docket.DocketClassifier;
import crier.source.json.JsonRows;
import crier.store.Alerts;
import crier.store.Database;
import crier.store.Follows;
import crier.store.History;
import crier.store.Watches;
import crier.testing.CountedIds;
import crier.testing.Databases;
import crier.testing.SetClock;
import crier.watch.Tick.Result;
import crier.watch.Tick.Task;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A list whose new items' own pages are followed, over real H2. */
@Tag("slow")
class FollowTest {

  private static final String SITE = "https://tigta.example.gov";
  private static final String LIST = SITE + "/reports.json";
  private static final String OLD = row("An audit of old", "/audits/an-audit-of-old");
  private static final String NEW = row("A review", "/reviews/a-review-of-it");
  private static final String PAGE = SITE + "/reviews/a-review-of-it";

  private final SetClock clock = new SetClock("2026-06-08T16:00:00Z");
  private final Map<String, Fetched> web = new HashMap<>();
  private final List<Request> asked = new ArrayList<>();
  private Database database;
  private Watches watches;
  private History history;
  private Alerts alerts;
  private Rounds rounds;

  @BeforeEach
  void open() {
    database = Databases.inMemory();
    watches = new Watches(database);
    history = new History(database);
    alerts = new Alerts(database);
    Tick tick =
        new Tick(
            request -> {
              asked.add(request);
              return web.getOrDefault(
                  request.url().toString(), new Fetched.Gone(404, "there is no such page"));
            },
            new Rulebook(new DocketClassifier()),
            history,
            watches,
            new Cadence((cron, after) -> after.plusSeconds(60), new Random(1)),
            clock,
            new CountedIds(),
            Stage.Observer.NONE);
    rounds = new Rounds(tick, watches, clock, "here", 8, result -> {});
    SourceSpec source =
        new SourceSpec("json", Map.of("url", LIST, "items", "/reports", "follow", true));
    Watch watch =
        new Watch(
            "tigta",
            "TIGTA reports",
            "irs-ice",
            source,
            new Rhythm.Every(Duration.ofMinutes(15)),
            Duration.ofHours(6),
            Duration.ofDays(30),
            List.of());
    Story story = new Story("irs-ice", "IRS and ICE", List.of("data sharing"), List.of());
    rounds.configure(Map.of("tigta", new Task(watch, story, JsonRows.source(source))));
    list(OLD);
    look();
  }

  @AfterEach
  void close() {
    rounds.close();
    database.close();
  }

  @Test
  void theFirstLookFollowsNothing() {
    assertThat(asked).hasSize(1);
  }

  @Test
  void aNewItemIsJudgedByItsOwnPagesWordsAndQuotesThem() {
    page(PAGE, "It is long.", "It finds that data sharing went on.");
    list(NEW, OLD);
    Finding finding = look().alert().orElseThrow().findings().getFirst();
    assertThat(finding.significance()).isEqualTo(Significance.NOTABLE);
    assertThat(finding.quote()).isEqualTo("It finds that data sharing went on.");
    assertThat(asked.getLast().url()).hasToString(PAGE);
    assertThat(asked.getLast().trusted()).isFalse();
    assertThat(lookIn(Duration.ofMinutes(15)).alert()).isEmpty();
  }

  @Test
  void aPageThatCannotBeReadHoldsUpNothingAndIsShown() {
    web.put(PAGE, new Fetched.Blocked("robots.txt asks to leave this address alone"));
    list(NEW, OLD);
    Alert alert = look().alert().orElseThrow();
    assertThat(alert.events()).containsExactly(Event.NEW_ITEM);
    assertThat(alert.significance()).isEqualTo(Significance.ROUTINE);
    assertThat(follows().getFirst().trouble()).contains("robots.txt");
    Result second = lookIn(Duration.ofHours(2));
    assertThat(second.alert()).isEmpty();
    assertThat(second.outcome().looked()).isTrue();
    assertThat(second.trouble()).contains("A review").contains("robots.txt");
  }

  @Test
  void wordsThatArriveLateAreToldWhenTheyMakeItTheStorys() {
    web.put(PAGE, new Fetched.Failed("no answer"));
    list(NEW, OLD);
    Alert first = look().alert().orElseThrow();
    page(PAGE, "It finds that data sharing went on.");
    Alert second = lookIn(Duration.ofHours(2)).alert().orElseThrow();
    assertThat(second.subject()).isEqualTo("New item, now that it can be read: A review");
    assertThat(alerts.about("tigta", second.findings().getFirst().key()))
        .containsExactly(first.id(), second.id());
  }

  @Test
  void wordsThatArriveLateAndAreNotTheStorysAreNotTold() {
    web.put(PAGE, new Fetched.Failed("no answer"));
    list(NEW, OLD);
    look();
    page(PAGE, "It is about something else.");
    assertThat(lookIn(Duration.ofHours(2)).alert()).isEmpty();
    assertThat(follows().getFirst().isRead()).isTrue();
  }

  @Test
  void aStealthEditIsToldOnceASecondLookSeesItTooUnderTheItemsFirstAlert() {
    page(PAGE, "Data sharing is lawful.", "The end.");
    list(NEW, OLD);
    Alert first = look().alert().orElseThrow();
    page(PAGE, "Data sharing is unlawful.", "The end.");
    assertThat(lookIn(Duration.ofHours(2)).alert()).isEmpty();
    Alert edit = lookIn(Duration.ofMinutes(15)).alert().orElseThrow();
    Finding finding = edit.findings().getFirst();
    assertThat(finding.events()).containsExactly(Event.TEXT_CHANGED);
    assertThat(finding.title()).isEqualTo("A review");
    assertThat(finding.before()).isEqualTo("Data sharing is lawful.");
    assertThat(finding.after()).isEqualTo("Data sharing is unlawful.");
    assertThat(alerts.about("tigta", finding.key())).containsExactly(first.id(), edit.id());
    assertThat(
            history.capture(java.util.Objects.requireNonNull(edit.capture())).orElseThrow().url())
        .isEqualTo(PAGE);
    assertThat(lookIn(Duration.ofDays(1)).alert()).isEmpty();
  }

  @Test
  void whatSaysSomethingElseEveryTimeIsNeverTold() {
    page(PAGE, "Data sharing. Offer of the hour: 0.");
    list(NEW, OLD);
    look();
    for (int hour = 1; hour < 20; hour++) {
      page(PAGE, "Data sharing. Offer of the hour: " + hour + ".");
      assertThat(lookIn(Duration.ofHours(2)).alert()).isEmpty();
    }
  }

  @Test
  void anEditBesideACarouselIsToldAtTheSecondLookAndTheCarouselNever() {
    page(PAGE, "Data sharing is lawful.", "Offer of the hour: 0.");
    list(NEW, OLD);
    look();
    for (int hour = 1; hour < 5; hour++) {
      page(PAGE, "Data sharing is lawful.", "Offer of the hour: " + hour + ".");
      assertThat(lookIn(Duration.ofHours(3)).alert()).isEmpty();
    }
    assertThat(follows())
        .flatExtracting(Follows.Listed::restless)
        .anyMatch(what -> what.contains("Offer of the hour"));
    page(PAGE, "Data sharing is unlawful.", "Offer of the hour: 6.");
    assertThat(lookIn(Duration.ofDays(1)).alert()).isEmpty();
    page(PAGE, "Data sharing is unlawful.", "Offer of the hour: 7.");
    Finding finding = lookIn(Duration.ofMinutes(15)).alert().orElseThrow().findings().getFirst();
    assertThat(finding.before()).isEqualTo("Data sharing is lawful.");
    assertThat(finding.after()).isEqualTo("Data sharing is unlawful.");
    page(PAGE, "Data sharing is unlawful.", "Offer of the hour: 8.");
    assertThat(lookIn(Duration.ofDays(1)).alert()).isEmpty();
  }

  @Test
  void anEditOfAFollowedPageThatIsTakenBackIsNeverTold() {
    page(PAGE, "Data sharing is lawful.", "The end.");
    list(NEW, OLD);
    look();
    page(PAGE, "Data sharing is awful.", "The end.");
    assertThat(lookIn(Duration.ofHours(2)).alert()).isEmpty();
    page(PAGE, "Data sharing is lawful.", "The end.");
    assertThat(lookIn(Duration.ofMinutes(15)).alert()).isEmpty();
    assertThat(lookIn(Duration.ofDays(1)).alert()).isEmpty();
  }

  @Test
  void aPageThatIsGoneIsToldAfterTwoLooksAndSoIsItsReturn() {
    page(PAGE, "Data sharing.");
    list(NEW, OLD);
    look();
    web.remove(PAGE);
    assertThat(lookIn(Duration.ofHours(2)).alert()).isEmpty();
    Alert gone = lookIn(Duration.ofMinutes(15)).alert().orElseThrow();
    assertThat(gone.subject()).isEqualTo("Page gone: A review");
    assertThat(lookIn(Duration.ofDays(2)).alert()).isEmpty();
    page(PAGE, "Data sharing.");
    assertThat(lookIn(Duration.ofDays(2)).alert().orElseThrow().subject())
        .isEqualTo("Page back: A review");
  }

  @Test
  void looksComeLessAndLessOftenAndEnd() {
    page(PAGE, "Data sharing.");
    list(NEW, OLD);
    look();
    int before = asked.size();
    for (int day = 0; day < 10; day++) {
      lookIn(Duration.ofHours(12));
    }
    long looks = asked.subList(before, asked.size()).stream().filter(this::isPage).count();
    assertThat(looks).isBetween(4L, 9L);
    clock.advance(Duration.ofDays(91));
    look();
    int after = asked.size();
    look15();
    assertThat(asked.subList(after, asked.size())).noneMatch(this::isPage);
    assertThat(history.follows().forgetExpired(clock.instant())).isEqualTo(1);
  }

  @Test
  void aDocumentAtAnotherAddressWithTheSameBytesOnlyMoved() {
    file("/2026-06/2026ier031fr.pdf", pdf("Data sharing. It was [REDACTED]."));
    list(report("/2026-06/2026ier031fr.pdf"), OLD);
    assertThat(look().alert()).isPresent();
    file("/2026-07/2026ier031fr.pdf", pdf("Data sharing. It was [REDACTED]."));
    list(report("/2026-07/2026ier031fr.pdf"), OLD);
    Result result = look15();
    assertThat(result.alert()).isEmpty();
    assertThat(result.changes()).isEmpty();
  }

  @Test
  void aDocumentReplacedUnderTheSameNumberTellsItsRedactionsAndItsHashes() {
    byte[] first = pdf("Data sharing. It was [REDACTED].");
    file("/2026-06/2026ier031fr.pdf", first);
    list(report("/2026-06/2026ier031fr.pdf"), OLD);
    look();
    byte[] second = pdf("Data sharing. It was 1,273 of them.");
    file("/2026-07/2026ier031fr.pdf", second);
    list(report("/2026-07/2026ier031fr.pdf"), OLD);
    Finding finding = look15().alert().orElseThrow().findings().getFirst();
    assertThat(finding.events()).containsExactly(Event.REDACTION_CHANGED, Event.DOCUMENT_REPLACED);
    assertThat(finding.headline()).isEqualTo("1 redaction gone on page 1 (1 before, 0 now)");
    assertThat(finding.quote()).isEqualTo("It was 1,273 of them.");
    assertThat(finding.before()).isEqualTo("It was [REDACTED].");
    assertThat(finding.after()).isEqualTo("It was 1,273 of them.");
    assertThat(finding.proof().measured()).contains(sha256(first)).contains(sha256(second));
    assertThat(finding.proof().sha256()).isEqualTo(sha256(second));
    assertThat(finding.key()).isEqualTo("2026-IE-R031");
  }

  @Test
  void otherBytesAtTheSameAddressAreTold() {
    file("/2026-06/2026ier031fr.pdf", pdf("Data sharing. It was [REDACTED]."));
    list(report("/2026-06/2026ier031fr.pdf"), OLD);
    look();
    file("/2026-06/2026ier031fr.pdf", pdf("Data sharing. It was 1,273 of them."));
    assertThat(lookIn(Duration.ofHours(2)).alert().orElseThrow().events())
        .containsExactly(Event.REDACTION_CHANGED, Event.DOCUMENT_REPLACED);
  }

  @Test
  void aPlaceholderThatBecomesTheReportIsADocumentAvailable() {
    String placeholder = "/2026-06/Report-is-undergoing-a-508-Compliance-Review.pdf";
    file(placeholder, pdf("This report is undergoing a 508 compliance review."));
    list(report(placeholder), OLD);
    look();
    file("/2026-07/2026ier031fr.pdf", pdf("Data sharing."));
    list(report("/2026-07/2026ier031fr.pdf"), OLD);
    Alert alert = look15().alert().orElseThrow();
    assertThat(alert.events()).containsExactly(Event.DOCUMENT_AVAILABLE);
  }

  @Test
  void twentyNewItemsAtOnceAreReadOverSeveralLooks() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      page(SITE + "/reviews/a-review-number-" + i, "Data sharing " + i);
      rows.add(row("Review " + i, "/reviews/a-review-number-" + i));
    }
    rows.add(OLD);
    list(rows.toArray(String[]::new));
    look();
    assertThat(follows()).hasSize(20);
    assertThat(follows().stream().filter(Follows.Listed::isRead)).hasSize(8);
    look15();
    look15();
    look15();
    assertThat(follows().stream().filter(Follows.Listed::isRead)).hasSize(20);
  }

  private boolean isPage(Request request) {
    return request.url().toString().equals(PAGE);
  }

  private List<Follows.Listed> follows() {
    return history.follows().of("tigta", clock.instant());
  }

  private Result look15() {
    return lookIn(Duration.ofMinutes(20));
  }

  private Result lookIn(Duration later) {
    clock.advance(later);
    return look();
  }

  private Result look() {
    var next = watches.state("tigta").orElseThrow().nextCheckAt();
    if (next.isAfter(clock.instant())) {
      clock.set(next);
    }
    return rounds.run().getFirst();
  }

  private static String row(String title, String link) {
    return "{\"title\":\"%s\",\"link\":\"%s\",\"date\":\"June 8, 2026\"}".formatted(title, link);
  }

  private static String report(String pdf) {
    return "{\"title\":\"A report\",\"link\":\"%s\",\"report_number\":\"2026-IE-R031\",\"date\":\"June 8, 2026\"}"
        .formatted(pdf);
  }

  private void list(String... rows) {
    answer(
        LIST, ("{\"reports\":[" + String.join(",", rows) + "]}").getBytes(StandardCharsets.UTF_8));
  }

  private void page(String url, String... paragraphs) {
    answer(
        url,
        ("<html><head><title>T</title></head><body><main><p>"
                + String.join("</p><p>", paragraphs)
                + "</p></main></body></html>")
            .getBytes(StandardCharsets.UTF_8));
  }

  private void file(String path, byte[] bytes) {
    answer(SITE + path, bytes);
  }

  private void answer(String url, byte[] body) {
    URI uri = URI.create(url);
    web.put(
        url,
        new Fetched.Fresh(
            new Capture(uri, uri, List.of(), 200, Map.of(), body, clock.instant(), sha256(body))));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of()
          .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] pdf(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument pdf = new PDDocument()) {
      pdf.setDocumentId(1L);
      PDPage page = new PDPage();
      pdf.addPage(page);
      try (PDPageContentStream stream = new PDPageContentStream(pdf, page)) {
        stream.beginText();
        stream.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        stream.newLineAtOffset(72, 700);
        stream.showText(text);
        stream.endText();
      }
      pdf.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
