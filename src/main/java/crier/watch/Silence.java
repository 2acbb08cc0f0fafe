package crier.watch;

import crier.model.Document;
import crier.model.Memo;
import crier.model.Outcome;
import crier.model.Watch;
import crier.model.WatchState;
import crier.source.Visit;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes silence visible: could-not-look is never nothing-new. Pure. */
public final class Silence {

  /**
   * A changed layout will not mend itself; the operator need not wait for {@code overdue-after}.
   */
  private static final int UNRECOGNISED_LOOKS = 3;

  private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
  private static final int MAINTENANCE_HOUR = 21;

  /** A look that failed in the maintenance is followed by another within so long. */
  private static final Duration MAINTENANCE_ECHO = Duration.ofHours(7);

  /** First words of all topics; the second word is the watch. */
  public static final List<String> KINDS =
      List.of("overdue", "layout", "quiet", "beside", "moved", "stopped");

  private Silence() {}

  /**
   * Something the operator should know about a watch, for as long as it lasts.
   *
   * @param topic identity of the episode: told once, and once more when it is over
   * @param subject one line
   * @param text what is known, and what can be done
   */
  public record Concern(String topic, String subject, String text) {}

  /** All that concerns a watch now; what was a concern before and is not listed here is over. */
  public static List<Concern> concerns(Watch watch, WatchState state, Instant now) {
    List<Concern> concerns = new ArrayList<>();
    if (state.paused()) {
      return concerns;
    }
    if (!watch.source().flag(Document.SHOW_HIDDEN)) {
      state.memo().get(Document.CONCEALED).ifPresent(said -> concerns.add(concealed(watch, said)));
    }
    if (state.stopped()) {
      concerns.add(
          new Concern(
              topic("stopped", watch),
              "No longer looked at, its page is gone for good: " + watch.name(),
              """
              The server answers 410 Gone, and did so again at a second look.
              %s
              It is not asked again until the watch's source is changed or the watch is resumed.\
              """
                  .formatted(trouble(state))));
      return concerns;
    }
    moved(watch, state).ifPresent(concerns::add);
    Instant lastLook = state.lastSuccessAt() == null ? state.beganAt() : state.lastSuccessAt();
    Duration blind = Duration.between(lastLook, now);
    if (state.failures() > 0 && blind.compareTo(watch.overdueAfter()) >= 0) {
      concerns.add(
          new Concern(
              topic("overdue", watch),
              "Could not look for %s: %s".formatted(words(blind), watch.name()),
              """
              No look at this page has succeeded since %s (%d failed in a row).
              The last one: %s
              What was known is kept; nothing new can be told until a look succeeds.\
              """
                  .formatted(lastLook, state.failures(), trouble(state))));
    } else if (state.outcome() == Outcome.UNRECOGNISED && state.failures() >= UNRECOGNISED_LOOKS) {
      concerns.add(
          new Concern(
              topic("layout", watch),
              "The page has changed its form: " + watch.name(),
              """
              The page answers, but not in the form this watch knows (%d looks in a row).
              %s
              `crier try` with its address shows what can be read, and which selectors to write.\
              """
                  .formatted(state.failures(), trouble(state))));
    }
    state
        .memo()
        .get(Memo.COVERED_BEFORE)
        .ifPresent(before -> concerns.add(covers(watch, state, before)));
    if (state.outcome().looked()) {
      Instant lastNews = state.lastChangeAt() == null ? state.beganAt() : state.lastChangeAt();
      Duration quiet = Duration.between(lastNews, now);
      if (quiet.compareTo(watch.quietAfter()) >= 0) {
        concerns.add(
            new Concern(
                topic("quiet", watch),
                "Nothing new for %s: %s".formatted(words(quiet), watch.name()),
                """
                The page is reached and read, and has shown no change since %s.
                It may be quiet; or the page that matters may have moved. Worth a look by eye.\
                """
                    .formatted(lastNews)));
      }
      if (state.trouble() != null && !isBorneWith(state, now)) {
        concerns.add(
            new Concern(
                topic("beside", watch),
                "Part of it could not be looked at: " + watch.name(),
                trouble(state)));
      }
    }
    return concerns;
  }

  /** Told by count only: what lies there is for the operator to look at, or not. */
  private static Concern concealed(Watch watch, String said) {
    String[] parts = said.split(" ", 2);
    return new Concern(
        "concealed " + watch.id() + " " + parts[0],
        "Text lies beneath the boxes of a document: " + watch.name(),
        """
        In the document whose SHA-256 begins with %s, %s signs are covered by boxes and can still \
        be extracted from the file.
        They are in no alert, page or stored text. `%s: true` at its source would let them in.\
        """
            .formatted(parts[0], parts[parts.length - 1], Document.SHOW_HIDDEN));
  }

  /** Told once for each new wording; it is not over until there is another. */
  private static Concern covers(Watch watch, WatchState state, String before) {
    String now = state.memo().get(Memo.COVERS).orElse("");
    return new Concern(
        topic("covers", watch) + " " + Integer.toHexString(now.hashCode()),
        "The source says that it shows something else now: " + watch.name(),
        """
        It says: %s
        It said before: %s
        What it does not show any more cannot be told from it.\
        """
            .formatted(now, before));
  }

  /** What could not be looked at has not lasted long enough to be more than weather. */
  private static boolean isBorneWith(WatchState state, Instant now) {
    return state.memo().patientUntil().filter(now::isBefore).isPresent();
  }

  /**
   * Whether nothing is to be said of a watch now, neither that it fails nor that it is well again:
   * CourtListener is maintained on Thursdays from 21:00 to midnight, Pacific time, and what was
   * last seen of it may have been seen then.
   */
  public static boolean isHeld(Watch watch, WatchState state, Instant now) {
    return watch.source().type().startsWith("courtlistener")
        && (isMaintenance(now)
            || (state.lastCheckAt() != null
                && state.failures() + (state.trouble() == null ? 0 : 1) > 0
                && isMaintenance(state.lastCheckAt())
                && now.isBefore(state.lastCheckAt().plus(MAINTENANCE_ECHO))));
  }

  private static boolean isMaintenance(Instant time) {
    var there = time.atZone(PACIFIC);
    return there.getDayOfWeek() == DayOfWeek.THURSDAY && there.getHour() >= MAINTENANCE_HOUR;
  }

  /** Asked for at its new address already; what was written down stays the operator's to change. */
  private static Optional<Concern> moved(Watch watch, WatchState state) {
    return state
        .memo()
        .get(Visit.MOVED)
        .map(address ->
            new Concern(
                topic("moved", watch),
                "The page has moved for good: " + watch.name(),
                """
                The server says (301 or 308) that it lives at
                %s
                from now on. It is asked for there; write the new address into the configuration.\
                """
                    .formatted(address)));
  }

  private static String topic(String what, Watch watch) {
    return what + " " + watch.id();
  }

  private static String trouble(WatchState state) {
    return state.trouble() == null ? "no reason known" : state.trouble();
  }

  private static String words(Duration duration) {
    if (duration.toDays() >= 2) {
      return duration.toDays() + " days";
    }
    if (duration.toHours() >= 2) {
      return duration.toHours() + " hours";
    }
    if (duration.toMinutes() >= 2) {
      return duration.toMinutes() + " minutes";
    }
    return duration.toSeconds() == 1 ? "1 second" : duration.toSeconds() + " seconds";
  }
}
