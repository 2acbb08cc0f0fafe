package crier.web;

import crier.alert.subscribers.ChoiceWords;
import crier.model.Alert;
import crier.model.Allowance;
import crier.model.Delivery;
import crier.model.DeliveryState;
import crier.model.Question;
import crier.model.Site;
import crier.model.Story;
import crier.model.Subscription;
import crier.model.Watch;
import crier.model.WatchState;
import crier.store.Follows;
import crier.store.History;
import crier.store.Incidents;
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
  public record Home(
      Site site, List<StoryCard> stories, List<Alert> others, int inDoubt, int notices) {}

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
      Site site,
      Story story,
      List<Asked> questions,
      List<Held> held,
      List<Held.Family> families,
      Timeline timeline,
      List<Coming> next,
      Fares watches) {

    /** How many of its watches cannot be relied on now. */
    public int inDoubt() {
      return PageQueries.inDoubt(watches);
    }
  }

  /**
   * Two snapshots side by side.
   *
   * @param before null when there is nothing earlier
   */
  public record Compared(
      History.@Nullable Taken before, History.Taken after, SnapshotDifference difference) {}

  /**
   * One watch.
   *
   * @param story null when it belongs to none
   * @param link what is watched, where a reader can go there
   * @param snapshots the newest first, each with the one before it
   * @param compared null before the first snapshot
   * @param followed items whose own pages are looked at, too
   * @param unseen numbers of a docket's entries that are missing between those known; may be empty
   */
  public record WatchPage(
      Fares fares,
      @Nullable Story story,
      Words.@Nullable Link link,
      String unseen,
      List<String> restless,
      List<Pair> snapshots,
      boolean moreSnapshots,
      @Nullable Compared compared,
      List<Follows.Listed> followed,
      List<Held> held,
      List<Coming> next,
      boolean isDocket,
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
      List<Held> held,
      boolean isWatched,
      History.@Nullable Kept capture) {

    /** So many findings stand open; a long list is opened by who wants it. */
    private static final int OPEN = 10;

    /** Number of the first finding that is folded away, or -1. */
    public int foldsFrom() {
      return folded() > 0 ? OPEN : -1;
    }

    /** How many findings are folded away; one or two are not worth it. */
    public int folded() {
      int more = alert.findings().size() - OPEN;
      return more > 2 ? more : 0;
    }
  }

  /** How everything fares. */
  public record StatusPage(
      Fares fares,
      Outbox.Counts outbox,
      boolean ticks,
      Allowance quota,
      String trouble,
      List<Incidents.Open> notices) {

    public Site site() {
      return fares.site();
    }

    /** How many watches stand so. */
    public long count(Standing.Kind kind) {
      return fares.rows().stream().filter(row -> row.standing().kind() == kind).count();
    }
  }

  /**
   * A delivery for the operator.
   *
   * @param alert what it tells, or null when that is gone
   * @param address where it goes, or null unless it was asked for
   */
  public record Letter(
      Delivery delivery, boolean dead, @Nullable Alert alert, @Nullable String address) {

    public String state() {
      return switch (delivery.state()) {
        case DeliveryState.Dead _ -> "dead since";
        case DeliveryState.Leased _ -> "being sent until";
        case DeliveryState.Pending _ -> "due";
        case DeliveryState.Delivered _ -> "delivered";
      };
    }

    public Instant at() {
      return switch (delivery.state()) {
        case DeliveryState.Dead(Instant at) -> at;
        case DeliveryState.Leased(var _, Instant until) -> until;
        case DeliveryState.Pending(Instant due) -> due;
        case DeliveryState.Delivered(Instant at, var _) -> at;
      };
    }

    public boolean hasMailAddress() {
      return delivery.channel().equals("email");
    }

    public String subject() {
      return alert == null ? delivery.alert() : alert.subject();
    }

    /** The alert's page; notices have none. */
    public @Nullable String page() {
      return alert != null && alert.kind() == Alert.Kind.ALERT ? "/alerts/" + alert.id() : null;
    }
  }

  /**
   * The outbox.
   *
   * @param word goes with whatever changes something
   * @param said what has just been done, or empty
   */
  public record DeliveriesPage(
      Site site, String word, Outbox.Counts counts, List<Letter> letters, String said) {}

  /** One alert in a feed. */
  public record FeedEntry(Site site, Alert alert) {}

  /**
   * What somebody can choose, and has chosen. The form that shows it reads it back by {@link
   * ChoiceForm}.
   */
  public record Choices(Site site, ChoiceWords words, Subscription chosen) {

    public boolean follows(Story story) {
      return chosen.stories().contains(story.id());
    }

    public String cadence() {
      return switch (chosen.cadence()) {
        case Subscription.Cadence.Immediate _ -> "immediate";
        case Subscription.Cadence.Hourly _ -> "hourly";
        case Subscription.Cadence.Daily _ -> "daily";
      };
    }

    public String at() {
      return chosen.cadence() instanceof Subscription.Cadence.Daily(var at)
          ? at.toString()
          : "08:00";
    }

    public boolean follows(Watch watch) {
      return chosen.watches().contains(watch.id());
    }

    /** Whether something of this list is chosen, so that it is shown opened. */
    public boolean hasEvents() {
      return !chosen.events().isEmpty();
    }

    public boolean hasWatches() {
      return !chosen.watches().isEmpty();
    }

    /** Chosen once, and no longer in the configuration: to be seen, and to be unticked. */
    public List<String> formerStories() {
      List<String> known = words.stories().stream().map(Story::id).toList();
      return chosen.stories().stream().filter(id -> !known.contains(id)).toList();
    }

    /** Chosen once, and no longer in the configuration: to be seen, and to be unticked. */
    public List<String> formerWatches() {
      List<String> known = words.watches().stream().map(Watch::id).toList();
      return chosen.watches().stream().filter(id -> !known.contains(id)).toList();
    }

    /** In a sentence: what is mailed, and when. */
    public String sentence() {
      return words.sentence(chosen);
    }
  }

  /** The form that anybody may fill in. */
  public record SubscribePage(Choices choices, String address, List<String> mistakes) {}

  /** What a confirmation link confirms. */
  public record ConfirmPage(Choices choices, String token) {}

  /** A page with one button. */
  public record TokenPage(Site site, String token) {}

  /** Asks whose choices are to be changed. */
  public record KeyPage(Site site, String address, List<String> mistakes) {}

  /**
   * Somebody's choices.
   *
   * @param said what has just been done, or empty
   */
  public record PreferencesPage(
      Choices choices, String token, boolean hasFeed, String said, List<String> mistakes) {}

  /** Something went wrong, in one sentence. */
  public record Plain(Site site, String title, String text) {}
}
