package crier.rules.docket;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Event;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sentence of a list with every motion, or every act, put into it. */
class RulingOrNotTest {

  static final Map<String, Event> MOTIONS =
      Map.ofEntries(
          Map.entry("Motion to Lift Stay", Event.STAY_LIFTED),
          Map.entry("Motion for Relief from Automatic Stay", Event.STAY_LIFTED),
          Map.entry("Motion to Terminate Automatic Stay", Event.STAY_LIFTED),
          Map.entry("Motion to Stay Proceedings", Event.STAY_ENTERED),
          Map.entry("Motion to Hold Case in Abeyance", Event.STAY_ENTERED),
          Map.entry("Motion to Extend Stay", Event.STAY_EXTENDED),
          Map.entry("Motion for Preliminary Injunction", Event.INJUNCTION_GRANTED),
          Map.entry("Motion for Temporary Restraining Order", Event.INJUNCTION_GRANTED),
          Map.entry("Motion for TRO", Event.INJUNCTION_GRANTED),
          Map.entry("Motion to Dissolve Preliminary Injunction", Event.INJUNCTION_DISSOLVED),
          Map.entry("Motion to Dismiss", Event.DISMISSED),
          Map.entry("Motion for Summary Judgment", Event.SUMMARY_JUDGMENT_RULED),
          Map.entry("Motion to Remand", Event.REMANDED),
          Map.entry("Motion to Vacate Judgment", Event.REVERSED_OR_VACATED),
          Map.entry("Motion for Class Certification", Event.CLASS_CERTIFIED),
          Map.entry("Motion to Transfer Case", Event.TRANSFERRED),
          Map.entry("Motion to Reopen Case", Event.CASE_REOPENED),
          Map.entry("Motion for Preliminary Approval of Settlement", Event.SETTLEMENT));

  /** A subject and what is done to it. */
  static final Map<String, Event> ACTS =
      Map.ofEntries(
          Map.entry("The stay of this case | lifted", Event.STAY_LIFTED),
          Map.entry("The administrative stay | vacated", Event.STAY_LIFTED),
          Map.entry("The automatic stay | annulled", Event.STAY_LIFTED),
          Map.entry("This case | stayed", Event.STAY_ENTERED),
          Map.entry("The district court's order | stayed", Event.STAY_ENTERED),
          Map.entry("Discovery | suspended", Event.STAY_ENTERED),
          Map.entry("This action | dismissed", Event.DISMISSED),
          Map.entry("The appeal | dismissed", Event.DISMISSED),
          Map.entry("The preliminary injunction | dissolved", Event.INJUNCTION_DISSOLVED),
          Map.entry("The judgment of the district court | affirmed", Event.AFFIRMED),
          Map.entry("The judgment | vacated", Event.REVERSED_OR_VACATED),
          Map.entry("The case | remanded", Event.REMANDED),
          Map.entry("The case | closed", Event.CASE_CLOSED),
          Map.entry("This case | reopened", Event.CASE_REOPENED),
          Map.entry("The indictment | unsealed", Event.UNSEALED),
          Map.entry("This action | transferred", Event.TRANSFERRED));

  private static final Set<Event> RULINGS =
      EnumSet.copyOf(
          Stream.concat(MOTIONS.values().stream(), ACTS.values().stream())
              .collect(java.util.stream.Collectors.toSet()));

  static {
    RULINGS.addAll(
        Set.of(
            Event.STAY_DENIED,
            Event.STAY_LIFT_DENIED,
            Event.INJUNCTION_DENIED,
            Event.MANDATE_ISSUED,
            Event.OPINION_ISSUED,
            Event.JUDGMENT_ENTERED));
  }

  private final DocketClassifier classifier = new DocketClassifier();

  static List<String> notRulings() {
    return lines("not-rulings.txt");
  }

  static List<String> rulings() {
    return lines("rulings.txt");
  }

  static List<String> tenses() {
    return lines("tenses.txt");
  }

  private static List<String> lines(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            RulingOrNotTest.class.getResourceAsStream("/crier/rules/docket/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("notRulings")
  void noMotionProposalOrRecitalIsReportedAsARuling(String line) {
    MOTIONS
        .keySet()
        .forEach(motion -> {
          String entry = line.replace("{motion}", motion);
          assertThat(events(entry)).as(entry).doesNotContainAnyElementsOf(RULINGS);
        });
  }

  @ParameterizedTest
  @MethodSource("rulings")
  void aGrantIsReadWhateverItsWording(String line) {
    MOTIONS.forEach((motion, event) -> {
      String entry = line.replace("{motion}", motion);
      assertThat(events(entry)).as(entry).contains(event);
    });
  }

  /** {@code +}: it is done here; {@code -}: it is foreseen, recalled, asked for or denied. */
  @ParameterizedTest
  @MethodSource("tenses")
  void anActCountsOnlyWhereItIsDone(String line) {
    ACTS.forEach((act, event) -> {
      String entry = sentence(line, act);
      if (line.startsWith("+")) {
        assertThat(events(entry)).as(entry).contains(event);
      } else {
        assertThat(events(entry)).as(entry).doesNotContain(event);
      }
    });
  }

  /** A line of tenses.txt with an act of {@link #ACTS} in it. */
  static String sentence(String line, String act) {
    String subject = act.substring(0, act.indexOf(" | "));
    String lower = subject.substring(0, 1).toLowerCase(Locale.ROOT) + subject.substring(1);
    return line.substring(2)
        .replace("{S}", subject)
        .replace("{s}", lower)
        .replace("{V}", act.substring(act.indexOf(" | ") + 3));
  }

  private List<Event> events(String entry) {
    return classifier.classify(new DocketText(entry, null, null)).stream()
        .map(Recorded::event)
        .toList();
  }
}
