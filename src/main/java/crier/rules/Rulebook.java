package crier.rules;

import crier.model.Change;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Gravity;
import crier.model.Item;
import crier.model.Question;
import crier.model.Rule;
import crier.model.Significance;
import crier.model.Story;
import crier.model.Watch;
import crier.rules.docket.DocketClassifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From changes to findings. First each change is read (what happened, in whose words), then ranked
 * (the watch's rules, the story's terms, the events' usual rank), then held against the open
 * questions; last, what of many is history filled in. The same changes give the same findings
 * always.
 */
public final class Rulebook {

  private static final int SENTENCES = 3;

  private final DocketClassifier classifier;

  /** Patterns take milliseconds to compile, and a list of a thousand rows asks for each again. */
  private final Map<List<String>, Terms> compiled = new ConcurrentHashMap<>();

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
    Terms topic = terms(story == null ? List.of() : story.terms());
    ChangeReader reading = new ChangeReader(classifier, watch, topic);
    List<Question> questions =
        story == null
            ? List.of()
            : story.questions().stream()
                .filter(q -> q.watches().isEmpty() || q.watches().contains(watch.id()))
                .toList();
    List<Finding> findings =
        changes.stream()
            .flatMap(change -> reading.read(change).stream())
            .flatMap(read -> ranked(watch, topic, questions, read).stream())
            .toList();
    Speaker speaker = new Speaker(watch, changes);
    return History.ranked(findings, added(changes, "no"), added(changes, "yes"), at).stream()
        .map(speaker::named)
        .sorted(Gravity.OF_FINDINGS)
        .toList();
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

  private Terms terms(List<String> written) {
    return compiled.computeIfAbsent(written, Terms::of);
  }

  /** The finding with its rank and questions; empty when a rule silences it. */
  private Optional<Finding> ranked(
      Watch watch, Terms topic, List<Question> questions, ChangeReader.Read read) {
    Optional<Rule> rule = watch.rules().stream().filter(r -> fits(r, read)).findFirst();
    if (rule.isPresent() && rule.get().significance().isEmpty()) {
      return Optional.empty();
    }
    Evidence evidence = new Evidence(topic, read);
    Significance significance;
    if (rule.isPresent()) {
      significance = rule.get().significance().orElseThrow();
      evidence.rule(rule.get(), terms(rule.get().texts()));
    } else if (read.offTopic()) {
      significance = Significance.ROUTINE;
      evidence.why("none of the story's terms occurs in it");
    } else {
      significance = read.usual();
      evidence.topic();
    }
    List<String> bearing = new ArrayList<>();
    // What is not of the story bears on none of its questions, whatever words it shares with them.
    if (!read.offTopic() || significance != Significance.ROUTINE) {
      for (Question question : questions) {
        if (evidence.bearsOn(question, terms(question.terms()))) {
          bearing.add(question.id());
        }
      }
    }
    return Optional.of(evidence.finding(significance, bearing));
  }

  private boolean fits(Rule rule, ChangeReader.Read read) {
    return (rule.events().isEmpty() || read.events().stream().anyMatch(rule.events()::contains))
        && terms(rule.texts()).fit(read.words())
        && (rule.not().isEmpty() || !terms(rule.not()).fit(read.words()));
  }

  /** Why a finding has its rank and its questions, and the sentences that say so. */
  private static final class Evidence {
    private final Terms topic;
    private final ChangeReader.Read read;
    private final List<String> why = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();

    Evidence(Terms topic, ChangeReader.Read read) {
      this.topic = topic;
      this.read = read;
    }

    void why(String reason) {
      why.add(reason);
    }

    void topic() {
      why(read.because());
      if (!topic.any()) {
        topic
            .match(read.words())
            .ifPresent(match -> why("the story's term “%s” is in it".formatted(match.words())));
      }
    }

    void rule(Rule rule, Terms texts) {
      List<String> parts = new ArrayList<>();
      texts
          .match(read.words())
          .ifPresent(match -> {
            parts.add("text “%s”".formatted(match.words()));
            sentences.add(match.sentence());
          });
      if (!rule.events().isEmpty()) {
        parts.add(
            "event "
                + String.join(
                    " or ",
                    rule.events().stream()
                        .filter(read.events()::contains)
                        .map(Event::label)
                        .toList()));
      }
      why("a rule of this watch: " + (parts.isEmpty() ? "everything" : String.join(", ", parts)));
    }

    /** By an event it waits for, or by a term. */
    boolean bearsOn(Question question, Terms terms) {
      Optional<Event> event =
          read.events().stream().filter(question.events()::contains).findFirst();
      Optional<Terms.Match> term = terms.any() ? Optional.empty() : terms.match(read.words());
      term.ifPresent(match -> sentences.add(match.sentence()));
      Stream.concat(
              event.map(e -> "the event " + e.label()).stream(),
              term.map(match -> "the words “" + match.words() + "”").stream())
          .findFirst()
          .ifPresent(by -> why("it bears on “%s” by %s".formatted(question.ask(), by)));
      return event.isPresent() || term.isPresent();
    }

    Finding finding(Significance significance, List<String> questions) {
      return read.finding(significance, String.join("; ", why), quote(), questions);
    }

    /** The sentences that matched; without any, how the text begins. */
    private String quote() {
      boolean telling =
          read.events().getFirst().isDocketEvent()
              || (!topic.any() && !read.offTopic() && topic.fit(read.quote()));
      List<String> told = new ArrayList<>();
      Stream.concat(
              telling ? Stream.of(read.quote()) : Stream.empty(),
              sentences.stream().filter(sentence -> !read.title().contains(sentence)))
          .filter(sentence -> !sentence.isBlank())
          .forEach(sentence -> {
            if (told.stream().noneMatch(earlier -> earlier.contains(sentence))) {
              told.add(sentence);
            }
          });
      return told.isEmpty()
          ? read.quote()
          : String.join(" … ", told.subList(0, Math.min(SENTENCES, told.size())));
    }
  }
}
