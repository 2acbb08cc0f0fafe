package crier.web;

import crier.model.Alert;
import crier.model.Question;
import crier.model.Site;
import crier.model.Story;
import crier.model.Watch;
import crier.model.WatchState;
import crier.store.History;
import crier.store.Outbox;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each template is given. */
public final class Views {

  private Views() {}

  /** A story on the front page, with its newest alerts. */
  public record StoryCard(Story story, List<Alert> newest) {}

  /** The front page. */
  public record Home(Site site, List<StoryCard> stories, List<Alert> others, int unwell) {}

  /** A question with the alerts that bear on it. */
  public record Asked(Question question, List<Alert> alerts) {}

  /** A watch and how it fares. */
  public record Fare(Watch watch, WatchState state) {}

  /** One story. */
  public record StoryPage(
      Site site, Story story, List<Asked> questions, List<Alert> timeline, List<Fare> watches) {}

  /** One watch. */
  public record WatchPage(
      Site site, Fare fare, List<Alert> alerts, List<History.Taken> snapshots) {}

  /** One alert. */
  public record AlertPage(
      Site site,
      Alert alert,
      String story,
      List<Question> questions,
      History.@Nullable Kept capture) {}

  /** How everything fares. */
  public record StatusPage(
      Site site,
      List<Fare> fares,
      Outbox.Counts outbox,
      String quota,
      String trouble,
      String now) {}

  /** Something went wrong, in one sentence. */
  public record Plain(Site site, String title, String text) {}
}
