package crier.alert.subscribers;

import crier.alert.Notices;
import crier.alert.Recipient;
import crier.model.Bounce;
import crier.model.Bounce.Kind;
import crier.model.Subscriber;
import crier.model.Subscriber.Standing;
import crier.store.Bounced;
import crier.store.Outbox;
import crier.store.Subscribers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * When an address is mailed no more: at the first complaint, at the first report of a mailbox that
 * does not exist, at the second refusal within a week (a mail server's bad hour refuses, too), at
 * the fifth passing failure within two weeks. Pausing tells the operator, who may resume it; a
 * person is never dropped in silence.
 */
public final class Bounces {

  private static final int REFUSALS = 2;
  private static final Duration REFUSALS_WITHIN = Duration.ofDays(7);
  private static final int SOFT = 5;
  private static final Duration SOFT_WITHIN = Duration.ofDays(14);
  private static final Duration KEPT = Duration.ofDays(30);

  private final Subscribers subscribers;
  private final Bounced bounced;
  private final Outbox outbox;
  private final Notices notices;
  private final InstantSource clock;

  /** What was done about a bounce. */
  public enum Done {
    /** Kept; the address is mailed on. */
    COUNTED,
    PAUSED,
    /** It was paused, or gets no mail anyhow. */
    NOT_MAILED,
    /** There is no such person. */
    NOBODY,
    /** It was a fixed receiver's: its operator is told. */
    TOLD
  }

  public Bounces(
      Subscribers subscribers,
      Bounced bounced,
      Outbox outbox,
      Notices notices,
      InstantSource clock) {
    this.subscribers = subscribers;
    this.bounced = bounced;
    this.outbox = outbox;
    this.notices = notices;
    this.clock = clock;
  }

  /** Our mail server refuses a recipient's address for good. */
  public void refused(String recipient, String status) {
    if (recipient.startsWith(Recipient.SUBSCRIBER)) {
      var _ = bounced(recipient, Kind.REFUSED, status);
    }
  }

  /**
   * A mail to a recipient came back.
   *
   * @param status of RFC 3463, or empty
   */
  public Done bounced(String recipient, Kind kind, String status) {
    if (!recipient.startsWith(Recipient.SUBSCRIBER)) {
      notices.raise(
          "bounce " + recipient,
          "Mail to " + recipient + " comes back",
          "Status %s. See to its address in the configuration."
              .formatted(status.isEmpty() ? "not given" : status));
      return Done.TOLD;
    }
    String id = recipient.substring(Recipient.SUBSCRIBER.length());
    Instant now = clock.instant();
    if (!bounced.keep(id, new Bounce(kind, status, now), KEPT)) {
      return Done.NOBODY;
    }
    boolean mailed =
        subscribers
            .find(id)
            .map(Subscriber::standing)
            .filter(Standing.CONFIRMED::equals)
            .isPresent();
    if (!mailed) {
      return Done.NOT_MAILED;
    }
    Optional<String> why = reason(bounced.of(id), now);
    why.ifPresent(reason -> pause(recipient, id, reason));
    return why.isPresent() ? Done.PAUSED : Done.COUNTED;
  }

  /** Why an address is to be paused; empty when it is not. */
  private static Optional<String> reason(List<Bounce> bounces, Instant now) {
    if (count(bounces, now.minus(KEPT), Kind.COMPLAINT) > 0) {
      return Optional.of("the person reported a mail as spam");
    }
    if (count(bounces, now.minus(KEPT), Kind.HARD) > 0) {
      return Optional.of("mail came back for good, status " + bounces.getFirst().status());
    }
    if (count(bounces, now.minus(REFUSALS_WITHIN), Kind.REFUSED) >= REFUSALS) {
      return Optional.of("the mail server refused the address twice within a week");
    }
    return count(bounces, now.minus(SOFT_WITHIN), Kind.SOFT) >= SOFT
        ? Optional.of("mail came back five times within two weeks")
        : Optional.empty();
  }

  private static long count(List<Bounce> bounces, Instant since, Kind kind) {
    return bounces.stream()
        .filter(bounce -> bounce.kind() == kind && !bounce.at().isBefore(since))
        .count();
  }

  private void pause(String recipient, String id, String reason) {
    subscribers.stand(id, Standing.PAUSED);
    notices.raise(
        topic(recipient),
        "Mail to a subscriber is paused",
        "%s: %s.\n`crier subscribers list` shows them; `crier subscribers add` with their address resumes it."
            .formatted(recipient, reason));
  }

  /** Mails a paused address again, as if nothing had come back. */
  public void resume(String id) {
    bounced.forget(id);
    subscribers.stand(id, Standing.CONFIRMED);
    notices.clear(topic(Recipient.SUBSCRIBER + id), "Mail to a subscriber is resumed");
  }

  /** Ends a subscription that its holder ended by mail; false when there is no such person. */
  public boolean unsubscribed(String recipient) {
    String id = recipient.substring(recipient.indexOf(':') + 1);
    if (!recipient.startsWith(Recipient.SUBSCRIBER) || subscribers.find(id).isEmpty()) {
      return false;
    }
    subscribers.stand(id, Standing.UNSUBSCRIBED);
    outbox.cancelFor(recipient);
    return true;
  }

  private static String topic(String recipient) {
    return "paused " + recipient;
  }
}
