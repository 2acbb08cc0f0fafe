package crier.alert.wording;

import crier.alert.Recipient;
import crier.alert.subscribers.ChoiceWords;
import crier.model.Alert;
import crier.model.Story;
import crier.model.Subscription;
import org.jspecify.annotations.Nullable;

/** Why somebody gets a message, from what they chose. Pure. */
public final class Reason {

  private Reason() {}

  /** {@code you follow the story “The agreement”, notable and above; of these: Stay lifted}. */
  public static String of(Alert alert, Recipient recipient, @Nullable Story story) {
    String who = recipient.isSubscriber() ? "you follow" : "this receiver follows";
    return switch (alert.kind()) {
      case DUE ->
          (recipient.isSubscriber() ? "you asked" : "this receiver asks")
              + " to be reminded the day before of hearings and due dates of "
              + scope(alert, recipient.subscription(), story);
      case NOTICE -> "this receiver is told about the machine itself";
      case TEST -> "somebody asked for a test message";
      case CONFIRM, REMINDER, KEY -> "somebody asked for it on the page named above";
      case ALERT ->
          who
              + " "
              + scope(alert, recipient.subscription(), story)
              + ", "
              + String.join("; ", ChoiceWords.choices(recipient.subscription()));
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
}
