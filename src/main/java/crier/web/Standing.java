package crier.web;

import crier.model.Outcome;
import crier.model.Watch;
import crier.model.WatchState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a watch stands, in words a reporter understands. "Could not look" is never taken for "nothing
 * new": the first says nothing about the world. Public for the templates.
 *
 * @param kind for the colour and the order
 * @param words the short form
 * @param trouble what the machine met, in its own words, or empty
 * @param explanation what that means for a reader, or empty
 */
public record Standing(Kind kind, String words, String trouble, String explanation) {

  /** Later than this, a look is late and not merely on its way. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /** The sorts of standing; those that need attention first. */
  public enum Kind {
    COULD_NOT_LOOK,
    LATE,
    PARTLY,
    NEW,
    PAUSED,
    WELL;

    /** As a class in the style sheet. */
    public String style() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether what is shown of the watch may be out of date or incomplete. */
    public boolean isInDoubt() {
      return this == COULD_NOT_LOOK || this == LATE || this == PARTLY;
    }
  }

  /**
   * Reads a watch's state.
   *
   * @param state null when there is none yet
   */
  static Standing of(Watch watch, @Nullable WatchState state, Instant now, ZoneId zone) {
    if (state == null) {
      return new Standing(Kind.NEW, "not looked at yet", "", "");
    }
    if (state.paused()) {
      return new Standing(
          Kind.PAUSED,
          "paused",
          "",
          "An operator paused it. " + unknownSince(state.lastSuccessAt(), zone));
    }
    Standing standing = ofOutcome(watch, state, now, zone);
    boolean late = now.isAfter(state.nextCheckAt().plus(PATIENCE));
    return late && !standing.kind().equals(Kind.COULD_NOT_LOOK)
        ? new Standing(
            Kind.LATE,
            "late",
            "",
            "It was due at %s and has not been looked at. %s"
                .formatted(
                    Words.time(state.nextCheckAt(), zone),
                    unknownSince(state.lastSuccessAt(), zone)))
        : standing;
  }

  private static Standing ofOutcome(Watch watch, WatchState state, Instant now, ZoneId zone) {
    return switch (state.outcome()) {
      case NEW -> new Standing(Kind.NEW, "not looked at yet", "", "");
      case CHANGED, UNCHANGED -> looked(watch, state, now);
      case BLOCKED -> unseen(state, "the site refused, or sent a challenge in place of it", zone);
      case FAILED -> unseen(state, "no answer, or an error", zone);
      case THROTTLED -> unseen(state, "told to come back later", zone);
      case UNRECOGNISED -> unseen(state, "what came is not the page this watch knows", zone);
      case GONE -> unseen(state, "the server says there is no such page", zone);
    };
  }

  private static Standing looked(Watch watch, WatchState state, Instant now) {
    String words = state.outcome() == Outcome.CHANGED ? "something new" : "nothing new";
    String trouble = trouble(state);
    if (!trouble.isEmpty()) {
      return new Standing(Kind.PARTLY, words + ", but not everything was seen", trouble, "");
    }
    Instant news = state.lastChangeAt() == null ? state.beganAt() : state.lastChangeAt();
    Duration quiet = Duration.between(news, now);
    return new Standing(
        Kind.WELL,
        words,
        "",
        quiet.compareTo(watch.quietAfter()) > 0
            ? "Looked at as planned, and nothing new for %s.".formatted(Words.span(quiet))
            : "");
  }

  private static Standing unseen(WatchState state, String why, ZoneId zone) {
    Instant since = state.failingSince();
    String tries =
        state.failures() > 1 && since != null
            ? "%d tries in a row, since %s. ".formatted(state.failures(), Words.time(since, zone))
            : "";
    return new Standing(
        Kind.COULD_NOT_LOOK,
        "could not look (%s): %s".formatted(state.outcome().word(), why),
        trouble(state),
        tries + unknownSince(state.lastSuccessAt(), zone));
  }

  private static String trouble(WatchState state) {
    String trouble = state.trouble();
    return trouble == null ? "" : trouble.strip();
  }

  private static String unknownSince(@Nullable Instant success, ZoneId zone) {
    return success == null
        ? "It has never been seen so far."
        : "What has happened there since %s is not known.".formatted(Words.time(success, zone));
  }
}
