package crier.config;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Event;
import crier.model.Significance;
import crier.model.Story;
import crier.rules.Terms;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped story's terms, measured by title alone on headlines that are and are not of it. */
class StoryTermsTest {

  private static final Settings PACK =
      ((Loaded.Valid) ConfigFile.load(Path.of("config/irs-ice.yaml"), Map.of())).settings();
  private static final Story STORY = PACK.stories().getFirst();
  private static final Terms TERMS = Terms.of(STORY.terms());

  private record Headline(boolean relevant, String half, String title) {}

  private static List<Headline> headlines() throws Exception {
    try (InputStream in = StoryTermsTest.class.getResourceAsStream("headlines.csv")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(",", 3))
          .map(part ->
              new Headline(part[0].equals("yes"), part[1], part[2].replaceAll("^\"|\"$", "")))
          .toList();
    }
  }

  private static boolean told(String title) {
    return TERMS.fit(title);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b", "c", "d", "e", "f"})
  void theTermsFindTheStorysHeadlinesAndLittleElse(String half) throws Exception {
    Predicate<Headline> ofHalf = headline -> headline.half.equals(half);
    List<Headline> all = headlines().stream().filter(ofHalf).toList();
    double wanted = all.stream().filter(Headline::relevant).count();
    double found = all.stream().filter(headline -> told(headline.title)).count();
    double right = all.stream().filter(h -> h.relevant && told(h.title)).count();
    assertThat(right / wanted).as("recall").isGreaterThanOrEqualTo(0.9);
    assertThat(right / found).as("precision").isGreaterThanOrEqualTo(0.9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The IRS issues ITINs to persons regardless of immigration status.",
        "An ITIN is issued by the IRS regardless of immigration status to ensure tax compliance.",
        "The Department of Homeland Security spends taxpayer dollars.",
        "Remittances sent by immigrants are subject to an excise tax."
      })
  void smallPrintIsNotTheStorys(String sentence) {
    String report = "Results of the 2026 Filing Season\n\n" + sentence;
    assertThat(told(report)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Vehicles Seized by ICE\nTo determine whether ICE told the IRS of seized vehicles.",
        "Contractor Oversight\nTo determine whether contractors owe federal taxes to the Internal Revenue Service.",
        "Tip Line\nTo assess how tips are sent to the FBI, the IRS and the Treasury Inspector General for Tax Administration."
      })
  void aProjectThatNamesTheIrsAmongOthersIsNotCritical(String project) {
    assertThat(projectIsCritical(project)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ICE's Safeguarding of Federal Tax Information\nTo determine whether ICE protects return information it receives.",
        "Data Matching\nTo assess how ICE used taxpayer addresses from the IRS.",
        "Review of a Referral\nTo look into a matter that TIGTA referred to us."
      })
  void aProjectAboutTheAgreementOrTheReferralIsCritical(String project) {
    assertThat(projectIsCritical(project)).isTrue();
  }

  private static boolean projectIsCritical(String project) {
    return PACK.watches().stream()
        .filter(watch -> watch.id().equals("dhs-oig-projects"))
        .flatMap(watch -> watch.rules().stream())
        .filter(rule -> rule.significance().filter(Significance.CRITICAL::equals).isPresent())
        .anyMatch(rule -> Terms.of(rule.texts()).fit(project));
  }

  @Test
  void theSmallPrintOfAReportIsNeverCritical() {
    String text =
        "Results of the 2026 Filing Season\n\nThe IRS issues ITINs regardless of immigration status. Tax return information is protected by Section 6103.";
    PACK.watches().stream()
        .flatMap(watch -> watch.rules().stream())
        .filter(rule -> rule.events().contains(Event.NEW_REPORT))
        .filter(rule -> rule.significance().filter(Significance.CRITICAL::equals).isPresent())
        .forEach(
            rule -> assertThat(Terms.of(rule.texts()).fit(text)).as(rule.toString()).isFalse());
  }
}
