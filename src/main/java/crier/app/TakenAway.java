package crier.app;

import crier.config.Settings;
import crier.model.Destination;
import crier.model.Story;
import crier.model.Watch;
import crier.web.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What an edited configuration has no more. A file can lose half of itself and still be valid, so
 * what is missing is named; by ids and names, never by an address.
 *
 * @param unheard receivers that are still there and hear no longer about the machine itself
 * @param nobodyHears whether nobody is told about the machine itself any more
 */
record TakenAway(
    List<Watch> watches,
    List<Story> stories,
    List<Destination> receivers,
    List<String> unheard,
    boolean nobodyHears) {

  /** A notice is to be read: of more than so many the rest is counted. */
  private static final int SHOWN = 100;

  static TakenAway between(Settings before, Settings after) {
    List<Destination> receivers =
        missing(before.destinations(), after.destinations(), Destination::id);
    return new TakenAway(
        missing(before.watches(), after.watches(), Watch::id),
        missing(before.stories(), after.stories(), Story::id),
        receivers,
        missing(
                before.operator().destinations(),
                after.operator().destinations(),
                Function.identity())
            .stream()
            .filter(id -> receivers.stream().noneMatch(gone -> gone.id().equals(id)))
            .toList(),
        after.operator().destinations().isEmpty());
  }

  private static <T> List<T> missing(List<T> before, List<T> after, Function<T, String> id) {
    List<String> kept = after.stream().map(id).toList();
    return before.stream().filter(one -> !kept.contains(id.apply(one))).toList();
  }

  boolean isNothing() {
    return watches.isEmpty() && stories.isEmpty() && receivers.isEmpty() && unheard.isEmpty();
  }

  /** What the operator is told, in a line. */
  String subject() {
    List<String> counts =
        Stream.of(
                count(watches, "watch", "watches"),
                count(stories, "story", "stories"),
                count(receivers, "receiver", "receivers"),
                count(unheard, "operator's receiver", "operator's receivers"))
            .filter(one -> !one.isEmpty())
            .toList();
    return "No longer in the configuration: " + String.join(", ", counts);
  }

  private static String count(List<?> gone, String one, String many) {
    return gone.isEmpty() ? "" : Words.count(gone.size(), one, many);
  }

  /** What the operator is told. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("The edited configuration is in force, and these are no longer in it.");
    add(
        lines,
        "No longer watched. What was seen is kept; nobody is told of what changes there from now on:",
        watches.stream().map(watch -> "%s (%s)".formatted(watch.name(), watch.id())).toList());
    add(
        lines,
        "Stories that are gone. Whoever subscribed to them hears of them no more:",
        stories.stream().map(story -> "%s (%s)".formatted(story.name(), story.id())).toList());
    add(
        lines,
        "Receivers that get no more messages:",
        receivers.stream().map(gone -> "%s (%s)".formatted(gone.id(), gone.type())).toList());
    add(lines, "No longer told about the machine itself:", unheard);
    if (nobodyHears) {
      lines.add("Nobody is told about the machine itself from now on, as this receiver was.");
    }
    lines.add("If that was not meant, write them again: all that was stored is still there.");
    return String.join("\n", lines);
  }

  private static void add(List<String> lines, String title, List<String> names) {
    if (!names.isEmpty()) {
      lines.add(title);
      names.stream().limit(SHOWN).map(name -> "- " + name).forEach(lines::add);
      if (names.size() > SHOWN) {
        lines.add("- and %d more".formatted(names.size() - SHOWN));
      }
    }
  }
}
