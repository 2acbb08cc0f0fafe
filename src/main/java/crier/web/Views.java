package crier.web;

import crier.model.Alert;
import crier.model.Allowance;
import crier.model.Question;
import crier.model.Site;
import crier.model.Story;
import crier.model.Watch;
import crier.model.WatchState;
import crier.store.History;
import crier.store.Outbox;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each template is given. */
public final class Views {

  private Views() {}

  /** A story on the front page, with its newest alerts. */
  public record StoryCard(Story story, List<Alert> newest, int watches, int inDoubt) {}

  /** The front page. */
  public record Home(Site site, List<StoryCard> stories, List<Alert> others, int inDoubt) {}

  /** A question with the alerts that bear on it, the newest first. */
  public record Asked(Question question, List<Alert> alerts) {}

  /**
   * A watch and how it fares.
   *
   * @param state null when it has none yet
   */
  public record Fare(Watch watch, @Nullable WatchState state, Standing standing) {}

  /** How some watches fare, as of now. */
  public record Fares(Site site, Instant now, List<Fare> rows) {}

  /** What was first seen on one day. */
  public record Day(LocalDate day, List<Alert> alerts) {}

  /**
   * Alerts by day, the newest first.
   *
   * @param older where the ones before them are, or empty
   * @param newer where the newest ones are, or empty when these are they
   */
  public record Timeline(Site site, List<Day> days, String older, String newer) {}

  /** One story. */
  public record StoryPage(
      Site site, Story story, List<Asked> questions, Timeline timeline, Fares watches) {

    /** How many of its watches cannot be relied on now. */
    public int inDoubt() {
      return Looks.inDoubt(watches);
    }
  }

  /**
   * Two snapshots side by side.
   *
   * @param before null when there is nothing earlier
   */
  public record Compared(
      History.@Nullable Taken before, History.Taken after, Difference difference) {}

  /**
   * One watch.
   *
   * @param story null when it belongs to none
   * @param link what is watched, where a reader can go there
   * @param snapshots the newest first, each with the one before it
   * @param compared null before the first snapshot
   * @param unseen numbers of a docket's entries that are missing between those known; may be empty
   */
  public record WatchPage(
      Fares fares,
      @Nullable Story story,
      Words.@Nullable Link link,
      String unseen,
      List<Pair> snapshots,
      boolean moreSnapshots,
      @Nullable Compared compared,
      Timeline timeline) {

    public Fare fare() {
      return fares.rows().getFirst();
    }
  }

  /** A snapshot and the one before it. */
  public record Pair(History.Taken taken, @Nullable Long before) {}

  /**
   * One alert.
   *
   * @param story its story's name, or empty
   * @param related other alerts about the same things, the oldest first
   */
  public record AlertPage(
      Site site,
      Alert alert,
      String story,
      List<Question> questions,
      List<Alert> related,
      boolean isWatched,
      History.@Nullable Kept capture) {}

  /** How everything fares. */
  public record StatusPage(
      Fares fares, Outbox.Counts outbox, boolean ticks, Allowance quota, String trouble) {

    public Site site() {
      return fares.site();
    }

    /** How many watches stand so. */
    public long count(Standing.Kind kind) {
      return fares.rows().stream().filter(row -> row.standing().kind() == kind).count();
    }
  }

  /** One alert in a feed. */
  public record FeedEntry(Site site, Alert alert) {}

  /** Something went wrong, in one sentence. */
  public record Plain(Site site, String title, String text) {}
}
