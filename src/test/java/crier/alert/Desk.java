package crier.alert;

import crier.alert.channel.email.EmailChannel;
import crier.alert.channel.email.MailSettings;
import crier.alert.channel.slack.SlackChannel;
import crier.alert.channel.webhook.WebhookChannel;
import crier.alert.routing.Router;
import crier.alert.sending.Channels;
import crier.alert.sending.Dispatcher;
import crier.alert.subscribers.Tokens;
import crier.alert.wording.Composer;
import crier.fetch.FetchSettings;
import crier.fetch.LocalFetch;
import crier.fetch.Post;
import crier.model.Alert;
import crier.model.Destination;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Ids;
import crier.model.Significance;
import crier.model.Site;
import crier.model.Story;
import crier.model.Subscriber;
import crier.model.Subscription;
import crier.store.Alerts;
import crier.store.Claims;
import crier.store.Database;
import crier.store.DatabaseSettings;
import crier.store.History;
import crier.store.Incidents;
import crier.store.Outbox;
import crier.store.Subscribers;
import crier.store.TokenHashes;
import crier.testing.CountedIds;
import crier.testing.HttpSink;
import crier.testing.SetClock;
import crier.testing.SmtpSink;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Everything between a stored alert and its receivers, over real sockets and a real database. */
public final class Desk implements AutoCloseable {

  public static final ZoneId ZONE = ZoneId.of("America/New_York");
  public static final Site SITE = new Site("Crier", URI.create("https://crier.example.org"), ZONE);
  public static final Story STORY = new Story("irs-ice", "The agreement", List.of(), List.of());

  public final SetClock clock = new SetClock("2026-06-08T18:05:00Z");
  public final SmtpSink mail = new SmtpSink(true);
  public final HttpSink web = new HttpSink();
  public final Ids ids = new CountedIds();
  private final String url;
  public final Database database;
  public final Outbox outbox;
  public final Claims claims;
  public final Subscribers subscribers;
  public final Alerts alerts;
  public final Incidents incidents;
  public final Notices notices;
  public final Router router;
  public final Dispatcher dispatcher;
  public final List<SendResult> results = new java.util.concurrent.CopyOnWriteArrayList<>();

  private final Post post;
  private final EmailChannel email;
  private final List<Channel> channels = new ArrayList<>();
  private final List<Destination> destinations = new ArrayList<>();
  private final List<String> operator = new ArrayList<>();

  public Desk() {
    this("jdbc:h2:mem:" + UUID.randomUUID());
  }

  public Desk(String url) {
    this.url = url;
    database = Database.open(new DatabaseSettings(url, "", ""));
    outbox = new Outbox(database);
    claims = new Claims(database);
    subscribers = new Subscribers(database);
    alerts = new Alerts(database);
    incidents = new Incidents(database);
    notices = new Notices(incidents, clock, ids);
    router = new Router(outbox, subscribers, incidents);
    post = new Post(fetch());
    email =
        new EmailChannel(
            new MailSettings(
                MailSettings.Transport.SMTP,
                Path.of("unused"),
                "Crier <crier@crier.example.org>",
                new MailSettings.Smtp(
                    "127.0.0.1", mail.port(), MailSettings.Security.NONE, "", "", 4)),
            new byte[32],
            (subscriber, status) -> {});
    channels.add(email);
    channels.addAll(hooks());
    dispatcher = dispatcher("desk-1");
  }

  private List<Channel> hooks() {
    return List.of(
        new SlackChannel(post, clock, new Pacing(Duration.ZERO, Pacing.Pause.REAL)),
        new WebhookChannel(post, clock));
  }

  /** What the program is after it was killed and started anew: it knows what the disk knows. */
  public Dispatcher restarted(String owner) {
    claims.freeAll();
    channels.removeIf(channel -> channel != email);
    channels.addAll(hooks());
    return dispatcher(owner);
  }

  /** One more sender over the same database. */
  public Dispatcher dispatcher(String owner) {
    return new Dispatcher(
        claims,
        router,
        composer(),
        new Channels(channels),
        notices,
        clock,
        new Random(1),
        owner,
        (channel, result, since) -> results.add(result));
  }

  public Composer composer() {
    return new Composer(
        alerts,
        new History(database),
        outbox,
        tokens(),
        new Composer.Setting(SITE, List.of(STORY)));
  }

  public Tokens tokens() {
    return new Tokens(new byte[32], new TokenHashes(database));
  }

  private static FetchSettings fetch() {
    return LocalFetch.SETTINGS;
  }

  public static Subscription everything() {
    return wanting(new Subscription.Cadence.Immediate());
  }

  public static Subscription wanting(Subscription.Cadence cadence) {
    return new Subscription(
        List.of(),
        List.of(),
        Significance.ROUTINE,
        List.of(),
        List.of(),
        List.of(),
        cadence,
        null,
        ZONE);
  }

  /** Somebody who confirmed long ago. */
  public void subscriber(String name) {
    subscriber(name, everything());
  }

  public void subscriber(String name, Subscription wanted) {
    subscriber(name, wanted, clock.instant().minus(Duration.ofDays(400)));
  }

  public void subscriber(String name, Subscription wanted, Instant confirmed) {
    subscribers.add(
        new Subscriber(
            name,
            name + "@reader.example",
            Subscriber.Standing.CONFIRMED,
            wanted,
            "a test",
            confirmed,
            confirmed));
  }

  public void slack(String id, boolean forOperator) {
    slack(id, everything(), forOperator);
  }

  public void slack(String id, Subscription wanted, boolean forOperator) {
    destination(new Destination(id, "slack", web.address("/" + id), Map.of(), wanted), forOperator);
  }

  /** A program's webhook. */
  public void webhook(String id) {
    String secret = "whsec_" + java.util.Base64.getEncoder().encodeToString(new byte[32]);
    destination(
        new Destination(
            id, "webhook", web.address("/" + id), Map.of("secrets", List.of(secret)), everything()),
        false);
  }

  public void destination(Destination destination, boolean forOperator) {
    destinations.add(destination);
    if (forOperator) {
      operator.add(destination.id());
    }
    router.configure(new Router.Receivers(destinations, operator));
  }

  /** Stores an alert about a docket, seen now. */
  public String alert(String subject) {
    return alert(subject, "docket", "entry-" + subject, Significance.NOTABLE);
  }

  public String alert(String subject, String watch, String key, Significance significance) {
    Finding finding =
        new Finding(
            key,
            List.of(Event.STAY_LIFTED),
            significance,
            "because",
            "Stay lifted",
            subject,
            "https://court.example/62",
            null,
            "the stay is lifted",
            null,
            null,
            List.of(),
            List.of(),
            null);
    Alert alert =
        new Alert(
            ids.next(clock.instant()),
            Alert.Kind.ALERT,
            watch,
            "Watch " + watch,
            "irs-ice",
            subject,
            significance,
            clock.instant(),
            List.of(finding),
            "",
            null,
            null);
    alerts.add(alert);
    return alert.id();
  }

  /** Runs until time has passed and everything due in it is done, in steps. */
  public void pass(Duration time, Duration step) {
    for (Duration left = time; left.isPositive(); left = left.minus(step)) {
      clock.advance(step);
      dispatcher.run();
    }
  }

  /** From now on the database takes no delivery that was made, as if its disk were full. */
  public void forbidSettling() {
    execute("ALTER TABLE delivery ADD CONSTRAINT disk_full CHECK (state <> 'delivered') NOCHECK");
  }

  public void allowSettling() {
    execute("ALTER TABLE delivery DROP CONSTRAINT disk_full");
  }

  private void execute(String sql) {
    try (var connection = java.sql.DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public List<String> mailsTo(String name) {
    return mail.accepted().stream()
        .filter(one -> one.recipient().equals(name + "@reader.example"))
        .map(SmtpSink.Mail::subject)
        .toList();
  }

  /** Subjects of the notices that were raised. */
  public List<String> noticed() {
    return incidents.told().stream().map(Incidents.Open::subject).toList();
  }

  @Override
  public void close() {
    dispatcher.close();
    email.close();
    post.close();
    mail.close();
    web.close();
    database.close();
  }
}
