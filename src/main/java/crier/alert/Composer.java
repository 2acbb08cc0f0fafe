package crier.alert;

import crier.alert.Message.Telling;
import crier.model.Alert;
import crier.model.Finding;
import crier.model.Question;
import crier.model.Significance;
import crier.model.Site;
import crier.model.Story;
import crier.model.Subscription;
import crier.store.Alerts;
import crier.store.History;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Makes messages out of alerts: adds what a reader needs beside what happened. */
public final class Composer {

  private final Alerts alerts;
  private final History history;
  private final Tokens tokens;
  private final AtomicReference<Setting> setting;

  /** What messages name. */
  public record Setting(Site site, List<Story> stories) {
    public Setting {
      stories = List.copyOf(stories);
    }
  }

  public Composer(Alerts alerts, History history, Tokens tokens, Setting setting) {
    this.alerts = alerts;
    this.history = history;
    this.tokens = tokens;
    this.setting = new AtomicReference<>(setting);
  }

  /** Puts this setting in force, in place of the one before. */
  public void enforce(Setting inForce) {
    setting.set(inForce);
  }

  /**
   * Composes a message.
   *
   * @param id stable over retries
   * @param told the alerts it tells, at least one
   */
  public Message message(String id, Recipient recipient, List<Alert> told, Instant createdAt) {
    Setting now = setting.get();
    boolean mayLeave = recipient.isSubscriber();
    return new Message(
        id,
        recipient,
        told.stream()
            .map(alert -> Letters.addressed(alert, recipient, now.site(), tokens))
            .map(alert -> telling(alert, recipient, now))
            .toList(),
        now.site(),
        mayLeave
            ? Letters.link(
                now.site(), "/unsubscribe", tokens.unsubscribe(recipient.subscriber(), createdAt))
            : null,
        mayLeave ? now.site().link("/preferences") : null,
        createdAt);
  }

  /**
   * Without its routine findings, unless those are asked for: a report on the story does not bring
   * along every audit that was new in the same look.
   */
  private static Alert asked(Alert alert, Recipient recipient) {
    if (!alert.significance().atLeast(Significance.NOTABLE)
        || recipient.subscription().minimum() == Significance.ROUTINE) {
      return alert;
    }
    return alert.with(
        alert.findings().stream()
            .filter(finding -> finding.significance().atLeast(Significance.NOTABLE))
            .toList());
  }

  private Telling telling(Alert whole, Recipient recipient, Setting now) {
    Alert alert = asked(whole, recipient);
    Story story =
        now.stories().stream().filter(s -> s.id().equals(alert.story())).findFirst().orElse(null);
    String follows = follows(alert);
    Optional<History.Kept> capture = Optional.ofNullable(alert.capture()).flatMap(history::capture);
    return new Telling(
        Wording.withPlaces(alert, alerts.seenAt(alert.id()), now.site()),
        story == null ? "" : story.name(),
        questions(alert, story),
        alert.kind() == Alert.Kind.ALERT ? now.site().link("/alerts/" + alert.id()) : null,
        capture.map(kept -> now.site().link("/captures/" + kept.id())).orElse(null),
        capture.map(History.Kept::sha256).orElse(null),
        because(alert, recipient, story),
        thread(alert, follows),
        follows);
  }

  private static List<Question> questions(Alert alert, @Nullable Story story) {
    List<String> ids = alert.questions();
    return story == null
        ? List.of()
        : story.questions().stream().filter(question -> ids.contains(question.id())).toList();
  }

  /** A continuation belongs where the beginning is, though another watch saw that. */
  private String thread(Alert alert, @Nullable String follows) {
    String watch =
        Optional.ofNullable(follows).flatMap(alerts::find).map(Alert::watch).orElse(alert.watch());
    return watch == null ? alert.kind().name().toLowerCase(java.util.Locale.ROOT) : watch;
  }

  private @Nullable String follows(Alert alert) {
    String watch = alert.watch();
    if (watch == null) {
      return null;
    }
    return alert.findings().stream()
        .map(Finding::key)
        .filter(key -> !key.isEmpty())
        .flatMap(key -> alerts.about(watch, key).stream())
        .filter(id -> !id.equals(alert.id()))
        .findFirst()
        .orElse(null);
  }

  private static String because(Alert alert, Recipient recipient, @Nullable Story story) {
    String who = recipient.isSubscriber() ? "you follow" : "this receiver follows";
    return switch (alert.kind()) {
      case NOTICE -> "this receiver is told about the machine itself";
      case TEST -> "somebody asked for a test message";
      case CONFIRM, REMINDER, KEY -> "somebody asked for it on the page named above";
      case ALERT ->
          "%s %s, %s and above"
              .formatted(
                  who,
                  followed(alert, recipient.subscription(), story),
                  recipient.subscription().minimum().word());
    };
  }

  /** Another watch, of another story, may have seen the same: see {@code Outbox.SeenToo}. */
  private static String followed(Alert alert, Subscription wanted, @Nullable Story story) {
    boolean scoped = !wanted.stories().isEmpty() || !wanted.watches().isEmpty();
    boolean here =
        (alert.story() != null && wanted.stories().contains(alert.story()))
            || (alert.watch() != null && wanted.watches().contains(alert.watch()));
    if (scoped && !here) {
      return "a watch that saw the same";
    }
    return story == null ? alert.watchName() : "“" + story.name() + "”";
  }
}
