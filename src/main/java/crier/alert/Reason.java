package crier.alert;

import crier.model.Alert;
import crier.model.Event;
import crier.model.Story;
import crier.model.Subscription;
import crier.model.Subscription.Cadence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why somebody gets a message, from what they chose. Pure. */
final class Reason {

  private Reason() {}

  /** {@code you follow the story “The agreement”, notable and above; as a daily digest}. */
  static String of(Alert alert, Recipient recipient, @Nullable Story story) {
    String who = recipient.isSubscriber() ? "you follow" : "this receiver follows";
    return switch (alert.kind()) {
      case NOTICE -> "this receiver is told about the machine itself";
      case TEST -> "somebody asked for a test message";
      case CONFIRM, REMINDER, KEY -> "somebody asked for it on the page named above";
      case ALERT ->
          who
              + " "
              + scope(alert, recipient.subscription(), story)
              + ", "
              + String.join("; ", choices(recipient.subscription()));
    };
  }

  private static String scope(Alert alert, Subscription wanted, @Nullable Story story) {
    if (alert.story() != null && wanted.stories().contains(alert.story())) {
      return "the story “" + (story == null ? alert.story() : story.name()) + "”";
    }
    if (alert.watch() != null && wanted.watches().contains(alert.watch())) {
      return "the watch “" + alert.watchName() + "”";
    }
    if (!wanted.stories().isEmpty() || !wanted.watches().isEmpty()) {
      // Another watch, of another story, saw the same: see Outbox.SeenToo.
      return "a watch that saw the same";
    }
    return story == null ? "every story and watch" : "every story, and so “" + story.name() + "”";
  }

  private static List<String> choices(Subscription wanted) {
    List<String> choices = new ArrayList<>();
    choices.add(
        switch (wanted.minimum()) {
          case CRITICAL -> "critical only";
          case NOTABLE -> "notable and above";
          case ROUTINE -> "whatever its rank";
        });
    if (!wanted.events().isEmpty()) {
      choices.add("of these: " + joined(wanted.events().stream().map(Event::label).toList()));
    }
    if (!wanted.require().isEmpty()) {
      choices.add("with the words " + quoted(wanted.require()));
    }
    if (!wanted.exclude().isEmpty()) {
      choices.add("without the words " + quoted(wanted.exclude()));
    }
    switch (wanted.cadence()) {
      case Cadence.Immediate() -> {}
      case Cadence.Hourly() -> choices.add("as an hourly digest");
      case Cadence.Daily(var _) -> choices.add("as a daily digest");
    }
    return choices;
  }

  private static String quoted(List<String> terms) {
    return joined(terms.stream().map(term -> "“" + term + "”").toList());
  }

  private static String joined(List<String> words) {
    return words.stream().collect(Collectors.joining(", "));
  }
}
