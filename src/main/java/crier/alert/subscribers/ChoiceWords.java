package crier.alert.subscribers;

import crier.model.Event;
import crier.model.Story;
import crier.model.Subscription;
import crier.model.Subscription.Cadence;
import crier.model.Subscription.QuietHours;
import crier.model.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What somebody chose to hear, in words for them: on the pages, in letters, in the list of
 * subscribers. Pure.
 *
 * @param stories those in force, for their names
 * @param watches those in force, for their names
 */
public record ChoiceWords(List<Story> stories, List<Watch> watches) {

  public ChoiceWords {
    stories = List.copyOf(stories);
    watches = List.copyOf(watches);
  }

  /**
   * {@code Alerts about the story “The agreement” and the watch “TIGTA reports”, critical only; as
   * it happens.}
   */
  public String sentence(Subscription chosen) {
    return sentence(chosen, choices(chosen));
  }

  /**
   * The same without any word that its owner wrote: for a letter that anybody can have sent to any
   * address.
   */
  public String sentenceForStrangers(Subscription chosen) {
    List<String> choices = new ArrayList<>(rank(chosen));
    if (!chosen.require().isEmpty() || !chosen.exclude().isEmpty()) {
      choices.add("chosen further by words, which the page shows");
    }
    choices.addAll(when(chosen));
    return sentence(chosen, choices);
  }

  private String sentence(Subscription chosen, List<String> choices) {
    List<String> all = new ArrayList<>(choices);
    if (chosen.cadence() instanceof Cadence.Immediate) {
      all.add("as it happens");
    }
    return "Alerts about " + scope(chosen) + ", " + String.join("; ", all) + ".";
  }

  /** {@code every story and watch}, or each by its name. */
  public String scope(Subscription chosen) {
    List<String> names =
        Stream.concat(
                chosen.stories().stream().map(id -> "the story “" + story(id) + "”"),
                chosen.watches().stream().map(id -> "the watch “" + watch(id) + "”"))
            .toList();
    return names.isEmpty() ? "every story and watch" : series(names, "and");
  }

  private String story(String id) {
    return stories.stream()
        .filter(story -> story.id().equals(id))
        .map(Story::name)
        .findFirst()
        .orElse(id);
  }

  private String watch(String id) {
    return watches.stream()
        .filter(watch -> watch.id().equals(id))
        .map(Watch::name)
        .findFirst()
        .orElse(id);
  }

  /** Everything but the scope: rank, events, words, when. */
  public static List<String> choices(Subscription chosen) {
    List<String> choices = new ArrayList<>(rank(chosen));
    if (!chosen.require().isEmpty()) {
      choices.add("with the words " + quoted(chosen.require()));
    }
    if (!chosen.exclude().isEmpty()) {
      choices.add("without the words " + quoted(chosen.exclude()));
    }
    choices.addAll(when(chosen));
    return choices;
  }

  private static List<String> rank(Subscription chosen) {
    List<String> rank = new ArrayList<>();
    rank.add(
        switch (chosen.minimum()) {
          case CRITICAL -> "critical only";
          case NOTABLE -> "notable and above";
          case ROUTINE -> "whatever its rank";
        });
    if (!chosen.events().isEmpty()) {
      rank.add(
          "of these: " + String.join(", ", chosen.events().stream().map(Event::label).toList()));
    }
    return rank;
  }

  private static List<String> when(Subscription chosen) {
    List<String> when = new ArrayList<>();
    String zone = chosen.zone().getId();
    switch (chosen.cadence()) {
      case Cadence.Immediate() -> {}
      case Cadence.Hourly() -> when.add("as an hourly digest");
      case Cadence.Daily(var at) -> when.add("as a daily digest at %s (%s)".formatted(at, zone));
    }
    QuietHours quiet = chosen.quiet();
    if (quiet != null) {
      when.add(
          "nothing between %s and %s (%s)%s"
              .formatted(
                  quiet.from(),
                  quiet.until(),
                  zone,
                  quiet.criticalPasses() ? " but what is critical" : ""));
    }
    if (chosen.reminders()) {
      when.add("reminders the day before of hearings and due dates");
    }
    return when;
  }

  private static String quoted(List<String> terms) {
    return series(terms.stream().map(term -> "“" + term + "”").toList(), "or");
  }

  private static String series(List<String> words, String last) {
    int size = words.size();
    return size < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, size - 1)) + " " + last + " " + words.getLast();
  }
}
