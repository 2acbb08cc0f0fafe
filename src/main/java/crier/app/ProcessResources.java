package crier.app;

import crier.alert.Channel;
import crier.alert.Pacing;
import crier.alert.channel.discord.DiscordChannel;
import crier.alert.channel.email.EmailChannel;
import crier.alert.channel.mattermost.MattermostChannel;
import crier.alert.channel.ntfy.NtfyChannel;
import crier.alert.channel.slack.SlackChannel;
import crier.alert.channel.teams.TeamsChannel;
import crier.alert.channel.webhook.WebhookChannel;
import crier.alert.sending.Channels;
import crier.config.Settings;
import crier.fetch.Fetch;
import crier.fetch.HttpFetch;
import crier.fetch.Post;
import crier.source.SourceSettings;
import crier.source.courtlistener.RateBudget;
import crier.store.NamedValues;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What belongs to the process, is made once and outlives every configuration: the ways out, with
 * their connections and what they have learnt of whoever is at the other end. An edited file
 * changes their settings in place ({@link #apply}) and leaves them open. The database, the rounds
 * and the delivery lanes, which {@link Crier} wires over them, live as long.
 */
final class ProcessResources implements AutoCloseable {

  /** The client with its pace, the rests and robots.txt of hosts, and its connections. */
  private final HttpFetch fetch;

  private final Post post;
  private final EmailChannel email;
  private final Channels channels;
  private final InstantSource clock;
  private final NamedValues values;
  private volatile Budget budget;

  /** The requests that an account may make; the record of them is kept with its name. */
  private record Budget(SourceSettings of, RateBudget requests) {
    boolean isFor(SourceSettings settings) {
      return of.courtListener().equals(settings.courtListener())
          && of.courtListenerToken().equals(settings.courtListenerToken());
    }
  }

  /** What an edited configuration changes in the process, made ready. */
  record Change(Settings settings, EmailChannel.Setup mail) {}

  /**
   * Opens nothing yet that is not asked for.
   *
   * @param mailKey secret, seals the addresses that mail comes back to
   * @param refused as {@link EmailChannel} tells it
   */
  ProcessResources(
      Settings settings,
      NamedValues values,
      byte[] mailKey,
      BiConsumer<String, String> refused,
      InstantSource clock) {
    this.clock = clock;
    this.values = values;
    this.budget = budget(settings.sources());
    this.fetch = new HttpFetch(settings.fetch(), budget.requests(), clock);
    this.post = new Post(settings.fetch());
    this.email = new EmailChannel(settings.mail(), mailKey, refused);
    this.channels = new Channels(everyChannel());
  }

  private Budget budget(SourceSettings sources) {
    return new Budget(
        sources,
        new RateBudget(
            clock, sources.courtListener(), sources.courtListenerToken(), new TokenLedger(values)));
  }

  /** Every way to reach somebody; a new one is a line here. */
  private List<Channel> everyChannel() {
    Pacing slackPace = new Pacing(Duration.ofSeconds(1), Pacing.Pause.REAL);
    return List.of(
        email,
        new SlackChannel(post, clock, slackPace),
        new DiscordChannel(post, clock),
        new TeamsChannel(post, clock),
        new MattermostChannel(post, clock),
        new NtfyChannel(post, clock),
        new WebhookChannel(post, clock));
  }

  Fetch fetch() {
    return fetch;
  }

  EmailChannel email() {
    return email;
  }

  Channels channels() {
    return channels;
  }

  RateBudget budget() {
    return budget.requests();
  }

  /**
   * Makes ready what these settings change, and changes nothing yet.
   *
   * @throws IllegalArgumentException when mail cannot be sent as they say
   */
  Change prepare(Settings settings) {
    return new Change(settings, email.prepare(settings.mail()));
  }

  /**
   * Goes on by these settings. What is under way ends as it began.
   *
   * @return whether mail is handed over elsewhere than before
   */
  boolean apply(Change change) {
    SourceSettings sources = change.settings().sources();
    if (!budget.isFor(sources)) {
      budget = budget(sources);
    }
    fetch.apply(change.settings().fetch(), budget.requests());
    post.apply(change.settings().fetch());
    return email.apply(change.mail());
  }

  @Override
  public void close() {
    email.close();
    post.close();
    fetch.close();
  }
}
