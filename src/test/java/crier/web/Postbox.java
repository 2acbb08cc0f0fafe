package crier.web;

import crier.alert.Message;
import crier.alert.Recipient;
import crier.alert.routing.Router;
import crier.alert.subscribers.Tokens;
import crier.alert.wording.Composer;
import crier.model.Alert;
import crier.model.Delivery;
import crier.model.Significance;
import crier.model.Subscriber;
import crier.store.History;
import crier.store.Outbox;
import crier.store.TokenHashes;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is on its way to people by mail, read as they would read it. */
final class Postbox {

  private static final Pattern TOKEN = Pattern.compile("token=([A-Za-z0-9_-]+)");

  private final Newsstand stand;

  Postbox(Newsstand stand) {
    this.stand = stand;
  }

  /** Letters to one person each, the oldest first. */
  List<Message> letters() {
    return stand.outbox.list(true, 1_000).stream()
        .filter(delivery -> delivery.recipient().startsWith(Recipient.LETTER))
        .sorted(java.util.Comparator.comparing(Delivery::createdAt).thenComparing(Delivery::alert))
        .map(this::message)
        .toList();
  }

  private Message message(Delivery delivery) {
    Subscriber to =
        stand
            .subscribers
            .find(delivery.recipient().substring(Recipient.LETTER.length()))
            .orElseThrow();
    Recipient recipient =
        new Recipient(delivery.recipient(), "email", to.address(), Map.of(), to.subscription());
    Alert alert = stand.alerts.find(delivery.alert()).orElseThrow();
    return composer(stand.tokens)
        .message(delivery.id(), recipient, List.of(alert), delivery.createdAt());
  }

  private Composer composer(Tokens tokens) {
    return new Composer(
        stand.alerts,
        new History(stand.database),
        stand.outbox,
        tokens,
        new Composer.Setting(Newsstand.SITE, List.of(Newsstand.STORY)));
  }

  static String text(Message letter) {
    return letter.first().alert().text();
  }

  /** The token in the newest letter that leads to this page. */
  String token(String page) {
    return letters().reversed().stream()
        .map(Postbox::text)
        .filter(text -> text.contains("https://crier.example" + page + "?token="))
        .map(Postbox::tokenIn)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no letter leads to " + page));
  }

  /** The token in the link to leave that a mail about a story has. */
  String leaving(Subscriber subscriber) {
    return leaving(subscriber, stand.tokens);
  }

  /** The same, after the key that tokens are made with was lost. */
  String leavingUnderAnotherKey(Subscriber subscriber) {
    byte[] key = new byte[32];
    key[0] = 1;
    return leaving(subscriber, new Tokens(key, new TokenHashes(stand.database)));
  }

  private String leaving(Subscriber subscriber, Tokens tokens) {
    stand.saw(
        Newsstand.DOCKET,
        "told-" + stand.clock.instant().toEpochMilli() + "-" + System.identityHashCode(tokens),
        "text " + System.nanoTime(),
        Newsstand.finding(crier.model.Event.STAY_LIFTED, "Entry 62", "granted"));
    Alert told = stand.alerts.newest(crier.store.Alerts.Wanted.ALL, 1).getFirst();
    Message message =
        composer(tokens)
            .message("m", Router.recipient(subscriber), List.of(told), stand.clock.instant());
    return tokenIn(String.valueOf(message.unsubscribe()));
  }

  /** Something waits to be sent to somebody. */
  void wait(Subscriber subscriber) {
    Alert alert = stand.alerts.newest(crier.store.Alerts.Wanted.ALL, 1).getFirst();
    stand.outbox.add(
        alert.id(),
        List.of(
            new Outbox.Due(
                "waiting",
                "subscriber:" + subscriber.id(),
                "email",
                "email",
                stand.clock.instant(),
                false)),
        stand.clock.instant());
  }

  void alert(String title, Significance significance) {
    crier.model.Event event =
        significance == Significance.CRITICAL
            ? crier.model.Event.STAY_LIFTED
            : crier.model.Event.DOCUMENT_AVAILABLE;
    stand.saw(
        Newsstand.DOCKET, "alert-" + title.hashCode(), title, Newsstand.finding(event, title, ""));
  }

  private static String tokenIn(String text) {
    Matcher matcher = TOKEN.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("no token in it");
    }
    return matcher.group(1);
  }
}
