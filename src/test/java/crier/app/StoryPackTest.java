package crier.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import crier.config.Loaded;
import crier.config.Settings;
import crier.fetch.FetchSettings;
import crier.fetch.HttpFetch;
import crier.fetch.LocalFetch;
import crier.fetch.Quota;
import crier.fetch.Request;
import crier.model.Change;
import crier.model.Finding;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Memo;
import crier.model.Question;
import crier.model.Significance;
import crier.model.SourceSpec;
import crier.model.Story;
import crier.model.Watch;
import crier.rules.Rulebook;
import crier.rules.Terms;
import crier.rules.docket.DocketClassifier;
import crier.source.Look;
import crier.source.Sources;
import crier.source.Step;
import crier.source.Visit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The story pack as it ships: its sources, its terms and its questions, on pages like theirs. */
class StoryPackTest {

  private static final Instant NOW = Instant.parse("2026-09-18T19:00:00Z");

  @RegisterExtension
  private static final WireMockExtension SITES =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final Settings settings = pack();
  private final Story story = settings.story("irs-ice").orElseThrow();
  private final Rulebook rulebook = new Rulebook(new DocketClassifier());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tigta-reports.json        | Taxpayer Addresses Were Disclosed | CRITICAL
          tigta-reports.json        | Review of Telephone Service       | ROUTINE
          tigta-reports.json        | Taxpayers Affected by an Ice Storm | ROUTINE
          dhs-oig-reports.html      | ICE Did Not Safeguard Return Inf  | CRITICAL
          dhs-oig-reports.html      | Unannounced Inspection of an ICE  | ROUTINE
          dhs-oig-reports.html      | FEMA's Response to the Ice Storm  | ROUTINE
          dhs-oig-projects.html     | ICE's Use of Addresses            | CRITICAL
          dhs-oig-projects.html     | Unannounced Inspections of Det    | ROUTINE
          oversight-gov.html        | The IRS Shared Taxpayer Data      | CRITICAL
          oversight-gov.html        | Audit of a Grant for Voting       | ROUTINE
          finance-minority.html     | Statement on IRS Data Sharing     | NOTABLE
          finance-minority.html     | Statement on Prescription Drug    | ROUTINE
          finance-minority.html     | Senators Ask the IRS for Relief   | ROUTINE
          waysandmeans-majority.xml | Chairman on Sharing of Tax        | NOTABLE
          waysandmeans-majority.xml | Taxpayers Keep More               | ROUTINE
          waysandmeans-minority.html | Members Demand a Hearing         | NOTABLE
          waysandmeans-minority.html | Statement on a Trade Agreement   | ROUTINE
          wyden.html                | Senators Demand the Unredacted    | NOTABLE
          wyden.html                | Senator Announces Town Halls      | ROUTINE
          gao.xml                   | Taxpayer Privacy: IRS Has Not     | CRITICAL
          gao.xml                   | Coast Guard: Icebreakers          | ROUTINE
          federal-register.json     | Privacy Act of 1974               | NOTABLE
          federal-register.json     | Visas: Fees                       | ROUTINE
          treasury.json             | Secretary on the Agreement        | NOTABLE
          treasury.json             | Treasury Announces Quarterly      | ROUTINE
          cadc-opinions.html        | Center for Taxpayer Rights        | CRITICAL
          cadc-opinions.html        | Pipeline Company                  | ROUTINE
          dcd-opinions.html         | CENTRO DE TRABAJADORES            | CRITICAL
          dcd-opinions.html         | LARK v. JET COMPANY               | ROUTINE
          dcd-opinions.html         | WREN v. INTERNAL REVENUE          | ROUTINE
          """)
  void whatBearsOnTheStoryIsToldAndTheRestIsRoutine(String page, String title, Significance rank) {
    assertThat(found(page, title).significance()).isEqualTo(rank);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dhs-oig-reports.html       | ICE Did Not Safeguard   | safeguards
          dhs-oig-reports.html       | ICE Did Not Safeguard   | referral
          dhs-oig-projects.html      | ICE's Use of Addresses  | referral
          waysandmeans-minority.html | Members Demand          | hearings
          cadc-opinions.html         | Center for Taxpayer     | lawful
          dcd-opinions.html          | CENTRO DE TRABAJADORES  | lawful
          """)
  void anAlertNamesTheQuestionThatItBearsOn(String page, String title, String question) {
    Finding finding = found(page, title);
    assertThat(finding.questions()).contains(question);
    assertThat(finding.because()).contains("it bears on “");
  }

  @Test
  void anUnrelatedItemBearsOnNoQuestion() {
    assertThat(found("dhs-oig-reports.html", "Unannounced Inspection").questions()).isEmpty();
    assertThat(found("gao.xml", "Coast Guard").questions()).isEmpty();
  }

  @Test
  void eachVersionOfASidebarIsAnItem() {
    assertThat(items("crs-lsb11413.json"))
        .extracting(Item::key)
        .containsExactly("2026-06-12T04:00:00", "2026-03-06T05:00:00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This report has been cleared. 1 = Tax Return/Return Information. See 26 U.S.C. § 6103.",
        "The IRS must follow Homeland Security Presidential Directive 12.",
        "ICE spent taxpayers' dollars on detention.\nThe IRS was not consulted.",
        "The Department of Homeland Security told taxpayers of a flood.",
        "Taxpayers in an ice storm may file late, the IRS said."
      })
  void wordsThatEveryAuditHasAreNotTheStorys(String text) {
    assertThat(Terms.of(story.terms()).fit(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The IRS–ICE agreement",
        "ICE asked the IRS for 1.28 million addresses",
        "What the Internal Revenue Service told immigration officials",
        "Disclosures under 26 U.S.C. § 6103(i)(2)",
        "Return information was given to the Department of Homeland Security",
        "No. 26-5006"
      })
  void wordsThatOnlyThisStoryHasAre(String text) {
    assertThat(Terms.of(story.terms()).fit(text)).isTrue();
  }

  @Test
  void everyQuestionIsWaitedForAtWatchesThatExist() {
    List<String> watches = settings.watches().stream().map(Watch::id).toList();
    assertThat(story.questions()).hasSize(8);
    for (Question question : story.questions()) {
      assertThat(question.watches()).as(question.id()).isNotEmpty().isSubsetOf(watches);
      assertThat(question.events().isEmpty() && question.terms().isEmpty()).isFalse();
      assertThat(Terms.of(question.terms()).any()).isEqualTo(question.terms().isEmpty());
    }
  }

  private Finding found(String page, String title) {
    List<Change> changes =
        items(page).stream().map(item -> (Change) new Change.Added(item)).toList();
    return rulebook.judge(watch(page), story, changes, NOW).stream()
        .filter(finding -> finding.title().contains(title))
        .findFirst()
        .orElseThrow(() -> new AssertionError(title + " is not among " + changes));
  }

  /** What the watch reads of a page like its own, over loopback. */
  private List<Item> items(String page) {
    SITES.stubFor(
        any(anyUrl())
            .willReturn(aResponse().withHeader("Content-Type", type(page)).withBody(body(page))));
    Watch watch = watch(page);
    Map<String, Object> options = new LinkedHashMap<>(watch.source().options());
    options.computeIfPresent(
        "url", (_, url) -> String.valueOf(url).replaceFirst("https://[^/]+", SITES.baseUrl()));
    Step step =
        new Sources(settings.sources())
            .source(new SourceSpec(watch.source().type(), options))
            .look(Visit.of(NOW, Memo.EMPTY, null, true));
    try (HttpFetch fetch = new HttpFetch(loopback(), Quota.UNLIMITED, InstantSource.fixed(NOW))) {
      while (step instanceof Step.Ask(Request request, var then)) {
        step = then.apply(fetch.fetch(request));
      }
    }
    if (((Step.Done) step).look() instanceof Look.Seen seen
        && seen.content() instanceof Listing(List<Item> items, _)) {
      return items;
    }
    throw new AssertionError(page + ": " + ((Step.Done) step).look());
  }

  private Watch watch(String page) {
    String id = page.substring(0, page.lastIndexOf('.'));
    return settings.watches().stream().filter(w -> w.id().equals(id)).findFirst().orElseThrow();
  }

  private static String type(String page) {
    return switch (page.substring(page.lastIndexOf('.'))) {
      case ".json" -> "application/json";
      case ".xml" -> "application/rss+xml; charset=UTF-8";
      default -> "text/html; charset=UTF-8";
    };
  }

  private static byte[] body(String page) {
    try (var in =
        Objects.requireNonNull(StoryPackTest.class.getResourceAsStream("pack/" + page), page)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Settings pack() {
    return ((Loaded.Valid)
            VerbContext.reader(Map.of("CRIER_CONTACT", "desk@paper.test"))
                .load(Path.of("config/irs-ice.yaml")))
        .settings();
  }

  private static FetchSettings loopback() {
    return LocalFetch.SETTINGS;
  }
}
