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

  /** The same, but for the key that stored addresses are encrypted with. */
  public Settings keeping(String key) {
    return new Settings(
        site,
        server,
        database,
        fetch,
        sources,
        mail,
        stories,
        watches,
        destinations,
        operator,
        new SubscriberSettings(subscribers.open(), key),
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
