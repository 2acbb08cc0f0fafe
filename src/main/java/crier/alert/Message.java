package crier.alert;

import crier.model.Alert;
import crier.model.Question;
import crier.model.Site;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message to one recipient, before a channel gives it its form. All channels are made from this
 * one model, so that they say the same.
 *
 * @param id stable over retries: the delivery's id (of the first delivery, when several are
 *     gathered)
 * @param named id of the alert that gave it its name, whatever is told first; part of the
 *     Message-ID
 * @param recipient who gets it
 * @param tellings what it tells, at least one; several in a digest or a burst
 * @param site for names, links and the time zone
 * @param unsubscribe address that ends the subscription, or null for destinations
 * @param preferences address where the subscription is changed, or null for destinations
 * @param createdAt when the first of its alerts was routed: the message's date, the same on every
 *     retry
 */
public record Message(
    String id,
    String named,
    Recipient recipient,
    List<Telling> tellings,
    Site site,
    @Nullable String unsubscribe,
    @Nullable String preferences,
    Instant createdAt) {

  public Message {
    if (tellings.isEmpty()) {
      throw new IllegalArgumentException("a message that tells nothing");
    }
    tellings = List.copyOf(tellings);
  }

  /** A message that has its name of the first alert it tells. */
  public Message(
      String id,
      Recipient recipient,
      List<Telling> tellings,
      Site site,
      @Nullable String unsubscribe,
      @Nullable String preferences,
      Instant createdAt) {
    this(
        id,
        tellings.getFirst().alert().id(),
        recipient,
        tellings,
        site,
        unsubscribe,
        preferences,
        createdAt);
  }

  /** Never shows the addresses that only the recipient may know. */
  @Override
  public String toString() {
    return "Message[" + id + ", to " + recipient.id() + "]";
  }

  /** The only telling, or the first of several. */
  public Telling first() {
    return tellings.getFirst();
  }

  /**
   * One alert as this recipient is told of it.
   *
   * @param alert what happened
   * @param storyName name of the story, or empty
   * @param questions the story's open questions that it bears on
   * @param page address of the alert's own page; null for what has none: notices and tests
   * @param captureUrl address of the capture, or null
   * @param captureSha256 its hash, or null
   * @param because why this recipient gets it: {@code you follow "The IRS–ICE …"}
   * @param thread identity that all messages about the same thing share: the watch
   * @param follows id of an earlier alert about the same item, or null
   * @param earlier how this recipient was first told of the same item, or null
   */
  public record Telling(
      Alert alert,
      String storyName,
      List<Question> questions,
      @Nullable String page,
      @Nullable String captureUrl,
      @Nullable String captureSha256,
      String because,
      String thread,
      @Nullable String follows,
      @Nullable Earlier earlier) {
    public Telling {
      questions = List.copyOf(questions);
    }

    /** A telling of something that this recipient has not been told of. */
    public Telling(
        Alert alert,
        String storyName,
        List<Question> questions,
        @Nullable String page,
        @Nullable String captureUrl,
        @Nullable String captureSha256,
        String because,
        String thread,
        @Nullable String follows) {
      this(
          alert,
          storyName,
          questions,
          page,
          captureUrl,
          captureSha256,
          because,
          thread,
          follows,
          null);
    }

    /** The same without what only its own recipient's messages are named by. */
    public Telling asToOthers() {
      return earlier == null
          ? this
          : new Telling(
              alert,
              storyName,
              questions,
              page,
              captureUrl,
              captureSha256,
              because,
              thread,
              follows,
              new Earlier(earlier.alert(), "", ""));
    }
  }

  /**
   * A message that its recipient has got before, to thread under.
   *
   * @param alert id of the alert it told
   * @param letter id of the alert that named the message: the first it told; part of the Message-ID
   * @param receipt what the receiver answered: where it has identities of its own, they are in it
   */
  public record Earlier(String alert, String letter, String receipt) {}
}
