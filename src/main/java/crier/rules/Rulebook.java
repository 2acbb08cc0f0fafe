package crier.rules;

import crier.model.Change;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Item;
import crier.model.Question;
import crier.model.Rule;
import crier.model.Significance;
import crier.model.Story;
import crier.model.Watch;
import crier.rules.docket.DocketClassifier;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From changes to findings. First each change is read (what happened, in whose words), then ranked
 * (the watch's rules, the story's terms, the events' usual rank), then held against the open
 * questions; last, a flood is folded. Pure.
 */
public final class Rulebook {

  private final DocketClassifier classifier;

  public Rulebook(DocketClassifier classifier) {
    this.classifier = classifier;
  }

  /**
   * Judges the changes of one check.
   *
   * @param story the watch's story, or null when it has none
   * @param at time of the look
   * @return the most significant first; empty when a rule silences everything
   */
  public List<Finding> judge(Watch watch, @Nullable Story story, List<Change> changes, Instant at) {
    Reading reading = new Reading(classifier, watch, story);
    List<Finding> findings =
        changes.stream()
            .flatMap(change -> reading.read(change).stream())
            .flatMap(read -> ranked(watch, story, read).stream())
            .sorted(
                Comparator.comparing(Finding::significance)
                    .reversed()
                    .thenComparing(finding -> finding.events().getFirst()))
            .toList();
    return Flood.fold(findings, added(changes, "no"), added(changes, "yes"), at);
  }

  /** Keys of new items of which their source says so, or not so, that they come late. */
  private static Set<String> added(List<Change> changes, String late) {
    return changes.stream()
        .filter(Change.Added.class::isInstance)
        .map(change -> ((Change.Added) change).item())
        .filter(item -> late.equals(item.fields().get(Item.LATE)))
        .map(Item::key)
        .collect(Collectors.toSet());
  }

  /** The finding with its rank and questions; empty when a rule silences it. */
  private static Optional<Finding> ranked(Watch watch, @Nullable Story story, Reading.Read read) {
    Optional<Rule> rule = watch.rules().stream().filter(r -> fits(r, read)).findFirst();
    if (rule.isPresent() && rule.get().significance().isEmpty()) {
      return Optional.empty();
    }
    Significance significance;
    String because;
    if (rule.isPresent()) {
      significance = rule.get().significance().orElseThrow();
      because = "a rule of this watch: " + described(rule.get());
    } else if (read.offTopic()) {
      significance = Significance.ROUTINE;
      because = "none of the story's terms occurs in it";
    } else {
      significance = read.usual();
      because = read.because();
    }
    List<String> questions =
        story == null
            ? List.of()
            : story.questions().stream()
                .filter(question -> bearsOn(question, watch, read))
                .map(Question::id)
                .toList();
    return Optional.of(read.finding(significance, because, questions));
  }

  private static boolean fits(Rule rule, Reading.Read read) {
    return (rule.events().isEmpty() || read.events().stream().anyMatch(rule.events()::contains))
        && Terms.of(rule.texts()).fit(read.words())
        && (rule.not().isEmpty() || !Terms.of(rule.not()).fit(read.words()));
  }

  private static String described(Rule rule) {
    StringBuilder words = new StringBuilder();
    if (!rule.texts().isEmpty()) {
      words.append("text \"").append(String.join("\" or \"", rule.texts())).append('"');
    }
    if (!rule.events().isEmpty()) {
      words
          .append(words.isEmpty() ? "" : ", ")
          .append("event ")
          .append(String.join(" or ", rule.events().stream().map(Event::label).toList()));
    }
    return words.isEmpty() ? "everything" : words.toString();
  }

  /** By an event it waits for, or by a term; both only at the watches it names, if it names any. */
  private static boolean bearsOn(Question question, Watch watch, Reading.Read read) {
    if (!question.watches().isEmpty() && !question.watches().contains(watch.id())) {
      return false;
    }
    boolean byEvent = read.events().stream().anyMatch(question.events()::contains);
    boolean byTerm = !question.terms().isEmpty() && Terms.of(question.terms()).fit(read.words());
    return byEvent || byTerm;
  }
}
