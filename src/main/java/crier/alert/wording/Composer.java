package crier.alert.wording;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import crier.alert.Message;
import crier.alert.Message.Earlier;
import crier.alert.Message.Telling;
import crier.alert.Recipient;
import crier.alert.routing.Fit;
import crier.alert.subscribers.Letters;
import crier.alert.subscribers.Tokens;
import crier.model.Alert;
import crier.model.Delivery;
import crier.model.Finding;
import crier.model.Gravity;
import crier.model.Question;
import crier.model.Site;
import crier.model.Story;
import crier.store.Alerts;
import crier.store.Claims.Letter;
import crier.store.Claims.Row;
import crier.store.History;
import crier.store.Outbox;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Makes messages out of alerts: adds what a reader needs beside what happened. */
public final class Composer {

  /** An alert is told to many; few are told at the same time. */
  private static final int REMEMBERED = 32;

  private final Alerts alerts;
  private final History history;
  private final Outbox outbox;
  private final Tokens tokens;
  private final AtomicReference<Setting> setting;
  private final Cache<String, Subject> subjects =
      Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();

  /** What messages name. */
  public record Setting(Site site, List<Story> stories) {
    public Setting {
      stories = List.copyOf(stories);
    }
  }

  /** What is the same for everybody who is told of an alert. */
  private record Subject(
      Alert alert,
      Fit fit,
      List<Alerts.SeenAt> seenAt,
      Optional<History.Kept> capture,
      List<String> earlier,
      String thread) {}

  public Composer(Alerts alerts, History history, Outbox outbox, Tokens tokens, Setting setting) {
    this.alerts = alerts;
    this.history = history;
    this.outbox = outbox;
    this.tokens = tokens;
    this.setting = new AtomicReference<>(setting);
  }

  /** Puts this setting in force, in place of the one before. */
  public void configure(Setting inForce) {
    setting.set(inForce);
  }

  /** Composes the message that a letter is. */
  public Message message(Recipient recipient, Letter letter) {
    return message(
        letter.id(),
        named(letter, recipient),
        recipient,
        letter.rows().stream().map(row -> subject(row.delivery().alert())).toList(),
        letter.rows().getFirst().delivery().createdAt(),
        setting.get());
  }

  /** The alert that gave a letter its name, though it may have been dropped from it since. */
  private static String named(Letter letter, Recipient recipient) {
    return letter.rows().stream()
        .map(Row::delivery)
        .filter(delivery -> delivery.id().equals(letter.id()))
        .map(Delivery::alert)
        .findFirst()
        .orElseGet(() -> recipient.alertOf(letter.id()));
  }

  /**
   * Composes a message.
   *
   * @param id stable over retries
   * @param told the alerts it tells, at least one
   */
  public Message message(String id, Recipient recipient, List<Alert> told, Instant createdAt) {
    return message(
        id,
        told.getFirst().id(),
        recipient,
        told.stream().map(this::subject).toList(),
        createdAt,
        setting.get());
  }

  private Message message(
      String id,
      String named,
      Recipient recipient,
      List<Subject> told,
      Instant createdAt,
      Setting now) {
    boolean mayLeave = recipient.isSubscriber();
    return new Message(
        id,
        named,
        recipient,
        told.reversed().stream()
            .map(subject -> telling(subject, recipient, now))
            .sorted(Comparator.comparing(Telling::alert, Gravity.OF_ALERTS))
            .toList(),
        now.site(),
        mayLeave
            ? Letters.link(
                now.site(), "/unsubscribe", tokens.unsubscribe(recipient.subscriber(), createdAt))
            : null,
        mayLeave ? now.site().link("/preferences") : null,
        createdAt);
  }

  /** Messages to these are about to be composed: what each would need alone is done for all. */
  public void expect(List<Recipient> recipients, Instant now) {
    tokens.expect(
        recipients.stream().filter(Recipient::isSubscriber).map(Recipient::subscriber).toList(),
        now);
  }

  /** Another watch has seen the same: messages not yet sent name both places. */
  public void forget(String alert) {
    subjects.invalidate(alert);
  }

  private Subject subject(String alert) {
    return subjects.get(alert, id -> subject(alerts.find(id).orElseThrow()));
  }

  private Subject subject(Alert alert) {
    List<String> earlier = earlier(alert);
    return new Subject(
        alert,
        new Fit(alert),
        alerts.seenAt(alert.id()),
        Optional.ofNullable(alert.capture()).flatMap(history::capture),
        earlier,
        thread(alert, earlier));
  }

  /** Ids of alerts before this one about any of the same items, the oldest first. */
  private List<String> earlier(Alert alert) {
    String watch = alert.watch();
    if (watch == null) {
      return List.of();
    }
    return alert.findings().stream()
        .map(Finding::key)
        .filter(key -> !key.isEmpty())
        .distinct()
        .flatMap(key -> alerts.about(watch, key).stream().takeWhile(id -> !id.equals(alert.id())))
        .distinct()
        .toList();
  }

  private Telling telling(Subject subject, Recipient recipient, Setting now) {
    Alert alert = subject.alert().telling(subject.fit().wanted(recipient.subscription()));
    Story story =
        now.stories().stream().filter(s -> s.id().equals(alert.story())).findFirst().orElse(null);
    Optional<Outbox.Told> told = outbox.told(recipient.id(), subject.earlier());
    return new Telling(
        Wording.withPlaces(
            Letters.addressed(alert, recipient, now.site(), tokens), subject.seenAt(), now.site()),
        story == null ? "" : story.name(),
        questions(alert, story),
        page(alert, now.site()),
        subject.capture().map(kept -> now.site().link("/captures/" + kept.id())).orElse(null),
        subject.capture().map(History.Kept::sha256).orElse(null),
        Reason.of(alert, recipient, story),
        subject.thread(),
        told.map(Outbox.Told::alert)
            .orElse(subject.earlier().isEmpty() ? null : subject.earlier().getFirst()),
        told.map(one -> new Earlier(one.alert(), one.letter(), one.receipt())).orElse(null));
  }

  /** Where it can be read on the pages; a reminder where the dates are. */
  private static @Nullable String page(Alert alert, Site site) {
    return switch (alert.kind()) {
      case ALERT -> site.link("/alerts/" + alert.id());
      case DUE ->
          site.link(
              alert.story() != null
                  ? "/stories/" + alert.story() + "#next"
                  : "/watches/" + alert.watch() + "#next");
      case NOTICE, TEST, CONFIRM, REMINDER, KEY -> null;
    };
  }

  private static List<Question> questions(Alert alert, @Nullable Story story) {
    List<String> ids = alert.questions();
    return story == null
        ? List.of()
        : story.questions().stream().filter(question -> ids.contains(question.id())).toList();
  }

  /** A continuation belongs where the beginning is, though another watch saw that. */
  private String thread(Alert alert, List<String> earlier) {
    String watch =
        earlier.stream().findFirst().flatMap(alerts::find).map(Alert::watch).orElse(alert.watch());
    return watch == null ? alert.kind().name().toLowerCase(Locale.ROOT) : watch;
  }
}
