package crier.source.listing;

import static crier.source.Read.NOW;
import static crier.source.Read.capture;
import static crier.source.Read.items;
import static crier.source.Read.spec;
import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Capture;
import crier.model.Extracted;
import crier.model.Item;
import crier.model.Listing;
import crier.model.SourceSpec;
import crier.model.Unrecognised;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists as government sites write them, read without a selector. */
class GovernmentListsTest {

  private static Extracted read(String html, String... options) {
    return ListingSource.read(spec("listing", options), capture(html), NOW);
  }

  private static String file(String name) {
    try (InputStream in = GovernmentListsTest.class.getResourceAsStream(name + ".html")) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> lines(Extracted extracted) {
    return items(extracted).stream()
        .map(item -> "%s | %s | %s".formatted(day(item), item.key(), item.title()))
        .toList();
  }

  private static String day(Item item) {
    return item.published() == null ? "undated" : item.published().day().toString();
  }

  @Test
  void aCourtsListNamesTheCaseBesideTheNumberThatLinks() {
    assertThat(lines(read(file("circuit"))))
        .containsExactly(
            "2026-09-18 | 25-5181-2190001.pdf | 25-5181: Harbor Workers v. Maritime Board",
            "2026-09-11 | 24-1099-2189004.pdf | 24-1099: In re Northern Gas Company");
  }

  @Test
  void aRowOfSeveralDocumentsIsAsManyItems() {
    assertThat(lines(read(file("district"))))
        .containsExactly(
            "2026-02-26 | show_public_doc?2025cv0701-28 | Civil Action No. 2025-0701 OAK v. ASH et al: Doc No. 28 (order)",
            "2026-02-26 | show_public_doc?2025cv0701-29 | Civil Action No. 2025-0701 OAK v. ASH et al: Doc No. 29 (opinion)",
            "2026-02-25 | show_public_doc?2024cr0044-7 | Criminal No. 2024-0044 USA v. ELM: Doc No. 7 (memorandum opinion) by Judge Mary Beech");
  }

  @Test
  void aTitleInAnotherCellThanTheLinkIsTheTitle() {
    assertThat(lines(read(file("oversight"))))
        .containsExactly(
            "2026-01-16 | audit-grants-awarded-state-long-name | Audit of Grants Awarded to a State With a Long Name",
            "2026-01-15 | top-management-challenges-2025 | 2025 Report on Top Management Challenges");
  }

  @Test
  void datesBesideTheHeadingsBelongToThem() {
    assertThat(lines(read(file("flat"))))
        .containsExactly(
            "2015-05-19 | a-senator-introduces-the-example-act | A Senator Introduces the Example Act",
            "2015-05-18 | a-senator-releases-the-third-edition | A Senator Releases the Third Edition",
            "2015-05-12 | a-senator-votes-on-the-other-act | A Senator Votes on the Other Act");
  }

  @Test
  void numberedRowsOfDrupalAreOneListAndTheTopicsBelowAreNotTheTitle() {
    assertThat(lines(read(file("drupal7"))))
        .containsExactly(
            "2015-04-14 | member-calls-for-passage-0 | Member Calls for Passage",
            "2015-03-24 | member-announces-art-competition | Member Announces Art Competition");
  }

  @Test
  void aListSplitByMonthInsideAnAspNetFormIsReadWhole() {
    assertThat(lines(read(file("slips"))))
        .containsExactly(
            "2023-06-30 | 600us1r58_7khn.pdf | Example LLC v. Elms",
            "2023-06-23 | 599us1r48_986b.pdf | Coins, Inc. v. Birch",
            "2023-05-30 | 598us1r30_aaaa.pdf | Maple v. United States");
  }

  @Test
  void onePostLinkedTwiceWithItsDayInThePathIsOneItem() {
    String html =
        "<section><article><h3><a href='https://www.example.gov/2026/09/16/a-tax-bill-advances-in-committee/'>A Tax Bill Advances in Committee</a></h3>"
            + "<a href='https://www.example.gov/2026/09/16/a-tax-bill-advances-in-committee/'>Read More</a></article></section>";
    assertThat(lines(read(html)))
        .containsExactly(
            "2026-09-16 | a-tax-bill-advances-in-committee | A Tax Bill Advances in Committee");
  }

  @Test
  void aReleasesOwnPageIsNoListOfOne() {
    String html =
        "<main><article><h1>Statement on a Report</h1><time datetime='2026-06-08'>June 08,2026</time>"
            + "<p>A paragraph with a <a href='/a-longer-link-text'>link of many words in it</a>.</p>"
            + "<a href='/previous-one-of-these'>Previous Article</a></article></main>";
    assertThat(read(html)).isInstanceOf(Unrecognised.class);
  }

  @Test
  void oneReportInATableWithAHeadIsAListOfOne() {
    String html =
        "<table><thead><tr><th>Number</th><th>Title</th><th>Issue Date</th></tr></thead><tbody><tr><td>OIG-19-46   </td>"
            + "<td><a href='/assets/oig-19-46.pdf'>Management Alert on Crowding</a></td><td>05/30/2019</td></tr></tbody></table>";
    assertThat(lines(read(html)))
        .containsExactly("2019-05-30 | OIG-19-46 | Management Alert on Crowding");
  }

  @Test
  void anAttributeThatIsTheSameOnEveryRowDoesNotBeatTheDateThatIsShown() {
    String row = "<li><time datetime='2020-09-30T00:00:00Z'>%s</time> <a href='/%s'>%s</a></li>";
    String html =
        "<ul>"
            + row.formatted("09/18/2026", "a-first-newsroom-item", "A first newsroom item")
            + row.formatted("09/17/2026", "a-second-newsroom-item", "A second newsroom item")
            + "</ul>";
    assertThat(lines(read(html)))
        .containsExactly(
            "2026-09-18 | a-first-newsroom-item | A first newsroom item",
            "2026-09-17 | a-second-newsroom-item | A second newsroom item");
  }

  @Test
  void theSameTitlePostedTwiceUnderANumberedSlugIsOneItem() {
    String row = "<li>June 8, 2026 <a href='/press/%s'>%s</a></li>";
    String html =
        "<ul>"
            + row.formatted("example-june-8-release", "Example June 8 release")
            + row.formatted("example-june-8-release-0", "Example June 8 release")
            + row.formatted("example-other-release-1", "Another release of that day")
            + "</ul>";
    assertThat(items(read(html)))
        .extracting(Item::key)
        .containsExactly("example-june-8-release", "example-other-release-1");
  }

  @Test
  void twoFilesOfOneNameInTwoFoldersAreTwoItems() {
    String row = "<li>%s <a href='/files/%s/statement.pdf'>%s</a></li>";
    String html =
        "<ul>"
            + row.formatted("June 8, 2026", "2026-06", "A statement on the June report")
            + row.formatted("May 8, 2026", "2026-05", "A statement on the May report")
            + "</ul>";
    assertThat(items(read(html))).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void rowsThatAreCalledTheSameAreNotTitles() {
    StringBuilder html = new StringBuilder("<table>");
    for (int i = 1; i <= 6; i++) {
      html.append(
          "<tr><td>Apr 0%d 2022</td><td><a href='/%d.pdf'>Main Document</a></td></tr>"
              .formatted(i, 1000 + i));
    }
    assertThat(read(html + "</table>"))
        .isEqualTo(
            new Unrecognised(
                "most rows would be called “Main Document”; say where the title is with `title`"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"district", "oversight", "flat", "drupal7", "slips", "circuit"})
  void proposedSelectorsReadTheSameItems(String name) {
    Capture capture = capture(file(name));
    SourceSpec proposed = ListingSource.proposed(spec("listing"), capture, NOW);
    assertThat(proposed.text("item")).isPresent();
    assertThat(ListingSource.read(proposed, capture, NOW))
        .isEqualTo(ListingSource.read(spec("listing"), capture, NOW));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          April 15, 2026    | 2026-04-15
          Sept. 8, 2026     | 2026-09-08
          June 08,2026      | 2026-06-08
          Mar 05 2025       | 2025-03-05
          06.08.26          | 2026-06-08
          2024/02/29        | 2024-02-29
          02-29-2024        | 2024-02-29
          29 Feb 24         | 2024-02-29
          31Dec22           | 2022-12-31
          Jun 8th, 2026     | 2026-06-08
          8th of June 2026  | 2026-06-08
          the 8th day of June, 2026 | 2026-06-08
          20240229          | 2024-02-29
          Feb. 29, 2024     | 2024-02-29
          Thursday, Sept. 3, 2026 at 4:30 p.m. | 2026-09-03
          29-Feb-2024       | 2024-02-29
          2026-Jun-08       | 2026-06-08
          13/05/2026        | 2026-05-13
          25-1-2345         | undated
          No. 20260231      | undated
          20-12-2024-11     | undated
          09/08/2026        | 2026-09-08
          01/01/1970        | undated
          09/08/3926        | undated
          12/31/2026        | undated
          13/45/2026        | undated
          soon              | undated
          """)
  void aDateThatCannotBeReadOrCannotBeTrueIsUnknown(String text, String day) {
    String row =
        "<li><a href='/a-telling-slug-%d'>A title that is long enough %d</a> <b>%s</b></li>";
    String html = "<ul>" + row.formatted(1, 1, text) + row.formatted(2, 2, text) + "</ul>";
    assertThat(items(read(html, "item", "li")).stream().map(GovernmentListsTest::day))
        .containsOnly(day);
  }

  @Test
  void aFullYearOfOpinionsIsReadInNoTime() {
    StringBuilder html =
        new StringBuilder("<table><tr><th>Date Filed</th><th>Case</th><th>Opinion</th></tr>");
    for (int i = 0; i < 1711; i++) {
      html.append(
          "<tr><td>%02d/%02d/2025<!-- dm=%d --></td><td>Civil Action No. 2025-%04d<br />ELM v. OAK %d</td><td>Doc No. <a href='show_public_doc?2025cv%04d-3'>3</a> (opinion)</td></tr>"
              .formatted(12 - i / 150, 1 + i % 28, 3_000_000 - i, i, i, i));
    }
    long began = System.nanoTime();
    assertThat(items(read(html + "</table>"))).hasSize(1711);
    assertThat((System.nanoTime() - began) / 1_000_000).isLessThan(30_000);
  }

  @Test
  void aListTooLongToBeOneIsRefused() {
    StringBuilder html = new StringBuilder("<table>");
    for (int i = 0; i <= 20_000; i++) {
      html.append("<tr><td><a href='/item-number-").append(i).append("'>x</a></td></tr>");
    }
    assertThat(read(html + "</table>", "item", "tr", "title", "td"))
        .isEqualTo(new Unrecognised("the list has more than 20,000 items"));
  }

  @Test
  void aTitleOfAMegabyteIsCutAndAnInvisibleSignIsNoPartOfIt() {
    String html =
        "<ul><li>June 8, 2026 <a href='/a-telling-slug-1'>A \u202Etitle\u0000 of\u200B words "
            + "x".repeat(1 << 20)
            + "</a></li></ul>";
    assertThat(items(read(html, "item", "li")).getFirst().title())
        .startsWith("A title of words xxx")
        .hasSize(500);
  }

  @Test
  void nestingWithoutEndIsReadOrRefusedAndNeverACrash() {
    Extracted deep =
        read("<div>".repeat(100_000) + "<a href='/x-long-enough'>A link of many words</a>");
    assertThat(deep).isInstanceOfAny(Unrecognised.class, Listing.class);
  }
}
