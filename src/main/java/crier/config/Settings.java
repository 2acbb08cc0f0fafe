package crier.config;

import crier.alert.OperatorSettings;
import crier.alert.channel.email.MailSettings;
import crier.fetch.FetchSettings;
import crier.model.Destination;
import crier.model.Site;
import crier.model.Story;
import crier.model.Watch;
import crier.source.SourceSettings;
import crier.store.DatabaseSettings;
import crier.store.RetentionSettings;
import crier.store.SubscriberSettings;
import crier.web.ServerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The whole configuration, checked: every reference resolves, every id is unique. */
public record Settings(
    Site site,
    ServerSettings server,
    DatabaseSettings database,
    FetchSettings fetch,
    SourceSettings sources,
    MailSettings mail,
    List<Story> stories,
    List<Watch> watches,
    List<Destination> destinations,
    OperatorSettings operator,
    SubscriberSettings subscribers,
    RetentionSettings retention) {

  public Settings {
    stories = List.copyOf(stories);
    watches = List.copyOf(watches);
    destinations = List.copyOf(destinations);
  }

  /**
   * What takes effect at the next start only, and is another here than in settings that a process
   * was started with; by the names of the configuration.
   */
  public List<String> atNextStart(Settings started) {
    List<String> names = new ArrayList<>();
    if (!database.equals(started.database)) {
      names.add("database");
    }
    if (!server.host().equals(started.server.host())) {
      names.add("server.host");
    }
    if (server.port() != started.server.port()) {
      names.add("server.port");
    }
    if (!subscribers.key().equals(started.subscribers.key())) {
      names.add("subscribers.key");
    }
    return names;
  }

  /** The same, but for what takes effect at the next start only: that is as it was started with. */
  public Settings startedWith(Settings started) {
    return new Settings(
        site,
        new ServerSettings(
            started.server.host(),
            started.server.port(),
            server.operatorToken(),
            server.trustedProxies()),
        started.database,
        fetch,
        sources,
        mail,
        stories,
        watches,
        destinations,
        operator,
        new SubscriberSettings(subscribers.open(), started.subscribers.key()),
        retention);
  }

  /** The same with these watches. */
  public Settings watching(List<Watch> others) {
    return new Settings(
        site,
        server,
        database,
        fetch,
        sources,
        mail,
        stories,
        others,
        destinations,
        operator,
        subscribers,
        retention);
  }

  public Optional<Story> story(String id) {
    return stories.stream().filter(story -> story.id().equals(id)).findFirst();
  }

  public Optional<Watch> watch(String id) {
    return watches.stream().filter(watch -> watch.id().equals(id)).findFirst();
  }
}
